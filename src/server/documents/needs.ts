import { pairOf, suggestFits } from '../../domain/documents/fit.ts';
import { ITEMS_MOST, type ItemKind, needsEvidence } from '../../domain/documents/needs.ts';
import type {
  Fit,
  FitChange,
  ItemChange,
  Needs,
  NewFit,
  NewItem,
  OwnItem,
} from '../../domain/documents/needs-contract.ts';
import { listParties, refreshCard } from '../partnerships/queries.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { mayShareItems, mayWriteItems, ONLY_SHARERS } from './needs-access.ts';
import {
  deleteFit,
  deleteOwn,
  emptyShared,
  insertFit,
  insertOwn,
  insertShared,
  listFits,
  listOffers,
  listOwn,
  listShared,
  lockOwn,
  type OwnRow,
  offerExchange,
  presentOwn,
  rewordShared,
  takeBackOffer,
  updateFit,
  updateOwn,
  updateShared,
} from './needs-queries.ts';

export async function presentNeeds(tx: Tx, scope: Scope, now: Temporal.Instant): Promise<Needs> {
  const shared = await listShared(tx, scope);
  const fits = await listFits(tx, scope);
  const parties = (await listParties(tx, scope)).filter((party) => party.state === 'in');
  return {
    own: await listOwn(tx, scope),
    shared,
    offers: await listOffers(tx, scope),
    fits,
    suggestions: suggestFits(shared, new Set(fits.map((fit) => pairOf(fit.needId, fit.strengthId)))),
    evidence: needsEvidence(
      parties.map((party) => party.id),
      shared,
      now,
    ),
    can: { write: mayWriteItems(scope), share: mayShareItems(scope) },
  };
}

