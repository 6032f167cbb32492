import type { Instrument } from '../surveys/instrument.ts';
import { closingMoment } from '../surveys/rounds.ts';
import type { GivenAnswer } from './contract.ts';

type Candidate = { id: string; name: string; hasAccount: boolean; here: boolean };

/**
 * Decides whether these people can be named in a dialogue that closes then.
 * @param named everybody named who is in the partnership
 * @returns the moment it closes, or one sentence that says why not
 */
export function planDialogue(
  wish: { participantIds: readonly string[]; closesAt: string; timeZone: string },
  named: readonly Candidate[],
  me: string,
  now: Temporal.Instant,
): { ok: true; closesAt: Temporal.Instant } | { ok: false; reason: string } {
  const refuse = (reason: string) => ({ ok: false, reason }) as const;
  if (!wish.participantIds.includes(me)) return refuse('Name yourself, too: only the named people see a dialogue.');
  if (named.length < wish.participantIds.length) return refuse('Somebody named is not in this partnership.');
  const left = named.find((one) => !one.here);
  if (left) return refuse(`${left.name} has left; leave them out.`);
  const without = named.find((one) => !one.hasAccount);
  if (without) return refuse(`${without.name} has no account here yet; invite them first.`);
  const closesAt = closingMoment(wish.closesAt, wish.timeZone);
  if (typeof closesAt === 'string') return refuse(closesAt);
  if (Temporal.Instant.compare(closesAt, now.add({ minutes: 60 })) < 0)
    return refuse('The last moment to answer is less than an hour away; choose a later one.');
  if (Temporal.Instant.compare(closesAt, now.add({ hours: 24 * 92 })) > 0)
    return refuse('The last moment to answer is more than three months away; choose an earlier one.');
  return { ok: true, closesAt };
}

export type Row<Who> = {
  key: string;
  /** In the order of the people; null: can't say. */
  ratings: { who: Who; rating: number | null }[];
  /** Points between the lowest and the highest rating; null: fewer than two rated it. */
  apart: number | null;
};

/**
 * The items of an open dialogue, those first on which people differ most, then those rated lowest. No averages: of three
 * named people there is nothing to average.
 */
export function sideBySide<Who>(
  instrument: Pick<Instrument, 'items'>,
  answers: readonly { who: Who; answer: GivenAnswer | undefined }[],
): Row<Who>[] {
  const rows = instrument.items.map(({ key }, place) => {
    const ratings = answers.map(({ who, answer }) => ({ who, rating: answer?.ratings[key] ?? null }));
    const given = ratings.flatMap(({ rating }) => (rating === null ? [] : [rating]));
    const apart = given.length < 2 ? null : Math.max(...given) - Math.min(...given);
    return { key, ratings, apart, lowest: given.length > 0 ? Math.min(...given) : Number.POSITIVE_INFINITY, place };
  });
  return rows
    .sort((a, b) => (b.apart ?? -1) - (a.apart ?? -1) || a.lowest - b.lowest || a.place - b.place)
    .map(({ key, ratings, apart }) => ({ key, ratings, apart }));
}

/** Points by which an item was rated differently than the time before; null: one of the two is missing. */
export function changeOf(now: GivenAnswer, before: GivenAnswer | undefined, key: string): number | null {
  const [then, today] = [before?.ratings[key] ?? null, now.ratings[key] ?? null];
  return then === null || today === null ? null : today - then;
}
