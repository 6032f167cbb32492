import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildSnapshot, publishedCounts } from './snapshot.ts';
import type { Guess, ItemResult } from './snapshot-contract.ts';
import { createTally } from './tally.ts';
import { histograms, instrumentOf } from './testing.ts';

type Person = { rating: number | null; guess?: number | null };

function roundOf(groups: Record<string, readonly Person[]>, { k = 4, points = 5, reversed = false } = {}) {
  const instrument = instrumentOf(['item'], {
    scale: { min: 1, max: points },
    items: [{ key: 'item', text: 'I', reversed }],
  });
  const tally = createTally(instrument);
  for (const [key, people] of Object.entries(groups))
    for (const { rating, guess } of people) tally.add(key, [rating], guess === undefined ? [] : [guess]);
  const strata = Object.entries(groups).map(([key, people]) => ({
    key,
    parties: key.split('+'),
    invited: people.length,
  }));
  return { instrument, k, strata, tally, comments: [], random: () => 0, guess: true };
}
const itemOf = (...args: Parameters<typeof roundOf>): ItemResult =>
  buildSnapshot(roundOf(...args)).items[0] as ItemResult;
const guessesOf = (...args: Parameters<typeof roundOf>): Guess[] => itemOf(...args).guesses ?? [];
const people = (ratings: readonly (number | null)[], guesses: readonly (number | null)[] = []): Person[] =>
  ratings.map((rating, at) => ({ rating, guess: guesses[at] ?? null }));

describe('what is shown of guesses', () => {
  const a = people([4, 4, 3, 5, 2, 4], [4, 4, 4, 4, 3, 4]);
  const b = people([2, 3, 3, 2, 4, 1], [3, 3, 4, 4, 4, 4]);

  it('each side beside what the other answered, with the direction', () => {
    expect(guessesOf({ A: a, B: b })).toEqual([
      {
        by: ['A'],
        about: ['B'],
        shown: '3.8',
        value: 3.8,
        bound: 'exact',
        n: 6,
        actual: { shown: '2.5', value: 2.5, bound: 'exact' },
        gap: { kind: 'exact', direction: 'higher', value: 1.3, shown: '1.3', label: 'notable' },
      },
      {
        by: ['B'],
        about: ['A'],
        shown: '3.7',
        value: 3.7,
        bound: 'exact',
        n: 6,
        actual: { shown: '3.7', value: 3.7, bound: 'exact' },
        gap: { kind: 'exact', direction: 'same', value: 0, shown: '0.0', label: 'small' },
      },
    ]);
  });

  it('of three sides, each about the others together', () => {
    const [first] = guessesOf({ A: a, B: b, C: people([5, 4, 4, 3, 4, 2]) });
    expect([first?.by, first?.about, first?.actual.shown]).toEqual([['A'], ['B', 'C'], '3.1']);
  });

  it('nothing of a side with fewer than k guesses, nor of the one it is then merged with', () => {
    expect(guessesOf({ A: a, B: people([2, 3, 3, 2, 4, 1], [3, 3, 4]) })).toEqual([]);
  });

  it('nothing where the answers of the item merge the sides, however many guessed', () => {
    const few = people([2, 3, 3, null, null, null], [3, 3, 4, 4, 4, 4]);
    expect(itemOf({ A: a, B: few }).cells.map((cell) => cell.parties)).toEqual([['A', 'B']]);
    expect(guessesOf({ A: a, B: few })).toEqual([]);
  });

  it('turned round together with the answers', () => {
    const [first] = guessesOf({ A: a, B: b }, { reversed: true });
    expect([first?.shown, first?.actual.shown, first?.gap.direction]).toEqual(['2.2', '3.5', 'lower']);
  });

  it('near an end as a limit, and then at least so far apart', () => {
    const sure = people([4, 4, 3, 5, 2, 4], [5, 5, 5, 5, 5, 5]);
    expect(guessesOf({ A: sure, B: b })[0]).toMatchObject({
      shown: '≥ 4.16',
      gap: { kind: 'atLeast', direction: 'higher' },
    });
  });

  it('nothing at all in a round that did not ask', () => {
    const round = { ...roundOf({ A: a, B: b }), guess: false };
    expect(buildSnapshot(round).items[0]).not.toHaveProperty('guesses');
    expect(publishedCounts(round).every((cell) => !cell.guess)).toBe(true);
  });

  it('the counts kept are those of the groups shown', () => {
    const kept = publishedCounts(roundOf({ A: a, B: b })).filter((cell) => cell.guess);
    expect(kept).toEqual([
      { item: 'item', parties: ['A'], counts: [0, 0, 1, 5, 0], guess: true },
      { item: 'item', parties: ['B'], counts: [0, 0, 2, 4, 0], guess: true },
    ]);
  });
});

