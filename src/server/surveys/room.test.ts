import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Participant } from '../../domain/partnerships/contract.ts';
import type { BallotReply, OwnLink, Results, Round } from '../../domain/surveys/contract.ts';
import { readRoomLink } from '../../domain/surveys/room.ts';
import type { Room, RoomReply } from '../../domain/surveys/room-contract.ts';
import { type Client, signUp, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, openRound } from '../testing/factories.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ env: { PUBLIC_URL: 'https://entente.test' } });
});
afterAll(() => t.close());

const problem = (reply: { body: unknown }) => reply.body as Problem;
const secret = () => randomBytes(32).toString('base64url');

/** What a phone reads from the code on the screen. */
async function codeOf(who: Client, path: string, round: string) {
  const { body } = await who.get<Room>(`${path}/rounds/${round}/room`);
  const url = new URL(body.link as string);
  return readRoomLink(url.pathname, url.hash) as NonNullable<ReturnType<typeof readRoomLink>>;
}
const sit = (round: string, room: string, group: string, token = secret()) =>
  t.nobody.post<{ seated: boolean }>('/respond/seats', { round, room, group, token });

async function roomRound(people = { north: 6, rail: 6 }, wish: object = {}) {
  const a = await alliance(t, people);
  const round = await openRound(a.north, a.path, { room: true, closesAt: '2026-11-02T12:00', ...wish });
  return { a, round, at: `${a.path}/rounds/${round.id}`, code: await codeOf(a.north, a.path, round.id) };
}

async function facilitator(a: Alliance, role = 'facilitator'): Promise<TestPerson> {
  const email = `${role}.${Math.random().toString(36).slice(2)}@example.org`;
  const wish = { partyId: a.northParty, name: 'Frida Falk', email, role };
  const { body } = await a.north.post<Participant>(`${a.path}/participants`, wish);
  const { link } = (await a.north.post<{ link: string }>(`${a.path}/participants/${body.id}/invitation`)).body as never;
  const person = await signUp(t.app, 'Frida Falk', email);
  await person.post('/invitations/accept', { token: (link as string).split('#')[1] });
  return person;
}

test.each(['sealed', 'confidential'] as const)('twenty people answer in one room, %s', async (level) => {
  const { a, round, at, code } = await roomRound({ north: 10, rail: 10 }, { level });
  expect(round).toMatchObject({ room: true, level, invited: 20, reminders: { first: null, last: null } });
  expect(round.can).toMatchObject({ links: false, room: true });
  // Nobody has a link of their own, and no letter went out.
  expect((await t.sql('select count(*)::int as n from round_invitation where round_id = $1', [round.id])).rows).toEqual(
    [{ n: 0 }],
  );
  expect((await t.sql('select count(*)::int as n from mail where round_id = $1', [round.id])).rows).toEqual([{ n: 0 }]);
  expect((await a.north.get<OwnLink>(`${at}/my-link`)).body).toEqual({ link: null, none: 'room' });

  const seen = await t.nobody.post<RoomReply>('/respond/rooms', { round: round.id, room: code.room });
  expect(seen.body.parties.map(({ name, group }) => [name, group])).toEqual([
    ['Nordhavn Terminals', 's1'],
    ['Railia Freight', 's2'],
  ]);
  expect(code.keys).toEqual(
    level === 'sealed' ? (round.ballots?.strata ?? []).map(({ fingerprint }) => fingerprint) : [],
  );
  for (const [group, rating] of [
    ['s1', 4],
    ['s2', 2],
  ] as const)
    for (let person = 0; person < 9; person++) {
      const token = secret();
      expect((await sit(round.id, code.room, group, token)).status).toBe(200);
      // From here on everything is as with a link of one's own.
      const opened = await t.nobody.post<BallotReply>('/respond/ballots', { round: round.id, token });
      expect(opened.body).toMatchObject({ state: 'open', language: null, level });
      expect((await answer(t, round.id, token, rating)).status).toBe(200);
    }
  const room = await a.rail.get<Room>(`${at}/room`);
  expect(room.body.groups).toEqual([
    { key: 's1', parties: [a.northParty], seats: 10, taken: 9 },
    { key: 's2', parties: [a.railParty], seats: 10, taken: 9 },
  ]);
  expect((await a.north.get<Round>(at)).body.strata.map((one) => one.fetched)).toEqual([9, 9]);

  const closed = await a.north.post<Round>(`${at}/close`);
  expect(closed.body.strata.map((one) => one.answered)).toEqual([9, 9]);
  if (level === 'sealed') expect(closed.body.ballots).toMatchObject({ addsUp: true });
  const { body } = await a.rail.get<Results>(`${at}/results`);
  expect(body.snapshot.items[0]?.cells.map((cell) => cell.shown)).toEqual(['4.0', '2.0']);
  expect((await t.sql('select * from round_seat where round_id = $1', [round.id])).rows).toEqual([]);
  expect((await sit(round.id, code.room, 's1')).status).toBe(410);
  expect((await t.nobody.post<RoomReply>('/respond/rooms', { round: round.id, room: code.room })).body).toMatchObject({
    state: 'closed',
    parties: [],
  });
  expect((await a.rail.get<Room>(`${at}/room`)).body.link).toBeNull();
});

