import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Participant, RecordEvent } from '../../domain/partnerships/contract.ts';
import type { HomeItem } from '../../domain/partnerships/home-contract.ts';
import { newId } from '../platform/id.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, openRound } from '../testing/factories.ts';
import { another, join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
let member: TestPerson;
let observer: TestPerson;
let memberId: string;
let railLead: string;
let northLead: string;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  const add = async (name: string, role: string) => {
    const row = must(await a.rail.post<Participant>(`${a.path}/participants`, { partyId: a.railParty, name, role }));
    return { id: row.id, person: await join(t, a.rail, a.path, row, null) };
  };
  const mia = await add('Mia Member', 'member');
  member = mia.person;
  memberId = mia.id;
  observer = (await add('Olav Observer', 'observer')).person;
  const { items } = must(await a.rail.get<{ items: Participant[] }>(`${a.path}/participants`));
  railLead = items.find((one) => one.name === 'Sanna Åkesson')?.id as string;
  northLead = items.find((one) => one.name === 'Astrid Moen')?.id as string;
});
afterAll(() => t.close());

const wish = (over: object = {}) => ({ text: 'Call the yard', ownerId: railLead, dueOn: '2026-11-10', ...over });
const add = async (over: object = {}, who: TestPerson = a.north) =>
  must(await who.post<Action>(`${a.path}/actions`, wish(over)));
const list = async (query = '') => must(await a.north.get<{ items: Action[] }>(`${a.path}/actions${query}`)).items;
const one = (id: string) => `${a.path}/actions/${id}`;

describe('agreeing', () => {
  test('across parties, with an owner and a day', async () => {
    const made = await add();
    expect(made).toMatchObject({
      owner: { id: railLead, name: 'Sanna Åkesson', partyId: a.railParty, left: false, me: false },
      by: { name: 'Astrid Moen', partyId: a.northParty, guest: false },
      state: 'open',
      late: false,
      review: null,
      can: { edit: true },
      version: 1,
    });
    const { items } = must(await a.rail.get<{ items: Action[] }>(`${a.path}/actions`));
    expect(items.find((each) => each.id === made.id)?.owner.me).toBe(true);
    const { items: events } = must(await a.rail.get<{ items: RecordEvent[] }>(`${a.path}/record`));
    expect(events[0]).toMatchObject({
      type: 'action.added',
      subject: { type: 'action', id: made.id, label: 'Call the yard' },
      after: { owner: 'Sanna Åkesson', dueOn: '2026-11-10' },
    });
  });

  test('is refused to those who may not, and without what it needs', async () => {
    const path = `${a.path}/actions`;
    expect((await t.nobody.get(path)).status).toBe(401);
    expect((await t.nobody.post(path, wish())).status).toBe(401);
    expect((await (await t.person()).get(path)).status).toBe(404);
    expect((await (await t.person()).post(path, wish())).status).toBe(404);
    expect((await observer.post(path, wish())).status).toBe(403);
    expect((await observer.get(path)).status).toBe(200);
    for (const body of [
      wish({ text: ' ' }),
      wish({ text: 'x'.repeat(301) }),
      wish({ ownerId: newId() }),
      wish({ dueOn: '2026-11-01' }),
      wish({ dueOn: '2026-02-30' }),
      wish({ dueOn: undefined }),
      wish({ state: 'done' }),
    ])
      expect((await a.north.post(path, body)).status, JSON.stringify(body)).toBe(400);
    expect((await a.north.get(`${path}?state=doing`)).status).toBe(400);
    expect((await a.north.get(`${path}?cursor=${Buffer.from('x').toString('base64url')}`)).status).toBe(400);
  });

  test('the same submission twice is one action', async () => {
    const key = { 'idempotency-key': newId() };
    const path = `${a.path}/actions`;
    const both = await Promise.all([
      a.north.post<Action>(path, wish({ text: 'Once' }), key),
      a.north.post<Action>(path, wish({ text: 'Once' }), key),
    ]);
    expect(both[0].body.id).toBe(both[1].body.id);
    expect((await list()).filter((each) => each.text === 'Once')).toHaveLength(1);
  });

  test('somebody of another partnership cannot be given anything here', async () => {
    const place = await another(a);
    expect((await a.north.post(`${place.path}/actions`, wish({ ownerId: memberId }))).status).toBe(400);
  });
});

