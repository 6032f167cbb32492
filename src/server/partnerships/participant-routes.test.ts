import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type {
  ImportProgress,
  InvitationLink,
  Participant,
  ParticipantImportResult,
  Partnership,
  RecordEvent,
} from '../../domain/partnerships/contract.ts';
import { newId } from '../platform/id.ts';
import { type Client, type Reply, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { another, join, must } from '../testing/principals.ts';

type List = { items: Participant[]; next: string | null };

let t: TestApp;
let a: Alliance;
let member: TestPerson;
let outsider: TestPerson;
/** Somebody of the first party without an account. */
let north: Participant;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  north = await add(a, { email: 'nils@north.example' });
  await add(a, { name: 'Rita Rail', email: 'rita@rail.example' }, a.rail, a.railParty);
  member = await join(t, a.north, a.path, await add(a, { name: 'Mia Member' }), null);
  outsider = (await alliance(t)).north;
});
afterAll(() => t.close());

const unknown = '0198c0de-0000-7000-8000-000000000000';
const problem = (reply: Reply<unknown>) => [reply.status, (reply.body as Problem).type];
const people = (at: Alliance) => `${at.path}/participants`;
const one = (at: Alliance, id: string) => `${people(at)}/${id}`;

async function add(
  at: Alliance,
  over: object = {},
  who: Client = at.north,
  partyId = at.northParty,
): Promise<Participant> {
  return must(await who.post<Participant>(people(at), { partyId, name: 'Nils North', role: 'member', ...over }));
}
async function list(who: Client, at: Alliance, query = ''): Promise<Participant[]> {
  return must(await who.get<List>(`${people(at)}?limit=200${query}`)).items;
}
const find = async (who: Client, at: Alliance, id: string) =>
  (await list(who, at, '&current=all')).find((row) => row.id === id) as Participant;
async function events(at: Alliance, id: string): Promise<RecordEvent[]> {
  const page = must(await at.north.get<{ items: RecordEvent[] }>(`${at.path}/record?limit=200`));
  return page.items.filter((event) => event.subject.id === id);
}
/** A second lead of the first party, with an account. */
const secondLead = async (at: Alliance) => {
  const row = await add(at, { name: 'Lotte Lead', role: 'lead' });
  const person = await join(t, at.north, at.path, row, null);
  return { id: row.id, person };
};
const meIn = async (who: Client, at: Alliance) => (await list(who, at)).find((row) => row.me) as Participant;

describe('who may', () => {
  const body = () => ({ partyId: a.northParty, name: 'New', role: 'member' });
  const csv = () => ({ partyId: a.northParty, csv: 'name\nNew\n', check: true });
  test.each<[string, string, (() => object) | undefined, { lead: number; member: number; other: number }]>([
    ['GET', '', undefined, { lead: 200, member: 200, other: 200 }],
    ['POST', '', body, { lead: 201, member: 403, other: 403 }],
    ['PATCH', '/ONE', () => ({ region: 'West' }), { lead: 412, member: 403, other: 403 }],
    ['POST', '/ONE/invitation', undefined, { lead: 201, member: 403, other: 403 }],
    ['DELETE', '/ONE/invitation', undefined, { lead: 200, member: 403, other: 403 }],
    ['POST', '/import', csv, { lead: 200, member: 403, other: 403 }],
    ['GET', '/template.csv', undefined, { lead: 200, member: 200, other: 200 }],
    ['GET', '/export.csv', undefined, { lead: 200, member: 200, other: 200 }],
  ])('%s participants%s', async (method, at, make, expected) => {
    const call = (who: Client, path = people(a)) =>
      who.send(method, `${path}${at.replace('ONE', north.id)}`, make?.(), { 'if-match': '"999"' });
    expect((await call(t.nobody)).status).toBe(401);
    expect((await call(outsider)).status).toBe(404);
    expect((await call(a.north, `/partnerships/${unknown}/participants`)).status).toBe(404);
    expect((await call(member)).status).toBe(expected.member);
    expect((await call(a.rail)).status).toBe(expected.other);
    expect((await call(a.north)).status).toBe(expected.lead);
  });

  test('somebody of another partnership is nobody here', async () => {
    const theirs = (await list(outsider, { ...a, path: `/partnerships/${await ownOf(outsider)}` }))[0] as Participant;
    for (const id of [theirs.id, unknown, 'x']) {
      expect((await a.north.patch(one(a, id), 1, { region: 'West' })).status, id).toBe(404);
      expect((await a.north.post(`${one(a, id)}/invitation`)).status, id).toBe(404);
      expect((await a.north.delete(`${one(a, id)}/invitation`)).status, id).toBe(404);
    }
  });
  const ownOf = async (who: Client) =>
    (await who.get<{ items: { id: string }[] }>('/partnerships')).body.items[0]?.id as string;
});

