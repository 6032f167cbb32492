import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combine,
  exactMean,
  extras,
  joinPartitions,
  mayShowComments,
  mergeCells,
  releaseItem,
  showMean,
  statusOf,
  type Yardstick,
} from './release.ts';
import { sumOf } from './statistics.ts';
import { histogram } from './testing.ts';

const five: Yardstick = { scale: { min: 1, max: 5 }, thresholds: { discuss: 3, strength: 4 } };
const answer = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 6 });
const answers = fc.array(answer, { maxLength: 14 });
const k = fc.integer({ min: 4, max: 7 });

function release(parties: Record<string, (number | null)[]>, least = 5) {
  const groups = Object.entries(parties).map(([key, given]) => ({ key, counts: histogram(given) }));
  return releaseItem(groups, least, five);
}

/** "A 3.7, B 2.5 (flag), total 3.1 (n 12) some-parties" */
function read({ cells, total, flag }: ReturnType<typeof release>): string {
  const each = cells.map((cell) => `${cell.parties.join('+')} ${cell.shown}${cell.flag ? ' (flag)' : ''}`);
  return [...each, total ? `total ${total.shown} (n ${total.n}) ${flag}` : 'nothing'].join(', ');
}

describe('the worked table', () => {
  const a = [4, 4, 3, 5, 2, 4];
  const eight = [4, 4, 4, 3, 3, 5, 2, 4];
  it.each([
    [{ A: a, B: [2, 3, 3, 2, 4, 1] }, 'A 3.7, B 2.5 (flag), total 3.1 (n 12) some-parties'],
    [{ A: a, B: [2, 4] }, 'A+B 3.5, total 3.5 (n 8) no'],
    [{ A: [4, 3, 5], B: [2, 3, 2] }, 'A+B 3.2, total 3.2 (n 6) no'],
    [{ A: [4, 2], B: [2, 3] }, 'nothing'],
    [{ A: [4], B: [2] }, 'nothing'],
    [{ A: eight, B: [3, 2, 3, 2, 3, 2], C: [4, 4, 3] }, 'A 3.6, B+C 2.9 (flag), total 3.2 (n 17) some-parties'],
    [{ A: eight, B: [3, 3, 2], C: [4, 2] }, 'A 3.6, B+C 2.8 (flag), total 3.3 (n 13) some-parties'],
    [{ A: a, B: [], C: [3, 2, 3, 3, 4] }, 'A 3.7, C 3.0 (flag), total 3.4 (n 11) some-parties'],
    [{ A: [4, null, 3, 5, null, 4], B: [2, 3, 3, 2, 4, 1, 3] }, 'A+B 3.1, total 3.1 (n 11) no'],
    [{ A: [1, 1, 2, 2, 5], B: [4, 2, 3, 5, 4] }, 'A 2.2 (flag), B 3.6, total 2.9 (n 10) overall'],
    [{ A: [5, 5, 5, 5, 5], B: [4, 2, 3, 3, 4] }, 'A ≥ 4, B 3.2, total ≥ 3.6 (n 10) no'],
    [{ A: [5, 5, 5, 5, 5], B: [1, 1, 1, 1, 1] }, 'A ≥ 4, B ≤ 2 (flag), total ≈ 3.0 (n 10) some-parties'],
    [{ A: [4, 4, 4, 4], B: [4, 4, 4, 4] }, 'A+B 4.0, total 4.0 (n 8) no'],
    // (5 · 2 + 6 · 3.7)/11 = 2.93 and (5 · 4 + 6 · 3.7)/11 = 3.84, both rounded outward
    [{ A: [1, 1, 1, 1, 1], B: a }, 'A ≤ 2 (flag), B 3.7, total ≤ 3 (n 11) overall'],
    [{ A: [5, 5, 5, 5, 5], B: a }, 'A ≥ 4, B 3.7, total ≥ 3.8 (n 11) no'],
  ])('%j: %s', (parties, expected) => {
    expect(read(release(parties))).toBe(expected);
  });

  it.each([[[1, 1, 1, 1, 1]], [[1, 1, 1, 1, 5]], [[1, 1, 1, 2, 5]]])('%j and its like cannot be told apart', (a) => {
    expect(read(release({ A: a, B: [4, 2, 3, 5, 4] }))).toBe('A ≤ 2 (flag), B 3.6, total ≤ 2.8 (n 10) overall');
  });

  it('says why nothing is shown', () => {
    expect(release({ A: [4], B: [2] })).toEqual({ cells: [], total: null, flag: null, reason: 'fewer than 5 answers' });
  });

  it('refuses a k that protects nobody', () => {
    expect(() => release({ A: [4, 3, 3], B: [2, 3, 3] }, 3)).toThrow('k must be at least 4');
  });
});

