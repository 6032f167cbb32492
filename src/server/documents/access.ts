import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Scope } from '../platform/scope.ts';

type Doc = { party_id: string; shared_at: string | null };

/** Whoever works here starts and writes documents; an observer reads. Parties make no difference. */
export const mayStart = (scope: Scope) => scope.role !== 'observer';
/** In a document that is ours, everybody who works here; in one that is mine, the same people of my party. */
export const mayWrite = (scope: Scope, document: Doc) => mayStart(scope) && maySee(scope, document);
export const maySee = (scope: Scope, document: Doc) => document.shared_at !== null || document.party_id === scope.party;
/** What leaves a party, or binds it, is for those who speak for it. */
export const mayShare = (scope: Scope, document: Doc) => speaksFor(scope.role) && document.party_id === scope.party;
export const mayPropose = (scope: Scope) => speaksFor(scope.role);
export const mayWithdraw = (scope: Scope, version: { proposed_party: string }) =>
  speaksFor(scope.role) && version.proposed_party === scope.party;
/** `role`: of whoever signs for this person's party. */
export const maySign = (scope: Scope, role: string) => scope.role === role;

export const OBSERVERS_READ = 'Observers read here; ask somebody who takes part to write it.';
export const ONLY_ITS_SPEAKERS = 'Only a lead or sponsor of the party that started it can do this.';
export const ONLY_PROPOSERS = 'Only a lead or sponsor of the party that proposed it can withdraw it.';
export const ONLY_SIGNATORIES = 'Only the person who signs for your party can do this; the page says who that is.';
