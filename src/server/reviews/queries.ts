import { sql } from 'kysely';
import type { Author } from '../../domain/delivery/contract.ts';
import { dayIn } from '../../domain/delivery/rules.ts';
import type { ActionState } from '../../domain/delivery/words.ts';
import type { AgendaItem } from '../../domain/reviews/agenda.ts';
import type { Discussion } from '../../domain/reviews/contract.ts';
import type { EntryKind, ReviewState } from '../../domain/reviews/words.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Snapshot, Status } from '../../domain/surveys/snapshot-contract.ts';
import { type ActionRow, authorOf } from '../delivery/queries.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';
import type { SessionScope } from './access.ts';

export type ReviewRow = {
  id: string;
  round_id: string;
  state: ReviewState;
  current_item: string;
  running_since: string | null;
  item_seconds: number;
  started_at: string;
  finished_at: string | null;
  version: number;
};

function reviews(tx: Tx, scope: SessionScope) {
  return tx
    .selectFrom('review')
    .select([
      'id',
      'round_id',
      'state',
      'current_item',
      'running_since',
      'item_seconds',
      'started_at',
      'finished_at',
      'version',
    ])
    .where('partnership_id', '=', scope.partnership);
}

export async function findReview(tx: Tx, scope: SessionScope, id: string): Promise<ReviewRow | undefined> {
  return (await reviews(tx, scope).where('id', '=', id).executeTakeFirst()) as ReviewRow | undefined;
}

export async function findReviewOfRound(tx: Tx, scope: Scope, round: string): Promise<ReviewRow | undefined> {
  return (await reviews(tx, scope).where('round_id', '=', round).executeTakeFirst()) as ReviewRow | undefined;
}

/** Takes the row for itself: two who move a session at once come one after the other. */
export async function lockReview(tx: Tx, scope: SessionScope, id: string): Promise<ReviewRow | undefined> {
  return (await reviews(tx, scope).where('id', '=', id).forUpdate().executeTakeFirst()) as ReviewRow | undefined;
}

/** False: there is one of this round already. */
export async function insertReview(
  tx: Tx,
  scope: Scope,
  row: { id: string; round: string; itemSeconds: number; agenda: (AgendaItem & { past: Discussion['past'] })[] },
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('review')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      round_id: row.round,
      state: 'running',
      current_item: row.agenda[0]?.key ?? '',
      item_seconds: row.itemSeconds,
      started_at: now.toString(),
      started_by: scope.participant,
    })
    .onConflict((on) => on.columns(['partnership_id', 'round_id']).doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return false;
  await tx
    .insertInto('discussion')
    .values(
      row.agenda.map((item, place) => ({
        partnership_id: scope.partnership,
        review_id: row.id,
        item_key: item.key,
        place,
        kind: item.kind,
        past: JSON.stringify(item.past),
      })),
    )
    .execute();
  return true;
}