describe('the list', () => {
  test('shows addresses of my own party only, also to those who search for them', async () => {
    const seen = async (who: Client, query = '') => (await list(who, a, query)).map((row) => row.email).filter(Boolean);
    expect(await seen(a.north)).toEqual(expect.arrayContaining(['nils@north.example']));
    expect(await seen(member)).toEqual(expect.arrayContaining(['nils@north.example']));
    expect((await seen(a.north)).some((email) => email?.endsWith('rail.example'))).toBe(false);
    expect(await seen(a.rail)).toEqual(expect.arrayContaining(['rita@rail.example']));
    expect((await seen(a.rail)).some((email) => email?.endsWith('north.example'))).toBe(false);
    expect(await list(a.rail, a, '&q=nils@north')).toEqual([]);
    expect(await list(a.north, a, '&q=NILS@north')).toMatchObject([{ id: north.id }]);
    // Whether somebody was invited is their party's business too.
    must(await a.north.post(`${one(a, north.id)}/invitation`));
    expect((await find(a.north, a, north.id)).account).toBe('invited');
    expect((await find(a.rail, a, north.id)).account).toBe('none');
  });

  test('can be narrowed by party, by being there, and by a word', async () => {
    const b = await another(a);
    const left = await add(b, { name: 'Gone Gro' });
    must(await b.north.patch(one(b, left.id), 1, { leftOn: '2026-11-01', joinedOn: '2026-01-01' }));
    await add(b, { name: '100% sure_\\', function: 'Berth planner' });
    const names = async (query: string) => (await list(b.north, b, query)).map((row) => row.name);
    expect(await names('')).toEqual(['100% sure_\\', 'Astrid Moen', 'Sanna Åkesson']);
    expect(await names('&current=true')).toHaveLength(3);
    expect(await names('&current=false')).toEqual(['Gone Gro']);
    expect(await names('&current=all')).toHaveLength(4);
    expect(await names(`&partyId=${b.railParty}`)).toEqual(['Sanna Åkesson']);
    expect(await names('&q=åKES')).toEqual(['Sanna Åkesson']);
    expect(await names('&q=planner')).toEqual(['100% sure_\\']);
    // Signs of a pattern are signs.
    for (const sign of ['%25', '_', '%5C']) expect(await names(`&q=${sign}`), sign).toEqual(['100% sure_\\']);
    for (const bad of ['current=maybe', 'partyId=x', 'sort=name', 'limit=0', 'limit=201'])
      expect((await b.north.get(`${people(b)}?${bad}`)).status, bad).toBe(400);
  });

  test('comes in pages in which everybody is once, whatever their name', async () => {
    const b = await another(a);
    const long = 'ø'.repeat(120);
    const names = [
      'İbrahim',
      'Igor',
      'ibsen',
      'ΑΣ',
      'ας',
      'ẞtraße',
      'same',
      'Same',
      'same',
      long,
      '日本'.repeat(60),
      'a"b,[c',
    ];
    for (const name of names) await add(b, { name });
    const whole = (await list(b.north, b)).map((row) => row.id);
    expect(whole).toHaveLength(names.length + 2);
    for (const size of [1, 2, 5]) {
      const seen: string[] = [];
      let url: string | undefined = `${people(b)}?limit=${size}`;
      while (url && seen.length <= whole.length) {
        const reply: Reply<List> = await b.north.get(url);
        expect(reply.status, JSON.stringify(reply.body)).toBe(200);
        seen.push(...reply.body.items.map((row) => row.id));
        url = /<(.*)>; rel="next"/.exec(`${reply.headers['link'] ?? ''}`)?.[1];
      }
      expect(seen, `${size} at a time`).toEqual(whole);
    }
  });
});

