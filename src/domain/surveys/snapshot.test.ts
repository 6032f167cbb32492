import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { buildSnapshot, publishedCounts } from './snapshot.ts';
import { type ItemResult, Snapshot } from './snapshot-contract.ts';
import { createTally } from './tally.ts';
import { BHR_ITEMS, bhrTally, instrumentOf, tallyOf } from './testing.ts';

const one = instrumentOf(['item']);
const repeat = (answer: number, times: number) => new Array<number>(times).fill(answer);

function snapshotOf(groups: Record<string, readonly (number | null)[]>, invited: Record<string, number> = {}, k = 5) {
  const strata = Object.entries(groups).map(([key, given]) => ({
    key,
    parties: [key],
    invited: invited[key] ?? given.length,
  }));
  return buildSnapshot({ instrument: one, k, strata, tally: tallyOf(one, groups), comments: [], random: () => 0 });
}

function itemOf(groups: Record<string, readonly (number | null)[]>, invited: Record<string, number> = {}): ItemResult {
  return snapshotOf(groups, invited).items[0] as ItemResult;
}

describe('cells', () => {
  it('show the mean, the bounds for those who did not answer, and no more below ten answers', () => {
    const { cells } = itemOf({ A: [4, 4, 3, 5, 2, 4], B: [2, 3, 3, 2, 4, 1] }, { A: 10, B: 6 });
    expect(cells[0]).toEqual({
      parties: ['A'],
      shown: '3.7',
      value: 3.7,
      bound: 'exact',
      n: 6,
      invited: 10,
      bounds: { low: 2.6, high: 4.3 },
      settled: false,
      ci: null,
      agreement: null,
      bins: null,
      median: null,
      favourable: null,
      flag: false,
    });
    expect(cells[1]).toMatchObject({ shown: '2.5', flag: true, bounds: { low: 2.5, high: 2.5 }, settled: true });
  });

  it('show interval, agreement, median, bins and favourable share from ten answers that differ', () => {
    const answers = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5];
    const { cells } = itemOf({ A: answers }, { A: 20 });
    expect(cells[0]).toMatchObject({
      shown: '3.2',
      // 3.1667 ± 2.2010 · 1.1146/√12 · √(1 − 12/20) = 2.7188 … 3.6145, rounded outward
      ci: { low: 2.7, high: 3.7 },
      agreement: { rwgStar: 0.38, word: 'weak' },
      bins: { kind: 'three', counts: [3, 4, 5] },
      median: 3,
      favourable: { count: 5, of: 12 },
    });
  });

  it('show one count per point from thirty answers', () => {
    const answers = [1, 2, 3, 3, 4, 5].flatMap((answer) => repeat(answer, 5));
    expect(itemOf({ A: answers }).cells[0]?.bins).toEqual({ kind: 'points', counts: [5, 5, 10, 5, 5] });
  });

  it('show nothing beside a limit but what the limit says', () => {
    const [cell] = itemOf({ A: repeat(5, 12) }, { A: 16 }).cells;
    expect(cell).toMatchObject({
      shown: '≥ 4.58',
      bounds: { low: 3.6, high: 5 },
      settled: true,
      ci: null,
      agreement: null,
      bins: null,
      median: null,
      favourable: null,
    });
  });

  it('carry the parties of their strata', () => {
    const strata = [
      { key: 's1', parties: ['A', 'C'], invited: 6 },
      { key: 's2', parties: ['B'], invited: 8 },
    ];
    const tally = tallyOf(one, { s1: [3, 4, 5, 2], s2: [3, 3, 4, 4, 5, 2] });
    const snapshot = buildSnapshot({ instrument: one, k: 5, strata, tally, comments: [], random: () => 0 });
    expect(snapshot.parties).toEqual(['A', 'C', 'B']);
    expect(snapshot.items[0]?.cells).toMatchObject([{ parties: ['A', 'C', 'B'], n: 10, invited: 14 }]);
    expect(publishedCounts({ instrument: one, k: 5, strata, tally })).toEqual([
      { item: 'item', parties: ['A', 'C', 'B'], counts: [0, 2, 3, 3, 2] },
    ]);
  });
});

