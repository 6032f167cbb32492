import type { Place } from '../principals.ts';

/**
 * Who gets through: anyone, a person signed in, a participant, a lead or sponsor of any party, or of that party only. What
 * is between both leads ("named") or one's own does not exist for anybody else, in the partnership or out of it.
 */
export type Who = 'anyone' | 'person' | 'participant' | 'speaker' | 'party' | 'named' | 'own' | 'administrator';
export type Fixture = {
  who: Who;
  /** Where an id of the path is another than the place's id of that name. */
  path?: (at: Place) => Record<string, string>;
  query?: (at: Place) => Record<string, string>;
  body?: (at: Place) => unknown;
  /** Needs a secret that no fixture has, so it succeeds for nobody here. */
  secret?: true;
  /** Why this one may answer differently for an id that exists and one that does not. */
  tellsApart?: string;
};

/** One entry for each operation. */
export type Fixtures = Record<string, Fixture>;

export const P = '/partnerships/{partnershipId}';
