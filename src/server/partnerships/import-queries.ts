import { sql } from 'kysely';
import type { ImportProgress } from '../../domain/partnerships/contract.ts';
import { likeName } from '../../domain/partnerships/people-csv.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';

/** Addresses of everybody in my care, also of those who have left: `party id/address`. */
export async function addressesIn(tx: Tx, scope: Scope): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('contact')
    .select(['party_id', 'email'])
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', 'in', scope.parties as string[])
    .execute();
  return new Set(rows.map((row) => `${row.party_id}/${row.email}`));
}

/** Names of all people here now, to be compared, with the parties that have somebody of that name. */
export async function namesIn(tx: Tx, scope: Scope): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom('participant')
    .select(['party_id', 'name'])
    .where('partnership_id', '=', scope.partnership)
    .where('left_on', 'is', null)
    .execute();
  const names = new Map<string, string[]>();
  for (const row of rows) {
    const name = likeName(row.name);
    const there = names.get(name) ?? [];
    if (!there.includes(row.party_id)) names.set(name, [...there, row.party_id]);
  }
  return names;
}

/* ── How far saving has come: a row of counts, written beside the transaction that saves ── */

type Step = { id: string; total: number; done: number; state: 'saving' | 'failed'; now: Temporal.Instant };

/** Steps may arrive late or in another order: done never goes back, and what is settled stays. */
export async function tellImport(tx: Tx, scope: Scope, step: Step): Promise<void> {
  const { id, total, done, state } = step;
  await tx
    .insertInto('people_import')
    .values({
      partnership_id: scope.partnership,
      id,
      party_id: scope.party,
      participant_id: scope.participant,
      state,
      total,
      done,
      updated_at: step.now.toString(),
    })
    .onConflict((on) =>
      on
        .columns(['partnership_id', 'id'])
        .doUpdateSet({ state, done: sql`greatest(people_import.done, ${done})`, updated_at: step.now.toString() })
        .where('people_import.state', '=', 'saving'),
    )
    .execute();
}

/** In the transaction that saves: from its commit on the list is saved, and before it is not. */
export async function finishImport(
  tx: Tx,
  scope: Scope,
  id: string,
  total: number,
  now: Temporal.Instant,
): Promise<void> {
  const settled = { state: 'saved', total, done: total, updated_at: now.toString() };
  await tx
    .insertInto('people_import')
    .values({
      partnership_id: scope.partnership,
      id,
      party_id: scope.party,
      participant_id: scope.participant,
      ...settled,
    })
    .onConflict((on) => on.columns(['partnership_id', 'id']).doUpdateSet(settled))
    .execute();
}

/** Silent for so long, the process that saved is gone, and its transaction with it. */
const GIVEN_UP = { seconds: 60 };

export async function findImport(
  tx: Tx,
  scope: Scope,
  id: string,
  now: Temporal.Instant,
): Promise<ImportProgress | undefined> {
  const row = await tx
    .selectFrom('people_import')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', scope.participant)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const silent = Temporal.Instant.compare(Temporal.Instant.from(row.updated_at).add(GIVEN_UP), now) < 0;
  return {
    importId: row.id,
    state: row.state === 'saving' && silent ? 'failed' : (row.state as ImportProgress['state']),
    total: row.total,
    done: row.done,
  };
}
