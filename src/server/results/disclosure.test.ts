import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import { type Instrument, parseInstrument } from '../../domain/surveys/instrument.ts';
import { buildSnapshot } from '../../domain/surveys/snapshot.ts';
import type { Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import { createTally } from '../../domain/surveys/tally.ts';
import { assemble } from '../surveys/results.ts';
import { readPdf } from '../testing/pdf.ts';
import { resultsCsv, resultsFile } from './exports.ts';
import { print } from './report/print.ts';

/**
 * What all channels say together: the page's API, CSV, JSON, both PDFs, trend and comments, of two rounds of the same
 * people. What one item says to an insider is tried exhaustively in domain/surveys/disclosure.test.ts; this is about
 * figures held against each other.
 */
const K = 5;
const PARTIES = ['p1', 'p2', 'p3', 'p4'];
const ITEMS = ['one', 'two', 'three', 'four'];
const parsed = parseInstrument({
  key: 'test',
  version: 1,
  scale: { min: 1, max: 5 },
  items: ITEMS.map((key) => ({ key, text: `About ${key}` })),
  themes: [{ key: 'both', text: 'Both', items: ['one', 'two'] }],
  questions: [{ key: 'keep', text: 'Keep?' }],
});
if (!parsed.ok) throw new Error(parsed.problems.join(' '));
const instrument: Instrument = parsed.instrument;
const names = PARTIES.map((id, at) => ({ id, name: `Party ${at + 1}`, mark: 'abcd'[at] as string }));

/** By party, what each person answered; null: cannot say. */
type Answers = (number | null)[][][];
const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null, freq: 8 });
const answersOf = (most: number) =>
  fc
    .array(fc.array(fc.array(rating, { minLength: ITEMS.length, maxLength: ITEMS.length }), { maxLength: most }), {
      minLength: 2,
      maxLength: PARTIES.length,
    })
    .filter((parties) => parties.flat().length >= K);

function publish(answers: Answers, comments: string[] = []): Snapshot {
  const tally = createTally(instrument);
  const strata = answers.map((people, at) => ({
    key: `s${at}`,
    parties: [PARTIES[at] as string],
    invited: people.length + (at % 3),
  }));
  // What one says of one item is what the person says of the others about the next: guesses are held against all, too.
  for (const [at, people] of answers.entries())
    for (const one of people) tally.add(`s${at}`, one, [...one.slice(1), ...one.slice(0, 1)]);
  return buildSnapshot({
    instrument,
    k: K,
    strata: strata.filter((stratum) => stratum.invited > 0),
    tally,
    comments: comments.map((text) => ({ question: 'keep', text })),
    random: () => 0,
    guess: true,
  });
}

const WORDS = fc.uniqueArray(
  fc.string().map((text) => `a${text}`.trim()),
  { maxLength: 14 },
);

/** What is shown of the second of two rounds, with its trend. */
function results(before: Snapshot, now: Snapshot): Results {
  const round = { id: 'second', number: 2, k: K, title: null, closedAt: '2026-11-20T16:00:00Z', source: 'survey' };
  return assemble({ ...round, openedAt: '2026-11-02T08:00:00Z', timeZone: 'UTC' } as unknown as Round, { instrument }, [
    { id: 'second', number: 2, closedAt: '2026-11-20T16:00:00Z', snapshot: now },
    { id: 'first', number: 1, closedAt: '2026-05-20T16:00:00Z', snapshot: before },
  ]);
}
const told = (before: Snapshot, now: Snapshot) => {
  const all = results(before, now);
  const file = resultsFile(all, { id: 'x', name: 'X', sample: false }, names);
  return [JSON.stringify(all), resultsCsv(all, names, false), JSON.stringify(file)];
};

