import type { Results, Round } from '../../domain/surveys/contract.ts';
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
export async function resultsOf(tx: Tx, scope: Scope, id: string): Promise<Results> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  if (row.state !== 'closed')
    throw conflict(
      'round-not-closed',
      row.state === 'open'
        ? 'Results open at closing, for everybody at once.'
        : 'This round was cancelled; it has no results.',
    );
  return assemble(await presentRoundNow(tx, scope, row), row, await listResults(tx, scope, row, TREND));
}

type Closed = { id: string; number: number; closedAt: string; snapshot: Snapshot };

/**
 * What is shown of a closed round, from its snapshot and those before it.
 *
 * @param rounds of the same wording, newest first; the round itself is among them
 */
export function assemble(round: Round, { instrument }: Pick<RoundRow, 'instrument'>, rounds: Closed[]): Results {
  // An earlier round of the same day sorts by number; this one is where it is.
  const at = rounds.findIndex((one) => one.id === round.id);
  const [current, previous] = [rounds[at], rounds[at + 1]];
  if (!current) throw notFound();
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
