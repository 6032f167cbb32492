import { dueReminder, reminderTimes } from '../../domain/surveys/reminders.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { Post } from '../platform/mail.ts';
import { record } from '../platform/record.ts';
import { asWorker, type WorkerScope } from '../platform/scope.ts';
import { keptReminders, reminderLetter } from './emails.ts';
import { findKey, lockRound } from './queries.ts';
import {
  insertBatch,
  insertReminders,
  peopleToRemind,
  remindersDue,
  remindersSent,
  remindersWaiting,
  setBatchProblem,
  setRemindAt,
  settleReminder,
  takeReminder,
} from './reminder-queries.ts';

/** Shorter than the job may take, so that no two of them pile up. */
const LONGEST_MS = 60_000;
/** Tries after a refusal for now: minutes to wait, the last one again and again until the round is over. */
const WAITS = [1, 5, 15, 60, 180];

/**
 * Makes the reminders that are due, then sends what waits. Everybody asked has a row; whom a letter goes to is decided
 * at the moment of sending, by a question only background work may ask, and the row looks the same afterwards. Nothing
 * of the letter is kept: so nobody who reads the outbox, the links or the record can tell who opened theirs.
 */
export async function remind(db: Database, deps: Deps, post: Post | undefined): Promise<void> {
  const due = await db.transaction().execute((tx) => remindersDue(tx, deps.clock.now()));
  const failures: unknown[] = [];
  for (const { partnershipId, id } of due)
    await asWorker(db, partnershipId, (tx, scope) => makeReminders(tx, scope, deps, id)).catch((error: unknown) =>
      failures.push(error),
    );
  if (post) await sendWaiting(db, deps, post).catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function makeReminders(tx: Tx, scope: WorkerScope, deps: Deps, id: string): Promise<void> {
  const now = deps.clock.now();
  const round = await lockRound(tx, scope, id);
  if (round?.state !== 'open') return;
  const closesAt = Temporal.Instant.from(round.closes_at);
  const times = reminderTimes(Temporal.Instant.from(round.opened_at), closesAt, round.time_zone);
  const { due, next } = dueReminder(times, closesAt, await remindersSent(tx, scope, id), now);
  await setRemindAt(tx, scope, id, next);
  if (!due) return;
  const people = await peopleToRemind(tx, scope, id);
  await insertBatch(tx, scope, { round: id, which: due, people: people.length, now });
  if (deps.config.smtpUrl) {
    await insertReminders(tx, scope, { round: id, which: due, people: people.map((one) => one.id), now });
  } else {
    const secret = await findKey(tx, scope, id);
    // Letters that wait for somebody to hand them over are for everybody asked: a list of some would tell of the others.
    if (secret) await keptReminders(tx, scope, deps, { round, which: due, secret, people, now });
  }
  await record(tx, scope, {
    at: now,
    type: 'round.reminded',
    subject: { type: 'round', id, label: `Round ${round.number}` },
    after: { which: due },
  });
}

async function sendWaiting(db: Database, deps: Deps, post: Post): Promise<void> {
  const until = performance.now() + LONGEST_MS;
  const tried = new Set<string>();
  for (;;) {
    const waiting = (await remindersWaiting(db, deps.clock.now())).filter((one) => !tried.has(one.id));
    if (waiting.length === 0) return;
    for (const { partnershipId, id } of waiting) {
      tried.add(id);
      const away = await asWorker(db, partnershipId, (tx, scope) => sendReminder(tx, scope, deps, post, id));
      if (away || performance.now() > until) return;
    }
  }
}

/**
 * One reminder. Between the mail server's "250" and the commit a crash is undecidable: it is sent again then, with the
 * same Message-ID. Returns whether the mail server is away, so that the rest need not be tried now.
 */
async function sendReminder(tx: Tx, scope: WorkerScope, deps: Deps, post: Post, id: string): Promise<boolean> {
  const waiting = await takeReminder(tx, scope, id);
  if (!waiting) return false;
  const { round, which } = waiting;
  const now = deps.clock.now();
  const over = round.state !== 'open' || Temporal.Instant.compare(Temporal.Instant.from(round.closes_at), now) <= 0;
  const secret = await findKey(tx, scope, round.id);
  if (over || !waiting.wanted || !secret) {
    await settleReminder(tx, scope, id, undefined);
    return false;
  }
  const letter = await reminderLetter(tx, scope, deps, {
    round,
    secret,
    person: { ...waiting, id: waiting.participant },
  });
  const refused = await post(id, letter);
  // Of what it said about one person nothing is kept beyond that it was not taken: the page of the administrator must
  // not show who got a letter.
  const again = refused && (refused.away || !refused.forGood) ? later(now, waiting.attempts) : undefined;
  await settleReminder(tx, scope, id, again);
  if (!refused || refused.away) await setBatchProblem(tx, scope, round.id, which, refused?.said ?? null);
  return refused?.away ?? false;
}

const later = (now: Temporal.Instant, attempts: number): Temporal.Instant =>
  now.add({ minutes: WAITS[Math.min(attempts, WAITS.length - 1)] as number });
