import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intraclass } from './clustering.ts';
import { momentsOfValues } from './statistics.ts';

const of = (...groups: number[][]) => intraclass(groups.map(momentsOfValues));
const scores = fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 }), {
  minLength: 2,
  maxLength: 15,
});

describe('intraclass', () => {
  it('agrees with the six targets of Shrout & Fleiss 1979, published as .17 and .44', () => {
    const found = of([9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]);
    expect(found?.icc1).toBeCloseTo(0.1657, 4);
    expect(found?.icc2).toBeCloseTo(0.4428, 4);
    expect(found?.groups).toBe(6);
  });

  it('is 1 where only groups differ, and at most 0 where all groups are alike', () => {
    expect(of([2, 2], [4, 4], [5, 5])).toMatchObject({ icc1: 1, icc2: 1 });
    expect(of([1, 5, 3], [1, 5, 4], [1, 5, 3])?.icc1).toBeLessThan(0);
  });

  it('is not defined for one group, for groups of one, or where nothing varies', () => {
    expect(of([1, 2, 3])).toBeNull();
    expect(of([1], [2], [3])).toBeNull();
    expect(of([3, 3], [3, 3])).toBeNull();
    expect(of([1, 2], [], [])).toBeNull();
  });

  it('never passes 1, and does not ask which group comes first', () => {
    fc.assert(
      fc.property(scores, (groups) => {
        const found = of(...groups);
        if (!found) return;
        expect(found.icc1).toBeLessThanOrEqual(1 + 1e-12);
        expect(found.icc2).toBeLessThanOrEqual(1 + 1e-12);
        expect(of(...groups.toReversed())?.icc1).toBeCloseTo(found.icc1, 9);
      }),
    );
  });
});
