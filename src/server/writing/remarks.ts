import { kindOf } from '../../domain/documents/kinds.ts';
import type { NewRemark, Remark, RemarkChange } from '../../domain/writing/contract.ts';
import { MOST_REMARKS, MOST_REPLIES, settlements, wouldAnswer } from '../../domain/writing/rules.ts';
import { mayStart } from '../documents/access.ts';
import { type DocumentRow, findDocument } from '../documents/queries.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, forbidden, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import {
  countRemarks,
  insertRemark,
  insertReply,
  listRemarks,
  listReplies,
  lockRemark,
  type RemarkRow,
  type ReplyRow,
  settleRemark,
} from './remark-queries.ts';

export async function presentRemarks(tx: Tx, scope: Scope, document: string): Promise<{ items: Remark[] }> {
  await documentOf(tx, scope, document);
  const rows = await listRemarks(tx, scope, document);
  const replies = await listReplies(
    tx,
    scope,
    rows.map(({ id }) => id),
  );
  return { items: rows.map((row) => present(scope, row, replies)) };
}

/** Says something beside a text. Among one's own people while the draft is theirs alone, and so it stays. */
export async function makeRemark(
  tx: Tx,
  scope: Scope,
  document: string,
  wish: NewRemark,
  now: Temporal.Instant,
): Promise<Remark> {
  const of = await documentOf(tx, scope, document);
  if (wish.section !== null && !kindOf(of.kind).sections.some(({ key }) => key === wish.section))
    throw invalid('This document has no such section; choose one of its own.');
  if (wish.wording && wish.kind !== 'suggestion') throw invalid('Only a suggestion has a wording of its own.');
  if ((await countRemarks(tx, scope, document)) >= MOST_REMARKS)
    throw conflict('many-remarks', `There are ${MOST_REMARKS} remarks beside this document; talk about these first.`);
  const id = newId();
  const privateTo = of.shared_at === null ? scope.party : null;
  await insertRemark(
    tx,
    scope,
    {
      id,
      document_id: document,
      section: wish.section,
      kind: wish.kind,
      text: wish.text.trim(),
      wording: wish.wording?.trim() ?? null,
      private_to: privateTo,
    },
    now,
  );
  const challenge = wish.kind === 'challenge';
  const after = { remark: id, section: wish.section, ...(challenge && { text: wish.text.trim() }) };
  await tell(tx, scope, of, privateTo, challenge ? 'challenge.raised' : `remark.${wish.kind}`, after, now);
  return one(tx, scope, document, id);
}

/** Goes on with a remark. To a challenge of somebody else, the first word is its answer. */
export async function replyTo(
  tx: Tx,
  scope: Scope,
  document: string,
  id: string,
  text: string,
  now: Temporal.Instant,
): Promise<Remark> {
  const of = await documentOf(tx, scope, document);
  const row = await take(tx, scope, document, id);
  if ((await listReplies(tx, scope, [id])).length >= MOST_REPLIES)
    throw conflict('many-replies', `There are ${MOST_REPLIES} replies here; go on in a new remark, or meet.`);
  const answer = wouldAnswer({ ...row, by: row.by_participant_id }, scope);
  await insertReply(tx, scope, { id: newId(), remark_id: id, text: text.trim(), answer }, now);
  if (answer) await settleRemark(tx, scope, id, 'answered', now);
  const after = { remark: id, section: row.section, ...(answer && { text: text.trim() }) };
  await tell(tx, scope, of, row.private_to, answer ? 'challenge.answered' : 'remark.reply', after, now);
  return one(tx, scope, document, id);
}

export async function changeRemark(
  tx: Tx,
  scope: Scope,
  document: string,
  id: string,
  version: number,
  { state }: RemarkChange,
  now: Temporal.Instant,
): Promise<Remark> {
  const of = await documentOf(tx, scope, document);
  const row = await take(tx, scope, document, id);
  if (row.version !== version) throw changedMeanwhile(await one(tx, scope, document, id));
  if (!settlements({ ...row, by: row.by_participant_id }, whoIs(scope)).includes(state))
    throw forbidden(
      row.kind === 'challenge'
        ? 'A challenge is settled by an answer of somebody else, or withdrawn by whoever raised it.'
        : 'This remark cannot be settled like this by you; say in a reply what you think.',
    );
  await settleRemark(tx, scope, id, state, now);
  await record(tx, scope, {
    at: now,
    type: row.kind === 'challenge' ? `challenge.${state}` : 'remark.settled',
    subject: { type: 'document', id: document, label: of.title },
    before: { remark: id, state: row.state },
    after: { remark: id, state },
    privateTo: row.private_to,
  });
  return one(tx, scope, document, id);
}

async function documentOf(tx: Tx, scope: Scope, document: string): Promise<DocumentRow> {
  const row = await findDocument(tx, scope, document);
  if (!row) throw notFound();
  return row;
}

async function take(tx: Tx, scope: Scope, document: string, id: string): Promise<RemarkRow> {
  const row = await lockRemark(tx, scope, document, id);
  if (!row) throw notFound();
  return row;
}

async function tell(
  tx: Tx,
  scope: Scope,
  of: DocumentRow,
  privateTo: string | null,
  type: string,
  after: Record<string, unknown>,
  now: Temporal.Instant,
): Promise<void> {
  await record(tx, scope, {
    at: now,
    type,
    subject: { type: 'document', id: of.id, label: of.title },
    after,
    privateTo,
  });
}

async function one(tx: Tx, scope: Scope, document: string, id: string): Promise<Remark> {
  const row = (await listRemarks(tx, scope, document)).find((remark) => remark.id === id);
  if (!row) throw notFound();
  return present(scope, row, await listReplies(tx, scope, [id]));
}

const whoIs = (scope: Scope) => ({ participant: scope.participant, writes: mayStart(scope) });

function present(scope: Scope, row: RemarkRow, replies: readonly ReplyRow[]): Remark {
  const said = { ...row, by: row.by_participant_id };
  return {
    id: row.id,
    section: row.section,
    kind: row.kind,
    text: row.text,
    wording: row.wording,
    by: by(row),
    at: row.at,
    private: row.private_to !== null,
    state: row.state,
    settledBy: row.settled_name,
    settledAt: row.settled_at,
    replies: replies
      .filter((reply) => reply.remark_id === row.id)
      .map((reply) => ({ id: reply.id, text: reply.text, answer: reply.answer, by: by(reply), at: reply.at })),
    version: row.version,
    can: { reply: true, answer: wouldAnswer(said, scope), settle: settlements(said, whoIs(scope)) },
  };
}

const by = (row: { by_participant_id: string; by_party_id: string; by_name: string }) => ({
  participantId: row.by_participant_id,
  partyId: row.by_party_id,
  name: row.by_name,
});
