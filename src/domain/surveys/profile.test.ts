import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowestOf, lowestThemes, scoresOf } from './profile.ts';
import { buildSnapshot } from './snapshot.ts';
import { createTally } from './tally.ts';
import { instrumentOf } from './testing.ts';

const two = instrumentOf(['a', 'b', 'c', 'd'], {
  items: [
    { key: 'a', text: 'A' },
    { key: 'b', text: 'B', reversed: true },
    { key: 'c', text: 'C' },
    { key: 'd', text: 'D' },
  ],
  themes: [
    { key: 'one', items: ['a', 'b'] },
    { key: 'other', items: ['c', 'd'] },
  ],
});

describe('one person', () => {
  it('scores the mean of a theme, with reversed answers turned round', () => {
    expect(scoresOf(two, { a: 4, b: 2, c: 3, d: 2 })).toEqual([
      { key: 'one', score: 4 },
      { key: 'other', score: 2.5 },
    ]);
  });

  it('gives no score where an item is missing, and names the lowest of the others', () => {
    const scores = scoresOf(two, { a: 1, b: null, c: 5 });
    expect(scores.map((one) => one.score)).toEqual([null, null]);
    expect(lowestOf(scores)).toEqual([]);
    expect(lowestOf(scoresOf(two, { a: 3, b: 3, c: 3, d: 3 }))).toEqual(['one', 'other']);
    expect(lowestOf(scoresOf(two, { a: 1, b: 1, c: 5, d: null }))).toEqual(['one']);
  });

  it('stays on the scale, and turning all answers round turns the scores of plain themes', () => {
    const point = fc.integer({ min: 1, max: 5 });
    fc.assert(
      fc.property(point, point, point, point, (a, b, c, d) => {
        const [one, other] = scoresOf(two, { a, b, c, d });
        const [turned, back] = scoresOf(two, { a: 6 - a, b: 6 - b, c: 6 - c, d: 6 - d });
        for (const { score } of [one, other, turned, back] as { score: number }[])
          expect(score).toBeGreaterThanOrEqual(1);
        expect((one?.score ?? 0) + (turned?.score ?? 0)).toBeCloseTo(6);
        expect((other?.score ?? 0) + (back?.score ?? 0)).toBeCloseTo(6);
      }),
    );
  });
});

describe('groups', () => {
  const snapshotOf = (rows: Record<string, readonly (readonly (number | null)[])[]>) => {
    const tally = createTally(two);
    for (const [group, all] of Object.entries(rows)) for (const row of all) tally.add(group, row);
    const strata = Object.entries(rows).map(([key, all]) => ({ key, parties: [key], invited: all.length }));
    return buildSnapshot({ instrument: two, k: 4, strata, tally, comments: [], random: () => 0 });
  };
  const times = <T>(n: number, row: T): T[] => Array.from({ length: n }, () => row);

  it('name the lowest theme of everybody and of each side', () => {
    // Row: a, b (reversed), c, d.
    const snapshot = snapshotOf({ A: times(6, [2, 4, 4, 4]), B: times(6, [4, 2, 2, 2]) });
    expect(lowestThemes(snapshot)).toEqual([
      { parties: [], themes: ['one', 'other'] },
      { parties: ['A'], themes: ['one'] },
      { parties: ['B'], themes: ['other'] },
    ]);
  });

  it('name nothing while a theme is not shown, and no group that some item merges', () => {
    expect(lowestThemes(snapshotOf({ A: times(3, [2, 4, 4, 4]) }))).toEqual([]);
    const merged = snapshotOf({
      A: times(6, [2, 4, 4, 4]),
      B: [...times(3, [4, 2, null, 3]), ...times(3, [4, 2, 2, 3])],
    });
    expect(lowestThemes(merged).map((one) => one.parties)).toEqual([[]]);
  });
});
