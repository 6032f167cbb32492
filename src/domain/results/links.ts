import { LINK_DAYS_MOST } from './words.ts';

export type LinkState = 'open' | 'over' | 'ended';

/** What a link is worth at a moment. Being ended by somebody weighs more than being past its day. */
export function linkState(link: { ends_at: string; ended_at: string | null }, now: Temporal.Instant): LinkState {
  if (link.ended_at) return 'ended';
  return Temporal.Instant.compare(Temporal.Instant.from(link.ends_at), now) > 0 ? 'open' : 'over';
}

/**
 * When a link that opens up to and including a day ends: the midnight after it, in the zone the day is meant in.
 * A text instead is the sentence that says what to mend.
 */
export function linkEnd(endsOn: string, timeZone: string, now: Temporal.Instant): Temporal.Instant | string {
  let end: Temporal.Instant;
  let today: Temporal.PlainDate;
  const day = Temporal.PlainDate.from(endsOn);
  try {
    end = day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant();
    today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  } catch {
    return `There is no time zone “${timeZone}”; use a name like Europe/Oslo.`;
  }
  if (Temporal.Instant.compare(end, now) <= 0) return 'The last day lies behind; choose today or a later one.';
  if (today.until(day, { largestUnit: 'days' }).days > LINK_DAYS_MOST)
    return 'The last day is more than a year away; choose an earlier one.';
  return end;
}
