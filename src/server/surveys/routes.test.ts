import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import type {
  BallotReply,
  InviteeLink,
  ItemHistory,
  OwnLink,
  Results,
  Round,
  RoundPreview,
} from '../../domain/surveys/contract.ts';
import { type Client, signUp, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, addPeople, alliance, answer, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const WISH = { instrument: 'relational', closesAt: '2026-11-13T17:00', timeZone: 'Europe/Oslo' };
const NOWHERE = '018f3f3e-0000-7000-8000-000000000000';

/** Somebody with an account of their own, let in by a lead of that party. */
async function member(lead: Client, path: string, partyId: string, role = 'member'): Promise<TestPerson> {
  const email = `${role}.${Math.random().toString(36).slice(2)}@example.org`;
  const added = await lead.post<Participant>(`${path}/participants`, { partyId, name: 'Mia Berg', email, role });
  const { body } = await lead.post<{ link: string }>(`${path}/participants/${added.body.id}/invitation`);
  const person = await signUp(t.app, 'Mia Berg', email);
  expect((await person.post('/invitations/accept', { token: body.link.split('#')[1] })).status).toBe(200);
  return person;
}

/** A third party, in, with this many people. */
async function thirdParty(a: Alliance, organisation: string, people: number): Promise<string> {
  const email = `third.${Math.random().toString(36).slice(2)}@example.org`;
  const { body } = await a.north.post<Partnership>(`${a.path}/parties`, {
    organisation,
    people: [{ name: 'Tora Lind', email, role: 'lead' }],
  });
  const party = body.parties.find((one) => one.organisation === organisation)?.id as string;
  const list = await a.north.get<{ items: Participant[] }>(`${a.path}/participants`);
  const lead = list.body.items.find((one) => one.email === email);
  const invitation = await a.north.post<{ link: string }>(`${a.path}/participants/${lead?.id}/invitation`);
  const person = await signUp(t.app, 'Tora Lind', email);
  await person.post('/invitations/accept', { token: invitation.body.link.split('#')[1] });
  await addPeople(person, a.path, party, people - 1, organisation.replaceAll(/\W/g, ''));
  return party;
}

/** Lets the first people of each party answer, with one rating for all items of each. */
async function answerAll(a: Alliance, round: string, north: number[], rail: number[]): Promise<void> {
  const tokens = [await tokensOf(a.north, a.path, round), await tokensOf(a.rail, a.path, round)] as const;
  for (const [side, ratings] of [north, rail].entries())
    for (const [i, rating] of ratings.entries())
      expect((await answer(t, round, (tokens[side] as string[])[i] as string, rating)).status).toBe(200);
}

const problem = (reply: { body: unknown }) => reply.body as Problem;

test('two parties run a round and see the same results when it closes', async () => {
  const a = await alliance(t, { north: 6, rail: 6 });
  const round = await openRound(a.north, a.path);
  expect(round).toMatchObject({ number: 1, state: 'open', k: 5, invited: 12 });
  expect(round.strata.map((stratum) => stratum.invited)).toEqual([6, 6]);
  await answerAll(a, round.id, [4, 4, 3, 5, 2, 4], [2, 3, 3, 2, 4, 1]);

  const during = await a.rail.get<Round>(`${a.path}/rounds/${round.id}`);
  expect(during.body.strata.map((stratum) => [stratum.fetched, stratum.answered])).toEqual([
    [6, null],
    [6, null],
  ]);
  const early = await a.rail.get(`${a.path}/rounds/${round.id}/results`);
  expect([early.status, problem(early).type]).toEqual([409, '/problems/round-not-closed']);
  expect((await a.rail.get(`${a.path}/rounds/${round.id}/results.csv`)).status).toBe(409);

  const closed = await a.rail.post<Round>(`${a.path}/rounds/${round.id}/close`);
  expect(closed.status).toBe(200);
  expect(closed.body).toMatchObject({
    state: 'closed',
    closedAt: t.clock.now().toString({ fractionalSecondDigits: 3 }),
  });
  expect(closed.body.strata.map((stratum) => stratum.answered)).toEqual([6, 6]);
  expect(closed.body.can).toEqual({
    extend: false,
    close: false,
    cancel: false,
    links: false,
    paper: false,
    room: false,
    handOn: true,
  });
  const [mine, theirs] = [
    await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`),
    await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`),
  ];
  expect(mine.status).toBe(200);
  expect(theirs.body).toEqual(mine.body);
  const item = mine.body.snapshot.items[0];
  expect(item?.cells.map((cell) => cell.shown)).toEqual(['3.7', '2.5']);
  expect(item?.total?.shown).toBe('3.1');
  const left = await t.sql(
    'select (select count(*) from answer)::int as answers, (select count(*) from round_key)::int as keys',
  );
  expect(left.rows[0]).toEqual({ answers: 0, keys: 0 });
});

