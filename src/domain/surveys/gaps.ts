/** How differently two published groups see the same item. */
import { holm, permutationP } from './difference.ts';
import { reach } from './figures.ts';
import { combine, decimals, extras, type Weighted, type Yardstick } from './release.ts';
import type { Cell, Gap } from './snapshot-contract.ts';
import { addUp, type Counts } from './statistics.ts';

/** Scale points from which a difference is worth a look. */
export const NOTABLE = 0.5;
/** Holm-adjusted p below which a notable difference is called clear. */
export const CLEAR = 0.05;

type Side = Weighted & { parties: string[]; counts: Counts; testable: boolean };
interface Draft {
  gap: Gap;
  /** p of the permutation test, or null where no test is allowed. */
  p: number | null;
}
export interface ItemGaps {
  gap: Gap | null;
  against: Gap[];
}

/**
 * Gaps of all items of a round at once, because "clear" is judged after Holm over every comparison that is shown.
 *
 * The sizes come from published means only. The test looks at the answers, so it is made only where both groups have
 * ten answers and may show their spread: the one bit it adds can then never complete a nearly unanimous group.
 *
 * @param items per item its published cells, each with its histogram
 */
export function itemGaps(
  items: readonly (readonly { cell: Cell; counts: Counts }[])[],
  yardstick: Yardstick,
): ItemGaps[] {
  const drafts = items.map((cells) => draftsOf(cells, yardstick));
  const adjusted = holm(drafts.flatMap((draft) => draft.tests.map((test) => test.p)));
  let next = 0;
  return drafts.map(({ tests, extremes }) => {
    const judged = tests.map(({ gap }): Gap => {
      const p = adjusted[next++] ?? null;
      return gap.label === 'notable' && p !== null && p < CLEAR ? { ...gap, label: 'clear' } : gap;
    });
    if (!extremes) return { gap: judged[0] ?? null, against: [] };
    const clear = extremes.label === 'notable' && judged.some((gap) => gap.label === 'clear');
    return { gap: clear ? { ...extremes, label: 'clear' } : extremes, against: judged };
  });
}

/** Two cells: one test between them. More: one test of each against the rest, and the extremes without a test. */
function draftsOf(cells: readonly { cell: Cell; counts: Counts }[], yardstick: Yardstick) {
  const sides = cells.map(({ cell, counts }): Side => {
    const { shown, value, bound, n, parties } = cell;
    return { shown, value, bound, n, parties, counts, testable: extras(counts, yardstick).ci };
  });
  const [first, second] = sides;
  if (!first || !second) return { tests: [], extremes: null };
  if (sides.length === 2) return { tests: [draft(first, second, yardstick)], extremes: null };

  const tests = sides.map((side) => draft(side, restOf(sides, side, yardstick), yardstick));
  const least = sides.reduce((low, side) => (side.value < low.value ? side : low));
  const most = sides.reduce((high, side) => (side.value > high.value ? side : high));
  return { tests, extremes: least === most ? gapOf(first, second, yardstick) : gapOf(most, least, yardstick) };
}

function restOf(sides: readonly Side[], side: Side, yardstick: Yardstick): Side {
  const rest = sides.filter((other) => other !== side);
  return {
    ...combine(rest, yardstick),
    n: rest.reduce((sum, other) => sum + other.n, 0),
    parties: rest.flatMap((other) => other.parties),
    counts: addUp(rest.map((other) => other.counts)),
    testable: rest.every((other) => other.testable),
  };
}

function draft(one: Side, other: Side, yardstick: Yardstick): Draft {
  const p = one.testable && other.testable ? permutationP(one.counts, other.counts) : null;
  return { gap: gapOf(one, other, yardstick), p };
}

/** The gap between two published means: exact, "at least" where a limit is involved, or unclear. */
export function gapOf(
  one: Weighted & { parties: string[] },
  other: Weighted & { parties: string[] },
  { scale }: Pick<Yardstick, 'scale'>,
): Gap {
  const [a, b] = [reach(one, scale), reach(other, scale)];
  const upward = b.low > a.high;
  const [high, low] = upward ? [other, one] : [one, other];
  const distance = hundredths(upward ? b.low - a.high : a.low - b.high);
  const exact = one.bound === 'exact' && other.bound === 'exact';
  const pair = { high: high.parties, low: low.parties };
  if (!exact && distance <= 0) return { ...pair, kind: 'unclear', value: null, shown: null, label: 'small' };
  const label = distance >= NOTABLE * 100 ? 'notable' : 'small';
  const shown = exact
    ? decimals(10 * Math.floor((distance + 5) / 10), 1)
    : `≥ ${decimals(10 * Math.floor(distance / 10), 1)}`;
  return { ...pair, kind: exact ? 'exact' : 'atLeast', value: distance / 100, shown, label };
}

function hundredths(difference: number): number {
  return Math.round(difference * 100);
}
