import { sql } from 'kysely';
import type { Role } from '../../domain/partnerships/words.ts';
import type { Plan, PlanWish } from '../../domain/surveys/plan-contract.ts';
import { nextOccurrences, type Schedule } from '../../domain/surveys/schedule.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope, WorkerScope } from '../platform/scope.ts';

/** How many of the next dates are shown. */
export const SHOWN = 3;

export type PlanRow = {
  id: string;
  wish: PlanWish;
  paused: boolean;
  nextAt: string | null;
  skipped: { at: string; reason: string } | null;
  version: number;
};

export const scheduleOf = ({ startsOn, everyMonths, time, timeZone }: PlanWish): Schedule => ({
  startsOn,
  everyMonths,
  time,
  timeZone,
});

function plans(tx: Tx, scope: AnyScope) {
  return (
    tx
      .selectFrom('round_plan')
      .selectAll()
      // A day without a time: the driver would make a moment of it.
      .select(sql<string>`to_char(starts_on, 'YYYY-MM-DD')`.as('first_day'))
      .where('partnership_id', '=', scope.partnership)
  );
}

export async function findPlan(tx: Tx, scope: AnyScope): Promise<PlanRow | undefined> {
  const row = await plans(tx, scope).executeTakeFirst();
  return row && asPlan(row);
}

/** For the job: holds the row, so that two of them never act on one date. */
export async function lockPlan(tx: Tx, scope: WorkerScope, id: string): Promise<PlanRow | undefined> {
  const row = await plans(tx, scope).where('id', '=', id).forUpdate().executeTakeFirst();
  return row && asPlan(row);
}

type Row = Awaited<ReturnType<ReturnType<typeof plans>['executeTakeFirstOrThrow']>>;
function asPlan(row: Row): PlanRow {
  return {
    id: row.id,
    wish: {
      instrument: row.instrument,
      startsOn: row.first_day,
      everyMonths: row.every_months,
      time: row.local_time,
      timeZone: row.time_zone,
      openDays: row.open_days,
      partyIds: row.party_ids,
      roles: row.roles as Role[],
      k: row.k,
    },
    paused: row.paused,
    nextAt: row.next_at,
    skipped: row.skipped_at ? { at: row.skipped_at, reason: row.skipped_reason ?? '' } : null,
    version: row.version,
  };
}

export function presentPlan(row: PlanRow, now: Temporal.Instant): Plan {
  // What is due this minute is still to come until the job has been there.
  const from = row.nextAt ? Temporal.Instant.from(row.nextAt).subtract({ nanoseconds: 1 }) : now;
  return {
    id: row.id,
    ...row.wish,
    paused: row.paused,
    next: row.paused ? [] : nextOccurrences(scheduleOf(row.wish), from, SHOWN).map((one) => one.toString()),
    skipped: row.skipped,
    version: row.version,
  };
}

const columnsOf = (wish: PlanWish) => ({
  instrument: wish.instrument,
  starts_on: wish.startsOn,
  every_months: wish.everyMonths,
  local_time: wish.time,
  time_zone: wish.timeZone,
  open_days: wish.openDays,
  party_ids: wish.partyIds,
  roles: wish.roles as string[],
  k: wish.k,
});

/** False: there is a plan already. */
export async function insertPlan(
  tx: Tx,
  scope: AnyScope,
  id: string,
  wish: PlanWish,
  nextAt: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('round_plan')
    .values({ partnership_id: scope.partnership, id, ...columnsOf(wish), next_at: nextAt.toString() })
    .onConflict((on) => on.column('partnership_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updatePlan(
  tx: Tx,
  scope: AnyScope,
  id: string,
  version: number,
  change: { wish: PlanWish; paused: boolean; nextAt: Temporal.Instant | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('round_plan')
    .set((eb) => ({
      ...columnsOf(change.wish),
      paused: change.paused,
      next_at: change.nextAt?.toString() ?? null,
      skipped_at: null,
      skipped_reason: null,
      version: eb('version', '+', 1),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** What the job leaves behind: the next date, and whether this one passed without a round. Nobody changed the plan. */
export async function movePlan(
  tx: Tx,
  scope: WorkerScope,
  id: string,
  nextAt: Temporal.Instant,
  skipped: { at: Temporal.Instant; reason: string } | null,
): Promise<void> {
  await tx
    .updateTable('round_plan')
    .set({
      next_at: nextAt.toString(),
      skipped_at: skipped?.at.toString() ?? null,
      skipped_reason: skipped?.reason ?? null,
    })
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}

export async function deletePlan(tx: Tx, scope: AnyScope, id: string, version: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('round_plan')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export async function plansDue(tx: Tx, now: Temporal.Instant): Promise<{ partnershipId: string; id: string }[]> {
  const { rows } = await sql<{ partnership_id: string; id: string }>`
    select partnership_id, id from app.plans_due(${now.toString()})`.execute(tx);
  return rows.map((row) => ({ partnershipId: row.partnership_id, id: row.id }));
}
