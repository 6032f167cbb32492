import { describe, expect, it, test } from 'vitest';
import { type Answers, answersOf, decode } from './assessment.ts';
import { historyOf, refusalOf, sameOrganisation } from './rules.ts';

const answers = (code: string): Answers => {
  const decoded = decode(code);
  return decoded.ok ? decoded.answers : answersOf();
};
const kept = (id: string, takenOn: string, code: string, removedAt: string | null = null) => ({
  id,
  takenOn,
  answers: answers(code),
  removedAt,
});

describe('what can be kept', () => {
  const now = Temporal.Instant.from('2026-11-02T11:00:00Z');
  it.each([
    ['1yyyyyyyyyy', '2026-11-02', undefined],
    ['1ooooooooon', '2000-01-01', undefined],
    // In Kiritimati it is the third already.
    ['1yyyyyyyyyy', '2026-11-03', undefined],
    ['1yyyyyyyyyy', '2026-11-04', /has not come yet/],
    ['1yyyyyyyyyy', '1999-12-31', /2000/],
    ['1oooooooooo', '2026-11-02', /at least one question/],
  ])('%s on %s', (code, day, sentence) => {
    const refusal = refusalOf(answers(code), day, now);
    if (sentence === undefined) expect(refusal).toBeUndefined();
    else expect(refusal).toMatch(sentence);
  });
});

test('a history goes by day, then by keeping, and compares with the last that was not removed', () => {
  const history = historyOf([
    kept('3', '2026-03-01', '1yyynnnnnnn'),
    kept('2', '2026-01-01', '1yynnnnnnnn', '2026-02-02T00:00:00Z'),
    kept('1', '2026-01-01', '1ynnnnnnnnn'),
    kept('4', '2026-03-01', '1nyyynnnnnn'),
  ]);
  expect(history.map(({ id, score, since }) => [id, score, since])).toEqual([
    ['1', 1, null],
    ['2', 2, null],
    ['3', 3, { id: '1', gained: ['needs', 'benefits'], lost: [] }],
    ['4', 3, { id: '3', gained: ['expectations'], lost: ['framework'] }],
  ]);
});

test('one organisation, however it is written', () => {
  expect(sameOrganisation(' Nordhavn Terminals', 'NORDHAVN terminals ')).toBe(true);
  expect(sameOrganisation('Nordhavn', 'Nordhavn Terminals')).toBe(false);
});
