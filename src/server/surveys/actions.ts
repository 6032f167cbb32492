import { randomInt } from 'node:crypto';
import type { NewRound, RoundPreview } from '../../domain/surveys/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { remindAt } from '../../domain/surveys/reminders.ts';
import { planRound, ROLES_ASKED, type RoundPlan } from '../../domain/surveys/rounds.ts';
import { canSealAt, RECEIPT_BYTES, SEAL_BITS } from '../../domain/surveys/seal.ts';
import { buildSnapshot, publishedCounts } from '../../domain/surveys/snapshot.ts';
import { createTally, type Tally } from '../../domain/surveys/tally.ts';
import type { Level } from '../../domain/surveys/words.ts';
import { listPartyNames, refreshCard } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import { type AnyScope, asWorker, enterWorker, type Scope, type WorkerScope } from '../platform/scope.ts';
import { deleteAnswers, insertResult, mixAnswers, streamAnswers } from './answer-queries.ts';
import { newSecret, roomTokenOf, stopTokenOf, tokenHash, tokenOf } from './ballots.ts';
import { roundsDue, roundsOpen } from './due-queries.ts';
import { resultsLetters, roundLetters } from './emails.ts';
import { instrumentFor, noInstrument } from './own-instruments.ts';
import { countSheets, insertRoundPaper, peopleOnPaper } from './paper-queries.ts';
import {
  addressesOf,
  destroyKey,
  emptyMails,
  endRound,
  insertInvitees,
  insertKey,
  insertRound,
  lockRound,
  nextNumber,
  openRoundOf,
  peopleToAsk,
  type RoundRow,
} from './queries.ts';
import { deleteReminders } from './reminder-queries.ts';
import { clearSeats, insertRoom } from './room-queries.ts';
import { destroySeals, insertSeals, publishReceipts, settleSeals } from './seal-queries.ts';
import { fingerprintOf } from './seals.ts';

type Planned = {
  instrument: Instrument | undefined;
  people: Awaited<ReturnType<typeof peopleToAsk>>;
  level: Level;
  result: ReturnType<typeof planRound>;
};

const NO_SEAL =
  'Sealed ballots need a secure connection, and this installation is reached over plain http. Choose confidential, let devices without one answer confidentially, or ask the administrator for https.';

/** @param opens when it would open, if that is not now: a round that closes before does not stand in its way */
async function plan(
  tx: Tx,
  scope: AnyScope,
  { config }: Pick<Deps, 'config'>,
  wish: NewRound,
  now: Temporal.Instant,
  opens?: Temporal.Instant,
): Promise<Planned> {
  const instrument = await instrumentFor(tx, scope, wish.instrument);
  // A plan may outlive its questions: that is a reason to skip its date, and for a person a slip to mend.
  if (!instrument && 'parties' in scope) throw invalid(noInstrument(wish.instrument));
  const { parties } = await listPartyNames(tx, scope);
  const people = await peopleToAsk(tx, scope, { partyIds: wish.partyIds ?? null, roles: wish.roles ?? ROLES_ASKED });
  const open = await openRoundOf(tx, scope);
  const over = opens && open && Temporal.Instant.compare(Temporal.Instant.from(open.closes_at), opens) < 0;
  const canSeal = canSealAt(config.publicUrl);
  const level = wish.level ?? (canSeal ? 'sealed' : 'confidential');
  // Two rounds at once over the same people could be subtracted from each other.
  const result =
    open && !over
      ? ({ ok: false, reason: `Round ${open.number} is still open; close it before the next one begins.` } as const)
      : level === 'sealed' && !canSeal && !wish.unsealedDevices
        ? ({ ok: false, reason: NO_SEAL } as const)
        : instrument
          ? planRound(wish, parties, people, now)
          : ({ ok: false, reason: noInstrument(wish.instrument) } as const);
  return { instrument, people, level, result };
}

export async function previewRound(
  tx: Tx,
  scope: Scope,
  deps: Pick<Deps, 'config'>,
  wish: NewRound,
  now: Temporal.Instant,
  opens?: Temporal.Instant,
): Promise<RoundPreview> {
  const { people, level, result } = await plan(tx, scope, deps, wish, now, opens);
  const known = await addressesOf(tx, scope);
  const paper = await peopleOnPaper(tx, scope);
  // Addresses and paper are private to a party: this counts my own people.
  const mine = people.filter((one) => scope.parties.includes(one.partyId));
  return {
    invited: people.length,
    withoutAddress: wish.room ? 0 : mine.filter((one) => !known.has(one.id) && !paper.has(one.id)).length,
    onPaper: mine.filter((one) => paper.has(one.id)).length,
    strata: result.ok ? result.plan.strata : [],
    closesAt: result.ok ? result.plan.closesAt.toString() : null,
    level,
    canSeal: canSealAt(deps.config.publicUrl),
    refused: result.ok ? null : result.reason,
    notes: result.ok ? result.plan.notes : [],
  };
}

export async function openRound(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  wish: NewRound,
  now: Temporal.Instant,
): Promise<string> {
  const outcome = await tryRound(tx, scope, deps, wish, now, scope);
  if (!outcome.ok) throw conflict('round-refused', outcome.reason);
  return outcome.id;
}

