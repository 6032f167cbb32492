import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import type { WorkerScope } from '../platform/scope.ts';
import { findSeat } from './room-queries.ts';

/** Whoever holds this secret: an invited person, or a device with a seat in the room. */
export async function findInvitee(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  tokenHash: Buffer,
): Promise<{ stratum: string; language: string | null } | undefined> {
  const invited = await tx
    .selectFrom('round_invitation as i')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'i.partnership_id').onRef('p.id', '=', 'i.participant_id'),
    )
    .select(['i.stratum', 'p.language'])
    .where('i.partnership_id', '=', scope.partnership)
    .where('i.round_id', '=', round)
    .where('i.token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (invited) return invited;
  const seat = await findSeat(tx, scope, round, tokenHash);
  return seat && { ...seat, language: null };
}

/** One at a time for each round: all rows of a group are written, and two at once would each wait for the other. */
export async function markFetched(tx: Tx, round: string, tokenHash: Buffer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${round}, 7206004))`.execute(tx);
  await sql`select app.mark_fetched(${round}, ${tokenHash})`.execute(tx);
}
