import type { Role } from './words.ts';

/** Those who speak for a party: they invite, change what is joint, and open rounds. */
export function speaksFor(role: Role): boolean {
  return role === 'lead' || role === 'sponsor';
}

export const MARKS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/** The name shown: the unit if there is one, else the organisation. */
export function partyName(party: { organisation: string; unit?: string | null }): string {
  return party.unit?.trim() || party.organisation.trim();
}

/** Alphabetical by name in any script, so that no side comes first for any other reason. */
export function byName<T extends { name: string }>(parties: readonly T[]): T[] {
  return parties.toSorted(
    (a, b) => a.name.localeCompare(b.name, 'en', { sensitivity: 'base', numeric: true }) || (a.name < b.name ? -1 : 1),
  );
}

/** Gives marks (fixed colour and shape) to the parties of a new partnership, in alphabetical order. */
export function giveMarks<T extends { name: string }>(parties: readonly T[]): Map<T, string> {
  return new Map(byName(parties).map((party, index) => [party, MARKS[index] as string]));
}

/** The first mark nobody has; undefined when all eight are taken. */
export function nextMark(taken: readonly string[]): string | undefined {
  return MARKS.find((mark) => !taken.includes(mark));
}

/** An invitation to an account is good for two weeks. */
export const INVITATION_DAYS = 14;

export type InvitationState = 'open' | 'accepted' | 'expired' | 'revoked';
/** What an invitation is worth at a moment. Being accepted or revoked weighs more than being late. */
export function invitationState(
  invitation: { accepted_at: string | null; revoked_at: string | null; expires_at: string },
  now: Temporal.Instant,
): InvitationState {
  if (invitation.accepted_at) return 'accepted';
  if (invitation.revoked_at) return 'revoked';
  return Temporal.Instant.compare(Temporal.Instant.from(invitation.expires_at), now) > 0 ? 'open' : 'expired';
}
