import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type {
  InvitationView,
  Participant,
  Partnership,
  PartnershipCard,
  Party,
  RecordEvent,
} from '../../domain/partnerships/contract.ts';
import { type Client, type Reply, signUp, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { another, bogus, invite, join, must } from '../testing/principals.ts';

type List<T> = { items: T[]; next: string | null };

let t: TestApp;
let a: Alliance;
/** In Astrid's party, without a say. */
let member: TestPerson;
let outsider: TestPerson;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  member = await newcomer('member');
  outsider = (await alliance(t)).north;
});
afterAll(() => t.close());

const unknown = '0198c0de-0000-7000-8000-000000000000';
const problem = (reply: Reply<unknown>) => [reply.status, (reply.body as Problem).type];
const wish = (over: object = {}) => ({
  name: 'Corridor',
  kind: 'other',
  mine: { organisation: 'Ours', role: 'lead' },
  others: [{ organisation: 'Theirs', people: [] }],
  ...over,
});
/** Somebody with a free place on the list of people of the first party, and an account that has taken it. */
async function newcomer(role: string, email: string | null = null): Promise<TestPerson> {
  return join(t, a.north, a.path, await place(role, email), email);
}
async function place(role = 'member', email: string | null = null, who = a.north, partyId = a.northParty) {
  return must(await who.post<Participant>(`${a.path}/participants`, { partyId, name: 'Nora Ny', role, email }));
}
async function record(who: Client, path: string, limit = 200): Promise<RecordEvent[]> {
  return must(await who.get<List<RecordEvent>>(`${path}/record?limit=${limit}`)).items;
}

describe('who may', () => {
  test.each<['GET' | 'POST' | 'PATCH', string, object | undefined, { member: number; other: number }]>([
    ['GET', '', undefined, { member: 200, other: 200 }],
    ['PATCH', '', { name: 'Renamed' }, { member: 403, other: 412 }],
    ['POST', '/parties', { organisation: 'Nordhavn Terminals', people: [] }, { member: 403, other: 409 }],
    ['PATCH', '/parties/NORTH', { place: 'Oslo' }, { member: 403, other: 403 }],
    ['GET', '/record', undefined, { member: 200, other: 200 }],
  ])('%s %s %j', async (method, at, body, expected) => {
    const call = (who: Client, base = a.path) =>
      who.send(method, `${base}${at.replace('NORTH', a.northParty)}`, body, { 'if-match': '"999"' });
    expect((await call(t.nobody)).status).toBe(401);
    expect((await call(outsider)).status).toBe(404);
    expect((await call(a.north, `/partnerships/${unknown}`)).status).toBe(404);
    expect((await call(member)).status).toBe(expected.member);
    expect((await call(a.rail)).status).toBe(expected.other);
  });

  test('my list and new partnerships are for people with an account', async () => {
    expect((await t.nobody.get('/partnerships')).status).toBe(401);
    expect((await t.nobody.post('/partnerships', wish())).status).toBe(401);
    expect((await t.nobody.post('/invitations/accept', { token: bogus() })).status).toBe(401);
  });
});