/**
 * Opens a round, or says in a sentence why it cannot be.
 * @param by whose decision it was; undefined: it was planned
 */
export async function tryRound(
  tx: Tx,
  scope: AnyScope,
  deps: Deps,
  wish: NewRound,
  now: Temporal.Instant,
  by?: Scope,
): Promise<{ ok: true; id: string; number: number } | { ok: false; reason: string }> {
  const number = await nextNumber(tx, scope);
  const { instrument, people, level, result } = await plan(tx, scope, deps, wish, now);
  if (!result.ok) return result;
  if (!instrument) return { ok: false, reason: noInstrument(wish.instrument) };
  const { k, closesAt, strata }: RoundPlan = result.plan;
  const id = newId();
  const secret = newSecret();
  await insertRound(tx, scope, {
    id,
    number,
    title: wish.title?.trim() || null,
    instrument,
    state: 'open',
    source: 'survey',
    level,
    unsealed_devices: level === 'sealed' && (wish.unsealedDevices ?? false),
    k,
    strata,
    guess: wish.guess ?? false,
    time_zone: wish.timeZone,
    opened_at: now.toString(),
    closes_at: closesAt.toString(),
    closed_at: null,
    discuss: null,
    // Nobody in a room has a link to be reminded of.
    remind_at: wish.room ? null : (remindAt(now, closesAt, wish.timeZone, now)?.toString() ?? null),
  });
  await insertKey(tx, scope, id, secret);
  await record(tx, by ?? scope, {
    at: now,
    type: 'round.opened',
    subject: { type: 'round', id, label: `Round ${number}` },
    after: {
      number,
      instrument: instrument.key,
      closesAt: closesAt.toString(),
      timeZone: wish.timeZone,
      k,
      level,
      invited: people.length,
      ...(wish.guess ? { guess: true } : {}),
      ...(wish.room ? { room: true } : {}),
      ...(by ? {} : { planned: true }),
    },
  });
  await refreshCard(tx, scope);
  await deps.jobs.enqueue(tx, 'close-rounds', {}, { startAfter: closesAt });
  // From here on the transaction works for people of every party: links, paper and letters are private to theirs.
  const worker = await enterWorker(tx, scope.partnership);
  const paper = await peopleOnPaper(tx, worker);
  const stratumOf = new Map(strata.flatMap((stratum) => stratum.parties.map((party) => [party, stratum.key] as const)));
  const asked = people.map((one) => ({ ...one, stratum: stratumOf.get(one.partyId) as string }));
  const [sheets, links] = [asked.filter((one) => paper.has(one.id)), asked.filter((one) => !paper.has(one.id))];
  // In a room nobody has a link of their own: a link and a seat in one hand would be two answers.
  const invitees = wish.room ? [] : links.map((one) => ({ ...one, token: tokenOf(secret, id, one.id) }));
  await insertInvitees(tx, worker, id, [
    ...invitees.map(({ id: participantId, partyId, stratum, token }) => {
      const stop = stopTokenOf(secret, id, participantId);
      return { participantId, partyId, stratum, tokenHash: tokenHash(token), stopHash: tokenHash(stop) };
    }),
    // Whoever answers on paper never had a link, so nobody can answer both ways.
    ...sheets.map(({ id: participantId, partyId, stratum }) => {
      return { participantId, partyId, stratum, tokenHash: null, stopHash: null };
    }),
  ]);
  const onPaper = Map.groupBy(sheets, (one) => one.partyId);
  const rows = [...onPaper].map(([partyId, all]) => {
    return { partyId, stratum: stratumOf.get(partyId) as string, people: all.length };
  });
  await insertRoundPaper(tx, worker, id, rows);
  if (wish.room)
    await insertRoom(
      tx,
      worker,
      id,
      tokenHash(roomTokenOf(secret, id, 1)),
      strata.map(({ key: stratum }) => {
        return { stratum, seats: links.filter((one) => one.stratum === stratum).length };
      }),
    );
  const keys = level === 'sealed' ? await sealBoxes(tx, worker, deps, id, strata, links) : undefined;
  await roundLetters(tx, worker, deps, { id, instrument, k, closesAt, timeZone: wish.timeZone, invitees, keys, now });
  return { ok: true, id, number };
}

/** Makes the box of each group, all at once beside the event loop. Returns what of its key travels with links. */
async function sealBoxes(
  tx: Tx,
  scope: WorkerScope,
  deps: Deps,
  round: string,
  strata: RoundPlan['strata'],
  links: readonly { stratum: string }[],
): Promise<Map<string, string>> {
  const boxes = await Promise.all(
    strata.map(async ({ key: stratum }) => {
      return {
        stratum,
        links: links.filter((one) => one.stratum === stratum).length,
        key: await deps.costly.findRsaKey(SEAL_BITS),
      };
    }),
  );
  await insertSeals(tx, scope, round, boxes);
  return new Map(boxes.map(({ stratum, key }) => [stratum, fingerprintOf(key.publicKey)]));
}

