import type { TFunction } from 'i18next';
import type { Change, Interval } from '../../../domain/surveys/snapshot-contract.ts';
import { formatNumber } from '../../platform/format.ts';

export { flaggedCells, isDivided, itemWords, oneAnswer, stemWords } from '../../../domain/surveys/reading.ts';

export type T = TFunction<'surveys'>;

/** "−0.4", "level", "up": what changed since the round before, as far as it may be said. Null: cannot be compared. */
export function changeWords(change: Change | undefined, t: T): string | null {
  if (!change || change.kind === 'not-comparable') return null;
  if (change.kind === 'direction') return t(`change.${change.direction}`);
  return change.level ? t('change.level') : change.shown;
}

/** "2.2–3.1", or one figure when both ends are the same. */
export function rangeWords(range: Interval, language: string): string {
  const [low, high] = [range.low, range.high].map((value) => formatNumber(value, language, 1));
  // A dash beside a minus sign would be read as another one.
  return low === high ? `${low}` : `${low}${range.low < 0 ? ' … ' : '–'}${high}`;
}
