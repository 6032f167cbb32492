import { createHash } from 'node:crypto';
import { type Canonical, canonicalText, peopleIn } from '../../domain/documents/canonical.ts';
import type { Content } from '../../domain/documents/content.ts';
import type {
  Document,
  DocumentCard,
  DocumentVersion,
  Draft,
  Signatory,
  VersionHead,
} from '../../domain/documents/contract.ts';
import { filesIn, type NamedFile } from '../../domain/documents/files.ts';
import { findingsIn } from '../../domain/documents/findings.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { isLate, waitingFor } from '../../domain/documents/rules.ts';
import { headingsOf } from '../../domain/documents/texts/index.ts';
import { contentOf } from '../../domain/documents/ydoc.ts';
import { speaksFor } from '../../domain/partnerships/rules.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { type Cursor, pageOf } from '../platform/pages.ts';
import type { Scope } from '../platform/scope.ts';
import { mayPropose, mayShare, maySign, mayStart, mayWithdraw, mayWrite } from './access.ts';
import { linkOf } from './chain-queries.ts';
import { type FileRow, filesOf } from './file-queries.ts';
import { presentFiles } from './files/present.ts';
import {
  type DocumentRow,
  type DraftRow,
  draftsOf,
  findDocument,
  findDraft,
  listDocuments,
  type PartyRow,
  type PersonRow,
  partiesIn,
  peopleOf,
  signatoryRoles,
} from './queries.ts';
import {
  findVersion,
  type RatificationRow,
  ratificationsOf,
  standingOf,
  type VersionRow,
  versionsOf,
} from './version-queries.ts';

export const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** The text of a draft as it would be proposed now. */
export function canonicalOf(
  document: Pick<DocumentRow, 'kind' | 'title' | 'language'>,
  content: Content,
  parties: readonly PartyRow[],
  people: readonly PersonRow[],
  files: readonly NamedFile[],
): Canonical {
  const kind = kindOf(document.kind);
  const named = new Set(filesIn(kind, content));
  const byId = new Map(people.map((one) => [one.id, one]));
  return {
    kind: document.kind,
    // Content is read by the sections that the kind has now.
    kindVersion: kind.version,
    title: document.title,
    language: document.language,
    headings: headingsOf(kind, document.language),
    content,
    parties: [...parties],
    people: peopleIn(content, (id) => byId.has(id)).map((id) => byId.get(id) as PersonRow),
    files: files.filter(({ id }) => named.has(id)),
  };
}

export function headOf(row: VersionRow, all: readonly RatificationRow[], parties: readonly PartyRow[]): VersionHead {
  const ratifications = all.filter((one) => one.documentId === row.document_id && one.number === row.number);
  const here = parties.map(({ id }) => id);
  return {
    number: row.number,
    title: row.title,
    note: row.note,
    base: row.base,
    state: row.state,
    hash: row.hash.toString('hex'),
    partyIds: row.parties,
    proposedBy: { participantId: row.proposed_by, name: row.proposed_by_name, partyId: row.proposed_party },
    proposedAt: row.proposed_at,
    expiresAt: row.expires_at,
    timeZone: row.time_zone,
    inForceAt: row.in_force_at,
    settledAt: row.settled_at,
    settledBy:
      row.settled_by && row.settled_by_name && row.settled_party
        ? { participantId: row.settled_by, name: row.settled_by_name, partyId: row.settled_party }
        : null,
    reason: row.reason,
    ratifications: ratifications.map(({ partyId, partyName, name, role, proof, at }) => ({
      partyId,
      partyName,
      name,
      role,
      proof,
      at,
    })),
    waitingFor: waitingFor(
      row,
      ratifications.map(({ partyId }) => partyId),
      here,
    ),
  };
}

const cardOf = (
  row: DocumentRow,
  draftWrittenAt: string | null,
  heads: readonly VersionHead[],
): Omit<DocumentCard, 'asksMe'> => ({
  id: row.id,
  kind: row.kind,
  kindVersion: row.kind_version,
  title: row.title,
  language: row.language,
  startedBy: { participantId: row.created_by, name: row.created_by_name, partyId: row.party_id },
  createdAt: row.created_at,
  sharedAt: row.shared_at,
  version: row.version,
  draftWrittenAt,
  inForce: heads.find((head) => head.state === 'in-force') ?? null,
  proposed: heads.find((head) => head.state === 'proposed') ?? null,
});

/** Whether my yes is asked for, and to which version. */
const toSign = (heads: readonly VersionHead[], scope: Scope, now: Temporal.Instant): VersionHead | undefined =>
  heads.find((head) => head.waitingFor.includes(scope.party) && (head.state === 'in-force' || !isLate(head, now)));

