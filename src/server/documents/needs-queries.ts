import { sql } from 'kysely';
import type { ItemKind, ItemTheme } from '../../domain/documents/needs.ts';
import type { Fit, Offer, OwnItem, SharedItem } from '../../domain/documents/needs-contract.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';

/* ── Of my party alone ── */

export type OwnRow = {
  id: string;
  kind: ItemKind;
  text: string;
  themes: ItemTheme[];
  offered: boolean;
  shared_id: string | null;
  created_at: string;
  version: number;
};

function own(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('own_item')
    .select(['id', 'kind', 'text', 'themes', 'offered', 'shared_id', 'created_at', 'version'])
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .$narrowType<{ kind: ItemKind; themes: ItemTheme[] }>();
}

export const presentOwn = (row: OwnRow): OwnItem => ({
  id: row.id,
  kind: row.kind,
  text: row.text,
  themes: row.themes,
  createdAt: row.created_at,
  offered: row.offered,
  sharedId: row.shared_id,
  version: row.version,
});

export async function listOwn(tx: Tx, scope: Scope): Promise<OwnItem[]> {
  return (await own(tx, scope).orderBy('id').execute()).map(presentOwn);
}

/** Held until commit: what becomes of an item is decided by one at a time. */
export async function lockOwn(tx: Tx, scope: Scope, id: string): Promise<OwnRow | undefined> {
  return own(tx, scope).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function insertOwn(
  tx: Tx,
  scope: Scope,
  row: { id: string; kind: ItemKind; text: string; themes: readonly ItemTheme[] },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('own_item')
    .values({
      partnership_id: scope.partnership,
      party_id: scope.party,
      created_by: scope.participant,
      created_at: now.toString(),
      ...row,
      themes: [...row.themes],
    })
    .execute();
}

export async function updateOwn(
  tx: Tx,
  scope: Scope,
  id: string,
  set: { text?: string; themes?: ItemTheme[]; shared_id?: string | null },
): Promise<void> {
  await tx
    .updateTable('own_item')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('id', '=', id)
    .execute();
}

export async function deleteOwn(tx: Tx, scope: Scope, id: string): Promise<void> {
  await tx
    .deleteFrom('own_item')
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('id', '=', id)
    .execute();
}

/* ── What all see ── */

export async function listShared(tx: Tx, scope: Scope, id?: string): Promise<SharedItem[]> {
  let query = tx
    .selectFrom('shared_item as s')
    .innerJoin('participant as b', (join) =>
      join.onRef('b.partnership_id', '=', 's.partnership_id').onRef('b.id', '=', 's.shared_by'),
    )
    .leftJoin('participant as w', (join) =>
      join.onRef('w.partnership_id', '=', 's.partnership_id').onRef('w.id', '=', 's.withdrawn_by'),
    )
    .select((eb) => [
      's.id',
      's.party_id',
      's.kind',
      's.text',
      's.themes',
      's.shared_at',
      's.exchange_id',
      's.reviewed_at',
      's.withdrawn_at',
      'b.name as by_name',
      'w.name as withdrawn_name',
      eb
        .selectFrom('shared_wording as o')
        .select(
          sql<
            SharedItem['before']
          >`coalesce(json_agg(json_build_object('text', o.text, 'until', o.until) order by o.number), '[]')`.as('all'),
        )
        .whereRef('o.partnership_id', '=', 's.partnership_id')
        .whereRef('o.item_id', '=', 's.id')
        .as('before'),
    ])
    .where('s.partnership_id', '=', scope.partnership)
    .orderBy('s.shared_at')
    .orderBy('s.id');
  if (id) query = query.where('s.id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    partyId: row.party_id,
    kind: row.kind as ItemKind,
    text: row.text,
    themes: row.themes as ItemTheme[],
    sharedAt: row.shared_at,
    sharedBy: row.by_name,
    exchanged: row.exchange_id !== null,
    reviewedAt: row.reviewed_at,
    before: (row.before ?? []).map(({ text, until }) => ({ text, until: new Date(until).toISOString() })),
    withdrawn: row.withdrawn_at === null ? null : { at: row.withdrawn_at, by: row.withdrawn_name ?? '' },
  }));
}

export async function insertShared(
  tx: Tx,
  scope: Scope,
  id: string,
  row: Pick<OwnRow, 'kind' | 'text' | 'themes'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('shared_item')
    .values({
      partnership_id: scope.partnership,
      id,
      party_id: scope.party,
      kind: row.kind,
      text: row.text,
      themes: row.themes,
      shared_at: now.toString(),
      shared_by: scope.participant,
      reviewed_at: now.toString(),
    })
    .execute();
}

