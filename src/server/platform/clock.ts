/** The time of day, injected so that tests can move it. Nothing else in the server asks the machine for the time. */
export type Clock = { now: () => Temporal.Instant };

export const systemClock: Clock = { now: () => Temporal.Now.instant() };