/** The same histogram for every item of every party, on other people. */
function handAround(answers: Answers, turn: number): Answers {
  return answers.map((people) => {
    const next = people.map((one) => [...one]);
    for (let item = 0; item < ITEMS.length; item++) {
      const given = people.flatMap((one, at) => (one[item] === null ? [] : [at]));
      for (const [n, at] of given.entries()) {
        const from = given[(n + turn * (item + 1)) % given.length] as number;
        (next[at] as (number | null)[])[item] = (people[from] as (number | null)[])[item] as number;
      }
    }
    return next;
  });
}

describe('all channels together', () => {
  test('never say which answers belong to one person', () => {
    fc.assert(
      fc.property(answersOf(7), answersOf(7), fc.integer({ min: 1, max: 50 }), (before, now, turn) => {
        const [one, other] = [publish(before), publish(now)];
        expect(told(publish(handAround(before, turn)), publish(handAround(now, turn)))).toEqual(told(one, other));
      }),
      { numRuns: 300 },
    );
  });

  test('the printed reports either', async () => {
    const report = (all: Results, kind: 'summary' | 'full') => ({
      kind,
      language: 'en' as const,
      printedAt: '2026-11-21T08:00:00Z',
      for: null,
      partnership: { name: 'X', sample: false },
      parties: names,
      results: { ...all, round: { ...all.round, closesAt: '2026-11-20T16:00:00Z', instrument: { title: 'T' } } },
    });
    const runs = fc.sample(fc.tuple(answersOf(8), answersOf(8), fc.integer({ min: 1, max: 50 })), 2);
    for (const [before, now, turn] of runs)
      for (const kind of ['summary', 'full'] as const) {
        const texts = await Promise.all(
          [
            results(publish(before), publish(now)),
            results(publish(handAround(before, turn)), publish(handAround(now, turn))),
          ].map(async (all) => JSON.stringify(await readPdf(await print(report(all, kind) as never)))),
        );
        expect(texts[0]).toBe(texts[1]);
      }
  }, 60_000);

  test('no group of fewer than k is left over between any two figures', () => {
    fc.assert(
      fc.property(answersOf(12), (answers) => {
        const snapshot = publish(answers);
        const people = (parties: readonly string[], item: number) =>
          parties.reduce(
            (sum, party) => sum + (answers[PARTIES.indexOf(party)] ?? []).filter((one) => one[item] !== null).length,
            0,
          );
        for (const [at, item] of snapshot.items.entries()) {
          // Every set of people a figure of this item is about: cells, everybody, and what themes say of them.
          const sets = [
            ...item.cells.map((cell) => cell.parties),
            ...(item.total ? [item.cells.flatMap((cell) => cell.parties)] : []),
            ...(item.guesses ?? []).map((guess) => guess.about),
            ...snapshot.themes.flatMap((theme) =>
              theme.items.includes(item.key) ? theme.cells.map((cell) => cell.parties) : [],
            ),
          ];
          for (const one of sets) {
            expect(people(one, at)).toBeGreaterThanOrEqual(K);
            for (const other of sets) {
              const rest = one.filter((party) => !other.includes(party));
              const both = one.filter((party) => other.includes(party));
              // Neither what one has and the other has not, nor what they share, is a small group.
              for (const left of [rest, both].map((parties) => people(parties, at)))
                expect(left === 0 || left >= K, `${one} against ${other}: ${left}`).toBe(true);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('comments stand apart from ratings, parties and each other', () => {
    fc.assert(
      fc.property(answersOf(8), WORDS, (answers, comments) => {
        const snapshot = publish(answers, comments);
        const texts = snapshot.comments[0]?.texts;
        if (texts) {
          expect(snapshot.response.respondents).toBeGreaterThanOrEqual(2 * K);
          expect(texts.length).toBeGreaterThanOrEqual(K);
          expect(texts.toSorted()).toEqual(comments.toSorted());
        }
        // Beside them everything is as if nobody had written.
        const silent = publish(answers);
        expect({ ...snapshot, comments: [] }).toEqual({ ...silent, comments: [] });
      }),
    );
  });
});
