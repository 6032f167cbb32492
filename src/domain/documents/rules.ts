import { endOfDay } from '../common/days.ts';

/**
 * When a joint text binds whom.
 *
 * proposed    Frozen. Asked is every party that was in at that moment; who signs for it is that party's own matter, also
 *             later: a signatory who leaves is followed by whoever has the role then.
 * in force    At the last missing yes, for all asked at once. A party that comes in later is not bound by it until it
 *             has ratified the same text (“not bound yet”), and is asked like all others in the next proposal.
 * leaving     A party that leaves is bound by nothing any more after its last day. What is proposed between it and the
 *             others ends as withdrawn, for the text names it; what is in force stays in force between those who remain,
 *             also where one remains. A link of the chain says when the party stopped being bound.
 */

type Standing = { state: string; parties: readonly string[] };

/** Parties whose yes is missing. `here`: parties that are in now. */
export function waitingFor(version: Standing, ratified: readonly string[], here: readonly string[]): string[] {
  if (version.state === 'proposed') return version.parties.filter((id) => !ratified.includes(id));
  if (version.state === 'in-force') return here.filter((id) => !ratified.includes(id));
  return [];
}

/** Parties that this version binds now. */
export function boundBy(version: Standing, ratified: readonly string[], here: readonly string[]): string[] {
  return version.state === 'in-force' ? here.filter((id) => ratified.includes(id)) : [];
}

export const isLate = ({ expiresAt }: { expiresAt: string }, now: Temporal.Instant): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(expiresAt), now) <= 0;

/** The last minute of that day, as people read it: “12 December, 23:59”, not “13 December, 00:00”. */
export const lastMoment = (expiresAt: string): string =>
  Temporal.Instant.from(expiresAt).subtract({ minutes: 1 }).toString();

/** A proposal waits at least until tomorrow and at most half a year. */
export const LONGEST_DAYS = 183;

/** The end of the last day on which a proposal can be ratified, or one sentence that says why not that day. */
export const expiryOf = (expiresOn: string, timeZone: string, now: Temporal.Instant) =>
  endOfDay(expiresOn, timeZone, now, (day, today) => {
    if (Temporal.PlainDate.compare(day, today) <= 0) return 'The last day to ratify is tomorrow or later.';
    if (today.until(day, { largestUnit: 'days' }).days > LONGEST_DAYS)
      return 'The last day to ratify is more than half a year away; choose an earlier one.';
    return undefined;
  });
