import { describe, expect, it } from 'vitest';
import { asStatement, evenMean, isDivided } from './reading.ts';
import { buildSnapshot } from './snapshot.ts';
import type { ItemResult } from './snapshot-contract.ts';
import { instrumentOf, tallyOf } from './testing.ts';

/** What a round with one item shows. */
function itemOf(groups: Record<string, number[]>): ItemResult {
  const instrument = instrumentOf(['one']);
  const strata = Object.entries(groups).map(([key, answers]) => ({ key, parties: [key], invited: answers.length }));
  const tally = tallyOf(instrument, groups);
  const snapshot = buildSnapshot({ instrument, k: 5, strata, tally, comments: [], random: () => 0 });
  return snapshot.items[0] as ItemResult;
}
const twelve = (low: number, high: number) => [...new Array(6).fill(low), ...new Array(6).fill(high)];

describe('words around results', () => {
  it('make a statement of a question', () => {
    expect(asStatement('kept each other informed?', 'en')).toBe('Kept each other informed');
  });

  it('call a split a split, wherever it may be said', () => {
    expect(isDivided(itemOf({ a: twelve(1, 5), b: twelve(3, 4) }))).toBe(true);
    expect(isDivided(itemOf({ a: twelve(3, 4), b: twelve(3, 4) }))).toBe(false);
    // Too few to say so.
    expect(isDivided(itemOf({ a: [1, 1, 5, 5, 5], b: [1, 5, 1, 5, 1] }))).toBe(false);
  });

  it('count every party the same, where each is shown on its own and exactly', () => {
    expect(evenMean(itemOf({ a: twelve(2, 2.0), b: [4, 3, 4, 3, 4] }))).toBeCloseTo((2 + 3.6) / 2, 5);
    // One is a limit, one is two parties together, one stands alone.
    expect(evenMean(itemOf({ a: [1, 1, 1, 1, 1], b: [4, 3, 4, 3, 4] }))).toBeNull();
    expect(evenMean(itemOf({ a: [3, 3, 4, 2, 3, 4], b: [4, 3], c: [2, 3, 4] }))).toBeNull();
    expect(evenMean(itemOf({ a: [3, 3, 4, 2, 3, 4] }))).toBeNull();
  });
});