describe('everybody', () => {
  const spread = [1, 2, 2, 3, 3, 3, 4, 4, 4, 5];

  it('is a single cell as it stands', () => {
    const { cells, total } = itemOf({ A: repeat(5, 6) }, { A: 8 });
    const { parties: _, flag: __, ...figures } = cells[0] as ItemResult['cells'][number];
    expect(total).toEqual(figures);
  });

  it('has no spread of its own while a cell keeps its own', () => {
    // Fifteen answers in all would be enough for an interval, but all minus A's would be B's.
    const { total, cells } = itemOf({ A: spread, B: [4, 3, 4, 3, 4] }, { A: 15, B: 9 });
    expect(cells.map((cell) => cell.ci !== null)).toEqual([true, false]);
    expect(total).toMatchObject({ n: 15, ci: null, agreement: null, bins: null, median: null, favourable: null });
  });

  it('adds up what all cells show', () => {
    const { total, cells } = itemOf({ A: spread, B: spread }, { A: 15, B: 15 });
    expect(total?.bins).toEqual({ kind: 'three', counts: [6, 6, 8] });
    expect(total?.favourable).toEqual({ count: 8, of: 20 });
    const width = ({ ci }: { ci: { low: number; high: number } | null }) => (ci ? ci.high - ci.low : 0);
    expect(width(total as NonNullable<typeof total>)).toBeLessThan(width(cells[0] as (typeof cells)[number]));
    expect(width(total as NonNullable<typeof total>)).toBeGreaterThan(0);
  });

  it('has bounds that count those of whom nobody answered', () => {
    const { total } = itemOf({ A: [3, 4, 4, 3, 4, 3], B: [] }, { A: 6, B: 6 });
    expect(total).toMatchObject({ n: 6, invited: 12, bounds: { low: 2.2, high: 4.3 }, ci: null });
  });

  it('is settled when the missing answers cannot turn the flag', () => {
    expect(itemOf({ A: [2, 2, 3, 1, 2, 3, 2, 2] }, { A: 9 }).total).toMatchObject({ settled: true });
    expect(itemOf({ A: [2, 3, 3, 3, 3, 3, 3, 2] }, { A: 12 }).total).toMatchObject({ settled: false });
  });
});

describe('gaps', () => {
  const low = [1, 1, 2, 2, 2, 2, 3, 3, 3, 1, 2, 2];
  const high = [3, 4, 4, 4, 4, 5, 5, 5, 3, 3, 4, 4];

  it('are taken from published means', () => {
    const { gap, against } = itemOf({ A: [4, 4, 3, 5, 2, 4], B: [2, 3, 3, 2, 4, 1] });
    expect(gap).toEqual({ high: ['A'], low: ['B'], kind: 'exact', value: 1.2, shown: '1.2', label: 'notable' });
    expect(against).toEqual([]);
  });

  it('are clear only with ten answers on both sides', () => {
    expect(itemOf({ A: high, B: low }).gap?.label).toBe('clear');
    expect(itemOf({ A: high.slice(0, 9), B: low }).gap?.label).toBe('notable');
  });

  it('are not clear when chance could make them', () => {
    // 3.2 and 2.6; p is about 0.25
    const gap = itemOf({ A: [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5], B: [1, 1, 2, 2, 3, 3, 2, 4, 1, 5, 3, 4] }).gap;
    expect(gap).toMatchObject({ value: 0.6, label: 'notable' });
  });

  it('are never tested against a nearly unanimous cell, whose spread is not shown', () => {
    expect(itemOf({ A: repeat(4, 12), B: low }).gap).toMatchObject({ label: 'notable', kind: 'exact' });
  });

  it('are "at least" beside a limit, and unclear where the limits leave the direction open', () => {
    const limit = itemOf({ A: repeat(5, 6), B: [2, 3, 3, 2, 4, 1] }).gap;
    expect(limit).toMatchObject({
      high: ['A'],
      low: ['B'],
      kind: 'atLeast',
      value: 1.66,
      shown: '≥ 1.6',
      label: 'notable',
    });
    const open = itemOf({ A: repeat(5, 6), B: [4, 4, 4, 5, 5, 4] }).gap;
    expect(open).toEqual({ high: ['A'], low: ['B'], kind: 'unclear', value: null, shown: null, label: 'small' });
  });

  it('of three parties set each against the rest, and the highest against the lowest', () => {
    const { gap, against } = itemOf({ A: high, B: low, C: [3, 3, 3, 3, 4, 4, 2, 2, 3, 3, 2, 4] });
    expect(gap).toMatchObject({ high: ['A'], low: ['B'], value: 2, label: 'clear' });
    expect(against.map((one) => [one.high, one.low, one.label])).toEqual([
      [['A'], ['B', 'C'], 'clear'],
      [['A', 'C'], ['B'], 'clear'],
      [['C'], ['A', 'B'], 'small'],
    ]);
  });

  it('are not there with one cell', () => {
    expect(itemOf({ A: [3, 3, 2, 4], B: [4, 4, 3, 4] }).gap).toBeNull();
  });
});

