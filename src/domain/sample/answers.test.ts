import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Instrument, parseInstrument } from '../surveys/instrument.ts';
import { buildSnapshot } from '../surveys/snapshot.ts';
import { createTally } from '../surveys/tally.ts';
import { answersOf, seeded, sizeOf } from './answers.ts';
import { PEOPLE } from './people.ts';
import { ROUNDS, TEMPER, WHY } from './story.ts';

const parsed = parseInstrument(JSON.parse(readFileSync('instruments/relational.json', 'utf8')));
if (!parsed.ok) throw new Error(parsed.problems.join(' '));
const instrument: Instrument = parsed.instrument;

const snapshotOf = (number: number) => {
  const tally = createTally(instrument);
  const comments: { question: string; text: string }[] = [];
  for (const { side, ratings, comments: said } of answersOf(instrument, number)) {
    tally.add(
      side,
      instrument.items.map((item) => ratings[item.key] ?? null),
    );
    for (const [question, text] of Object.entries(said ?? {})) comments.push({ question, text });
  }
  const strata = (['a', 'b'] as const).map((key) => ({ key, parties: [key], invited: sizeOf(key) }));
  return buildSnapshot({ instrument, k: 5, strata, tally, comments, random: () => 0.5 });
};
const snapshots = ROUNDS.map((_, number) => snapshotOf(number));
const level = (number: number) => {
  const totals = snapshots[number]?.items.flatMap((item) => (item.total ? [item.total.value] : [])) ?? [];
  return totals.reduce((sum, value) => sum + value, 0) / totals.length;
};

test('the same seed gives the same numbers, spread over the whole range', () => {
  const numbers = Array.from({ length: 2000 }, seeded(1));
  expect(numbers).toEqual(Array.from({ length: 2000 }, seeded(1)));
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThan(1);
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  expect(mean).toBeGreaterThan(0.47);
  expect(mean).toBeLessThan(0.53);
});

describe('the story', () => {
  test('is told by twenty-four people of two sides, and speaks about every item', () => {
    expect(sizeOf('a') + sizeOf('b')).toBe(24);
    const names = Object.values(PEOPLE).flatMap((people) => people.map((one) => one.name));
    expect(new Set(names).size).toBe(names.length);
    const keys = instrument.items.map((item) => item.key).sort();
    expect(Object.keys(TEMPER).sort()).toEqual(keys);
    expect(Object.keys(WHY).sort()).toEqual(keys);
    for (const round of ROUNDS) for (const key of Object.keys(round.shift)) expect(keys).toContain(key);
  });

  test('comes out the same each time', () => {
    expect(snapshotOf(2)).toEqual(snapshots[2]);
  });

  test('has a dip in the middle and a recovery after it', () => {
    expect(level(2)).toBeLessThan(level(1) - 0.4);
    expect(level(3)).toBeGreaterThan(level(2) + 0.2);
    expect(level(4)).toBeGreaterThan(level(3) + 0.2);
    const discuss = snapshots.map(({ items }) => items.filter((item) => item.status === 'discuss').length);
    expect(discuss[2]).toBeGreaterThan(discuss[0] as number);
    expect(discuss[4]).toBeLessThan(discuss[2] as number);
  });

  test('holds one party’s view back where too few of it answered', () => {
    for (const item of snapshots[2]?.items ?? []) expect(item.cells.map((cell) => cell.parties)).toEqual([['a', 'b']]);
    const support = snapshots[4]?.items.find((item) => item.key === 'support');
    expect(support?.cells.map((cell) => cell.parties.length)).toEqual([2]);
    expect(snapshots[4]?.items.filter((item) => item.cells.length === 2).length).toBeGreaterThan(10);
  });

  test('lets people speak', () => {
    for (const { comments } of snapshots) expect(comments.every((one) => (one.texts?.length ?? 0) >= 5)).toBe(true);
  });
});
