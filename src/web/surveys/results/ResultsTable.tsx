import { useTranslation } from 'react-i18next';
import type { Results } from '../../../domain/surveys/contract.ts';
import { bandsOf, runsOf } from '../../../domain/surveys/picture.ts';
import { isReversed } from '../../../domain/surveys/reading.ts';
import type { Gap, ItemResult } from '../../../domain/surveys/snapshot-contract.ts';
import { textIn } from '../../../domain/surveys/texts.ts';
import { Section } from '../../components/Section.tsx';
import { PartyMark } from '../../partnerships/PartyMark.tsx';
import { useFormat } from '../../platform/useFormat.ts';
import { type Sides, shortName } from '../parties.tsx';
import { monthOf } from '../rounds.ts';
import { SurveyStatus } from '../SurveyStatus.tsx';
import { rangeWords, stemWords } from './words.ts';

/** The same values as the picture, and the ones it has no room for. */
export function ResultsTable({ results, sides }: { results: Results; sides: Sides }) {
  const { t } = useTranslation(['surveys', 'instruments']);
  const format = useFormat();
  const { snapshot, instrument, comparison, trend } = results;
  const { invited, respondents } = snapshot.response;
  const items = bandsOf(snapshot.items).flatMap((band) => band.items);
  // Columns for what most items have; where only a few do, it stands with the item itself.
  const most = (has: (item: ItemResult) => unknown) => items.filter(has).length * 2 >= items.length;
  const interval = most((item) => item.total?.ci);
  const agreement = most((item) => item.total?.agreement);
  const before = comparison && trend.find((round) => round.roundId === comparison.roundId);
  const parties = sides(snapshot.parties);
  return (
    <Section title={<span id="table">{t('table.title')}</span>}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reachable by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('table.label')}>
        <table className="results-table">
          <caption className="sm dim">
            {t('table.caption', { count: invited - respondents, invited })} {interval && t('table.intervalCaption')}
          </caption>
          <thead>
            <tr>
              <th scope="col">{stemWords(instrument, format.language) ?? t('table.item')}</th>
              {parties.map((side) => (
                <th scope="col" className="num" key={side.id}>
                  <PartyMark party={side} size="sm" /> {shortName(side.name)}
                </th>
              ))}
              {parties.length > 1 && (
                <th scope="col" className="num">
                  {t('table.gap')}
                </th>
              )}
              <th scope="col" className="num">
                {t('results.everyone')}
              </th>
              <th scope="col" className="num wrap">
                {t('table.ifAll', { invited })}
              </th>
              {interval && (
                <th scope="col" className="num wrap">
                  {t('table.interval')}
                </th>
              )}
              {agreement && <th scope="col">{t('table.agreement')}</th>}
              {before && (
                <th scope="col" className="num">
                  {monthOf(before.closedAt, format.language, format.timeZone, 'short')}
                </th>
              )}
              <th scope="col">{t('table.status')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.key}>
                <th scope="row">
                  {textIn(instrument.items.find((each) => each.key === item.key)?.text ?? {}, format.language)}
                  {isReversed(instrument, item.key) && (
                    <span className="xs dim block">{t('instruments:turned.mark')}</span>
                  )}
                </th>
                <PartyCells item={item} parties={snapshot.parties} sides={sides} />
                {parties.length > 1 && <GapCell gap={item.gap} />}
                <td className="num">
                  {item.total ? (
                    <b>
                      <bdi dir="ltr">{item.total.shown}</bdi>
                    </b>
                  ) : (
                    <span className="dim">{t('table.notShown')}</span>
                  )}
                </td>
                <td className="num dim">
                  {item.total && <bdi dir="ltr">{rangeWords(item.total.bounds, format.language)}</bdi>}
                </td>
                {interval && (
                  <td className="num dim">
                    {item.total?.ci && <bdi dir="ltr">{rangeWords(item.total.ci, format.language)}</bdi>}
                  </td>
                )}
                {agreement && (
                  <td className="dim">{item.total?.agreement && t(`agreement.${item.total.agreement.word}`)}</td>
                )}
                {before && (
                  <td className="num">
                    <bdi dir="ltr">{before.items.find((each) => each.key === item.key)?.shown}</bdi>
                  </td>
                )}
                <td>
                  {item.status ? <SurveyStatus status={item.status} /> : <span className="dim">{item.reason}</span>}
                  {item.flag === 'some-parties' && (
                    <span className="xs dim block">
                      {t('table.lowIn', { count: item.cells.filter((cell) => cell.flag).length })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}

function PartyCells({ item, parties, sides }: { item: ItemResult; parties: readonly string[]; sides: Sides }) {
  const { t } = useTranslation(['surveys', 'instruments']);
  return runsOf(item, parties).map((run) => {
    const cell = run.cell === null ? null : item.cells[run.cell];
    const names = sides(run.elsewhere).map((side) => shortName(side.name));
    return (
      <td key={run.parties.join()} className="num" colSpan={run.parties.length > 1 ? run.parties.length : undefined}>
        {cell ? (
          <>
            <bdi dir="ltr">{cell.shown}</bdi>
            {names.length > 0
              ? ` ${t('party.with', { names: names.join(', ') })}`
              : cell.parties.length > 1 && ` ${t('party.asOne')}`}{' '}
            <span className="dim n-of">{t('table.n', { count: cell.n })}</span>
          </>
        ) : (
          <span className="dim">{t('table.notShown')}</span>
        )}
      </td>
    );
  });
}

function GapCell({ gap }: { gap: Gap | null }) {
  const { t } = useTranslation(['surveys', 'instruments']);
  if (!gap) return <td className="num dim">{t('table.notShown')}</td>;
  if (gap.kind === 'unclear') return <td className="num dim">{t('table.unclear')}</td>;
  const figure = <bdi dir="ltr">{gap.shown}</bdi>;
  return (
    <td className="num">
      {gap.label === 'small' ? figure : <b>{figure}</b>}
      {gap.label === 'clear' && <span className="xs dim block">{t('table.clear')}</span>}
    </td>
  );
}
