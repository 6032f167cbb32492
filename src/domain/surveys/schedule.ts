/** When rounds come round: a date every few months, at the time a wall clock in a zone shows. */

export interface Schedule {
  /** The first date, YYYY-MM-DD; every later one is counted from here. */
  startsOn: string;
  /** 1 to 24. */
  everyMonths: number;
  /** HH:MM on a wall clock in the zone. */
  time: string;
  /** IANA name. */
  timeZone: string;
}

/**
 * The moment a wall clock in the zone shows this time on this day. In the hour skipped in spring: the first minute after
 * it; in the hour that comes twice in autumn: the first of the two.
 *
 * @throws RangeError for a day, time or zone that does not exist
 */
export function wallClock(day: Temporal.PlainDate, time: string, timeZone: string): Temporal.Instant {
  const wanted = day.toPlainDateTime(Temporal.PlainTime.from(time));
  const found = wanted.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (found.toPlainDateTime().equals(wanted)) return found.toInstant();
  // "compatible" adds the length of the gap; the clocks' own change, at or before that, is the first minute there is.
  return (found.add({ nanoseconds: 1 }).getTimeZoneTransition('previous') ?? found).toInstant();
}

/**
 * The nth date of a plan (0: the first). Always counted from the first date, so that the last day of a month comes back
 * after a shorter month: 31 January, 28 February, 31 March.
 */
export function occurrence(schedule: Schedule, n: number): Temporal.Instant {
  const day = Temporal.PlainDate.from(schedule.startsOn).add({ months: n * schedule.everyMonths });
  return wallClock(day, schedule.time, schedule.timeZone);
}

/** The dates after a moment, in order. */
export function nextOccurrences(schedule: Schedule, after: Temporal.Instant, count: number): Temporal.Instant[] {
  const first = indexAfter(schedule, after);
  return Array.from({ length: count }, (_, i) => occurrence(schedule, first + i));
}

/** How many dates lie from one moment to another, both included. */
export function occurrencesBetween(schedule: Schedule, from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.max(0, indexAfter(schedule, to) - indexAfter(schedule, from.subtract({ nanoseconds: 1 })));
}

/** Day and time at which a round closes that opens at this moment, as a wall clock in the zone of the plan shows it. */
export function closesAfter(schedule: Schedule, opened: Temporal.Instant, days: number): string {
  const day = opened.toZonedDateTimeISO(schedule.timeZone).toPlainDate().add({ days });
  return `${day}T${schedule.time}`;
}

/** Place of the first date after a moment. */
function indexAfter(schedule: Schedule, after: Temporal.Instant): number {
  const start = Temporal.PlainDate.from(schedule.startsOn);
  const day = after.toZonedDateTimeISO(schedule.timeZone).toPlainDate();
  const months = start.until(day, { largestUnit: 'months' }).months;
  // One too early at most; clamped ends of months and the time of day decide.
  let n = Math.max(0, Math.floor(months / schedule.everyMonths) - 1);
  while (Temporal.Instant.compare(occurrence(schedule, n), after) <= 0) n++;
  return n;
}
