import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { GuestScope, Scope } from '../platform/scope.ts';

/** In a session: somebody of the partnership, or its guest. */
export type SessionScope = Scope | GuestScope;

/** Leads, sponsors and facilitators of any party hold a session; which party they are of makes no difference. */
export const mayHold = (scope: Scope) => speaksFor(scope.role) || scope.role === 'facilitator';
/** Move the screen and the timer. */
export const mayLead = (scope: SessionScope) => 'guest' in scope || mayHold(scope);
/** Pause, continue, finish: a guest comes for the conversation and does not end it. */
export const mayEnd = (scope: SessionScope) => !('guest' in scope) && mayHold(scope);
export const mayCapture = (scope: SessionScope) => 'guest' in scope || scope.role !== 'observer';
/** A guest sees a party's figures before them: those who speak for a party let them in. */
export const mayInvite = (scope: SessionScope) => !('guest' in scope) && speaksFor(scope.role);
/** Everybody stands behind their own words. */
export const mayEditEntry = (
  scope: SessionScope,
  entry: { by_participant_id: string | null; guest_id: string | null },
) =>
  'guest' in scope
    ? entry.guest_id === scope.guest
    : entry.by_participant_id === scope.participant && mayCapture(scope);

export const ONLY_HOLDERS = 'Leads, sponsors and facilitators hold a review session; ask one of them.';
export const ONLY_AUTHORS = 'Only whoever wrote this can change it; write what you see differently beside it.';