describe('starting a partnership', () => {
  test('names its parties, makes me lead of mine, and waits for the others', async () => {
    const person = await t.person('Bo Berg');
    const reply = await person.post<Partnership>(
      '/partnerships',
      wish({
        name: '  Two sides ',
        startedOn: '2026-01-31',
        mine: { organisation: 'Zebra', unit: 'Yard', place: 'Bergen', role: 'sponsor' },
        others: [{ organisation: 'Alpha', people: [{ name: 'Al', email: 'Al@Alpha.Example', role: 'lead' }] }],
      }),
    );
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      name: 'Two sides',
      status: 'forming',
      startedOn: '2026-01-31',
      version: 1,
      myRole: 'sponsor',
      can: { edit: true, addParty: true, openRound: true },
    });
    // Alphabetical, in order and in marks, whoever started.
    expect(
      reply.body.parties.map(({ name, mark, state, mine, people }) => ({ name, mark, state, mine, people })),
    ).toEqual([
      { name: 'Alpha', mark: 'a', state: 'invited', mine: false, people: 1 },
      { name: 'Yard', mark: 'b', state: 'in', mine: true, people: 1 },
    ]);
    const path = `/partnerships/${reply.body.id}`;
    expect(await record(person, path)).toMatchObject([
      { type: 'partnership.created', before: null, after: { name: 'Two sides', parties: ['Yard', 'Alpha'] } },
    ]);
    const { items } = (await person.get<List<PartnershipCard>>('/partnerships')).body;
    expect(items).toMatchObject([{ id: reply.body.id, name: 'Two sides', myRole: 'sponsor', openRound: null }]);
  });

  test.each<[string, object, string]>([
    ['an unknown field', { owner: 'me' }, 'owner'],
    ['an unknown field inside', { mine: { organisation: 'A', role: 'lead', admin: true } }, 'mine.admin'],
    ['no name', { name: undefined }, 'name'],
    ['a blank name', { name: '   ' }, 'name'],
    ['a name on two lines', { name: 'a\nb' }, 'name'],
    ['a name of 121 characters', { name: 'x'.repeat(121) }, 'name'],
    ['an unknown kind', { kind: 'friendship' }, 'kind'],
    ['a day that is none', { startedOn: '2026-02-30' }, 'startedOn'],
    ['a moment for a day', { startedOn: '2026-02-01T10:00:00Z' }, 'startedOn'],
    ['nobody to be partners with', { others: [] }, 'others'],
    ['a member as the first person of a party', { mine: { organisation: 'A', role: 'member' } }, 'mine.role'],
    [
      'an address that is none',
      { others: [{ organisation: 'T', people: [{ name: 'P', email: 'nowhere', role: 'lead' }] }] },
      'others.0.people.0.email',
    ],
  ])('%s is refused, and the field named', async (_, over, field) => {
    const before = (await t.sql('select count(*) as n from partnership')).rows[0].n;
    const reply = await outsider.post<Problem>('/partnerships', wish(over));
    expect(problem(reply)).toEqual([400, '/problems/invalid']);
    expect(reply.body.fields?.map((one) => one.path)).toContain(field);
    expect((await t.sql('select count(*) as n from partnership')).rows[0].n).toBe(before);
  });

  test.each<[string, object, number]>([
    ['two parties of one name', { others: [{ organisation: 'OURS', people: [] }] }, 400],
    ['a day before time began', { startedOn: '0000-01-01' }, 400],
    [
      'one address twice in a party',
      {
        others: [
          { organisation: 'T', people: ['A', 'B'].map((name) => ({ name, email: 'p@t.example', role: 'lead' })) },
        ],
      },
      409,
    ],
  ])('%s is refused with a sentence, and nothing stays', async (_, over, status) => {
    const before = (await t.sql('select count(*) as n from partnership')).rows[0].n;
    const reply = await outsider.post<Problem>('/partnerships', wish(over));
    expect(reply.status).toBe(status);
    expect(reply.body.detail).toMatch(/\.$/);
    expect((await t.sql('select count(*) as n from partnership')).rows[0].n).toBe(before);
  });
});

