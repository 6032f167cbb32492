import { sql } from 'kysely';
import { byName } from '../../domain/partnerships/rules.ts';
import type { ResultsLink, SharedResults } from '../../domain/results/contract.ts';
import { linkState } from '../../domain/results/links.ts';
import type { ReportLanguage } from '../../domain/results/words.ts';
import type { Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';
import { presentRound, type RoundRow } from '../surveys/queries.ts';
import { assemble, TREND } from '../surveys/results.ts';

function links(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('results_link as l')
    .innerJoin('participant as maker', (join) =>
      join.onRef('maker.partnership_id', '=', 'l.partnership_id').onRef('maker.id', '=', 'l.made_by'),
    )
    .leftJoin('participant as ender', (join) =>
      join.onRef('ender.partnership_id', '=', 'l.partnership_id').onRef('ender.id', '=', 'l.ended_by'),
    )
    .select([
      'l.id',
      'l.round_id',
      'l.name',
      'l.party_id',
      'maker.name as maker',
      'l.made_at',
      'l.ends_at',
      'l.ended_at',
      'ender.name as ender',
      'ender.party_id as ender_party_id',
      'l.last_opened_on',
    ])
    .where('l.partnership_id', '=', scope.partnership);
}

export async function listLinks(tx: Tx, scope: Scope, round: string, now: Temporal.Instant): Promise<ResultsLink[]> {
  const rows = await links(tx, scope).where('l.round_id', '=', round).orderBy('l.made_at', 'desc').execute();
  return rows.map((row) => present(row, now));
}

export async function findLink(
  tx: Tx,
  scope: Scope,
  round: string,
  id: string,
  now: Temporal.Instant,
): Promise<ResultsLink | undefined> {
  const row = await links(tx, scope).where('l.round_id', '=', round).where('l.id', '=', id).executeTakeFirst();
  return row && present(row, now);
}

type LinkRow = Awaited<ReturnType<ReturnType<typeof links>['execute']>>[number];
const present = (row: LinkRow, now: Temporal.Instant): ResultsLink => ({
  id: row.id,
  name: row.name,
  state: linkState(row, now),
  madeBy: { name: row.maker, partyId: row.party_id },
  madeAt: row.made_at,
  endsAt: row.ends_at,
  endedBy: row.ender && row.ender_party_id ? { name: row.ender, partyId: row.ender_party_id } : null,
  endedAt: row.ended_at,
  lastOpenedOn: row.last_opened_on,
});

/** Links of one round that open something. */
export async function countOpenLinks(tx: Tx, scope: Scope, round: string, now: Temporal.Instant): Promise<number> {
  const row = await tx
    .selectFrom('results_link')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .where('ended_at', 'is', null)
    .where('ends_at', '>', now.toString())
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

export async function insertLink(
  tx: Tx,
  scope: Scope,
  row: {
    id: string;
    round: string;
    name: string;
    language: ReportLanguage;
    tokenHash: Buffer;
    endsAt: Temporal.Instant;
    now: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('results_link')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      round_id: row.round,
      party_id: scope.party,
      made_by: scope.participant,
      name: row.name,
      language: row.language,
      token_hash: row.tokenHash,
      made_at: row.now.toString(),
      ends_at: row.endsAt.toString(),
    })
    .execute();
}

/** False when it was over already. */
export async function endLink(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('results_link')
    .set({ ended_at: now.toString(), ended_by: scope.participant })
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A mail that still holds a link which has been ended: its text goes, and it is not sent any more. */
export async function emptyLinkMail(tx: Tx, _scope: Scope, key: string): Promise<void> {
  await sql`select app.empty_mail(${key}, 'link ended')`.execute(tx);
}

type Behind = {
  name: string;
  language: ReportLanguage;
  ends_at: string;
  partnership: string;
  sample: boolean;
  parties: SharedResults['parties'];
  round: RoundRow;
  results: { id: string; number: number; closed_at: string; snapshot: Snapshot }[];
};
const iso = (moment: string) => new Date(moment).toISOString();

/**
 * What a link opens; undefined for one that opens nothing. One statement outside any scope: the function in the
 * database knows the link and hands out its round's results, and nothing else can be read here.
 */
export async function readResults(
  db: Database,
  tokenHash: Buffer,
  now: Temporal.Instant,
): Promise<SharedResults | undefined> {
  const { rows } = await sql<{ behind: Behind | null }>`
    select app.read_results(${tokenHash}, ${now.toString()}, ${TREND}) as behind`.execute(db);
  const behind = rows[0]?.behind;
  if (!behind) return undefined;
  const { round } = behind;
  const row: RoundRow = {
    ...round,
    opened_at: iso(round.opened_at),
    closes_at: iso(round.closes_at),
    closed_at: round.closed_at && iso(round.closed_at),
  };
  return {
    for: behind.name,
    language: behind.language,
    endsAt: iso(behind.ends_at),
    partnership: behind.partnership,
    sample: behind.sample,
    parties: byName(behind.parties),
    results: assemble(
      presentRound(row, undefined, { role: 'observer' }),
      row,
      behind.results.map((one) => ({ ...one, closedAt: iso(one.closed_at) })),
    ),
  };
}
