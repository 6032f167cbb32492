import type { Action } from '../../domain/delivery/contract.ts';
import type { Entry, Review } from '../../domain/reviews/contract.ts';
import { type ActionRow, presentAction } from '../delivery/queries.ts';
import type { Tx } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import { mayCapture, mayEditEntry, mayEnd, mayInvite, mayLead, type SessionScope } from './access.ts';
import {
  authorIn,
  dayOf,
  type EntryRow,
  findBasis,
  listDiscussions,
  listEntries,
  type ReviewRow,
  sessionActions,
} from './queries.ts';

/** The session as one of those in it sees it. Figures come from the snapshot alone. */
export async function presentReview(
  tx: Tx,
  scope: SessionScope,
  row: ReviewRow,
  now: Temporal.Instant,
): Promise<Review> {
  const basis = await findBasis(tx, row.id);
  if (!basis) throw notFound();
  const { round, snapshot } = basis;
  const results = new Map(snapshot.items.map((item) => [item.key, item]));
  const today = dayOf(basis, now);
  const open = row.state !== 'finished';
  return {
    id: row.id,
    state: row.state,
    partnership: { id: scope.partnership, name: basis.partnership },
    round: { id: round.id, number: round.number, title: round.title, closedAt: round.closedAt },
    parties: basis.parties,
    people: basis.people.filter((one) => one.here).map(({ id, name, partyId }) => ({ id, name, partyId })),
    instrument: round.instrument,
    scale: snapshot.scale,
    thresholds: snapshot.thresholds,
    agenda: (await listDiscussions(tx, scope, row.id)).flatMap((item) => {
      const result = results.get(item.item_key);
      return result ? [{ key: item.item_key, kind: item.kind, result, past: item.past, spentMs: item.spent_ms }] : [];
    }),
    currentItem: row.current_item,
    runningSince: row.running_since,
    itemSeconds: row.item_seconds,
    now: now.toString(),
    today,
    startedAt: row.started_at,
    startedBy: basis.startedBy,
    finishedAt: row.finished_at,
    entries: (await listEntries(tx, scope, row.id)).map((entry) => presentEntry(entry, scope, open)),
    actions: (await sessionActions(tx, scope, row.id, basis)).map((action) =>
      presentSessionAction(row, action, scope, today),
    ),
    me:
      'guest' in scope
        ? { participantId: null, name: scope.name, partyId: null }
        : { participantId: scope.participant, name: scope.name, partyId: scope.party },
    version: row.version,
    can: {
      lead: mayLead(scope),
      capture: mayCapture(scope) && open,
      end: mayEnd(scope),
      invite: mayInvite(scope),
    },
  };
}

export function presentSessionAction(review: ReviewRow, row: ActionRow, scope: SessionScope, today: string): Action {
  const action = presentAction(row, scope, today);
  return 'guest' in scope && review.state === 'finished' ? { ...action, can: { edit: false } } : action;
}

export function presentEntry(row: EntryRow, scope: SessionScope, open: boolean): Entry {
  return {
    id: row.id,
    kind: row.kind,
    itemKey: row.item_key,
    text: row.text,
    by: authorIn(row),
    createdAt: row.created_at,
    version: row.version,
    can: { edit: open && mayEditEntry(scope, row) },
  };
}
