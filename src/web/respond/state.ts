/**
 * What happens on the respond page, as pure functions: where the person is, what they answered, and what becomes of
 * the answer on its way. Nothing here touches the network, the clock or the screen.
 */
import { SECONDS_FOR_WORDS, SECONDS_PER_ITEM } from '../../domain/surveys/pace.ts';

/** What has to be asked, in order. Everything else about the instrument is only text. */
export interface Plan {
  items: readonly string[];
  questions: readonly string[];
  /** After the items and questions: how the other side answered. */
  guess: boolean;
  /** Ends of the scale. */
  low: number;
  high: number;
}

export interface Draft {
  /** Absent: not answered yet; null: "I can't say". */
  ratings: Readonly<Record<string, number | null>>;
  comments: Readonly<Record<string, string>>;
  /** How the other side answered, as this person thinks; absent: not guessed. */
  guesses: Readonly<Record<string, number>>;
  step: number;
}

export type Phase =
  /** Answering; nothing has left the device. */
  | 'answering'
  /** The answer is frozen and on its way; tried again until the server has replied. */
  | 'sending'
  /** The server has it. */
  | 'sent'
  /** Another answer from this link was counted before. */
  | 'already'
  /** The round closed or was cancelled before the answer arrived. */
  | 'over'
  /** The server refuses this answer; the person can go back to it. */
  | 'refused';

export interface State extends Draft {
  phase: Phase;
  /** Attempts that failed without a reply that settles it. */
  failed: number;
  /** Why the server refused: the stable name of the problem, and its sentence. */
  refusal?: Refusal | undefined;
}
export interface Refusal {
  problem: string;
  detail: string;
}

export type Action =
  | { type: 'rate'; item: string; value: number | null }
  | { type: 'guess'; item: string; value: number }
  | { type: 'no-guesses' }
  | { type: 'write'; question: string; text: string }
  | { type: 'next' }
  | { type: 'back' }
  | { type: 'go'; step: number }
  | { type: 'clear' }
  | { type: 'send' }
  | { type: 'outcome'; outcome: Outcome; refusal?: Refusal };

/** How one attempt to send ended. */
export type Outcome = 'counted' | 'counted-before' | 'over' | 'refused' | 'try-again';

export const emptyDraft: Draft = { ratings: {}, comments: {}, guesses: {}, step: 0 };
export const initial = (draft: Draft = emptyDraft): State => ({ ...draft, phase: 'answering', failed: 0 });

/* ── Steps: the promise, one step an item, the open questions if there are any, guessing if it is asked, the review ── */

export type Step =
  | { kind: 'promise' }
  | { kind: 'item'; key: string; index: number }
  | { kind: 'words' }
  | { kind: 'guess' }
  | { kind: 'review' };

const wordsStep = (plan: Plan): number => plan.items.length + 1;
const guessStep = (plan: Plan): number => wordsStep(plan) + (plan.questions.length > 0 ? 1 : 0);
export const reviewStep = (plan: Plan): number => guessStep(plan) + (plan.guess ? 1 : 0);

export function stepOf(step: number, plan: Plan): Step {
  const key = plan.items[step - 1];
  if (key !== undefined) return { kind: 'item', key, index: step - 1 };
  if (step <= 0) return { kind: 'promise' };
  if (plan.questions.length > 0 && step === wordsStep(plan)) return { kind: 'words' };
  return plan.guess && step === guessStep(plan) ? { kind: 'guess' } : { kind: 'review' };
}

const within = (step: number, plan: Plan): number =>
  Number.isInteger(step) ? Math.min(Math.max(step, 0), reviewStep(plan)) : 0;

/* ── The machine ── */

export function reduce(state: State, action: Action, plan: Plan): State {
  if (action.type === 'outcome') return settle(state, action.outcome, action.refusal);
  // A frozen answer is not changed any more, whatever is clicked; a refused one may be mended.
  if (state.phase !== 'answering' && state.phase !== 'refused') return state;
  switch (action.type) {
    case 'rate':
      if (!plan.items.includes(action.item) || !allowed(action.value, plan)) return state;
      return { ...state, ratings: { ...state.ratings, [action.item]: action.value } };
    case 'guess':
      if (!plan.guess || !plan.items.includes(action.item) || !allowed(action.value, plan)) return state;
      return { ...state, guesses: { ...state.guesses, [action.item]: action.value } };
    case 'no-guesses':
      return { ...state, guesses: {} };
    case 'write':
      if (!plan.questions.includes(action.question)) return state;
      return { ...state, comments: { ...state.comments, [action.question]: action.text } };
    case 'next':
      return { ...state, step: within(state.step + 1, plan) };
    case 'back':
      return { ...state, step: within(state.step - 1, plan) };
    case 'go':
      return { ...state, phase: 'answering', step: within(action.step, plan) };
    case 'clear':
      return initial();
    case 'send':
      return sendable(state, plan) ? { ...state, phase: 'sending', failed: 0 } : state;
  }
}

function settle(state: State, outcome: Outcome, refusal?: Refusal): State {
  if (state.phase !== 'sending') return state;
  switch (outcome) {
    case 'counted':
      return { ...state, phase: 'sent' };
    case 'counted-before':
      return { ...state, phase: 'already' };
    case 'over':
      return { ...state, phase: 'over' };
    case 'refused':
      return { ...state, phase: 'refused', ...(refusal && { refusal }) };
    case 'try-again':
      return { ...state, failed: state.failed + 1 };
  }
}

const allowed = (value: number | null, plan: Plan): boolean =>
  value === null || (Number.isInteger(value) && value >= plan.low && value <= plan.high);

/* ── Figures for the screen ── */

export interface Tally {
  rated: number;
  cantSay: number;
  /** Items without any answer, in the order of the plan. */
  open: string[];
  written: number;
}

