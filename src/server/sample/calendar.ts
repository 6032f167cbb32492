/** Something that happens in the story, at its moment. */
export type Step = { at: Temporal.Instant; happen: () => Promise<void> };

export type Calendar = ReturnType<typeof calendar>;
/** Moments before now, on working days, by the wall clock of a zone. */
export function calendar(now: Temporal.Instant, zone: string) {
  return (ago: Temporal.DurationLike, time: string, daysLater = 0): Temporal.Instant => {
    let day = now.toZonedDateTimeISO(zone).toPlainDate().subtract(ago).add({ days: daysLater });
    if (day.dayOfWeek > 5) day = day.subtract({ days: day.dayOfWeek - 5 });
    return day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant();
  };
}