describe('changing', () => {
  test('is for its owner, its author, and those who look after it', async () => {
    const theirs = await add();
    const path = one(theirs.id);
    expect((await t.nobody.send('PATCH', path, {}, { 'if-match': '"1"' })).status).toBe(401);
    expect((await (await t.person()).patch(path, 1, { text: 'x' })).status).toBe(404);
    expect((await member.patch(path, 1, { text: 'x' })).status).toBe(403);
    expect((await observer.patch(path, 1, { state: 'done' })).status).toBe(403);
    expect((await a.north.send('PATCH', path, { text: 'x' })).status).toBe(428);
    for (const body of [{ text: '' }, { ownerId: newId() }, { dueOn: '2020-01-01' }, { state: 'doing' }])
      expect((await a.north.patch(path, 1, body)).status).toBe(400);
    expect((await a.north.patch(one(newId()), 1, { text: 'x' })).status).toBe(404);
    const place = await another(a);
    expect((await a.north.patch(`${place.path}/actions/${theirs.id}`, 1, { text: 'x' })).status).toBe(404);
    const own = await add({ ownerId: memberId });
    expect(must(await member.patch<Action>(one(own.id), 1, { state: 'done' })).state).toBe('done');
    const written = await add({}, member);
    expect(must(await member.patch<Action>(one(written.id), 1, { text: 'Call twice' })).text).toBe('Call twice');
  });

  test('done, open again, dropped: each with its trace', async () => {
    const made = await add();
    const path = one(made.id);
    const done = must(await a.rail.patch<Action>(path, 1, { state: 'done' }));
    expect(done).toMatchObject({
      state: 'done',
      closedAt: new Date(t.clock.now().toString()).toISOString(),
      late: false,
    });
    expect((await list('?state=open')).some((each) => each.id === made.id)).toBe(false);
    expect((await list('?state=done')).some((each) => each.id === made.id)).toBe(true);
    const open = must(await a.rail.patch<Action>(path, 2, { state: 'open' }));
    expect(open).toMatchObject({ state: 'open', closedAt: null });
    must(await a.north.patch(path, 3, { state: 'dropped' }));
    const { items } = must(await a.rail.get<{ items: RecordEvent[] }>(`${a.path}/record?limit=4`));
    expect(items.map((each) => each.type)).toEqual([
      'action.dropped',
      'action.reopened',
      'action.done',
      'action.added',
    ]);
  });

  test('two at once: one changes it, the other sees what it is now', async () => {
    const made = await add();
    const replies = await Promise.all([
      a.north.patch<Action>(one(made.id), 1, { state: 'done' }),
      a.rail.patch<Action>(one(made.id), 1, { dueOn: '2026-12-24' }),
    ]);
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, 412]);
    const lost = replies.find((reply) => reply.status === 412)?.body as unknown as { current: Action };
    expect(lost.current.version).toBe(2);
  });

  test('what changes nothing leaves no trace, and still minds the version', async () => {
    const made = await add();
    expect(
      must(await a.north.patch<Action>(one(made.id), 1, { text: 'Call the yard', ownerId: railLead })).version,
    ).toBe(1);
    expect((await a.north.patch(one(made.id), 9, { text: 'Call the yard' })).status).toBe(412);
  });
});

describe('late', () => {
  test('is what is open when its day is over, and only that', async () => {
    const made = await add({ text: 'Soon over', dueOn: '2026-11-02' });
    const find = async () => (await list()).find((each) => each.id === made.id);
    expect((await find())?.late).toBe(false);
    t.clock.set('2026-11-03T00:00:00Z');
    expect((await find())?.late).toBe(true);
    must(await a.rail.patch(one(made.id), 1, { state: 'done' }));
    expect((await find())?.late).toBe(false);
    t.clock.set('2026-11-02T09:00:00Z');
  });
});