test('thirty phones at once for twenty seats: twenty sit, ten are told', async () => {
  const { round, at, a, code } = await roomRound({ north: 20, rail: 5 });
  const replies = await Promise.all(Array.from({ length: 30 }, () => sit(round.id, code.room, 's1')));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
  const refused = replies.filter(({ status }) => status !== 200);
  expect(refused).toHaveLength(10);
  for (const reply of refused)
    expect(problem(reply)).toMatchObject({
      type: '/problems/seats-taken',
      detail: expect.stringMatching(/^All seats/),
    });
  const { body } = await a.north.get<Room>(`${at}/room`);
  expect(body.groups.map(({ seats, taken }) => [seats, taken])).toEqual([
    [20, 20],
    [5, 0],
  ]);
  expect((await t.sql('select count(*)::int as n from round_seat where round_id = $1', [round.id])).rows[0].n).toBe(20);
});

test('one device is one seat, however often and at once it asks', async () => {
  const { round, at, a, code } = await roomRound();
  const token = secret();
  const replies = await Promise.all(Array.from({ length: 12 }, () => sit(round.id, code.room, 's2', token)));
  expect(replies.map(({ status }) => status)).toEqual(new Array(12).fill(200));
  const elsewhere = await sit(round.id, code.room, 's1', token);
  expect([elsewhere.status, problem(elsewhere).type]).toEqual([409, '/problems/seated-elsewhere']);
  expect((await a.north.get<Room>(`${at}/room`)).body.groups.map(({ taken }) => taken)).toEqual([0, 1]);
});

test('a whole meeting behind one address is not counted, so nobody is turned away', async () => {
  const { round, code } = await roomRound({ north: 5, rail: 5 });
  for (const reply of [
    await t.nobody.post('/respond/rooms', { round: round.id, room: code.room }),
    await sit(round.id, code.room, 's1'),
    await t.nobody.post('/respond/ballots', { round: round.id, token: secret() }),
  ])
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
});

test('people on paper have a sheet and no seat', async () => {
  const a = await alliance(t, { north: 6, rail: 6 });
  const list = await a.north.get<{ items: Participant[] }>(`${a.path}/participants?limit=200`);
  const one = list.body.items.find(({ name }) => name === 'North 1');
  await a.north.post(`${a.path}/paper`, { participantId: one?.id, paper: true });
  const round = await openRound(a.north, a.path, { room: true, closesAt: '2026-11-02T12:00' });
  const { body } = await a.north.get<Room>(`${a.path}/rounds/${round.id}/room`);
  expect(body.groups.map(({ seats }) => seats)).toEqual([5, 6]);
  expect((await a.north.get<Round>(`${a.path}/rounds/${round.id}`)).body.paper).toEqual({ people: 1, entered: 0 });
});

test('small parties sit together: the group is all that is asked and kept', async () => {
  const { round, code, a } = await roomRound({ north: 3, rail: 3 });
  const { body } = await t.nobody.post<RoomReply>('/respond/rooms', { round: round.id, room: code.room });
  expect(body.parties.map(({ group }) => group)).toEqual(['s1', 's1']);
  expect((await sit(round.id, code.room, 's1')).status).toBe(200);
  const { rows } = await t.sql('select * from round_seat where round_id = $1', [round.id]);
  expect(Object.keys(rows[0])).toEqual(['partnership_id', 'round_id', 'token_hash', 'stratum']);
  expect((await a.rail.get<Room>(`${a.path}/rounds/${round.id}/room`)).body.groups).toHaveLength(1);
});

