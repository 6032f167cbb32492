import { randomBytes } from 'node:crypto';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { answersOf } from '../../domain/programme/assessment.ts';
import type { ResultsLinkMade } from '../../domain/results/contract.ts';
import type { Entry, GuestLink, Review } from '../../domain/reviews/contract.ts';
import { newId } from '../platform/id.ts';
import { roomTokenOf, tokenOf } from '../surveys/ballots.ts';
import { type Client, type Reply, signUp, type TestApp, type TestPerson } from './app.ts';
import { makeBriefing } from './briefing.ts';
import { type Kind, WORDS } from './canaries.ts';
import { makeChallenge, makeDocuments } from './documents.ts';
import { type Alliance, addPeople, answer, makeDialogues, openRound, tokensOf } from './factories.ts';
import { makeNeeds } from './needs.ts';
import { makeParting } from './parting.ts';

/** The ids a request to a partnership is made of, under the names the API gives them. */
export type Place = {
  partnershipId: string;
  /** The party under attack, and the one beside it. */
  partyId: string;
  otherPartyId: string;
  /** Somebody of that party without an account, with an open invitation. */
  participantId: string;
  leadId: string;
  otherLeadId: string;
  /** Open. */
  roundId: string;
  closedRoundId: string;
  planId: string;
  /** The session of the closed round, with something captured by the lead. */
  reviewId: string;
  entryId: string;
  actionId: string;
  guestId: string;
  /** A read-only link to the results of the closed round. */
  linkId: string;
  mailId: string;
  /** Of the lead’s organisation. */
  programmeId: string;
  assessmentId: string;
  /** A list of people that was saved for the party under attack. */
  importId: string;
  /** Between the two leads, waiting for the other's consent. */
  dialogueId: string;
  /** Of the lead, private. */
  reflectionId: string;
  /** Of the partnership's own, with a version that can be used. */
  instrumentId: string;
  /** Shared: version 1 in force, 2 declined, 3 waits for both. And a file beside it, since the draft of version 2. */
  documentId: string;
  fileId: string;
  /** A need of the party under attack that it has not shared. */
  itemId: string;
  /** Shared by the other party, and by this one; and what was said about the two. */
  needId: string;
  strengthId: string;
  fitId: string;
  /** A challenge of the lead beside it, answered by the other lead. */
  remarkId: string;
};

export type Cast = { lead: TestPerson; otherLead: TestPerson; member: TestPerson; observer: TestPerson };
export type World = {
  victim: Place;
  /** What to look for in replies, by what it is. */
  canaries: [Kind, string][];
  people: Cast & {
    /** Was a member, has left, is still signed in. */
    removed: TestPerson;
    /** Lead of another partnership. */
    outsider: TestPerson;
    stranger: TestPerson;
    /** Of the installation; takes part in nothing. */
    administrator: TestPerson;
  };
  outside: Place;
};

export async function makeWorld(t: TestApp): Promise<World> {
  const administrator = await signUp(t.app, 'Ada Admin', 'ada@installation.example');
  const stranger = await signUp(t.app, 'Stan Stranger', 'stan@elsewhere.example');
  const victim = await makePartnership(t, {
    shared: WORDS.shared,
    north: `${WORDS.addressNorth}.example`,
    rail: `${WORDS.addressRail}.example`,
    programme: WORDS.programme,
    dialogue: WORDS.dialogue,
    reflection: WORDS.reflection,
    draftNorth: WORDS.draftNorth,
    draftRail: WORDS.draftRail,
  });
  const outside = await makePartnership(t, {
    shared: 'plain',
    north: 'plain-north.example',
    rail: 'plain-rail.example',
    programme: 'plain',
    dialogue: 'plain',
    reflection: 'plain',
    draftNorth: 'plain',
    draftRail: 'plain',
  });
  const { member, observer, removed } = await makeRest(t, victim);
  const answerWord = await tokensOf(victim.lead, victim.path, victim.place.roundId);
  must(await answer(t, victim.place.roundId, answerWord[0] as string, 4, { keep: `The ${WORDS.answer} of somebody` }));
  for (const [party, word] of [
    [victim.place.partyId, WORDS.eventNorth],
    [victim.place.otherPartyId, WORDS.eventRail],
  ])
    await t.sql(
      `insert into event (partnership_id, id, at, type, by_name, subject_type, subject_id, subject_label, before, after, private_to)
       values ($1, gen_random_uuid(), now(), 'note.written', $2, 'party', $3, $2, $4, $4, $3)`,
      [victim.place.partnershipId, word, party, JSON.stringify({ text: word })],
    );
  return {
    victim: victim.place,
    outside: outside.place,
    canaries: [...(Object.entries(WORDS) as [Kind, string][]), ...(await secretsOf(t, victim))],
    people: {
      administrator,
      stranger,
      lead: victim.lead,
      otherLead: victim.otherLead,
      outsider: outside.lead,
      member,
      observer,
      removed,
    },
  };
}

