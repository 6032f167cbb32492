import { sql } from 'kysely';
import type { Reminder } from '../../domain/surveys/reminders.ts';
import type { Database, Tx } from '../platform/database.ts';
import { newId } from '../platform/id.ts';
import type { AnyScope, WorkerScope } from '../platform/scope.ts';
import type { RoundRow } from './queries.ts';

type Pair = { partnershipId: string; id: string };
const pairs = (rows: { partnership_id: string; id: string }[]): Pair[] =>
  rows.map((row) => ({ partnershipId: row.partnership_id, id: row.id }));

export async function remindersDue(tx: Tx, now: Temporal.Instant): Promise<Pair[]> {
  const { rows } = await sql<{ partnership_id: string; id: string }>`
    select partnership_id, id from app.reminders_due(${now.toString()})`.execute(tx);
  return pairs(rows);
}

export async function remindersWaiting(db: Database, now: Temporal.Instant): Promise<Pair[]> {
  const { rows } = await sql<{ partnership_id: string; id: string }>`
    select partnership_id, id from app.reminders_waiting(${now.toString()})`.execute(db);
  return pairs(rows);
}

export async function remindersSent(tx: Tx, scope: WorkerScope, round: string): Promise<Reminder[]> {
  const rows = await tx
    .selectFrom('reminder_batch')
    .select('which')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
  return rows.map((row) => row.which as Reminder);
}

export async function setRemindAt(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  next: Temporal.Instant | null,
): Promise<void> {
  await tx
    .updateTable('round')
    .set({ remind_at: next?.toString() ?? null })
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', round)
    .execute();
}

/** Everybody asked who has a link and an address: whether they opened it makes no difference to who is here. */
export async function peopleToRemind(tx: Tx, scope: WorkerScope, round: string) {
  return tx
    .selectFrom('round_invitation as i')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'i.partnership_id').onRef('p.id', '=', 'i.participant_id'),
    )
    .innerJoin('contact as c', (join) =>
      join.onRef('c.partnership_id', '=', 'i.partnership_id').onRef('c.participant_id', '=', 'i.participant_id'),
    )
    .select(['p.id', 'p.name', 'p.language', 'c.email', 'i.stratum'])
    .where('i.partnership_id', '=', scope.partnership)
    .where('i.round_id', '=', round)
    .where('i.token_hash', 'is not', null)
    .where('p.left_on', 'is', null)
    .execute();
}

export async function insertBatch(
  tx: Tx,
  scope: WorkerScope,
  batch: { round: string; which: Reminder; people: number; now: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('reminder_batch')
    .values({
      partnership_id: scope.partnership,
      round_id: batch.round,
      which: batch.which,
      people: batch.people,
      created_at: batch.now.toString(),
    })
    .execute();
}

export async function insertReminders(
  tx: Tx,
  scope: WorkerScope,
  batch: { round: string; which: Reminder; people: readonly string[]; now: Temporal.Instant },
): Promise<void> {
  for (let start = 0; start < batch.people.length; start += 2000)
    await tx
      .insertInto('reminder')
      .values(
        batch.people.slice(start, start + 2000).map((participant) => ({
          partnership_id: scope.partnership,
          id: newId(),
          round_id: batch.round,
          which: batch.which,
          participant_id: participant,
          next_at: batch.now.toString(),
        })),
      )
      .execute();
}

export type Waiting = {
  id: string;
  which: Reminder;
  attempts: number;
  participant: string;
  name: string;
  language: string | null;
  email: string;
  stratum: string;
  wanted: boolean;
};

/**
 * One reminder that waits, held by nobody else. The lock is not on the row, so that a round can be closed while a mail
 * server hangs; and it vanishes with a process that is killed.
 */
export async function takeReminder(
  tx: Tx,
  scope: WorkerScope,
  id: string,
): Promise<(Waiting & { round: RoundRow }) | undefined> {
  const { rows } = await sql<{ mine: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${id}, 7206006)) as mine`.execute(tx);
  if (!rows[0]?.mine) return undefined;
  const row = await tx
    .selectFrom('reminder as m')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'm.partnership_id').onRef('p.id', '=', 'm.participant_id'),
    )
    .leftJoin('contact as c', (join) =>
      join.onRef('c.partnership_id', '=', 'm.partnership_id').onRef('c.participant_id', '=', 'm.participant_id'),
    )
    .innerJoin('round_invitation as i', (join) =>
      join
        .onRef('i.partnership_id', '=', 'm.partnership_id')
        .onRef('i.round_id', '=', 'm.round_id')
        .onRef('i.participant_id', '=', 'm.participant_id'),
    )
    .select(['m.id', 'm.round_id', 'm.which', 'm.attempts', 'm.participant_id'])
    .select(['p.name', 'p.language', 'p.left_on', 'c.email', 'i.stratum'])
    .select(sql<boolean>`app.reminder_wanted(m.id)`.as('wanted'))
    .where('m.partnership_id', '=', scope.partnership)
    .where('m.id', '=', id)
    .where('m.done', '=', false)
    .executeTakeFirst();
  if (!row) return undefined;
  const round = await tx
    .selectFrom('round')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', row.round_id)
    .executeTakeFirst();
  return {
    id: row.id,
    which: row.which as Reminder,
    attempts: row.attempts,
    participant: row.participant_id,
    name: row.name,
    language: row.language,
    email: row.email ?? '',
    stratum: row.stratum,
    // A letter may have waited for days: whoever has left in the meantime gets none.
    wanted: row.wanted && row.email !== null && row.left_on === null,
    round: round as unknown as RoundRow,
  };
}

/** The same mark whether a letter was sent or none was wanted. `again`: not yet, the mail server said no for now. */
export async function settleReminder(
  tx: Tx,
  scope: WorkerScope,
  id: string,
  again: Temporal.Instant | undefined,
): Promise<void> {
  await tx
    .updateTable('reminder')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), ...(again ? { next_at: again.toString() } : { done: true }) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}

export async function setBatchProblem(
  tx: Tx,
  scope: WorkerScope,
  round: string,
  which: Reminder,
  problem: string | null,
): Promise<void> {
  await tx
    .updateTable('reminder_batch')
    .set({ problem })
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('which', '=', which)
    .where(sql<boolean>`problem is distinct from ${problem}`)
    .execute();
}

/** What was meant for a round that is over helps nobody, and would tell who had not opened their link. */
export async function deleteReminders(tx: Tx, scope: AnyScope, round: string): Promise<void> {
  await tx
    .deleteFrom('reminder')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
}

/** `wish` null: only look. Undefined: there is nothing to stop. */
export async function stopReminders(
  tx: Tx,
  round: string,
  hash: Buffer,
  wish: boolean | null,
): Promise<{ stopped: boolean; language: string | null } | undefined> {
  const { rows } = await sql<{ stopped: boolean; language: string | null }>`
    select stopped, language from app.stop_reminders(${round}, ${hash}, ${wish})`.execute(tx);
  return rows[0];
}