describe('adding people', () => {
  test('takes what is known of them, and writes one event without their address', async () => {
    const b = await another(a);
    const reply = await b.north.post<Participant>(people(b), {
      partyId: b.northParty,
      name: '  Ola Nordmann ',
      email: 'Ola@North.Example',
      role: 'facilitator',
      function: 'Pilot',
      level: 'Senior',
      region: 'West',
      decides: true,
      language: 'de',
      joinedOn: '2026-01-15',
    });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      name: 'Ola Nordmann',
      email: 'ola@north.example',
      role: 'facilitator',
      function: 'Pilot',
      level: 'Senior',
      region: 'West',
      decides: true,
      language: 'de',
      joinedOn: '2026-01-15',
      leftOn: null,
      account: 'none',
      me: false,
      version: 1,
      can: { edit: true, invite: true },
    });
    expect(await events(b, reply.body.id)).toMatchObject([
      { type: 'participant.added', before: null, after: { role: 'facilitator', party: b.northParty } },
    ]);
  });

  test.each<[string, object, number]>([
    ['an unknown field', { personId: unknown }, 400],
    ['an id of one’s own', { id: unknown }, 400],
    ['no role', { role: undefined }, 400],
    ['an unknown role', { role: 'boss' }, 400],
    ['a blank name', { name: ' ' }, 400],
    ['an address that is none', { email: 'nils at north' }, 400],
    ['two addresses', { email: 'a@b.example,c@d.example' }, 400],
    ['an address with a line break', { email: 'a@b.example\nBcc: c@d.example' }, 400],
    ['a party that is not there', { partyId: unknown }, 400],
    ['joining in the future', { joinedOn: '2027-01-01' }, 400],
    ['joining before time began', { joinedOn: '0000-01-01' }, 400],
    ['somebody known already', { email: 'NILS@north.example' }, 409],
  ])('%s is refused', async (_, over, status) => {
    const before = (await list(a.north, a, '&current=all')).length;
    const body = { partyId: a.northParty, name: 'New', role: 'member', ...over };
    const reply = await a.north.post<Problem>(people(a), body);
    expect(reply.status).toBe(status);
    expect(reply.body.detail).toMatch(/\.$/);
    expect(await list(a.north, a, '&current=all')).toHaveLength(before);
  });

  test('the same address may stand in both parties, and once in each even at the same moment', async () => {
    const b = await another(a);
    await add(b, { email: 'both@example.org' });
    await add(b, { email: 'both@example.org' }, b.rail, b.railParty);
    const body = { partyId: b.northParty, name: 'Twin', role: 'member', email: 'twin@example.org' };
    const replies = await Promise.all(Array.from({ length: 10 }, () => b.north.post(people(b), body)));
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, ...Array(9).fill(409)]);
    expect((await list(b.north, b)).filter((row) => row.name === 'Twin')).toHaveLength(1);
  });
});

