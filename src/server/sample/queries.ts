import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';

/** The sample this person has open; two who ask at once come one after the other. */
export async function findMySample(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select app.my_sample() as id`.execute(tx);
  return rows[0]?.id ?? undefined;
}

/** False: this is no sample, and nothing was touched. */
export async function removeSample(tx: Tx, scope: Scope): Promise<boolean> {
  const { rows } = await sql<{ removed: boolean }>`select app.remove_sample(${scope.partnership}) as removed`.execute(
    tx,
  );
  return rows[0]?.removed ?? false;
}
