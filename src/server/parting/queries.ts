import { sql } from 'kysely';
import type { Proof } from '../../domain/documents/words.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { AnyScope, PersonScope, Scope, WorkerScope } from '../platform/scope.ts';

/* ── The doors: that a party leaves is decided by the database ── */

export type Announced = 'announced' | 'already' | 'not-allowed' | 'past' | 'ended';
export async function announceParting(
  tx: Tx,
  row: {
    id: string;
    leavesOn: string;
    timeZone: string;
    endsAt: Temporal.Instant;
    words: string | null;
    proof: Proof;
  },
  now: Temporal.Instant,
): Promise<Announced> {
  const { rows } = await sql<{ outcome: Announced }>`
    select app.announce_parting(${row.id}, ${row.leavesOn}, ${row.timeZone}, ${row.endsAt.toString()}, ${row.words},
      ${row.proof}, ${now.toString()}) as outcome`.execute(tx);
  return rows[0]?.outcome ?? 'not-allowed';
}

/** False: there is none any more, or its day is over. */
export async function takeBackParting(tx: Tx, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select app.take_back_parting(${now.toString()}) as done`.execute(tx);
  return rows[0]?.done ?? false;
}

export type Due = { partnership: string; id: string; party: string };
export async function partingsDue(tx: Tx, now: Temporal.Instant): Promise<Due[]> {
  const { rows } = await sql<{ partnership_id: string; id: string; party_id: string }>`
    select partnership_id, id, party_id from app.partings_due(${now.toString()})`.execute(tx);
  return rows.map((row) => ({ partnership: row.partnership_id, id: row.id, party: row.party_id }));
}

export type Parted = {
  party: string;
  leavesOn: string;
  /** Proposals that ended with it. */
  settled: { id: string; title: string; number: number }[];
  /** One party is left. */
  ended: boolean;
};
/** Undefined: taken back, done by another run, or not due. */
export async function endPart(
  tx: Tx,
  id: string,
  now: Temporal.Instant,
  keepUntil: Temporal.Instant,
): Promise<Parted | undefined> {
  const { rows } = await sql<{ parted: Parted | null }>`
    select app.part(${id}, ${now.toString()}, ${keepUntil.toString()}) as parted`.execute(tx);
  return rows[0]?.parted ?? undefined;
}

export async function mayPartIn(tx: Tx, scope: Scope): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`
    select app.may_part(${scope.partnership}, ${scope.party}, ${scope.role}) as may`.execute(tx);
  return rows[0]?.may ?? false;
}

/** People of my party with an account who may end its part, by name. */
export async function whoMayPart(tx: Tx, scope: Scope): Promise<string[]> {
  const rows = await tx
    .selectFrom('participant')
    .select(['name', sql<boolean>`app.may_part(partnership_id, party_id, role)`.as('may')])
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', scope.party)
    .where('left_on', 'is', null)
    .where('person_id', 'is not', null)
    .where('role', 'in', ['sponsor', 'lead'])
    .orderBy(sql`lower(name)`)
    .execute();
  return rows.filter((row) => row.may).map((row) => row.name);
}

/** How many events this party sees: it changes with everything that is recorded. */
export async function countEvents(tx: Tx, scope: AnyScope, party: string): Promise<number> {
  const { count } = await tx
    .selectFrom('event')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('partnership_id', '=', scope.partnership)
    .where((eb) => eb.or([eb('private_to', 'is', null), eb('private_to', '=', party)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/* ── What is open ── */

export async function openRounds(tx: Tx, scope: Scope) {
  const rows = await tx
    .selectFrom('round')
    .select(['id', 'number', 'closes_at', 'time_zone'])
    .where('partnership_id', '=', scope.partnership)
    .where('state', '=', 'open')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ id: row.id, number: row.number, closesAt: row.closes_at, timeZone: row.time_zone }));
}

export async function openSessions(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('review as v')
    .innerJoin('round as r', (join) =>
      join.onRef('r.partnership_id', '=', 'v.partnership_id').onRef('r.id', '=', 'v.round_id'),
    )
    .select(['r.id as roundId', 'r.number'])
    .where('v.partnership_id', '=', scope.partnership)
    .where('v.state', '<>', 'finished')
    .orderBy('r.number')
    .execute();
}

/** Open actions whose owner is of my party, the first due first. */
export async function openActionsOf(tx: Tx, scope: Scope) {
  const rows = await tx
    .selectFrom('action as a')
    .innerJoin('participant as o', (join) =>
      join.onRef('o.partnership_id', '=', 'a.partnership_id').onRef('o.id', '=', 'a.owner_id'),
    )
    .select(['a.id', 'a.text', 'o.name', 'a.due_on'])
    .where('a.partnership_id', '=', scope.partnership)
    .where('a.state', '=', 'open')
    .where('o.party_id', '=', scope.party)
    .orderBy('a.due_on')
    .limit(100)
    .execute();
  return rows.map((row) => ({ id: row.id, text: row.text, owner: row.name, dueOn: row.due_on }));
}

/* ── The copy that is kept ── */

export async function keepPiece(tx: Tx, scope: Scope, piece: number, bytes: Buffer): Promise<void> {
  await tx
    .insertInto('kept_copy')
    .values({ partnership_id: scope.partnership, party_id: scope.party, piece, bytes })
    .execute();
}

export async function dropKept(tx: Tx, scope: WorkerScope, party: string): Promise<void> {
  await tx
    .deleteFrom('kept_copy')
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', party)
    // Of a party that has left it stays.
    .where('until', 'is', null)
    .execute();
}

/** The party whose copy this person may take; undefined: none. Opens it for this transaction. */
export async function enterLeft(
  tx: Tx,
  _scope: PersonScope,
  partnership: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const { rows } = await sql<{ party: string | null }>`
    select app.enter_left(${partnership}, ${now.toString()}) as party`.execute(tx);
  return rows[0]?.party ?? undefined;
}

export async function readPiece(
  tx: Tx,
  at: { partnership: string; party: string },
  piece: number,
): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('kept_copy')
    .select('bytes')
    .where('partnership_id', '=', at.partnership)
    .where('party_id', '=', at.party)
    .where('piece', '=', piece)
    .executeTakeFirst();
  return row?.bytes;
}

export async function myPartings(tx: Tx, _scope: PersonScope, now: Temporal.Instant): Promise<HomeList['left']> {
  const { rows } = await sql<{ partnership_id: string; name: string; party: string; left_on: string; until: string }>`
    select partnership_id, name, party, left_on, until from app.my_partings(${now.toString()})`.execute(tx);
  return rows.map((row) => ({
    partnershipId: row.partnership_id,
    name: row.name,
    party: row.party,
    leftOn: row.left_on,
    until: row.until,
  }));
}

export async function dropCopies(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`select app.drop_copies(${now.toString()})`.execute(db);
}

/* ── Letters ── */

/** Everybody who is here with an account, and everybody of a party that is leaving or has just left. */
export async function peopleToTell(tx: Tx, scope: WorkerScope, party: string) {
  return tx
    .selectFrom('participant as p')
    .innerJoin('party as a', (join) =>
      join.onRef('a.partnership_id', '=', 'p.partnership_id').onRef('a.id', '=', 'p.party_id'),
    )
    .innerJoin('contact as c', (join) =>
      join.onRef('c.partnership_id', '=', 'p.partnership_id').onRef('c.participant_id', '=', 'p.id'),
    )
    .select(['p.id', 'p.name', 'p.language', 'p.role', 'p.party_id', 'c.email'])
    .where('p.partnership_id', '=', scope.partnership)
    .where('p.person_id', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('p.left_on', 'is', null),
        eb.and([eb('p.party_id', '=', party), eb('p.left_on', '>=', eb.ref('a.left_on'))]),
      ]),
    )
    .execute();
}

/** Documents whose text in force this party ratified, in one order. */
export async function boundTexts(tx: Tx, scope: WorkerScope, party: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('document_version as v')
    .innerJoin('document_ratification as r', (join) =>
      join
        .onRef('r.partnership_id', '=', 'v.partnership_id')
        .onRef('r.document_id', '=', 'v.document_id')
        .onRef('r.number', '=', 'v.number'),
    )
    .select('v.document_id')
    .where('v.partnership_id', '=', scope.partnership)
    .where('v.state', '=', 'in-force')
    .where('r.party_id', '=', party)
    .orderBy('v.document_id')
    .execute();
  return rows.map((row) => row.document_id);
}
