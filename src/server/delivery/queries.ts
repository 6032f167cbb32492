import { sql } from 'kysely';
import type { Action, ActionQuery } from '../../domain/delivery/contract.ts';
import { dayIn, isLate } from '../../domain/delivery/rules.ts';
import type { ActionState } from '../../domain/delivery/words.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor, pageOf } from '../platform/pages.ts';
import type { AnyScope, GuestScope, Scope, WorkerScope } from '../platform/scope.ts';
import { mayEditAction } from './access.ts';

/** Who may stand behind an action: somebody of the partnership, or the guest of the session it is agreed in. */
export type WriterScope = Scope | GuestScope;

export type ActionRow = {
  id: string;
  text: string;
  owner_id: string;
  owner_name: string;
  owner_party: string;
  owner_left: boolean;
  due_on: string;
  state: ActionState;
  closed_at: string | null;
  review_id: string | null;
  item_key: string | null;
  round_id: string | null;
  round_number: number | null;
  item: Record<string, string> | null;
  by_participant_id: string | null;
  by_party_id: string | null;
  by_name: string;
  guest_id: string | null;
  created_at: string;
  version: number;
};

/** The zone in which days of this partnership are counted: see dayIn. */
export async function zoneOf(tx: Tx, scope: AnyScope): Promise<string> {
  const row = await tx
    .selectFrom('round')
    .select('time_zone')
    .where('partnership_id', '=', scope.partnership)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.time_zone ?? 'UTC';
}

export const todayOf = async (tx: Tx, scope: AnyScope, now: Temporal.Instant) => dayIn(now, await zoneOf(tx, scope));

function actions(tx: Tx, scope: AnyScope) {
  return tx
    .selectFrom('action as a')
    .innerJoin('participant as o', (join) =>
      join.onRef('o.partnership_id', '=', 'a.partnership_id').onRef('o.id', '=', 'a.owner_id'),
    )
    .leftJoin('review as v', (join) =>
      join.onRef('v.partnership_id', '=', 'a.partnership_id').onRef('v.id', '=', 'a.review_id'),
    )
    .leftJoin('round as r', (join) =>
      join.onRef('r.partnership_id', '=', 'v.partnership_id').onRef('r.id', '=', 'v.round_id'),
    )
    .select([
      'a.id',
      'a.text',
      'a.owner_id',
      'o.name as owner_name',
      'o.party_id as owner_party',
      'a.due_on',
      'a.state',
      'a.closed_at',
      'a.review_id',
      'a.item_key',
      'r.id as round_id',
      'r.number as round_number',
      'a.by_participant_id',
      'a.by_party_id',
      'a.by_name',
      'a.guest_id',
      'a.created_at',
      'a.version',
    ])
    .select((eb) => eb('o.left_on', 'is not', null).as('owner_left'))
    .select(
      sql<Record<
        string,
        string
      > | null>`jsonb_path_query_first(r.instrument::jsonb, '$.items[*] ? (@.key == $key).text',
        jsonb_build_object('key', a.item_key))`.as('item'),
    )
    .where('a.partnership_id', '=', scope.partnership);
}

export async function listActions(
  tx: Tx,
  scope: Scope,
  filter: Pick<ActionQuery, 'state' | 'owner'>,
  { limit, after }: Cursor,
  today: string,
) {
  let query = actions(tx, scope)
    .orderBy('a.id', 'desc')
    .limit(limit + 1);
  if (filter.state && filter.state !== 'all') query = query.where('a.state', '=', filter.state);
  if (filter.owner === 'me') query = query.where('a.owner_id', '=', scope.participant);
  if (after) query = query.where('a.id', '<', afterId(after));
  return pageOf(
    (await query.execute()) as ActionRow[],
    limit,
    (row) => row.id,
    (row) => presentAction(row, scope, today),
  );
}

export async function findAction(tx: Tx, scope: AnyScope, id: string): Promise<ActionRow | undefined> {
  return (await actions(tx, scope).where('a.id', '=', id).executeTakeFirst()) as ActionRow | undefined;
}

