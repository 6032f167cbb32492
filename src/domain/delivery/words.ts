/** Words of actions, apart from the contract so that pages can use them without the schemas. */

/** dropped: agreed to leave undone, which is no failure and stays readable. */
export const ACTION_STATES = ['open', 'done', 'dropped'] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** An owner is reminded once when so many days are left, and once when the day has passed. */
export const REMIND_DAYS = 3;
/** At this hour of the day where the partnership is. */
export const REMIND_HOUR = 7;