describe('on Home', () => {
  const home = async (who: TestPerson) =>
    must(await who.get<{ items: HomeItem[] }>('/home')).items.filter((item) => item.kind.startsWith('action'));

  test('stands what I agreed to, and not what others did', async () => {
    const place = await another(a);
    const { items } = must(await a.rail.get<{ items: Participant[] }>(`${place.path}/participants`));
    const sanna = items.find((each) => each.name === 'Sanna Åkesson')?.id as string;
    const made = must(
      await a.north.post<Action>(
        `${place.path}/actions`,
        wish({ text: 'Home first', ownerId: sanna, dueOn: '2026-11-04' }),
      ),
    );
    const mine = (await home(a.rail)).find((item) => item.actionId === made.id);
    expect(mine).toMatchObject({
      kind: 'action-open',
      detail: 'Home first',
      dueOn: '2026-11-04',
      partnershipId: place.partnership.id,
    });
    expect((await home(a.north)).some((item) => item.actionId === made.id)).toBe(false);
    t.clock.set('2026-11-05T09:00:00Z');
    expect((await home(a.rail)).find((item) => item.actionId === made.id)?.kind).toBe('action-late');
    must(await a.rail.patch(`${place.path}/actions/${made.id}`, 1, { state: 'done' }));
    expect((await home(a.rail)).some((item) => item.actionId === made.id)).toBe(false);
    t.clock.set('2026-11-02T09:00:00Z');
  });

  test('is late there when it is late in its list: by the day of the partnership, not of whoever looks', async () => {
    const far = await alliance(t, { north: 5, rail: 5 });
    must(await far.north.send('PATCH', '/me', { timeZone: 'Pacific/Auckland' }));
    const dueOn = '2026-11-04';
    const mine = { ...wish({ text: 'By the day there', dueOn }), ownerId: far.partnership.myParticipantId };
    const made = must(await far.north.post<Action>(`${far.path}/actions`, mine));
    const late = async () => {
      const listed = must(await far.north.get<{ items: Action[] }>(`${far.path}/actions`)).items;
      const shown = (await home(far.north)).find((item) => item.actionId === made.id)?.kind === 'action-late';
      return [listed.find((each) => each.id === made.id)?.late, shown];
    };
    // The next day in Auckland; then in Oslo, and not yet in UTC.
    t.clock.set('2026-11-04T12:00:00Z');
    expect(await late()).toEqual([false, false]);
    await openRound(far.north, far.path, { timeZone: 'Europe/Oslo' });
    expect(await late()).toEqual([false, false]);
    t.clock.set('2026-11-04T23:30:00Z');
    expect(await late()).toEqual([true, true]);
    const round = must(await far.north.get<{ items: { id: string }[] }>(`${far.path}/rounds`)).items[0]?.id;
    must(await far.north.post(`${far.path}/rounds/${round}/close`));
    expect(await late()).toEqual([true, true]);
    t.clock.set('2026-11-02T09:00:00Z');
  });

  test('follows the person: who comes in finds what waits, who leaves owes nothing any more', async () => {
    const row = must(
      await a.rail.post<Participant>(`${a.path}/participants`, {
        partyId: a.railParty,
        name: 'Nils New',
        role: 'member',
      }),
    );
    const made = await add({ text: 'Waits for Nils', ownerId: row.id });
    const nils = await join(t, a.rail, a.path, row, null);
    expect((await home(nils)).map((item) => item.actionId)).toEqual([made.id]);
    must(await a.rail.patch(`${a.path}/participants/${row.id}`, row.version + 1, { leftOn: '2026-11-02' }));
    expect(await home(nils)).toEqual([]);
    const left = (await list()).find((each) => each.id === made.id);
    expect(left?.owner.left).toBe(true);
    // Somebody else takes it over.
    must(await a.rail.patch(one(made.id), 1, { ownerId: northLead }));
    expect((await home(a.north)).some((item) => item.actionId === made.id)).toBe(true);
    expect((await a.rail.patch(one(made.id), 2, { ownerId: row.id })).status).toBe(400);
  });
});