/* ── Nobody’s guess or answer can be worked out ── */

const answersOf = fc.array(
  fc.record({
    rating: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 4 }),
    guess: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 3 }),
  }),
  { maxLength: 12 },
);
const rounds = fc.record({ A: answersOf, B: answersOf, C: answersOf, 'D+E': answersOf });

describe('a guess cell is a cell like any other', () => {
  it('stands for k guesses or more, of one group that answers and guesses both tell apart', () => {
    fc.assert(
      fc.property(rounds, fc.integer({ min: 4, max: 7 }), (groups, k) => {
        const item = itemOf(groups, { k });
        const shown = item.guesses ?? [];
        const counted = (key: string) =>
          (groups as Record<string, Person[]>)[key]?.filter((one) => one.guess !== null).length;
        for (const guess of shown) {
          expect(guess.n).toBeGreaterThanOrEqual(k);
          expect(guess.n).toBe(counted(guess.by.join('+')));
          // Its border is a border of the answers, too: no cell holds it together with somebody else.
          for (const cell of item.cells) {
            const inside = guess.by.filter((party) => cell.parties.includes(party)).length;
            expect([0, cell.parties.length]).toContain(inside);
          }
          // What the others said is what is published of them, and of nobody who guessed.
          expect(guess.about.some((party) => guess.by.includes(party))).toBe(false);
          expect(guess.about.toSorted()).toEqual(
            item.cells
              .flatMap((cell) => (cell.parties.some((party) => guess.by.includes(party)) ? [] : cell.parties))
              .toSorted(),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it('no two groups shown, of answers or of guesses, differ by fewer than k people', () => {
    fc.assert(
      fc.property(rounds, fc.integer({ min: 4, max: 7 }), (groups, k) => {
        const item = itemOf(groups, { k });
        const shown = [
          ...(item.guesses ?? []).map((guess) => guess.by),
          ...(item.guesses ?? []).map((guess) => guess.about),
          ...item.cells.map((cell) => cell.parties),
          item.cells.flatMap((cell) => cell.parties),
        ];
        const size = (parties: readonly string[], of: 'rating' | 'guess') =>
          Object.entries(groups)
            .filter(([key]) => key.split('+').every((party) => parties.includes(party)))
            .reduce((sum, [, all]) => sum + all.filter((one) => one[of] !== null).length, 0);
        for (const one of shown)
          for (const other of shown) {
            const rest = other.filter((party) => !one.includes(party));
            if (rest.length === other.length || !one.every((party) => other.includes(party))) continue;
            const left = size(rest, 'rating');
            expect(left === 0 || left >= k).toBe(true);
          }
      }),
      { numRuns: 400 },
    );
  });

  /** The insider's attack of disclosure.test.ts: one person knows their own answer and guess, and everything shown. */
  it.each([
    [3, 4, 4],
    [2, 6, 4],
    [3, 5, 4],
  ])(
    'on %i points, from the snapshot of %i and %i people nothing is certain of all the others',
    (points, mine, theirs) => {
      const alike = new Map<string, { own: number[]; guesses: number[] }[]>();
      // What is published is made from counts of answers and counts of guesses, one apart from the other.
      for (const own of histograms(points, mine))
        for (const guesses of histograms(points, mine)) {
          const spread = (counts: readonly number[]) => counts.flatMap((n, at) => Array<number>(n).fill(at + 1));
          const other = spread([...histograms(points, theirs)][1] as number[]);
          const round = { A: people(spread(own), spread(guesses)), B: people(other, other) };
          const output = JSON.stringify(buildSnapshot(roundOf(round, { points })));
          alike.set(output, [...(alike.get(output) ?? []), { own, guesses }]);
        }
      const certain: string[] = [];
      for (const [output, cases] of alike)
        for (const what of ['own', 'guesses'] as const)
          for (let known = 0; known < points; known++) {
            const left = cases
              .filter((one) => (one[what][known] ?? 0) > 0)
              .map((one) => one[what].map((n, at) => (at === known ? n - 1 : n)))
              .map((counts) => counts.flatMap((n, at) => (n > 0 ? [at] : [])))
              .map((given) => (given.length === 1 ? given[0] : null));
            if (left.length > 0 && left[0] !== null && left.every((one) => one === left[0]))
              certain.push(`${what} ${known} of ${output}`);
          }
      expect(certain).toEqual([]);
    },
  );
});
