import { sql } from 'kysely';
import { BRIEFING_KINDS } from '../../../domain/documents/briefing.ts';
import type { BriefingNames, BriefingShare, CheckIn } from '../../../domain/documents/briefing-contract.ts';
import type { DocumentKind } from '../../../domain/documents/words.ts';
import type { HomeItem } from '../../../domain/partnerships/home-contract.ts';
import type { Tx } from '../../platform/database.ts';
import type { AnyScope, PersonScope, Scope, WorkerScope } from '../../platform/scope.ts';

export type InForceRow = { id: string; kind: DocumentKind; number: number; canonical: string; in_force_at: string };

/** The texts in force that a briefing is made from, each kind’s oldest first. */
export async function textsInForce(tx: Tx, scope: AnyScope, document?: string): Promise<InForceRow[]> {
  let query = tx
    .selectFrom('document as d')
    .innerJoin('document_version as v', (join) =>
      join.onRef('v.partnership_id', '=', 'd.partnership_id').onRef('v.document_id', '=', 'd.id'),
    )
    .select(['d.id', 'd.kind', 'v.number', 'v.canonical', 'v.in_force_at'])
    .where('d.partnership_id', '=', scope.partnership)
    .where('d.removed_at', 'is', null)
    .where('d.shared_at', 'is not', null)
    .where('d.kind', 'in', [...BRIEFING_KINDS])
    .where('v.state', '=', 'in-force')
    .orderBy('d.created_at')
    .orderBy('d.id');
  if (document) query = query.where('d.id', '=', document);
  return (await query.execute()) as InForceRow[];
}

/** A text as it was ratified once, to compare with. */
export async function earlierText(tx: Tx, scope: Scope, document: string, number: number): Promise<string | undefined> {
  const row = await tx
    .selectFrom('document_version')
    .select('canonical')
    .where('partnership_id', '=', scope.partnership)
    .where('document_id', '=', document)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.canonical;
}

export type Read = {
  document_id: string;
  hash: Buffer;
  number: number;
  section: string;
  row_id: string | null;
  at: string;
};
/** What I have acknowledged here, the newest first. */
export async function readByMe(tx: Tx, scope: Scope): Promise<Read[]> {
  return (await tx
    .selectFrom('acknowledgement')
    .select(['document_id', 'hash', 'number', 'section', 'row_id', 'at'])
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', scope.participant)
    .orderBy('at', 'desc')
    .orderBy('number', 'desc')
    .execute()) as Read[];
}

export async function openForMe(tx: Tx, scope: Scope): Promise<number> {
  const row = await tx
    .selectFrom('briefing_reader')
    .select('open')
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', scope.participant)
    .executeTakeFirst();
  return row?.open ?? 0;
}

/** Everybody who is here, of parties that are in. */
export async function peopleHere(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('participant as p')
    .innerJoin('party as a', (join) =>
      join.onRef('a.partnership_id', '=', 'p.partnership_id').onRef('a.id', '=', 'p.party_id'),
    )
    .select(['p.id', 'p.name', 'p.party_id', 'p.role', 'p.function', 'p.decides'])
    .where('p.partnership_id', '=', scope.partnership)
    .where('p.left_on', 'is', null)
    .where('a.accepted_at', 'is not', null)
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .execute();
}

/* ── The doors: who has read what is for nobody but themselves to write ── */

/** Takes the parts of a version that has just come into force in place of those before. */
export async function setParts(
  tx: Tx,
  document: string,
  parts: readonly { hash: string; section: string; row: string | null; words: number }[],
): Promise<void> {
  await sql`select app.brief(${document}, ${JSON.stringify(parts)}::jsonb)`.execute(tx);
}

