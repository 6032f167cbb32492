import { type ActionState, REMIND_DAYS, REMIND_HOUR } from './words.ts';

/**
 * The calendar day of a partnership at a moment. Days are agreed across parties and belong to no person's clock: the
 * zone is that of its last survey round, or UTC before there is one.
 */
export function dayIn(now: Temporal.Instant, timeZone: string): string {
  return now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** Late from the day after the due day on; what is done or dropped is never late. Days are YYYY-MM-DD. */
export function isLate(action: { state: ActionState; dueOn: string }, today: string): boolean {
  return action.state === 'open' && action.dueOn < today;
}

export type Reminder = 'soon' | 'late';

/**
 * Which mail to the owner is due now. Once late, only that one: the other would say what is no longer so (after a
 * downtime, or where a due day was close from the start).
 */
export function reminderDue(
  action: { dueOn: string; remindedSoon: boolean; remindedLate: boolean },
  now: Temporal.Instant,
  timeZone: string,
): Reminder | null {
  // Days begin at seven here, so that nobody is written to at midnight.
  const today = now.toZonedDateTimeISO(timeZone).subtract({ hours: REMIND_HOUR }).toPlainDate();
  const due = Temporal.PlainDate.from(action.dueOn);
  if (Temporal.PlainDate.compare(today, due) > 0) return action.remindedLate ? null : 'late';
  if (Temporal.PlainDate.compare(today, due.subtract({ days: REMIND_DAYS })) < 0) return null;
  return action.remindedSoon ? null : 'soon';
}

/** Whoever agrees to something due within the days of the first reminder has just been told. */
export function toldAlready(dueOn: string, today: string): boolean {
  return Temporal.PlainDate.from(today).until(dueOn).days <= REMIND_DAYS;
}
