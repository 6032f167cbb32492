import { sql } from 'kysely';
import type { DocumentKind, SignatoryRole } from '../../domain/documents/words.ts';
import { foldUpdates } from '../../domain/writing/drafts.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor } from '../platform/pages.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';
import { readState } from '../writing/queries.ts';

export type DocumentRow = {
  id: string;
  kind: DocumentKind;
  kind_version: number;
  title: string;
  language: string;
  party_id: string;
  created_by: string;
  created_by_name: string;
  created_at: string;
  shared_at: string | null;
  removed_at: string | null;
  version: number;
};

/** The first lock: what is ours, and what is my party's. What is another party's alone does not exist. */
function visible(tx: Tx, scope: AnyScope) {
  const all = tx
    .selectFrom('document')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'document.partnership_id').onRef('p.id', '=', 'document.created_by'),
    )
    .selectAll('document')
    .select('p.name as created_by_name')
    .where('document.partnership_id', '=', scope.partnership)
    .where('document.removed_at', 'is', null);
  if (!('party' in scope)) return all;
  return all.where((eb) => eb.or([eb('shared_at', 'is not', null), eb('document.party_id', '=', scope.party)]));
}

export async function findDocument(tx: Tx, scope: AnyScope, id: string): Promise<DocumentRow | undefined> {
  return (await visible(tx, scope).where('document.id', '=', id).executeTakeFirst()) as DocumentRow | undefined;
}

/** The same, held until commit: of two who propose, ratify or withdraw, one comes second and sees what the first did. */
export async function lockDocument(tx: Tx, scope: AnyScope, id: string): Promise<DocumentRow | undefined> {
  return (await visible(tx, scope).where('document.id', '=', id).forUpdate('document').executeTakeFirst()) as
    | DocumentRow
    | undefined;
}

export async function listDocuments(tx: Tx, scope: Scope, { limit, after }: Cursor): Promise<DocumentRow[]> {
  let query = visible(tx, scope)
    .orderBy('document.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('document.id', '<', afterId(after));
  return (await query.execute()) as DocumentRow[];
}

export async function insertDocument(
  tx: Tx,
  scope: Scope,
  row: { id: string; kind: DocumentKind; kindVersion: number; title: string; language: string; shared: boolean },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('document')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      kind: row.kind,
      kind_version: row.kindVersion,
      title: row.title,
      language: row.language,
      party_id: scope.party,
      created_by: scope.participant,
      created_at: now.toString(),
      shared_at: row.shared ? now.toString() : null,
    })
    .execute();
}

/** False when the version was not the one in the table: somebody else was faster. */
export async function updateDocument(
  tx: Tx,
  scope: Scope,
  id: string,
  set: { title?: string; shared_at?: string; removed_at?: string },
  version?: number,
): Promise<boolean> {
  let query = tx
    .updateTable('document')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id);
  if (version !== undefined) query = query.where('version', '=', version);
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows === 1n;
}

/* ── Drafts ── */

export type DraftRow = { state: Uint8Array; base: number | null; started_at: string; written_at: string };

/** With everything that was written in it up to now, folded or not. */
export async function findDraft(tx: Tx, scope: AnyScope, document: string): Promise<DraftRow | undefined> {
  const row = await tx
    .selectFrom('document_draft')
    .select(['base', 'started_at', 'written_at'])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirst();
  return row && { ...row, state: foldUpdates(await readState(tx, scope, document)) };
}

export async function draftsOf(tx: Tx, scope: Scope, documents: readonly string[]): Promise<Map<string, string>> {
  if (documents.length === 0) return new Map();
  const rows = await tx
    .selectFrom('document_draft')
    .select(['document_id', 'written_at'])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', 'in', [...documents])
    .execute();
  return new Map(rows.map((row) => [row.document_id, row.written_at]));
}

export async function insertDraft(
  tx: Tx,
  scope: Scope,
  row: { document: string; state: Uint8Array; base: number | null },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('document_draft')
    .values({
      partnership_id: scope.partnership,
      document_id: row.document,
      state: Buffer.from(row.state),
      base: row.base,
      started_by: scope.participant,
      started_at: now.toString(),
      written_at: now.toString(),
    })
    .execute();
}

/** Writes what a draft holds now. Refused by the database while its document is proposed. */
export async function writeDraft(
  tx: Tx,
  scope: Scope,
  document: string,
  state: Uint8Array,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('document_draft')
    .set({ state: Buffer.from(state), written_at: now.toString() })
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function deleteDraft(tx: Tx, scope: Scope, document: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('document_draft')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/* ── Parties, people, signatories ── */

export type PartyRow = { id: string; name: string; organisation: string; mark: string };
/** Parties that are in: the others are bound by nothing and asked for nothing yet, or any more. */
export async function partiesIn(tx: Tx, scope: AnyScope): Promise<PartyRow[]> {
  const rows = await tx
    .selectFrom('party')
    .select(['id', 'name', 'organisation', 'mark'])
    .where('partnership_id', '=', scope.partnership)
    .where('accepted_at', 'is not', null)
    .where('left_on', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, name: row.name ?? row.organisation }));
}

export type PersonRow = {
  id: string;
  name: string;
  party: string;
  role: string;
  here: boolean;
  hasAccount: boolean;
  language: string | null;
};
export async function peopleOf(tx: Tx, scope: AnyScope): Promise<PersonRow[]> {
  const rows = await tx
    .selectFrom('participant')
    .select(['id', 'name', 'party_id', 'role', 'left_on', 'person_id', 'language'])
    .where('partnership_id', '=', scope.partnership)
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    party: row.party_id,
    role: row.role,
    here: row.left_on === null,
    hasAccount: row.person_id !== null,
    language: row.language,
  }));
}

/** Who signs for each party where it is not its sponsor, for one kind. */
export async function signatoryRoles(
  tx: Tx,
  scope: AnyScope,
  kind: DocumentKind,
): Promise<(partyId: string) => SignatoryRole> {
  const rows = await tx
    .selectFrom('signatory')
    .select(['party_id', 'role'])
    .where('partnership_id', '=', scope.partnership)
    .where('kind', '=', kind)
    .execute();
  const chosen = new Map(rows.map((row) => [row.party_id, row.role as SignatoryRole]));
  return (partyId) => chosen.get(partyId) ?? 'sponsor';
}

export async function setSignatory(tx: Tx, scope: Scope, kind: DocumentKind, role: SignatoryRole): Promise<void> {
  await tx
    .insertInto('signatory')
    .values({ partnership_id: scope.partnership, party_id: scope.party, kind, role })
    .onConflict((on) => on.columns(['partnership_id', 'party_id', 'kind']).doUpdateSet({ role }))
    .execute();
}
