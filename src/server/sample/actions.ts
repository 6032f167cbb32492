import { randomBytes } from 'node:crypto';
import { dayIn } from '../../domain/delivery/rules.ts';
import type { Me } from '../../domain/partnerships/contract.ts';
import { answersOf } from '../../domain/sample/answers.ts';
import { ALLIANCE, PEOPLE, type Side } from '../../domain/sample/people.ts';
import { type ActionStory, ROUNDS, type RoundStory, WHY, WORKS } from '../../domain/sample/story.ts';
import { checkAnswer } from '../../domain/surveys/answers.ts';
import { addAction, changeAction } from '../delivery/actions.ts';
import { findAction } from '../delivery/queries.ts';
import { addParticipant, foundPartnership } from '../partnerships/actions.ts';
import { acceptParty, listParties, refreshCard } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { record } from '../platform/record.ts';
import { enterWorker, inSample, type PersonScope, type Scope, type WorkerScope } from '../platform/scope.ts';
import { addEntry, moveReview, startReview } from '../reviews/actions.ts';
import { findReview, listDiscussions } from '../reviews/queries.ts';
import { closeRound, openRound } from '../surveys/actions.ts';
import { storeAnswers } from '../surveys/answer-queries.ts';
import { makeBallot, nullifierOf, tokenHash, tokenOf } from '../surveys/ballots.ts';
import { markFetched } from '../surveys/invitee-queries.ts';
import { findKey, findRound, type RoundRow } from '../surveys/queries.ts';
import { calendar, type Step } from './calendar.ts';
import { writtenSteps } from './documents.ts';
import { tellNeeds } from './needs.ts';

/* Two years in one transaction: every step is the product's own function, at the moment at which it would have run. */

type Cast = Record<Side, Scope[]>;

/** How many of the lowest and of the strongest items the sessions of the story talk through. */
const TALKED = { low: 4, strong: 2 };

/**
 * Founds the sample for one person, who is lead of its first side.
 * @returns a scope in it
 */
export async function makeSample(
  tx: Tx,
  person: PersonScope,
  deps: Deps,
  me: Me,
  now: Temporal.Instant,
): Promise<Scope> {
  const zone = me.timeZone ?? 'UTC';
  const clock = calendar(now, zone);
  const started = clock({ months: 24 }, '09:00');
  const quiet: Deps = { ...deps, jobs: { ...deps.jobs, enqueue: async () => {} } };

  const { name, kind, a, b } = ALLIANCE;
  const [speakers, members] = [
    PEOPLE.b.filter((one) => one.role !== 'member'),
    PEOPLE.b.filter((one) => one.role === 'member'),
  ];
  const scope = await foundPartnership(
    tx,
    person,
    me,
    {
      name,
      kind,
      status: 'active',
      startedOn: started.toZonedDateTimeISO(zone).toPlainDate().toString(),
      mine: { ...a, role: 'lead' },
      others: [{ ...b, people: [] }],
    },
    started,
    'sample',
  );
  const parties = await listParties(tx, scope);
  const other = parties.find((party) => party.id !== scope.party)?.id as string;
  // From here on for people of both sides: their rows are private to them.
  const worker = await enterWorker(tx, scope.partnership);
  const as = await inSample(tx, scope);

  const cast: Cast = { a: [scope], b: [] };
  const join = async (side: Side, people: readonly (typeof PEOPLE.a)[number][], at: Temporal.Instant, by: Scope) => {
    for (const one of people) {
      const partyId = side === 'a' ? scope.party : other;
      const id = await addParticipant(tx, by, { ...one, partyId, joinedOn: dayIn(at, zone) }, at);
      cast[side].push(as({ participant: id, party: partyId, name: one.name, role: one.role }));
    }
  };
  await join('a', PEOPLE.a, started.add({ hours: 2 }), scope);
  await join('b', speakers, started.add({ hours: 3 }), scope);
  const theirs = cast.b[0] as Scope;
  const accepted = started.add({ hours: 50 });
  await acceptParty(tx, worker, other, accepted);
  await record(tx, theirs, {
    at: accepted,
    type: 'party.accepted',
    subject: { type: 'party', id: other, label: b.organisation },
  });
  await join('b', members, accepted.add({ hours: 1 }), theirs);

  const steps: Step[] = [];
  for (const [number, story] of ROUNDS.entries()) {
    const closing = clock(story.ago, '16:00');
    const session = clock(story.ago, '10:00', story.session.daysLater);
    const opening = closing.subtract({ hours: 24 * 14 + 7 });
    const tell: Told = { tx, worker, quiet, cast, zone, number, story, steps };
    let round = '';
    steps.push(
      {
        at: opening,
        happen: async () => {
          round = await askAll(tell, opening, closing);
        },
      },
      { at: closing, happen: () => closeRound(tx, worker, quiet, round, closing) },
      { at: session, happen: () => holdSession(tell, round, session) },
    );
  }
  const shown = clock({ months: 5 }, '11:00');
  steps.push({
    at: shown,
    happen: async () => {
      await tellNeeds(tx, { a: scope, b: theirs }, shown);
      await enterWorker(tx, scope.partnership);
    },
  });
  const leaders = { a: [scope, cast.a[1] as Scope], b: [theirs, cast.b[1] as Scope] } as const;
  steps.push(...writtenSteps({ tx, quiet, leaders, zone, clock, now }));
  // Steps bring further ones about: an action that is agreed is done some weeks later.
  while (steps.length > 0) {
    steps.sort((one, two) => Temporal.Instant.compare(one.at, two.at));
    await steps.shift()?.happen();
  }
  await refreshCard(tx, worker);
  return scope;
}

