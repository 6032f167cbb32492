/** Words and numbers of review sessions, apart from the contract so that pages can use them without the schemas. */

/** paused: to be continued another day. finished: the minutes stand; leads can take it up again. */
export const REVIEW_STATES = ['running', 'paused', 'finished'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** conclusion: why an item is as it is. celebration: what went well and is said aloud. */
export const ENTRY_KINDS = ['conclusion', 'celebration'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export const MARKS = ['recovered', 'better', 'unchanged', 'worse'] as const;
export type Mark = (typeof MARKS)[number];

/** Time for one item unless the session says otherwise. */
export const ITEM_SECONDS = 480;
/** How many of the strongest items are looked at for what they can teach. */
export const STRONGEST = 3;
/** A guest link opens one session for this many days unless a day is chosen, and never for longer than the second. */
export const GUEST_DAYS = 2;
export const GUEST_DAYS_MOST = 60;
