import { sql } from 'kysely';
import type { InstrumentDraft } from '../../domain/surveys/draft-contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';

export type OwnRow = {
  id: string;
  key: string;
  draft: InstrumentDraft;
  changed: boolean;
  retired: boolean;
  changedAt: string;
  version: number;
  newest: number | null;
  rounds: number;
};

function own(tx: Tx, scope: AnyScope) {
  return tx
    .selectFrom('instrument as i')
    .select((eb) => [
      'i.id',
      'i.key',
      'i.draft',
      'i.changed',
      'i.retired',
      'i.changed_at as changedAt',
      'i.version',
      eb
        .selectFrom('instrument_version as v')
        .select((inner) => inner.fn.max('v.number').as('number'))
        .whereRef('v.partnership_id', '=', 'i.partnership_id')
        .whereRef('v.instrument_id', '=', 'i.id')
        .as('newest'),
      eb
        .selectFrom('round as r')
        .select(sql<number>`count(*)::integer`.as('count'))
        .whereRef('r.partnership_id', '=', 'i.partnership_id')
        .whereRef('r.instrument_key', '=', 'i.key')
        .as('rounds'),
    ])
    .where('i.partnership_id', '=', scope.partnership);
}

export async function listOwn(tx: Tx, scope: AnyScope): Promise<OwnRow[]> {
  return (await own(tx, scope).orderBy('i.key').execute()) as unknown as OwnRow[];
}

export async function findOwn(tx: Tx, scope: AnyScope, id: string): Promise<OwnRow | undefined> {
  return (await own(tx, scope).where('i.id', '=', id).executeTakeFirst()) as unknown as OwnRow | undefined;
}

/** Holds the row until commit, so that of two changes the second sees the first. */
export async function lockOwn(tx: Tx, scope: Scope, id: string): Promise<OwnRow | undefined> {
  await tx
    .selectFrom('instrument')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return findOwn(tx, scope, id);
}

/** The newest version of the instrument of that key, unless it is retired. */
export async function findUsable(tx: Tx, scope: AnyScope, key: string): Promise<Instrument | undefined> {
  const row = await tx
    .selectFrom('instrument as i')
    .innerJoin('instrument_version as v', (join) =>
      join.onRef('v.partnership_id', '=', 'i.partnership_id').onRef('v.instrument_id', '=', 'i.id'),
    )
    .select('v.instrument')
    .where('i.partnership_id', '=', scope.partnership)
    .where('i.key', '=', key)
    .where('i.retired', '=', false)
    .orderBy('v.number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.instrument as Instrument | undefined;
}

export async function listVersions(tx: Tx, scope: AnyScope, id: string) {
  const rows = await tx
    .selectFrom('instrument_version as v')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'v.partnership_id').onRef('p.id', '=', 'v.made_by'),
    )
    .select(['v.number', 'v.instrument', 'v.made_at', 'p.name'])
    .where('v.partnership_id', '=', scope.partnership)
    .where('v.instrument_id', '=', id)
    .orderBy('v.number', 'desc')
    .execute();
  return rows.map((row) => ({
    number: row.number,
    instrument: row.instrument as Instrument,
    madeAt: row.made_at,
    by: row.name,
  }));
}

export async function insertOwn(
  tx: Tx,
  scope: Scope,
  row: { id: string; key: string; draft: InstrumentDraft },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('instrument')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      key: row.key,
      draft: JSON.stringify(row.draft),
      changed_at: now.toString(),
    })
    .execute();
}

export async function updateOwn(
  tx: Tx,
  scope: Scope,
  id: string,
  row: { draft: InstrumentDraft; changed: boolean; retired: boolean },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .updateTable('instrument')
    .set((eb) => ({
      draft: JSON.stringify(row.draft),
      changed: row.changed,
      retired: row.retired,
      changed_at: now.toString(),
      version: eb('version', '+', 1),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}

export async function insertVersion(
  tx: Tx,
  scope: Scope,
  id: string,
  row: { number: number; instrument: Instrument },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('instrument_version')
    .values({
      partnership_id: scope.partnership,
      instrument_id: id,
      number: row.number,
      instrument: JSON.stringify(row.instrument),
      made_by: scope.participant,
      made_at: now.toString(),
    })
    .execute();
}

export async function deleteOwn(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx
    .deleteFrom('instrument_version')
    .where('partnership_id', '=', scope.partnership)
    .where('instrument_id', '=', id)
    .execute();
  await tx.deleteFrom('instrument').where('partnership_id', '=', scope.partnership).where('id', '=', id).execute();
}

/** Versions under which rounds of this key were opened or imported. */
export async function versionsInRounds(tx: Tx, scope: AnyScope, key: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('round')
    .select('instrument_version')
    .distinct()
    .where('partnership_id', '=', scope.partnership)
    .where('instrument_key', '=', key)
    .execute();
  return rows.map((row) => row.instrument_version);
}

/** Whether a round here used this key and version with other words: the two would be taken for one in a trend. */
export async function usedOtherwise(tx: Tx, scope: AnyScope, instrument: Instrument): Promise<boolean> {
  const row = await tx
    .selectFrom('round')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('instrument_key', '=', instrument.key)
    .where('instrument_version', '=', instrument.version)
    .where(sql<boolean>`instrument::jsonb - 'about' <> ${JSON.stringify(instrument)}::jsonb - 'about'`)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
