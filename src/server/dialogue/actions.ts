import type {
  Dialogue,
  DialogueAnswer,
  DialogueCard,
  GivenAnswer,
  Named,
  NewDialogue,
} from '../../domain/dialogue/contract.ts';
import { planDialogue } from '../../domain/dialogue/rules.ts';
import { checkAnswer } from '../../domain/surveys/answers.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { asWorker, enterWorker, type Scope } from '../platform/scope.ts';
import { requireInstrument } from '../surveys/own-instruments.ts';
import { dialogueLetters } from './emails.ts';
import {
  answersIn,
  candidatesIn,
  type DialogueRow,
  dialoguesDue,
  endDialogue,
  findDialogue,
  insertDialogue,
  lockDialogue,
  namedIn,
  openDialogue,
  setMine,
  writeAnswer,
} from './queries.ts';

/*
 * A dialogue is shared by the people named in it and by nobody else: it writes no event of the record, which whole
 * parties read. Its own rows tell the named who agreed, sent or declined, and when.
 */

export async function callDialogue(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  wish: NewDialogue,
  now: Temporal.Instant,
): Promise<Dialogue> {
  const instrument = await requireInstrument(tx, scope, wish.instrument);
  const named = await candidatesIn(tx, scope, wish.participantIds);
  const plan = planDialogue(wish, named, scope.participant, now);
  if (!plan.ok) throw invalid(plan.reason);
  const id = newId();
  const people = named.map((one) => ({ id: one.id, personId: one.personId as string }));
  const row = { id, title: wish.title?.trim() || null, instrument, timeZone: wish.timeZone, closesAt: plan.closesAt };
  await insertDialogue(tx, scope, row, people, now);
  await deps.jobs.enqueue(tx, 'end-dialogues', {}, { startAfter: plan.closesAt });
  await tell(tx, scope, deps, id, 'invited', now, scope.participant);
  return presentDialogue(tx, scope, id, now);
}

export async function consent(tx: Tx, scope: Scope, deps: Deps, id: string, now: Temporal.Instant): Promise<void> {
  const { people } = await takeWaiting(tx, scope, id, now);
  const me = people.find((one) => one.me);
  if (me?.consentedAt) return;
  await setMine(tx, scope, id, { consented_at: now.toString() });
  if (people.every((one) => one.me || one.consentedAt))
    await tell(tx, scope, deps, id, 'consented', now, scope.participant);
}

/** Declines, or takes consent back: either way the dialogue is over for everybody and no answer is ever shown. */
export async function decline(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  reason: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const { people } = await takeWaiting(tx, scope, id, now);
  const consented = people.some((one) => one.me && one.consentedAt);
  await setMine(tx, scope, id, { declined_at: now.toString(), reason, sent_at: null });
  await end(tx, scope, deps, id, consented ? 'withdrawn' : 'declined', now);
}

/** Keeps my answer, or sends it. With the last one sent all are open, to exactly these people, in this transaction. */
export async function giveAnswer(
  tx: Tx,
  scope: Scope,
  deps: Deps,
  id: string,
  wish: DialogueAnswer,
  now: Temporal.Instant,
): Promise<void> {
  const { row, people } = await takeWaiting(tx, scope, id, now);
  if (people.some((one) => !one.consentedAt))
    throw conflict('dialogue-undecided', 'Not everybody has agreed yet; answering begins when all have.');
  await writeAnswer(tx, scope, id, checked(row.instrument, wish, wish.send));
  await setMine(tx, scope, id, { sent_at: wish.send ? now.toString() : null });
  if (wish.send && (await openDialogue(tx, id, now))) await tell(tx, scope, deps, id, 'opened', now);
}

