/** The time of day, injected so that tests can move it. Nothing else in the server asks the machine for the time. */
export type Clock = { now: () => Temporal.Instant };

/** To the millisecond: what JSON and the driver carry, so that a moment read back equals the moment written. */
export const systemClock: Clock = { now: () => Temporal.Instant.fromEpochMilliseconds(Date.now()) };