/**
 * Closes a round in one transaction: counts the answers, writes the snapshot, deletes the answers and the key, tells
 * everybody. From the commit on all parties can see the same. Whoever comes second finds it done.
 * @param by whose decision it was; undefined: its time had come
 */
export async function closeRound(
  tx: Tx,
  scope: AnyScope,
  deps: Deps,
  id: string,
  now: Temporal.Instant,
  by?: Scope,
): Promise<void> {
  const worker = await enterWorker(tx, scope.partnership);
  const row = await lockRound(tx, worker, id);
  if (!row) throw notFound();
  if (row.state !== 'open') {
    if (by) throw conflict('round-over', 'This round is over already.');
    return;
  }
  const tally = createTally(row.instrument);
  const sheets = await countSheets(tx, worker, id);
  const comments: { question: string; text: string }[] = [];
  const counted = new Map<string, number>();
  for await (const answer of streamAnswers(tx, worker, id)) {
    tally.add(answer.stratum, answer.ratings, answer.guesses ?? []);
    counted.set(answer.stratum, (counted.get(answer.stratum) ?? 0) + 1);
    answer.comments.forEach((text, index) => {
      const question = row.instrument.questions[index];
      if (text && question) comments.push({ question: question.key, text });
    });
  }
  const discuss = await publish(tx, worker, row, tally, comments, now, sheets);
  const sealed = row.level === 'sealed';
  // More answers than ballots: the round still closes, and everybody reads it beside the results and in the record.
  const addsUp = !sealed || (await settleSeals(tx, worker, id, counted));
  if (sealed) await publishReceipts(tx, worker, id, RECEIPT_BYTES);
  await deleteAnswers(tx, worker, id);
  await destroyKeys(tx, worker, id);
  await emptyMails(tx, worker, id);
  await deleteReminders(tx, worker, id);
  await record(tx, by ?? worker, {
    at: now,
    type: 'round.closed',
    subject: { type: 'round', id, label: `Round ${row.number}` },
    after: { number: row.number, early: by !== undefined, discuss, ...(addsUp ? {} : { addsUp }) },
  });
  await refreshCard(tx, worker);
  await resultsLetters(tx, worker, deps, { id, number: row.number, discuss, now });
}

async function destroyKeys(tx: Tx, scope: WorkerScope, id: string): Promise<void> {
  await destroyKey(tx, scope, id);
  await clearSeats(tx, scope, id);
  await destroySeals(tx, scope, id);
}

/** Writes what will ever be shown of a round, by the one release gate. Returns how many items need discussion. */
export async function publish(
  tx: Tx,
  scope: AnyScope,
  row: RoundRow,
  tally: Tally,
  comments: { question: string; text: string }[],
  now: Temporal.Instant,
  sheets?: number,
): Promise<number> {
  const round = {
    instrument: row.instrument,
    k: row.k,
    strata: row.strata,
    tally,
    sheets,
    comments,
    random,
    guess: row.guess,
  };
  const snapshot = buildSnapshot(round);
  const discuss = snapshot.items.filter((item) => item.status === 'discuss').length;
  await insertResult(tx, scope, row.id, snapshot, publishedCounts(round));
  const strata = row.strata.map((stratum) => ({
    ...stratum,
    answered: snapshot.response.strata.find((one) => one.key === stratum.key)?.respondents ?? 0,
  }));
  await endRound(tx, scope, row.id, 'closed', now, { discuss, strata });
  return discuss;
}

/** Unpredictable, for the order of comments. */
export const random = () => randomInt(2 ** 47) / 2 ** 47;

export async function cancelRound(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<void> {
  const worker = await enterWorker(tx, scope.partnership);
  const row = await lockRound(tx, worker, id);
  if (!row) throw notFound();
  if (row.state !== 'open') throw conflict('round-over', 'This round is over already.');
  await deleteAnswers(tx, worker, id);
  await destroyKeys(tx, worker, id);
  await emptyMails(tx, worker, id);
  await deleteReminders(tx, worker, id);
  await endRound(tx, worker, id, 'cancelled', now);
  await record(tx, scope, {
    at: now,
    type: 'round.cancelled',
    subject: { type: 'round', id, label: `Round ${row.number}` },
  });
  await refreshCard(tx, worker);
}

/* ── What the clock does ── */

/**
 * Closes every round whose time has come, each in its own transaction; also after a downtime, also run twice. One that
 * cannot be closed does not hold up the others: it fails the job after them.
 */
export async function closeDueRounds(db: Database, deps: Deps): Promise<void> {
  const due = await db.transaction().execute((tx) => roundsDue(tx, deps.clock.now()));
  const failures: unknown[] = [];
  for (const { partnershipId, id } of due)
    await asWorker(db, partnershipId, (tx, scope) => closeRound(tx, scope, deps, id, deps.clock.now())).catch(
      (error: unknown) => failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
}

export async function mixOpenRounds(db: Database): Promise<void> {
  const open = await db.transaction().execute((tx) => roundsOpen(tx));
  for (const { partnershipId, id } of open) await asWorker(db, partnershipId, (tx, scope) => mixAnswers(tx, scope, id));
}