describe('changing people', () => {
  test('needs the version that was read, keeps what is absent, clears what is null, tells what changed', async () => {
    const b = await another(a);
    const row = await add(b, { email: 'old@north.example', function: 'Pilot' });
    const at = one(b, row.id);
    expect((await b.north.send('PATCH', at, { region: 'West' })).status).toBe(428);
    const changed = await b.north.patch<Participant>(at, 1, {
      name: ' Nils N. ',
      email: 'New@north.example',
      function: null,
    });
    expect(changed.body).toMatchObject({ name: 'Nils N.', email: 'new@north.example', function: null, version: 2 });
    const late = await b.north.patch<Problem>(at, 1, { region: 'West' });
    expect(problem(late)).toEqual([412, '/problems/changed-meanwhile']);
    expect(late.body.current).toMatchObject({ name: 'Nils N.', email: 'new@north.example', version: 2 });
    expect((await b.north.patch<Participant>(at, 2, { email: null })).body).toMatchObject({
      email: null,
      name: 'Nils N.',
    });
    const told = await events(b, row.id);
    expect(told.map((event) => [event.type, event.before, event.after])).toEqual([
      ['participant.changed', { name: 'Nils North', function: 'Pilot' }, { name: 'Nils N.', function: null }],
      ['participant.added', null, { role: 'member', party: b.northParty }],
    ]);
    expect(JSON.stringify(told)).not.toContain('@');
  });

  test.each<[string, object, number]>([
    ['an unknown field', { partyId: unknown }, 400],
    ['an account of one’s choice', { personId: unknown }, 400],
    ['no name', { name: null }, 400],
    ['a last day ahead', { leftOn: '2027-01-01' }, 400],
    ['a last day before the first', { leftOn: '2026-10-01' }, 400],
    ['a first day ahead', { joinedOn: '2027-01-01' }, 400],
    ['an address of somebody else', { email: 'taken@north.example' }, 409],
  ])('%s is refused', async (_, change, status) => {
    const taken = (await list(a.north, a, '&q=taken@')).length > 0;
    if (!taken) await add(a, { name: 'Taken', email: 'taken@north.example' });
    const was = await find(a.north, a, north.id);
    expect((await a.north.patch(one(a, north.id), was.version, change)).status).toBe(status);
    expect(await find(a.north, a, north.id)).toEqual(was);
  });

  test('the first day of somebody who has left cannot come after their last', async () => {
    const row = await add(a, { joinedOn: '2026-01-01' });
    const left = must(await a.north.patch<Participant>(one(a, row.id), 1, { leftOn: '2026-06-30' }));
    const reply = await a.north.patch<Problem>(one(a, row.id), left.version, { joinedOn: '2026-07-01' });
    expect([reply.status, reply.body.detail]).toEqual([400, 'The last day lies before the first; check both dates.']);
  });

  test('of two changes at the same moment one is made', async () => {
    const row = await add(a);
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => a.north.patch(one(a, row.id), 1, { region: `Region ${i}` })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(9).fill(412)]);
  });
});

describe('leaving', () => {
  test('ends access with the next request, and what was done stays told', async () => {
    const b = await another(a);
    const { id, person } = await secondLead(b);
    must(await person.patch(b.path, 1, { name: 'Named by Lotte' }));
    const row = await find(b.north, b, id);
    const left = must(await b.north.patch<Participant>(one(b, id), row.version, { leftOn: '2026-11-02' }));
    expect(left).toMatchObject({ leftOn: '2026-11-02', account: 'active', can: { invite: false } });
    for (const url of [b.path, people(b), `${b.path}/record`, `${b.path}/rounds`])
      expect((await person.get(url)).status, url).toBe(404);
    expect((await person.get<{ items: [] }>('/partnerships')).body.items).toEqual([]);
    expect((await person.get<{ items: [] }>('/home')).body.items).toEqual([]);
    expect((await list(b.north, b)).some((one) => one.id === id)).toBe(false);
    expect((await list(b.north, b, '&current=false')).map((one) => one.name)).toEqual(['Lotte Lead']);
    const page = must(await b.north.get<{ items: RecordEvent[] }>(`${b.path}/record`));
    const told = page.items.find((event) => event.type === 'partnership.changed');
    expect(told?.by).toMatchObject({ name: 'Lotte Lead', participantId: id });
    expect((await events(b, id))[0]).toMatchObject({
      type: 'participant.left',
      before: { left_on: null },
      after: { left_on: '2026-11-02' },
    });
    // And back again.
    const back = must(await b.north.patch<Participant>(one(b, id), left.version, { leftOn: null }));
    expect(back.leftOn).toBeNull();
    expect((await events(b, id))[0]?.type).toBe('participant.returned');
    expect((await person.get(b.path)).status).toBe(200);
  });

  test('nobody comes back twice', async () => {
    const b = await another(a);
    const { id, person } = await secondLead(b);
    const row = await find(b.north, b, id);
    const left = must(await b.north.patch<Participant>(one(b, id), row.version, { leftOn: '2026-11-02' }));
    const again = await add(b, { name: 'Lotte again' });
    const { link } = must(await b.north.post<InvitationLink>(`${one(b, again.id)}/invitation`));
    must(await person.post('/invitations/accept', { token: link.split('#')[1] }));
    expect((await b.north.patch(one(b, id), left.version, { leftOn: null })).status).toBe(409);
    expect((await person.get<{ myParticipantId: string }>(b.path)).body.myParticipantId).toBe(again.id);
  });

  test('the last lead or sponsor with an account stays, and stays one', async () => {
    const b = await another(a);
    const me = await meIn(b.north, b);
    // One without an account does not count.
    await add(b, { name: 'No Account', role: 'sponsor' });
    for (const change of [{ leftOn: '2026-11-02' }, { role: 'member' }, { role: 'observer' }])
      expect(problem(await b.north.patch(one(b, me.id), me.version, change))).toEqual([409, '/problems/last-speaker']);
    expect((await b.north.patch(one(b, me.id), me.version, { role: 'sponsor' })).status).toBe(200);
    const { person } = await secondLead(b);
    expect((await b.north.patch(one(b, me.id), me.version + 1, { leftOn: '2026-11-02' })).status).toBe(200);
    expect((await b.north.get(b.path)).status).toBe(404);
    const last = await meIn(person, b);
    expect((await person.patch(one(b, last.id), last.version, { leftOn: '2026-11-02' })).status).toBe(409);
  });

  test('of two last leads leaving at the same moment one stays', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const b = await another(a);
      const { person } = await secondLead(b);
      const leave = async (who: Client) => {
        const me = await meIn(who, b);
        return () => who.patch(one(b, me.id), me.version, turn % 2 ? { role: 'member' } : { leftOn: '2026-11-02' });
      };
      const both = [await leave(b.north), await leave(person)];
      const replies = await Promise.all(both.map((go) => go()));
      expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409]);
    }
  });
});