export async function requireOwn(tx: Tx, scope: Scope, id: string): Promise<OwnRow> {
  const row = await lockOwn(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

/** What happens inside a party is told inside it, and nowhere else. No event ever holds the words of an item. */
const inside = (scope: Scope, kind: ItemKind, id: string) => ({
  subject: { type: 'item', id, label: kind },
  privateTo: scope.party,
});
const toAll = (kind: ItemKind, id: string) => ({ subject: { type: 'item', id, label: kind } });

export async function addItem(tx: Tx, scope: Scope, wish: NewItem, now: Temporal.Instant): Promise<OwnItem> {
  const same = (await listOwn(tx, scope)).filter((item) => item.kind === wish.kind);
  if (same.length >= ITEMS_MOST)
    throw conflict('too-many-items', `There are ${ITEMS_MOST} already; remove one, or bring two together.`);
  const id = newId();
  await insertOwn(tx, scope, { id, kind: wish.kind, text: wish.text.trim(), themes: wish.themes ?? [] }, now);
  await record(tx, scope, { at: now, type: 'item.noted', ...inside(scope, wish.kind, id) });
  return presentOwn(await requireOwn(tx, scope, id));
}

/** What all see changes for all at once, and the wording before stays to be read. */
export async function changeItem(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  wish: ItemChange,
  now: Temporal.Instant,
): Promise<OwnItem> {
  const row = await requireOwn(tx, scope, id);
  if (row.version !== version) throw changedMeanwhile(presentOwn(row));
  // What is out there, or on its way out, is changed by those who may let it out.
  if ((row.shared_id || row.offered) && !mayShareItems(scope)) throw forbidden(ONLY_SHARERS);
  const text = wish.text?.trim() ?? row.text;
  const themes = wish.themes ?? row.themes;
  if (text === row.text && themes.join() === row.themes.join()) return presentOwn(row);
  await updateOwn(tx, scope, id, { text, themes });
  if (row.shared_id) {
    await rewordShared(tx, scope, row.shared_id, row.text, { text, themes, at: now });
    await record(tx, scope, { at: now, type: 'item.reworded', ...toAll(row.kind, row.shared_id) });
  } else await record(tx, scope, { at: now, type: 'item.changed', ...inside(scope, row.kind, id) });
  return presentOwn(await requireOwn(tx, scope, id));
}

export async function removeItem(tx: Tx, scope: Scope, id: string, version: number, now: Temporal.Instant) {
  const row = await requireOwn(tx, scope, id);
  if (row.version !== version) throw changedMeanwhile(presentOwn(row));
  if (row.shared_id) throw conflict('item-shared', 'All parties see this; withdraw it first.');
  refuseOffered(row);
  await deleteOwn(tx, scope, id);
  await record(tx, scope, { at: now, type: 'item.removed', ...inside(scope, row.kind, id) });
}

function refuseOffered(row: OwnRow): void {
  if (row.offered)
    throw conflict('item-offered', 'This is part of an offer to exchange; take the offer back first, or change it.');
}

export async function shareItem(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<OwnItem> {
  const row = await requireOwn(tx, scope, id);
  if (row.shared_id) throw conflict('item-shared', 'All parties see this already.');
  refuseOffered(row);
  const shared = newId();
  await insertShared(tx, scope, shared, row, now);
  await updateOwn(tx, scope, id, { shared_id: shared });
  await record(tx, scope, { at: now, type: 'item.shared', ...toAll(row.kind, shared) });
  await refreshCard(tx, scope);
  return presentOwn(await requireOwn(tx, scope, id));
}

export async function withdrawItem(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<OwnItem> {
  const { row, shared } = await requireShared(tx, scope, id);
  await emptyShared(tx, scope, shared, now);
  await updateOwn(tx, scope, id, { shared_id: null });
  await record(tx, scope, { at: now, type: 'item.withdrawn', ...toAll(row.kind, shared) });
  await refreshCard(tx, scope);
  return presentOwn(await requireOwn(tx, scope, id));
}

/** Says that it still holds as it stands. */
export async function reviewItem(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<OwnItem> {
  const { row, shared } = await requireShared(tx, scope, id);
  await updateShared(tx, scope, shared, { reviewed_at: now.toString() });
  await record(tx, scope, { at: now, type: 'item.reviewed', ...toAll(row.kind, shared) });
  return presentOwn(row);
}

async function requireShared(tx: Tx, scope: Scope, id: string): Promise<{ row: OwnRow; shared: string }> {
  const row = await requireOwn(tx, scope, id);
  if (!row.shared_id) throw conflict('item-private', 'Nobody but your party sees this; share it first.');
  return { row, shared: row.shared_id };
}

/* ── Exchanges ── */

/** Offers, and with the last party's offer exchanges: all in this one transaction. */
export async function exchangeItems(
  tx: Tx,
  scope: Scope,
  kind: ItemKind,
  items: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const id = newId();
  const outcome = await offerExchange(tx, kind, items, id, now);
  if (outcome === 'not-speaker') throw forbidden(ONLY_SHARERS);
  if (outcome === 'unknown') throw invalid('One of these is not there (any more) or shared already; choose again.');
  await record(tx, scope, {
    at: now,
    type: outcome === 'exchanged' ? 'exchange.made' : 'exchange.offered',
    subject: { type: 'exchange', id, label: kind },
  });
  if (outcome === 'exchanged') await refreshCard(tx, scope);
}

export async function endOffer(tx: Tx, scope: Scope, kind: ItemKind, now: Temporal.Instant): Promise<void> {
  if (!(await takeBackOffer(tx, scope, kind)))
    throw conflict(
      'no-offer',
      'There is no offer of yours (any more): it was taken back, or the exchange has happened.',
    );
  await record(tx, scope, {
    at: now,
    type: 'exchange.taken-back',
    subject: { type: 'exchange', id: newId(), label: kind },
  });
}

/* ── What fits ── */

export async function addFit(tx: Tx, scope: Scope, wish: NewFit, now: Temporal.Instant): Promise<Fit> {
  const [need] = await listShared(tx, scope, wish.needId);
  const [strength] = await listShared(tx, scope, wish.strengthId);
  if (need?.text == null || strength?.text == null) throw notFound();
  if (need.kind !== 'need' || strength.kind !== 'strength' || need.partyId === strength.partyId)
    throw invalid('Choose a need of one party and a strength of another.');
  const id = newId();
  const note = wish.note?.trim() || null;
  if (!(await insertFit(tx, scope, { ...wish, id, note }, now)))
    throw conflict('fit-there', 'Somebody has said whether these fit; change what they said.');
  await record(tx, scope, {
    at: now,
    type: wish.fits ? 'fit.found' : 'fit.dismissed',
    subject: { type: 'fit', id, label: 'need' },
  });
  return requireFit(tx, scope, id);
}

export async function changeFit(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  wish: FitChange,
  now: Temporal.Instant,
): Promise<Fit> {
  const was = await requireFit(tx, scope, id);
  const set = {
    ...(wish.fits === undefined ? {} : { fits: wish.fits }),
    ...(wish.note === undefined ? {} : { note: wish.note?.trim() || null }),
  };
  if (!(await updateFit(tx, scope, id, version, set, now))) throw changedMeanwhile(was);
  await record(tx, scope, {
    at: now,
    type: 'fit.changed',
    subject: { type: 'fit', id, label: 'need' },
    before: { fits: was.fits },
    after: { fits: wish.fits ?? was.fits },
  });
  return requireFit(tx, scope, id);
}

export async function removeFit(tx: Tx, scope: Scope, id: string, version: number, now: Temporal.Instant) {
  const was = await requireFit(tx, scope, id);
  if (!(await deleteFit(tx, scope, id, version))) throw changedMeanwhile(was);
  await record(tx, scope, { at: now, type: 'fit.removed', subject: { type: 'fit', id, label: 'need' } });
}

async function requireFit(tx: Tx, scope: Scope, id: string): Promise<Fit> {
  const [fit] = await listFits(tx, scope, id);
  if (!fit) throw notFound();
  return fit;
}