describe('who may', () => {
  type Endpoint = { method: string; url: string; body?: unknown; speaks?: true; headers?: Record<string, string> };
  const R = '/rounds/:roundId';
  const ENDPOINTS: Endpoint[] = [
    { method: 'GET', url: '/rounds' },
    { method: 'POST', url: '/rounds/preview', body: WISH, speaks: true },
    { method: 'POST', url: '/rounds', body: WISH, speaks: true },
    {
      method: 'POST',
      url: '/rounds/import',
      body: {
        csv: 'p,trust\n',
        instrument: 'relational',
        partyColumn: 'p',
        parties: [],
        closedOn: '2026-01-01',
        check: true,
      },
      speaks: true,
    },
    { method: 'GET', url: R },
    { method: 'PATCH', url: R, body: { closesAt: '2026-11-20T17:00' }, speaks: true, headers: { 'if-match': '"1"' } },
    { method: 'POST', url: `${R}/close`, speaks: true },
    { method: 'POST', url: `${R}/cancel`, speaks: true },
    { method: 'GET', url: `${R}/invitees`, speaks: true },
    { method: 'GET', url: `${R}/my-link` },
    { method: 'GET', url: `${R}/form`, speaks: true },
    {
      method: 'POST',
      url: `${R}/sheets`,
      body: { stack: 'x'.repeat(22), sheets: [{ ratings: new Array(15).fill(3), comments: ['', ''] }] },
      speaks: true,
    },
    { method: 'GET', url: `${R}/results` },
    { method: 'GET', url: `${R}/items/:itemKey` },
    { method: 'GET', url: `${R}/results.csv` },
  ];
  let a: Alliance;
  let b: Alliance;
  let open: Round;
  let closed: Round;
  let colleague: TestPerson;
  beforeAll(async () => {
    a = await alliance(t, { north: 5, rail: 6 });
    b = await alliance(t);
    colleague = await member(a.north, a.path, a.northParty);
    closed = await openRound(a.north, a.path);
    await a.north.post(`${a.path}/rounds/${closed.id}/close`);
    open = await openRound(a.north, a.path);
  });
  const send = (who: Client, { method, url, body, headers }: Endpoint, path = a.path, id = open.id) =>
    who.send<Problem>(
      method,
      path + url.replace(':roundId', id).replace(':itemKey', 'trust'),
      body ?? (method === 'POST' ? {} : undefined),
      headers,
    );

  test('this table holds every endpoint of rounds there is', () => {
    const { paths } = t.app.swagger() as { paths: Record<string, object> };
    const there = Object.entries(paths)
      // Those of other chapters have tests of their own there.
      .filter(
        ([path]) => path.includes('}/rounds') && !/\/(?:links|review|follow-up|room)\b|\.(?:json|pdf)$/.test(path),
      )
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    const prefix = '/api/v1/partnerships/{partnershipId}';
    const here = ENDPOINTS.map(({ method, url }) => `${method} ${prefix}${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(there.toSorted()).toEqual(here.toSorted());
  });

  test.each(ENDPOINTS)('$method $url: nobody 401, strangers 404, a round of others 404', async (endpoint) => {
    expect((await send(t.nobody, endpoint)).status).toBe(401);
    const foreign = await send(b.north, endpoint);
    expect(foreign.status).toBe(404);
    // "Not yours" and "does not exist" must be the same answer.
    const absent = await send(b.north, endpoint, `/partnerships/${NOWHERE}`);
    expect([absent.status, absent.body]).toEqual([404, foreign.body]);
    if (endpoint.url.includes(':roundId')) {
      const crossed = await send(b.north, endpoint, b.path);
      expect([crossed.status, crossed.body]).toEqual([404, foreign.body]);
      expect((await send(a.north, endpoint, a.path, NOWHERE)).status).toBe(404);
      expect((await send(a.north, endpoint, a.path, 'no-id')).status).toBe(404);
    }
  });

  test.each(ENDPOINTS)('$method $url: a member may read, and only leads and sponsors act', async (endpoint) => {
    const reply = await send(colleague, endpoint, a.path, /results|items/.test(endpoint.url) ? closed.id : open.id);
    expect(reply.status).toBe(endpoint.speaks ? 403 : 200);
    if (endpoint.speaks) expect(problem(reply).type).toBe('/problems/not-allowed');
  });

  test('a member is told what they can do, and after leaving can do nothing', async () => {
    const seen = await colleague.get<Round>(`${a.path}/rounds/${open.id}`);
    expect(seen.body.can).toEqual({
      extend: false,
      close: false,
      cancel: false,
      links: false,
      paper: false,
      room: false,
      handOn: false,
    });
    const leaver = await member(a.north, a.path, a.northParty);
    const list = await a.north.get<{ items: Participant[] }>(`${a.path}/participants?limit=200`);
    const row = list.body.items.find((one) => one.email === leaver.email) as Participant;
    await a.north.patch(`${a.path}/participants/${row.id}`, row.version, { leftOn: '2026-11-02' });
    expect((await leaver.get(`${a.path}/rounds/${open.id}`)).status).toBe(404);
  });

  test('both parties’ leads have the same rights', async () => {
    const [mine, theirs] = [
      await a.north.get<Round>(`${a.path}/rounds/${open.id}`),
      await a.rail.get<Round>(`${a.path}/rounds/${open.id}`),
    ];
    expect(theirs.body).toEqual(mine.body);
    expect(mine.body.can).toEqual({
      extend: true,
      close: true,
      cancel: true,
      links: true,
      paper: false,
      room: false,
      handOn: false,
    });
  });
});

describe('instruments', () => {
  test('are listed and read by people with an account', async () => {
    const person = await t.person();
    expect((await t.nobody.get('/instruments')).status).toBe(401);
    expect((await t.nobody.get('/instruments/relational')).status).toBe(401);
    const list = await person.get<{ items: { key: string; items: number }[] }>('/instruments');
    const card = list.body.items.find((one) => one.key === 'relational');
    const whole = await person.get<{ items: unknown[] }>('/instruments/relational');
    expect(whole.body.items).toHaveLength(card?.items as number);
    expect((await person.get('/instruments/none')).status).toBe(404);
    expect((await person.get('/instruments/__proto__')).status).toBe(404);
  });
});

describe('preview', () => {
  const preview = (who: Client, path: string, wish: object = {}) =>
    who.post<RoundPreview>(`${path}/rounds/preview`, { ...WISH, ...wish });

  test('tells what opening would do and writes nothing', async () => {
    const a = await alliance(t, { north: 6, rail: 7 });
    await a.north.post(`${a.path}/participants`, { partyId: a.northParty, name: 'No Address', role: 'member' });
    await a.rail.post(`${a.path}/participants`, { partyId: a.railParty, name: 'None Either', role: 'member' });
    const rows = async () =>
      (
        await t.sql(`select (select count(*) from round) as rounds, (select count(*) from mail) as mails,
          (select count(*) from event) as events, (select count(*) from pgboss.job) as jobs`)
      ).rows[0];
    const before = await rows();
    const { status, body } = await preview(a.north, a.path);
    expect(status).toBe(200);
    expect(body).toEqual({
      invited: 15,
      withoutAddress: 1,
      onPaper: 0,
      strata: [
        { key: 's1', parties: [a.northParty], invited: 7 },
        { key: 's2', parties: [a.railParty], invited: 8 },
      ],
      closesAt: '2026-11-13T16:00:00Z',
      level: 'confidential',
      canSeal: false,
      refused: null,
      notes: [],
    });
    expect(await rows()).toEqual(before);
  });

  test.each([
    ['the time has passed', { closesAt: '2026-11-02T09:00', timeZone: 'UTC' }, /has passed/],
    ['it is a few minutes away', { closesAt: '2026-11-02T09:04', timeZone: 'UTC' }, /a few minutes away/],
    ['it is far away', { closesAt: '2027-06-01T12:00' }, /more than half a year/],
    ['there is no such day', { closesAt: '2026-11-31T12:00' }, /“2026-11-31T12:00” is not a day and time/],
    ['there is no such zone', { timeZone: 'Europe/Atlantis' }, /“Europe\/Atlantis” is not a time zone/],
    ['a party is not of this partnership', { partyIds: [NOWHERE] }, /not part of this partnership/],
    ['nobody has such a role', { roles: ['observer'] }, /Nobody would be asked/],
    ['too few have such a role', { roles: ['lead'] }, /2 people would be asked\. With fewer than 5,/],
    ['k is more than there are people', { k: 13 }, /12 people would be asked\. With fewer than 13,/],
  ])('refuses when %s, and so does opening, in the same words', async (_, wish, sentence) => {
    const a = await sixAndSix();
    const { status, body } = await preview(a.north, a.path, wish);
    expect(status).toBe(200);
    expect(body.refused).toMatch(sentence);
    expect(body.strata).toEqual([]);
    expect(body.closesAt).toBeNull();
    const opened = await a.north.post(`${a.path}/rounds`, { ...WISH, ...wish });
    expect([opened.status, problem(opened).type, problem(opened).detail]).toEqual([
      409,
      '/problems/round-refused',
      body.refused,
    ]);
  });
  let shared: Promise<Alliance> | undefined;
  const sixAndSix = () => {
    shared ??= alliance(t, { north: 6, rail: 6 });
    return shared;
  };

  test('refuses while a party has not come in', async () => {
    const north = await t.person('Vera Vik');
    const started = await north.post<Partnership>('/partnerships', {
      name: 'Two Banks',
      kind: 'other',
      mine: { organisation: 'East Bank', role: 'lead' },
      others: [{ organisation: 'West Bank', people: [{ name: 'W', email: 'w@west.example', role: 'lead' }] }],
    });
    const path = `/partnerships/${started.body.id}`;
    await addPeople(north, path, started.body.parties[0]?.id as string, 6, 'East');
    const { body } = await preview(north, path);
    expect(body.refused).toBe('West Bank has not accepted yet; a round opens for parties that are in.');
    // Without that party the round can be opened.
    const east = await preview(north, path, { partyIds: [started.body.parties.find((one) => one.mine)?.id] });
    expect(east.body).toMatchObject({ refused: null, invited: 7 });
  });

  test('refuses fewer than k people in all, and the word anonymous with them', async () => {
    const a = await alliance(t, { north: 2, rail: 1 });
    const { body } = await preview(a.north, a.path);
    expect(body).toMatchObject({ invited: 3, strata: [] });
    expect(body.refused).toMatch(/^3 people would be asked\. With fewer than 5, answers could be traced/);
  });

  test('merges parties that are too small and says so', async () => {
    const a = await alliance(t, { north: 8, rail: 3 });
    const two = await preview(a.north, a.path);
    expect(two.body.strata).toEqual([{ key: 's1', parties: [a.northParty, a.railParty], invited: 11 }]);
    expect(two.body.notes).toEqual([
      'Nordhavn Terminals and Railia Freight are shown together: alone, one of them has fewer than 5 people.',
    ]);
    const third = await thirdParty(a, 'Aalto Rail', 2);
    const three = await preview(a.north, a.path);
    // Frozen order is alphabetical: Aalto, Nordhavn, Railia.
    expect(three.body.strata).toEqual([
      { key: 's1', parties: [third, a.railParty], invited: 5 },
      { key: 's2', parties: [a.northParty], invited: 8 },
    ]);
    const without = await preview(a.north, a.path, { roles: ['member'] });
    expect(without.body.strata).toEqual([{ key: 's1', parties: [third, a.northParty, a.railParty], invited: 10 }]);
  });

  test('names a party of which nobody would be asked', async () => {
    const a = await alliance(t, { north: 6, rail: 1 });
    const { body } = await preview(a.north, a.path, { roles: ['member'] });
    expect(body.notes).toEqual(['Nobody from Railia Freight would be asked.']);
    expect(body.strata).toEqual([{ key: 's1', parties: [a.northParty], invited: 5 }]);
  });

  test('refuses while another round is open', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    await openRound(a.north, a.path);
    expect((await preview(a.rail, a.path)).body.refused).toMatch(/^Round 1 is still open/);
    const second = await a.rail.post(`${a.path}/rounds`, WISH);
    expect([second.status, problem(second).type]).toEqual([409, '/problems/round-refused']);
  });
});

describe('what is not a round', () => {
  test.each([
    ['an unknown field', { surprise: 1 }, 'surprise'],
    ['k below the floor', { k: 3 }, 'k'],
    ['k as a text', { k: '5' }, 'k'],
    ['k with a fraction', { k: 5.5 }, 'k'],
    ['a closing time with a zone in it', { closesAt: '2026-11-13T17:00Z' }, 'closesAt'],
    ['no closing time', { closesAt: undefined }, 'closesAt'],
    ['a title with a line break', { title: 'a\nb' }, 'title'],
    ['no party', { partyIds: [] }, 'partyIds'],
    ['a party twice', { partyIds: [NOWHERE, NOWHERE] }, 'partyIds'],
    ['an unknown role', { roles: ['king'] }, 'roles'],
    ['an unknown instrument', { instrument: 'none' }, undefined],
  ])('%s is refused with 400 by preview and by opening', async (_, wish, field) => {
    lonely ??= alliance(t);
    const a = await lonely;
    for (const url of ['rounds/preview', 'rounds']) {
      const reply = await a.north.post(`${a.path}/${url}`, { ...WISH, ...wish });
      expect(reply.status).toBe(400);
      if (field) expect(problem(reply).fields?.map((one) => one.path.split('.')[0])).toContain(field);
    }
    const change = await a.north.send(
      'PATCH',
      `${a.path}/rounds/${NOWHERE}`,
      { closesAt: 'soon' },
      { 'if-match': '1' },
    );
    expect(change.status).toBe(400);
  });
  let lonely: Promise<Alliance> | undefined;

  test('the database itself refuses a k below four', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { k: 4 });
    expect(round.k).toBe(4);
    await expect(t.sql('update round set k = 3 where id = $1', [round.id])).rejects.toThrow(/round_k_check/);
  });
});

describe('opening', () => {
  test('freezes the plan, numbers it, writes it into the record and invites', async () => {
    const a = await alliance(t, { north: 6, rail: 5 });
    const reply = await a.rail.post<Round>(`${a.path}/rounds`, { ...WISH, title: '  Autumn  ' });
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      number: 1,
      title: 'Autumn',
      state: 'open',
      source: 'survey',
      level: 'confidential',
      k: 5,
      timeZone: 'Europe/Oslo',
      openedAt: '2026-11-02T09:00:00.000Z',
      closesAt: '2026-11-13T16:00:00.000Z',
      closedAt: null,
      invited: 11,
      discuss: null,
      version: 1,
    });
    const record = await a.north.get<{ items: { type: string; by: unknown; after: Record<string, unknown> }[] }>(
      `${a.path}/record`,
    );
    const event = record.body.items.find((one) => one.type === 'round.opened');
    expect(event?.after).toEqual({
      number: 1,
      instrument: 'relational',
      closesAt: '2026-11-13T16:00:00Z',
      timeZone: 'Europe/Oslo',
      k: 5,
      level: 'confidential',
      invited: 11,
    });
    const jobs = await t.sql(
      `select 1 from pgboss.job where name = 'close-rounds' and start_after = '2026-11-13T16:00:00Z'`,
    );
    expect(jobs.rowCount).toBeGreaterThan(0);
    const mails = await t.sql(`select recipient from mail where round_id = $1 and state = 'kept'`, [reply.body.id]);
    expect(mails.rowCount).toBe(11);
  });

  test('asks people who are there, by role, and nobody who has left', async () => {
    const a = await alliance(t, { north: 7, rail: 6 });
    const list = await a.north.get<{ items: Participant[] }>(`${a.path}/participants?limit=200`);
    const leaver = list.body.items.find((one) => one.name === 'North 1') as Participant;
    await a.north.patch(`${a.path}/participants/${leaver.id}`, leaver.version, { leftOn: '2026-11-02' });
    await a.north.post(`${a.path}/participants`, { partyId: a.northParty, name: 'Onlooker', role: 'observer' });
    const round = await openRound(a.north, a.path);
    expect(round.strata.map((one) => one.invited)).toEqual([6, 6]);
    const { body } = await a.north.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${round.id}/invitees`);
    expect(body.items.map((one) => one.name)).not.toContain('Onlooker');
    expect(body.items.map((one) => one.name)).not.toContain('North 1');
  });

  test('by both sides at the same moment opens one round', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const replies = await Promise.all(
      Array.from({ length: 10 }, (_, i) => (i % 2 ? a.north : a.rail).post<Round>(`${a.path}/rounds`, WISH)),
    );
    expect(replies.filter((one) => one.status === 201)).toHaveLength(1);
    expect(replies.filter((one) => one.status === 409)).toHaveLength(9);
    const list = await a.rail.get<{ items: Round[] }>(`${a.path}/rounds`);
    expect(list.body.items.map((one) => one.number)).toEqual([1]);
  });

  test('repeated with the same Idempotency-Key is the same round', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const key = { 'idempotency-key': 'open-this-round-once' };
    const first = await a.north.post<Round>(`${a.path}/rounds`, WISH, key);
    const again = await a.north.post<Round>(`${a.path}/rounds`, WISH, key);
    expect(first.status).toBe(201);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    const other = await a.north.post(`${a.path}/rounds`, { ...WISH, k: 6 }, key);
    expect([other.status, problem(other).type]).toEqual([409, '/problems/key-reused']);
  });
});