/** An answer in the keys of its questionnaire. One that is only kept may still be empty. */
export function checked(
  instrument: Instrument,
  given: Pick<DialogueAnswer, 'ratings' | 'comments'>,
  complete: boolean,
): GivenAnswer {
  const comments = Object.entries(given.comments ?? {}).filter(([, text]) => text.trim() !== '');
  const empty = comments.length === 0 && Object.values(given.ratings).every((rating) => rating === null);
  const known = Object.keys(given.ratings).every((key) => instrument.items.some((item) => item.key === key));
  if (complete || !empty || !known) {
    const answer = checkAnswer(instrument, given);
    if (!answer.ok) throw invalid(answer.reason);
  }
  return {
    ratings: given.ratings,
    comments: Object.fromEntries(comments.map(([key, text]) => [key, text.trim()])),
  };
}

/** The dialogue, mine for this transaction, while it waits for consents and answers. */
async function takeWaiting(
  tx: Tx,
  scope: Scope,
  id: string,
  now: Temporal.Instant,
): Promise<{ row: DialogueRow; people: Named[] }> {
  const row = await lockDialogue(tx, scope, id);
  if (!row) throw notFound();
  if (row.state === 'open') throw conflict('dialogue-open', 'This dialogue is open: nothing in it changes any more.');
  if (row.state === 'ended' || isOver(row, now))
    throw conflict('dialogue-over', 'This dialogue has ended without opening; nobody’s answers were shown.');
  return { row, people: (await namedIn(tx, scope, [id])).get(id) ?? [] };
}

/** It can no longer open, whether or not the clock has ended it already. */
const isOver = (row: DialogueRow, now: Temporal.Instant) =>
  row.someone_left || Temporal.Instant.compare(Temporal.Instant.from(row.closes_at), now) <= 0;

async function end(
  tx: Tx,
  scope: { partnership: string },
  deps: Deps,
  id: string,
  why: 'declined' | 'withdrawn' | 'deadline' | 'left',
  now: Temporal.Instant,
): Promise<void> {
  if (await endDialogue(tx, id, why, now)) await tell(tx, scope, deps, id, 'ended', now);
}

/** Letters go to people of every party: from here on the transaction works for all of them. */
async function tell(
  tx: Tx,
  scope: { partnership: string },
  deps: Deps,
  id: string,
  what: 'invited' | 'consented' | 'opened' | 'ended',
  now: Temporal.Instant,
  except?: string,
): Promise<void> {
  await dialogueLetters(tx, await enterWorker(tx, scope.partnership), deps, { id, what, now, except });
}

/**
 * Ends every dialogue that can no longer open, each in its own transaction; also after a downtime, also run twice. One
 * that cannot be ended does not hold up the others: it fails the job after them.
 */
export async function endDueDialogues(db: Database, deps: Deps): Promise<void> {
  const due = await db.transaction().execute((tx) => dialoguesDue(tx, deps.clock.now()));
  const failures: unknown[] = [];
  for (const { partnershipId, id, why } of due)
    await asWorker(db, partnershipId, (tx, scope) => end(tx, scope, deps, id, why, deps.clock.now())).catch(
      (error: unknown) => failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
}

/* ── What the named see ── */

export function presentCard(row: DialogueRow, people: Named[]): DialogueCard {
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    endedBy: row.ended_by,
    calledBy: row.called_by,
    timeZone: row.time_zone,
    createdAt: row.created_at,
    closesAt: row.closes_at,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    people,
  };
}

export async function presentDialogue(tx: Tx, scope: Scope, id: string, now: Temporal.Instant): Promise<Dialogue> {
  const row = await findDialogue(tx, scope, id);
  if (!row) throw notFound();
  const people = (await namedIn(tx, scope, [id])).get(id) ?? [];
  const answers = await answersIn(tx, scope, row);
  const waiting = row.state === 'waiting' && !isOver(row, now);
  const me = people.find((one) => one.me);
  return {
    ...presentCard(row, people),
    instrument: row.instrument,
    mine: answers.get(scope.participant) ?? null,
    answers:
      row.state === 'open' ? [...answers].map(([participantId, answer]) => ({ participantId, ...answer })) : null,
    can: {
      consent: waiting && !me?.consentedAt,
      decline: waiting,
      answer: waiting && people.every((one) => one.consentedAt),
    },
  };
}