export function presentAction(row: ActionRow, scope: WriterScope, today: string): Action {
  return {
    id: row.id,
    text: row.text,
    owner: {
      id: row.owner_id,
      name: row.owner_name,
      partyId: row.owner_party,
      left: row.owner_left,
      me: 'participant' in scope && row.owner_id === scope.participant,
    },
    dueOn: row.due_on,
    state: row.state,
    late: isLate({ state: row.state, dueOn: row.due_on }, today),
    closedAt: row.closed_at,
    review:
      row.review_id && row.round_id
        ? {
            id: row.review_id,
            roundId: row.round_id,
            roundNumber: row.round_number ?? 0,
            itemKey: row.item_key,
            item: row.item,
          }
        : null,
    by: { name: row.by_name, partyId: row.by_party_id, guest: row.guest_id !== null },
    createdAt: row.created_at,
    version: row.version,
    can: { edit: mayEditAction(scope, row) },
  };
}

/** Somebody who is here today and can be given an action. */
export async function findOwner(tx: Tx, scope: Scope, id: string) {
  return tx
    .selectFrom('participant')
    .select(['id', 'name', 'party_id as partyId'])
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('left_on', 'is', null)
    .executeTakeFirst();
}

export async function insertAction(
  tx: Tx,
  scope: WriterScope,
  row: {
    id: string;
    text: string;
    ownerId: string;
    dueOn: string;
    review: string | null;
    itemKey: string | null;
    told: boolean;
    now: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('action')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      text: row.text,
      owner_id: row.ownerId,
      due_on: row.dueOn,
      state: 'open',
      review_id: row.review,
      item_key: row.itemKey,
      ...authorOf(scope),
      reminded_soon: row.told,
      created_at: row.now.toString(),
    })
    .execute();
}

/** The columns that say who wrote something. */
export const authorOf = (scope: WriterScope) =>
  'guest' in scope
    ? { by_name: scope.name, guest_id: scope.guest }
    : { by_name: scope.name, by_participant_id: scope.participant, by_party_id: scope.party };

/** A new day or owner is reminded anew. */
export async function updateAction(
  tx: Tx,
  scope: WriterScope,
  id: string,
  version: number,
  set: { text?: string; owner_id?: string; due_on?: string; state?: ActionState; closed_at?: string | null },
  reminded: { reminded_soon: boolean; reminded_late: boolean } | undefined,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('action')
    .set((eb) => ({ ...set, ...reminded, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/* ── Reminders ── */

export async function actionsDue(tx: Tx, now: Temporal.Instant, after: string) {
  const { rows } = await sql<{ partnershipId: string; id: string }>`
    select partnership_id as "partnershipId", id from app.actions_due(${now.toString()}, ${after})`.execute(tx);
  return rows;
}

/** Takes the row for itself, so that two runs at once remind once. */
export async function lockReminder(tx: Tx, scope: WorkerScope, id: string) {
  return tx
    .selectFrom('action as a')
    .innerJoin('participant as o', (join) =>
      join.onRef('o.partnership_id', '=', 'a.partnership_id').onRef('o.id', '=', 'a.owner_id'),
    )
    .leftJoin('contact as c', (join) =>
      join.onRef('c.partnership_id', '=', 'o.partnership_id').onRef('c.participant_id', '=', 'o.id'),
    )
    .select([
      'a.id',
      'a.text',
      'a.due_on as dueOn',
      'a.reminded_soon as remindedSoon',
      'a.reminded_late as remindedLate',
    ])
    .select(['o.id as ownerId', 'o.name', 'o.language', 'o.left_on as leftOn', 'c.email'])
    .where('a.partnership_id', '=', scope.partnership)
    .where('a.id', '=', id)
    .where('a.state', '=', 'open')
    .forUpdate('a')
    .executeTakeFirst();
}

export async function markReminded(tx: Tx, scope: WorkerScope, id: string, late: boolean): Promise<void> {
  await tx
    .updateTable('action')
    .set({ reminded_soon: true, ...(late ? { reminded_late: true } : {}) })
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}
