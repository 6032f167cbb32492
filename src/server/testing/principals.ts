import { randomBytes } from 'node:crypto';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { newId } from '../platform/id.ts';
import { tokenOf } from '../surveys/ballots.ts';
import { type Client, type Reply, signUp, type TestApp, type TestPerson } from './app.ts';
import { type Alliance, addPeople, answer, openRound, tokensOf } from './factories.ts';

/**
 * A partnership whose every text holds a word of its own, so that a word seen by somebody who may not see it tells what
 * leaked. Words are private to whom their name says: everybody in the partnership, one party, or nobody at all.
 */
export const WORDS = {
  shared: 'kestrelshared',
  addressNorth: 'kestrelnorthmail',
  addressRail: 'kestrelrailmail',
  eventNorth: 'kestrelnorthevent',
  eventRail: 'kestrelrailevent',
  /** Written by a respondent while the round is open: seen by nobody. */
  answer: 'kestrelanswer',
  /** Title, answers and reasons of named dialogues between the two leads. */
  dialogue: 'kestreldialogue',
  /** A private reflection of the lead: seen by nobody else. */
  reflection: 'kestrelreflection',
} as const;

export type Kind =
  | keyof typeof WORDS
  /** Secrets of personal links, to answer a survey and to join. */
  | 'linkNorth'
  | 'linkRail'
  | 'inviteNorth'
  | 'inviteRail';

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
  mailId: string;
  /** A list of people that was saved for the party under attack. */
  importId: string;
  /** Between the two leads, waiting for the other's consent. */
  dialogueId: string;
  /** Of the lead, private. */
  reflectionId: string;
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
    dialogue: WORDS.dialogue,
    reflection: WORDS.reflection,
  });
  const outside = await makePartnership(t, {
    shared: 'plain',
    north: 'plain-north.example',
    rail: 'plain-rail.example',
    dialogue: 'plain',
    reflection: 'plain',
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

type Made = { place: Place; path: string; lead: TestPerson; otherLead: TestPerson; invites: [string, string] };

/** Two parties that are in, one closed round with comments, one open round, one person waiting to join on each side. */
async function makePartnership(
  t: TestApp,
  words: Record<'shared' | 'north' | 'rail' | 'dialogue' | 'reflection', string>,
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

  const first = await openRound(lead, path, { title: `First ${shared}` });
  for (const who of [lead, otherLead])
    for (const token of await tokensOf(who, path, first.id))
      must(await answer(t, first.id, token, 3, { keep: `Keep the ${shared}`, change: `Change the ${shared}` }));
  must(await lead.post(`${path}/rounds/${first.id}/close`));
  const second = await openRound(lead, path, { title: `Second ${shared}` });
  const dialogueId = await makeDialogues(lead, otherLead, path, [started.myParticipantId, sanna.id], words.dialogue);
  const reflection = must(
    await lead.post<{ id: string }>('/reflections', {
      instrument: 'relational',
      about: started.id,
      ratings: { trust: 2 },
      comments: { keep: `My ${words.reflection}` },
    }),
  );
  const mail = await t.sql('select id from mail where partnership_id = $1 and text is not null limit 1', [started.id]);
  const place: Place = {
    partnershipId: started.id,
    partyId,
    otherPartyId,
    participantId: north.id,
    leadId: started.myParticipantId,
    otherLeadId: sanna.id,
    roundId: second.id,
    closedRoundId: first.id,
    mailId: mail.rows[0].id,
    importId,
    dialogueId,
    reflectionId: reflection.id,
  };
  return { place, path, lead, otherLead, invites: [north.token, rail.token] };
}

/** One that is open, one that was declined with a reason, and one that waits: its id. */
async function makeDialogues(
  lead: Client,
  other: Client,
  path: string,
  people: string[],
  word: string,
): Promise<string> {
  const call = async () =>
    must(
      await lead.post<{ id: string }>(`${path}/dialogues`, {
        instrument: 'relational',
        title: `About the ${word}`,
        participantIds: people,
        closesAt: '2026-11-20T17:00',
        timeZone: 'Europe/Oslo',
      }),
    ).id;
  const open = await call();
  must(await other.post(`${path}/dialogues/${open}/consent`));
  for (const who of [lead, other])
    must(
      await who.send('PUT', `${path}/dialogues/${open}/answer`, {
        ratings: { trust: 4 },
        comments: { keep: `The ${word} of one of us` },
        send: true,
      }),
    );
  must(await other.post(`${path}/dialogues/${await call()}/decline`, { reason: `Too much ${word}` }));
  return call();
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
  return link.split('#')[1] as string;
}

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
async function secretsOf(t: TestApp, { place, invites }: Made): Promise<[Kind, string][]> {
  const { rows } = await t.sql(
    `select i.participant_id, i.party_id, k.secret from round_invitation i join round_key k using (partnership_id, round_id)
     where i.partnership_id = $1 and i.round_id = $2`,
    [place.partnershipId, place.roundId],
  );
  return [
    ['inviteNorth', invites[0]],
    ['inviteRail', invites[1]],
    ...rows.map((row): [Kind, string] => [
      row.party_id === place.partyId ? 'linkNorth' : 'linkRail',
      tokenOf(row.secret, place.roundId, row.participant_id),
    ]),
  ];
}

/** One short text for everything stored about a partnership: any change of any row of any table changes it. */
export async function fingerprint(t: TestApp, { partnershipId, leadId }: Place): Promise<Record<string, string>> {
  const tables = await tenantTables(t);
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const column = table === 'partnership' ? 'id' : 'partnership_id';
    const { rows } = await t.sql(
      `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as print from "${table}" r where ${column} = $1`,
      [partnershipId],
    );
    prints[table] = rows[0].print;
  }
  const { rows } = await t.sql(
    `select md5(string_agg(r::text, '|' order by r::text)) as print from person r where id in
       (select person_id from participant where partnership_id = $1 and id = $2)`,
    [partnershipId, leadId],
  );
  const reflections = await t.sql(
    `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as print from reflection r where person_id in
       (select person_id from participant where partnership_id = $1 and id = $2)`,
    [partnershipId, leadId],
  );
  return { ...prints, person: rows[0].print, reflection: reflections.rows[0].print };
}

/** Every table with rows of one partnership, from the catalogue. */
export async function tenantTables(t: TestApp): Promise<string[]> {
  const { rows } = await t.sql(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'partnership_id' order by 1`,
  );
  return ['partnership', ...rows.map((row) => row.table_name)];
}

/** A secret that opens nothing. */
export const bogus = () => randomBytes(32).toString('base64url');

export function must<T>(reply: Reply<T>): T {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}
