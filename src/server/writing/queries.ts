import { sql } from 'kysely';
import type { DocumentKind } from '../../domain/documents/words.ts';
import type { Share } from '../../domain/writing/shares.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';

/** A draft without its text. */
export type Draft = { draft: string; kind: DocumentKind; proposed: boolean; shared: boolean };

/**
 * The draft of a document, held until the end of this transaction: whoever proposes it, folds it or throws it away waits,
 * and is waited for. Always the document first, then the draft.
 */
export async function holdDraft(tx: Tx, scope: Scope, document: string): Promise<Draft | undefined> {
  const found = await tx
    .selectFrom('document')
    .select(['kind', 'shared_at'])
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', document)
    .where('removed_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  if (!found) return undefined;
  const draft = await tx
    .selectFrom('document_draft as d')
    .select((at) => [
      'd.id',
      at
        .exists(
          at
            .selectFrom('document_version as v')
            .select('v.number')
            .whereRef('v.partnership_id', '=', 'd.partnership_id')
            .whereRef('v.document_id', '=', 'd.document_id')
            .where('v.state', '=', 'proposed'),
        )
        .as('proposed'),
    ])
    .where('d.partnership_id', '=', scope.partnership)
    .where('d.document_id', '=', document)
    .executeTakeFirst();
  if (!draft) return undefined;
  const shared = found.shared_at !== null;
  return { draft: draft.id, kind: found.kind as DocumentKind, proposed: draft.proposed === true, shared };
}

/**
 * The draft's text: what is folded, then every change since, in order. One statement, so that a fold that happens
 * meanwhile is seen as a whole or not at all.
 */
export async function readState(tx: Tx, scope: AnyScope, document: string): Promise<Uint8Array[]> {
  const row = await tx
    .selectFrom('document_draft')
    .select([
      'state',
      sql<Buffer[]>`array(select c.change from draft_change c
        where c.partnership_id = document_draft.partnership_id and c.document_id = document_draft.document_id
        order by c.number)`.as('changes'),
    ])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirst();
  return row ? [row.state, ...row.changes] : [];
}

export async function appendChange(tx: Tx, scope: Scope, document: string, change: Uint8Array): Promise<void> {
  await tx
    .insertInto('draft_change')
    .values({
      partnership_id: scope.partnership,
      document_id: document,
      change: Buffer.from(change),
      participant_id: scope.participant,
    })
    .execute();
}

/** Replaces what `readState` gave by one text that holds all of it. */
export async function replaceState(
  tx: Tx,
  scope: Scope,
  document: string,
  fold: (parts: Uint8Array[]) => Uint8Array,
  now: Temporal.Instant,
): Promise<void> {
  // Held for writing before anything is read: two that fold at once would each lose what the other one read.
  await tx
    .selectFrom('document_draft')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .forUpdate()
    .executeTakeFirst();
  const parts = await readState(tx, scope, document);
  if (parts.length < 2) return;
  await tx
    .updateTable('document_draft')
    .set({ state: Buffer.from(fold(parts)), written_at: now.toString() })
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .execute();
  await tx
    .deleteFrom('draft_change')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .execute();
}

/** Binds windows of the Yjs document to this participant. False: one of them is somebody else's. */
export async function bindWindows(
  tx: Tx,
  scope: Scope,
  document: string,
  clients: readonly number[],
  now: Temporal.Instant,
): Promise<boolean> {
  if (clients.length === 0) return true;
  await tx
    .insertInto('draft_window')
    .values(
      clients.map((client) => ({
        partnership_id: scope.partnership,
        document_id: document,
        client: String(client),
        participant_id: scope.participant,
        party_id: scope.party,
        since: now.toString(),
      })),
    )
    .onConflict((on) => on.doNothing())
    .execute();
  const others = await tx
    .selectFrom('draft_window')
    .select('client')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where('client', 'in', clients.map(String))
    .where('participant_id', '!=', scope.participant)
    .limit(1)
    .execute();
  return others.length === 0;
}

export type Writer = { client: number; participantId: string; partyId: string; name: string };

export async function listWriters(tx: Tx, scope: Scope, document: string): Promise<Writer[]> {
  const rows = await tx
    .selectFrom('draft_window as w')
    .innerJoin('participant as p', (on) =>
      on.onRef('p.partnership_id', '=', 'w.partnership_id').onRef('p.id', '=', 'w.participant_id'),
    )
    .select(['w.client', 'w.participant_id', 'w.party_id', 'p.name'])
    .where('w.partnership_id', '=', scope.partnership)
    .where('w.document_id', '=', document)
    .orderBy('w.client')
    .execute();
  return rows.map((row) => ({
    client: Number(row.client),
    participantId: row.participant_id,
    partyId: row.party_id,
    name: row.name,
  }));
}

export async function addShares(
  tx: Tx,
  scope: Scope,
  version: { document: string; number: number },
  shares: Record<string, Share>,
): Promise<void> {
  const rows = Object.entries(shares).filter(([, share]) => share.characters > 0);
  if (rows.length === 0) return;
  await tx
    .insertInto('version_share')
    .values(
      rows.map(([section, { characters, byParty }]) => ({
        partnership_id: scope.partnership,
        document_id: version.document,
        number: version.number,
        section,
        characters,
        by_party: JSON.stringify(byParty),
      })),
    )
    .execute();
}

export async function listShares(
  tx: Tx,
  scope: Scope,
  version: { document: string; number: number },
): Promise<Record<string, Share>> {
  const rows = await tx
    .selectFrom('version_share')
    .select(['section', 'characters', 'by_party'])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', version.document)
    .where('number', '=', version.number)
    // The same answer every time, however the database finds them.
    .orderBy('section')
    .execute();
  return Object.fromEntries(
    rows.map((row) => [row.section, { characters: row.characters, byParty: row.by_party as Record<string, number> }]),
  );
}
