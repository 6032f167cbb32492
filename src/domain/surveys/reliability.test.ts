import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alpha, feldtInterval, lambda2 } from './reliability.ts';
import { createTally, type ScaleSums } from './tally.ts';
import { bhrTally, instrumentOf } from './testing.ts';

function sumsOf(rows: readonly number[][]): ScaleSums {
  const tally = createTally(instrumentOf((rows[0] ?? [1, 2]).map((_, at) => `i${at}`)));
  for (const row of rows) tally.add('all', row);
  return tally.scale();
}

describe('against known values', () => {
  it('alpha and its interval for 30 people and 7 items (R: attitude, psychometric::alpha.CI)', () => {
    const interval = feldtInterval(0.84314276956476, 30, 7);
    expect(interval?.low).toBeCloseTo(0.739375685643107, 6);
    expect(interval?.high).toBeCloseTo(0.915773072159982, 6);
  });

  it('parallel items: alpha is 1, opposed ones: far below 0', () => {
    expect(
      alpha(
        sumsOf([
          [1, 1],
          [2, 2],
          [5, 5],
        ]),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      lambda2(
        sumsOf([
          [1, 1],
          [2, 2],
          [5, 5],
        ]),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      alpha(
        sumsOf([
          [1, 5],
          [2, 3],
          [5, 1],
        ]),
      ),
    ).toBeLessThan(-1);
  });

  it('by hand: 2/1·(1 − (1 + 1)/3)', () => {
    // Items 1 2 3 and 1 3 2: variances 1 and 1, totals 2 5 5 with variance 3.
    expect(
      alpha(
        sumsOf([
          [1, 1],
          [2, 3],
          [3, 2],
        ]),
      ),
    ).toBeCloseTo(2 / 3, 12);
  });

  it('hangs together over the two groups of the fixture', () => {
    expect(alpha(bhrTally().scale())).toBeGreaterThan(0.8);
  });
});

describe('not defined', () => {
  it.each([
    ['one item', [[1], [2]]],
    ['one person', [[1, 2]]],
    [
      'all totals equal',
      [
        [1, 5],
        [5, 1],
        [3, 3],
      ],
    ],
    [
      'no spread at all',
      [
        [2, 2],
        [2, 2],
      ],
    ],
  ])('with %s', (_, rows) => {
    expect(alpha(sumsOf(rows))).toBeNull();
    expect(lambda2(sumsOf(rows))).toBeNull();
  });

  it('an interval for one person or one item', () => {
    expect(feldtInterval(0.8, 1, 5)).toBeNull();
    expect(feldtInterval(0.8, 30, 1)).toBeNull();
  });
});

it('lambda-2 is never below alpha, and neither is above 1', () => {
  const row = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), (rows) => {
      const [a, l] = [alpha(sumsOf(rows)), lambda2(sumsOf(rows))];
      if (a === null || l === null) return;
      expect(l).toBeGreaterThanOrEqual(a - 1e-9);
      expect(l).toBeLessThanOrEqual(1 + 1e-9);
    }),
  );
});