describe('keeping a round open longer', () => {
  test('takes a later moment only, the version that was read, and an open round', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    const url = `${a.path}/rounds/${round.id}`;
    const later = { closesAt: '2026-11-20T17:00' };

    const bare = await a.rail.send('PATCH', url, later);
    expect([bare.status, problem(bare).type]).toEqual([428, '/problems/version-needed']);
    expect((await a.rail.send('PATCH', url, later, { 'if-match': 'today' })).status).toBe(400);
    for (const wrong of [
      { closesAt: '2026-11-12T17:00' },
      { closesAt: '2026-11-13T17:00' },
      { closesAt: '2026-11-13T17:00', timeZone: 'Asia/Kathmandu' },
      { closesAt: '2027-06-01T17:00' },
      { closesAt: '2026-11-20T17:00', timeZone: 'Mars/Olympus' },
      { closesAt: '2026-11-20T25:00' },
      { closesAt: '2026-11-20T17:00', k: 4 },
    ])
      expect((await a.rail.patch(url, round.version, wrong)).status).toBe(400);
    expect((await a.rail.get<Round>(url)).body).toEqual((await a.north.get<Round>(url)).body);
    expect((await a.rail.get<Round>(url)).body.closesAt).toBe('2026-11-13T16:00:00.000Z');

    const extended = await a.rail.patch<Round>(url, round.version, { ...later, timeZone: 'America/New_York' });
    expect(extended.status).toBe(200);
    expect(extended.body).toMatchObject({
      closesAt: '2026-11-20T22:00:00.000Z',
      timeZone: 'America/New_York',
      version: round.version + 1,
      strata: round.strata,
    });
    const stale = await a.north.patch<Problem>(url, round.version, { closesAt: '2026-11-21T17:00' });
    expect([stale.status, stale.body.type]).toEqual([412, '/problems/changed-meanwhile']);
    expect(stale.body.current).toEqual(extended.body);

    const race = await Promise.all(
      [a.north, a.rail].map((who) => who.patch(url, extended.body.version, { closesAt: '2026-11-22T17:00' })),
    );
    expect(race.map((one) => one.status).toSorted()).toEqual([200, 412]);

    await a.north.post(`${url}/close`);
    const over = await a.north.patch(url, 5, { closesAt: '2026-11-25T17:00' });
    expect([over.status, problem(over).type]).toEqual([409, '/problems/round-over']);
  });
});

