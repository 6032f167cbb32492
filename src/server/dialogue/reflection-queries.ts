import type { GivenAnswer, Reflection } from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor, pageOf } from '../platform/pages.ts';
import type { PersonScope } from '../platform/scope.ts';

/** Mine, newest first. */
export async function listReflections(
  tx: Tx,
  scope: PersonScope,
  { about, instrument }: { about?: string; instrument?: string },
  { limit, after }: Cursor,
) {
  let query = tx
    .selectFrom('reflection')
    .selectAll()
    .where('person_id', '=', scope.person)
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (about) query = query.where('about', '=', about);
  if (instrument) query = query.where('instrument_key', '=', instrument);
  if (after) query = query.where('id', '<', afterId(after));
  return pageOf(
    await query.execute(),
    limit,
    (row) => row.id,
    (row): Reflection => ({
      id: row.id,
      at: row.at,
      about: row.about,
      aboutName: row.about_name,
      instrument: row.instrument as Instrument,
      ...(row.answer as GivenAnswer),
    }),
  );
}

/** The name of a partnership I am in. */
export async function nameOfMine(tx: Tx, scope: PersonScope, partnership: string): Promise<string | undefined> {
  const row = await tx
    .selectFrom('membership')
    .innerJoin('partnership_card', 'partnership_card.partnership_id', 'membership.partnership_id')
    .select('name')
    .where('membership.person_id', '=', scope.person)
    .where('membership.partnership_id', '=', partnership)
    .executeTakeFirst();
  return row?.name;
}

export async function insertReflection(
  tx: Tx,
  scope: PersonScope,
  row: { id: string; about: string | null; aboutName: string | null; instrument: Instrument; answer: GivenAnswer },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('reflection')
    .values({
      person_id: scope.person,
      id: row.id,
      about: row.about,
      about_name: row.aboutName,
      instrument_key: row.instrument.key,
      instrument_version: row.instrument.version,
      instrument: JSON.stringify(row.instrument),
      answer: JSON.stringify(row.answer),
      at: now.toString(),
    })
    .execute();
}

export async function deleteReflection(tx: Tx, scope: PersonScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('reflection')
    .where('person_id', '=', scope.person)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
