import { agenda } from '../../domain/reviews/agenda.ts';
import type { Discussion, NewEntry, ReviewChange } from '../../domain/reviews/contract.ts';
import { spentMs } from '../../domain/reviews/timer.ts';
import { ITEM_SECONDS } from '../../domain/reviews/words.ts';
import type { Snapshot } from '../../domain/surveys/snapshot-contract.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { listResults } from '../surveys/answer-queries.ts';
import type { RoundRow } from '../surveys/queries.ts';
import type { SessionScope } from './access.ts';
import {
  deleteEntry,
  type EntryRow,
  insertEntry,
  insertReview,
  listDiscussions,
  type ReviewRow,
  setSpent,
  updateEntry,
  updateReview,
} from './queries.ts';

/* Writes of review sessions. They need a transaction, a proven scope and a moment: no request, no clock of their own. */

/** Rounds drawn beside an item. */
const PAST = 6;

/** A closed round with what was published of it and of the rounds before it, newest first. */
export async function resultsBehind(tx: Tx, scope: Scope, round: RoundRow) {
  if (round.state !== 'closed')
    throw conflict('round-not-closed', 'A review session talks about results; this round has none (yet).');
  const rounds = await listResults(tx, scope, round, PAST);
  const at = rounds.findIndex((one) => one.id === round.id);
  const [current, ...earlier] = rounds.slice(Math.max(at, 0));
  if (!current || at < 0)
    throw conflict('round-not-closed', 'A review session talks about results; this round has none.');
  return { snapshot: current.snapshot, earlier };
}

/** Begins the session of a closed round. Its agenda is frozen; each round has one session, whoever begins it. */
export async function startReview(
  tx: Tx,
  scope: Scope,
  round: RoundRow,
  now: Temporal.Instant,
  itemSeconds = ITEM_SECONDS,
): Promise<string> {
  const { snapshot, earlier } = await resultsBehind(tx, scope, round);
  const items = agenda(snapshot);
  if (items.length === 0)
    throw conflict('nothing-to-review', 'Too few people answered for any figure to be shown; talk directly instead.');
  const id = newId();
  const agendaWithPast = items.map((item) => ({ ...item, past: pastOf(item.key, earlier) }));
  if (!(await insertReview(tx, scope, { id, round: round.id, itemSeconds, agenda: agendaWithPast }, now)))
    throw conflict('review-there', 'Somebody began the session of this round already; open that one.');
  await record(tx, scope, {
    at: now,
    type: 'review.started',
    subject: { type: 'review', id, label: labelOf(round.number) },
    after: { round: round.number, items: items.length },
  });
  return id;
}

const labelOf = (round: number) => `Review session of round ${round}`;

function pastOf(key: string, earlier: { number: number; closedAt: string; snapshot: Snapshot }[]): Discussion['past'] {
  return earlier.toReversed().flatMap(({ number, closedAt, snapshot }) => {
    const shown = snapshot.items.find((item) => item.key === key)?.total?.shown;
    return shown === undefined ? [] : [{ number, closedAt, shown }];
  });
}

const ENDS = { running: 'review.continued', paused: 'review.paused', finished: 'review.finished' } as const;

/**
 * Moves the session: to an item, its timer, to another state. Time runs for the item on the screen only: leaving it
 * counts what has passed, and the next one's begins if the timer was running.
 * @returns false when somebody moved it since this version
 */
