import type { ItemHistory, Results, Round } from '../../domain/surveys/contract.ts';
import type { Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import { compareSnapshots } from '../../domain/surveys/trend.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { listResults } from './answer-queries.ts';
import { findRound, presentRoundNow, type RoundRow } from './queries.ts';

/** Rounds drawn in a trend: more would be lines nobody can tell apart. */
export const TREND = 12;

/** Reads snapshots only: a result costs the same for ten answers or a million. */
export async function resultsOf(tx: Tx, scope: Scope, id: string, earlier?: number): Promise<Results> {
  const row = await requireClosed(tx, scope, id);
  return assemble(await presentRoundNow(tx, scope, row), row, await listResults(tx, scope, row, TREND), earlier);
}

/** One item over the same rounds. */
export async function itemHistory(tx: Tx, scope: Scope, id: string, key: string): Promise<ItemHistory> {
  const row = await requireClosed(tx, scope, id);
  if (!row.instrument.items.some((item) => item.key === key)) throw notFound();
  const rounds = await listResults(tx, scope, row, TREND);
  return {
    key,
    rounds: rounds
      .slice(rounds.findIndex((one) => one.id === row.id))
      .toReversed()
      .flatMap(({ id: roundId, number, closedAt, snapshot }) => {
        const result = snapshot.items.find((item) => item.key === key);
        return result ? [{ roundId, number, closedAt, result }] : [];
      }),
  };
}

async function requireClosed(tx: Tx, scope: Scope, id: string): Promise<RoundRow> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  if (row.state !== 'closed')
    throw conflict(
      'round-not-closed',
      row.state === 'open'
        ? 'Results open at closing, for everybody at once.'
        : 'This round was cancelled; it has no results.',
    );
  return row;
}

type Closed = { id: string; number: number; closedAt: string; snapshot: Snapshot };

/**
 * What is shown of a closed round, from its snapshot and those before it.
 *
 * @param rounds of the same wording, newest first; the round itself is among them
 * @param earlier number of the round to compare with, if not the one before
 */
export function assemble(
  round: Round,
  { instrument }: Pick<RoundRow, 'instrument'>,
  rounds: Closed[],
  earlier?: number,
): Results {
  // An earlier round of the same day sorts by number; this one is where it is.
  const at = rounds.findIndex((one) => one.id === round.id);
  const current = rounds[at];
  const previous = earlier ? rounds.slice(at + 1).find((one) => one.number === earlier) : rounds[at + 1];
  if (!current || (earlier && !previous)) throw notFound();
  return {
    round,
    instrument,
    snapshot: current.snapshot,
    comparison: previous
      ? {
          roundId: previous.id,
          number: previous.number,
          closedAt: previous.closedAt,
          items: compareSnapshots(previous.snapshot, current.snapshot),
        }
      : null,
    trend: rounds
      .slice(at)
      .toReversed()
      .map((one) => ({
        roundId: one.id,
        number: one.number,
        closedAt: one.closedAt,
        items: one.snapshot.items.map((item) => ({
          key: item.key,
          shown: item.total?.shown ?? null,
          value: item.total?.value ?? null,
          n: item.total?.n ?? null,
        })),
      })),
  };
}
