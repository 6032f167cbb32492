import { CompiledQuery, sql } from 'kysely';
import type { CellCounts } from '../../domain/surveys/snapshot.ts';
import type { Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import { bytea, type Database, type Tx } from '../platform/database.ts';
import type { AnyScope, Scope, WorkerScope } from '../platform/scope.ts';
import type { RoundRow } from './queries.ts';

/* ── Answers: background work only ── */

/** Answers as they lie, a few hundred at a time. */
export function streamAnswers(tx: Tx, scope: WorkerScope, round: string) {
  return tx
    .selectFrom('answer')
    .select(['stratum', 'ratings', 'comments', 'guesses'])
    .where('partnership_id', '=', scope.partnership)
    .where('round_id', '=', round)
    .stream(500);
}

export async function deleteAnswers(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  await tx.deleteFrom('answer').where('partnership_id', '=', scope.partnership).where('round_id', '=', round).execute();
}

/**
 * Writes the answers of an open round again in random order, so that where a row lies says nothing about when it came.
 * Holds the round open meanwhile, like an answer does: closing would not see the new rows, and leave them behind.
 */
export async function mixAnswers(tx: Tx, scope: WorkerScope, round: string): Promise<void> {
  const open = await tx
    .selectFrom('round')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', round)
    .where('state', '=', 'open')
    .forKeyShare()
    .executeTakeFirst();
  if (!open) return;
  await sql`with moved as (
      delete from answer where partnership_id = ${scope.partnership} and round_id = ${round} returning *)
    insert into answer select * from moved order by random()`.execute(tx);
}

/* ── Results ── */

export async function insertResult(
  tx: Tx,
  scope: AnyScope,
  round: string,
  snapshot: Snapshot,
  histograms: CellCounts[],
): Promise<void> {
  const key = { partnership_id: scope.partnership, round_id: round };
  await tx
    .insertInto('round_result')
    .values({ ...key, snapshot: JSON.stringify(snapshot) })
    .execute();
  await tx
    .insertInto('round_histogram')
    .values({ ...key, cells: JSON.stringify(histograms) })
    .execute();
}

/**
 * Snapshots read lately, by round, the latest last. They are long and never change; which of them somebody may see, the
 * database says each time. Not for the transaction that writes one: it may yet be undone.
 */
const readLately = new Map<string, Snapshot>();
const KEPT = 64;

/** Closed rounds of one wording with their snapshots, newest first, from a given moment back. */
export async function listResults(tx: Tx, scope: Scope, row: RoundRow, most: number) {
  // As it is now: while the database answers, others may push some out.
  const known = new Map(readLately);
  const rows = await tx
    .selectFrom('round')
    .innerJoin('round_result', (join) =>
      join
        .onRef('round_result.partnership_id', '=', 'round.partnership_id')
        .onRef('round_result.round_id', '=', 'round.id'),
    )
    .select(['round.id', 'round.number', 'round.closed_at'])
    .select(
      sql<Snapshot | null>`case when round.id = any(${[...known.keys()]}::uuid[]) then null else round_result.snapshot end`.as(
        'unread',
      ),
    )
    .where('round.partnership_id', '=', scope.partnership)
    .where('round.state', '=', 'closed')
    .where('round.instrument_key', '=', row.instrument_key)
    .where('round.instrument_version', '=', row.instrument_version)
    .where('round.closed_at', '<=', row.closed_at)
    .orderBy('round.closed_at', 'desc')
    .orderBy('round.number', 'desc')
    .limit(most)
    .execute();
  return rows.map((one) => ({
    id: one.id,
    number: one.number,
    closedAt: one.closed_at ?? '',
    snapshot: remember(one.id, one.unread ?? (known.get(one.id) as Snapshot)),
  }));
}

function remember(round: string, snapshot: Snapshot): Snapshot {
  readLately.delete(round);
  readLately.set(round, snapshot);
  if (readLately.size > KEPT) readLately.delete(readLately.keys().next().value as string);
  return snapshot;
}

/** What a ballot brings: everything that is stored of an answer. */
export type Answer = {
  round: string;
  nullifier: Buffer;
  stratum: string;
  ratings: (number | null)[];
  comments: string[];
  /** Null in a round that does not ask for them. */
  guesses: (number | null)[] | null;
  /** Without these 16 bytes the same again is no success. */
  nonce: Buffer;
};
export type Outcome = 'counted' | 'other' | 'closed';

/** Put together once: at closing time thousands come at once, and building it costs as much as sending it. */
const STORE = 'select app.answer($1, $2, $3) as same';

/**
 * Stores answers, those of a round in one statement and one round trip, committed when it returns. Outside any scope:
 * ballots are all there is. Outcomes in the order of the answers.
 */
export async function storeAnswers(db: Database, answers: Answer[], now: Temporal.Instant): Promise<Outcome[]> {
  const outcomes = new Map<Answer, Outcome>();
  const store = async ([round, mine]: [string, Answer[]]) => {
    const given = mine.map(({ nullifier, stratum, ratings, comments, guesses, nonce }) => ({
      nullifier: bytea(nullifier),
      stratum,
      ratings,
      comments,
      guesses,
      nonce: bytea(nonce),
    }));
    const { rows } = await db.executeQuery<{ same: boolean[] | null }>(
      CompiledQuery.raw(STORE, [round, JSON.stringify(given), now.toString()]),
    );
    for (const [place, answer] of mine.entries()) {
      const same = rows[0]?.same?.[place];
      outcomes.set(answer, same === undefined ? 'closed' : same ? 'counted' : 'other');
    }
  };
  await Promise.all([...Map.groupBy(answers, (answer) => answer.round)].map(store));
  return answers.map((answer) => outcomes.get(answer) as Outcome);
}