describe('the room', () => {
  test('ends when its holder says so, and opens again under another code; who sits keeps the seat', async () => {
    const { a, round, at, code } = await roomRound();
    const token = secret();
    await sit(round.id, code.room, 's1', token);
    const ended = await a.rail.post<Room>(`${at}/room`, { open: false });
    expect([ended.status, ended.body.link]).toEqual([200, null]);
    expect((await sit(round.id, code.room, 's1')).status).toBe(404);
    expect((await t.nobody.post('/respond/rooms', { round: round.id, room: code.room })).status).toBe(404);
    expect((await answer(t, round.id, token, 5)).status).toBe(200);
    const twice = await a.rail.post(`${at}/room`, { open: false });
    expect([twice.status, problem(twice).type]).toEqual([409, '/problems/room']);

    expect((await a.north.post<Room>(`${at}/room`, { open: true })).body.link).not.toBeNull();
    const again = await codeOf(a.north, a.path, round.id);
    expect(again.room).not.toBe(code.room);
    expect((await sit(round.id, code.room, 's1')).status).toBe(404);
    expect((await sit(round.id, again.room, 's1')).status).toBe(200);
    const told = await a.north.get<{ items: { type: string }[] }>(`${a.path}/record`);
    expect(told.body.items.slice(0, 2).map(({ type }) => type)).toEqual(['room.opened', 'room.ended']);
    await a.north.post(`${at}/cancel`);
    const late = await a.north.post(`${at}/room`, { open: false });
    expect([late.status, problem(late).type]).toEqual([409, '/problems/round-over']);
  });

  test('a facilitator holds it and closes the round; members do neither; strangers find nothing', async () => {
    const { a, at } = await roomRound();
    const b = await alliance(t);
    const [frida, mia] = [await facilitator(a), await facilitator(a, 'member')];
    for (const [method, body] of [
      ['GET', undefined],
      ['POST', { open: false }],
    ] as const) {
      expect((await t.nobody.send(method, `${at}/room`, body)).status).toBe(401);
      expect((await b.north.send(method, `${at}/room`, body)).status).toBe(404);
      expect((await b.north.send(method, at.replace(a.path, b.path).concat('/room'), body)).status).toBe(404);
      const member = await mia.send(method, `${at}/room`, body);
      expect([member.status, problem(member).type]).toEqual([403, '/problems/not-allowed']);
    }
    expect((await a.north.send('POST', `${at}/room`, { open: 'no' })).status).toBe(400);
    expect((await frida.get<Round>(at)).body.can).toMatchObject({
      room: true,
      close: true,
      extend: false,
      cancel: false,
    });
    expect((await mia.get<Round>(at)).body.can).toMatchObject({ room: false, close: false });
    expect((await frida.get<Room>(`${at}/room`)).status).toBe(200);
    expect((await mia.post(`${at}/close`)).status).toBe(403);
    expect((await frida.post(`${at}/cancel`)).status).toBe(403);
    expect((await frida.post(`${at}/close`)).status).toBe(200);
  });

  test('is not beside links of one’s own: a round has the one or the other', async () => {
    const a = await alliance(t, { north: 5, rail: 5 });
    const round = await openRound(a.north, a.path);
    const none = await a.north.get(`${a.path}/rounds/${round.id}/room`);
    expect([none.status, problem(none).type]).toEqual([409, '/problems/no-room']);
    expect((await a.north.post(`${a.path}/rounds/${round.id}/room`, { open: true })).status).toBe(409);
    expect((await sit(round.id, secret(), 's1')).status).toBe(404);
    expect(round.room).toBe(false);
    // Whoever facilitates looks on in such a round.
    expect((await (await facilitator(a)).post(`${a.path}/rounds/${round.id}/close`)).status).toBe(403);
  });

  test('a wrong code, group or device finds nothing', async () => {
    const { round, code } = await roomRound();
    expect((await sit(round.id, secret(), 's1')).status).toBe(404);
    expect((await sit(round.id, code.room, 's9')).status).toBe(404);
    expect((await sit('018f3f3e-0000-7000-8000-000000000000', code.room, 's1')).status).toBe(404);
    expect((await sit(round.id, code.room, 's1', 'short')).status).toBe(400);
    expect((await t.nobody.post('/respond/rooms', { round: round.id, room: secret() })).status).toBe(404);
    expect((await t.nobody.post('/respond/ballots', { round: round.id, token: secret() })).status).toBe(404);
  });

  test('extending it asks nobody to be reminded', async () => {
    const { a, round, at } = await roomRound();
    const wish = { closesAt: '2026-11-13T17:00' };
    expect((await a.north.patch<Round>(at, 1, wish)).body.reminders).toEqual({ first: null, last: null });
    expect((await t.sql('select remind_at from round where id = $1', [round.id])).rows[0].remind_at).toBeNull();
  });
});
