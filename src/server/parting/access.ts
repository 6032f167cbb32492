import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/**
 * Leads and sponsors. Everybody of the party reads all of it on its pages; taking it along whole, with what the party
 * keeps to itself and the addresses of its people, is an act of those who speak for it.
 */
export const mayCopy = (scope: Scope) => speaksFor(scope.was ?? scope.role);

export const ONLY_COPIERS = 'The complete copy is taken by the lead or sponsor of your party; ask one of them.';
/** Decided by the database, which looks at who the party has: app.may_part. */
export const ONLY_PARTERS =
  'Only the sponsor of your party can do this, or whoever it chose to sign its agreement; its lead, where no sponsor has an account.';