describe('ending a round', () => {
  test('early, by both sides at once, closes it once', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    await answerAll(a, round.id, [3, 4, 5, 3, 4, 5], [2, 2, 3, 3, 4, 4]);
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? a.north : a.rail).post(`${a.path}/rounds/${round.id}/close`)),
    );
    expect(replies.map((one) => one.status).toSorted()).toEqual([200, 409, 409, 409, 409, 409, 409, 409]);
    for (const what of ['close', 'cancel']) {
      const late = await a.rail.post(`${a.path}/rounds/${round.id}/${what}`);
      expect([late.status, problem(late).type]).toEqual([409, '/problems/round-over']);
    }
    const { rows } = await t.sql(
      `select after from event where subject_id = $1 and type = 'round.closed' and by_name is not null`,
      [round.id],
    );
    expect(rows).toEqual([{ after: { number: 1, early: true, discuss: 0 } }]);
  });

  test('by cancelling deletes its answers unseen', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    const [token] = (await tokensOf(a.north, a.path, round.id)) as [string];
    const { ballot } = await fetchBallot(t, round.id, token);
    await answerAll(a, round.id, [3, 4, 5, 3, 4, 5], [2, 2, 3, 3, 4, 4]);
    const cancelled = await a.rail.post<Round>(`${a.path}/rounds/${round.id}/cancel`);
    expect(cancelled.body).toMatchObject({ state: 'cancelled', discuss: null, version: round.version + 1 });
    expect(cancelled.body.strata.every((one) => one.answered === null)).toBe(true);
    const left = await t.sql(
      `select (select count(*) from answer where round_id = $1)::int as answers,
        (select count(*) from round_key where round_id = $1)::int as keys,
        (select count(*) from round_result where round_id = $1)::int as results,
        (select count(*) from mail where round_id = $1 and (text is not null or html is not null))::int as texts`,
      [round.id],
    );
    expect(left.rows[0]).toEqual({ answers: 0, keys: 0, results: 0, texts: 0 });
    const results = await a.north.get(`${a.path}/rounds/${round.id}/results`);
    expect([results.status, problem(results).detail]).toEqual([409, 'This round was cancelled; it has no results.']);
    expect((await a.north.get(`${a.path}/rounds/${round.id}/results.csv`)).status).toBe(409);
    expect((await a.north.get(`${a.path}/rounds/${round.id}/invitees`)).status).toBe(409);
    expect((await t.nobody.post('/respond/answers', { ballot, ratings: { trust: 3 } })).status).toBe(410);
    expect(await fetchBallot(t, round.id, token)).toMatchObject({ state: 'cancelled', ballot: null, instrument: null });
    // The number is not used again, and a cancelled round is no part of a trend.
    const next = await openRound(a.north, a.path);
    expect(next.number).toBe(2);
    await a.north.post(`${a.path}/rounds/${next.id}/close`);
    const after = await a.north.get<Results>(`${a.path}/rounds/${next.id}/results`);
    expect(after.body.comparison).toBeNull();
    expect(after.body.trend.map((one) => one.number)).toEqual([2]);
  });
});

