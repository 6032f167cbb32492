import { sql } from 'kysely';
import type { Tx } from '../platform/database.ts';
import type { AnyScope } from '../platform/scope.ts';

export type LinkRow = { position: number; entry: string; hash: Buffer; head: string; signature: Buffer; at: string };

/** Where a version came into force. */
export async function linkOf(tx: Tx, scope: AnyScope, document: string, number: number): Promise<LinkRow | undefined> {
  return tx
    .selectFrom('chain_link')
    .select(['position', 'entry', 'hash', 'head', 'signature', 'at'])
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where('number', '=', number)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
}

/** Held until commit: the next link follows on this one. */
export async function lockHead(tx: Tx, scope: AnyScope): Promise<LinkRow | undefined> {
  await sql`select app.lock_chain()`.execute(tx);
  return tx
    .selectFrom('chain_link')
    .select(['position', 'entry', 'hash', 'head', 'signature', 'at'])
    .where('partnership_id', '=', scope.partnership)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function chainOf(tx: Tx, scope: AnyScope): Promise<LinkRow[]> {
  return tx
    .selectFrom('chain_link')
    .select(['position', 'entry', 'hash', 'head', 'signature', 'at'])
    .where('partnership_id', '=', scope.partnership)
    .orderBy('position')
    .execute();
}

export async function insertLink(
  tx: Tx,
  scope: AnyScope,
  row: { document: string; number: number } & LinkRow,
): Promise<void> {
  const { document, ...link } = row;
  await tx
    .insertInto('chain_link')
    .values({ partnership_id: scope.partnership, document_id: document, ...link })
    .execute();
}
