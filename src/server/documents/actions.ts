import { emptyContent, tidyContent } from '../../domain/documents/content.ts';
import type { Document, NewDocument } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { exampleContent, kindText } from '../../domain/documents/texts/index.ts';
import { draftFrom } from '../../domain/documents/ydoc.ts';
import { byName } from '../../domain/partnerships/rules.ts';
import { needs } from '../partnerships/access.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { changes, record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { mayPropose, mayShare, mayStart, mayWrite, OBSERVERS_READ, ONLY_ITS_SPEAKERS } from './access.ts';
import { deleteFiles, type FileRow, filesOf } from './file-queries.ts';
import { draftedFiles } from './files/present.ts';
import { mayRemove, presentDocument } from './present.ts';
import {
  type DocumentRow,
  deleteDraft,
  findDraft,
  insertDocument,
  insertDraft,
  lockDocument,
  partiesIn,
  updateDocument,
} from './queries.ts';
import { findVersion, standingOf, versionsOf } from './version-queries.ts';

/** What the record says of a document: to all where it is ours, to my party alone where it is mine. */
export async function tellOf(
  tx: Tx,
  scope: Scope,
  document: Pick<DocumentRow, 'id' | 'title' | 'party_id' | 'shared_at'>,
  type: string,
  now: Temporal.Instant,
  what: { before?: Record<string, unknown>; after?: Record<string, unknown> } = {},
): Promise<void> {
  await record(tx, scope, {
    at: now,
    type: `document.${type}`,
    subject: { type: 'document', id: document.id, label: document.title },
    privateTo: document.shared_at === null ? document.party_id : null,
    ...what,
  });
}

export async function startDocument(tx: Tx, scope: Scope, wish: NewDocument, now: Temporal.Instant): Promise<Document> {
  needs(mayStart(scope), OBSERVERS_READ);
  if (wish.share) needs(mayPropose(scope), ONLY_ITS_SPEAKERS);
  const kind = kindOf(wish.kind);
  const language = wish.language ?? 'en';
  const id = newId();
  const title = wish.title?.trim() || kindText(kind.key, language).title;
  const shared = wish.share ?? false;
  await insertDocument(tx, scope, { id, kind: kind.key, kindVersion: kind.version, title, language, shared }, now);
  const parties = await partiesIn(tx, scope);
  const content = wish.content
    ? tidyContent(kind, wish.content)
    : wish.examples
      ? exampleContent(kind, language, byName(parties), newId)
      : emptyContent(kind);
  await insertDraft(tx, scope, { document: id, state: draftFrom(kind, content), base: null }, now);
  const at = { id, title, party_id: scope.party, shared_at: shared ? now.toString() : null };
  await tellOf(tx, scope, at, shared ? 'started' : 'started-privately', now, { after: { kind: kind.key } });
  return presentDocument(tx, scope, id, now);
}

/** The document, held until commit. */
export async function takeDocument(tx: Tx, scope: Scope, id: string): Promise<DocumentRow> {
  const row = await lockDocument(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

/** Removes files for good, apart from those that a proposed text names: of those the database lets nobody take one. */
export async function forgetFiles(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  row: DocumentRow,
  which: (file: FileRow) => boolean,
): Promise<void> {
  const files = (await filesOf(tx, scope, row.id)).filter((file) => !file.kept && which(file));
  if (files.length === 0) return;
  const ids = files.map(({ id }) => id);
  await deleteFiles(tx, scope, row.id, ids);
  for (const { name, sha256 } of files)
    await tellOf(tx, scope, row, 'file-removed', deps.clock.now(), { before: { file: name, sha256 } });
  const hashes = files.map(({ sha256 }) => sha256).join(' ');
  await deps.jobs.enqueue(tx, 'sweep-files', { partnership: scope.partnership, hashes });
}

/**
 * From now on ours: all parties see it at the same instant, and it never goes back. Files that the text does not name are
 * not shared by the way: they are removed.
 */
export async function shareDocument(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  now: Temporal.Instant,
): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(mayShare(scope, row), ONLY_ITS_SPEAKERS);
  if (row.shared_at === null) {
    const drafted = await draftedFiles(tx, scope, row);
    await forgetFiles(tx, scope, deps, row, ({ id: file }) => !drafted.has(file));
    await updateDocument(tx, scope, id, { shared_at: now.toString() });
    await tellOf(tx, scope, { ...row, shared_at: now.toString() }, 'shared', now, { after: { kind: row.kind } });
  }
  return presentDocument(tx, scope, id, now);
}

export async function renameDocument(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  title: string,
  now: Temporal.Instant,
): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(mayWrite(scope, row), OBSERVERS_READ);
  await needsDraft(tx, scope, id);
  if (!(await updateDocument(tx, scope, id, { title: title.trim() }, version)))
    throw changedMeanwhile(await presentDocument(tx, scope, id, now));
  const changed = changes({ title: row.title }, { title: title.trim() });
  if (changed) await tellOf(tx, scope, { ...row, title: title.trim() }, 'renamed', now, changed);
  return presentDocument(tx, scope, id, now);
}

