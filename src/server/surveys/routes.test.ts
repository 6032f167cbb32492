import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { alliance, answer, openRound, tokensOf } from '../testing/factories.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

test('two parties run a round and see the same results when it closes', async () => {
  const a = await alliance(t, { north: 6, rail: 6 });
  const round = await openRound(a.north, a.path);
  expect(round).toMatchObject({ number: 1, state: 'open', k: 5, invited: 12 });
  expect(round.strata.map((stratum) => stratum.invited)).toEqual([6, 6]);

  const north = await tokensOf(a.north, a.path, round.id);
  const rail = await tokensOf(a.rail, a.path, round.id);
  expect(north).toHaveLength(6);
  expect(rail).toHaveLength(6);
  const scores = { north: [4, 4, 3, 5, 2, 4], rail: [2, 3, 3, 2, 4, 1] };
  for (const [i, token] of north.entries())
    expect((await answer(t, round.id, token, scores.north[i] as number)).status).toBe(200);
  for (const [i, token] of rail.entries())
    expect((await answer(t, round.id, token, scores.rail[i] as number)).status).toBe(200);

  const during = await a.rail.get<Round>(`${a.path}/rounds/${round.id}`);
  expect(during.body.strata.map((stratum) => [stratum.fetched, stratum.answered])).toEqual([
    [6, null],
    [6, null],
  ]);
  expect((await a.rail.get(`${a.path}/rounds/${round.id}/results`)).status).toBe(409);

  expect((await a.rail.post(`${a.path}/rounds/${round.id}/close`)).status).toBe(200);
  const [mine, theirs] = [
    await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`),
    await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`),
  ];
  expect(mine.status).toBe(200);
  expect(theirs.body.snapshot).toEqual(mine.body.snapshot);
  const item = mine.body.snapshot.items[0];
  expect(item?.cells.map((cell) => cell.shown)).toEqual(['3.7', '2.5']);
  expect(item?.total?.shown).toBe('3.1');
  const left = await t.sql(
    'select (select count(*) from answer)::int as answers, (select count(*) from round_key)::int as keys',
  );
  expect(left.rows[0]).toEqual({ answers: 0, keys: 0 });
});
