type End = { ok: true; at: Temporal.Instant } | { ok: false; reason: string };

/**
 * The end of a day that somebody chose, as an instant, or one sentence that says why not that day.
 *
 * @param on YYYY-MM-DD, as it came in
 * @param refused why not this day, seen from today in that zone; undefined: it is fine
 */
export function endOfDay(
  on: string,
  timeZone: string,
  now: Temporal.Instant,
  refused: (day: Temporal.PlainDate, today: Temporal.PlainDate) => string | undefined,
): End {
  let day: Temporal.PlainDate;
  let today: Temporal.PlainDate;
  try {
    day = Temporal.PlainDate.from(on);
    today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  } catch {
    return { ok: false, reason: 'Choose a day that exists, and a time zone like Europe/Oslo.' };
  }
  const reason = refused(day, today);
  return reason ? { ok: false, reason } : { ok: true, at: day.add({ days: 1 }).toZonedDateTime(timeZone).toInstant() };
}
