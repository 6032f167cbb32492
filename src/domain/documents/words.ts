/** The field's words, apart from the contract so that pages can use them without the schemas. */

/** In the order in which a partnership usually writes them. */
export const DOCUMENT_KINDS = [
  'strategic-framework',
  'relational-expectations',
  'partnership-agreement',
  'rules-of-engagement',
  'joint-business-plan',
  'responsibility-matrix',
  'contract-record',
  'differences-register',
  'communication-structure',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** proposed: frozen, waiting for signatories; of the rest exactly one is in force at a time, or none. */
export const VERSION_STATES = ['proposed', 'in-force', 'superseded', 'declined', 'withdrawn', 'expired'] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** Who signs for a party: every party decides for itself, for each kind. */
export const SIGNATORY_ROLES = ['sponsor', 'lead'] as const;
export type SignatoryRole = (typeof SIGNATORY_ROLES)[number];

/** How somebody proved at the moment of ratifying that it is them. */
/** story: somebody made up, in a sample. */
export const PROOFS = ['password', 'passkey', 'story'] as const;
export type Proof = (typeof PROOFS)[number];

/** Responsible, accountable, consulted, informed. */
export const LETTERS = ['R', 'A', 'C', 'I'] as const;
export type Letter = (typeof LETTERS)[number];

/** Chapters of the briefing, in reading order. */
export const CHAPTERS = ['purpose', 'conduct', 'work', 'people', 'decisions'] as const;
export type Chapter = (typeof CHAPTERS)[number];
/** A briefing is read in half an hour; what is longer is said to those who could shorten it. */
export const LONGEST_MINUTES = 30;