export async function updateReview(
  tx: Tx,
  scope: SessionScope,
  id: string,
  version: number,
  set: {
    state?: ReviewState;
    current_item?: string;
    running_since?: string | null;
    item_seconds?: number;
    finished_at?: string | null;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export type DiscussionRow = { item_key: string; kind: Status; past: Discussion['past']; spent_ms: number };

export async function listDiscussions(tx: Tx, scope: SessionScope, review: string): Promise<DiscussionRow[]> {
  const rows = await tx
    .selectFrom('discussion')
    .select(['item_key', 'kind', 'past', 'spent_ms'])
    .where('partnership_id', '=', scope.partnership)
    .where('review_id', '=', review)
    .orderBy('place')
    .execute();
  return rows as DiscussionRow[];
}

export async function setSpent(tx: Tx, scope: SessionScope, review: string, item: string, ms: number): Promise<void> {
  await tx
    .updateTable('discussion')
    .set({ spent_ms: Math.min(ms, 2 ** 31 - 1) })
    .where('partnership_id', '=', scope.partnership)
    .where('review_id', '=', review)
    .where('item_key', '=', item)
    .execute();
}

/* ── What a session is about: the one look a guest has at the partnership ── */

export type Basis = {
  partnership: string;
  round: { id: string; number: number; title: string | null; closedAt: string; instrument: Instrument };
  timeZone: string;
  snapshot: Snapshot;
  startedBy: { name: string; partyId: string };
  parties: { id: string; name: string; mark: string }[];
  people: { id: string; name: string; partyId: string; here: boolean }[];
};

export async function findBasis(tx: Tx, review: string): Promise<Basis | undefined> {
  const { rows } = await sql<{ basis: Basis | null }>`select app.review_basis(${review}) as basis`.execute(tx);
  const basis = rows[0]?.basis;
  // Inside JSON the database writes moments its own way.
  if (basis) basis.round.closedAt = new Date(basis.round.closedAt).toISOString();
  return basis ?? undefined;
}

export const dayOf = (basis: Basis, now: Temporal.Instant) => dayIn(now, basis.timeZone);

/* ── Entries ── */

export type EntryRow = {
  id: string;
  review_id: string;
  kind: EntryKind;
  item_key: string | null;
  text: string;
  by_participant_id: string | null;
  by_party_id: string | null;
  by_name: string;
  guest_id: string | null;
  created_at: string;
  version: number;
};

function entries(tx: Tx, scope: SessionScope, review: string) {
  return tx
    .selectFrom('review_entry')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('review_id', '=', review);
}

export async function listEntries(tx: Tx, scope: SessionScope, review: string): Promise<EntryRow[]> {
  return (await entries(tx, scope, review).orderBy('created_at').orderBy('id').execute()) as EntryRow[];
}

export async function findEntry(
  tx: Tx,
  scope: SessionScope,
  review: string,
  id: string,
): Promise<EntryRow | undefined> {
  return (await entries(tx, scope, review).where('id', '=', id).executeTakeFirst()) as EntryRow | undefined;
}

export async function insertEntry(
  tx: Tx,
  scope: SessionScope,
  row: { id: string; review: string; kind: EntryKind; itemKey: string | null; text: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('review_entry')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      review_id: row.review,
      kind: row.kind,
      item_key: row.itemKey,
      text: row.text,
      ...authorOf(scope),
      created_at: now.toString(),
    })
    .execute();
}

export async function updateEntry(
  tx: Tx,
  scope: SessionScope,
  id: string,
  version: number,
  text: string,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('review_entry')
    .set((eb) => ({ text, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gone from the session; the record keeps what it said. */
export async function deleteEntry(tx: Tx, scope: SessionScope, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('review_entry')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

export const authorIn = (row: { by_name: string; by_party_id: string | null; guest_id: string | null }): Author => ({
  name: row.by_name,
  partyId: row.by_party_id,
  guest: row.guest_id !== null,
});

/* ── Actions of a session, with names from its basis: a guest sees no other list of people ── */

export async function sessionActions(
  tx: Tx,
  scope: SessionScope,
  review: string,
  basis: Basis,
  only?: string,
): Promise<ActionRow[]> {
  let query = tx
    .selectFrom('action')
    .select(['id', 'text', 'owner_id', 'due_on', 'state', 'closed_at', 'review_id', 'item_key'])
    .select(['by_participant_id', 'by_party_id', 'by_name', 'guest_id', 'created_at', 'version'])
    .where('partnership_id', '=', scope.partnership)
    .where('review_id', '=', review)
    .orderBy('created_at')
    .orderBy('id');
  if (only) query = query.where('id', '=', only);
  const people = new Map(basis.people.map((one) => [one.id, one]));
  const texts = new Map(basis.round.instrument.items.map((item) => [item.key, item.text]));
  return (await query.execute()).map((row) => {
    const owner = people.get(row.owner_id);
    return {
      ...row,
      state: row.state as ActionState,
      owner_name: owner?.name ?? '',
      owner_party: owner?.partyId ?? '',
      owner_left: !owner?.here,
      round_id: basis.round.id,
      round_number: basis.round.number,
      item: (row.item_key === null ? null : (texts.get(row.item_key) ?? null)) as Record<string, string> | null,
    };
  });
}
