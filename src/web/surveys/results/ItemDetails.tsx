import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { evenMean } from '../../../domain/surveys/reading.ts';
import type { Bins, Change, ItemResult, Snapshot, Total } from '../../../domain/surveys/snapshot-contract.ts';
import { pointText } from '../../../domain/surveys/texts.ts';
import { useFormat } from '../../platform/useFormat.ts';
import { GuessWords } from '../instruments/Guesses.tsx';
import { GroupName, type Sides } from '../parties.tsx';
import { changeWords, rangeWords } from './words.ts';

interface Props {
  item: ItemResult;
  results: Results;
  sides: Sides;
  change: Change | undefined;
  /** Of the groups, beneath whatever names the item. */
  heading?: 'h3' | 'h4';
}

/** Everything that was released about one item, and why there is not more. */
export function ItemDetails({ item, results, sides, change, heading = 'h4' }: Props) {
  const { t } = useTranslation('surveys');
  const { snapshot, comparison } = results;
  const { number } = useFormat();
  const even = evenMean(item);
  const cellChanges = comparison?.items.find((each) => each.key === item.key)?.cells ?? [];
  if (!item.total) return <p className="sm dim">{t('results.because', { reason: item.reason ?? '' })}</p>;
  const groups = [
    ...item.cells.map((cell) => ({
      key: cell.parties.join(),
      name: <GroupName sides={sides(cell.parties)} />,
      figures: cell as Total,
      change: cellChanges.find((each) => each.parties.join() === cell.parties.join())?.change,
    })),
    ...(item.cells.length > 1
      ? [{ key: 'all', name: <b>{t('results.everyone')}</b>, figures: item.total, change }]
      : []),
  ];
  const spread = groups.some(({ figures }) => figures.bins ?? figures.ci ?? figures.agreement ?? figures.median);
  return (
    <div className="released">
      <div className="groups">
        {groups.map((group) => (
          <Figures
            key={group.key}
            name={group.name}
            figures={group.figures}
            snapshot={snapshot}
            change={group.change}
            heading={heading}
          />
        ))}
      </div>
      {item.gap && <GapWords item={item} sides={sides} />}
      <GuessWords item={item} sides={sides} />
      {snapshot.response.uneven && even !== null && (
        <p className="sm dim">{t('details.even', { value: number(even, 1) })}</p>
      )}
      {!spread && <p className="sm dim">{t('details.noSpread')}</p>}
      {change?.kind === 'not-comparable' && (
        <p className="sm dim">{t('details.notComparable', { reason: change.reason })}</p>
      )}
    </div>
  );
}

function Figures({
  name,
  figures,
  snapshot,
  change,
  heading: Heading,
}: {
  name: ReactNode;
  figures: Total;
  snapshot: Snapshot;
  change: Change | undefined;
  heading: 'h3' | 'h4';
}) {
  const { t } = useTranslation('surveys');
  const { language, number } = useFormat();
  const { ci, agreement, bins, median, favourable } = figures;
  const words = changeWords(change, t);
  const rows: [string, ReactNode][] = [
    [t('details.answers'), t('count.of', { count: figures.n, of: figures.invited })],
  ];
  if (figures.n < figures.invited) {
    const settled = t(figures.settled ? 'details.settled' : 'details.notSettled');
    rows.push([t('details.ifAll'), <Ltr key="b" text={rangeWords(figures.bounds, language)} after={settled} />]);
  } else rows.push([t('details.ifAll'), t('details.everybody')]);
  if (ci) rows.push([t('details.interval'), <Ltr key="c" text={rangeWords(ci, language)} />]);
  if (agreement) {
    const value = number(agreement.rwgStar, 2).replace('-', '−');
    rows.push([t('details.agreement'), `${t(`agreement.${agreement.word}`)} (${value})`]);
  }
  if (median !== null) rows.push([t('details.median'), number(median)]);
  if (favourable) {
    const from = number(snapshot.thresholds.strength);
    rows.push([t('details.favourable', { from }), t('count.of', { count: favourable.count, of: favourable.of })]);
  }
  if (words) rows.push([t('details.change'), <Ltr key="d" text={words} />]);
  return (
    <section>
      <Heading className="of">
        {name}
        <b className="fig">
          <bdi dir="ltr">{figures.shown}</bdi>
        </b>
      </Heading>
      {bins && <Spread bins={bins} snapshot={snapshot} />}
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const Ltr = ({ text, after }: { text: string; after?: string }) => (
  <>
    <bdi dir="ltr">{text}</bdi>
    {after && <span className="dim"> {after}</span>}
  </>
);

/** How the answers spread: counts as bars, each with its number. */
function Spread({ bins, snapshot }: { bins: Bins; snapshot: Snapshot }) {
  const { t } = useTranslation('surveys');
  const { min, max } = snapshot.scale;
  const { discuss, strength } = snapshot.thresholds;
  const most = Math.max(...bins.counts, 1);
  const middle = Array.from({ length: max - min + 1 }, (_, at) => min + at).filter((p) => p >= discuss && p < strength);
  const names =
    bins.kind === 'points'
      ? bins.counts.map((_, at) => pointText(min + at))
      : [t('details.low'), middle.length === 1 ? String(middle[0]) : t('details.middle'), t('details.high')];
  return (
    <ol className="l spread">
      {bins.counts.map((count, at) => (
        <li key={names[at]}>
          <b>{count}</b>
          <i style={{ blockSize: `${(count / most) * 2.5}rem` }} aria-hidden="true" />
          <span>{names[at]}</span>
        </li>
      ))}
    </ol>
  );
}

function GapWords({ item, sides }: { item: ItemResult; sides: Sides }) {
  const { t } = useTranslation('surveys');
  const { gap } = item;
  if (!gap) return null;
  const name = (ids: readonly string[]) =>
    sides(ids)
      .map((side) => side.name)
      .join(' + ');
  if (gap.kind === 'unclear') return <p className="sm dim">{t('gap.unclear')}</p>;
  return (
    <p className="sm">{t(`gap.${gap.label}`, { high: name(gap.high), low: name(gap.low), gap: gap.shown ?? '' })}</p>
  );
}
