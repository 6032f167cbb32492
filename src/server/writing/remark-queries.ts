import type { RemarkKind, RemarkState } from '../../domain/writing/words.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';

export type RemarkRow = {
  id: string;
  document_id: string;
  section: string | null;
  kind: RemarkKind;
  text: string;
  wording: string | null;
  by_participant_id: string;
  by_party_id: string;
  by_name: string;
  at: string;
  private_to: string | null;
  state: RemarkState;
  settled_name: string | null;
  settled_at: string | null;
  version: number;
};
export type ReplyRow = {
  id: string;
  remark_id: string;
  text: string;
  answer: boolean;
  by_participant_id: string;
  by_party_id: string;
  by_name: string;
  at: string;
};

/** The first lock: what was said among another party's people does not exist. */
function visible(tx: Tx, scope: Scope, document: string) {
  return tx
    .selectFrom('remark')
    .select([
      'id',
      'document_id',
      'section',
      'kind',
      'text',
      'wording',
      'by_participant_id',
      'by_party_id',
      'by_name',
      'at',
      'private_to',
      'state',
      'settled_name',
      'settled_at',
      'version',
    ])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where((eb) => eb.or([eb('private_to', 'is', null), eb('private_to', '=', scope.party)]));
}

export async function listRemarks(tx: Tx, scope: Scope, document: string): Promise<RemarkRow[]> {
  return (await visible(tx, scope, document).orderBy('id').execute()) as RemarkRow[];
}

/** One of them, held until commit. */
export async function lockRemark(tx: Tx, scope: Scope, document: string, id: string): Promise<RemarkRow | undefined> {
  return (await visible(tx, scope, document).where('id', '=', id).forUpdate().executeTakeFirst()) as
    | RemarkRow
    | undefined;
}

export async function countRemarks(tx: Tx, scope: Scope, document: string): Promise<number> {
  const { count } = await tx
    .selectFrom('remark')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Challenges that nobody has answered, among those that all parties see. */
export async function countUnanswered(tx: Tx, scope: Scope, document: string): Promise<number> {
  const { count } = await tx
    .selectFrom('remark')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where('kind', '=', 'challenge')
    .where('state', '=', 'open')
    .where('private_to', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function insertRemark(
  tx: Tx,
  scope: Scope,
  row: Pick<RemarkRow, 'id' | 'document_id' | 'section' | 'kind' | 'text' | 'wording' | 'private_to'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('remark')
    .values({
      ...row,
      partnership_id: scope.partnership,
      by_participant_id: scope.participant,
      by_party_id: scope.party,
      by_name: scope.name,
      at: now.toString(),
      state: 'open',
    })
    .execute();
}

export async function settleRemark(
  tx: Tx,
  scope: Scope,
  id: string,
  state: RemarkState,
  now: Temporal.Instant,
): Promise<void> {
  const open = state === 'open';
  await tx
    .updateTable('remark')
    .set((eb) => ({
      state,
      settled_by: open ? null : scope.participant,
      settled_name: open ? null : scope.name,
      settled_at: open ? null : now.toString(),
      version: eb('version', '+', 1),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}

export async function listReplies(tx: Tx, scope: Scope, remarks: readonly string[]): Promise<ReplyRow[]> {
  if (remarks.length === 0) return [];
  return tx
    .selectFrom('remark_reply')
    .select(['id', 'remark_id', 'text', 'answer', 'by_participant_id', 'by_party_id', 'by_name', 'at'])
    .where('partnership_id', '=', scope.partnership)
    .where('remark_id', 'in', [...remarks])
    .orderBy('id')
    .execute();
}

export async function insertReply(
  tx: Tx,
  scope: Scope,
  row: Pick<ReplyRow, 'id' | 'remark_id' | 'text' | 'answer'>,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('remark_reply')
    .values({
      ...row,
      partnership_id: scope.partnership,
      by_participant_id: scope.participant,
      by_party_id: scope.party,
      by_name: scope.name,
      at: now.toString(),
    })
    .execute();
}
