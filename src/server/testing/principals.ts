import { randomBytes } from 'node:crypto';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import { answersOf } from '../../domain/programme/assessment.ts';
import type { ResultsLinkMade } from '../../domain/results/contract.ts';
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
  /** The programme of the lead’s own organisation: of its members, and of nobody in the partnership besides. */
  programme: 'kestrelprogramme',
} as const;

export type Kind =
  | keyof typeof WORDS
  /** Secrets of personal links, to answer a survey and to join. */
  | 'linkNorth'
  | 'linkRail'
  | 'inviteNorth'
  | 'inviteRail'
  /** Secret of a read-only link to results: told once, to whoever made it. */
  | 'readOnly';

/** The ids a request to a partnership is made of, under the names the API gives them. */
export type Place = {
  partnershipId: string;
  /** The party under attack, and the one beside it. */
  partyId: string;
  otherPartyId: string;
  /** Somebody of that party without an account, with an open invitation. */
  participantId: string;
  leadId: string;
  /** Open. */
  roundId: string;
  closedRoundId: string;
  planId: string;
  /** A read-only link to the results of the closed round. */
  linkId: string;
  mailId: string;
  /** Of the lead’s organisation. */
  programmeId: string;
  assessmentId: string;
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
  });
  const outside = await makePartnership(t, {
    shared: 'plain',
    north: 'plain-north.example',
    rail: 'plain-rail.example',
    programme: 'plain',
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
  words: { shared: string; north: string; rail: string; programme: string },
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
  const otherLead = await join(t, lead, path, await personNamed(lead, path, 'Sanna'), `sanna@${words.rail}`);
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
  await addPeople(otherLead, path, otherPartyId, 3, `Rail-${shared}`);

  const first = await openRound(lead, path, { title: `First ${shared}` });
  for (const who of [lead, otherLead])
    for (const token of await tokensOf(who, path, first.id))
      must(await answer(t, first.id, token, 3, { keep: `Keep the ${shared}`, change: `Change the ${shared}` }));
  must(await lead.post(`${path}/rounds/${first.id}/close`));
  for (const [who, name] of [
    [lead, `North-${shared} 1`],
    [otherLead, `Rail-${shared} 1`],
  ] as const)
    must(await who.post(`${path}/paper`, { participantId: (await personNamed(who, path, name)).id, paper: true }));
  const { link, made } = must(
    await lead.post<ResultsLinkMade>(`${path}/rounds/${first.id}/links`, {
      name: `Reader ${shared}`,
      endsOn: '2026-12-31',
      timeZone: 'Europe/Oslo',
    }),
  );
  const second = await openRound(lead, path, { title: `Second ${shared}` });
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
    roundId: second.id,
    closedRoundId: first.id,
    planId: plan.id,
    linkId: made.id,
    mailId: mail.rows[0].id,
    programmeId: programme.id,
    assessmentId: assessment.id,
  };
  return { place, path, lead, otherLead, invites: [north.token, rail.token], readOnly: secretIn(link) };
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
    ['readOnly', readOnly],
    ...rows.map((row): [Kind, string] => [
      row.party_id === place.partyId ? 'linkNorth' : 'linkRail',
      tokenOf(row.secret, place.roundId, row.participant_id),
    ]),
  ];
}

/** One short text for everything stored about a partnership: any change of any row of any table changes it. */
export async function fingerprint(
  t: TestApp,
  { partnershipId, programmeId, leadId }: Place,
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const [tables, id] of [
    [await tenantTables(t), partnershipId],
    [await programmeTables(t), programmeId],
  ] as const)
    for (const table of tables) {
      const { rows } = await t.sql(
        `select md5(coalesce(string_agg(r::text, '|' order by r::text), '')) as print from "${table}" r where ${keyOf(table)} = $1`,
        [id],
      );
      prints[table] = rows[0].print;
    }
  const { rows } = await t.sql(
    `select md5(string_agg(r::text, '|' order by r::text)) as print from person r where id in
       (select person_id from participant where partnership_id = $1 and id = $2)`,
    [partnershipId, leadId],
  );
  return { ...prints, person: rows[0].print };
}

/** Every table with rows of one partnership, from the catalogue. */
export const tenantTables = async (t: TestApp): Promise<string[]> => [
  'partnership',
  ...(await tablesWith(t, 'partnership_id')),
];

/** Every table with rows of one programme. */
export const programmeTables = async (t: TestApp): Promise<string[]> => [
  'programme',
  ...(await tablesWith(t, 'programme_id')),
];

/** The column that says which partnership or programme a row of such a table belongs to. */
export const keyOf = (table: string): string => {
  if (table === 'partnership' || table === 'programme') return 'id';
  return table.startsWith('programme_') ? 'programme_id' : 'partnership_id';
};

async function tablesWith(t: TestApp, column: string): Promise<string[]> {
  const { rows } = await t.sql(
    `select table_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = $1 order by 1`,
    [column],
  );
  return rows.map((row) => row.table_name);
}

/** A secret that opens nothing. */
export const bogus = () => randomBytes(32).toString('base64url');

export function must<T>(reply: Reply<T>): T {
  if (reply.status >= 300) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
}
