import { useTranslation } from 'react-i18next';
import type { ItemResult, Snapshot } from '../../domain/surveys/snapshot-contract.ts';

/** As many squares as answers, up to here; beyond that a bar says it better. */
const SQUARES = 40;

/** How everybody's answers spread, where the snapshot released it; otherwise why it does not stand here. */
export function Answers({
  item,
  scale,
  thresholds,
}: {
  item: ItemResult;
  scale: Snapshot['scale'];
  thresholds: Snapshot['thresholds'];
}) {
  const { t } = useTranslation('reviews');
  const { total } = item;
  if (!total) return null;
  const bins = total.bins;
  const points = Array.from({ length: scale.max - scale.min + 1 }, (_, at) => scale.min + at);
  const middle = points.filter((point) => point >= thresholds.discuss && point < thresholds.strength);
  const [first, last] = [middle[0] ?? scale.min, middle.at(-1) ?? scale.max];
  const range = (from: number, to: number) => (from >= to ? `${from}` : `${from}–${to}`);
  const names =
    bins?.kind === 'points'
      ? points.map(String)
      : [range(scale.min, first - 1), range(first, last), range(last + 1, scale.max)];
  const tone = (at: number, of: number) =>
    bins?.kind === 'points' ? '' : at === 0 ? 'low' : at === of - 1 ? 'hi' : '';
  return (
    <section aria-labelledby="h-answers">
      <h2 id="h-answers">{t('answers', { count: total.n })}</h2>
      {bins ? (
        <ul className="l bins">
          {bins.counts.map((count, at) => (
            <li key={names[at]} className={tone(at, bins.counts.length)}>
              {total.n <= SQUARES ? (
                <span className="units" aria-hidden="true">
                  {Array.from({ length: count }, (_, unit) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: squares of a picture have no identity
                    <i key={unit} />
                  ))}
                </span>
              ) : (
                <progress value={count} max={total.n} aria-hidden="true" tabIndex={-1} />
              )}
              <p>
                <b>{count}</b> <span className="dim">{t('rated', { range: names[at] })}</span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="dim unspread">{t('unspread')}</p>
      )}
    </section>
  );
}