describe('changing a partnership', () => {
  test('needs the version that was read, and tells who came too late what is there now', async () => {
    const { north: lead, rail, path } = await another(a);
    expect(problem(await lead.send('PATCH', path, { name: 'X' }))).toEqual([428, '/problems/version-needed']);
    for (const header of ['', 'x', '"x"', '*', '"1", "2"', '-1'])
      expect((await lead.send('PATCH', path, { name: 'X' }, { 'if-match': header })).status, header).toBe(400);
    const done = await lead.patch<Partnership>(path, 1, { name: ' North and Rail ', startedOn: '2025-05-01' });
    expect(done.body).toMatchObject({ name: 'North and Rail', startedOn: '2025-05-01', version: 2 });
    const late = await rail.patch<Problem>(path, 1, { name: 'Rail and North' });
    expect(problem(late)).toEqual([412, '/problems/changed-meanwhile']);
    expect(late.body.current).toMatchObject({ name: 'North and Rail', version: 2 });
    // Weak tags and bare numbers are the same version.
    expect((await lead.send('PATCH', path, { status: 'active' }, { 'if-match': 'W/"2"' })).status).toBe(200);
    expect((await lead.send('PATCH', path, { status: 'active' }, { 'if-match': '3' })).status).toBe(200);
    // Absent keeps, null clears.
    const cleared = await rail.patch<Partnership>(path, 4, { startedOn: null });
    expect(cleared.body).toMatchObject({ name: 'North and Rail', startedOn: null, status: 'active', version: 5 });
    const { items } = (await rail.get<List<PartnershipCard>>('/partnerships?limit=1')).body;
    expect(items).toMatchObject([{ name: 'North and Rail', status: 'active' }]);
    // One event for each change, holding what changed and nothing else; none where nothing did.
    expect(
      (await record(lead, path)).slice(0, 3).map(({ type, before, after, by }) => [type, before, after, by?.name]),
    ).toEqual([
      ['partnership.changed', { startedOn: '2025-05-01' }, { startedOn: null }, 'Sanna Åkesson'],
      ['partnership.changed', { status: 'forming' }, { status: 'active' }, 'Astrid Moen'],
      [
        'partnership.changed',
        { name: 'Northern Corridor Alliance', startedOn: null },
        { name: 'North and Rail', startedOn: '2025-05-01' },
        'Astrid Moen',
      ],
    ]);
  });

  test.each([[{ id: unknown }], [{ version: 7 }], [{ name: null }], [{ name: '' }], [{ status: 'dead' }], [[]], ['x']])(
    '%j is refused',
    async (body) => {
      expect(problem(await a.north.patch(a.path, 1, body))).toEqual([400, '/problems/invalid']);
    },
  );

  test('of twenty changes at the same moment one is made', async () => {
    const { north: lead, path } = await another(a);
    const replies = await Promise.all(Array.from({ length: 20 }, (_, i) => lead.patch(path, 1, { name: `Name ${i}` })));
    expect(replies.map((one) => one.status).sort()).toEqual([200, ...Array(19).fill(412)]);
    expect((await record(lead, path)).filter((one) => one.type === 'partnership.changed')).toHaveLength(1);
  });
});