describe('the round', () => {
  it('counts who answered, and says when one side answered far less', () => {
    const { response } = snapshotOf({ A: repeat(3, 8), B: repeat(4, 5) }, { A: 10, B: 12 });
    expect(response).toEqual({
      invited: 22,
      respondents: 13,
      strata: [
        { key: 'A', parties: ['A'], invited: 10, respondents: 8 },
        { key: 'B', parties: ['B'], invited: 12, respondents: 5 },
      ],
      uneven: true,
    });
  });

  it('averages themes and trust over published means, on what their items have in common', () => {
    const instrument = instrumentOf(['a', 'b', 'c'], { themes: [{ key: 't', items: ['a', 'b'] }], trust: ['a', 'c'] });
    const tally = createTally(instrument);
    for (const rating of [3, 4, 4, 5, 4, 4]) tally.add('A', [rating, 3, rating]);
    for (const [at, rating] of [2, 3, 3, 2, 3, 2].entries()) tally.add('B', [rating, at < 2 ? null : 3, rating]);
    const strata = ['A', 'B'].map((key) => ({ key, parties: [key], invited: 6 }));
    const snapshot = buildSnapshot({ instrument, k: 5, strata, tally, comments: [], random: () => 0 });
    // a: A 4.0, B 2.5, total 3.3 (3.25); b: A + B together 3.0
    expect(snapshot.themes).toEqual([
      {
        key: 't',
        items: ['a', 'b'],
        cells: [{ parties: ['A', 'B'], shown: '3.2', value: 3.2, bound: 'exact' }],
        total: { shown: '3.2', value: 3.2, bound: 'exact' },
        status: 'worth',
      },
    ]);
    expect(snapshot.trust?.cells.map((cell) => [cell.parties, cell.shown])).toEqual([
      [['A'], '4.0'],
      [['B'], '2.5'],
    ]);
  });

  it('averages a theme only for groups that every item covers whole', () => {
    const instrument = instrumentOf(['a', 'b'], { themes: [{ key: 't', items: ['a', 'b'] }] });
    const tally = createTally(instrument);
    for (const rating of [3, 4, 4, 5, 4, 4]) tally.add('A', [rating, rating]);
    for (const rating of [2, 3, 3]) tally.add('B', [rating, null]);
    const strata = ['A', 'B'].map((key) => ({ key, parties: [key], invited: 6 }));
    const snapshot = buildSnapshot({ instrument, k: 5, strata, tally, comments: [], random: () => 0 });
    expect(snapshot.items.map((item) => item.cells.map((cell) => cell.parties))).toEqual([[['A', 'B']], [['A']]]);
    expect(snapshot.themes[0]).toMatchObject({ items: ['a', 'b'], cells: [] });
  });

  it('shows comments only of enough people, in an order that chance decides', () => {
    const instrument = instrumentOf(['item'], { questions: [{ key: 'keep', text: 'Keep?' }] });
    const of = (people: number, texts: string[], random: () => number) =>
      buildSnapshot({
        instrument,
        k: 5,
        strata: [{ key: 'A', parties: ['A'], invited: people }],
        tally: tallyOf(instrument, { A: repeat(4, people) }),
        comments: [...texts.map((text) => ({ question: 'keep', text })), { question: 'other', text: 'lost' }],
        random,
      }).comments[0];
    const texts = ['one', 'two', 'three', 'four', ' five ', '   '];
    expect(of(10, texts, () => 0)).toEqual({
      question: 'keep',
      texts: ['two', 'three', 'four', 'five', 'one'],
      reason: null,
    });
    expect(of(10, texts, () => 0.999)?.texts).toEqual(['one', 'two', 'three', 'four', 'five']);
    expect(of(9, texts, () => 0)).toMatchObject({ texts: null, reason: 'fewer than 10 people answered' });
    expect(of(10, texts.slice(1), () => 0)).toMatchObject({ texts: null, reason: 'fewer than 5 comments' });
  });

  it('checks the instrument from thirty people who answered everything', () => {
    const instrument = instrumentOf(BHR_ITEMS);
    const strata = ['1', '4'].map((key) => ({ key, parties: [key], invited: 70 }));
    const snapshot = buildSnapshot({ instrument, k: 5, strata, tally: bhrTally(), comments: [], random: () => 0 });
    expect(snapshot.reliability).toMatchObject({ n: 85 });
    const few = createTally(instrument);
    for (let person = 0; person < 29; person++)
      few.add(
        '1',
        BHR_ITEMS.map((_, at) => 1 + ((person + at) % 5)),
      );
    const small = buildSnapshot({ instrument, k: 5, strata, tally: few, comments: [], random: () => 0 });
    expect(small.response.respondents).toBe(29);
    expect(small.reliability).toBeNull();
  });

  it('refuses answers of people who were not invited, and a k below four', () => {
    const tally = tallyOf(one, { X: [3] });
    const round = { instrument: one, k: 5, strata: [], tally, comments: [], random: () => 0 };
    expect(() => buildSnapshot(round)).toThrow('the tally holds a group that was not invited: X');
    expect(() => snapshotOf({ A: [3, 3, 3] }, {}, 3)).toThrow(RangeError);
  });
});

