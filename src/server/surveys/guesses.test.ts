import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { BallotReply, Results, Round, RoundPreview } from '../../domain/surveys/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 6, rail: 6 });
});
afterAll(() => t.close());

const wish = (more: object = {}) => ({
  closesAt: t.clock.now().add({ hours: 120 }).toString().slice(0, 16),
  guess: true,
  // Here one link answers several times, to see what counts; a sealed one gets one ballot.
  level: 'confidential',
  ...more,
});
const close = (round: Round) => a.north.post(`${a.path}/rounds/${round.id}/close`);
const resultsOf = async (round: Round) => must(await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`));

test('each side guesses the other; results show what was guessed beside what was said, by the same rule', async () => {
  const round = await openRound(a.north, a.path, wish());
  expect(round.guess).toBe(true);
  const [north, rail] = [await tokensOf(a.north, a.path, round.id), await tokensOf(a.rail, a.path, round.id)];
  expect((await fetchBallot(t, round.id, north[0] as string)).guessAbout).toEqual(['Railia Freight']);
  expect((await fetchBallot(t, round.id, rail[0] as string)).guessAbout).toEqual(['Nordhavn Terminals']);
  for (const token of north) must(await answer(t, round.id, token, 4, {}, () => 4));
  // Of the rail four guess: fewer than the round promises.
  for (const [n, token] of rail.entries()) must(await answer(t, round.id, token, 2, {}, n < 4 ? () => 3 : undefined));
  // Everything in one answer: the same again is the same, other guesses are another answer.
  const token = north[0] as string;
  expect((await answer(t, round.id, token, 4, {}, () => 4)).status).toBe(200);
  expect((await answer(t, round.id, token, 4, {}, () => 5)).status).toBe(409);
  must(await close(round));
  const { snapshot } = await resultsOf(round);
  // Sides merged by too few guesses are shown on neither side.
  expect(snapshot.items.every((item) => item.guesses?.length === 0 && item.cells.length === 2)).toBe(true);
});

test('guessed too high, too low, and turned round together with the answers', async () => {
  const round = await openRound(a.north, a.path, wish({ instrument: 'attributes' }));
  const [north, rail] = [await tokensOf(a.north, a.path, round.id), await tokensOf(a.rail, a.path, round.id)];
  for (const token of north) must(await answer(t, round.id, token, 4, {}, () => 3));
  for (const token of rail) must(await answer(t, round.id, token, 2, {}, () => 3));
  must(await close(round));
  const { snapshot } = await resultsOf(round);
  const directions = (key: string) =>
    snapshot.items.find((item) => item.key === key)?.guesses?.map(({ by, gap }) => [by[0], gap.direction, gap.shown]);
  expect(directions('say-needs')).toEqual([
    [a.northParty, 'higher', '1.0'],
    [a.railParty, 'lower', '1.0'],
  ]);
  // A low answer is the good one there, so what was guessed too high is too low.
  expect(directions('keep-back')).toEqual([
    [a.northParty, 'lower', '1.0'],
    [a.railParty, 'higher', '1.0'],
  ]);
  const csv = (await a.north.get<string>(`${a.path}/rounds/${round.id}/results.csv`)).body;
  expect(csv).toMatch(/say-needs,.*Nordhavn Terminals guesses Railia Freight,6,/);
  expect((await a.north.get(`${a.path}/rounds/${round.id}/results.pdf?kind=full`)).status).toBe(200);
  const kept = await t.sql('select guesses from answer where round_id = $1', [round.id]);
  expect(kept.rowCount).toBe(0);
});

test('a round that does not ask takes no guesses', async () => {
  const round = await openRound(a.north, a.path, wish({ guess: false }));
  const [token] = await tokensOf(a.north, a.path, round.id);
  expect((await fetchBallot(t, round.id, token as string)).guessAbout).toBeNull();
  const refused = await answer(t, round.id, token as string, 4, {}, () => 4);
  expect([refused.status, (refused.body as unknown as Problem).detail]).toEqual([
    400,
    expect.stringMatching(/does not ask how the other side answered/),
  ]);
  expect((await answer(t, round.id, token as string, 4)).status).toBe(200);
  must(await a.north.post(`${a.path}/rounds/${round.id}/cancel`));
});

test('a guess off the scale, or of what is not asked, is refused', async () => {
  const round = await openRound(a.north, a.path, wish());
  const [token] = await tokensOf(a.north, a.path, round.id);
  const { ballot } = (await t.nobody.post<BallotReply>('/respond/ballots', { round: round.id, token })).body;
  const send = (guesses: object) => t.nobody.post('/respond/answers', { ballot, ratings: { trust: 3 }, guesses });
  expect((await send({ trust: 6 })).status).toBe(400);
  expect((await send({ nothing: 3 })).status).toBe(400);
  expect((await send({ trust: 3, needs: null })).status).toBe(200);
  must(await a.north.post(`${a.path}/rounds/${round.id}/cancel`));
});

test('guessing takes two groups that can be shown apart', async () => {
  const { refused } = must(
    await a.north.post<RoundPreview>(`${a.path}/rounds/preview`, {
      instrument: 'relational',
      timeZone: 'UTC',
      ...wish({ partyIds: [a.northParty] }),
    }),
  );
  expect(refused).toMatch(/takes two groups of at least 5/);
});

test('a sheet of paper looks like the answer of somebody who did not guess', async () => {
  const b = await alliance(t, { north: 6, rail: 6 });
  const { items } = must(
    await b.north.get<{ items: { id: string; partyId: string; name: string }[] }>(`${b.path}/participants?limit=200`),
  );
  const onPaper = items.find((one) => one.partyId === b.northParty && one.name === 'North 1');
  must(await b.north.post(`${b.path}/paper`, { participantId: onPaper?.id, paper: true }));
  const round = await openRound(b.north, b.path, wish());
  const [token] = await tokensOf(b.rail, b.path, round.id);
  must(await answer(t, round.id, token as string, 3));
  const sheet = { ratings: Array(15).fill(3), comments: ['', ''] };
  must(await b.north.post(`${b.path}/rounds/${round.id}/sheets`, { stack: 'a'.repeat(24), sheets: [sheet] }));
  const { rows } = await t.sql('select distinct guesses::text, ratings::text from answer where round_id = $1', [
    round.id,
  ]);
  expect(rows).toHaveLength(1);
});
