import { describe, expect, it } from 'vitest';
import { bandsOf, dotsOf, mergedGroups, place, runsOf, sparkOf } from './picture.ts';
import type { Cell, ItemResult } from './snapshot-contract.ts';

const scale = { min: 1, max: 5 };
const cell = (parties: string[], value: number): Cell => ({
  parties,
  shown: value.toFixed(1),
  value,
  bound: 'exact',
  n: 6,
  invited: 8,
  bounds: { low: 1, high: 5 },
  settled: false,
  ci: null,
  agreement: null,
  bins: null,
  median: null,
  favourable: null,
  flag: value <= 3,
});
const item = (key: string, cells: Cell[], total: number | null): ItemResult => {
  const { parties: _parties, flag: _flag, ...figures } = cell([], total ?? 0);
  return {
    key,
    cells,
    total: total === null ? null : figures,
    flag: total === null ? null : total <= 3 ? 'overall' : 'no',
    status: total === null ? null : total <= 3 ? 'discuss' : total < 4 ? 'worth' : 'strength',
    gap: null,
    against: [],
    reason: total === null ? 'fewer than 5 answers' : null,
  };
};

describe('the picture of the results', () => {
  it('places values between the ends of the scale', () => {
    expect([1, 3, 4, 5].map((value) => place(value, scale))).toEqual([0, 50, 75, 100]);
    expect(place(0.5, scale)).toBe(0);
    expect(place(5, { min: 0, max: 10 })).toBe(50);
  });

  it('groups items by status, lowest first, and leaves nothing out', () => {
    const items = [item('a', [], 4.2), item('b', [], 2.9), item('c', [], null), item('d', [], 2.1), item('e', [], 3.4)];
    const bands = bandsOf(items);
    expect(bands.map((band) => band.status)).toEqual(['discuss', 'worth', 'strength', null]);
    expect(bands.flatMap((band) => band.items.map((each) => each.key))).toEqual(['d', 'b', 'e', 'a', 'c']);
  });

  it('puts the lower figure before its mark and the higher after it', () => {
    const [low, high] = dotsOf(item('x', [cell(['A'], 3.9), cell(['B'], 2.2)], 3.1), scale);
    expect(low).toEqual({ cell: 1, at: 30, nudge: 0, side: 'before' });
    expect(high).toEqual({ cell: 0, at: 72.5, nudge: 0, side: 'after' });
  });

  it('moves equal marks apart and keeps their order', () => {
    const dots = dotsOf(item('x', [cell(['A'], 2.5), cell(['B'], 2.5)], 2.5), scale);
    expect(dots.map((dot) => [dot.cell, dot.nudge])).toEqual([
      [0, -4],
      [1, 4],
    ]);
    expect(dotsOf(item('x', [cell(['A', 'B'], 3.5)], 3.5), scale)).toEqual([
      { cell: 0, at: 62.5, nudge: 0, side: 'after' },
    ]);
    expect(dotsOf(item('x', [cell(['A', 'B'], 4.2)], 4.2), scale)).toEqual([
      { cell: 0, at: 80, nudge: 0, side: 'before' },
    ]);
    expect(dotsOf(item('x', [], null), scale)).toEqual([]);
  });

  it('names merged groups once', () => {
    const items = [
      item('a', [cell(['A'], 3), cell(['B', 'C'], 3)], 3),
      item('b', [cell(['B', 'C'], 3)], 3),
      item('c', [cell(['A', 'B', 'C'], 3)], 3),
    ];
    expect(mergedGroups(items)).toEqual([
      ['B', 'C'],
      ['A', 'B', 'C'],
    ]);
  });
});

describe('table rows', () => {
  const parties = ['A', 'B', 'C'];
  it('spans neighbours that are published as one', () => {
    expect(runsOf(item('x', [cell(['A'], 3), cell(['B', 'C'], 3)], 3), parties)).toEqual([
      { parties: ['A'], cell: 0, elsewhere: [] },
      { parties: ['B', 'C'], cell: 1, elsewhere: [] },
    ]);
  });
  it('says with whom when the columns do not touch, and leaves a gap where nothing is shown', () => {
    expect(runsOf(item('x', [cell(['A', 'C'], 3)], 3), parties)).toEqual([
      { parties: ['A'], cell: 0, elsewhere: ['C'] },
      { parties: ['B'], cell: null, elsewhere: [] },
      { parties: ['C'], cell: 0, elsewhere: ['A'] },
    ]);
  });
});

describe('small trend pictures', () => {
  it('keep the place of a round of which nothing is shown', () => {
    expect(sparkOf([1, null, 5], scale)).toEqual([
      { x: 6, y: 36 },
      { x: 94, y: 4 },
    ]);
  });
});