describe('the mean of a cell', () => {
  it.each([
    [10, 5, '≤ 2'],
    [11, 5, '2.2'],
    [20, 5, '≥ 4'],
    [25, 6, '≥ 4.16'],
    [11, 6, '≤ 1.84'],
    [16, 10, '1.6'],
    [45, 10, '≥ 4.5'],
    [62, 20, '3.1'],
    [66, 60, '1.1'],
    [180, 60, '3.0'],
    [182, 60, '3.03'],
    [1204, 401, '> 3.00'],
  ])('sum %i of %i answers is "%s"', (sum, n, shown) => {
    expect(showMean(sum, n, five).shown).toBe(shown);
  });

  it('keeps to thresholds between tenths', () => {
    expect(exactMean(9, 4, 2.25).shown).toBe('2.25');
    expect(exactMean(226, 100, 2.25).shown).toBe('2.3');
    expect(exactMean(901, 400, 2.25)).toEqual({ shown: '2.3', value: 2.3, bound: 'exact' });
  });

  it('shows four answers of yes or no as one and the same', () => {
    const yesNo: Yardstick = { scale: { min: 1, max: 2 }, thresholds: { discuss: 1.5, strength: 1.75 } };
    const shown = [4, 5, 6, 7, 8].map((sum) => showMean(sum, 4, yesNo).shown);
    expect(new Set(shown)).toEqual(new Set(['≈ 1.5']));
    expect(showMean(7, 5, yesNo).shown).toBe('≤ 1.4');
  });

  it('writes means below zero with a minus sign', () => {
    const around: Yardstick = { scale: { min: -2, max: 2 }, thresholds: { discuss: 0, strength: 1 } };
    expect(showMean(-8, 20, around).shown).toBe('−0.4');
    expect(showMean(-20, 10, around).shown).toBe('≤ −1.5');
  });

  it('never contradicts the flag, and is never further from the truth than it says', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 2500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
        const sum = n + Math.round(share * 4 * n);
        const { shown, value, bound } = showMean(sum, n, five);
        const mean = sum / n;
        if (bound === 'atMost') expect(mean).toBeLessThanOrEqual(value + 1e-9);
        else if (bound === 'atLeast') expect(mean).toBeGreaterThanOrEqual(value - 1e-9);
        else {
          expect(value <= 3).toBe(sum <= 3 * n);
          expect(Math.abs(value - mean)).toBeLessThanOrEqual(0.05 + 1e-9);
          if (!shown.startsWith('>')) expect(Number(shown)).toBe(value);
        }
      }),
    );
  });
});

describe('merging', () => {
  it('merges the strata of a round at opening', () => {
    expect(
      mergeCells(
        [
          ['A', 12],
          ['B', 3],
          ['C', 2],
        ],
        5,
      ),
    ).toEqual([
      { parties: ['A'], n: 12 },
      { parties: ['B', 'C'], n: 5 },
    ]);
    expect(
      mergeCells(
        [
          ['A', 2],
          ['B', 2],
        ],
        5,
      ),
    ).toEqual([]);
  });

  it('takes the smallest of the others along, the first in order when several are', () => {
    expect(
      mergeCells(
        [
          ['A', 7],
          ['B', 6],
          ['C', 6],
          ['D', 1],
        ],
        5,
      ),
    ).toEqual([
      { parties: ['A'], n: 7 },
      { parties: ['B', 'D'], n: 7 },
      { parties: ['C'], n: 6 },
    ]);
  });

  it('is a partition of those present into cells of at least k', () => {
    const counts = fc
      .array(fc.nat({ max: 9 }), { maxLength: 5 })
      .map((all) => all.map((n, at) => [`P${at}`, n] as const));
    fc.assert(
      fc.property(counts, k, (groups, least) => {
        const cells = mergeCells(groups, least);
        const present = groups.filter(([, n]) => n > 0);
        const everybody = present.reduce((sum, [, n]) => sum + n, 0);
        expect(cells.flatMap((cell) => cell.parties).toSorted()).toEqual(
          everybody < least ? [] : present.map(([key]) => key),
        );
        for (const cell of cells) {
          expect(cell.n).toBeGreaterThanOrEqual(least);
          const own = present.filter(([key]) => cell.parties.includes(key));
          expect(cell.n).toBe(own.reduce((sum, [, n]) => sum + n, 0));
        }
      }),
    );
  });
});

