import { sql } from 'kysely';
import type { Role } from '../../domain/partnerships/words.ts';
import type { InviteeLink, Round } from '../../domain/surveys/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { PaperCount } from '../../domain/surveys/paper-contract.ts';
import { reminderTimes } from '../../domain/surveys/reminders.ts';
import { textIn } from '../../domain/surveys/texts.ts';
import type { Tx } from '../platform/database.ts';
import { afterName, afterNumber, type Cursor, nameKey, pageOf } from '../platform/pages.ts';
import type { AnyScope, Scope, WorkerScope } from '../platform/scope.ts';
import { mayHandOn, mayHandOutLinks, mayHoldRoom, mayRunRounds } from './access.ts';
import { countPaper } from './paper-queries.ts';
import { findRoom } from './room-queries.ts';
import { presentBallots } from './seal-queries.ts';

export type StratumRow = { key: string; parties: string[]; invited: number; answered?: number };
export type RoundRow = {
  id: string;
  number: number;
  title: string | null;
  instrument_key: string;
  instrument_version: string;
  instrument: Instrument;
  state: Round['state'];
  source: Round['source'];
  level: Round['level'];
  unsealed_devices: boolean;
  k: number;
  strata: StratumRow[];
  guess: boolean;
  time_zone: string;
  opened_at: string;
  closes_at: string;
  closed_at: string | null;
  discuss: number | null;
  remind_at: string | null;
  version: number;
};

function rounds(tx: Tx, scope: AnyScope) {
  return tx.selectFrom('round').selectAll().where('partnership_id', '=', scope.partnership);
}