export async function moveReview(
  tx: Tx,
  scope: SessionScope,
  row: ReviewRow,
  version: number,
  wish: ReviewChange,
  now: Temporal.Instant,
  roundNumber: number,
): Promise<boolean> {
  if (row.version !== version) return false;
  const state = wish.state ?? row.state;
  if (state !== 'running' && (wish.currentItem !== undefined || wish.timer === 'start'))
    throw conflict('review-not-running', 'The session is not running; continue it first.');
  // What was spent on an item tells the next round that it was talked about.
  if (state === 'finished' && wish.timer === 'reset') requireOpen(row);
  const items = await listDiscussions(tx, scope, row.id);
  const current = items.find((item) => item.item_key === row.current_item);
  const next = wish.currentItem ?? row.current_item;
  if (!items.some((item) => item.item_key === next))
    throw invalid('This item is not on the agenda; choose one that is.');

  const spent = wish.timer === 'reset' ? 0 : spentMs(current?.spent_ms ?? 0, row.running_since, now.epochMilliseconds);
  if (current && spent !== current.spent_ms) await setSpent(tx, scope, row.id, row.current_item, spent);
  const runs = state === 'running' && (wish.timer === 'start' || (wish.timer !== 'stop' && row.running_since !== null));
  const changed = await updateReview(tx, scope, row.id, version, {
    state,
    current_item: next,
    running_since: runs ? now.toString() : null,
    finished_at: state === 'finished' ? (row.finished_at ?? now.toString()) : null,
    ...(wish.itemSeconds === undefined ? {} : { item_seconds: wish.itemSeconds }),
  });
  // Where the screen stands is no change of what is shared; when a session ends or goes on is.
  if (changed && state !== row.state)
    await record(tx, scope, {
      at: now,
      type: ENDS[state],
      subject: { type: 'review', id: row.id, label: labelOf(roundNumber) },
      before: { state: row.state },
      after: { state },
    });
  return changed;
}

const OVER = 'The session is finished; whoever leads it can take it up again.';
export function requireOpen(row: ReviewRow): void {
  if (row.state === 'finished') throw conflict('review-finished', OVER);
}

const short = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** Captures a conclusion or a celebration. */
export async function addEntry(
  tx: Tx,
  scope: SessionScope,
  review: ReviewRow,
  wish: NewEntry,
  now: Temporal.Instant,
): Promise<string> {
  requireOpen(review);
  const itemKey = wish.itemKey ?? null;
  if (wish.kind === 'conclusion' && itemKey === null) throw invalid('A conclusion is about an item; name it.');
  await requireItem(tx, scope, review, itemKey);
  const id = newId();
  const text = wish.text.trim();
  await insertEntry(tx, scope, { id, review: review.id, kind: wish.kind, itemKey, text }, now);
  await record(tx, scope, {
    at: now,
    type: `${wish.kind}.added`,
    subject: { type: wish.kind, id, label: short(text) },
    after: { text, item: itemKey },
  });
  return id;
}

export async function requireItem(
  tx: Tx,
  scope: SessionScope,
  review: ReviewRow,
  itemKey: string | null,
): Promise<void> {
  if (itemKey === null) return;
  const items = await listDiscussions(tx, scope, review.id);
  if (!items.some((item) => item.item_key === itemKey))
    throw invalid('This item is not on the agenda; choose one that is.');
}

/** False: it was changed since this version. */
export async function changeEntry(
  tx: Tx,
  scope: SessionScope,
  review: ReviewRow,
  entry: EntryRow,
  version: number,
  wish: { text: string },
  now: Temporal.Instant,
): Promise<boolean> {
  requireOpen(review);
  const text = wish.text.trim();
  if (text === entry.text) return version === entry.version;
  if (!(await updateEntry(tx, scope, entry.id, version, text))) return false;
  await record(tx, scope, {
    at: now,
    type: `${entry.kind}.changed`,
    subject: { type: entry.kind, id: entry.id, label: short(text) },
    before: { text: entry.text },
    after: { text },
  });
  return true;
}

/** Takes one's own words back; the record keeps them. */
export async function removeEntry(
  tx: Tx,
  scope: SessionScope,
  review: ReviewRow,
  entry: EntryRow,
  now: Temporal.Instant,
): Promise<void> {
  requireOpen(review);
  if (!(await deleteEntry(tx, scope, entry.id))) return;
  await record(tx, scope, {
    at: now,
    type: `${entry.kind}.removed`,
    subject: { type: entry.kind, id: entry.id, label: short(entry.text) },
    before: { text: entry.text, item: entry.item_key },
  });
}