describe('properties', () => {
  const answers = fc.array(fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 8 }), { maxLength: 35 });
  const missing = fc.nat({ max: 12 });

  it('is always a valid snapshot whose figures agree with each other', () => {
    fc.assert(
      fc.property(answers, answers, answers, missing, missing, (a, b, c, moreA, moreB) => {
        const snapshot = snapshotOf({ A: a, B: b, C: c }, { A: a.length + moreA, B: b.length + moreB, C: c.length });
        expect(Check(Snapshot, snapshot)).toBe(true);
        expect(JSON.parse(JSON.stringify(snapshot))).toEqual(snapshot);
        const { cells, total } = snapshot.items[0] as ItemResult;
        for (const figures of [...cells, ...(total ? [total] : [])]) {
          const { value, bound, bounds, ci, n, invited } = figures;
          expect(invited).toBeGreaterThanOrEqual(n);
          // The bounds are those of a mean over all invited: they lie on the scale and leave room for it.
          expect(bounds.low).toBeGreaterThanOrEqual(1);
          expect(bounds.high).toBeLessThanOrEqual(5);
          expect(bounds.low).toBeLessThanOrEqual(value + 1e-9);
          expect(bounds.high).toBeGreaterThanOrEqual(value - 1e-9);
          if (ci) {
            expect(bound).toBe('exact');
            expect(n).toBeGreaterThanOrEqual(10);
            expect([ci.low >= bounds.low, ci.high <= bounds.high]).toEqual([true, true]);
            expect(ci.low).toBeLessThanOrEqual(value + 1e-9);
            expect(ci.high).toBeGreaterThanOrEqual(value - 1e-9);
          }
        }
      }),
    );
  });

  it('does not change with the order in which people answered', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        expect(snapshotOf({ A: a, B: b })).toEqual(snapshotOf({ A: a.toReversed(), B: b.toReversed() }));
      }),
    );
  });
});
