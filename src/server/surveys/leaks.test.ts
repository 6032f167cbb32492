import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';

/** Eight ways in which products like this one have given people away, each tried on a sealed round. */
let t: TestApp;
beforeAll(async () => {
  t = await testApp({ env: { PUBLIC_URL: 'https://entente.test' } });
});
afterAll(() => t.close());

type Opened = { a: Alliance; round: Round; at: string; north: string[]; rail: string[] };
async function opened(people: { north: number; rail: number }, wish: Record<string, unknown> = {}): Promise<Opened> {
  const a = await alliance(t, people);
  const round = await openRound(a.north, a.path, wish);
  const [north, rail] = [await tokensOf(a.north, a.path, round.id), await tokensOf(a.rail, a.path, round.id)];
  return { a, round, at: `${a.path}/rounds/${round.id}`, north, rail };
}
const answerAll = async ({ round }: Opened, tokens: string[]) => {
  for (const [n, token] of tokens.entries())
    expect((await answer(t, round.id, token, (item) => 1 + ((item + n) % 5))).status).toBe(200);
};
const resultsOf = async ({ a, at }: Opened) => (await a.rail.get<Results>(`${at}/results`)).body;

test('1. a stored time: no table on the way of an answer has a column for one', async () => {
  const { rows } = await t.sql(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'
     and table_name in ('answer', 'round_claim', 'round_seal', 'round_seal_key', 'round_receipts', 'round_invitation', 'round_key')
     and data_type ~ 'time|date|interval'`,
  );
  expect(rows).toEqual([]);
  const kinds = await t.sql(
    `select relname, relpersistence from pg_class where relname in ('answer', 'round_claim') order by relname`,
  );
  // The log of changes has times of its own: who has a ballot is not in it.
  expect(kinds.rows.map((row) => row.relpersistence)).toEqual(['p', 'u']);
});

test('2. a token in the page: neither the page nor a reply holds anything of the link or of the person', async () => {
  const { a, round, north } = await opened({ north: 5, rail: 5 });
  const token = north[1] as string;
  const reply = JSON.stringify(await fetchBallot(t, round.id, token));
  const { rows } = await t.sql(
    `select p.id, p.name, c.email from participant p join contact c on c.participant_id = p.id where p.partnership_id = $1`,
    [a.partnership.id],
  );
  expect(rows.length).toBeGreaterThan(5);
  const page = await t.app.inject({ url: `/r/${round.id}` });
  for (const secret of [token, ...rows.flatMap((row) => [row.id, row.name, row.email])]) {
    expect(reply).not.toContain(secret);
    expect(page.body).not.toContain(secret);
  }
});

test('3. an option that can be reverted: what protects a round is fixed once it is open', async () => {
  const { a, round, at } = await opened({ north: 5, rail: 5 });
  for (const change of [
    { k: 4 },
    { level: 'confidential' },
    { unsealedDevices: true },
    { strata: [] },
    { roles: ['lead'] },
  ]) {
    const reply = await a.north.patch<Problem>(at, round.version, { closesAt: '2026-11-20T17:00', ...change });
    expect([reply.status, reply.body.type]).toEqual([400, '/problems/invalid']);
  }
  const now = (await a.north.get<Round>(at)).body;
  expect([now.k, now.level, now.strata, now.version]).toEqual([round.k, 'sealed', round.strata, round.version]);
});

test('4. the single answer: one of ten, and four of ten, are never shown', async () => {
  for (const answers of [1, 4]) {
    const round = await opened({ north: 5, rail: 5 });
    await answerAll(round, round.north.slice(0, answers));
    await round.a.north.post(`${round.at}/close`);
    const { snapshot } = await resultsOf(round);
    for (const item of snapshot.items) expect([item.cells, item.total, item.flag]).toEqual([[], null, null]);
    expect(snapshot.comments.every((one) => one.texts === null)).toBe(true);
    expect(snapshot.themes.every((theme) => theme.total === null)).toBe(true);
  }
});

test('5. a value hidden in the view but sent: a group that is not shown is in no reply and no file', async () => {
  const round = await opened({ north: 8, rail: 6 });
  await answerAll(round, [...round.north, ...round.rail.slice(0, 2)]);
  await round.a.north.post(`${round.at}/close`);
  const { snapshot } = await resultsOf(round);
  for (const item of snapshot.items)
    expect(item.cells.map((cell) => [...cell.parties].toSorted())).toEqual([
      [round.a.northParty, round.a.railParty].toSorted(),
    ]);
  const { rows } = await t.sql('select cells from round_histogram where round_id = $1', [round.round.id]);
  for (const cell of rows[0].cells) expect(cell.parties).toHaveLength(2);
  for (const file of ['results.json', 'results.csv']) {
    const { body, status } = await round.a.rail.get<unknown>(`${round.at}/${file}`);
    expect(status).toBe(200);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    // Answers counted in each group, as published, and nothing that is made of two.
    expect(text).not.toMatch(/"n":\s*[1-4]\b/);
  }
});

test('6. a notification that names: answering brings about no letter, no event and no job', async () => {
  const round = await opened({ north: 5, rail: 5 });
  const traces = async () => {
    const counts: Record<string, unknown> = {};
    for (const table of ['mail', 'event', 'reminder', 'reminder_batch', 'my_action', 'idempotency_key'])
      counts[table] = (
        await t.sql(`select md5(coalesce(string_agg(x::text, '|' order by x::text), '')) as all from ${table} x`)
      ).rows;
    counts['jobs'] = (await t.sql('select count(*)::int as n from pgboss.job')).rows;
    return counts;
  };
  const before = await traces();
  await answerAll(round, [...round.north, ...round.rail.slice(0, 2)]);
  expect(await traces()).toEqual(before);
});

test('7. a sub-breakdown under the floor: groups are fixed at opening, and no question can be put to them', async () => {
  const round = await opened({ north: 7, rail: 5 });
  await answerAll(round, [...round.north, ...round.rail]);
  await round.a.north.post(`${round.at}/close`);
  const { snapshot } = await resultsOf(round);
  for (const item of snapshot.items) for (const cell of item.cells) expect(cell.n).toBeGreaterThanOrEqual(5);
  for (const query of ['party=a', 'role=lead', 'k=1', 'from=2026-11-01'])
    expect(await round.a.rail.get(`${round.at}/results?${query}`)).toSatisfy(
      (reply: { status: number; body: Results }) =>
        reply.status === 400 || JSON.stringify(reply.body.snapshot) === JSON.stringify(snapshot),
    );
});

test('8. counts that can be watched while open: every reply is the same before and after an answer', async () => {
  const round = await opened({ north: 5, rail: 5 });
  const { a, at } = round;
  // The ballots are fetched first: that they are is shown, by group.
  const sealed = [...round.north, ...round.rail];
  const first = sealed.pop() as string;
  await answerAll(round, [first]);
  const addresses = [at, `${a.path}/rounds`, `${at}/results`, `${at}/invitees`, `${a.path}/record`, a.path, '/me/home'];
  const everything = async () => {
    const replies: unknown[] = [];
    for (const who of [a.north, a.rail])
      for (const address of addresses) {
        const { status, body } = await who.get<unknown>(address);
        replies.push({ address, status, body });
      }
    replies.push((await t.nobody.get(`/respond/rounds/${round.round.id}/receipts`)).status);
    return replies;
  };
  const fetched = (await a.north.get<Round>(at)).body.strata.map((one) => one.fetched);
  const before = await everything();
  await t.sql(
    `insert into answer select partnership_id, round_id, sha256(nullifier || n::text::bytea), stratum, ratings, comments, guesses, nonce
     from answer, generate_series(1, 4) n where round_id = $1`,
    [round.round.id],
  );
  expect(await everything()).toEqual(before);
  expect((await a.north.get<Round>(at)).body.strata.map((one) => one.fetched)).toEqual(fetched);
});
