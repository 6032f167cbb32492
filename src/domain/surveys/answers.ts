import type { AnswerRequest } from './contract.ts';
import type { Instrument } from './instrument.ts';

/**
 * Brings an answer into the order of its instrument, or says what is wrong with it. Items left out count as "can't say".
 * @returns ratings by item (null: can't say) and comments by question ('' : none)
 */
export function checkAnswer(
  instrument: Instrument,
  { ratings, comments = {} }: Pick<AnswerRequest, 'ratings' | 'comments'>,
): { ok: true; ratings: (number | null)[]; comments: string[] } | { ok: false; reason: string } {
  const { min, max } = instrument.scale;
  const unknown =
    Object.keys(ratings).find((key) => !instrument.items.some((item) => item.key === key)) ??
    Object.keys(comments).find((key) => !instrument.questions.some((question) => question.key === key));
  if (unknown !== undefined)
    return { ok: false, reason: `This survey does not ask “${unknown}”; open your link again.` };
  const given = instrument.items.map((item) => (Object.hasOwn(ratings, item.key) ? (ratings[item.key] ?? null) : null));
  if (given.some((rating) => rating !== null && (!Number.isInteger(rating) || rating < min || rating > max)))
    return { ok: false, reason: `An answer is a whole number from ${min} to ${max}.` };
  const texts = instrument.questions.map((question) =>
    Object.hasOwn(comments, question.key) ? (comments[question.key] ?? '').trim() : '',
  );
  if (given.every((rating) => rating === null) && texts.every((text) => text === ''))
    return { ok: false, reason: 'Nothing is answered yet; rate at least one item or write a comment.' };
  return { ok: true, ratings: given, comments: texts };
}
