import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Answer, answersOf, encode, ITEMS, scoreOf } from '../../domain/programme/assessment.ts';
import { afterAnswer, afterSkip, firstQuestion, fragmentOf, type Place, readPlace } from './place.ts';

type Question = Extract<Place, { step: 'question' }>;
const question = (fragment: string) => readPlace(fragment) as Question;

describe('the address', () => {
  it.each([
    ['', 'start'],
    ['#', 'start'],
    ['#a=1oooooooooo', 'start'],
    ['#a=1yyynnnyyyn', 'result'],
    ['#a=1yyyooooooo', 'result'],
    ['#q=1&a=1oooooooooo', 'question'],
    ['#q=10&a=1yyynnnyyyn', 'question'],
    ['#q=11&a=1yyynnnyyyn', 'unreadable'],
    ['#q=0&a=1yyynnnyyyn', 'unreadable'],
    ['#a=1yyynnn', 'incomplete'],
    ['#a=', 'incomplete'],
    ['#a=2yyynnnyyyn', 'newer'],
    ['#a=1yyynnnyyyn&a=1nnnnnnnnnn', 'unreadable'],
    ['#main', 'unreadable'],
    ['#a=%F0%9F', 'unreadable'],
  ])('%s: %s', (fragment, expected) => {
    const place = readPlace(fragment);
    expect(place.step === 'broken' ? place.reason : place.step).toBe(expected);
  });

  test('says where somebody is, and nothing is lost on the way', () => {
    const any = fc.constantFrom<Answer>('yes', 'no', null);
    const answers = fc
      .array(any, { minLength: 10, maxLength: 10 })
      .map((list) => answersOf((_, index) => list[index] as Answer));
    fc.assert(
      fc.property(answers, fc.nat({ max: 9 }), (given, index) => {
        const place: Place = { step: 'question', index, answers: given };
        expect(readPlace(fragmentOf(place))).toEqual(place);
        const result = readPlace(fragmentOf({ step: 'result', answers: given }));
        expect(result.step).toBe(ITEMS.every((item) => given[item] === null) ? 'start' : 'result');
      }),
    );
  });
});

describe('the way through', () => {
  test('ten answers lead from the first question to the result', () => {
    let place = firstQuestion();
    for (let index = 0; index < 10; index++) {
      expect(place).toMatchObject({ step: 'question', index });
      place = afterAnswer(place as Question, index % 2 ? 'no' : 'yes');
    }
    expect(place.step === 'result' && encode(place.answers)).toBe('1ynynynynyn');
  });

  test('a question gone back to leads on to where the answers end', () => {
    expect(afterAnswer(question('#q=2&a=1yyyyoooooo'), 'no')).toMatchObject({ step: 'question', index: 4 });
    expect(afterAnswer(question('#q=2&a=1yyyyyyyyyy'), 'no')).toMatchObject({ step: 'result' });
    // What was skipped before it stays skipped.
    expect(afterAnswer(question('#q=9&a=1oyyyyyyyoy'), 'no')).toMatchObject({ step: 'result' });
  });

  test('skipping keeps what was answered, and ten skipped questions are a start', () => {
    expect(afterSkip(question('#q=3&a=1nnyoyyyyyy'))).toEqual(question('#q=4&a=1nnyoyyyyyy'));
    expect(afterSkip(question('#q=10&a=1nnyoyyyyyy'))).toMatchObject({ step: 'result' });
    expect(afterSkip(question('#q=10&a=1oooooooooo'))).toEqual({ step: 'start' });
    const { answers } = afterAnswer(question('#q=1&a=1ooooooooon'), 'yes') as Question;
    expect(scoreOf(answers)).toBe(1);
  });
});
