/** What the next round says about an item that was talked through, as far as the release rule lets it be said. */
import type { Change, Comparison, Status } from '../surveys/snapshot-contract.ts';
import type { Mark } from './words.ts';

const RANK: Record<Status, number> = { discuss: 0, worth: 1, strength: 2 };

/** Up, down or about the same; null where the two rounds cannot be compared. */
function direction(change: Change): 'up' | 'down' | 'same' | null {
  if (change.kind === 'not-comparable') return null;
  if (change.kind === 'direction') return change.direction;
  if (change.level) return 'same';
  return change.value > 0 ? 'up' : 'down';
}

/**
 * recovered: higher by more than one answer could make, and no longer in the band it was talked about for (to discuss,
 * worth discussing). better: higher, and still there (or a strength before already). unchanged: what a single answer
 * could make, or the same within half a point where no number may be given. worse: lower by more than that.
 * @param before status at the session  @param after status now, null where nothing is shown
 * @returns null where it may not or cannot be said
 */
export function markOf(before: Status, after: Status | null, change: Change): Mark | null {
  const way = direction(change);
  if (way === null || after === null) return null;
  if (way === 'same') return 'unchanged';
  if (way === 'down') return 'worse';
  return RANK[after] > RANK[before] ? 'recovered' : 'better';
}

/** Fewest items on a side for an average of their changes. */
const FEWEST = 3;

/** Averages of changes, in scale points with one decimal. */
export type Drift = { discussed: number; others: number };

/**
 * Regression to the mean, said in numbers: items chosen because they were lowest rise a little the next time even when
 * nothing was done. What the session can have done is seen only beside the items that were not talked about. Changes
 * that were published as numbers go in; null when there are fewer than three on a side.
 */
export function drift(comparison: Comparison, discussed: ReadonlySet<string>): Drift | null {
  const values = (wanted: boolean) =>
    comparison.flatMap(({ key, change }) =>
      change.kind === 'number' && discussed.has(key) === wanted ? [change.value] : [],
    );
  const [talked, rest] = [values(true), values(false)];
  if (talked.length < FEWEST || rest.length < FEWEST) return null;
  return { discussed: average(talked), others: average(rest) };
}

function average(values: readonly number[]): number {
  // In hundredths, which published changes are: no rounding error decides the last digit.
  const sum = values.reduce((total, value) => total + Math.round(value * 100), 0);
  const tenths = Math.round(sum / values.length / 10);
  return tenths === 0 ? 0 : tenths / 10;
}
