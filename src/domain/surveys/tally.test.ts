import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTally } from './tally.ts';
import { instrumentOf } from './testing.ts';

const three = instrumentOf(['a', 'b', 'c']);
const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
const row = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.array(rating, { minLength: 3, maxLength: 3 }));

describe('counting', () => {
  it('counts per group, item and scale point', () => {
    const tally = createTally(three);
    tally.add('A', [1, 5, null]);
    tally.add('A', [1, 2, 3]);
    tally.add(7, [5, 5, 5]);
    expect(tally.groups()).toEqual(['A', '7']);
    expect(tally.counts('A').items.map((counts) => [...counts])).toEqual([
      [2, 0, 0, 0, 0],
      [0, 1, 0, 0, 1],
      [0, 0, 1, 0, 0],
    ]);
    expect(tally.counts('A').complete.n).toBe(1);
    expect(tally.counts('nobody').rows).toBe(0);
  });

  it('calls a person a respondent from half of the items on', () => {
    const tally = createTally(three);
    tally.add('A', [null, null, null]);
    tally.add('A', [4, null, null]);
    tally.add('A', [4, 4, null]);
    expect(tally.counts()).toMatchObject({ rows: 3, respondents: 1 });
    const four = createTally(instrumentOf(['a', 'b', 'c', 'd']));
    four.add('A', [4, 4, null, null]);
    expect(four.counts().respondents).toBe(1);
  });

  it('turns reversed items round once', () => {
    const items = [
      { key: 'a', text: 'a' },
      { key: 'b', text: 'b', reversed: true },
    ];
    const tally = createTally(instrumentOf([], { items }));
    tally.add('A', [2, 2]);
    expect(tally.counts().items.map((counts) => [...counts])).toEqual([
      [0, 1, 0, 0, 0],
      [0, 0, 0, 1, 0],
    ]);
    expect([...tally.scale().products]).toEqual([4, 8, 8, 16]);
  });

  it('refuses what is not on the scale', () => {
    const tally = createTally(three);
    expect(() => tally.add('A', [1, 2])).toThrow('expected 3 ratings, got 2');
    expect(() => tally.add('A', [1, 2, 6])).toThrow('6 is not a point of the scale from 1 to 5');
    expect(() => tally.add('A', [1, 2, 2.5])).toThrow(RangeError);
    expect(tally.counts().rows).toBe(0);
  });
});

describe('properties', () => {
  it('groups added up are everybody', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const tally = createTally(three);
        for (const [group, ratings] of rows) tally.add(group, ratings);
        expect(tally.counts('A', 'B', 'C')).toEqual(tally.counts());
        const parts = ['A', 'B', 'C'].map((group) => tally.counts(group));
        expect(parts.reduce((sum, part) => sum + part.rows, 0)).toBe(rows.length);
        expect(parts.reduce((sum, part) => sum + part.respondents, 0)).toBe(tally.counts().respondents);
      }),
    );
  });

  it('sums of products are those of the complete rows', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const tally = createTally(three);
        for (const [group, ratings] of rows) tally.add(group, ratings);
        const complete = rows.map(([, ratings]) => ratings).filter((ratings) => !ratings.includes(null)) as number[][];
        const { n, sums, products } = tally.scale();
        expect(n).toBe(complete.length);
        for (const i of [0, 1, 2]) {
          expect(sums[i]).toBe(complete.reduce((sum, ratings) => sum + (ratings[i] ?? 0), 0));
          for (const j of [0, 1, 2]) {
            expect(products[3 * i + j]).toBe(complete.reduce((sum, r) => sum + (r[i] ?? 0) * (r[j] ?? 0), 0));
          }
        }
      }),
    );
  });
});
