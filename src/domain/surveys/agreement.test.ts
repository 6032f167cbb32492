import { describe, expect, it } from 'vitest';
import { agreementWord, averageDeviation, evenVariance, rwg, rwgJ, rwgStar, rwgStarJ } from './agreement.ts';
import { type Counts, median, momentsOfCounts, momentsOfSums } from './statistics.ts';
import { bhrTally, histogram } from './testing.ts';

const of = (answers: number[]) => momentsOfCounts(histogram(answers), 1);
const deviation = (answers: number[]) => averageDeviation(histogram(answers), 1, of(answers).mean as number);

describe('against R (multilevel 2.7)', () => {
  const { items, complete } = bhrTally().counts('1');
  const moments = [...complete.sums].map((sum, at) => momentsOfSums(complete.n, sum, complete.squares[at] as number));

  it('rwg.j and rwg.j.lindell of eleven items in group 1', () => {
    expect(rwgJ(moments, 5)).toBeCloseTo(0.900981485397881, 12);
    expect(rwgStarJ(moments, 5)).toBeCloseTo(0.452712395728176, 12);
  });

  it('ad.m around means and medians', () => {
    const mean = (center: (counts: Counts) => number) =>
      items.reduce((sum, counts) => sum + (averageDeviation(counts, 1, center(counts)) ?? 0), 0) / items.length;
    expect(mean((counts) => momentsOfCounts(counts, 1).mean as number)).toBeCloseTo(0.848136637852237, 12);
    expect(mean((counts) => median(counts, 1) as number)).toBeCloseTo(0.825885978428351, 12);
  });

  it.each([
    [[4, 4, 4, 4, 4], 1, 1, 0],
    [[1, 1, 5, 5], -5 / 3, 0, 2],
    [[3, 4], 0.75, 0.75, 0.5],
    [[1, 5], -3, 0, 2],
    [[1, 2, 3, 4, 5], -0.25, 0, 1.2],
    [[3], null, null, null],
  ])('%j: r*wg %d, r_wg %d, AD_M %d', (answers, star, truncated, distance) => {
    for (const [got, expected] of [
      [rwgStar(of(answers), 5), star],
      [rwg(of(answers), 5), truncated],
      [deviation(answers), distance],
    ] as const) {
      if (expected === null) expect(got).toBeNull();
      else expect(got).toBeCloseTo(expected, 12);
    }
  });
});

describe('edges', () => {
  it('the yardstick is 2 on five points and grows with the scale', () => {
    expect([2, 5, 7, 10].map(evenVariance)).toEqual([0.25, 2, 4, 8.25]);
  });

  it('r_wg(j) is 0, not a large number, when there is more spread than at random', () => {
    const divided = [of([1, 1, 5, 5]), of([1, 5, 1, 5])];
    expect(rwgJ(divided, 5)).toBe(0);
    expect(rwgStarJ(divided, 5)).toBeLessThan(0);
  });

  it('is not defined without items or with an item of one answer', () => {
    expect(rwgJ([], 5)).toBeNull();
    expect(rwgStarJ([of([3]), of([3, 4])], 5)).toBeNull();
  });

  it('has a word for every band, judged at two decimals', () => {
    const words = [1, 0.706, 0.704, 0.51, 0.505, 0.5, 0.31, 0.3, 0, -0.004, -0.01].map(agreementWord);
    expect(words).toEqual([
      'strong',
      'strong',
      'moderate',
      'moderate',
      'moderate',
      'weak',
      'weak',
      'none',
      'none',
      'none',
      'divided',
    ]);
  });
});
