import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

/**
 * Leads and sponsors. Everybody of the party reads all of it on its pages; taking it along whole, with what the party
 * keeps to itself and the addresses of its people, is an act of those who speak for it.
 */
export const mayCopy = (scope: Scope) => speaksFor(scope.role);
/** What ends a party's part in it is for whoever answers for the party: the sponsor, and where there is none, the lead. */
export const mayPart = (scope: Scope, hasSponsor: boolean) => scope.role === (hasSponsor ? 'sponsor' : 'lead');

export const ONLY_COPIERS = 'The complete copy is taken by the lead or sponsor of your party; ask one of them.';
export const ONLY_PARTERS =
  'Only the sponsor of your party can do this; a party without a sponsor is spoken for by its lead.';