type Told = {
  tx: Tx;
  worker: WorkerScope;
  quiet: Deps;
  cast: Cast;
  zone: string;
  number: number;
  story: RoundStory;
  steps: Step[];
};

/** Opens a round and lets those answer who do, each with the ballot of their own link. */
async function askAll(told: Told, opened: Temporal.Instant, closing: Temporal.Instant): Promise<string> {
  const { tx, worker, quiet, cast, zone, number } = told;
  const lead = (number % 2 === 0 ? cast.a[0] : cast.b[0]) as Scope;
  const closesAt = closing.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  const round = await openRound(
    tx,
    lead,
    quiet,
    { instrument: 'relational', closesAt, timeZone: zone, level: 'confidential' },
    opened,
  );
  const row = (await findRound(tx, lead, round)) as RoundRow;
  const secret = (await findKey(tx, worker, round)) as Buffer;
  const answers = [];
  for (const given of answersOf(row.instrument, number)) {
    const who = cast[given.side][given.place] as Scope;
    const token = tokenOf(secret, round, who.participant);
    const stratum = row.strata.find((one) => one.parties.includes(who.party))?.key as string;
    const checked = checkAnswer(row.instrument, given);
    if (!checked.ok) throw new Error(`round ${number + 1} of the sample: ${checked.reason}`);
    await markFetched(tx, round, tokenHash(token));
    const nullifier = nullifierOf(makeBallot(secret, round, stratum, token));
    const { ratings, comments, guesses } = checked;
    answers.push({ round, nullifier, stratum, ratings, comments, guesses, nonce: randomBytes(16) });
  }
  await storeAnswers(tx, answers, opened.add({ hours: 48 }));
  return round;
}

/** The session about a round: its lowest and strongest items, what was said and agreed, and its end. */
async function holdSession(told: Told, round: string, begins: Temporal.Instant): Promise<void> {
  const { tx, cast, zone, number, story, steps } = told;
  const [holder, minute] = [cast.a[0] as Scope, (n: number) => begins.add({ minutes: n })];
  const speaker = ([side, place]: [Side, number]) => cast[side][place + (side === 'a' ? 1 : 0)] as Scope;
  const row = (await findRound(tx, holder, round)) as RoundRow;
  const id = await startReview(tx, holder, row, begins);
  const review = async () => (await findReview(tx, holder, id)) as NonNullable<Awaited<ReturnType<typeof findReview>>>;
  const items = await listDiscussions(tx, holder, id);
  const low = items.filter((item) => item.kind !== 'strength').slice(0, TALKED.low);
  const strong = items.filter((item) => item.kind === 'strength').slice(0, TALKED.strong);
  let now = 0;
  for (const { item_key: key, kind } of [...low, ...strong]) {
    const begun = await review();
    const move = { currentItem: key, timer: 'start' as const };
    await moveReview(tx, holder, begun, begun.version, move, minute(now), number + 1);
    now += 7;
    const said = kind === 'strength' ? WORKS[key] : WHY[key];
    if (said) {
      const entry = { kind: 'conclusion' as const, itemKey: key, text: said.text };
      await addEntry(tx, speaker(said.by), await review(), entry, minute(now - 3));
    }
  }
  const known = new Set(items.map((item) => item.item_key));
  for (const action of story.session.actions) {
    const owner = action.owner === 'me' ? holder : speaker(action.owner);
    const dueOn = begins.toZonedDateTimeISO(zone).toPlainDate().add({ days: action.dueIn }).toString();
    const at = minute(now++);
    const given = { owner: { id: owner.participant, name: owner.name }, today: dayIn(at, zone) };
    const about = { review: id, itemKey: known.has(action.item) ? action.item : null };
    const actionId = await addAction(
      tx,
      speaker(action.by),
      { text: action.text, ownerId: owner.participant, dueOn },
      given,
      at,
      about,
    );
    const end = ended(action);
    if (end) {
      const when = begins.add({ hours: 24 * end.after + 5 });
      steps.push({ at: when, happen: () => endAction(told, owner, actionId, end.state, when) });
    }
  }
  for (const { by, text } of story.session.celebrations)
    await addEntry(tx, speaker(by), await review(), { kind: 'celebration', text }, minute(now++));
  const last = await review();
  await moveReview(tx, holder, last, last.version, { state: 'finished' }, minute(now), number + 1);
}

const ended = ({ done, dropped }: ActionStory) =>
  done !== undefined
    ? { state: 'done' as const, after: done }
    : dropped !== undefined
      ? { state: 'dropped' as const, after: dropped }
      : undefined;

async function endAction(
  { tx, zone }: Told,
  owner: Scope,
  id: string,
  state: 'done' | 'dropped',
  at: Temporal.Instant,
) {
  const row = await findAction(tx, owner, id);
  if (row) await changeAction(tx, owner, row, row.version, { state }, { owner: undefined, today: dayIn(at, zone) }, at);
}
