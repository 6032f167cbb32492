/** How far people of one group agree with each other. */
import { type Counts, type Moments, sizeOf } from './statistics.ts';

export type AgreementWord = 'strong' | 'moderate' | 'weak' | 'none' | 'divided';

/**
 * Variance of answers spread evenly over all points, (A² − 1)/12: the yardstick "as if at random". 2 on five points.
 */
export function evenVariance(points: number): number {
  return (points * points - 1) / 12;
}

/**
 * r*wg = 1 − s²/σ²E (Lindell, Brandt & Whitney 1999). 1: all equal; 0: as spread as random answers; negative: more
 * than that, a divided group. Never cut off at 0. Null below two answers.
 */
export function rwgStar({ variance }: Moments, points: number): number | null {
  return variance === null ? null : 1 - variance / evenVariance(points);
}

/** r_wg (James, Demaree & Wolf 1984): the same with negative values set to 0, between 0 and 1. */
export function rwg(moments: Moments, points: number): number | null {
  const star = rwgStar(moments, points);
  return star === null ? null : Math.max(0, star);
}

/**
 * r*wg(j) = 1 − mean(s²_j)/σ²E: agreement over the items of a scale, which does not rise with their number.
 *
 * @param items moments per item over the same people (those who answered all of them)
 */
export function rwgStarJ(items: readonly Moments[], points: number): number | null {
  const share = errorShare(items, points);
  return share === null ? null : 1 - share;
}

/**
 * r_wg(j) = J(1 − q)/(J(1 − q) + q) with q = mean(s²_j)/σ²E (James, Demaree & Wolf 1984). Rises with the number of
 * items by construction; kept for comparison with published values. 0 when there is more spread than at random.
 */
export function rwgJ(items: readonly Moments[], points: number): number | null {
  const q = errorShare(items, points);
  if (q === null) return null;
  if (q > 1) return 0;
  return (items.length * (1 - q)) / (items.length * (1 - q) + q);
}

function errorShare(items: readonly Moments[], points: number): number | null {
  if (items.length === 0) return null;
  let sum = 0;
  for (const { variance } of items) {
    if (variance === null) return null;
    sum += variance;
  }
  return sum / items.length / evenVariance(points);
}

/**
 * AD_M: the mean distance of an answer from the centre (Burke & Dunlap 2002), in scale points. Agreement is usually
 * taken as acceptable up to a sixth of the number of points (.83 for five). Null below two answers.
 *
 * @param center the mean or the median of the group
 */
export function averageDeviation(counts: Counts, min: number, center: number): number | null {
  const n = sizeOf(counts);
  if (n < 2) return null;
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += (counts[at] as number) * Math.abs(min + at - center);
  return sum / n;
}

/** A word for r*wg, in the bands of LeBreton & Senter 2008, judged at the two decimals that are shown. */
export function agreementWord(star: number): AgreementWord {
  const value = Math.round(star * 100) / 100;
  if (value >= 0.71) return 'strong';
  if (value >= 0.51) return 'moderate';
  if (value >= 0.31) return 'weak';
  return value >= 0 ? 'none' : 'divided';
}
