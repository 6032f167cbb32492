import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswer } from './answers.ts';
import { instrumentOf } from './testing.ts';

const instrument = instrumentOf(['trust', 'conflict', 'needs'], {
  questions: [
    { key: 'keep', text: 'What should stay?' },
    { key: 'change', text: 'What should change?' },
  ],
});
const check = (ratings: Record<string, number | null>, comments?: Record<string, string>) =>
  checkAnswer(instrument, comments ? { ratings, comments } : { ratings });

describe('an answer', () => {
  it('comes in the order of the instrument, whatever order it was written in', () => {
    expect(check({ needs: 1, trust: 5 }, { change: ' Less mail. ' })).toEqual({
      ok: true,
      ratings: [5, null, 1],
      comments: ['', 'Less mail.'],
      guesses: null,
    });
  });

  it('may hold guesses about the other side where the round asks for them, and nowhere else', () => {
    const given = { ratings: { trust: 4 }, guesses: { needs: 2 } };
    const says = (pattern: RegExp) => ({ ok: false, reason: expect.stringMatching(pattern) });
    expect(checkAnswer(instrument, given, true)).toMatchObject({ guesses: [null, null, 2] });
    expect(checkAnswer(instrument, { ratings: { trust: 4 } }, true)).toMatchObject({ guesses: [null, null, null] });
    expect(checkAnswer(instrument, given)).toMatchObject(says(/does not ask how/));
    expect(checkAnswer(instrument, { ...given, guesses: { needs: 9 } }, true)).toMatchObject(says(/from 1 to 5/));
    expect(checkAnswer(instrument, { ...given, guesses: { other: 1 } }, true)).toMatchObject(says(/“other”/));
    // Guesses alone answer nothing.
    expect(checkAnswer(instrument, { ratings: {}, guesses: { needs: 2 } }, true).ok).toBe(false);
  });

  it('may leave items out or say “can’t say”, which is the same', () => {
    expect(check({ trust: 3 })).toEqual(check({ needs: null, trust: 3, conflict: null }, { keep: '   ' }));
  });

  it('may be a comment alone, or one rating alone', () => {
    expect(check({}, { keep: 'The Fridays.' })).toMatchObject({ ok: true, ratings: [null, null, null] });
    expect(check({ conflict: 1 })).toMatchObject({ ok: true, comments: ['', ''] });
  });

  it.each([
    ['nothing at all', {}, {}, 'Nothing is answered yet; rate at least one item or write a comment.'],
    [
      'only “can’t say”',
      { trust: null },
      { keep: ' \n ' },
      'Nothing is answered yet; rate at least one item or write a comment.',
    ],
    [
      'an item that is not asked',
      { trust: 3, money: 3 },
      {},
      'This survey does not ask “money”; open your link again.',
    ],
    ['another case', { Trust: 3 }, {}, 'This survey does not ask “Trust”; open your link again.'],
    [
      'a question that is not asked',
      { trust: 3 },
      { trust: 'x' },
      'This survey does not ask “trust”; open your link again.',
    ],
    [
      'an inherited name',
      JSON.parse('{"__proto__": 3}'),
      {},
      'This survey does not ask “__proto__”; open your link again.',
    ],
    ['below the scale', { trust: 0 }, {}, 'An answer is a whole number from 1 to 5.'],
    ['above the scale', { trust: 3, needs: 6 }, {}, 'An answer is a whole number from 1 to 5.'],
    ['a fraction', { trust: 2.5 }, {}, 'An answer is a whole number from 1 to 5.'],
    ['not a number', { trust: Number.NaN }, {}, 'An answer is a whole number from 1 to 5.'],
    ['a text', { trust: '3' as unknown as number }, {}, 'An answer is a whole number from 1 to 5.'],
  ])('is refused when it is %s', (_, ratings, comments, reason) => {
    expect(check(ratings, comments)).toEqual({ ok: false, reason });
  });

  it('does not find answers in what every object inherits', () => {
    const tricky = instrumentOf(['constructor', 'toString']);
    expect(checkAnswer(tricky, { ratings: { constructor: 2 } })).toEqual({
      ok: true,
      ratings: [2, null],
      comments: [],
      guesses: null,
    });
  });

  it('keeps every rating on the scale and refuses every other', () => {
    const rating = fc.option(fc.integer({ min: -3, max: 9 }));
    fc.assert(
      fc.property(rating, rating, rating, (trust, conflict, needs) => {
        const given = [trust, conflict, needs];
        const result = check({ trust, conflict, needs });
        const fine = given.every((one) => one === null || (one >= 1 && one <= 5));
        expect(result.ok).toBe(fine && given.some((one) => one !== null));
        if (result.ok) expect(result.ratings).toEqual(given);
      }),
    );
  });
});
