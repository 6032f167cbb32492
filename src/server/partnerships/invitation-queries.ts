import { sql } from 'kysely';
import type { Database, Tx } from '../platform/database.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';

export async function insertInvitation(
  tx: Tx,
  scope: Scope,
  row: {
    id: string;
    participantId: string;
    partyId: string;
    tokenHash: Buffer;
    now: Temporal.Instant;
    expiresAt: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('invitation')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      participant_id: row.participantId,
      party_id: row.partyId,
      token_hash: row.tokenHash,
      invited_by: scope.participant,
      created_at: row.now.toString(),
      expires_at: row.expiresAt.toString(),
    })
    .execute();
}

/** Ends every open invitation of a participant, by acceptance or by taking it back. Returns how many were open. */
export async function endInvitations(
  tx: Tx,
  scope: AnyScope,
  participantId: string,
  how: 'accepted_at' | 'revoked_at',
  now: Temporal.Instant,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('invitation')
    .set({ [how]: now.toString() })
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', participantId)
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Where an invitation's secret leads, before anybody is a participant. */
export async function findByToken(
  db: Database | Tx,
  tokenHash: Buffer,
): Promise<{ partnershipId: string; id: string } | undefined> {
  const { rows } = await sql<{ partnership_id: string; id: string }>`
    select partnership_id, id from app.find_invitation(${tokenHash})`.execute(db);
  const row = rows[0];
  return row && { partnershipId: row.partnership_id, id: row.id };
}

export async function findInvitation(tx: Tx, scope: AnyScope, id: string) {
  return tx
    .selectFrom('invitation as i')
    .innerJoin('partnership as p', 'p.id', 'i.partnership_id')
    .innerJoin('participant as who', (join) =>
      join.onRef('who.partnership_id', '=', 'i.partnership_id').onRef('who.id', '=', 'i.participant_id'),
    )
    .innerJoin('party', (join) =>
      join.onRef('party.partnership_id', '=', 'i.partnership_id').onRef('party.id', '=', 'i.party_id'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.partnership_id', '=', 'i.partnership_id')
        .onRef('contact.participant_id', '=', 'i.participant_id'),
    )
    .innerJoin('participant as host', (join) =>
      join.onRef('host.partnership_id', '=', 'i.partnership_id').onRef('host.id', '=', 'i.invited_by'),
    )
    .innerJoin('party as host_party', (join) =>
      join.onRef('host_party.partnership_id', '=', 'host.partnership_id').onRef('host_party.id', '=', 'host.party_id'),
    )
    .select([
      'i.accepted_at',
      'i.revoked_at',
      'i.expires_at',
      'p.name as partnership_name',
      'p.kind as partnership_kind',
      'party.id as party_id',
      'party.name as party_name',
      'party.organisation',
      'party.accepted_at as party_accepted_at',
      'who.id as participant_id',
      'who.name as participant_name',
      'who.role',
      'who.version as participant_version',
      'who.person_id',
      'who.left_on',
      'contact.email',
      'host.name as host_name',
      'host_party.name as host_party_name',
    ])
    .where('i.partnership_id', '=', scope.partnership)
    .where('i.id', '=', id)
    .executeTakeFirst();
}
