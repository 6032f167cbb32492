import { useTranslation } from 'react-i18next';
import type { Bins, ItemResult, Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import { GroupName, type Side } from '../surveys/parties.tsx';

/** As many squares as answers, up to here; beyond that a bar says it better. */
const SQUARES = 40;

type Scales = { scale: Snapshot['scale']; thresholds: Snapshot['thresholds'] };

/**
 * How answers spread, where the snapshot released it: of everybody, or else of the parties for which it may be shown.
 * Where neither may be, why it does not stand here.
 */
export function Answers({
  item,
  sides,
  ...scales
}: Scales & { item: ItemResult; sides: (ids: readonly string[]) => Side[] }) {
  const { t } = useTranslation('reviews');
  const { total } = item;
  if (!total) return null;
  const cells = item.cells.filter((cell) => cell.bins);
  return (
    <section aria-labelledby="h-answers">
      <h2 id="h-answers">{t('answers', { count: total.n })}</h2>
      {total.bins ? (
        <Spread bins={total.bins} n={total.n} {...scales} />
      ) : cells.length > 0 ? (
        cells.map((cell) => (
          <div key={cell.parties.join()} className="spread-of">
            <GroupName sides={sides(cell.parties)} />
            {cell.bins && <Spread bins={cell.bins} n={cell.n} {...scales} />}
          </div>
        ))
      ) : (
        <p className="dim unspread">{t('unspread')}</p>
      )}
    </section>
  );
}

function Spread({ bins, n, scale, thresholds }: Scales & { bins: Bins; n: number }) {
  const { t } = useTranslation('reviews');
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const middle = points.filter((point) => point >= thresholds.discuss && point < thresholds.strength);
  const [first, last] = [middle[0] ?? scale.min, middle.at(-1) ?? scale.max];
  const range = (from: number, to: number) => (from >= to ? `${from}` : `${from}–${to}`);
  const three = bins.kind === 'three';
  const names = three
    ? [range(scale.min, first - 1), range(first, last), range(last + 1, scale.max)]
    : points.map(String);
  const tone = (at: number) => (!three ? '' : at === 0 ? 'low' : at === 2 ? 'hi' : '');
  return (
    <ul className="l bins">
      {bins.counts.map((count, at) => (
        <li key={names[at]} className={tone(at)}>
          {n <= SQUARES ? (
            <span className="units" aria-hidden="true">
              {Array.from({ length: count }, (_, unit) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: squares of a picture have no identity
                <i key={unit} />
              ))}
            </span>
          ) : (
            <progress value={count} max={n} aria-hidden="true" tabIndex={-1} />
          )}
          <p>
            <b>{count}</b> <span className="dim">{t('rated', { range: names[at] })}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}
