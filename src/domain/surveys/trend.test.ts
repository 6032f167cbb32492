import fc from 'fast-check';
import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { buildSnapshot } from './snapshot.ts';
import { Comparison, type Snapshot } from './snapshot-contract.ts';
import { instrumentOf, tallyOf } from './testing.ts';
import { change, compareSnapshots } from './trend.ts';

const instrument = instrumentOf(['item']);
const twelve = [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5];
const up = (answers: number[]) => answers.map((answer) => Math.min(5, answer + 1));

function closed(groups: Record<string, number[]>, parties: Record<string, string[]> = {}): Snapshot {
  const strata = Object.keys(groups).map((key) => ({ key, parties: parties[key] ?? [key], invited: 20 }));
  return buildSnapshot({ instrument, k: 5, strata, tally: tallyOf(instrument, groups), comments: [], random: () => 0 });
}

const mean = (answers: number[]) => answers.reduce((sum, answer) => sum + answer, 0) / answers.length;
const compare = (earlier: Snapshot, later: Snapshot) => compareSnapshots(earlier, later)[0];

describe('between two rounds', () => {
  it('gives numbers from ten answers on both sides', () => {
    const result = compare(closed({ A: twelve, B: twelve }), closed({ A: up(twelve), B: twelve }));
    // A: 3.2 → 4.1 (49/12 = 4.08); everybody: 3.2 → (4.1 + 3.2)/2 = 3.65, shown as 3.7
    expect(result?.cells).toEqual([
      { parties: ['A'], change: { kind: 'number', value: 0.9, shown: '+0.9', level: false } },
      { parties: ['B'], change: { kind: 'number', value: 0, shown: '0.0', level: true } },
    ]);
    expect(result?.change).toEqual({ kind: 'number', value: 0.5, shown: '+0.5', level: false });
  });

  it('gives the direction below ten answers, in steps of half a point', () => {
    const before = closed({ A: [2, 3, 3, 2, 3, 4] });
    expect(compare(before, closed({ A: [4, 4, 3, 4, 3, 4] }))?.change).toEqual({ kind: 'direction', direction: 'up' });
    expect(compare(before, closed({ A: [3, 3, 3, 2, 3, 4] }))?.change).toEqual({
      kind: 'direction',
      direction: 'same',
    });
    expect(compare(closed({ A: [4, 4, 3, 4, 3, 4] }), before)?.change).toEqual({
      kind: 'direction',
      direction: 'down',
    });
  });

  it('gives the direction where a limit is shown, however many answered', () => {
    const top = closed({ A: [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4] });
    expect(compare(closed({ A: twelve }), top)?.change).toEqual({ kind: 'direction', direction: 'up' });
    expect(compare(top, top)?.change).toEqual({ kind: 'direction', direction: 'same' });
  });

  it('says neither "changed" nor "the same" where limits leave room for both', () => {
    const six = (rating: number) => closed({ A: Array(6).fill(rating), B: Array(6).fill(rating) });
    const open = { kind: 'not-comparable', reason: 'the limits shown leave open whether it changed' };
    expect([six(2), six(1)].map(({ items }) => items[0]?.total?.shown)).toEqual(['2.0', '≤ 1.9']);
    expect(compare(six(2), six(1))?.change).toEqual(open);
    expect(compare(six(1), six(2))?.change).toEqual(open);
    expect(compare(six(1), six(1))?.change).toEqual(open);
    expect(compare(six(3), six(1))?.change).toEqual({ kind: 'direction', direction: 'down' });
  });

  it('never says more than holds for every two means within what is shown', () => {
    const rating = fc.integer({ min: 1, max: 5 });
    const group = fc.array(rating, { minLength: 6, maxLength: 14 });
    fc.assert(
      fc.property(group, group, (earlier, later) => {
        const [before, after] = [closed({ A: earlier }), closed({ A: later })];
        const change = compare(before, after)?.change;
        const moved = mean(later) - mean(earlier);
        if (change?.kind !== 'direction') return;
        // What is shown is rounded to a tenth on both sides.
        if (change.direction === 'up') expect(moved).toBeGreaterThan(0.5 - 0.11);
        else if (change.direction === 'down') expect(moved).toBeLessThan(0.11 - 0.5);
        else expect(Math.abs(moved)).toBeLessThan(0.5 + 0.11);
      }),
    );
  });

  it('compares crossing partitions in total only', () => {
    const earlier = closed({ s: [3, 4, 3, 4, 2, 3], C: [3, 4, 3, 4, 2, 3] }, { s: ['A', 'B'] });
    const later = closed({ A: [3, 4, 3, 4, 2, 3], t: [3, 4, 3, 4, 2, 3] }, { t: ['B', 'C'] });
    const result = compare(earlier, later);
    expect(result?.cells).toEqual([]);
    expect(result?.change).toMatchObject({ kind: 'number', shown: '0.0' });
  });

  it('compares a merged cell with the cells it was made of', () => {
    const earlier = closed({ s: twelve, C: twelve }, { s: ['A', 'B'] });
    const later = closed({ A: twelve, B: twelve, C: up(twelve) });
    expect(compare(earlier, later)?.cells).toEqual([
      { parties: ['A', 'B'], change: { kind: 'number', value: 0, shown: '0.0', level: true } },
      { parties: ['C'], change: { kind: 'number', value: 0.9, shown: '+0.9', level: false } },
    ]);
  });

  it('does not compare different parties, wordings, or nothing', () => {
    const both = closed({ A: twelve, B: twelve });
    const reason = (result: ReturnType<typeof compare>) => result && 'reason' in result.change && result.change.reason;
    expect(reason(compare(closed({ A: twelve }), both))).toBe('different parties answered');
    expect(compare(closed({ A: twelve }), both)?.cells[1]).toEqual({
      parties: ['B'],
      change: { kind: 'not-comparable', reason: 'this group did not answer in both rounds' },
    });
    expect(reason(compare(closed({ A: [3, 3], B: [] }), both))).toBe('too few answers in one of the rounds');
    const reworded = { ...both, instrument: { ...both.instrument, version: '2' } };
    expect(reason(compare(both, reworded))).toBe('the questions were worded differently');
    expect(reason(compare({ ...both, items: [] }, both))).toBe('the questions were worded differently');
  });

  it('has the form of the contract', () => {
    const both = closed({ A: twelve, B: up(twelve) });
    expect(Check(Comparison, compareSnapshots(both, both))).toBe(true);
  });
});

it('calls a change level that a single answer could make', () => {
  const at = (value: number, n: number) => ({ value, n, shown: value.toFixed(1), bound: 'exact' as const });
  const scale = { min: 1, max: 5 };
  // One of 14 answers moves a mean by up to 4/14 = 0.29.
  expect(change(at(3, 14), at(3.2, 18), { scale })).toMatchObject({ shown: '+0.2', level: true });
  expect(change(at(3, 14), at(2.7, 18), { scale })).toEqual({
    kind: 'number',
    value: -0.3,
    shown: '−0.3',
    level: false,
  });
});
