import type { DocumentFile } from '../../../domain/documents/contract.ts';
import { filesIn } from '../../../domain/documents/files.ts';
import { kindOf } from '../../../domain/documents/kinds.ts';
import { contentOf } from '../../../domain/documents/ydoc.ts';
import type { Tx } from '../../platform/database.ts';
import type { AnyScope } from '../../platform/scope.ts';
import type { FileRow } from '../file-queries.ts';
import { type DocumentRow, findDraft } from '../queries.ts';

/** Files of a document, and what names each. `drafted`: ids that stand in its draft. */
export const presentFiles = (files: readonly FileRow[], drafted: ReadonlySet<string>): DocumentFile[] =>
  files.map(({ kept, ...file }) => ({ ...file, named: kept ? 'version' : drafted.has(file.id) ? 'draft' : null }));

export async function draftedFiles(tx: Tx, scope: AnyScope, row: DocumentRow): Promise<Set<string>> {
  const draft = await findDraft(tx, scope, row.id);
  const kind = kindOf(row.kind);
  return new Set(draft ? filesIn(kind, contentOf(kind, draft.state)) : []);
}
