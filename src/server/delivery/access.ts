import type { GuestScope, Scope } from '../platform/scope.ts';

/** Whoever works in the partnership agrees actions; an observer looks on. Parties make no difference. */
export const mayAgree = (scope: Scope) => scope.role !== 'observer';

/** Owner and author, and those who look after what was agreed. A guest changes what they wrote themselves. */
export const mayEditAction = (
  scope: Scope | GuestScope,
  action: { owner_id: string; by_participant_id: string | null; guest_id: string | null },
) =>
  'guest' in scope
    ? action.guest_id === scope.guest
    : ['lead', 'sponsor', 'facilitator'].includes(scope.role) ||
      (mayAgree(scope) && [action.owner_id, action.by_participant_id].includes(scope.participant));

export const OBSERVERS_LOOK_ON = 'Observers look on here; ask somebody who takes part to write it down.';
export const ONLY_OWNERS =
  'Its owner, whoever wrote it, and leads, sponsors and facilitators can change this; ask one of them.';
