/**
 * Figures of one group on one item, worked out from counts. Null wherever a figure is not defined.
 *
 * A histogram is the number of answers at each scale point, lowest first, with `min` the value of the first point.
 */
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';

export type Counts = ArrayLike<number>;

/** What means and intervals are made of: size, mean, and variance with n − 1 (null below two values). */
export interface Moments {
  n: number;
  mean: number | null;
  variance: number | null;
}

/** A closed range of values. */
export interface Interval {
  low: number;
  high: number;
}

/** How many answers a histogram holds. */
export function sizeOf(counts: Counts): number {
  let n = 0;
  for (let at = 0; at < counts.length; at++) n += counts[at] as number;
  return n;
}

/** Sum of all answers; an exact integer. */
export function sumOf(counts: Counts, min: number): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += (counts[at] as number) * (min + at);
  return sum;
}

/** Histogram of several groups together. All must have the same length. */
export function addUp(all: readonly Counts[]): number[] {
  const length = all[0]?.length ?? 0;
  return Array.from({ length }, (_, at) => all.reduce((sum, counts) => sum + (counts[at] as number), 0));
}

/** Moments of a histogram. Sums stay integers until the last division, so that equal answers give exactly 0. */
export function momentsOfCounts(counts: Counts, min: number): Moments {
  let sum = 0;
  let squares = 0;
  for (let at = 0; at < counts.length; at++) {
    sum += (counts[at] as number) * (min + at);
    squares += (counts[at] as number) * (min + at) ** 2;
  }
  return momentsOfSums(sizeOf(counts), sum, squares);
}

/** Moments from the sum and the sum of squares of integer answers. */
export function momentsOfSums(n: number, sum: number, squares: number): Moments {
  if (n === 0) return { n, mean: null, variance: null };
  return { n, mean: sum / n, variance: n < 2 ? null : (n * squares - sum * sum) / (n * (n - 1)) };
}

/** Moments of any numbers, in two passes. */
export function momentsOfValues(values: readonly number[]): Moments {
  const n = values.length;
  if (n === 0) return { n, mean: null, variance: null };
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const deviations = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { n, mean, variance: n < 2 ? null : deviations / (n - 1) };
}

/** Standard deviation with n − 1; null below two values. */
export function sd({ variance }: Moments): number | null {
  return variance === null ? null : Math.sqrt(variance);
}

/** Median, the mean of the two middle answers for an even number (type 7 in R); null without answers. */
export function median(counts: Counts, min: number): number | null {
  const n = sizeOf(counts);
  if (n === 0) return null;
  return (answerAt(counts, min, Math.floor((n - 1) / 2)) + answerAt(counts, min, Math.floor(n / 2))) / 2;
}

/** The answer at a place in sorted order, counted from 0. */
function answerAt(counts: Counts, min: number, place: number): number {
  let passed = 0;
  for (let at = 0; at < counts.length; at++) {
    passed += counts[at] as number;
    if (passed > place) return min + at;
  }
  throw new RangeError(`no answer at place ${place} of ${passed}`);
}

/** Number of answers at or above `from` (4 on one to five: the favourable ones). */
export function countFrom(counts: Counts, min: number, from: number): number {
  let count = 0;
  for (let at = 0; at < counts.length; at++) if (min + at >= from) count += counts[at] as number;
  return count;
}

/**
 * Interval for a mean by Student's t.
 *
 * With `population` the people asked *are* the population, and the interval narrows by √(1 − n/N) (Cochran, Sampling
 * Techniques). Null below two answers; when everybody answered, because then the mean is simply known; and when all
 * answers are equal, because an interval of width zero is false comfort.
 *
 * @param population N ≥ n, or null when there is no such number (a file of unknown origin; another month)
 * @param level coverage between 0 and 1
 */
export function tInterval(moments: Moments, population: number | null = null, level = 0.95): Interval | null {
  const { n, mean, variance } = moments;
  if (mean === null || variance === null || variance === 0) return null;
  if (population !== null && population <= n) return null;
  const correction = population === null ? 1 : 1 - n / population;
  const half = quantileOfT(0.5 + level / 2, n - 1) * Math.sqrt((variance / n) * correction);
  return { low: mean - half, high: mean + half };
}

/**
 * Where the mean of all N invited people must lie, whatever the N − n missing answers are: worst-case bounds
 * (Manski). True with certainty; a point when everybody answered.
 *
 * @param sum sum of the n answers given
 * @param invited N; taken as n if smaller
 */
export function nonResponseBounds(sum: number, n: number, invited: number, scale: { min: number; max: number }) {
  const all = Math.max(n, invited);
  if (all === 0) return { low: scale.min, high: scale.max };
  return { low: (sum + (all - n) * scale.min) / all, high: (sum + (all - n) * scale.max) / all };
}

/** The part two ranges share. They must overlap. */
export function overlap(one: Interval, other: Interval): Interval {
  return { low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
}
