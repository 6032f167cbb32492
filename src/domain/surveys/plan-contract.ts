import Type, { type Static } from 'typebox';
import { closed, Day, Id, Instant, nullable, TimeZone, Version } from '../common/contract.ts';
import { Role } from '../partnerships/contract.ts';
import { K_FLOOR } from './words.ts';

/** A time of day without zone, HH:mm. */
const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' });

const wish = {
  instrument: Type.String({ minLength: 1, maxLength: 60 }),
  /** The first date; all later ones are counted from here. */
  startsOn: Day,
  everyMonths: Type.Integer({ minimum: 1, maximum: 24 }),
  time: TimeOfDay,
  timeZone: TimeZone,
  openDays: Type.Integer({ minimum: 2, maximum: 60 }),
  /** null: every party, also those that come in later. */
  partyIds: nullable(Type.Array(Id, { minItems: 1, maxItems: 8, uniqueItems: true })),
  roles: Type.Array(Role, { minItems: 1, maxItems: 5, uniqueItems: true }),
  k: Type.Integer({ minimum: K_FLOOR, maximum: 50 }),
};

/** What a party asks for. */
export const PlanWish = Type.Object(wish, closed);
export type PlanWish = Static<typeof PlanWish>;

export const PlanChange = Type.Object(
  { ...Type.Partial(PlanWish).properties, paused: Type.Optional(Type.Boolean()) },
  closed,
);
export type PlanChange = Static<typeof PlanChange>;

/** The plan of rounds of a partnership: of all parties together, set and changed by any of them. */
export const Plan = Type.Object({
  id: Id,
  ...wish,
  paused: Type.Boolean(),
  /** The next dates on which a round opens; empty while paused. */
  next: Type.Array(Instant),
  /** The last date that passed without a round, and why, until the next one opens. */
  skipped: nullable(Type.Object({ at: Instant, reason: Type.String() })),
  version: Version,
});
export type Plan = Static<typeof Plan>;

export const PlanReply = Type.Object({ plan: nullable(Plan), can: Type.Object({ change: Type.Boolean() }) });
export type PlanReply = Static<typeof PlanReply>;

/** What a plan would do, told before it is set. */
export const PlanPreview = Type.Object({
  next: Type.Array(Type.Object({ opens: Instant, closes: Instant })),
  invited: Type.Integer(),
  /** Why no round could be opened if today were the day; null: one could. */
  refused: nullable(Type.String()),
});
export type PlanPreview = Static<typeof PlanPreview>;
