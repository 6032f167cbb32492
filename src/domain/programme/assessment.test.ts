import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { Errors } from 'typebox/value';
import { describe, expect, it, test } from 'vitest';
import { LANGUAGES } from '../common/languages.ts';
import {
  type Answer,
  answersOf,
  CODE_VERSION,
  changeOf,
  compare,
  decode,
  encode,
  ITEMS,
  itemsThat,
  itemsWith,
  scoreOf,
  standingOf,
} from './assessment.ts';
import { Questionnaire } from './questionnaire.ts';

const anyAnswer = fc.constantFrom<Answer>('yes', 'no', null);
const anyAnswers = fc
  .array(anyAnswer, { minLength: ITEMS.length, maxLength: ITEMS.length })
  .map((list) => answersOf((_, index) => list[index] as Answer));
const letters = (code: string) => {
  const decoded = decode(code);
  if (!decoded.ok) throw new Error(decoded.reason);
  return decoded.answers;
};

describe('what the answers mean', () => {
  it.each([
    ['1yyyyyyyyyy', 10, 'in-place'],
    ['1nnyyyyyyyy', 8, 'in-place'],
    ['1nnnyyyyyyy', 7, 'not-in-place'],
    ['1nnnooooooo', 0, 'not-in-place'],
    ['1ooyyyyyyyy', 8, 'in-place'],
    ['1noyyyyyyyy', 8, 'in-place'],
    ['1nnoyyyyyyy', 7, 'undecided'],
    ['1oooyyyyyyy', 7, 'undecided'],
    ['1oooooooooo', 0, 'undecided'],
  ])('%s: %i, %s', (code, score, standing) => {
    expect([scoreOf(letters(code)), standingOf(letters(code))]).toEqual([score, standing]);
  });

  test('three times no decides, and open answers never change what is decided', () => {
    fc.assert(
      fc.property(anyAnswers, fc.constantFrom<Answer>('yes', 'no'), (answers, rest) => {
        const noes = itemsWith(answers, 'no').length;
        expect(standingOf(answers) === 'not-in-place').toBe(noes >= 3);
        const filled = answersOf((item) => answers[item] ?? rest);
        expect(standingOf(filled)).not.toBe('undecided');
        if (standingOf(answers) !== 'undecided') expect(standingOf(filled)).toBe(standingOf(answers));
        expect(scoreOf(answers) + noes + itemsWith(answers, null).length).toBe(ITEMS.length);
      }),
    );
  });
});

describe('two assessments compared', () => {
  it.each<[Answer, Answer, string]>([
    ['no', 'yes', 'gained'],
    ['yes', 'no', 'lost'],
    ['yes', 'yes', 'still-yes'],
    ['no', 'no', 'still-no'],
    [null, 'yes', 'unknown'],
    ['no', null, 'unknown'],
  ])('%s, then %s: %s', (before, after, change) => {
    expect(changeOf(before, after)).toBe(change);
  });

  test('what is gained one way is lost the other, and both explain the difference of complete scores', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (a, b) => {
        expect(itemsThat('gained', a, b)).toEqual(itemsThat('lost', b, a));
        expect(itemsThat('unknown', a, b)).toEqual(itemsThat('unknown', b, a));
        expect(Object.keys(compare(a, b))).toEqual([...ITEMS]);
        if (itemsThat('unknown', a, b).length > 0) return;
        expect(scoreOf(b) - scoreOf(a)).toBe(itemsThat('gained', a, b).length - itemsThat('lost', a, b).length);
      }),
    );
  });
});

describe('the code of a link', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const code = encode(answers);
        expect(code).toMatch(/^1[yno]{10}$/);
        expect(decode(code)).toEqual({ ok: true, answers });
      }),
    );
  });

  test('of any text, only what was encoded is read', () => {
    const near = fc.stringMatching(/^[012yno]{0,13}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (text) => {
        const decoded = decode(text);
        if (decoded.ok) expect(encode(decoded.answers)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['', 'incomplete'],
    ['1', 'incomplete'],
    ['1yyyynnnn', 'incomplete'],
    ['1yyyynnnnyn', 'ok'],
    ['1yyyynnnnyny', 'unreadable'],
    ['1yyyynnnnyn ', 'unreadable'],
    ['1YYYYNNNNYN', 'unreadable'],
    ['1yyyyxnnnyn', 'unreadable'],
    ['2yyyynnnnyn', 'newer'],
    ['0yyyynnnnyn', 'unreadable'],
    ['%', 'unreadable'],
  ])('%j: %s', (code, expected) => {
    const decoded = decode(code);
    expect(decoded.ok ? 'ok' : decoded.reason).toBe(expected);
  });
});

describe('the questions', () => {
  const questionnaire = JSON.parse(
    readFileSync(new URL('../../../instruments/sixty-seconds.json', import.meta.url), 'utf8'),
  ) as Questionnaire;

  it('have the declared form', () => {
    expect([...Errors(Questionnaire, questionnaire)]).toEqual([]);
  });

  it('are complete in every language, and no language repeats another', () => {
    const texts = questionnaire.items.flatMap((item) => [item.question, item.why, item.mend, item.how]);
    for (const text of [questionnaire.title, ...texts]) {
      expect(Object.keys(text)).toEqual([...LANGUAGES]);
      expect(new Set(Object.values(text)).size).toBe(LANGUAGES.length);
    }
    const without = { ...questionnaire, title: { en: 'Only English' } };
    expect([...Errors(Questionnaire, without)]).not.toEqual([]);
  });

  it('stand in the order of the links, under the version of their code', () => {
    expect(questionnaire.items.map((item) => item.key)).toEqual([...ITEMS]);
    expect(questionnaire.version).toBe(CODE_VERSION);
  });
});