describe('a released item', () => {
  const parties = fc.record({ A: answers, B: answers, C: answers });

  it('has a total that the published cells alone give', () => {
    fc.assert(
      fc.property(parties, k, (given, least) => {
        const item = release(given, least);
        if (!item.total) {
          expect(item.cells).toEqual([]);
          return;
        }
        const { n, ...total } = item.total;
        expect(combine(item.cells, five)).toEqual(total);
        expect(n).toBe(
          Object.values(given)
            .flat()
            .filter((one) => one !== null).length,
        );
      }),
    );
  });

  it('never misses an item whose true mean is flagged', () => {
    fc.assert(
      fc.property(parties, k, (given, least) => {
        const item = release(given, least);
        const all = histogram(Object.values(given).flat());
        const n = all.reduce((sum, count) => sum + count, 0);
        if (item.total && sumOf(all, 1) <= 3 * n) expect(item.flag).not.toBe('no');
      }),
    );
  });

  it('has a status that agrees with what is printed', () => {
    fc.assert(
      fc.property(parties, k, (given, least) => {
        const item = release(given, least);
        const status = statusOf(item.flag, item.total, five);
        if (!item.total) {
          expect(status).toBeNull();
          return;
        }
        if (status === 'discuss') expect(item.total.value).toBeLessThanOrEqual(3);
        if (status === 'strength') expect(item.total.value).toBeGreaterThanOrEqual(4);
        if (status === 'strength') expect(item.cells.every((cell) => !cell.flag)).toBe(true);
      }),
    );
  });

  it('does not depend on which party is which', () => {
    fc.assert(
      fc.property(answers, answers, k, (one, other, least) => {
        const [there, back] = [release({ A: one, B: other }, least), release({ A: other, B: one }, least)];
        expect(there.total).toEqual(back.total);
        expect(there.flag).toBe(back.flag);
      }),
    );
  });
});

describe('extras', () => {
  it.each([
    [
      [5, 0, 0, 0, 0],
      { guarded: true, ci: false, agreement: 'no', threeBins: false, fiveBins: false, trend: 'direction' },
    ],
    [
      [0, 0, 1, 9, 0],
      { guarded: false, ci: false, agreement: 'no', threeBins: false, fiveBins: false, trend: 'number' },
    ],
    [
      [0, 1, 2, 8, 1],
      { guarded: false, ci: true, agreement: 'number', threeBins: false, fiveBins: false, trend: 'number' },
    ],
    [
      [1, 2, 4, 4, 1],
      { guarded: false, ci: true, agreement: 'number', threeBins: true, fiveBins: false, trend: 'number' },
    ],
    [
      [3, 6, 9, 8, 4],
      { guarded: false, ci: true, agreement: 'number', threeBins: true, fiveBins: true, trend: 'number' },
    ],
    [
      [1, 2, 2, 3, 1],
      { guarded: false, ci: false, agreement: 'no', threeBins: false, fiveBins: false, trend: 'direction' },
    ],
  ])('of %j', (counts, expected) => {
    expect(extras(counts, five)).toEqual({ ...expected, nonresponseBounds: true });
  });

  it('comments from 2k respondents and k comments', () => {
    expect([mayShowComments(10, 4, 5), mayShowComments(9, 9, 5), mayShowComments(40, 6, 5)]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

describe('joining partitions', () => {
  it('leaves only the total of crossing partitions', () => {
    expect(
      joinPartitions([
        [['A', 'B'], ['C']],
        [['A'], ['B', 'C']],
      ]),
    ).toEqual([['A', 'B', 'C']]);
  });

  it('keeps what both have, and parties that only one knows', () => {
    expect(
      joinPartitions([
        [['A'], ['B'], ['C', 'D']],
        [['A'], ['B']],
      ]),
    ).toEqual([['A'], ['B'], ['C', 'D']]);
  });

  it('is the finest partition that both refine into', () => {
    const keys = ['A', 'B', 'C', 'D', 'E'];
    const partition = fc
      .array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 5 })
      .map((labels) => [...new Set(labels)].map((label) => keys.filter((_, at) => labels[at] === label)));
    fc.assert(
      fc.property(partition, partition, (one, other) => {
        const join = joinPartitions([one, other]);
        expect(join.flat().toSorted()).toEqual(keys);
        for (const cell of [...one, ...other]) {
          expect(join.filter((group) => cell.some((key) => group.includes(key)))).toHaveLength(1);
        }
        // Finest: no group of the join can be split without cutting through a cell.
        for (const group of join) {
          const reached = new Set([group[0]]);
          for (let grown = true; grown; ) {
            grown = false;
            for (const cell of [...one, ...other]) {
              if (!cell.some((key) => reached.has(key))) continue;
              for (const key of cell) if (!reached.has(key)) grown = Boolean(reached.add(key));
            }
          }
          expect(reached.size).toBe(group.length);
        }
      }),
    );
  });
});