describe('invitation links', () => {
  test('are made for people without an account who are here', async () => {
    const row = await add(a);
    const reply = await a.north.post<InvitationLink>(`${one(a, row.id)}/invitation`);
    expect(reply.status).toBe(201);
    expect(reply.body).toEqual({
      link: expect.stringMatching(/^http:\/\/entente\.test\/join#[A-Za-z0-9_-]{43}$/),
      expiresAt: '2026-11-16T09:00:00Z',
      mailed: false,
    });
    expect((await find(a.north, a, row.id)).account).toBe('invited');
    const me = await meIn(a.north, a);
    expect(problem(await a.north.post(`${one(a, me.id)}/invitation`))).toEqual([409, '/problems/has-account']);
    must(await a.north.patch(one(a, row.id), 1, { leftOn: '2026-11-02' }));
    expect(problem(await a.north.post(`${one(a, row.id)}/invitation`))).toEqual([409, '/problems/has-left']);
  });

  test('can be taken back as long as one is open', async () => {
    const row = await add(a);
    const at = `${one(a, row.id)}/invitation`;
    expect(problem(await a.north.delete(at))).toEqual([409, '/problems/nothing-open']);
    must(await a.north.post(at));
    const reply = await a.north.delete<Participant>(at);
    expect([reply.status, reply.body.account]).toEqual([200, 'none']);
    expect((await events(a, row.id)).map((event) => event.type)).toEqual([
      'participant.uninvited',
      'participant.invited',
      'participant.added',
    ]);
  });

  test('a mail with the link waits for the administrator when no mail server is set up', async () => {
    const row = await add(a, { name: 'Pål', email: 'paal@north.example', language: 'de' });
    const { link } = must(await a.north.post<InvitationLink>(`${one(a, row.id)}/invitation`));
    const { rows } = await t.sql('select * from mail where participant_id = $1', [row.id]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ recipient: 'paal@north.example', state: 'kept' });
    expect(rows[0].text).toContain(link);
    expect(rows[0].html).toContain(link);
  });
});

