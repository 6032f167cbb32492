import { sql } from 'kysely';
import type { Ratification } from '../../domain/documents/contract.ts';
import type { Proof, VersionState } from '../../domain/documents/words.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';

export type VersionRow = {
  document_id: string;
  number: number;
  canonical?: string;
  hash: Buffer;
  title: string;
  note: string | null;
  base: number | null;
  parties: string[];
  proposed_by: string;
  proposed_by_name: string;
  proposed_party: string;
  proposed_at: string;
  expires_at: string;
  time_zone: string;
  state: VersionState;
  in_force_at: string | null;
  settled_at: string | null;
  settled_by: string | null;
  settled_by_name: string | null;
  settled_party: string | null;
  reason: string | null;
};

/** Versions of documents whose sight was proven before: by their ids. */
function versions(tx: Tx, scope: AnyScope, documents: readonly string[]) {
  return tx
    .selectFrom('document_version as v')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'v.partnership_id').onRef('p.id', '=', 'v.proposed_by'),
    )
    .leftJoin('participant as s', (join) =>
      join.onRef('s.partnership_id', '=', 'v.partnership_id').onRef('s.id', '=', 'v.settled_by'),
    )
    .select(['v.document_id', 'v.number', 'v.hash', 'v.title', 'v.note', 'v.base', 'v.parties', 'v.proposed_by'])
    .select(['v.proposed_party', 'v.proposed_at', 'v.expires_at', 'v.time_zone', 'v.state', 'v.in_force_at'])
    .select(['v.settled_at', 'v.settled_by', 'v.reason'])
    .select(['p.name as proposed_by_name', 's.name as settled_by_name', 's.party_id as settled_party'])
    .where('v.partnership_id', '=', scope.partnership)
    .where('v.document_id', 'in', [...documents])
    .orderBy('v.number', 'desc');
}

export async function versionsOf(tx: Tx, scope: AnyScope, documents: readonly string[]): Promise<VersionRow[]> {
  if (documents.length === 0) return [];
  return (await versions(tx, scope, documents).execute()) as VersionRow[];
}

/** What stands now: proposed or in force. */
export async function standingOf(tx: Tx, scope: AnyScope, documents: readonly string[]): Promise<VersionRow[]> {
  if (documents.length === 0) return [];
  const standing = versions(tx, scope, documents).where('v.state', 'in', ['proposed', 'in-force']);
  return (await standing.execute()) as VersionRow[];
}

export async function findVersion(
  tx: Tx,
  scope: AnyScope,
  document: string,
  number: number,
): Promise<(VersionRow & { canonical: string }) | undefined> {
  const row = await versions(tx, scope, [document])
    .select('v.canonical')
    .where('v.number', '=', number)
    .executeTakeFirst();
  return row as (VersionRow & { canonical: string }) | undefined;
}

export type RatificationRow = Ratification & { documentId: string; number: number; participantId: string };

/** Every yes to versions of these documents, in the order in which they were given. */
export async function ratificationsOf(
  tx: Tx,
  scope: AnyScope,
  documents: readonly string[],
): Promise<RatificationRow[]> {
  if (documents.length === 0) return [];
  const rows = await tx
    .selectFrom('document_ratification')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', 'in', [...documents])
    .orderBy('at')
    .orderBy('party_id')
    .execute();
  return rows.map((row) => ({
    documentId: row.document_id,
    number: row.number,
    participantId: row.participant_id,
    partyId: row.party_id,
    partyName: row.party_name,
    name: row.name,
    role: row.role as Ratification['role'],
    proof: row.proof as Ratification['proof'],
    at: row.at,
  }));
}

export async function lastNumber(tx: Tx, scope: Scope, document: string): Promise<number> {
  const row = await tx
    .selectFrom('document_version')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .executeTakeFirst();
  return row?.last ?? 0;
}

export async function insertVersion(
  tx: Tx,
  scope: Scope,
  row: {
    document: string;
    number: number;
    canonical: string;
    hash: Buffer;
    title: string;
    note: string | null;
    base: number | null;
    parties: string[];
    expiresAt: Temporal.Instant;
    timeZone: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('document_version')
    .values({
      partnership_id: scope.partnership,
      document_id: row.document,
      number: row.number,
      canonical: row.canonical,
      hash: row.hash,
      title: row.title,
      note: row.note,
      base: row.base,
      parties: row.parties,
      proposed_by: scope.participant,
      proposed_party: scope.party,
      proposed_at: now.toString(),
      expires_at: row.expiresAt.toString(),
      time_zone: row.timeZone,
      state: 'proposed',
    })
    .execute();
}

/* ── The doors: what becomes of a proposal is decided by the database ── */

export type RatifyOutcome =
  | 'ratified'
  | 'in-force'
  | 'joined'
  | 'nothing'
  | 'not-signatory'
  | 'already'
  | 'changed'
  | 'not-asked'
  | Exclude<VersionState, 'proposed' | 'in-force'>;

export async function ratifyVersion(
  tx: Tx,
  scope: Scope,
  given: { document: string; number: number; hash: Buffer; proof: Proof },
  now: Temporal.Instant,
): Promise<RatifyOutcome> {
  const text = sql`${given.document}, ${given.number}, ${given.hash}`;
  const yes =
    given.proof === 'story'
      ? sql`app.ratify_in_story(${scope.participant}, ${text}, ${now.toString()})`
      : sql`app.ratify(${text}, ${given.proof}, ${now.toString()})`;
  const { rows } = await sql<{ outcome: RatifyOutcome }>`select ${yes} as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'nothing';
}

/** Ends a proposal; true for whoever did. */
export async function settleProposal(
  tx: Tx,
  given: { document: string; number: number; outcome: 'declined' | 'withdrawn' | 'expired'; reason: string | null },
  now: Temporal.Instant,
): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`
    select app.settle_proposal(${given.document}, ${given.number}, ${given.outcome}, ${given.reason}, ${now.toString()})
      as settled`.execute(tx);
  return rows[0]?.settled ?? false;
}

export async function proposalsDue(tx: Tx, now: Temporal.Instant) {
  const { rows } = await sql<{ partnership_id: string; document_id: string; number: number }>`
    select partnership_id, document_id, number from app.proposals_due(${now.toString()})`.execute(tx);
  return rows.map((row) => ({ partnershipId: row.partnership_id, documentId: row.document_id, number: row.number }));
}