export function tally(draft: Draft, plan: Plan): Tally {
  const values = plan.items.map((key) => draft.ratings[key]);
  return {
    rated: values.filter((value) => typeof value === 'number').length,
    cantSay: values.filter((value) => value === null).length,
    open: plan.items.filter((key) => draft.ratings[key] === undefined),
    written: plan.questions.filter((key) => (draft.comments[key] ?? '').trim() !== '').length,
  };
}

export const touched = (draft: Draft): boolean =>
  Object.keys(draft.ratings).length > 0 || Object.values(draft.comments).some((text) => text.trim() !== '');

/** An answer without a single rating or word would say nothing. */
export function sendable(draft: Draft, plan: Plan): boolean {
  const { rated, written } = tally(draft, plan);
  return rated + written > 0;
}

/** Whole minutes still to go; 0 when less than half a minute remains. */
export function minutesLeft(draft: Draft, plan: Plan): number {
  const { open } = tally(draft, plan);
  const here = stepOf(draft.step, plan).kind;
  const words = plan.questions.length > 0 && here !== 'review' ? SECONDS_FOR_WORDS : 0;
  const seconds = open.length * SECONDS_PER_ITEM + words;
  return Math.round(seconds / 60);
}

/* ── The way to the server ── */

export interface FrozenAnswer {
  ratings: Record<string, number | null>;
  comments?: Record<string, string>;
  guesses?: Record<string, number>;
}

/** What is sent: every item of the plan, nothing that is not in it, no empty words. */
export function freeze(draft: Draft, plan: Plan): FrozenAnswer {
  const ratings = Object.fromEntries(plan.items.map((key) => [key, draft.ratings[key] ?? null]));
  const comments = plan.questions
    .map((key): [string, string] => [key, (draft.comments[key] ?? '').trim()])
    .filter(([, text]) => text !== '');
  const guesses = Object.entries(draft.guesses).filter(([key]) => plan.guess && plan.items.includes(key));
  return {
    ratings,
    ...(comments.length > 0 && { comments: Object.fromEntries(comments) }),
    ...(guesses.length > 0 && { guesses: Object.fromEntries(guesses) }),
  };
}

/** The sentence of a refusal in the language of the page; the server's own where the page has none. */
export function refusalText(sentences: Readonly<Record<string, string>>, refusal: Refusal | undefined): string {
  const name = refusal?.problem.replace(/^\/problems\//, '') ?? '';
  return (Object.hasOwn(sentences, name) ? sentences[name] : refusal?.detail) ?? '';
}

/** What a reply of the server means. `status` 0: no reply at all. */
export function outcomeOf(status: number, problem = ''): Outcome {
  if (status >= 200 && status < 300) return 'counted';
  if (status === 410 || /closed|cancelled/.test(problem)) return 'over';
  if (status === 409) return 'counted-before';
  if (status === 0 || status === 408 || status === 425 || status === 429 || status >= 500) return 'try-again';
  return 'refused';
}

const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

/** Milliseconds until the next attempt: doubling, capped, spread so that a hall full of phones does not knock at once. */
export function backOff(failed: number, random: number): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, failed - 1));
  return Math.round(full * (0.75 + random * 0.5));
}

/* ── What was kept on the device: trusted only as far as it fits the plan ── */

export function restore(kept: unknown, plan: Plan): Draft {
  if (typeof kept !== 'object' || kept === null) return emptyDraft;
  const { ratings, comments, guesses, step } = kept as Partial<Record<keyof Draft, unknown>>;
  const guessOf = entries(guesses).filter(
    (entry): entry is [string, number] =>
      plan.guess && plan.items.includes(entry[0]) && typeof entry[1] === 'number' && allowed(entry[1], plan),
  );
  const ratingOf = entries(ratings).filter(
    (entry): entry is [string, number | null] =>
      plan.items.includes(entry[0]) &&
      (entry[1] === null || typeof entry[1] === 'number') &&
      allowed(entry[1] as number | null, plan),
  );
  const textOf = entries(comments).filter(
    (entry): entry is [string, string] => plan.questions.includes(entry[0]) && typeof entry[1] === 'string',
  );
  return {
    ratings: Object.fromEntries(ratingOf),
    comments: Object.fromEntries(textOf),
    guesses: Object.fromEntries(guessOf),
    step: within(typeof step === 'number' ? step : 0, plan),
  };
}

const entries = (value: unknown): [string, unknown][] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/* ── Words that could give somebody away ── */

const GIVES_AWAY = [
  /[\w.+-]+@[\w-]+\.\w{2,}/u,
  /\+?\d[\d\s/().-]{6,}\d/u,
  /\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Herrn?|Frau|Hr|Fr|M|Mme|Mlle|Sra?|Dra?|Don|Doña)\b\.?\s+\p{Lu}/u,
  /\b(?:my name is|I am the only|as the only|ich heiße|mein name ist|ich bin (?:der|die) einzige|als einzige)/iu,
  /\b(?:je m’appelle|je m'appelle|mon nom est|je suis (?:le|la) seule?|me llamo|mi nombre es|soy (?:el|la) únic[oa])/iu,
  /[\p{sc=Han}\p{sc=Katakana}]{2,}(?:さん|様|氏|部長|課長|社長)|私の名前|と申します|唯一の/u,
  /(?:^|\s)(?:السيد|السيدة|الأستاذ|الأستاذة|الدكتور|الدكتورة|المهندس|المهندسة)\s+\p{L}|(?:^|\s)(?:اسمي|أنا الوحيد)/u,
];

/** A hint only: addresses, telephone numbers, titles with a name, "I am the only …". It never stops anybody. */
export const mayNameSomebody = (text: string): boolean => GIVES_AWAY.some((pattern) => pattern.test(text));
