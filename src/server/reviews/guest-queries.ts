import type { Guest } from '../../domain/reviews/contract.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';

function guests(tx: Tx, scope: Scope, review: string) {
  return tx
    .selectFrom('review_guest as g')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'g.partnership_id').onRef('p.id', '=', 'g.invited_by'),
    )
    .select(['g.id', 'g.name', 'g.created_at', 'g.expires_at', 'g.revoked_at', 'p.name as by_name', 'p.party_id'])
    .where('g.partnership_id', '=', scope.partnership)
    .where('g.review_id', '=', review);
}

export async function listGuests(tx: Tx, scope: Scope, review: string, now: Temporal.Instant): Promise<Guest[]> {
  const rows = await guests(tx, scope, review).orderBy('g.id', 'desc').limit(100).execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    invitedBy: { name: row.by_name, partyId: row.party_id },
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
    open: row.revoked_at === null && Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) > 0,
  }));
}

export async function insertGuest(
  tx: Tx,
  scope: Scope,
  row: { id: string; review: string; name: string; tokenHash: Buffer; expiresAt: Temporal.Instant },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('review_guest')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      review_id: row.review,
      name: row.name,
      token_hash: row.tokenHash,
      invited_by: scope.participant,
      created_at: now.toString(),
      expires_at: row.expiresAt.toString(),
    })
    .execute();
}

/** Once: the second who takes a link back finds it done. */
export async function revokeGuest(
  tx: Tx,
  scope: Scope,
  review: string,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review_guest')
    .set({ revoked_at: now.toString() })
    .where('partnership_id', '=', scope.partnership)
    .where('review_id', '=', review)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
