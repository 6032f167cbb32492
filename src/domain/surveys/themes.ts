/** Themes and sub-scales: averages of published item means, never of answers. */
import { combine, isLow, joinPartitions, type Published, statusOf, type Weighted, type Yardstick } from './release.ts';
import type { Cell, ItemResult, ThemeResult } from './snapshot-contract.ts';

/**
 * One theme over a round's released items.
 *
 * Items may have been merged differently, so the theme speaks for the join of their partitions, and only for groups
 * that every item covers. Items of which nothing is shown are left out. Every item counts the same.
 *
 * @param keys the items of the theme; keys without a result are ignored
 */
export function themeResult(
  key: string,
  keys: readonly string[],
  results: readonly ItemResult[],
  yardstick: Yardstick,
): ThemeResult {
  const items = results.filter((item) => keys.includes(item.key) && item.total);
  const totals = items.flatMap((item) => (item.total ? [item.total] : []));
  const total = totals.length > 0 ? average(totals, yardstick) : null;
  const groups = joinPartitions(items.map((item) => item.cells.map((cell) => cell.parties)));
  const cells = groups.flatMap((parties) => {
    const means = items.map((item) => meanWithin(item.cells, parties, yardstick));
    const whole = means.flatMap((mean) => (mean && mean.parties.length === parties.length ? [mean] : []));
    return whole.length === items.length ? [{ parties, ...average(whole, yardstick) }] : [];
  });
  const flag = total && (isLow(total, yardstick) ? 'overall' : 'no');
  return { key, items: items.map((item) => item.key), cells, total, status: statusOf(flag, total, yardstick) };
}

/** The published mean of a group of parties, from the cells that lie within it; null when none does. */
export function meanWithin(
  cells: readonly Pick<Cell, 'parties' | 'n' | keyof Published>[],
  parties: readonly string[],
  yardstick: Yardstick,
): (Weighted & { parties: string[] }) | null {
  const inside = cells.filter((cell) => cell.parties.every((party) => parties.includes(party)));
  if (inside.length === 0) return null;
  return {
    ...combine(inside, yardstick),
    n: inside.reduce((sum, cell) => sum + cell.n, 0),
    parties: inside.flatMap((cell) => cell.parties),
  };
}

function average(means: readonly Published[], yardstick: Yardstick): Published {
  const equal = means.map(({ shown, value, bound }) => ({ shown, value, bound, n: 1 }));
  return combine(equal, yardstick);
}