type Made = {
  place: Place;
  path: string;
  lead: TestPerson;
  otherLead: TestPerson;
  invites: [string, string];
  readOnly: string;
};

/** Two parties that are in, one closed round with comments, one open round, one person waiting to join on each side. */
async function makePartnership(
  t: TestApp,
  words: Record<
    'shared' | 'north' | 'rail' | 'programme' | 'dialogue' | 'reflection' | 'draftNorth' | 'draftRail',
    string
  >,
): Promise<Made> {
  const { shared } = words;
  const lead = await signUp(t.app, `Astrid ${shared}`, `astrid@${words.north}`);
  const started = must(
    await lead.post<Partnership>('/partnerships', {
      name: `Before ${shared}`,
      kind: 'strategic-alliance',
      mine: { organisation: `North ${shared}`, unit: `Quay ${shared}`, place: `Bergen ${shared}`, role: 'lead' },
      others: [
        {
          organisation: `Rail ${shared}`,
          unit: `Track ${shared}`,
          place: `Malmö ${shared}`,
          people: [{ name: `Sanna ${shared}`, email: `sanna@${words.rail}`, role: 'lead' }],
        },
      ],
    }),
  );
  const path = `/partnerships/${started.id}`;
  const partyId = started.parties.find((one) => one.mine)?.id as string;
  const otherPartyId = started.parties.find((one) => !one.mine)?.id as string;
  const sanna = await personNamed(lead, path, 'Sanna');
  const otherLead = await join(t, lead, path, sanna, `sanna@${words.rail}`);
  must(await lead.patch(path, 1, { name: `After ${shared}` }));

  const waiting = async (who: Client, party: string, domain: string) => {
    const one = await addPerson(
      who,
      path,
      { partyId: party, name: `Wanda ${shared}`, email: `wanda@${domain}` },
      shared,
    );
    return { id: one.id, token: await invite(who, path, one.id) };
  };
  const north = await waiting(lead, partyId, words.north);
  const rail = await waiting(otherLead, otherPartyId, words.rail);
  await addPeople(lead, path, partyId, 3, `North-${shared}`);
  const importId = newId();
  const list = { csv: `name\nIda ${shared}\n`, check: false };
  must(await lead.post(`${path}/participants/import`, { ...list, partyId, importId }));
  must(await otherLead.post(`${path}/participants/import`, { ...list, partyId: otherPartyId, importId: newId() }));
  await addPeople(otherLead, path, otherPartyId, 3, `Rail-${shared}`);

  // Sealed, over plain http: so that every table has its rows.
  const sealed = { level: 'sealed', unsealedDevices: true };
  const first = await openRound(lead, path, { title: `First ${shared}`, ...sealed });
  for (const who of [lead, otherLead])
    for (const token of await tokensOf(who, path, first.id))
      must(await answer(t, first.id, token, 3, { keep: `Keep the ${shared}`, change: `Change the ${shared}` }));
  must(await lead.post(`${path}/rounds/${first.id}/close`));
  for (const [who, name] of [
    [lead, `North-${shared} 1`],
    [otherLead, `Rail-${shared} 1`],
  ] as const)
    must(await who.post(`${path}/paper`, { participantId: (await personNamed(who, path, name)).id, paper: true }));
  const session = await holdSession(lead, path, first.id, started.myParticipantId, shared);
  const { link, made } = must(
    await lead.post<ResultsLinkMade>(`${path}/rounds/${first.id}/links`, {
      name: `Reader ${shared}`,
      endsOn: '2026-12-31',
      timeZone: 'Europe/Oslo',
    }),
  );
  const second = await openRound(lead, path, { title: `Second ${shared}`, ...sealed });
  // Its room, as if it had one beside its links, with a device that sits there.
  await t.sql(
    `with room as (insert into round_room values ($1, $2, 1, '\\x00') returning *),
       grp as (insert into round_room_group select partnership_id, round_id, 's1', 3, 1 from room returning *)
     insert into round_seat select partnership_id, round_id, '\\x01', stratum from grp`,
    [started.id, second.id],
  );
  const plan = must(
    await lead.post<{ id: string }>(`${path}/plan`, {
      instrument: 'relational',
      startsOn: '2027-01-15',
      everyMonths: 6,
      time: '09:00',
      timeZone: 'Europe/Oslo',
      openDays: 14,
      partyIds: null,
      roles: ['member'],
      k: 5,
    }),
  );
  // What the job writes when a date passes without a round.
  await t.sql(`update round_plan set skipped_at = now(), skipped_reason = $2 where partnership_id = $1`, [
    started.id,
    `Why not ${shared}`,
  ]);
  // As the job leaves it behind with a mail server that is away.
  await t.sql(
    `with batch as (insert into reminder_batch values ($1, $2, 'last', now(), 1, 'ECONNREFUSED') returning *)
     insert into reminder (partnership_id, id, round_id, which, participant_id, next_at)
     select b.partnership_id, gen_random_uuid(), b.round_id, b.which, $3, now() from batch b`,
    [started.id, second.id, started.myParticipantId],
  );
  await makeParting(t, { partnership: started.id, party: partyId, person: started.myParticipantId }, shared);
  const dialogueId = await makeDialogues(lead, otherLead, path, [started.myParticipantId, sanna.id], words.dialogue);
  const reflection = must(
    await lead.post<{ id: string }>('/reflections', {
      instrument: 'relational',
      about: started.id,
      ratings: { trust: 2 },
      comments: { keep: `My ${words.reflection}` },
    }),
  );
  const documents = await makeDocuments(t, lead, otherLead, path, words);
  await makeBriefing(lead, otherLead, path, shared);
  const instrument = must(
    await lead.post<{ id: string; draft: object }>(`${path}/instruments`, { language: 'en', title: `Own ${shared}` }),
  );
  const items = [{ key: 'q1', text: { en: `Do we ${shared}?` }, reversed: false, short: {} }];
  const own = { draft: { ...instrument.draft, items }, usable: true };
  must(await lead.patch(`${path}/instruments/${instrument.id}`, 1, own));
  const needs = await makeNeeds(lead, otherLead, path, words);
  const mail = await t.sql('select id from mail where partnership_id = $1 and text is not null limit 1', [started.id]);
  const programme = must(await lead.post<{ id: string }>('/programmes', { organisation: `Office ${words.programme}` }));
  const assessment = must(
    await lead.post<{ id: string }>(`/programmes/${programme.id}/assessments`, { answers: answersOf(() => 'no') }),
  );
  const place: Place = {
    partnershipId: started.id,
    partyId,
    otherPartyId,
    participantId: north.id,
    leadId: started.myParticipantId,
    otherLeadId: sanna.id,
    roundId: second.id,
    closedRoundId: first.id,
    planId: plan.id,
    ...session,
    linkId: made.id,
    mailId: mail.rows[0].id,
    programmeId: programme.id,
    assessmentId: assessment.id,
    importId,
    dialogueId,
    reflectionId: reflection.id,
    instrumentId: instrument.id,
    ...documents,
    ...needs,
    remarkId: await makeChallenge(lead, otherLead, path, documents.documentId, words.shared),
  };
  return { place, path, lead, otherLead, invites: [north.token, rail.token], readOnly: secretIn(link) };
}