export async function presentList(tx: Tx, scope: Scope, cursor: Cursor, now: Temporal.Instant) {
  const rows = await listDocuments(tx, scope, cursor);
  const ids = rows.map(({ id }) => id);
  const [drafts, standing, yes, parties] = [
    await draftsOf(tx, scope, ids),
    await standingOf(tx, scope, ids),
    await ratificationsOf(tx, scope, ids),
    await partiesIn(tx, scope),
  ];
  const roles = new Map<string, (partyId: string) => string>();
  for (const kind of new Set(rows.map((row) => row.kind))) roles.set(kind, await signatoryRoles(tx, scope, kind));
  return pageOf(
    rows,
    cursor.limit,
    (row) => row.id,
    (row): DocumentCard => {
      const heads = standing.filter((one) => one.document_id === row.id).map((one) => headOf(one, yes, parties));
      const signs = maySign(scope, roles.get(row.kind)?.(scope.party) ?? 'sponsor');
      const asksMe = signs && toSign(heads, scope, now) !== undefined;
      return { ...cardOf(row, drafts.get(row.id) ?? null, heads), asksMe };
    },
  );
}

export async function presentDocument(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<Document> {
  const row = await findDocument(tx, scope, id);
  if (!row) throw notFound();
  const [draft, rows, yes, parties, people, roleOf, files] = [
    await findDraft(tx, scope, id),
    await versionsOf(tx, scope, [id]),
    await ratificationsOf(tx, scope, [id]),
    await partiesIn(tx, scope),
    await peopleOf(tx, scope),
    await signatoryRoles(tx, scope, row.kind),
    await filesOf(tx, scope, id),
  ];
  const versions = rows.map((one) => headOf(one, yes, parties));
  const card = cardOf(row, draft?.written_at ?? null, versions);
  const pending = rows.find((one) => one.state === 'proposed');
  const open = pending && !isLate({ expiresAt: pending.expires_at }, now) ? pending : undefined;
  const asked = maySign(scope, roleOf(scope.party)) ? toSign(versions, scope, now) : undefined;
  const writes = mayWrite(scope, row) && !pending;
  const text = draft ? presentDraft(row, draft, parties, people, files) : null;
  return {
    ...card,
    draft: text,
    files: presentFiles(files, new Set(text?.files.map((file) => file.id))),
    versions,
    signatories: parties.map((party): Signatory => {
      const role = roleOf(party.id);
      const signs = people.filter((one) => one.party === party.id && one.role === role && one.here);
      return {
        partyId: party.id,
        role,
        people: signs.map((one) => ({ participantId: one.id, name: one.name, hasAccount: one.hasAccount })),
      };
    }),
    can: {
      share: row.shared_at === null && mayShare(scope, row),
      rename: writes && draft !== undefined,
      remove: !pending && !rows.some((one) => one.in_force_at) && mayRemove(scope, row),
      write: writes && draft !== undefined,
      amend: writes && draft === undefined && card.inForce !== null,
      dropDraft: draft !== undefined && draft.base !== null && !pending && mayPropose(scope),
      propose: draft !== undefined && !pending && row.shared_at !== null && parties.length > 1 && mayPropose(scope),
      ratify: asked !== undefined,
      decline: asked?.state === 'proposed',
      withdraw: open !== undefined && mayWithdraw(scope, open),
      chooseSignatory: speaksFor(scope.role),
    },
  };
}

/** Mine: by whoever writes in it. Ours: by those who speak for the party that started it. */
export const mayRemove = (scope: Scope, row: DocumentRow): boolean =>
  row.shared_at === null ? mayStart(scope) && row.party_id === scope.party : mayShare(scope, row);

function presentDraft(
  row: DocumentRow,
  draft: DraftRow,
  parties: PartyRow[],
  people: PersonRow[],
  files: FileRow[],
): Draft {
  const kind = kindOf(row.kind);
  const content = contentOf(kind, draft.state);
  const text = canonicalOf(row, content, parties, people, files);
  const known = { parties, people, files: new Set(files.map(({ id }) => id)), headings: text.headings };
  return {
    base: draft.base,
    startedAt: draft.started_at,
    writtenAt: draft.written_at,
    hash: sha256(canonicalText(text)).toString('hex'),
    headings: text.headings,
    content,
    parties: text.parties.map(({ id, name, organisation }) => ({ id, name, organisation })),
    people: text.people.map(({ id, name, party }) => ({ id, name, party })),
    files: (text.files ?? []).map(({ id, name, type, size, sha256 }) => ({ id, name, type, size, sha256 })),
    findings: findingsIn(kind, content, known),
  };
}

export async function presentVersion(tx: Tx, scope: Scope, id: string, number: number): Promise<DocumentVersion> {
  if (!(await findDocument(tx, scope, id))) throw notFound();
  const row = await findVersion(tx, scope, id, number);
  if (!row) throw notFound();
  const [yes, parties, chain] = [
    await ratificationsOf(tx, scope, [id]),
    await partiesIn(tx, scope),
    await linkOf(tx, scope, id, number),
  ];
  // Read as it was frozen: names and headings of that day.
  const text = JSON.parse(row.canonical) as Canonical;
  return {
    ...headOf(row, yes, parties),
    kind: text.kind,
    kindVersion: text.kindVersion,
    language: text.language,
    headings: text.headings,
    content: text.content,
    parties: text.parties,
    people: text.people,
    files: text.files ?? [],
    chain: chain ? { position: chain.position, hash: chain.hash.toString('hex') } : null,
  };
}
