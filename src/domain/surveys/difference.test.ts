import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hedges, holm, permutationP, welch } from './difference.ts';
import { momentsOfCounts, momentsOfValues } from './statistics.ts';
import { bhrTally, histogram } from './testing.ts';

const sleep = [
  momentsOfValues([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]),
  momentsOfValues([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]),
] as const;
const bhr = ['1', '4'].map((group) => bhrTally().counts(group).items[0] as Float64Array) as [
  Float64Array,
  Float64Array,
];
const [one, four] = [momentsOfCounts(bhr[0], 1), momentsOfCounts(bhr[1], 1)];
const answers = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

describe('against R', () => {
  it('t.test of the sleep data', () => {
    const result = welch(...sleep);
    expect(result?.difference).toBeCloseTo(-1.58, 10);
    expect(result?.se).toBeCloseTo(0.849091017238762, 10);
    expect(result?.df).toBeCloseTo(17.7764735161785, 8);
    expect(result?.low).toBeCloseTo(-3.36548323071171, 8);
    expect(result?.high).toBeCloseTo(0.20548323071171, 8);
    expect(result?.p).toBeCloseTo(0.0793941401873582, 10);
  });

  it('t.test of AF06 between groups 1 and 4', () => {
    const result = welch(one, four);
    expect(result?.difference).toBeCloseTo(0.506518904823989, 12);
    expect(result?.df).toBeCloseTo(45.8389272719413, 8);
    expect(result?.p).toBeCloseTo(0.0279518230902535, 10);
  });

  it('hedges_g of both', () => {
    expect(hedges(...sleep)?.g).toBeCloseTo(-0.796935239191122, 10);
    expect(hedges(one, four)?.g).toBeCloseTo(0.539680142003542, 10);
  });

  it('the worked example of Borenstein et al. (2009, ch. 4)', () => {
    const result = hedges({ n: 50, mean: 103, variance: 5.5 ** 2 }, { n: 50, mean: 100, variance: 4.5 ** 2 });
    expect(result?.d).toBeCloseTo(0.597022314125993, 12);
    expect(result?.g).toBeCloseTo(0.592439623034787, 12);
    expect(result?.variance).toBeCloseTo(0.041754923534708, 12);
  });

  it('perm.test: complete separation of 4 and 4 is 2 of 70 ways', () => {
    expect(permutationP(histogram([5, 4, 4, 5]), histogram([2, 1, 3, 2]))).toBeCloseTo(2 / 70, 12);
  });

  it('p.adjust(p, "holm")', () => {
    const adjusted = holm([0.001, 0.01, 0.02, 0.04, 0.2]);
    for (const [at, p] of [0.005, 0.04, 0.06, 0.08, 0.2].entries()) expect(adjusted[at]).toBeCloseTo(p, 12);
  });
});

describe('the permutation test', () => {
  /** Every way to choose the first group, one by one. */
  function byHand(a: readonly number[], b: readonly number[]): number {
    const all = [...a, ...b];
    const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const distance = Math.abs(sum(a) - a.length * mean);
    let [ways, extreme] = [0, 0];
    const choose = (from: number, left: number, total: number) => {
      if (left === 0) {
        ways++;
        if (Math.abs(total - a.length * mean) >= distance - 1e-9) extreme++;
      } else if (from < all.length) {
        choose(from + 1, left - 1, total + (all[from] as number));
        choose(from + 1, left, total);
      }
    };
    choose(0, a.length, 0);
    return extreme / ways;
  }

  it('agrees with counting every way', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(permutationP(histogram(a), histogram(b))).toBeCloseTo(byHand(a, b), 10);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on which group comes first', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(permutationP(histogram(a), histogram(b))).toBeCloseTo(
          permutationP(histogram(b), histogram(a)) as number,
          12,
        );
      }),
    );
  });

  it('is 1 when nothing differs, and not defined against nobody', () => {
    expect(permutationP(histogram([3, 3, 3]), histogram([3, 3]))).toBe(1);
    expect(permutationP(histogram([3]), histogram([]))).toBeNull();
  });

  it('passes over to Welch above 500 answers without a jump', () => {
    const a = [20, 40, 70, 80, 40];
    const exact = permutationP(a, [30, 50, 70, 65, 35]) as number;
    const approximate = permutationP(a, [30, 50, 70, 66, 35]) as number;
    expect(exact).toBeGreaterThan(0);
    expect(Math.abs(exact - approximate)).toBeLessThan(0.01);
  });
});

describe('not defined', () => {
  it('Welch and Hedges below two answers or without spread', () => {
    const same = momentsOfCounts([0, 0, 0, 3, 0], 1);
    expect(welch(momentsOfCounts([1, 0, 0, 0, 0], 1), one)).toBeNull();
    expect(welch(same, momentsOfCounts([3, 0, 0, 0, 0], 1))).toBeNull();
    expect(hedges(same, same)).toBeNull();
  });

  it('Holm leaves out what is no test', () => {
    expect(holm([null, 0.02, null, 0.5])).toEqual([null, 0.04, null, 0.5]);
    expect(holm([])).toEqual([]);
  });
});
