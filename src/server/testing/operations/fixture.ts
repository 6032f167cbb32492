import type { Place } from '../principals.ts';

/**
 * Who gets through: anyone, a person signed in, a participant, a lead or sponsor of any party, or of that party only;
 * whoever works here (no observer), whoever holds a session (lead, sponsor, facilitator), the author of that very thing
 * (the lead of the party under attack), the bearer of a guest link, a member of a programme.
 * Of the party under attack alone (“private”): whoever works there, or speaks for it; its other people may not.
 * What is between both leads (“named”) or one’s own does not exist for anybody else, in the partnership or out of it.
 */
export type Who =
  | 'anyone'
  | 'person'
  | 'participant'
  | 'worker'
  | 'speaker'
  | 'holder'
  | 'author'
  | 'party'
  | 'guest'
  | 'programme'
  | 'named'
  | 'private'
  | 'private-speaker'
  | 'own'
  | 'administrator';
export type Fixture = {
  who: Who;
  /** Where an id of the path is another than the place's id of that name. */
  path?: (at: Place) => Record<string, string>;
  query?: (at: Place) => Record<string, string>;
  body?: (at: Place) => unknown;
  /** Needs a secret that no fixture has, so it succeeds for nobody here. */
  secret?: true;
  /** Reads a partnership, and yet finds no words in the one under attack. */
  bare?: true;
  /** Its bytes differ from call to call, though it says the same. */
  varies?: true;
  /** Why this one may answer differently for an id that exists and one that does not. */
  tellsApart?: string;
};

/** One entry for each operation. */
export type Fixtures = Record<string, Fixture>;

export const P = '/partnerships/{partnershipId}';
