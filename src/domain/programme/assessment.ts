/**
 * The 60-second assessment: ten yes/no items about how a partnership is managed. Their words are data
 * (instruments/sixty-seconds.json); what the answers mean is decided here.
 */

/** In the order in which they are asked; part of every link that was ever shared, so it never changes. */
export const ITEMS = [
  'framework',
  'needs',
  'benefits',
  'expectations',
  'agreement',
  'sponsors',
  'relational-metrics',
  'trust-reported',
  'training',
  'symbols',
] as const;
export type ItemKey = (typeof ITEMS)[number];

/** Null: not answered. */
export type Answer = 'yes' | 'no' | null;
export type Answers = Readonly<Record<ItemKey, Answer>>;

/** From this many times "no" on, no programme is in place. */
export const NOES_WITHOUT_PROGRAMME = 3;

/** Answers made by a function of the item; without one, nothing is answered. */
export const answersOf = (answer: (item: ItemKey, index: number) => Answer = () => null): Answers =>
  Object.fromEntries(ITEMS.map((item, index) => [item, answer(item, index)])) as Answers;

/** The items with a given answer, in order. */
export const itemsWith = (answers: Answers, answer: Answer): ItemKey[] =>
  ITEMS.filter((item) => answers[item] === answer);

/** The score: how many of the ten are "yes". */
export const scoreOf = (answers: Answers): number => itemsWith(answers, 'yes').length;

export const STANDINGS = ['in-place', 'not-in-place', 'undecided'] as const;
export type Standing = (typeof STANDINGS)[number];

/** Whether a programme is in place. Undecided only while the unanswered items could still turn it. */
export function standingOf(answers: Answers): Standing {
  const noes = itemsWith(answers, 'no').length;
  if (noes >= NOES_WITHOUT_PROGRAMME) return 'not-in-place';
  return noes + itemsWith(answers, null).length < NOES_WITHOUT_PROGRAMME ? 'in-place' : 'undecided';
}

/** What became of one item between two assessments. Unknown: not answered in one of them. */
export type Change = 'gained' | 'lost' | 'still-yes' | 'still-no' | 'unknown';

export function changeOf(before: Answer, after: Answer): Change {
  if (before === null || after === null) return 'unknown';
  if (before === after) return after === 'yes' ? 'still-yes' : 'still-no';
  return after === 'yes' ? 'gained' : 'lost';
}

/** Every item's change from one assessment to a later one. */
export function compare(before: Answers, after: Answers): Record<ItemKey, Change> {
  return Object.fromEntries(ITEMS.map((item) => [item, changeOf(before[item], after[item])])) as Record<
    ItemKey,
    Change
  >;
}

export function itemsThat(change: Change, before: Answers, after: Answers): ItemKey[] {
  return ITEMS.filter((item) => changeOf(before[item], after[item]) === change);
}

/* ── The answers as a short text: in a link behind the "#", and in the database ── */

/** Of the ten questions as they are worded now; equals the instrument's version. Older ones stay readable. */
export const CODE_VERSION = '1';
const LETTERS = { y: 'yes', n: 'no', o: null } as const;

/** Eleven letters: the version, then y, n or o (open) for each item. Anybody can read what a link says. */
export function encode(answers: Answers): string {
  return CODE_VERSION + ITEMS.map((item) => answers[item]?.[0] ?? 'o').join('');
}

export type Decoded = { ok: true; answers: Answers } | { ok: false; reason: 'incomplete' | 'newer' | 'unreadable' };

/** Reads exactly what `encode` writes. Anything else is refused with its reason; nothing is ever guessed. */
export function decode(code: string): Decoded {
  if (/^1[yno]{10}$/.test(code)) {
    const letters = code.slice(1) as unknown as (keyof typeof LETTERS)[];
    return { ok: true, answers: answersOf((_, index) => LETTERS[letters[index] as keyof typeof LETTERS]) };
  }
  if (/^(1[yno]{0,9})?$/.test(code)) return { ok: false, reason: 'incomplete' };
  return { ok: false, reason: /^[2-9]\w*$/.test(code) ? 'newer' : 'unreadable' };
}
