import { type Answers, ITEMS, itemsThat, scoreOf, standingOf } from './assessment.ts';

/** Lists are read whole, so they are bounded: far beyond what an organisation needs. */
export const MOST_PROGRAMMES = 50;
export const MOST_KEPT = 500;

/** Why these answers cannot be kept for that day, as a sentence; undefined: they can. `now`: ISO 8601. */
export function refusalOf(answers: Answers, takenOn: string, now: Temporal.Instant): string | undefined {
  if (ITEMS.every((item) => answers[item] === null)) return 'Answer at least one question before keeping the result.';
  // Somewhere on earth it may be tomorrow already.
  if (takenOn > now.toZonedDateTimeISO('Etc/GMT-14').toPlainDate().toString())
    return 'This day has not come yet; choose today or an earlier one.';
  if (takenOn < '2000-01-01') return 'Choose a day from the year 2000 on.';
  return undefined;
}

type Kept = { id: string; takenOn: string; answers: Answers; removedAt: string | null };

/** Kept assessments, oldest first, each with its score and what changed since the one before it. */
export function historyOf<T extends Kept>(kept: readonly T[]) {
  // Ids are made in the order of keeping, so two of one day stay in that order.
  const sorted = kept.toSorted((a, b) => (a.takenOn + a.id < b.takenOn + b.id ? -1 : 1));
  let before: T | undefined;
  return sorted.map((one) => {
    const { answers } = one;
    const since =
      before && one.removedAt === null
        ? {
            id: before.id,
            gained: itemsThat('gained', before.answers, answers),
            lost: itemsThat('lost', before.answers, answers),
          }
        : null;
    if (one.removedAt === null) before = one;
    return { ...one, score: scoreOf(answers), standing: standingOf(answers), since };
  });
}

/** Names of organisations are one when they differ in case and outer blanks only. */
export const sameOrganisation = (a: string, b: string): boolean =>
  a.trim().toLocaleLowerCase('en') === b.trim().toLocaleLowerCase('en');
