import { speaksFor } from '../../domain/partnerships/rules.ts';
import { forbidden } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';

/** Who may do what in a partnership. Every right of one party is a right of all. */

export const mayEditPartnership = (scope: Scope) => speaksFor(scope.role);
export const mayAddParty = mayEditPartnership;

/** A party is spoken for by its own lead and sponsor; until one of them accepts, by those of the party that invited it. */
export const mayActFor = (scope: Scope, partyId: string) => speaksFor(scope.role) && scope.parties.includes(partyId);

export const maySeeContact = (scope: Scope, partyId: string) => scope.parties.includes(partyId);

export function needs(allowed: boolean, sentence: string): void {
  if (!allowed) throw forbidden(sentence);
}

export const ONLY_SPEAKERS = 'Only leads and sponsors can do this; ask the one of your party.';
export const ONLY_OWN_PARTY = 'Only the lead or sponsor of that party can do this.';