/** Throws away what was never in force. The record keeps that it was there. */
export async function removeDocument(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  version: number,
  now: Temporal.Instant,
): Promise<void> {
  const row = await takeDocument(tx, scope, id);
  needs(mayRemove(scope, row), ONLY_ITS_SPEAKERS);
  const versions = await versionsOf(tx, scope, [id]);
  if (versions.some((one) => one.in_force_at))
    throw conflict('document-in-force', 'This document has been in force; it stays, with all its versions.');
  if (versions.some((one) => one.state === 'proposed'))
    throw conflict('document-proposed', 'This document is proposed. Withdraw the proposal first.');
  if (!(await updateDocument(tx, scope, id, { removed_at: now.toString() }, version)))
    throw changedMeanwhile(await presentDocument(tx, scope, id, now));
  await deleteDraft(tx, scope, id);
  await forgetFiles(tx, scope, deps, row, () => true);
  await tellOf(tx, scope, row, 'removed', now, { before: { kind: row.kind } });
}

/** A new draft from what is in force: the beginning of an amendment. */
export async function amendDocument(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(mayWrite(scope, row), OBSERVERS_READ);
  if (await findDraft(tx, scope, id))
    throw conflict('draft-there', 'A change to this document is being written already; join in there.');
  const inForce = (await standingOf(tx, scope, [id])).find((one) => one.state === 'in-force');
  const text = inForce && (await findVersion(tx, scope, id, inForce.number));
  if (!text) throw conflict('nothing-in-force', 'Nothing of this document is in force yet; write in its draft.');
  const kind = kindOf(row.kind);
  const { content } = JSON.parse(text.canonical);
  await insertDraft(tx, scope, { document: id, state: draftFrom(kind, content), base: text.number }, now);
  await tellOf(tx, scope, row, 'amending', now, { after: { from: text.number } });
  return presentDocument(tx, scope, id, now);
}

/** Gives an amendment up: what is in force stays as it is. */
export async function dropDraft(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<Document> {
  const row = await takeDocument(tx, scope, id);
  needs(mayPropose(scope), ONLY_ITS_SPEAKERS);
  const draft = await needsDraft(tx, scope, id);
  if (draft.base === null)
    throw conflict('draft-first', 'Nothing of this document was in force yet; remove the whole document instead.');
  await deleteDraft(tx, scope, id);
  await tellOf(tx, scope, row, 'amendment-dropped', now, { before: { from: draft.base } });
  return presentDocument(tx, scope, id, now);
}

/** The draft, while it can be written in. */
export async function needsDraft(tx: Tx, scope: Scope, id: string) {
  const draft = await findDraft(tx, scope, id);
  if (!draft) throw conflict('no-draft', 'There is no draft of this document; begin a change first.');
  if ((await standingOf(tx, scope, [id])).some((one) => one.state === 'proposed'))
    throw conflict('document-proposed', 'This text is proposed and rests until it is ratified, declined or withdrawn.');
  return draft;
}
