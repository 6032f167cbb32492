import { sql } from 'kysely';
import type { NamedFile } from '../../domain/documents/files.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';

export type FileRow = NamedFile & {
  by: { participantId: string; name: string; partyId: string };
  at: string;
  /** A text that was proposed names it. */
  kept: boolean;
};

/** Files of a document whose sight was proven before, the latest first. */
export async function filesOf(tx: Tx, scope: AnyScope, document: string): Promise<FileRow[]> {
  const rows = await tx
    .selectFrom('document_file as f')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'f.partnership_id').onRef('p.id', '=', 'f.participant_id'),
    )
    .select(['f.id', 'f.name', 'f.type', 'f.size', 'f.sha256', 'f.participant_id', 'f.party_id', 'f.at'])
    .select('p.name as by_name')
    .where('f.partnership_id', '=', scope.partnership)
    .where('f.document_id', '=', document)
    .orderBy('f.id', 'desc')
    .execute();
  const kept = rows.length > 0 ? await namedInVersions(tx, scope, document) : new Set();
  return rows.map(({ participant_id, party_id, by_name, sha256, ...row }) => ({
    ...row,
    sha256: sha256.toString('hex'),
    by: { participantId: participant_id, name: by_name, partyId: party_id },
    kept: kept.has(row.id),
  }));
}

/** Files that texts of this document name which were ever proposed: each text is read once. */
async function namedInVersions(tx: Tx, scope: AnyScope, document: string): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct file ->> 'id' as id
    from document_version v, jsonb_array_elements(v.canonical::jsonb -> 'files') file
    where v.partnership_id = ${scope.partnership} and v.document_id = ${document}`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Bytes of all files of the partnership that this person can see. */
export async function bytesSeen(tx: Tx, scope: Scope): Promise<number> {
  const row = await tx
    .selectFrom('document_file')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<string>('size'), sql<string>`0`).as('bytes'))
    .where('partnership_id', '=', scope.partnership)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
}

export async function insertFile(
  tx: Tx,
  scope: Scope,
  document: string,
  { id, name, type, size, sha256 }: NamedFile,
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('document_file')
    .values({
      partnership_id: scope.partnership,
      document_id: document,
      id,
      sha256: Buffer.from(sha256, 'hex'),
      name,
      type,
      size,
      participant_id: scope.participant,
      party_id: scope.party,
      at: now.toString(),
    })
    .execute();
}

/** Refused by the database for what a proposed text names. */
export async function deleteFiles(tx: Tx, scope: Scope, document: string, files: readonly string[]): Promise<void> {
  if (files.length === 0) return;
  await tx
    .deleteFrom('document_file')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where('id', 'in', [...files])
    .execute();
}

/** Held until commit by whoever adds a file or removes bytes that nobody names any more. */
export async function lockFiles(tx: Tx): Promise<void> {
  await sql`select app.lock_files()`.execute(tx);
}

/** Which of these hashes no file of the partnership has. */
export async function unnamedHashes(tx: Tx, scope: AnyScope, hashes: readonly string[]): Promise<string[]> {
  const rows = await tx
    .selectFrom('document_file')
    .select('sha256')
    .distinct()
    .where('partnership_id', '=', scope.partnership)
    .where(
      'sha256',
      'in',
      hashes.map((hash) => Buffer.from(hash, 'hex')),
    )
    .execute();
  const named = new Set(rows.map(({ sha256 }) => sha256.toString('hex')));
  return hashes.filter((hash) => !named.has(hash));
}
