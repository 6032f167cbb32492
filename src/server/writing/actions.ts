import * as Y from 'yjs';
import { kindOf } from '../../domain/documents/kinds.ts';
import type { VersionShares, Writers } from '../../domain/writing/contract.ts';
import { foldUpdates, sharesIn } from '../../domain/writing/drafts.ts';
import { addShares as sumShares } from '../../domain/writing/shares.ts';
import { findDocument } from '../documents/queries.ts';
import { findVersion } from '../documents/version-queries.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { addShares, holdDraft, listShares, listWriters, readState, replaceState } from './queries.ts';
import { countUnanswered } from './remark-queries.ts';

/** Takes the changes of a draft into its text. Nothing changes for anybody; there is only less to read next time. */
export async function foldDraft(tx: Tx, scope: Scope, document: string, now: Temporal.Instant): Promise<void> {
  const draft = await holdDraft(tx, scope, document);
  // While it is proposed it is as it was folded then.
  if (!draft || draft.proposed) return;
  await replaceState(tx, scope, document, foldUpdates, now);
}

/**
 * Before a draft is proposed, in the transaction that does it and holds the document: everything written is in its
 * text, and no dissent stands without an answer. An answer is owed, agreement is not; and anybody but whoever raised it
 * can give it, so that a challenge holds nobody up who is ready to answer.
 */
export async function settleDraft(tx: Tx, scope: Scope, document: string, now: Temporal.Instant): Promise<void> {
  await foldDraft(tx, scope, document, now);
  const open = await countUnanswered(tx, scope, document);
  if (open > 0)
    throw conflict(
      'challenge-unanswered',
      `${open === 1 ? 'A challenge' : `${open} challenges`} beside this text waits for an answer. Answer first; you need not agree, and both stay beside the text.`,
    );
}

/** Keeps with a proposed version how much of it each party wrote. */
export async function keepShares(tx: Tx, scope: Scope, document: string, number: number): Promise<void> {
  const draft = await holdDraft(tx, scope, document);
  if (!draft) return;
  const doc = new Y.Doc();
  for (const part of await readState(tx, scope, document)) Y.applyUpdate(doc, part);
  const writers = await listWriters(tx, scope, document);
  const authors = new Map(writers.map((one) => [one.client, one.partyId]));
  await addShares(tx, scope, { document, number }, sharesIn(kindOf(draft.kind), doc, authors));
  doc.destroy();
}

export async function presentWriters(tx: Tx, scope: Scope, document: string): Promise<Writers> {
  if (!(await findDocument(tx, scope, document))) throw notFound();
  const draft = await holdDraft(tx, scope, document);
  return { draft: draft?.draft ?? null, items: draft ? await listWriters(tx, scope, document) : [] };
}

export async function presentShares(tx: Tx, scope: Scope, document: string, number: number): Promise<VersionShares> {
  if (!(await findDocument(tx, scope, document)) || !(await findVersion(tx, scope, document, number))) throw notFound();
  const sections = await listShares(tx, scope, { document, number });
  return { sections, whole: sumShares(Object.values(sections)) };
}
