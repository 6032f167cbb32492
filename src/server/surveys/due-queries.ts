import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';

/** What the clock asks for, over all partnerships. */
export async function roundsDue(tx: Tx, now: Temporal.Instant): Promise<{ partnershipId: string; id: string }[]> {
  const { rows } = await sql<{ partnership_id: string; id: string }>`
    select partnership_id, id from app.rounds_due(${now.toString()})`.execute(tx);
  return rows.map((row) => ({ partnershipId: row.partnership_id, id: row.id }));
}

export async function roundsOpen(tx: Tx): Promise<{ partnershipId: string; id: string }[]> {
  const { rows } = await sql<{
    partnership_id: string;
    id: string;
  }>`select partnership_id, id from app.rounds_open()`.execute(tx);
  return rows.map((row) => ({ partnershipId: row.partnership_id, id: row.id }));
}