describe('a list of people from a file', () => {
  let b: Alliance;
  beforeAll(async () => {
    b = await another(a);
  });
  const send = (csv: string, check = true, who: Client = b.north, partyId = b.northParty) =>
    who.post<ParticipantImportResult & Problem>(`${people(b)}/import`, { csv, partyId, check });

  test.each([
    ['commas', 'name,email,role,function\n"Berg, Bo",bo@x.example,lead,"Says ""hi"""\n'],
    [
      'semicolons, a byte order mark and Windows line ends',
      '\uFEFFName;E-Mail;EMAIL;Rolle;function\r\n"Berg, Bo";bo@x.example;;LEAD;"Says ""hi"""\r\n\r\n',
    ],
    ['tabs, other order', 'role\tfunction\tname\temail\nlead\t"Says ""hi"""\t"Berg, Bo"\t BO@X.example \n'],
    [
      'quoted headers and no line end',
      '"name","email","role","function"\n"Berg, Bo","bo@x.example","lead","Says ""hi"""',
    ],
  ])('is read with %s', async (_, csv) => {
    const { body } = await send(csv);
    expect(body.rows, JSON.stringify(body)).toEqual([
      {
        line: 2,
        partyId: b.northParty,
        name: 'Berg, Bo',
        email: 'bo@x.example',
        role: 'lead',
        state: 'new',
        reasons: [],
        notes: [],
        cells: null,
      },
    ]);
    expect(body.added).toBe(0);
  });

  test('tells row by row what is wrong, names columns it does not know, and saves the good ones', async () => {
    await add(b, { name: 'Known', email: 'known@north.example' });
    const csv = [
      'name,email,role,decides,language,salary',
      'Good,good@north.example,member,yes,de,1',
      'No Address,,,,,',
      'Twice,good@north.example,member,,,',
      'Known Again,KNOWN@north.example,member,,,',
      'Bad Address,bad@,member,,,',
      'Bad Role,role@north.example,boss,,,',
      ',nameless@north.example,member,,,',
      `${'x'.repeat(121)},,member,,,`,
      'Bad Word,,member,perhaps,xx,',
    ].join('\n');
    const told = (await send(csv)).body;
    expect(told.columns.filter((one) => one.column === null)).toEqual([{ heading: 'salary', column: null }]);
    expect(told.rows.map((row) => [row.line, row.state, ...row.reasons.map((one) => one.text)])).toEqual([
      [2, 'new'],
      [3, 'new'],
      [4, 'wrong', 'The same address stands in line 2.'],
      [5, 'known'],
      [6, 'wrong', '“bad@” is not an e-mail address.'],
      [7, 'wrong', '“boss” is not a role; use sponsor, lead, member, facilitator, observer.'],
      [8, 'wrong', 'The name is missing.'],
      [9, 'wrong', 'The name is longer than 120 characters.'],
      [
        10,
        'wrong',
        '“perhaps” in column decides is neither yes nor no.',
        '“xx” is not a language here; use en, de, fr, es, ja, ar or leave it empty.',
      ],
    ]);
    const before = (await list(b.north, b)).length;
    expect(told.rows[4]).toMatchObject({
      reasons: [{ column: 'email' }],
      cells: { name: 'Bad Address', email: 'bad@', role: 'member' },
    });
    const done = (await send(csv, false)).body;
    expect([done.added, done.rows]).toEqual([2, told.rows]);
    expect(await list(b.north, b)).toHaveLength(before + 2);
    expect((await list(b.north, b, '&q=Good'))[0]).toMatchObject({
      email: 'good@north.example',
      decides: true,
      language: 'de',
      joinedOn: '2026-11-02',
    });
    expect((await events(b, b.northParty))[0]).toMatchObject({ type: 'participants.imported', after: { people: 2 } });
    // The same file again adds those without an address only: they cannot be told apart.
    expect((await send(csv, false)).body.added).toBe(1);
  });

  test.each<[string, string, RegExp]>([
    ['nothing but a header', 'name,email\n', /no people/],
    ['no column for names', 'mail\na@b.example\n', /no column “name”/],
    ['more people than one partnership has', `name\n${'Bo\n'.repeat(5001)}`, /5001 people; take at most 5000/],
    ['nothing', '', /Write something here/],
    ['null characters', 'name\nB\u0000o', /null character/],
  ])('%s is refused with a sentence', async (_, csv, sentence) => {
    const reply = await send(csv, false);
    expect([reply.status, reply.body.detail]).toEqual([400, expect.stringMatching(sentence)]);
  });

  test('belongs to a party of mine, with nothing unknown in the request', async () => {
    expect((await send('name\nBo\n', false, b.rail)).status).toBe(403);
    expect((await send('name\nBo\n', false, b.north, unknown)).status).toBe(404);
    const more = { csv: 'name\nBo\n', partyId: b.northParty, check: false, role: 'lead' };
    expect((await b.north.post(`${people(b)}/import`, more)).status).toBe(400);
    expect((await send('x'.repeat(2_500_001))).status).toBe(413);
    expect((await list(b.north, b, '&q=Bo')).filter((row) => row.name === 'Bo')).toEqual([]);
  });

  test('takes rows mended or left out after a check, and people of every party in my care', async () => {
    const c = await another(a);
    must(await c.north.post(`${c.path}/parties`, { organisation: 'Busline', people: [] }));
    const parties = must(await c.north.get<Partnership>(c.path)).parties;
    const bus = parties.find((party) => party.name === 'Busline')?.id as string;
    const csv = [
      'Partei;Vorname;Name;E-Mail;Rolle',
      ';Bo;Berg;bo@north.example;Leitung',
      'Busline;An;Dahl;an@bus.example;Mitglied',
      'Railia Freight;Eve;Lund;eve@rail.example;',
      'Nobody;Cy;Moe;cy@;Mitglied',
      ';Dee;Rud;;',
    ].join('\r\n');
    const post = (more: object, check = true) =>
      c.north.post<ParticipantImportResult & Problem>(`${people(c)}/import`, {
        csv,
        partyId: c.northParty,
        check,
        ...more,
      });
    const first = must(await post({}));
    expect(first.rows.map((row) => [row.line, row.state, row.partyId])).toEqual([
      [2, 'new', c.northParty],
      [3, 'new', bus],
      [4, 'wrong', c.railParty],
      [5, 'wrong', c.northParty],
      [6, 'new', c.northParty],
    ]);
    const mending = { mend: [{ line: 5, cells: { party: '', email: 'cy@north.example' } }], leaveOut: [6] };
    const second = must(await post(mending));
    expect(second.rows.map((row) => row.state)).toEqual(['new', 'new', 'wrong', 'new', 'left-out']);
    expect(second.rows[3]?.cells).toMatchObject({ name: 'Cy Moe', email: 'cy@north.example' });
    expect(must(await post(mending, false)).added).toBe(3);
    const there = await list(c.north, c);
    expect(there.filter((row) => row.partyId === bus).map((row) => row.name)).toEqual(['An Dahl']);
    expect(there.map((row) => row.name)).toEqual(expect.arrayContaining(['Bo Berg', 'Cy Moe']));
    expect((await events(c, bus))[0]).toMatchObject({ type: 'participants.imported', after: { people: 1 } });
    expect((await events(c, c.northParty))[0]).toMatchObject({ type: 'participants.imported', after: { people: 2 } });
    expect(await post({ leaveOut: [77] })).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('77') },
    });
    expect((await post({ mend: [{ line: 2, cells: { salary: '1' } }] })).status).toBe(400);
  });

  describe('of five thousand people', () => {
    const csv = `name,email\n${Array.from({ length: 5000 }, (_, i) => `P ${i},p${i}@north.example`).join('\n')}`;
    const stored = async (at: Alliance) =>
      (await t.sql('select count(*)::int as n from participant where partnership_id = $1', [at.partnership.id])).rows[0]
        .n;
    const progress = (at: Alliance, id: string, who: Client = at.north) =>
      who.get<ImportProgress>(`${people(at)}/imports/${id}`);

    test('is saved in one go, and tells how far it has come', async () => {
      const big = await another(a);
      const importId = newId();
      const body = { csv, partyId: big.northParty, check: false, importId };
      expect((await progress(big, importId)).status).toBe(404);
      const begun = performance.now();
      const seen = new Set<number>();
      let going = true;
      const saving = big.north.post<ParticipantImportResult>(`${people(big)}/import`, body).finally(() => {
        going = false;
      });
      while (going) {
        const { status, body: told } = await progress(big, importId);
        if (status === 200 && told.state === 'saving') seen.add(told.done);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const reply = await saving;
      console.log(`5,000 people checked and saved in ${Math.round(performance.now() - begun)} ms`);
      expect([reply.status, reply.body.added]).toEqual([200, 5000]);
      expect(seen.size).toBeGreaterThan(1);
      expect((await progress(big, importId)).body).toEqual({ importId, state: 'saved', total: 5000, done: 5000 });
      expect(await stored(big)).toBe(5002);
      expect((await progress(big, importId, big.rail)).status).toBe(404);
      // Steps that arrive late change nothing.
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect((await progress(big, importId)).body.state).toBe('saved');
    });

    test('is not saved at all when one of them cannot be, and says so', async () => {
      const big = await another(a);
      await t.sql(`create function refuse_last() returns trigger language plpgsql as $$
        begin if new.name = 'P 4999' then raise exception 'no' using errcode = '23505'; end if; return new; end $$;
        create trigger refuse_last before insert on participant for each row execute function refuse_last()`);
      const importId = newId();
      try {
        const reply = await big.north.post<Problem>(`${people(big)}/import`, {
          csv,
          partyId: big.northParty,
          check: false,
          importId,
        });
        expect(reply.status).toBe(409);
      } finally {
        await t.sql('drop trigger refuse_last on participant; drop function refuse_last');
      }
      expect(await stored(big)).toBe(2);
      await expect.poll(async () => (await progress(big, importId)).body.state).toBe('failed');
    });

    test('whose saving fell silent counts as failed', async () => {
      const c = await another(a);
      const importId = newId();
      await t.sql(
        `insert into people_import (partnership_id, id, party_id, participant_id, state, total, done, updated_at)
         values ($1, $2, $3, $4, 'saving', 9, 4, $5)`,
        [
          c.partnership.id,
          importId,
          c.northParty,
          c.partnership.myParticipantId,
          t.clock.now().subtract({ seconds: 61 }).toString(),
        ],
      );
      expect((await progress(c, importId)).body).toEqual({ importId, state: 'failed', total: 9, done: 4 });
    });
  });
});