describe('links', () => {
  test('my own: the same that was sent to me, or why there is none', async () => {
    const a = await alliance(t, { north: 6, rail: 5 });
    const round = await openRound(a.north, a.path);
    const url = `${a.path}/rounds/${round.id}`;
    const mine = await a.north.get<OwnLink>(`${url}/my-link`);
    const links = await a.north.get<{ items: InviteeLink[] }>(`${url}/invitees?limit=200`);
    expect(mine.body).toEqual({
      link: links.body.items.find((one) => one.name === 'Astrid Moen')?.link,
      none: null,
    });
    await a.north.post(`${url}/close`);
    expect((await a.north.get<OwnLink>(`${url}/my-link`)).body).toEqual({ link: null, none: 'over' });
    // Somebody who is not asked, and somebody who answers on paper.
    const people = (await a.rail.get<{ items: { id: string; name: string }[] }>(`${a.path}/participants?limit=200`))
      .body;
    const sanna = people.items.find((one) => one.name === 'Sanna Åkesson') as { id: string };
    await a.rail.post(`${a.path}/paper`, { participantId: sanna.id, paper: true });
    const next = await openRound(a.north, a.path);
    const later = `${a.path}/rounds/${next.id}/my-link`;
    expect((await a.rail.get<OwnLink>(later)).body).toEqual({ link: null, none: 'paper' });
    await a.north.post(`${a.path}/rounds/${next.id}/cancel`);
    const members = await openRound(a.north, a.path, { roles: ['member'] });
    expect((await a.north.get<OwnLink>(`${a.path}/rounds/${members.id}/my-link`)).body).toEqual({
      link: null,
      none: 'not-asked',
    });
  });

  test('are those of my own party, in pages, and lead to a ballot until the round is over', async () => {
    const a = await alliance(t, { north: 6, rail: 5 });
    await a.north.post(`${a.path}/participants`, { partyId: a.northParty, name: 'No Address', role: 'member' });
    const round = await openRound(a.north, a.path);
    const url = `${a.path}/rounds/${round.id}/invitees`;
    const north = await a.north.get<{ items: InviteeLink[]; next: string | null }>(`${url}?limit=200`);
    const rail = await a.rail.get<{ items: InviteeLink[] }>(`${url}?limit=200`);
    expect(north.body.items.map((one) => [one.name, one.mail])).toEqual([
      ['Astrid Moen', 'kept'],
      ['No Address', 'none'],
      ...[1, 2, 3, 4, 5].map((i) => [`North ${i}`, 'kept']),
    ]);
    expect(rail.body.items.map((one) => one.name)).toEqual(['Rail 1', 'Rail 2', 'Rail 3', 'Rail 4', 'Sanna Åkesson']);
    const links = [...north.body.items, ...rail.body.items].map((one) => one.link);
    expect(new Set(links).size).toBe(12);
    for (const link of links) expect(link?.startsWith(`http://entente.test/r/${round.id}#`)).toBe(true);
    // Nothing here tells who has opened theirs.
    expect(Object.keys(north.body.items[0] as object).toSorted()).toEqual(['link', 'mail', 'name', 'participantId']);
    const token = links[0]?.split('#')[1] as string;
    expect((await fetchBallot(t, round.id, token)).ballot).not.toBeNull();
    expect((await a.north.get<{ items: InviteeLink[] }>(`${url}?limit=200`)).body).toEqual(north.body);

    const paged: InviteeLink[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { body: { items: InviteeLink[]; next: string | null } } = await a.north.get(
        `${url}?limit=2${next && `&cursor=${next}`}`,
      );
      paged.push(...page.body.items);
      next = page.body.next;
    }
    expect(paged).toEqual(north.body.items);
    for (const cursor of [
      'x',
      '!',
      Buffer.from('["a"]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ])
      expect((await a.north.get(`${url}?cursor=${cursor}`)).status).toBe(400);

    await a.rail.post(`${a.path}/rounds/${round.id}/close`);
    const over = await a.north.get(url);
    expect([over.status, problem(over).type]).toEqual([409, '/problems/round-over']);
    expect(await fetchBallot(t, round.id, token)).toMatchObject({ state: 'closed', ballot: null, instrument: null });
  });
});

describe('what is frozen', () => {
  test('people who join or leave while a round is open change neither its groups nor its counts', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    const tokens = await tokensOf(a.north, a.path, round.id);
    await addPeople(a.north, a.path, a.northParty, 9, 'Joiner');
    const list = await a.north.get<{ items: Participant[] }>(`${a.path}/participants?limit=200`);
    for (const one of list.body.items.filter((row) => /^North/.test(row.name)))
      await a.north.patch(`${a.path}/participants/${one.id}`, one.version, { leftOn: '2026-11-02' });
    await thirdParty(a, 'Aalto Rail', 6);

    const seen = await a.north.get<Round>(`${a.path}/rounds/${round.id}`);
    expect(seen.body).toEqual(round);
    expect(await tokensOf(a.north, a.path, round.id)).toEqual(tokens);
    // Who was invited may still answer.
    await answerAll(a, round.id, [4, 4, 3, 5, 2, 4], [2, 3, 3, 2, 4, 1]);
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    const { body } = await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`);
    expect(body.snapshot.parties).toEqual([a.northParty, a.railParty]);
    expect(body.snapshot.response).toMatchObject({ invited: 12, respondents: 12 });
    expect(body.snapshot.items[0]?.cells.map((cell) => [cell.shown, cell.n, cell.invited])).toEqual([
      ['3.7', 6, 6],
      ['2.5', 6, 6],
    ]);

    // And nothing that happens later changes what was written.
    await addPeople(a.rail, a.path, a.railParty, 20, 'Later');
    const later = await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`);
    expect(later.body).toEqual(body);
  });
});

describe('results', () => {
  test('of a second round bring comparison and trend, of the first neither', async () => {
    const a = await alliance(t, { north: 10, rail: 10 });
    const first = await openRound(a.north, a.path);
    await answerAll(a, first.id, [2, 2, 3, 3, 2, 3, 2, 3, 4, 2], [3, 3, 3, 2, 4, 2, 3, 3, 2, 4]);
    await a.north.post(`${a.path}/rounds/${first.id}/close`);
    t.clock.pass({ hours: 1 });
    const second = await openRound(a.rail, a.path, { closesAt: '2026-11-20T17:00' });
    await answerAll(a, second.id, [4, 4, 3, 5, 4, 4, 3, 4, 5, 4], [3, 4, 3, 2, 4, 3, 3, 4, 2, 4]);
    await a.rail.post(`${a.path}/rounds/${second.id}/close`);

    const [one, two] = [
      await a.north.get<Results>(`${a.path}/rounds/${first.id}/results`),
      await a.rail.get<Results>(`${a.path}/rounds/${second.id}/results`),
    ];
    expect(one.body.comparison).toBeNull();
    expect(one.body.trend.map((point) => point.number)).toEqual([1]);
    expect(two.body.comparison).toMatchObject({ roundId: first.id, number: 1 });
    expect(two.body.trend.map((point) => point.number)).toEqual([1, 2]);
    // 2.6 → 4.0 and 2.9 → 3.2; together 2.75 → 3.6.
    const change = two.body.comparison?.items[0];
    expect(change?.cells.map((cell) => cell.change)).toEqual([
      { kind: 'number', value: 1.4, shown: '+1.4', level: false },
      { kind: 'number', value: 0.3, shown: '+0.3', level: true },
    ]);
    expect(two.body.trend.map((point) => point.items[0]?.shown)).toEqual(
      [one, two].map((reply) => reply.body.snapshot.items[0]?.total?.shown),
    );
    expect(two.body.trend[1]?.items[0]).toEqual({ key: 'trust', shown: '3.6', value: 3.6, n: 20 });
  });

  test('are compared with any earlier round, and an item is followed over all of them', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const ids: string[] = [];
    for (const rating of [2, 4, 3]) {
      const round = await openRound(a.north, a.path);
      await answerAll(a, round.id, new Array(6).fill(rating), [1, 3, 3, 4, rating, 5]);
      await a.north.post(`${a.path}/rounds/${round.id}/close`);
      t.clock.pass({ hours: 1 });
      ids.push(round.id);
    }
    const [first, second, third] = ids.map((id) => `${a.path}/rounds/${id}`);
    const before = await a.rail.get<Results>(`${third}/results`);
    expect(before.body.comparison?.number).toBe(2);
    const wider = await a.rail.get<Results>(`${third}/results?with=1`);
    expect(wider.body).toEqual({ ...before.body, comparison: wider.body.comparison });
    expect(wider.body.comparison).toMatchObject({ number: 1, roundId: ids[0] });
    // Not with itself, not with a later one, not with one that is not there.
    for (const [with_, status] of [
      ['3', 404],
      ['9', 404],
      ['x', 400],
      ['0', 400],
    ])
      expect((await a.rail.get(`${third}/results?with=${with_}`)).status, `${with_}`).toBe(status);
    expect((await a.rail.get(`${first}/results?with=3`)).status).toBe(404);

    const item = await a.rail.get<ItemHistory>(`${third}/items/trust`);
    expect(item.body.rounds.map((one) => one.number)).toEqual([1, 2, 3]);
    expect(item.body.rounds[2]?.result).toEqual(before.body.snapshot.items[0]);
    // As of the round it is read from.
    expect((await a.rail.get<ItemHistory>(`${second}/items/trust`)).body.rounds.map((one) => one.number)).toEqual([
      1, 2,
    ]);
    expect((await a.rail.get(`${third}/items/nothing`)).status).toBe(404);
    const open = await openRound(a.north, a.path);
    expect((await a.rail.get(`${a.path}/rounds/${open.id}/items/trust`)).status).toBe(409);
  });

  test('as a file say exactly what the API says, and nothing in it runs', async () => {
    const north = await t.person('Astrid Moen');
    const evil = [`=HYPERLINK("http://evil.example";"a,b")`, `@SUM(1+1)*cmd|' /C calc'!A0`] as const;
    const started = await north.post<Partnership>('/partnerships', {
      name: 'Formula Works',
      kind: 'other',
      mine: { organisation: evil[0], role: 'lead' },
      others: [{ organisation: evil[1], people: [{ name: 'E', email: 'e@evil.example', role: 'lead' }] }],
    });
    const path = `/partnerships/${started.body.id}`;
    const parties = started.body.parties;
    for (const [i, party] of parties.entries()) await addPeople(north, path, party.id, 6, `P${i}`);
    // Only my own party is in; the round is of both once the other has come in.
    await t.sql('update party set accepted_at = created_at where partnership_id = $1', [started.body.id]);
    const round = await openRound(north, path, { roles: ['member'] });
    const secrets = await t.sql('select secret from round_key where round_id = $1', [round.id]);
    const people = await t.sql('select participant_id from round_invitation where round_id = $1', [round.id]);
    const { tokenOf } = await import('./ballots.ts');
    for (const [i, row] of people.rows.entries())
      await answer(t, round.id, tokenOf(secrets.rows[0].secret, round.id, row.participant_id), (item) =>
        item === 3 ? null : ((i + item) % 5) + 1,
      );
    await north.post(`${path}/rounds/${round.id}/close`);
    const { body } = await north.get<Results>(`${path}/rounds/${round.id}/results`);
    const file = await north.get<string>(`${path}/rounds/${round.id}/results.csv`);
    expect(file.status).toBe(200);
    expect(file.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).toBe('attachment; filename="round-1.csv"');
    const text = file.body as unknown as string;
    expect(text.startsWith('\uFEFF')).toBe(true);
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];

    const nameOf = new Map(parties.map((party) => [party.id, party.name]));
    const expected = body.snapshot.items.flatMap((item) =>
      [
        ...item.cells.map((cell) => ({
          ...cell,
          group: `'${cell.parties.map((id) => nameOf.get(id)).join(' + ')}`,
          status: cell.flag ? 'discuss' : '',
        })),
        ...(item.total ? [{ ...item.total, group: 'everyone', status: item.status ?? '' }] : []),
      ].map((group) => ({
        item: item.key,
        text: body.instrument.items.find((one) => one.key === item.key)?.text['en'],
        group: group.group,
        answers: `${group.n}`,
        invited: `${group.invited}`,
        average: group.shown,
        'lowest possible': `${group.bounds.low}`,
        'highest possible': `${group.bounds.high}`,
        status: group.status,
      })),
    );
    expect(rows).toEqual(expected);
    // Nobody rated the fourth item: it has no line, as it has no figure.
    expect(body.snapshot.items[3]).toMatchObject({ cells: [], total: null });
    expect(new Set(rows.map((row) => row['group']))).toEqual(new Set([`'${evil[0]}`, `'${evil[1]}`, 'everyone']));
    for (const field of rows.flatMap((row) => Object.values(row))) expect(field).not.toMatch(/^[=+\-@\t\r]/);
  });

  test('with too few answers show nothing, in page and file alike', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    await answerAll(a, round.id, [5, 5], [1, 2]);
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    const { body } = await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`);
    for (const item of body.snapshot.items)
      expect(item).toMatchObject({ cells: [], total: null, reason: 'fewer than 5 answers' });
    const file = await a.north.get<string>(`${a.path}/rounds/${round.id}/results.csv`);
    expect((file.body as unknown as string).trim().split('\r\n')).toHaveLength(1);
    const kept = await t.sql('select cells from round_histogram where round_id = $1', [round.id]);
    expect(kept.rows).toEqual([{ cells: [] }]);
  });

  test('of a round opened for one party are of that party', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { partyIds: [a.railParty] });
    expect(round.strata).toMatchObject([{ key: 's1', parties: [a.railParty], invited: 6 }]);
    const reply: BallotReply = await fetchBallot(t, round.id, (await tokensOf(a.rail, a.path, round.id))[0] as string);
    expect(reply.parties.map((party) => party.name)).toEqual(['Railia Freight']);
    expect(await tokensOf(a.north, a.path, round.id)).toEqual([]);
  });
});

describe('the list', () => {
  test('is newest first, in pages', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    for (let i = 0; i < 3; i++) {
      const round = await openRound(a.north, a.path);
      await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
    }
    type Page = { items: Round[]; next: string | null };
    const first = await a.rail.get<Page>(`${a.path}/rounds?limit=2`);
    expect(first.body.items.map((one) => one.number)).toEqual([3, 2]);
    const second = await a.rail.get<Page>(`${a.path}/rounds?limit=2&cursor=${first.body.next}`);
    expect(second.body.items.map((one) => one.number)).toEqual([1]);
    expect(second.body.next).toBeNull();
    expect((await a.rail.get(`${a.path}/rounds?limit=0`)).status).toBe(400);
    expect((await a.rail.get(`${a.path}/rounds?colour=red`)).status).toBe(400);
    expect((await a.rail.get(`${a.path}/rounds?cursor=%21`)).status).toBe(400);
  });
});
