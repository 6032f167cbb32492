import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSnapshot } from '../surveys/snapshot.ts';
import type { Snapshot } from '../surveys/snapshot-contract.ts';
import { createTally } from '../surveys/tally.ts';
import { instrumentOf } from '../surveys/testing.ts';
import { agenda } from './agenda.ts';
import { STRONGEST } from './words.ts';

const KEYS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/** A snapshot of one party: for each item the answers of the same people. */
function snapshotOf(answers: (number | null)[][]): Snapshot {
  const instrument = instrumentOf(KEYS.slice(0, answers.length));
  const tally = createTally(instrument);
  const people = Math.max(...answers.map((one) => one.length));
  for (let person = 0; person < people; person++)
    tally.add(
      's',
      answers.map((one) => one[person] ?? null),
    );
  const strata = [{ key: 's', parties: ['A'], invited: people }];
  return buildSnapshot({ instrument, k: 5, strata, tally, comments: [], random: () => 0 });
}
const mixed = (low: number, high: number) => [low, high, low, high, low, high];

describe('agenda', () => {
  it('takes items to discuss first, then those worth it, both lowest first; then the strongest, highest first', () => {
    const snapshot = snapshotOf([mixed(4, 5), mixed(3, 4), mixed(2, 3), mixed(1, 3), mixed(4, 4), mixed(3, 3)]);
    expect(agenda(snapshot)).toEqual([
      { key: 'd', kind: 'discuss' },
      { key: 'c', kind: 'discuss' },
      { key: 'f', kind: 'discuss' },
      { key: 'b', kind: 'worth' },
      { key: 'a', kind: 'strength' },
      { key: 'e', kind: 'strength' },
    ]);
  });

  it('looks at a few of the strongest only', () => {
    const items = agenda(snapshotOf([mixed(4, 5), mixed(4, 5), mixed(4, 5), mixed(4, 5), mixed(4, 5)]));
    expect(items.map((item) => item.key)).toEqual(['a', 'b', 'c']);
  });

  it('leaves out what is not shown, and is empty when nothing is', () => {
    expect(agenda(snapshotOf([mixed(2, 3), [2, 3, null, null]]))).toEqual([{ key: 'a', kind: 'discuss' }]);
    expect(agenda(snapshotOf([[2, 3, 2, 3]]))).toEqual([]);
  });

  it('holds what it promises for any answers', () => {
    const answers = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { minLength: 4, maxLength: 14 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(answers, (given) => {
        const snapshot = snapshotOf(given);
        const items = agenda(snapshot);
        const result = (key: string) => snapshot.items.find((item) => item.key === key);
        // Each item once, with the status that was published.
        expect(new Set(items.map((item) => item.key)).size).toBe(items.length);
        for (const item of items) expect(item.kind).toBe(result(item.key)?.status);
        // Nothing low is missing.
        for (const item of snapshot.items)
          if (item.status === 'discuss' || item.status === 'worth')
            expect(items.some((one) => one.key === item.key)).toBe(true);
        // In this order, and the figures in theirs.
        const order = ['discuss', 'worth', 'strength'];
        for (const [before, after] of items.slice(1).map((item, at) => [items[at], item] as const)) {
          if (!before) continue;
          expect(order.indexOf(before.kind)).toBeLessThanOrEqual(order.indexOf(after.kind));
          const [left, right] = [result(before.key)?.total?.value ?? 0, result(after.key)?.total?.value ?? 0];
          if (before.kind === after.kind) expect(after.kind === 'strength' ? left >= right : left <= right).toBe(true);
        }
        const strengths = snapshot.items.filter((item) => item.status === 'strength').length;
        expect(items.filter((item) => item.kind === 'strength').length).toBe(Math.min(STRONGEST, strengths));
      }),
      { numRuns: 200 },
    );
  });
});
