/** Is a difference between two groups more than chance? */
import cdfOfT from '@stdlib/stats-base-dists-t-cdf';
import quantileOfT from '@stdlib/stats-base-dists-t-quantile';
import { addUp, type Counts, type Interval, type Moments, momentsOfCounts, sizeOf, sumOf } from './statistics.ts';

export interface Welch extends Interval {
  /** Mean of the first group minus mean of the second. */
  difference: number;
  se: number;
  /** Degrees of freedom after Welch and Satterthwaite; not an integer. */
  df: number;
  /** Two-sided. */
  p: number;
}

/** Answers up to which the permutation test is exact; beyond it Welch's p is the same to the digits that matter. */
export const EXACT_UP_TO = 500;

/**
 * Welch's interval and test for the difference of two means, variances not assumed equal, no finite-population
 * correction. Null when a group has fewer than two answers or both have no spread.
 */
export function welch(a: Moments, b: Moments, level = 0.95): Welch | null {
  if (a.mean === null || b.mean === null || a.variance === null || b.variance === null) return null;
  const [va, vb] = [a.variance / a.n, b.variance / b.n];
  if (va + vb === 0) return null;
  const se = Math.sqrt(va + vb);
  const df = (va + vb) ** 2 / (va ** 2 / (a.n - 1) + vb ** 2 / (b.n - 1));
  const difference = a.mean - b.mean;
  const half = quantileOfT(0.5 + level / 2, df) * se;
  const p = 2 * cdfOfT(-Math.abs(difference / se), df);
  return { difference, low: difference - half, high: difference + half, se, df, p };
}

/**
 * Two-sided p of a difference of means: the share of all ways to deal the answers out to groups of these sizes that
 * lie at least as far from the expected sum as what was seen. Exact up to 500 answers, Welch's p above. Null when a
 * group is empty (or, above 500, where Welch is not defined).
 */
export function permutationP(a: Counts, b: Counts): number | null {
  const [na, nb] = [sizeOf(a), sizeOf(b)];
  if (na === 0 || nb === 0) return null;
  if (na + nb > EXACT_UP_TO) return welch(momentsOfCounts(a, 0), momentsOfCounts(b, 0))?.p ?? null;
  return na <= nb ? exactP(a, b) : exactP(b, a);
}

/**
 * Streitberg & Röhmel's shift algorithm over integer sums, one scale point at a time.
 * `ways[taken][sum]` counts the ways to draw `taken` of the pooled answers with that sum; drawing i of the c answers
 * at a point multiplies by "c over i". Drawing the smaller group keeps the table small: for 250 + 250 answers on
 * five points it has 251 × 1001 fields.
 */
function exactP(smaller: Counts, larger: Counts): number {
  const pooled = addUp([smaller, larger]);
  const draw = sizeOf(smaller);
  const all = sizeOf(pooled);
  const width = draw * (pooled.length - 1) + 1;
  const ways = new Float64Array((draw + 1) * width);
  ways[0] = 1;

  let seen = 0;
  for (const [point, count] of pooled.entries()) {
    if (count === 0) continue;
    const choose = binomials(count);
    seen += count;
    // From many to few: each row only reads rows above it that this point has not touched yet.
    for (let taken = Math.min(draw, seen); taken >= 1; taken--) {
      const row = taken * width;
      const most = Math.min(count, taken);
      for (let here = 1; here <= most; here++) {
        const from = (taken - here) * width;
        const shift = here * point;
        const factor = choose[here] as number;
        const reach = Math.min(width - shift, (taken - here) * point + 1);
        for (let sum = 0; sum < reach; sum++) {
          const before = ways[from + sum] as number;
          if (before !== 0) ways[row + sum + shift] = (ways[row + sum + shift] as number) + before * factor;
        }
      }
    }
  }

  // Both sides times `all`, so that the comparison stays in integers.
  const expected = draw * sumOf(pooled, 0);
  const distance = Math.abs(all * sumOf(smaller, 0) - expected);
  let total = 0;
  let extreme = 0;
  for (let sum = 0; sum < width; sum++) {
    const count = ways[draw * width + sum] as number;
    total += count;
    if (Math.abs(all * sum - expected) >= distance) extreme += count;
  }
  return extreme / total;
}

/** "count over i" for i = 0 … count, as floating point: below 1e150 up to 500. */
function binomials(count: number): Float64Array {
  const row = new Float64Array(count + 1);
  row[0] = 1;
  for (let i = 1; i <= count; i++) row[i] = ((row[i - 1] as number) * (count - i + 1)) / i;
  return row;
}

/** p values adjusted for their number after Holm (1979), in the order given. Nulls are no tests and stay null. */
export function holm(values: readonly (number | null)[]): (number | null)[] {
  const tests = values.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((one, other) => one.p - other.p);
  const adjusted: (number | null)[] = values.map(() => null);
  let running = 0;
  for (const [rank, { p, at }] of tests.entries()) {
    running = Math.max(running, Math.min(1, p * (tests.length - rank)));
    adjusted[at] = running;
  }
  return adjusted;
}

/**
 * Hedges' g with the exact small-sample factor J = Γ(m/2)/(√(m/2)·Γ((m − 1)/2)), and its large-sample variance
 * 1/n_a + 1/n_b + g²/(2(n_a + n_b)). `d` is the difference before J. For exports only: it explodes when both groups
 * are nearly unanimous. Null below two answers in a group, or without any spread.
 */
export function hedges(a: Moments, b: Moments): { d: number; g: number; variance: number } | null {
  if (a.mean === null || b.mean === null || a.variance === null || b.variance === null) return null;
  const m = a.n + b.n - 2;
  const pooled = ((a.n - 1) * a.variance + (b.n - 1) * b.variance) / m;
  if (pooled === 0) return null;
  const d = (a.mean - b.mean) / Math.sqrt(pooled);
  const g = d * (gammaRatio(m) / Math.sqrt(m / 2));
  return { d, g, variance: 1 / a.n + 1 / b.n + g ** 2 / (2 * (a.n + b.n)) };
}

/** Γ(m/2)/Γ((m − 1)/2) for whole m ≥ 2, by its recurrence from m = 2: no gamma function that could overflow. */
function gammaRatio(m: number): number {
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let step = 2; step < m; step++) ratio = (step - 1) / 2 / ratio;
  return ratio;
}
