/** Milliseconds spent on an item: what was counted before, and what has run since the timer was started. */
export function spentMs(counted: number, runningSince: string | null, now: Temporal.Instant): number {
  if (runningSince === null) return counted;
  const run = now.epochMilliseconds - Temporal.Instant.from(runningSince).epochMilliseconds;
  return counted + Math.max(0, run);
}