/** A session with one of everything that can be captured in it, and a guest who may look in. */
async function holdSession(lead: TestPerson, path: string, round: string, me: string, word: string) {
  const review = must(await lead.post<Review>(`${path}/rounds/${round}/review`));
  const at = `${path}/reviews/${review.id}`;
  const itemKey = review.currentItem;
  const entry = must(
    await lead.post<Entry>(`${at}/entries`, { kind: 'conclusion', itemKey, text: `Too late, said ${word}` }),
  );
  const action = must(
    await lead.post<Action>(`${at}/actions`, { text: `Call ${word}`, ownerId: me, dueOn: '2026-12-01', itemKey }),
  );
  const { guest } = must(await lead.post<GuestLink>(`${at}/guests`, { name: `Mara ${word}` }));
  return { reviewId: review.id, entryId: entry.id, actionId: action.id, guestId: guest.id };
}

async function makeRest(t: TestApp, { lead, path, place }: Made) {
  const make = async (name: string, role: string, email: string | null) => {
    const wish = { partyId: place.partyId, name: `${name} ${WORDS.shared}`, email, role };
    const row = await addPerson(lead, path, wish, WORDS.shared);
    return { row, person: await join(t, lead, path, row, email) };
  };
  const [member, observer, removed] = [
    await make('Mia', 'member', `mia@${WORDS.addressNorth}.example`),
    await make('Olav', 'observer', `olav@${WORDS.addressNorth}.example`),
    // Their own account holds no canary: it is all they still may see.
    await make('Remi', 'member', null),
  ];
  must(await lead.patch(`${path}/participants/${removed.row.id}`, removed.row.version + 1, { leftOn: '2026-11-02' }));
  return { member: member.person, observer: observer.person, removed: removed.person };
}

