import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countFrom,
  median,
  momentsOfCounts,
  momentsOfValues,
  nonResponseBounds,
  sd,
  sizeOf,
  tInterval,
} from './statistics.ts';
import { bhrTally, histogram } from './testing.ts';

const scale = { min: 1, max: 5 };
const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 60 });

describe('against R', () => {
  const first = bhrTally().counts('1').items[0] as Float64Array;

  it('mean, sd, median and favourable share of AF06 in group 1 (n = 59)', () => {
    const moments = momentsOfCounts(first, 1);
    expect(moments.mean).toBeCloseTo(3.23728813559322, 12);
    expect(sd(moments)).toBeCloseTo(0.916119685202446, 12);
    expect(median(first, 1)).toBe(3);
    expect(countFrom(first, 1, 4) / sizeOf(first)).toBeCloseTo(0.423728813559322, 12);
  });

  it('t.test(x)$conf.int', () => {
    const interval = tInterval(momentsOfCounts(first, 1));
    expect(interval?.low).toBeCloseTo(2.99854604533302, 10);
    expect(interval?.high).toBeCloseTo(3.47603022585342, 10);
  });

  it('the first ten of Student’s sleep data', () => {
    const interval = tInterval(momentsOfValues([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]));
    expect(interval?.low).toBeCloseTo(-0.529780413526232, 10);
    expect(interval?.high).toBeCloseTo(2.02978041352623, 10);
  });
});

describe('edges', () => {
  it('nothing of nobody', () => {
    const nobody = momentsOfCounts([0, 0, 0, 0, 0], 1);
    expect(nobody).toEqual({ n: 0, mean: null, variance: null });
    expect(median([0, 0, 0, 0, 0], 1)).toBeNull();
    expect(tInterval(nobody)).toBeNull();
    expect(nonResponseBounds(0, 0, 0, scale)).toEqual({ low: 1, high: 5 });
  });

  it('no spread of one answer, and no interval without spread', () => {
    expect(momentsOfCounts([0, 0, 1, 0, 0], 1)).toEqual({ n: 1, mean: 3, variance: null });
    expect(momentsOfCounts([0, 0, 7, 0, 0], 1).variance).toBe(0);
    expect(tInterval(momentsOfCounts([0, 0, 7, 0, 0], 1), 9)).toBeNull();
  });

  it('an even number has the mean of the two middle answers as its median', () => {
    expect(median(histogram([2, 3, 4, 5]), 1)).toBe(3.5);
    expect(median(histogram([1, 1, 5, 5]), 1)).toBe(3);
  });

  it('knows the mean when everybody answered', () => {
    const all = momentsOfCounts([1, 2, 3, 4, 0], 1);
    expect(tInterval(all, 10)).toBeNull();
    expect(tInterval(all, 9)).toBeNull();
    expect(nonResponseBounds(30, 10, 10, scale)).toEqual({ low: 3, high: 3 });
  });

  it('works on scales below zero', () => {
    expect(momentsOfCounts([1, 0, 0, 0, 1], -2)).toEqual({ n: 2, mean: 0, variance: 8 });
  });
});

describe('properties', () => {
  it('counts and values give the same moments', () => {
    fc.assert(
      fc.property(answers, (values) => {
        const [counted, listed] = [momentsOfCounts(histogram(values), 1), momentsOfValues(values)];
        expect(counted.mean).toBeCloseTo(listed.mean as number, 10);
        if (listed.variance === null) expect(counted.variance).toBeNull();
        else expect(counted.variance).toBeCloseTo(listed.variance, 10);
      }),
    );
  });

  it('a population narrows the interval by √(1 − n/N)', () => {
    fc.assert(
      fc.property(answers, fc.integer({ min: 1, max: 50 }), (values, more) => {
        const moments = momentsOfCounts(histogram(values), 1);
        const [wide, narrow] = [tInterval(moments), tInterval(moments, values.length + more)];
        if (!wide || !narrow) return;
        const ratio = (narrow.high - narrow.low) / (wide.high - wide.low);
        expect(ratio).toBeCloseTo(Math.sqrt(1 - values.length / (values.length + more)), 8);
      }),
    );
  });

  it('the bounds hold whatever the others answer', () => {
    fc.assert(
      fc.property(answers, answers, (given, missing) => {
        const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
        const invited = given.length + missing.length;
        const { low, high } = nonResponseBounds(sum(given), given.length, invited, scale);
        const truth = (sum(given) + sum(missing)) / invited;
        expect(low).toBeLessThanOrEqual(truth + 1e-12);
        expect(high).toBeGreaterThanOrEqual(truth - 1e-12);
      }),
    );
  });
});
