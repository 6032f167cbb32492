import type { AnswerRequest } from './contract.ts';
import type { Instrument } from './instrument.ts';

/**
 * Brings an answer into the order of its instrument, or says what is wrong with it. Items left out count as "can't say".
 * @returns ratings by item (null: can't say), comments by question ('' : none), guesses by item, or null where the round
 *   asks for none
 */
export function checkAnswer(
  instrument: Instrument,
  { ratings, comments = {}, guesses = {} }: Pick<AnswerRequest, 'ratings' | 'comments' | 'guesses'>,
  /** Whether the round asks how the other side answered. */
  asksGuesses = false,
):
  | { ok: true; ratings: (number | null)[]; comments: string[]; guesses: (number | null)[] | null }
  | { ok: false; reason: string } {
  const { min, max } = instrument.scale;
  const unknown =
    [...Object.keys(ratings), ...Object.keys(guesses)].find(
      (key) => !instrument.items.some((item) => item.key === key),
    ) ?? Object.keys(comments).find((key) => !instrument.questions.some((question) => question.key === key));
  if (unknown !== undefined)
    return { ok: false, reason: `This survey does not ask “${unknown}”; open your link again.` };
  if (!asksGuesses && Object.keys(guesses).length > 0)
    return { ok: false, reason: 'This survey does not ask how the other side answered; open your link again.' };
  const inOrder = (by: Record<string, number | null>) =>
    instrument.items.map((item) => (Object.hasOwn(by, item.key) ? (by[item.key] ?? null) : null));
  const given = inOrder(ratings);
  const guessed = asksGuesses ? inOrder(guesses) : null;
  if (
    [...given, ...(guessed ?? [])].some(
      (rating) => rating !== null && (!Number.isInteger(rating) || rating < min || rating > max),
    )
  )
    return { ok: false, reason: `An answer is a whole number from ${min} to ${max}.` };
  const texts = instrument.questions.map((question) =>
    Object.hasOwn(comments, question.key) ? (comments[question.key] ?? '').trim() : '',
  );
  if (given.every((rating) => rating === null) && texts.every((text) => text === ''))
    return { ok: false, reason: 'Nothing is answered yet; rate at least one item or write a comment.' };
  return { ok: true, ratings: given, comments: texts, guesses: guessed };
}
