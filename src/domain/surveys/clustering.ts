import type { Moments } from './statistics.ts';

/** With fewer groups the two figures say more about chance than about groups: show the gaps instead. */
export const GROUPS_FLOOR = 10;

/**
 * How much of the difference between people is difference between their groups.
 *
 * From a one-way analysis of variance with mean squares between (B) and within (W) groups and the mean group size n̄:
 * `icc1` = (B − W) / (B + (n̄ − 1)·W), the share of variance due to the group; `icc2` = (B − W) / B, how reliable the
 * means of groups are. Both up to 1; below 0 where groups differ less than chance would make them (print "≤ 0").
 * Bliese 2000, in Klein & Kozlowski (eds.), Multilevel theory, 349–381; Shrout & Fleiss 1979, Psychol. Bull. 86:420.
 *
 * @param groups one per group; those without answers are left out
 * @returns null below two groups, without two answers in any group, or where nothing varies between groups
 */
export function intraclass(groups: readonly Moments[]): { icc1: number; icc2: number; groups: number } | null {
  const present = groups.filter((group): group is Moments & { mean: number } => group.mean !== null);
  const people = present.reduce((sum, { n }) => sum + n, 0);
  if (present.length < 2 || people <= present.length) return null;
  const mean = present.reduce((sum, group) => sum + group.n * group.mean, 0) / people;
  const between = present.reduce((sum, group) => sum + group.n * (group.mean - mean) ** 2, 0) / (present.length - 1);
  const within =
    present.reduce((sum, { n, variance }) => sum + (n - 1) * (variance ?? 0), 0) / (people - present.length);
  const size = people / present.length;
  if (between === 0) return null;
  return {
    icc1: (between - within) / (between + (size - 1) * within),
    icc2: (between - within) / between,
    groups: present.length,
  };
}
