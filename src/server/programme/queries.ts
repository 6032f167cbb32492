import { sql } from 'kysely';
import { type Answers, answersOf, decode, encode } from '../../domain/programme/assessment.ts';
import type { Assessment, Programme } from '../../domain/programme/contract.ts';
import { historyOf } from '../../domain/programme/rules.ts';
import type { Tx } from '../platform/database.ts';
import type { PersonScope, ProgrammeScope } from '../platform/scope.ts';

/* ── Programmes ── */

const programmes = (tx: Tx) =>
  tx
    .selectFrom('programme')
    .select((at) => [
      'programme.id',
      'organisation',
      'created_at',
      'version',
      at
        .selectFrom('programme_assessment')
        .select(sql<number>`count(*)::integer`.as('n'))
        .whereRef('programme_assessment.programme_id', '=', 'programme.id')
        .where('removed_at', 'is', null)
        .as('kept'),
    ]);

type ProgrammeRow = Awaited<ReturnType<ReturnType<typeof programmes>['execute']>>[number];
const programmeFrom = (row: ProgrammeRow): Programme => ({
  id: row.id,
  organisation: row.organisation,
  createdAt: row.created_at,
  version: row.version,
  kept: row.kept ?? 0,
});

/** The programmes I am a member of, by the name of the organisation. */
export async function listProgrammes(tx: Tx, scope: PersonScope): Promise<Programme[]> {
  const rows = await programmes(tx)
    .innerJoin('programme_member', 'programme_member.programme_id', 'programme.id')
    .where('programme_member.person_id', '=', scope.person)
    .orderBy(sql`lower(organisation)`)
    .orderBy('programme.id')
    .execute();
  return rows.map(programmeFrom);
}

export async function findProgramme(tx: Tx, scope: ProgrammeScope): Promise<Programme | undefined> {
  const row = await programmes(tx).where('programme.id', '=', scope.programme).executeTakeFirst();
  return row && programmeFrom(row);
}

/** Its founder becomes a member by the database's own hand. */
export async function insertProgramme(
  tx: Tx,
  scope: PersonScope,
  programme: { id: string; organisation: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('programme')
    .values({ ...programme, founded_by: scope.person, created_at: now.toString() })
    .execute();
}

/** False: somebody changed it meanwhile. */
export async function renameProgramme(
  tx: Tx,
  scope: ProgrammeScope,
  version: number,
  organisation: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('programme')
    .set((at) => ({ organisation, version: at('version', '+', 1) }))
    .where('id', '=', scope.programme)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/* ── Kept assessments ── */

export async function listAssessments(tx: Tx, scope: ProgrammeScope): Promise<Assessment[]> {
  const rows = await tx
    .selectFrom('programme_assessment')
    .selectAll()
    .where('programme_id', '=', scope.programme)
    .execute();
  return historyOf(
    rows.map((row) => ({
      id: row.id,
      takenOn: row.taken_on,
      answers: answersIn(row.answers),
      keptAt: row.kept_at,
      keptBy: row.kept_by,
      removedAt: row.removed_at,
      removedBy: row.removed_by,
    })),
  );
}

/** Rows hold what `encode` wrote; the database checks their form. */
function answersIn(code: string): Answers {
  const decoded = decode(code);
  return decoded.ok ? decoded.answers : answersOf();
}

export async function insertAssessment(
  tx: Tx,
  scope: ProgrammeScope,
  kept: { id: string; takenOn: string; answers: Answers; by: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('programme_assessment')
    .values({
      programme_id: scope.programme,
      id: kept.id,
      taken_on: kept.takenOn,
      answers: encode(kept.answers),
      kept_at: now.toString(),
      kept_by: kept.by,
      removed_at: null,
      removed_by: null,
    })
    .execute();
}

/** Takes one away (`by` whom, and when) or puts it back. Done twice, the first stays. */
export async function setRemoved(
  tx: Tx,
  scope: ProgrammeScope,
  id: string,
  removed: { by: string; at: Temporal.Instant } | null,
): Promise<void> {
  await tx
    .updateTable('programme_assessment')
    .set({ removed_at: removed?.at.toString() ?? null, removed_by: removed?.by ?? null })
    .where('programme_id', '=', scope.programme)
    .where('id', '=', id)
    .where('removed_at', removed ? 'is' : 'is not', null)
    .execute();
}
