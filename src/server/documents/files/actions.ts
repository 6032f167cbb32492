import type { Readable } from 'node:stream';
import type { DocumentFile } from '../../../domain/documents/contract.ts';
import {
  ACCEPTED,
  cleanFileName,
  LARGEST_FILE,
  MOST_BYTES,
  MOST_FILES,
  sizeText,
} from '../../../domain/documents/files.ts';
import { needs } from '../../partnerships/access.ts';
import type { Deps } from '../../platform/api.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, HttpError, invalid, notFound, tooLarge } from '../../platform/errors.ts';
import type { Received } from '../../platform/file-store.ts';
import { newId } from '../../platform/id.ts';
import { asWorker, inPartnership, type Scope } from '../../platform/scope.ts';
import { mayWrite, OBSERVERS_READ } from '../access.ts';
import { forgetFiles, needsDraft, takeDocument, tellOf } from '../actions.ts';
import { bytesSeen, type FileRow, filesOf, insertFile, lockFiles, unnamedHashes } from '../file-queries.ts';
import { findDocument } from '../queries.ts';
import { detect } from './detect.ts';
import { draftedFiles, presentFiles } from './present.ts';

export const TOO_LARGE = `A file can have ${sizeText(LARGEST_FILE)} at most. Make it smaller, or say in the text where it is kept.`;
const TOO_MANY = `A document can have ${MOST_FILES} files at most. Remove some that no text names.`;
const FULL = `The files of this partnership have ${sizeText(MOST_BYTES)} together, and that is the most. Remove some that no text names, or say in the text where this one is kept.`;

/** What is being added, from whom, to what. */
export type Adding = {
  person: string;
  partnership: string;
  document: string;
  name: string;
  stream: Readable;
};

/** Refuses before a byte is read what can be refused then, with a sentence. */
export async function mayAdd(tx: Tx, scope: Scope, document: string, size: number): Promise<void> {
  const row = await findDocument(tx, scope, document);
  if (!row) throw notFound();
  needs(mayWrite(scope, row), OBSERVERS_READ);
  await needsDraft(tx, scope, document);
  if (size > LARGEST_FILE) throw tooLarge(TOO_LARGE);
  if ((await filesOf(tx, scope, document)).length >= MOST_FILES) throw conflict('files-many', TOO_MANY);
  if ((await bytesSeen(tx, scope)) + size > MOST_BYTES) throw conflict('files-full', FULL);
}

/**
 * Takes a file in: reads it to its end without a transaction, finds out what it is, and then writes bytes and row in one
 * step. Sent again it is the same file.
 */
export async function addFile(deps: Deps, adding: Adding): Promise<DocumentFile> {
  const { partnership, person, document, stream, name } = adding;
  const received = await deps.files
    .receive(partnership, stream, { bytes: LARGEST_FILE, message: TOO_LARGE })
    .catch((error: unknown) => {
      if (error instanceof HttpError || !stream.destroyed) throw error;
      throw invalid('The file did not arrive whole. Try again.');
    });
  try {
    const found = await detect(received, name);
    if ('refused' in found)
      throw invalid(`${found.refused} Accepted are ${ACCEPTED}.`, [{ path: 'file', message: found.refused }]);
    return await inPartnership(
      deps.db,
      person,
      partnership,
      (tx, scope) => keep(tx, scope, deps, { document, received, type: found.type, name }),
      deps.guard,
    );
  } finally {
    // Kept, there is nothing under its first name any more.
    await deps.files.drop(received);
  }
}

async function keep(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  { document, received, type, name }: { document: string; received: Received; type: string; name: string },
): Promise<DocumentFile> {
  const now = deps.clock.now();
  const row = await takeDocument(tx, scope, document);
  const same = (await filesOf(tx, scope, document)).find(({ sha256 }) => sha256 === received.sha256);
  // What may be done can have changed while the file was on its way.
  await mayAdd(tx, scope, document, same ? 0 : received.size);
  await lockFiles(tx);
  await deps.files.keep(received);
  if (!same) {
    const { size, sha256 } = received;
    const file = { id: newId(), name: cleanFileName(name, type), type, size, sha256 };
    await insertFile(tx, scope, document, file, now);
    await tellOf(tx, scope, row, 'file-added', now, { after: { file: file.name, sha256 } });
  }
  const files = presentFiles(await filesOf(tx, scope, document), await draftedFiles(tx, scope, row));
  return files.find(({ sha256 }) => sha256 === received.sha256) as DocumentFile;
}

export async function fileToRead(tx: Tx, scope: Scope, document: string, id: string): Promise<FileRow> {
  if (!(await findDocument(tx, scope, document))) throw notFound();
  const file = (await filesOf(tx, scope, document)).find((one) => one.id === id);
  if (!file) throw notFound();
  return file;
}

/** For good: nobody can bring it back. What a text names is taken out of the text first, or stays. */
export async function removeFile(tx: Tx, scope: Scope, deps: Deps, document: string, id: string): Promise<void> {
  const row = await takeDocument(tx, scope, document);
  needs(mayWrite(scope, row), OBSERVERS_READ);
  const files = presentFiles(await filesOf(tx, scope, document), await draftedFiles(tx, scope, row));
  const file = files.find((one) => one.id === id);
  if (!file) throw notFound();
  if (file.named === 'version')
    throw conflict('file-proposed', 'A text that was proposed names this file; it stays, as the text does.');
  if (file.named === 'draft') throw conflict('file-in-draft', 'The draft names this file. Take it out there first.');
  await forgetFiles(tx, scope, deps, row, ({ id: one }) => one === id);
}

/**
 * Removes bytes that no row names: of the files that were removed just now, or whatever was left behind, once it is a day
 * old. Rows are the truth, and whoever adds the same bytes at this moment waits or is waited for.
 */
export async function sweepFiles(deps: Deps, { partnership, hashes }: { partnership?: string; hashes?: string }) {
  const all =
    partnership && hashes
      ? new Map([[partnership, hashes.split(' ')]])
      : await deps.files.sweep(deps.clock.now().subtract({ hours: 24 }));
  for (const [where, kept] of all)
    await asWorker(deps.db, where, async (tx, scope) => {
      await lockFiles(tx);
      for (const hash of await unnamedHashes(tx, scope, kept)) await deps.files.remove(where, hash);
    });
}
