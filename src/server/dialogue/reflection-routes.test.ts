import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Reflection } from '../../domain/dialogue/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { scoresOf } from '../../domain/surveys/profile.ts';
import { asPerson, asWorker } from '../platform/scope.ts';
import { type Client, type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
});
afterAll(() => t.close());

const list = async (who: Client, query = '') =>
  must(await who.get<{ items: Reflection[]; next: string | null }>(`/reflections?limit=200${query}`)).items;
const keep = (who: Client, over: object = {}) =>
  who.post<{ id: string } & Problem>('/reflections', {
    instrument: 'relational',
    about: a.partnership.id,
    ratings: { trust: 2, needs: null },
    comments: { keep: ' Only for me ', change: '' },
    ...over,
  });

test('a reflection is kept, repeated, read by its person alone, and deleted for good', async () => {
  const first = must(await keep(a.north));
  t.clock.pass({ hours: 24 });
  const second = must(await keep(a.north, { about: null, ratings: { trust: 4 } }));
  expect(Object.keys(first).sort()).toEqual(['at', 'id']);
  const mine = await list(a.north);
  expect(mine.map((one) => [one.id, one.ratings, one.aboutName])).toEqual([
    [second.id, { trust: 4 }, null],
    [first.id, { trust: 2, needs: null }, 'Northern Corridor Alliance'],
  ]);
  expect(mine[1]?.comments).toEqual({ keep: 'Only for me' });
  expect((await list(a.north, `&about=${a.partnership.id}`)).map((one) => one.id)).toEqual([first.id]);

  expect(await list(a.rail)).toEqual([]);
  expect((await a.rail.delete(`/reflections/${first.id}`)).status).toBe(404);
  expect((await t.nobody.get('/reflections')).status).toBe(401);
  expect((await t.nobody.delete(`/reflections/${first.id}`)).status).toBe(401);
  expect(await list(a.north)).toHaveLength(2);
  expect((await a.north.delete(`/reflections/${first.id}`)).status).toBe(200);
  expect((await a.north.delete(`/reflections/${first.id}`)).status).toBe(404);
  expect((await t.sql('select from reflection where id = $1', [first.id])).rowCount).toBe(0);
  // Nor is it in what is kept for repeated requests.
  const kept = await t.sql(`select from idempotency_key where body::text like '%Only for me%'`);
  expect(kept.rowCount).toBe(0);
});

test('partnering attributes are kept for oneself like that, apart from other reflections', async () => {
  const ratings = { 'say-needs': 4, 'tell-kindly': 5, 'keep-back': 2, 'ask-feedback': 3 };
  must(await keep(a.north, { instrument: 'attributes', about: null, ratings, comments: {} }));
  must(await keep(a.north, { about: null }));
  const mine = await list(a.north, '&instrument=attributes');
  expect(mine.map((one) => [one.instrument.key, one.ratings])).toEqual([['attributes', ratings]]);
  expect(scoresOf(mine[0]?.instrument as Instrument, ratings)[0]).toEqual({ key: 'self-disclosure', score: 4 });
  const others = await list(a.north, '&instrument=relational');
  expect(others.every((one) => one.instrument.key === 'relational')).toBe(true);
  expect(await list(a.rail, '&instrument=attributes')).toEqual([]);
  for (const one of await list(a.north)) must(await a.north.delete(`/reflections/${one.id}`));
});

test('the database shows it to its person and to no work in the background', async () => {
  must(await keep(a.rail));
  const idOf = async (email: string) => (await t.sql('select id from person where email = $1', [email])).rows[0].id;
  const rail = await idOf(a.rail.email);
  const count = (seen: unknown[]) => seen.length;
  const bare = await asPerson(t.services.db, rail, (tx) => tx.selectFrom('reflection').select('id').execute());
  expect(count(bare)).toBe(1);
  const others = await asPerson(t.services.db, await idOf(a.north.email), (tx) =>
    tx.selectFrom('reflection').select('id').where('person_id', '=', rail).execute(),
  );
  const worker = await asWorker(t.services.db, a.partnership.id, (tx) =>
    tx.selectFrom('reflection').select('id').execute(),
  );
  expect([count(others), count(worker)]).toEqual([0, 0]);
});

test.each<[string, object, RegExp]>([
  ['about a partnership of others', { about: '0198c0de-0000-7000-8000-000000000000' }, /no such partnership/],
  ['of an unknown questionnaire', { instrument: 'none' }, /no instrument/],
  ['without an answer', { ratings: {}, comments: {} }, /Nothing is answered/],
  ['out of range', { ratings: { trust: 6 } }, /from 1 to 5/],
  ['with an unknown field', { shared: true }, /not known/],
])('%s is refused', async (_, over, sentence) => {
  const reply = await keep(a.north, over);
  expect([reply.status, reply.body.detail]).toEqual([400, expect.stringMatching(sentence)]);
});
