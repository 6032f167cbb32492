/** The field's words, apart from the contract so that pages can use them without the schemas. */

/** challenge: a dissent on record. It waits for an answer; the answer need not agree. */
export const REMARK_KINDS = ['comment', 'suggestion', 'challenge'] as const;
export type RemarkKind = (typeof REMARK_KINDS)[number];

export const REMARK_STATES = ['open', 'answered', 'resolved', 'taken-up', 'not-taken-up', 'withdrawn'] as const;
export type RemarkState = (typeof REMARK_STATES)[number];
