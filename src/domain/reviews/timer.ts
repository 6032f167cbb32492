/** A timer that nobody stopped does not count the night: longer than this (milliseconds) nobody talks without a touch. */
export const RUN_MOST = 3_600_000;

/** Milliseconds spent on an item: what was counted before, and what has run since the timer was started. */
export function spentMs(counted: number, runningSince: string | null, nowMs: number): number {
  if (runningSince === null) return counted;
  return counted + Math.min(RUN_MOST, Math.max(0, nowMs - Date.parse(runningSince)));
}
