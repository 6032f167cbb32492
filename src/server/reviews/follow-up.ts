import type { FollowUp } from '../../domain/reviews/contract.ts';
import { drift, markOf } from '../../domain/reviews/marks.ts';
import { compareSnapshots } from '../../domain/surveys/trend.ts';
import { presentAction, todayOf } from '../delivery/queries.ts';
import type { Tx } from '../platform/database.ts';
import type { Scope } from '../platform/scope.ts';
import { listResults } from '../surveys/answer-queries.ts';
import type { RoundRow } from '../surveys/queries.ts';
import {
  type Basis,
  findBasis,
  findReviewOfRound,
  listDiscussions,
  listEntries,
  type ReviewRow,
  sessionActions,
} from './queries.ts';

/** Rounds to go back in search of a session. */
const BACK = 12;
const NOTHING: FollowUp = { before: null, items: [], drift: null };

/** Marks what the last session before a closed round talked through, from what both rounds published. */
export async function followUp(tx: Tx, scope: Scope, round: RoundRow, now: Temporal.Instant): Promise<FollowUp> {
  if (round.state !== 'closed') return NOTHING;
  const rounds = await listResults(tx, scope, round, BACK);
  const at = rounds.findIndex((one) => one.id === round.id);
  const current = rounds[at];
  if (!current) return NOTHING;
  for (const earlier of rounds.slice(at + 1)) {
    const review = await findReviewOfRound(tx, scope, earlier.id);
    const talked = review && (await talkedThrough(tx, scope, review, now));
    if (!review || !talked || talked.length === 0) continue;
    const changes = compareSnapshots(earlier.snapshot, current.snapshot);
    const items = talked.flatMap((item) => {
      const before = earlier.snapshot.items.find((one) => one.key === item.key)?.status;
      const change = changes.find((one) => one.key === item.key)?.change;
      if (!before || !change) return [];
      const after = current.snapshot.items.find((one) => one.key === item.key)?.status ?? null;
      return [{ ...item, mark: markOf(before, after, change), change }];
    });
    return {
      before: {
        reviewId: review.id,
        roundId: earlier.id,
        number: earlier.number,
        heldOn: review.started_at,
        items: items.length,
      },
      items,
      drift: drift(changes, new Set(items.filter((item) => item.kind !== 'strength').map((item) => item.key))),
    };
  }
  return NOTHING;
}

/** Items that were really talked about: with time spent, or something captured. The rest of an agenda is intention. */
async function talkedThrough(tx: Tx, scope: Scope, review: ReviewRow, now: Temporal.Instant) {
  const basis = (await findBasis(tx, review.id)) as Basis;
  const entries = await listEntries(tx, scope, review.id);
  const actions = await sessionActions(tx, scope, review.id, basis);
  const today = await todayOf(tx, scope, now);
  return (await listDiscussions(tx, scope, review.id))
    .map((item) => ({
      key: item.item_key,
      kind: item.kind,
      spent: item.spent_ms > 0,
      conclusions: entries
        .filter((entry) => entry.kind === 'conclusion' && entry.item_key === item.item_key)
        .map((entry) => entry.text),
      actions: actions
        .filter((action) => action.item_key === item.item_key)
        .map((action) => presentAction(action, scope, today)),
    }))
    .filter((item) => item.spent || item.conclusions.length > 0 || item.actions.length > 0)
    .map(({ spent: _, ...item }) => item);
}