async function addPerson(who: Client, path: string, wish: object, word: string): Promise<Participant> {
  return must(
    await who.post<Participant>(`${path}/participants`, {
      role: 'member',
      function: `Captain ${word}`,
      level: `Deck ${word}`,
      region: `Fjord ${word}`,
      ...wish,
    }),
  );
}

async function personNamed(who: Client, path: string, name: string): Promise<Participant> {
  const page = must(await who.get<{ items: Participant[] }>(`${path}/participants?limit=200`));
  return page.items.find((one) => one.name.startsWith(name)) as Participant;
}

/** A further partnership of the same two leads: all that a test needs where accounts are not its subject, and quick. */
export async function another(a: Alliance): Promise<Alliance> {
  const { north, rail } = a;
  const started = must(
    await north.post<Partnership>('/partnerships', {
      name: 'Northern Corridor Alliance',
      kind: 'strategic-alliance',
      mine: { organisation: 'Nordhavn Terminals', role: 'lead' },
      others: [{ organisation: 'Railia Freight', people: [{ name: rail.name, email: rail.email, role: 'lead' }] }],
    }),
  );
  const path = `/partnerships/${started.id}`;
  const token = await invite(north, path, (await personNamed(north, path, rail.name)).id);
  must(await rail.post('/invitations/accept', { token }));
  const partnership = must(await north.get<Partnership>(path));
  const northParty = partnership.parties.find((party) => party.mine)?.id as string;
  const railParty = partnership.parties.find((party) => !party.mine)?.id as string;
  return { partnership, path, north, rail, northParty, railParty };
}

/** The secret of a fresh invitation link. */
export async function invite(who: Client, path: string, participant: string): Promise<string> {
  const { link } = must(await who.post<{ link: string }>(`${path}/participants/${participant}/invitation`));
  return secretIn(link);
}
/** What stands behind the # of a link. */
export const secretIn = (link: string): string => link.split('#')[1] as string;

/** An account for this person, who has accepted their invitation. */
export async function join(
  t: TestApp,
  who: Client,
  path: string,
  row: { id: string; name: string },
  email: string | null,
): Promise<TestPerson> {
  const token = await invite(who, path, row.id);
  const person = await (email ? signUp(t.app, row.name, email) : t.person());
  must(await person.post('/invitations/accept', { token }));
  return person;
}

/** Secrets of links are canaries too: of the open round, by party, and of the invitations that wait. */
async function secretsOf(t: TestApp, { place, invites, readOnly }: Made): Promise<[Kind, string][]> {
  const { rows } = await t.sql(
    `select i.participant_id, i.party_id, k.secret from round_invitation i join round_key k using (partnership_id, round_id)
     where i.partnership_id = $1 and i.round_id = $2`,
    [place.partnershipId, place.roundId],
  );
  return [
    ['inviteNorth', invites[0]],
    ['inviteRail', invites[1]],
    ['room', roomTokenOf(rows[0].secret, place.roundId, 1)],
    ['readOnly', readOnly],
    ...rows.map((row): [Kind, string] => [
      row.party_id === place.partyId ? 'linkNorth' : 'linkRail',
      tokenOf(row.secret, place.roundId, row.participant_id),
    ]),
  ];
}

/** A secret that opens nothing. */
export const bogus = () => randomBytes(32).toString('base64url');

export function must<T>(reply: Reply<T>): T {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}