describe('people as a file', () => {
  test('has addresses of my own party only, and nothing a spreadsheet would run', async () => {
    const b = await another(a);
    for (const name of ['=HYPERLINK("http://evil.example")', '+1', '-1', '@SUM(A1)', 'Plain; "quoted", name'])
      await add(b, { name, function: name, email: null });
    const reply = await b.rail.get<string>(`${people(b)}/export.csv`);
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(reply.headers['content-disposition']).toBe('attachment; filename="people.csv"');
    const lines = reply.body.split('\r\n');
    expect(lines[0]).toBe('\uFEFFparty,name,email,role,function,level,region,decides,language,joined,left');
    expect(lines.filter((line) => /(^|,)"?[=+@\t\r-]/.test(line))).toEqual([]);
    expect(reply.body).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
    expect(reply.body).toContain(`"Plain; ""quoted"", name"`);
    expect(reply.body).toContain('@rail.example');
    expect(reply.body).not.toContain('@example.org');
    const own = (await b.north.get<string>(`${people(b)}/export.csv`)).body;
    expect(own).toContain('@example.org');
    expect(own).not.toContain('@rail.example');
  });

  test('can be read back as it was written', async () => {
    const b = await another(a);
    const row = await add(b, {
      name: '=1+1',
      function: "'=1+1",
      level: '- none -',
      region: '"West", far',
      decides: true,
      language: 'de',
    });
    const text = (await b.north.get<string>(`${people(b)}/export.csv`)).body;
    const c = await another(a);
    const reply = await c.north.post<ParticipantImportResult>(`${people(c)}/import`, {
      csv: text,
      partyId: c.northParty,
      check: false,
    });
    // Those of the other party stand in the file too; they are added by their own lead.
    expect(reply.body.rows.map((one) => [one.state, ...one.reasons.map(({ column }) => column)])).toEqual([
      ['new'],
      ['known'],
      ['wrong', 'party'],
    ]);
    const again = (await list(c.north, c, '&q==1')).find((one) => one.name === '=1+1');
    const same = ({ name, role, function: f, level, region, decides, language }: Participant) => [
      name,
      role,
      f,
      level,
      region,
      decides,
      language,
    ];
    expect(again && same(again)).toEqual(same(row));
  });

  test('holds everybody, also beyond a page and those who have left; the empty one holds the columns', async () => {
    const b = await another(a);
    const csv = `name\n${Array.from({ length: 1500 }, (_, i) => `P ${i}`).join('\n')}`;
    must(await b.north.post(`${people(b)}/import`, { csv, partyId: b.northParty, check: false }));
    const gone = await add(b, { name: 'Gone Gro' });
    must(await b.north.patch(one(b, gone.id), 1, { leftOn: '2026-11-02' }));
    const lines = (await b.north.get<string>(`${people(b)}/export.csv`)).body.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + 1500 + 2 + 1);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.find((line) => line.includes('Gone Gro'))).toContain('2026-11-02,2026-11-02');
    expect((await b.north.get<string>(`${people(b)}/template.csv`)).body).toBe(
      'name,email,role,function,level,region,decides,language\r\n',
    );
  });
});
