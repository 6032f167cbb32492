import { wallClock } from '../surveys/schedule.ts';

/** Days after the letter before: a week after the first one, and three weeks after it. */
const DAYS_AFTER = [7, 14];
const MORNING = '09:00';

/**
 * When to write again, after a letter that is sent now; null: never. At nine in the morning of the zone. Counted from the
 * letter before, so that nobody gets two at once after a downtime.
 * @param told letters since something new came up, this one among them
 */
export function nextLetter(told: number, now: Temporal.Instant, timeZone: string): Temporal.Instant | null {
  const days = DAYS_AFTER[told - 1];
  return days === undefined
    ? null
    : wallClock(now.toZonedDateTimeISO(timeZone).toPlainDate().add({ days }), MORNING, timeZone);
}

/** Texts that come into force one after the other are one letter a day: until when a further one waits. */
export function waitsUntil(last: string | null, now: Temporal.Instant): Temporal.Instant | null {
  const again = last && Temporal.Instant.from(last).add({ hours: 24 });
  return again && Temporal.Instant.compare(again, now) > 0 ? again : null;
}