export async function listRounds(tx: Tx, scope: Scope, { limit, after }: Cursor) {
  let query = rounds(tx, scope)
    .orderBy('number', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('number', '<', afterNumber(after));
  const rows = (await query.execute()) as unknown as RoundRow[];
  const open = new Map<string, OpenNow>();
  for (const row of rows) if (row.state === 'open') open.set(row.id, await openNow(tx, scope, row.id));
  const ballots = await presentBallots(tx, scope, rows);
  return pageOf(
    rows,
    limit,
    (row) => `${row.number}`,
    (row) => presentRound(row, open.get(row.id), scope, ballots.get(row.id)),
  );
}

export async function findRound(tx: Tx, scope: AnyScope, id: string): Promise<RoundRow | undefined> {
  return (await rounds(tx, scope).where('id', '=', id).executeTakeFirst()) as unknown as RoundRow | undefined;
}

/** Takes the row for itself: answers on their way are in the table before this returns, later ones find it closed. */
export async function lockRound(tx: Tx, scope: AnyScope, id: string): Promise<RoundRow | undefined> {
  return (await rounds(tx, scope).where('id', '=', id).forUpdate().executeTakeFirst()) as unknown as
    | RoundRow
    | undefined;
}

export async function openRoundOf(tx: Tx, scope: AnyScope): Promise<RoundRow | undefined> {
  return (await rounds(tx, scope).where('state', '=', 'open').executeTakeFirst()) as unknown as RoundRow | undefined;
}

/** Rounds are numbered without gaps; whoever opens one holds the partnership's row until commit. */
export async function nextNumber(tx: Tx, scope: AnyScope): Promise<number> {
  await tx.selectFrom('partnership').select('id').where('id', '=', scope.partnership).forUpdate().executeTakeFirst();
  const row = await tx
    .selectFrom('round')
    .select((eb) => eb.fn.max('number').as('last'))
    .where('partnership_id', '=', scope.partnership)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

export async function presentRoundNow(tx: Tx, scope: Scope, row: RoundRow): Promise<Round> {
  const now = row.state === 'open' ? await openNow(tx, scope, row.id) : undefined;
  return presentRound(row, now, scope, (await presentBallots(tx, scope, [row])).get(row.id));
}

/** What an open round shows of itself: ballots taken by stratum, the paper of my own party, whether it has a room. */
type OpenNow = { fetched: Map<string, number>; paper: PaperCount | null; room: boolean };
const openNow = async (tx: Tx, scope: Scope, round: string): Promise<OpenNow> => ({
  fetched: await countFetched(tx, round),
  paper: await countPaper(tx, scope, round),
  room: (await findRoom(tx, scope, round)) !== undefined,
});

export function presentRound(
  row: RoundRow,
  now: OpenNow | undefined,
  scope: Pick<Scope, 'role'>,
  ballots: Round['ballots'] = null,
): Round {
  const open = row.state === 'open' && mayRunRounds(scope);
  const room = now?.room ?? false;
  const times =
    now && !room
      ? reminderTimes(Temporal.Instant.from(row.opened_at), Temporal.Instant.from(row.closes_at), row.time_zone)
      : undefined;
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    instrument: {
      key: row.instrument_key,
      version: row.instrument_version,
      title: textIn(row.instrument.title, 'en'),
      items: row.instrument.items.length,
    },
    state: row.state,
    source: row.source,
    level: row.level,
    guess: row.guess,
    ballots,
    room,
    k: row.k,
    timeZone: row.time_zone,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    invited: row.strata.reduce((sum, stratum) => sum + stratum.invited, 0),
    strata: row.strata.map((stratum) => ({
      key: stratum.key,
      parties: stratum.parties,
      invited: stratum.invited,
      fetched: now?.fetched.get(stratum.key) ?? 0,
      answered: row.state === 'closed' ? (stratum.answered ?? null) : null,
    })),
    discuss: row.discuss,
    reminders: { first: times?.first?.toString() ?? null, last: times?.last?.toString() ?? null },
    paper: now?.paper ?? null,
    version: row.version,
    can: {
      extend: open,
      close: open || (room && mayHoldRoom(scope)),
      cancel: open,
      links: row.state === 'open' && !room && mayHandOutLinks(scope),
      paper: open && now?.paper != null,
      room: room && mayHoldRoom(scope),
      handOn: row.state === 'closed' && mayHandOn(scope),
    },
  };
}

async function countFetched(tx: Tx, round: string): Promise<Map<string, number>> {
  const { rows } = await sql<{
    stratum: string;
    fetched: number;
  }>`select stratum, fetched from app.fetched(${round})`.execute(tx);
  return new Map(rows.map((row) => [row.stratum, row.fetched]));
}

export async function insertRound(
  tx: Tx,
  scope: AnyScope,
  row: Omit<RoundRow, 'version' | 'instrument_key' | 'instrument_version'>,
): Promise<void> {
  await tx
    .insertInto('round')
    .values({
      ...row,
      partnership_id: scope.partnership,
      instrument_key: row.instrument.key,
      instrument_version: row.instrument.version,
      instrument: JSON.stringify(row.instrument),
      strata: JSON.stringify(row.strata),
    })
    .execute();
}

export async function extendRound(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  closesAt: Temporal.Instant,
  timeZone: string,
  remindAt: Temporal.Instant | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('round')
    .set((eb) => ({
      closes_at: closesAt.toString(),
      time_zone: timeZone,
      remind_at: remindAt?.toString() ?? null,
      version: eb('version', '+', 1),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('state', '=', 'open')
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function endRound(
  tx: Tx,
  scope: AnyScope,
  id: string,
  state: 'closed' | 'cancelled',
  now: Temporal.Instant,
  more: { discuss?: number; strata?: StratumRow[] } = {},
): Promise<void> {
  await tx
    .updateTable('round')
    .set((eb) => ({
      state,
      closed_at: now.toString(),
      version: eb('version', '+', 1),
      ...(more.discuss === undefined ? {} : { discuss: more.discuss }),
      ...(more.strata === undefined ? {} : { strata: JSON.stringify(more.strata) }),
    }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .execute();
}

/* ── Who is asked ── */

export async function peopleToAsk(
  tx: Tx,
  scope: AnyScope,
  filter: { partyIds: string[] | null; roles: readonly Role[] },
) {
  let query = tx
    .selectFrom('participant')
    .select(['id', 'party_id as partyId', 'name', 'language'])
    .where('partnership_id', '=', scope.partnership)
    .where('left_on', 'is', null)
    .where('role', 'in', [...filter.roles]);
  if (filter.partyIds) query = query.where('party_id', 'in', filter.partyIds);
  return query.execute();
}

/** Addresses of people: of the parties in my care, or of everybody for background work. */
export async function addressesOf(tx: Tx, scope: AnyScope): Promise<Map<string, string>> {
  let query = tx
    .selectFrom('contact')
    .select(['participant_id', 'email'])
    .where('partnership_id', '=', scope.partnership);
  if ('parties' in scope) query = query.where('party_id', 'in', scope.parties as string[]);
  return new Map((await query.execute()).map((row) => [row.participant_id, row.email]));
}

export async function insertInvitees(
  tx: Tx,
  scope: AnyScope,
  round: string,
  rows: {
    participantId: string;
    partyId: string;
    stratum: string;
    tokenHash: Buffer | null;
    stopHash: Buffer | null;
  }[],
): Promise<void> {
  for (let start = 0; start < rows.length; start += 2000)
    await tx
      .insertInto('round_invitation')
      .values(
        rows.slice(start, start + 2000).map((row) => ({
          partnership_id: scope.partnership,
          round_id: round,
          participant_id: row.participantId,
          party_id: row.partyId,
          stratum: row.stratum,
          token_hash: row.tokenHash,
          stop_hash: row.stopHash,
        })),
      )
      .execute();
}

export async function listInvitees(
  tx: Tx,
  scope: Scope,
  round: string,
  { limit, after }: Cursor,
): Promise<{ items: (Omit<InviteeLink, 'link'> & { linked: boolean; stratum: string })[]; next: string | null }> {
  let query = tx
    .selectFrom('round_invitation as i')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'i.partnership_id').onRef('p.id', '=', 'i.participant_id'),
    )
    .leftJoin(sql<{ participant_id: string; state: string }>`app.invitation_mails(${round})`.as('m'), (join) =>
      join.onRef('m.participant_id', '=', 'i.participant_id'),
    )
    .select(['p.id', 'p.name', 'm.state', 'i.token_hash', 'i.stratum', sql<string>`lower(p.name)`.as('sorted')])
    .where('i.partnership_id', '=', scope.partnership)
    .where('i.round_id', '=', round)
    .where('i.party_id', 'in', scope.parties as string[])
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .limit(limit + 1);
  if (after) {
    const { name, id } = afterName(after);
    query = query.where(sql<boolean>`(lower(p.name), p.id) > (${name}, ${id}::uuid)`);
  }
  return pageOf(await query.execute(), limit, nameKey, (row) => ({
    participantId: row.id,
    name: row.name,
    linked: row.token_hash !== null,
    stratum: row.stratum,
    mail: (row.state as InviteeLink['mail'] | null) ?? 'none',
  }));
}

/** How I am asked in a round, with a link or on paper, and in which group; undefined: not at all. */
export async function howAsked(
  tx: Tx,
  scope: Scope,
  round: string,
): Promise<{ by: 'link' | 'paper'; stratum: string } | undefined> {
  const row = await tx
    .selectFrom('round_invitation')
    .select(['token_hash', 'stratum'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('participant_id', '=', scope.participant)
    .executeTakeFirst();
  return row && { by: row.token_hash ? 'link' : 'paper', stratum: row.stratum };
}

export async function insertKey(tx: Tx, scope: AnyScope, round: string, secret: Buffer): Promise<void> {
  await tx.insertInto('round_key').values({ partnership_id: scope.partnership, round_id: round, secret }).execute();
}

export async function findKey(tx: Tx, scope: WorkerScope, round: string): Promise<Buffer | undefined> {
  const row = await tx
    .selectFrom('round_key')
    .select('secret')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .executeTakeFirst();
  return row?.secret;
}

export async function destroyKey(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  await tx
    .deleteFrom('round_key')
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
}

/** Mails of a round hold personal links; when it is over nobody needs them any more. */
export async function emptyMails(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  await tx
    .updateTable('mail')
    .set({ text: null, html: null })
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .execute();
  await tx
    .updateTable('mail')
    .set({ state: 'failed', problem: 'round over' })
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('state', '=', 'queued')
    .execute();
}

/** Those who speak for their party, with an account: whom to tell when a date passes without a round. */
export async function leadsWithAccount(tx: Tx, scope: AnyScope) {
  return tx
    .selectFrom('participant')
    .select(['id', 'name', 'language'])
    .where('partnership_id', '=', scope.partnership)
    .where('person_id', 'is not', null)
    .where('left_on', 'is', null)
    .where('role', 'in', ['lead', 'sponsor'])
    .execute();
}

export async function speakersWithAccount(tx: Tx, scope: AnyScope) {
  return tx
    .selectFrom('participant')
    .select(['id', 'name', 'language'])
    .where('partnership_id', '=', scope.partnership)
    .where('person_id', 'is not', null)
    .where('left_on', 'is', null)
    .execute();
}