/** Another wording of what all see; the one before stays to be read. */
export async function rewordShared(
  tx: Tx,
  scope: Scope,
  id: string,
  was: string,
  now: { text: string; themes: ItemTheme[]; at: Temporal.Instant },
): Promise<void> {
  if (was !== now.text)
    await sql`insert into shared_wording (partnership_id, item_id, number, text, until)
      select ${scope.partnership}, ${id}, coalesce(max(number), 0) + 1, ${was}, ${now.at.toString()}
      from shared_wording where partnership_id = ${scope.partnership} and item_id = ${id}`.execute(tx);
  await updateShared(tx, scope, id, { text: now.text, themes: now.themes, reviewed_at: now.at.toString() });
}

export async function updateShared(
  tx: Tx,
  scope: Scope,
  id: string,
  set: {
    text?: string | null;
    themes?: ItemTheme[];
    reviewed_at?: string;
    withdrawn_at?: string;
    withdrawn_by?: string;
  },
): Promise<void> {
  await tx
    .updateTable('shared_item')
    .set(set)
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('id', '=', id)
    .execute();
}

/** Takes the words away; that there was an item, from when until when, stays. */
export async function emptyShared(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<void> {
  await tx
    .deleteFrom('shared_wording')
    .where('partnership_id', '=', scope.partnership)
    .where('item_id', '=', id)
    .execute();
  await tx
    .deleteFrom('fit')
    .where('partnership_id', '=', scope.partnership)
    .where((eb) => eb.or([eb('need_id', '=', id), eb('strength_id', '=', id)]))
    .execute();
  const withdrawn = { withdrawn_at: now.toString(), withdrawn_by: scope.participant };
  await updateShared(tx, scope, id, { text: null, themes: [], ...withdrawn });
}

/* ── Exchanges ── */

export async function listOffers(tx: Tx, scope: Scope): Promise<Offer[]> {
  const rows = await tx
    .selectFrom('exchange_offer as o')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'o.partnership_id').onRef('p.id', '=', 'o.by_participant_id'),
    )
    .select(['o.party_id', 'o.kind', 'o.at', 'p.name'])
    .where('o.partnership_id', '=', scope.partnership)
    .orderBy('o.at')
    .execute();
  return rows.map((row) => ({ partyId: row.party_id, kind: row.kind as ItemKind, at: row.at, by: row.name }));
}

export type OfferOutcome = 'offered' | 'exchanged' | 'unknown' | 'not-speaker';

export async function offerExchange(
  tx: Tx,
  kind: ItemKind,
  items: readonly string[],
  exchange: string,
  now: Temporal.Instant,
): Promise<OfferOutcome> {
  const { rows } = await sql<{ outcome: OfferOutcome }>`
    select app.offer_exchange(${kind}, ${[...items]}::uuid[], ${now.toString()}, ${exchange}) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'unknown';
}

/** False: there is none of ours, or it has led to the exchange a moment ago. */
export async function takeBackOffer(tx: Tx, scope: Scope, kind: ItemKind): Promise<boolean> {
  await tx.selectFrom('partnership').select('id').where('id', '=', scope.partnership).forUpdate().executeTakeFirst();
  const { numDeletedRows } = await tx
    .deleteFrom('exchange_offer')
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('kind', '=', kind)
    .executeTakeFirst();
  if (numDeletedRows === 0n) return false;
  await tx
    .updateTable('own_item')
    .set((eb) => ({ offered: false, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('kind', '=', kind)
    .where('offered', '=', true)
    .execute();
  return true;
}

/* ── What fits ── */

export async function listFits(tx: Tx, scope: Scope, id?: string): Promise<Fit[]> {
  let query = tx
    .selectFrom('fit as f')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'f.partnership_id').onRef('p.id', '=', 'f.by_participant_id'),
    )
    .select(['f.id', 'f.need_id', 'f.strength_id', 'f.fits', 'f.note', 'f.at', 'f.version', 'p.name', 'p.party_id'])
    .where('f.partnership_id', '=', scope.partnership)
    .orderBy('f.id');
  if (id) query = query.where('f.id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    needId: row.need_id,
    strengthId: row.strength_id,
    fits: row.fits,
    note: row.note,
    by: { name: row.name, partyId: row.party_id },
    at: row.at,
    version: row.version,
  }));
}

/** False: somebody said something about this pair already. */
export async function insertFit(
  tx: Tx,
  scope: Scope,
  row: { id: string; needId: string; strengthId: string; fits: boolean; note: string | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('fit')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      need_id: row.needId,
      strength_id: row.strengthId,
      fits: row.fits,
      note: row.note,
      by_participant_id: scope.participant,
      at: now.toString(),
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function updateFit(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  set: { fits?: boolean; note?: string | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('fit')
    .set((eb) => ({
      ...set,
      by_participant_id: scope.participant,
      at: now.toString(),
      version: eb('version', '+', 1),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteFit(tx: Tx, scope: Scope, id: string, version: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('fit')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
