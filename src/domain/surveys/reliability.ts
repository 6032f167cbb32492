/** Does the instrument hang together? Alpha and lambda-2 over people who answered every item. */
import quantileOfF from '@stdlib/stats-base-dists-f-quantile';
import type { Interval } from './statistics.ts';
import type { ScaleSums } from './tally.ts';

/**
 * Cronbach's alpha, k/(k − 1)·(1 − Σs²_j/s²_total). At most 1; negative when items point in different directions,
 * which means one was not reversed. Null below two items or two people, or when all totals are equal.
 */
export function alpha(sums: ScaleSums): number | null {
  const parts = covariances(sums);
  if (parts === null) return null;
  const { k, total, diagonal } = parts;
  return (k / (k - 1)) * (1 - diagonal / total);
}

/**
 * Guttman's lambda-2 (1945), (Σc_ij + √(k/(k − 1)·Σc²_ij))/s²_total over i ≠ j: a lower bound of reliability that is
 * never below alpha. Null where alpha is.
 */
export function lambda2(sums: ScaleSums): number | null {
  const parts = covariances(sums);
  if (parts === null) return null;
  const { k, total, diagonal, squared } = parts;
  return (total - diagonal + Math.sqrt((k / (k - 1)) * squared)) / total;
}

/**
 * Interval for alpha after Feldt (1965).
 *
 * @param n people, at least 2
 * @param k items, at least 2
 */
export function feldtInterval(value: number, n: number, k: number, level = 0.95): Interval | null {
  if (n < 2 || k < 2) return null;
  const [upper, lower] = [0.5 + level / 2, 0.5 - level / 2];
  const bound = (p: number) => 1 - (1 - value) * quantileOfF(p, n - 1, (n - 1) * (k - 1));
  return { low: bound(upper), high: bound(lower) };
}

/** Items, variance of the total, sum of the item variances, and the sum of squared covariances off the diagonal. */
function covariances({ n, sums, products }: ScaleSums) {
  const k = sums.length;
  if (k < 2 || n < 2) return null;
  let total = 0;
  let diagonal = 0;
  let squared = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) {
      // In integers up to the division, as long as the sums stay below 2^53.
      const product = products[i * k + j] as number;
      const covariance = (n * product - (sums[i] as number) * (sums[j] as number)) / (n * (n - 1));
      total += covariance;
      if (i === j) diagonal += covariance;
      else squared += covariance ** 2;
    }
  }
  return total > 1e-12 ? { k, total, diagonal, squared } : null;
}
