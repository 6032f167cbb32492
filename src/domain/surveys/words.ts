/** Words and numbers of surveys, apart from the contract so that pages can use them without the schemas. */

/**
 * confidential: answers are stored apart from invitations, and the server makes the ballots. sealed: the page makes them
 * and the server signs them without seeing them.
 */
export const LEVELS = ['confidential', 'sealed'] as const;
export type Level = (typeof LEVELS)[number];
export const ROUND_STATES = ['open', 'closed', 'cancelled'] as const;

/** Fewest answers behind any figure, unless a round asks for more. */
export const K_DEFAULT = 5;
/** With three, two colleagues would see the third one's answer. Nothing below this is called confidential. */
export const K_FLOOR = 4;
