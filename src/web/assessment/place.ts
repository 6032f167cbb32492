import {
  type Answer,
  type Answers,
  answersOf,
  type Decoded,
  decode,
  encode,
  ITEMS,
} from '../../domain/programme/assessment.ts';

/**
 * Where somebody is in the assessment, with the answers so far. All of it stands behind the "#" of the address: a reload
 * goes on where it was, the browser's own way back is the way back here, and a result is shared by its link. No server
 * ever receives that part of an address.
 */
export type Place =
  | { step: 'start' }
  | { step: 'question'; index: number; answers: Answers }
  | { step: 'result'; answers: Answers }
  | { step: 'broken'; reason: Extract<Decoded, { ok: false }>['reason'] };

export function readPlace(fragment: string): Place {
  const text = fragment.replace(/^#/, '');
  if (text === '') return { step: 'start' };
  const [, number, code] = /^(?:q=(10|[1-9])&)?a=(.*)$/s.exec(text) ?? [];
  if (code === undefined) return { step: 'broken', reason: 'unreadable' };
  const decoded = decode(code);
  if (!decoded.ok) return { step: 'broken', reason: decoded.reason };
  const { answers } = decoded;
  if (number) return { step: 'question', index: Number(number) - 1, answers };
  return ITEMS.every((item) => answers[item] === null) ? { step: 'start' } : { step: 'result', answers };
}

/** What `readPlace` reads; empty for the start. */
export function fragmentOf(place: Place): string {
  if (place.step === 'question') return `#q=${place.index + 1}&a=${encode(place.answers)}`;
  return place.step === 'result' ? `#a=${encode(place.answers)}` : '';
}

export const firstQuestion = (): Place => ({ step: 'question', index: 0, answers: answersOf() });

/** After an answer: the next question that has none, else the result. */
export function afterAnswer({ index, answers }: { index: number; answers: Answers }, answer: Answer): Place {
  const now = answersOf((item, at) => (at === index ? answer : answers[item]));
  const next = ITEMS.findIndex((item, at) => at > index && now[item] === null);
  return next < 0 ? resultOf(now) : { step: 'question', index: next, answers: now };
}

/** Without an answer: the question after this one, else the result. */
export const afterSkip = ({ index, answers }: { index: number; answers: Answers }): Place =>
  index + 1 < ITEMS.length ? { step: 'question', index: index + 1, answers } : resultOf(answers);

/** With ten skipped questions there is no result. */
const resultOf = (answers: Answers): Place => readPlace(fragmentOf({ step: 'result', answers }));
