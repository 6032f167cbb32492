/** When people are reminded of a round that is open. */
import { wallClock } from './schedule.ts';

/** first: to those who have not opened their link; last: to everybody asked, since nobody knows who has answered. */
export const REMINDERS = ['first', 'last'] as const;
export type Reminder = (typeof REMINDERS)[number];
export type ReminderTimes = { first: Temporal.Instant | null; last: Temporal.Instant | null };

/** In the morning of the round's zone, whenever it was opened. */
const MORNING = '09:00';
const HOUR = 3_600_000;
/** Nobody is reminded in the first day, nor twice within one. */
const APART = 24 * HOUR;
/** So near the end a reminder only vexes. */
const TOO_LATE = HOUR;

/**
 * The two moments: half-way, and one to two days before the end, both at nine in the morning of the round's zone. A
 * round of less than about four days has the last one only, one of less than about two days none.
 */
export function reminderTimes(openedAt: Temporal.Instant, closesAt: Temporal.Instant, timeZone: string): ReminderTimes {
  const [opened, closes] = [openedAt.epochMilliseconds, closesAt.epochMilliseconds];
  const closing = closesAt.toZonedDateTimeISO(timeZone).toPlainDate();
  let last: Temporal.Instant | null = null;
  for (const days of [1, 2]) {
    last = wallClock(closing.subtract({ days }), MORNING, timeZone);
    if (closes - last.epochMilliseconds >= APART) break;
  }
  if (last && last.epochMilliseconds - opened < APART) last = null;

  const middle = Temporal.Instant.fromEpochMilliseconds(Math.round((opened + closes) / 2));
  const first = wallClock(middle.toZonedDateTimeISO(timeZone).toPlainDate(), MORNING, timeZone);
  const wellApart =
    last !== null &&
    first.epochMilliseconds - opened >= APART &&
    last.epochMilliseconds - first.epochMilliseconds >= APART;
  return { first: wellApart ? first : null, last };
}

/**
 * What is due now, if anything, and when to look again. Made up for after a downtime, but never both at once, and not in
 * the last hour. What was sent stays sent when a round is kept open longer: two reminders are the most anybody gets.
 */
export function dueReminder(
  { first, last }: ReminderTimes,
  closesAt: Temporal.Instant,
  sent: readonly Reminder[],
  now: Temporal.Instant,
): { due: Reminder | null; next: Temporal.Instant | null } {
  const at = now.epochMilliseconds;
  const waits = (moment: Temporal.Instant | null): moment is Temporal.Instant =>
    moment !== null && moment.epochMilliseconds > at;
  if (last && !waits(last) && !sent.includes('last')) {
    const inTime = closesAt.epochMilliseconds - at >= TOO_LATE;
    return { due: inTime ? 'last' : null, next: null };
  }
  const late = first && !waits(first) && !sent.includes('first');
  const due = late && last && last.epochMilliseconds - at >= APART ? 'first' : null;
  if (sent.includes('last')) return { due: null, next: null };
  return { due, next: waits(first) && !sent.includes('first') ? first : last };
}

/** When to look after a round that was just opened or given more time; null: no reminder is left. */
export function remindAt(
  openedAt: Temporal.Instant,
  closesAt: Temporal.Instant,
  timeZone: string,
  now: Temporal.Instant,
): Temporal.Instant | null {
  const { due, next } = dueReminder(reminderTimes(openedAt, closesAt, timeZone), closesAt, [], now);
  return due ? now : next;
}