/** False: these words are not in force. */
export async function acknowledge(tx: Tx, document: string, hash: Buffer, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`
    select app.acknowledge(${document}, ${hash}, ${now.toString()}) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

export async function takeBack(tx: Tx, document: string, hash: Buffer): Promise<void> {
  await sql`select app.take_back(${document}, ${hash})`.execute(tx);
}

type Counts = { partyId: string; people: number; accounts: number; briefed: number; expectations: number };
export async function shares(tx: Tx): Promise<Counts[]> {
  const { rows } = await sql<Counts>`
    select party_id as "partyId", people, accounts, briefed, expectations from app.briefing_share()`.execute(tx);
  return rows;
}

export async function expectationsRead(tx: Tx): Promise<BriefingShare['expectations']> {
  const { rows } = await sql<BriefingShare['expectations'][number]>`
    select document_id as "documentId", encode(hash, 'hex') as hash, people from app.expectations_read()
    order by document_id, hash`.execute(tx);
  return rows;
}

export async function namesOfMyParty(tx: Tx): Promise<BriefingNames['items']> {
  const { rows } = await sql<BriefingNames['items'][number]>`
    select participant_id as "participantId", name, account, briefed from app.briefing_names()`.execute(tx);
  return rows;
}

/** How many parts there are, of which kinds, and how many words. */
export async function partsInForce(tx: Tx, scope: AnyScope) {
  return tx
    .selectFrom('briefing_part')
    .select((eb) => ['kind', sql<number>`count(*)::integer`.as('parts'), eb.fn.sum<number>('words').as('words')])
    .where('partnership_id', '=', scope.partnership)
    .groupBy('kind')
    .execute();
}

/* ── Home ── */

/** Briefings that wait for me, across partnerships; of those that have ended nobody needs one any more. */
export async function briefingNeeds(tx: Tx, scope: PersonScope): Promise<HomeItem[]> {
  const rows = await tx
    .selectFrom('briefing_reader as r')
    .innerJoin('partnership_card as c', 'c.partnership_id', 'r.partnership_id')
    .select(['r.partnership_id', 'r.open', 'r.begun', 'r.since', 'c.name'])
    .where('r.person_id', '=', scope.person)
    .where('r.open', '>', 0)
    .where('c.sample', '=', false)
    .where('c.status', '<>', 'ended')
    .execute();
  return rows.map((row) => ({
    kind: row.begun ? 'briefing-changed' : 'briefing',
    partnershipId: row.partnership_id,
    partnership: row.name,
    roundId: null,
    detail: `${row.open}`,
    at: row.since as string,
    due: null,
  }));
}

/* ── Letters ── */

export async function briefingsDue(tx: Tx, now: Temporal.Instant) {
  const { rows } = await sql<{ partnershipId: string; id: string }>`
    select partnership_id as "partnershipId", id from app.briefings_due(${now.toString()})`.execute(tx);
  return rows;
}

/** Takes the row for itself, so that two runs at once write once. */
export async function lockReader(tx: Tx, scope: WorkerScope, participant: string, now: Temporal.Instant) {
  return tx
    .selectFrom('briefing_reader as r')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'r.partnership_id').onRef('p.id', '=', 'r.participant_id'),
    )
    .leftJoin('contact as c', (join) =>
      join.onRef('c.partnership_id', '=', 'r.partnership_id').onRef('c.participant_id', '=', 'r.participant_id'),
    )
    .select([
      'r.participant_id as id',
      'r.open',
      'r.begun',
      'r.since',
      'r.told',
      'r.told_at',
      'r.stopped',
      'r.stop_secret',
    ])
    .select(['p.name', 'p.language', 'p.left_on', 'c.email'])
    .where('r.partnership_id', '=', scope.partnership)
    .where('r.participant_id', '=', participant)
    .where('r.next_at', '<=', now.toString())
    .forUpdate('r')
    .executeTakeFirst();
}

export async function setReader(
  tx: Tx,
  scope: WorkerScope,
  participant: string,
  set: { next_at: string | null; told?: number; told_at?: string; stop_secret?: Buffer },
): Promise<void> {
  await tx
    .updateTable('briefing_reader')
    .set(set)
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', participant)
    .execute();
}

/** `wish` null: only look. Undefined: there is nothing to stop. */
export async function stopBriefing(
  tx: Tx,
  reader: { partnership: string; participant: string; secret: Buffer },
  wish: boolean | null,
): Promise<{ stopped: boolean; language: string | null } | undefined> {
  const { rows } = await sql<{ stopped: boolean; language: string | null }>`
    select stopped, language from app.stop_briefing(${reader.partnership}, ${reader.participant}, ${reader.secret}, ${wish})`.execute(
    tx,
  );
  return rows[0];
}

/* ── Check-ins ── */

export async function findCheckIns(tx: Tx, scope: Scope, document: string): Promise<CheckIn[]> {
  const rows = await tx
    .selectFrom('check_in as c')
    .innerJoin('instrument as i', (join) =>
      join.onRef('i.partnership_id', '=', 'c.partnership_id').onRef('i.id', '=', 'c.instrument_id'),
    )
    .leftJoin('round as r', (join) =>
      join
        .onRef('r.partnership_id', '=', 'i.partnership_id')
        .onRef('r.instrument_key', '=', 'i.key')
        .on('r.state', '<>', 'cancelled'),
    )
    .select(['c.number', 'i.id as instrumentId', 'i.key', 'r.id as roundId', 'r.number as round', 'r.state'])
    .select('r.closes_at')
    .where('c.partnership_id', '=', scope.partnership)
    .where('c.document_id', '=', document)
    .orderBy('c.number', 'desc')
    .orderBy('r.number', 'desc')
    .execute();
  const found = new Map<number, CheckIn>();
  for (const row of rows) {
    const one = found.get(row.number) ?? {
      number: row.number,
      instrumentId: row.instrumentId,
      instrument: row.key,
      rounds: [],
    };
    found.set(row.number, one);
    if (row.roundId)
      one.rounds.push({
        id: row.roundId,
        number: row.round as number,
        state: row.state as 'open' | 'closed',
        closesAt: row.closes_at as string,
      });
  }
  return [...found.values()];
}

export async function insertCheckIn(
  tx: Tx,
  scope: Scope,
  row: { document: string; number: number; instrument: string },
): Promise<void> {
  await tx
    .insertInto('check_in')
    .values({
      partnership_id: scope.partnership,
      document_id: row.document,
      number: row.number,
      instrument_id: row.instrument,
    })
    .execute();
}
