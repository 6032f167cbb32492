import { describe, expect, it } from 'vitest';
import { planDialogue } from './rules.ts';
import { changeOf, sideBySide } from './side-by-side.ts';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const person = (id: string, over = {}) => ({ id, name: `P ${id}`, hasAccount: true, here: true, ...over });
const plan = (over: object = {}, named = [person('a'), person('b')]) =>
  planDialogue(
    { participantIds: ['a', 'b'], closesAt: '2026-11-13T17:00', timeZone: 'Europe/Oslo', ...over },
    named,
    'a',
    now,
  );

describe('a dialogue', () => {
  it('closes at the time that clocks show in its zone', () => {
    expect(plan()).toEqual({ ok: true, closesAt: Temporal.Instant.from('2026-11-13T16:00:00Z') });
  });
  it.each([
    ['without whoever calls it', { participantIds: ['b', 'c'] }, undefined, /Name yourself/],
    ['with a stranger', { participantIds: ['a', 'b', 'c'] }, undefined, /not in this partnership/],
    ['with somebody who left', {}, [person('a'), person('b', { here: false })], /P b has left/],
    ['with somebody without an account', {}, [person('a'), person('b', { hasAccount: false })], /P b has no account/],
    ['that closes in a minute', { closesAt: '2026-11-02T10:30' }, undefined, /less than an hour/],
    ['that closes next year', { closesAt: '2027-11-02T10:30' }, undefined, /three months/],
    ['at no time there is', { closesAt: '2026-02-31T10:30' }, undefined, /not a day and time/],
    ['in no zone there is', { timeZone: 'Mars/Base' }, undefined, /time zone/],
  ])('%s is refused with a sentence', (_, over, named, sentence) => {
    expect(plan(over, named)).toEqual({ ok: false, reason: expect.stringMatching(sentence) });
  });
});

describe('answers side by side', () => {
  const instrument = { items: ['trust', 'needs', 'time', 'vision'].map((key) => ({ key, text: {}, reversed: false })) };
  const answer = (...ratings: (number | null)[]) => ({
    ratings: Object.fromEntries(instrument.items.map(({ key }, at) => [key, ratings[at] ?? null])),
    comments: {},
  });
  it('come with the greatest difference first, then the lowest; without a pair last', () => {
    const rows = sideBySide(instrument, [
      { who: 'A', answer: answer(3, 2, null, 5) },
      { who: 'B', answer: answer(3, 4, 5, 3) },
      { who: 'C', answer: answer(4, 4, null, null) },
    ]);
    expect(rows.map((row) => [row.key, row.apart])).toEqual([
      ['needs', 2],
      ['vision', 2],
      ['trust', 1],
      ['time', null],
    ]);
    expect(rows[1]?.ratings).toEqual([
      { who: 'A', rating: 5 },
      { who: 'B', rating: 3 },
      { who: 'C', rating: null },
    ]);
  });
  it('hold a place for somebody whose answer is missing', () => {
    expect(sideBySide(instrument, [{ who: 'A', answer: undefined }]).map((row) => row.apart)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

it('a reflection is compared with the one before, item by item', () => {
  const given = (trust: number | null) => ({ ratings: { trust }, comments: {} });
  expect(changeOf(given(4), given(2), 'trust')).toBe(2);
  expect(changeOf(given(4), given(null), 'trust')).toBeNull();
  expect(changeOf(given(4), undefined, 'trust')).toBeNull();
  expect(changeOf(given(4), given(4), 'needs')).toBeNull();
});
