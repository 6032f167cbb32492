import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Role } from '../../domain/partnerships/words.ts';
import type { PaperCount, PaperPerson } from '../../domain/surveys/paper-contract.ts';
import { bytea, type Tx } from '../platform/database.ts';
import { afterName, type Cursor, nameKey, pageOf } from '../platform/pages.ts';
import type { AnyScope, Scope, WorkerScope } from '../platform/scope.ts';

/* ── Who answers on paper, in rounds to come: private to the party ── */

export async function listPaperPeople(tx: Tx, scope: Scope, { limit, after }: Cursor) {
  let query = tx
    .selectFrom('participant as p')
    .leftJoin('on_paper as o', (join) =>
      join.onRef('o.partnership_id', '=', 'p.partnership_id').onRef('o.participant_id', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.role', 'o.participant_id as paper', sql<string>`lower(p.name)`.as('sorted')])
    .where('p.partnership_id', '=', scope.partnership)
    .where('p.party_id', '=', scope.party)
    .where('p.left_on', 'is', null)
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .limit(limit + 1);
  if (after) {
    const { name, id } = afterName(after);
    query = query.where(sql<boolean>`(lower(p.name), p.id) > (${name}, ${id}::uuid)`);
  }
  return pageOf(
    await query.execute(),
    limit,
    nameKey,
    (row): PaperPerson => ({
      participantId: row.id,
      name: row.name,
      role: row.role as Role,
      paper: row.paper !== null,
    }),
  );
}

/** Somebody of my own party who is still here. */
export async function findOwnPerson(tx: Tx, scope: Scope, participant: string) {
  return tx
    .selectFrom('participant')
    .select(['id', 'name', 'role'])
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('id', '=', participant)
    .where('left_on', 'is', null)
    .executeTakeFirst();
}

/** Whether this changed anything. */
export async function setOnPaper(tx: Tx, scope: Scope, participant: string, paper: boolean): Promise<boolean> {
  if (paper) {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('on_paper')
      .values({ partnership_id: scope.partnership, participant_id: participant, party_id: scope.party })
      .onConflict((on) => on.doNothing())
      .executeTakeFirst();
    return numInsertedOrUpdatedRows === 1n;
  }
  const { numDeletedRows } = await tx
    .deleteFrom('on_paper')
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('participant_id', '=', participant)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** People on paper: of the parties in my care, or of everybody for background work. */
export async function peopleOnPaper(tx: Tx, scope: AnyScope): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('on_paper')
    .select('participant_id')
    .where('partnership_id', '=', scope.partnership)
    .execute();
  return new Set(rows.map((row) => row.participant_id));
}

/* ── Paper in one round ── */

export async function insertRoundPaper(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  rows: { partyId: string; stratum: string; people: number }[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('round_paper')
    .values(
      rows.map((row) => ({
        partnership_id: scope.partnership,
        round_id: round,
        party_id: row.partyId,
        stratum: row.stratum,
        people: row.people,
      })),
    )
    .execute();
}

export async function countPaper(tx: Tx, scope: Scope, round: string): Promise<PaperCount | null> {
  const row = await tx
    .selectFrom('round_paper')
    .select(['people', 'entered'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('party_id', '=', scope.party)
    .executeTakeFirst();
  return row ?? null;
}

/** Sheets entered in a round, over all parties; undefined: nobody was on paper. */
export async function countSheets(tx: Tx, scope: WorkerScope, round: string): Promise<number | undefined> {
  const row = await tx
    .selectFrom('round_paper')
    .select((eb) => [eb.fn.sum<string>('entered').as('entered'), eb.fn.countAll<string>().as('parties')])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .executeTakeFirst();
  return row && Number(row.parties) > 0 ? Number(row.entered) : undefined;
}

export type StackOutcome = 'counted' | 'other' | 'full' | 'closed';

/** Stores a stack whole or not at all. */
export async function storeSheets(
  tx: Tx,
  scope: Scope,
  round: string,
  sheets: { nullifier: Buffer; ratings: (number | null)[]; comments: string[] }[],
  now: Temporal.Instant,
): Promise<StackOutcome> {
  const given = sheets.map((sheet) => ({ ...sheet, nullifier: bytea(sheet.nullifier), nonce: bytea(randomBytes(16)) }));
  const { rows } = await sql<{ outcome: StackOutcome }>`
    select app.enter_sheets(${round}, ${scope.party}, ${JSON.stringify(given)}::jsonb, ${now.toString()}) as outcome`.execute(
    tx,
  );
  return rows[0]?.outcome ?? 'closed';
}