describe('parties', () => {
  test('a further party is invited by any lead, and cared for by who invited it until it comes in', async () => {
    const { north, rail, path } = await another(a);
    const reply = await rail.post<Partnership>(`${path}/parties`, {
      organisation: 'Coast Authority',
      place: 'Molde',
      people: [{ name: 'Kari', email: 'kari@coast.example', role: 'lead' }],
    });
    expect(reply.status).toBe(201);
    const coast = reply.body.parties.find((one) => one.name === 'Coast Authority') as Party;
    expect(coast).toMatchObject({ mark: 'c', state: 'invited', place: 'Molde', people: 1, can: { edit: true } });
    const seen = (await north.get<Partnership>(path)).body.parties.find((one) => one.id === coast.id);
    expect(seen?.can).toEqual({ edit: false, addPeople: false });
    const at = `${path}/parties/${coast.id}`;
    expect((await north.patch(at, 1, { unit: 'Harbours' })).status).toBe(403);
    expect((await rail.patch<Party>(at, 1, { unit: 'Harbours' })).body).toMatchObject({ name: 'Harbours', version: 2 });

    const { items } = (await rail.get<List<Participant>>(`${path}/participants`)).body;
    const kari = await join(
      t,
      rail,
      path,
      items.find((one) => one.name === 'Kari') as Participant,
      'kari@coast.example',
    );
    expect((await rail.patch(at, 3, { unit: 'Ports' })).status).toBe(403);
    expect((await kari.patch<Party>(at, 3, { unit: null })).body).toMatchObject({
      name: 'Coast Authority',
      mine: true,
    });
    expect((await record(north, path)).slice(0, 4).map((one) => [one.type, one.before, one.after])).toEqual([
      ['party.changed', { unit: 'Harbours' }, { unit: null }],
      ['party.accepted', null, null],
      ['participant.accepted', null, null],
      ['participant.invited', null, null],
    ]);
  });

  test('names are not taken twice, stale changes are refused, unknown parties are not there', async () => {
    const { north, path, northParty, railParty } = await another(a);
    const taken = { organisation: 'railia freight', people: [] };
    expect(problem(await north.post(`${path}/parties`, taken))).toEqual([409, '/problems/name-taken']);
    const at = `${path}/parties/${northParty}`;
    expect(problem(await north.patch(at, 1, { unit: 'RAILIA freight' }))).toEqual([409, '/problems/name-taken']);
    expect((await north.send('PATCH', at, { unit: 'X' })).status).toBe(428);
    expect((await north.patch(at, 1, { mark: 'b' })).status).toBe(400);
    expect((await north.patch(at, 1, { unit: 'Quay' })).status).toBe(200);
    const late = await north.patch<Problem>(at, 1, { unit: 'Pier' });
    expect(late.status).toBe(412);
    expect(late.body.current).toMatchObject({ name: 'Quay', version: 2 });
    expect((await north.patch(`${path}/parties/${railParty}`, 1, { unit: 'X' })).status).toBe(403);
    for (const id of [unknown, 'x'])
      expect((await north.patch(`${path}/parties/${id}`, 1, { unit: 'X' })).status).toBe(404);
  });

  test('eight at most, also when several are added at the same moment', async () => {
    const { north, rail, path } = await another(a);
    const add = (who: Client, i: number) => who.post(`${path}/parties`, { organisation: `Party ${i}`, people: [] });
    const together = await Promise.all(Array.from({ length: 6 }, (_, i) => add(i % 2 ? north : rail, i)));
    expect(together.every((one) => [201, 409].includes(one.status))).toBe(true);
    for (let i = 10; (await north.get<Partnership>(path)).body.can.addParty; i++) must(await add(north, i));
    expect(problem(await add(north, 99))).toEqual([409, '/problems/full']);
    const { parties } = (await north.get<Partnership>(path)).body;
    expect(parties.map((one) => one.mark).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']);
  });
});

describe('invitations', () => {
  let address = 0;
  /** From an address of its own: a minute's limit is another test's business. */
  const from = async <T>(
    who: Client,
    url: string,
    body: unknown,
    remoteAddress = `10.1.${++address >> 8}.${address & 255}`,
  ) => {
    const response = await t.app.inject({
      method: 'POST',
      url: `/api/v1/invitations/${url}`,
      remoteAddress,
      headers: { 'content-type': 'application/json', ...(who.cookie ? { cookie: who.cookie } : {}) },
      payload: JSON.stringify(body),
    });
    return { status: response.statusCode, body: response.json() as T, headers: response.headers };
  };
  const accept = (who: Client, token: string) => from<Problem & { partnershipId: string }>(who, 'accept', { token });
  const lookUp = (token: string) => from<InvitationView>(t.nobody, 'look-up', { token });
  const stateOf = async (token: string) => (await lookUp(token)).body.state;
  const inside = async (who: Client) => (await who.get(a.path)).status === 200;

  test('a link tells who invites me to what, to nobody but its holder', async () => {
    const row = await place('member', 'nora@north.example');
    const token = await invite(a.north, a.path, row.id);
    expect((await lookUp(token)).body).toMatchObject({
      state: 'open',
      partnership: { id: a.partnership.id, name: 'Northern Corridor Alliance' },
      party: { name: 'Nordhavn Terminals', state: 'in' },
      participant: { name: 'Nora Ny', email: 'nora@north.example', role: 'member' },
      invitedBy: { name: 'Astrid Moen', party: 'Nordhavn Terminals' },
      expiresAt: '2026-11-16T09:00:00.000Z',
    });
    expect(problem(await lookUp(bogus()))).toEqual([404, '/problems/not-found']);
    // The secret itself is nowhere but in the link and the mail that carries it.
    const { rows } = await t.sql('select count(*)::int as n from invitation where encode(token_hash, $1) = $2', [
      'escape',
      token,
    ]);
    expect(rows[0].n).toBe(0);
  });

  test.each([
    [{}],
    [{ token: 'short' }],
    [{ token: 'x'.repeat(101) }],
    [{ token: 7 }],
    [{ token: bogus(), as: 'lead' }],
  ])('%j is no invitation', async (body) => {
    expect((await from(t.nobody, 'look-up', body)).status).toBe(400);
    expect((await from(outsider, 'accept', body)).status).toBe(400);
  });

  test('accepting it makes me who I was entered as, once', async () => {
    const person = await t.person();
    const row = await place('facilitator');
    const token = await invite(a.north, a.path, row.id);
    expect((await accept(person, token)).body).toEqual({ partnershipId: a.partnership.id });
    expect((await person.get<Partnership>(a.path)).body).toMatchObject({
      myRole: 'facilitator',
      myParticipantId: row.id,
    });
    expect(await stateOf(token)).toBe('accepted');
    // Opening the link again is no mistake of mine; for others it is over.
    expect((await accept(person, token)).status).toBe(200);
    expect(problem(await accept(outsider, token))).toEqual([410, '/problems/invitation-accepted']);
    expect(await inside(outsider)).toBe(false);
    const events = (await record(a.north, a.path)).filter((one) => one.subject.id === row.id);
    expect(events.map((one) => one.type)).toEqual(['participant.accepted', 'participant.invited', 'participant.added']);
    expect(events[0]?.by).toMatchObject({ participantId: row.id, partyId: a.northParty });
  });

  test('a link forwarded to somebody with another address does not work for them', async () => {
    const token = await invite(a.north, a.path, (await place('member', 'meant@north.example')).id);
    const wrong = await t.person();
    const reply = await accept(wrong, token);
    expect(problem(reply)).toEqual([403, '/problems/not-allowed']);
    expect(reply.body.detail).toContain('Sign in with that address');
    expect(await inside(wrong)).toBe(false);
    const right = await signUp(t.app, 'Right', 'Meant@North.example');
    expect((await accept(right, token)).status).toBe(200);
  });

  test('without an address it works for the first who opens it', async () => {
    const token = await invite(a.north, a.path, (await place()).id);
    const [first, second] = [await t.person(), await t.person()];
    expect((await accept(first, token)).status).toBe(200);
    expect((await accept(second, token)).status).toBe(410);
    expect(await inside(second)).toBe(false);
  });

  test('it expires after two weeks', async () => {
    const row = await place();
    const token = await invite(a.north, a.path, row.id);
    await t.sql(`update invitation set expires_at = $1 where participant_id = $2`, [t.clock.now().toString(), row.id]);
    expect(await stateOf(token)).toBe('expired');
    const late = await t.person();
    expect(problem(await accept(late, token))).toEqual([410, '/problems/invitation-expired']);
    const again = await invite(a.north, a.path, row.id);
    expect((await accept(late, again)).status).toBe(200);
  });

  test('taken back it is over, and so is that of somebody who has left', async () => {
    const late = await t.person();
    const row = await place();
    const tokens = [await invite(a.north, a.path, row.id), await invite(a.north, a.path, row.id)];
    expect((await a.north.delete(`${a.path}/participants/${row.id}/invitation`)).status).toBe(200);
    for (const token of tokens) {
      expect(await stateOf(token)).toBe('revoked');
      expect(problem(await accept(late, token))).toEqual([410, '/problems/invitation-revoked']);
    }
    const left = await place();
    const token = await invite(a.north, a.path, left.id);
    must(await a.north.patch(`${a.path}/participants/${left.id}`, 1, { leftOn: '2026-11-02' }));
    expect(await stateOf(token)).toBe('revoked');
    expect((await accept(late, token)).status).toBe(410);
    expect(await inside(late)).toBe(false);
  });

  test('accepting one link ends all others of that person', async () => {
    const row = await place();
    const [first, second] = [await invite(a.north, a.path, row.id), await invite(a.north, a.path, row.id)];
    const person = await t.person();
    expect((await accept(person, second)).status).toBe(200);
    expect(await stateOf(first)).toBe('accepted');
    expect((await accept(await t.person(), first)).status).toBe(410);
  });

  test('one account is one person in a partnership', async () => {
    const token = await invite(a.north, a.path, (await place()).id);
    expect(problem(await accept(member, token))).toEqual([409, '/problems/already-in']);
    expect(await stateOf(token)).toBe('open');
    expect((await accept(await t.person(), token)).status).toBe(200);
  });

  test('of fifty acceptances at the same moment one counts, for one person', async () => {
    const row = await place();
    const token = await invite(a.north, a.path, row.id);
    const crowd = await Promise.all(Array.from({ length: 5 }, () => t.person()));
    const replies = await Promise.all(Array.from({ length: 50 }, (_, i) => accept(crowd[i % 5] as TestPerson, token)));
    expect(replies.every((one) => [200, 409, 410].includes(one.status))).toBe(true);
    const winners = new Set(replies.flatMap((one, i) => (one.status === 200 ? [i % 5] : [])));
    expect(winners.size).toBe(1);
    const { rows } = await t.sql('select count(*)::int as n from membership where participant_id = $1', [row.id]);
    expect(rows[0].n).toBe(1);
    const events = (await record(a.north, a.path)).filter((one) => one.subject.id === row.id);
    expect(events.filter((one) => one.type === 'participant.accepted')).toHaveLength(1);
    expect(await Promise.all(crowd.map(inside))).toEqual(crowd.map((_, i) => winners.has(i)));
  });

  test('a party is in from the moment its lead accepts, not before and not by a member', async () => {
    const founder = await t.person();
    const people = [{ name: 'Lea', email: null, role: 'lead' }];
    const started = must(
      await founder.post<Partnership>('/partnerships', wish({ others: [{ organisation: 'Theirs', people }] })),
    );
    const path = `/partnerships/${started.id}`;
    const theirs = async () => (await founder.get<Partnership>(path)).body.parties.find((one) => !one.mine) as Party;
    const add = (over: object) =>
      founder.post<Participant>(`${path}/participants`, { partyId, name: 'P', role: 'member', ...over });
    const partyId = (await theirs()).id;
    const plain = must(await add({ email: 'plain@theirs.example' }));
    await join(t, founder, path, plain, 'plain@theirs.example');
    expect(await theirs()).toMatchObject({ state: 'invited', acceptedAt: null });
    const lea = (await founder.get<List<Participant>>(`${path}/participants?q=Lea`)).body.items[0] as Participant;
    const token = await invite(founder, path, lea.id);
    expect((await lookUp(token)).body.party.state).toBe('invited');
    const person = await t.person('Lea');
    expect((await accept(person, token)).status).toBe(200);
    expect(await theirs()).toMatchObject({ state: 'in', acceptedAt: '2026-11-02T09:00:00.000Z', can: { edit: false } });
    const { items } = (await founder.get<List<PartnershipCard>>('/partnerships')).body;
    expect(items[0]?.parties.map((one) => one.state)).toEqual(['in', 'in']);
    // From now on their people, and their addresses, are their own.
    expect((await add({})).status).toBe(403);
    const seen = (await founder.get<List<Participant>>(`${path}/participants?q=P`)).body.items.find(
      (one) => one.id === plain.id,
    );
    expect(seen?.email).toBeNull();
    expect((await founder.get<List<Participant>>(`${path}/participants?q=plain@theirs`)).body.items).toEqual([]);
  });

  test('a minute has sixty tries from one address', async () => {
    const replies = [];
    for (let i = 0; i < 62; i++)
      replies.push(await from<Problem>(t.nobody, 'look-up', { token: bogus() }, '10.200.0.1'));
    expect(replies.map((one) => one.status)).toEqual([...Array(60).fill(404), 429, 429]);
    expect(replies.at(-1)?.body.detail).toMatch(/^Too many requests\. Wait \d+ seconds\.$/);
    expect((await from(t.nobody, 'look-up', { token: bogus() }, '10.200.0.2')).status).toBe(404);
  });
});

describe('the record', () => {
  test('comes in pages, newest first, each event once', async () => {
    const { north, path } = await another(a);
    for (let i = 0; i < 5; i++) must(await north.patch(path, i + 1, { name: `Name ${i}` }));
    const whole = await record(north, path);
    const pages: RecordEvent[] = [];
    let url: string | undefined = `${path}/record?limit=3`;
    while (url && pages.length <= whole.length) {
      const reply: Reply<List<RecordEvent>> = await north.get(url);
      pages.push(...reply.body.items);
      const link = `${reply.headers['link'] ?? ''}`;
      expect(link === '').toBe(reply.body.next === null);
      url = /^<(.*)>; rel="next"$/.exec(link)?.[1];
    }
    expect(pages).toEqual(whole);
    expect(whole.map((one) => one.id)).toEqual(
      whole
        .map((one) => one.id)
        .toSorted()
        .toReversed(),
    );
    expect(new Set(whole.map((one) => one.id)).size).toBe(whole.length);
  });

  test.each([['record'], ['participants'], ['rounds']])(
    'a cursor that is not one of ours is refused by %s',
    async (list) => {
      const wrap = (text: string) => Buffer.from(text).toString('base64url');
      for (const cursor of [
        'x',
        '%00',
        'AAAA',
        '../..',
        wrap('x'),
        wrap('["a"]'),
        wrap(`${unknown}'--`),
        wrap('-1'),
        wrap('1e9'),
      ])
        expect(problem(await a.north.get(`${a.path}/${list}?cursor=${cursor}`)), cursor).toEqual([
          400,
          '/problems/invalid',
        ]);
    },
  );

  test('my list comes in pages too', async () => {
    const person = await t.person();
    const made = [];
    for (let i = 0; i < 3; i++) made.push(must(await person.post<Partnership>('/partnerships', wish())).id);
    const first = await person.get<List<PartnershipCard>>('/partnerships?limit=2');
    const second = await person.get<List<PartnershipCard>>(`/partnerships?limit=2&cursor=${first.body.next}`);
    expect([...first.body.items, ...second.body.items].map((one) => one.id)).toEqual(made.toReversed());
    expect(second.body.next).toBeNull();
    const foreign = await person.get(`/partnerships?cursor=${Buffer.from('x').toString('base64url')}`);
    expect(foreign.status).toBe(400);
    // Somebody else's cursor leads to my own list.
    expect(
      (await outsider.get<List<PartnershipCard>>(`/partnerships?cursor=${first.body.next}`)).body.items,
    ).not.toContainEqual(expect.objectContaining({ id: made[0] }));
  });

  test('holds no e-mail address and no secret', async () => {
    const { rows } = await t.sql('select row_to_json(event)::text as text from event');
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => /@|#|token/.test(row.text))).toEqual([]);
  });
});

describe('a request sent twice', () => {
  const key = () => ({ 'idempotency-key': crypto.randomUUID() });

  test('with the same key is one record, and the same answer', async () => {
    const person = await t.person();
    const headers = key();
    const first = await person.post<Partnership>('/partnerships', wish(), headers);
    const again = await person.post<Partnership>('/partnerships', wish(), headers);
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect((await person.get<List<unknown>>('/partnerships')).body.items).toHaveLength(1);
    // Without a key it is two.
    await person.post('/partnerships', wish());
    expect((await person.get<List<unknown>>('/partnerships')).body.items).toHaveLength(2);
  });

  test('a key belongs to its request and its person', async () => {
    const [person, other] = [await t.person(), await t.person()];
    const headers = key();
    const first = must(await person.post<Partnership>('/partnerships', wish(), headers));
    for (const [url, body] of [
      ['/partnerships', wish({ name: 'Another' })],
      [`/partnerships/${first.id}/parties`, wish()],
      [`/partnerships/${first.id}/parties`, { organisation: 'Third', people: [] }],
    ] as const)
      expect([400, 409]).toContain((await person.post(url, body, headers)).status);
    expect(problem(await person.post('/partnerships', wish({ name: 'Another' }), headers))).toEqual([
      409,
      '/problems/key-reused',
    ]);
    const theirs = must(await other.post<Partnership>('/partnerships', wish(), headers));
    expect(theirs.id).not.toBe(first.id);
  });

  test('a key is kept with success only, and only well-formed ones', async () => {
    const person = await t.person();
    const headers = key();
    const twins = wish({ others: [{ organisation: 'Ours', people: [] }] });
    expect((await person.post('/partnerships', twins, headers)).status).toBe(400);
    expect((await person.post('/partnerships', wish(), headers)).status).toBe(201);
    for (const bad of ['short', 'x'.repeat(101), 'with a space', 'ünïcödé-key'])
      expect((await person.post('/partnerships', wish(), { 'idempotency-key': bad })).status, bad).toBe(400);
  });

  test('of twenty at the same moment one is made, and all hear of it', async () => {
    const person = await t.person();
    const headers = key();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => person.post<Partnership>('/partnerships', wish(), headers)),
    );
    expect(new Set(replies.map((one) => `${one.status} ${one.body.id}`)).size).toBe(1);
    expect(replies.filter((one) => one.headers['idempotency-replayed'] === undefined)).toHaveLength(1);
    expect((await person.get<List<unknown>>('/partnerships')).body.items).toHaveLength(1);
  });

  test('who has left in the meantime gets no answer from the past', async () => {
    const leaving = await newcomer('lead');
    const headers = key();
    const body = { organisation: 'Kept Answer', people: [] };
    const mine = must(await leaving.post<Partnership>(`${a.path}/parties`, body, headers)).myParticipantId;
    const row = (await a.north.get<List<Participant>>(`${a.path}/participants?limit=200`)).body.items.find(
      (one) => one.id === mine,
    );
    must(await a.north.patch(`${a.path}/participants/${mine}`, row?.version as number, { leftOn: '2026-11-02' }));
    expect((await leaving.post(`${a.path}/parties`, body, headers)).status).toBe(404);
  });
});
