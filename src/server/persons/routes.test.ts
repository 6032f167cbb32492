import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Installation, Me, Partnership } from '../../domain/partnerships/contract.ts';
import type { HomeItem, HomeList } from '../../domain/partnerships/home-contract.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { alliance, openRound } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let first: TestPerson;
let firstRun: Installation;
beforeAll(async () => {
  t = await testApp();
  firstRun = must(await t.nobody.get<Installation>('/installation'));
  first = await t.person('Ada First');
});
afterAll(() => t.close());

test('the sign-in page hears that nobody is here yet, and no more than it needs', async () => {
  const { respondPage, ...rest } = firstRun;
  expect(rest).toEqual({ firstRun: true, signUp: 'open', mail: false, version: expect.stringMatching(/^\d+\./) });
  // Only where the pages are built.
  expect(respondPage ?? '0'.repeat(64)).toMatch(/^[0-9a-f]{64}$/);
  expect((await t.nobody.get<Installation>('/installation')).body.firstRun).toBe(false);
});

test('I see myself, and nobody else does', async () => {
  const me = must(await first.get<Me>('/me'));
  expect(me).toEqual({
    id: expect.any(String),
    name: 'Ada First',
    email: first.email,
    language: null,
    timeZone: null,
    administrator: true,
  });
  for (const url of ['/me', '/home'])
    expect((await t.nobody.get<Problem>(url)).body).toMatchObject({ status: 401, type: '/problems/not-signed-in' });
  expect((await t.nobody.send('PATCH', '/me', { language: 'de' })).status).toBe(401);
});

test('I choose my language and time zone: absent keeps, null clears', async () => {
  const change = async (body: object) => (await first.send<Me>('PATCH', '/me', body)).body;
  expect(await change({ language: 'de', timeZone: 'Europe/Oslo' })).toMatchObject({
    language: 'de',
    timeZone: 'Europe/Oslo',
  });
  expect(await change({})).toMatchObject({ language: 'de', timeZone: 'Europe/Oslo' });
  expect(await change({ language: null })).toMatchObject({ language: null, timeZone: 'Europe/Oslo' });
  const other = await t.person();
  expect((await other.get<Me>('/me')).body).toMatchObject({ language: null, timeZone: null, administrator: false });
});

test.each<[object]>([
  [{ administrator: true }],
  [{ name: 'Other' }],
  [{ email: 'other@example.org' }],
  [{ id: '0198c0de-0000-7000-8000-000000000000' }],
  [{ language: 'xx' }],
  [{ language: 7 }],
  [{ timeZone: 'Mars/Olympus' }],
  [{ timeZone: '' }],
  [{ timeZone: 'x'.repeat(65) }],
  [{ timeZone: "Europe/Oslo'; drop table person; --" }],
])('%j is refused with a sentence', async (body) => {
  const before = (await first.get<Me>('/me')).body;
  const reply = await first.send<Problem>('PATCH', '/me', body);
  expect([reply.status, reply.body.type]).toEqual([400, '/problems/invalid']);
  expect(reply.body.detail).toMatch(/\.$/);
  expect((await first.get<Me>('/me')).body).toEqual(before);
});

test('Home tells leads what waits for them, members what they can read, others nothing', async () => {
  const home = async (who: TestPerson, partnership: string): Promise<[HomeItem['kind'], string | null][]> =>
    must(await who.get<{ items: HomeItem[] }>('/home'))
      .items.filter((item) => item.partnershipId === partnership)
      .map((item) => [item.kind, item.detail]);
  const founder = await t.person();
  const waiting = must(
    await founder.post<Partnership>('/partnerships', {
      name: 'Waiting',
      kind: 'other',
      mine: { organisation: 'Ours', role: 'lead' },
      others: [{ organisation: 'Theirs', people: [] }],
    }),
  );
  expect(await home(founder, waiting.id)).toEqual([['party-waiting', 'Theirs']]);

  const { north, rail, path, partnership } = await alliance(t, { north: 6, rail: 6 });
  expect(await home(north, partnership.id)).toEqual([['no-round-yet', null]]);
  const round = await openRound(north, path);
  for (const lead of [north, rail]) expect(await home(lead, partnership.id)).toEqual([['round-open', '1']]);
  must(await rail.post(`${path}/rounds/${round.id}/close`));
  for (const lead of [north, rail]) expect(await home(lead, partnership.id)).toEqual([['results-open', '0']]);
  expect(await home(founder, partnership.id)).toEqual([]);
  expect(await home(first, partnership.id)).toEqual([]);
  // Results stop being news.
  t.clock.pass({ hours: 24 * 61 });
  expect(await home(north, partnership.id)).toEqual([]);
});

test('Home comes in pages, newest first, and follows a change of role', async () => {
  const { north, path, partnership } = await alliance(t, { north: 6, rail: 6 });
  const others = [];
  for (const name of ['Second', 'Third']) {
    t.clock.pass({ hours: 1 });
    others.push(
      must(
        await north.post<Partnership>('/partnerships', {
          name,
          kind: 'other',
          mine: { organisation: 'Ours', role: 'lead' },
          others: [{ organisation: 'Theirs', people: [] }],
        }),
      ).id,
    );
  }
  const read = async (query: string) => must(await north.get<HomeList>(`/home${query}`));
  const whole = await read('');
  expect(whole.items.map((item) => item.partnershipId)).toEqual([...others.toReversed(), partnership.id]);
  expect([whole.partnerships, whole.next]).toEqual([true, null]);
  const first = await read('?limit=2');
  expect(first.items.map((item) => item.partnershipId)).toEqual(others.toReversed());
  const second = await read(`?limit=2&cursor=${first.next}`);
  expect(second.items.map((item) => item.partnershipId)).toEqual([partnership.id]);
  expect(second.next).toBeNull();
  expect((await north.get('/home?cursor=bm8')).status).toBe(400);

  // A lead is told that nobody has been asked yet; a member is not.
  const me = must(
    await north.get<{ items: { id: string; version: number; name: string; role: string }[] }>(
      `${path}/participants?limit=200`,
    ),
  ).items.find((one) => one.role === 'lead') as { id: string; version: number };
  const become = (role: string, version: number) =>
    north.send('PATCH', `${path}/participants/${me.id}`, { role }, { 'if-match': `"${version}"` });
  expect((await become('sponsor', me.version)).status).toBe(200);
  expect((await read('')).items.map((item) => item.partnershipId)).toContain(partnership.id);
});

test('kept replies to creating requests are forgotten after two days', async () => {
  const person = await t.person();
  const wish = {
    name: 'Once',
    kind: 'other',
    mine: { organisation: 'A', role: 'lead' },
    others: [{ organisation: 'B', people: [] }],
  };
  must(await person.post<Partnership>('/partnerships', wish, { 'idempotency-key': 'forget-me-later' }));
  const kept = async () =>
    (await t.sql(`select count(*)::int as n from idempotency_key where route = 'POST /api/v1/partnerships'`)).rows[0].n;
  await t.services.jobs.run('sweep');
  expect(await kept()).toBe(1);
  t.clock.pass({ hours: 49 });
  await t.services.jobs.run('sweep');
  expect(await kept()).toBe(0);
});
