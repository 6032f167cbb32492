import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Round } from '../domain/surveys/contract.ts';
import type { SealOffer } from '../domain/surveys/seal-contract.ts';
import { ensureLogin } from './platform/roles.ts';
import { ownerOf, type TestApp, testApp } from './testing/app.ts';
import { type Alliance, alliance, fetchBallot, openRound, tokensOf } from './testing/factories.ts';
import { sealBallot } from './testing/sealed.ts';

/** Two servers: Entente in this process, the ballot host in one of its own with a login that reads no table. */
let t: TestApp;
let host: ChildProcess;
let origin: string;
let login: string;
let said = '';
const URL_OF_ENTENTE = 'https://entente.test';
const PASSWORD = 'of the ballot host';

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  // The clock of a second process is the real one.
  t = await testApp({ env: { PUBLIC_URL: URL_OF_ENTENTE, BALLOT_ORIGIN: origin }, at: new Date().toISOString() });
  const { rows } = await t.sql('select current_database() as name');
  const owner = await ownerOf(rows[0].name);
  const client = new pg.Client(owner);
  await client.connect();
  login = await ensureLogin(client, 'entente_ballots', rows[0].name, PASSWORD);
  await client.end();
  const { host: place, port: at, database } = owner as pg.PoolConfig;
  const url = `postgres://${login}:${encodeURIComponent(PASSWORD)}@localhost/${database}?host=${encodeURIComponent(`${place}`)}${at ? `&port=${at}` : ''}`;
  host = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'ballots'], {
    env: {
      PATH: process.env['PATH'],
      BALLOT_DATABASE_URL: url,
      ENTENTE_URL: URL_OF_ENTENTE,
      PORT: `${port}`,
      LOG_LEVEL: 'debug',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  host.stdout?.on('data', (chunk) => {
    said += chunk;
  });
  await once(host.stdout as NodeJS.ReadableStream, 'data');
});
afterAll(async () => {
  if (host.exitCode === null) {
    host.kill('SIGTERM');
    await once(host, 'exit');
  }
  await t.close();
  // Roles belong to the whole cluster, and go when nothing of theirs is left.
});

const post = (body: unknown, headers: Record<string, string> = { origin: URL_OF_ENTENTE }) =>
  fetch(`${origin}/api/v1/respond/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function opened(): Promise<{ a: Alliance; round: Round; ballot: Awaited<ReturnType<typeof sealBallot>> }> {
  const a = await alliance(t, { north: 5, rail: 5 });
  const closesAt = Temporal.Now.instant().add({ hours: 48 }).toString().slice(0, 16);
  const round = await openRound(a.north, a.path, { closesAt, timeZone: 'UTC', unsealedDevices: true });
  const [token] = await tokensOf(a.north, a.path, round.id);
  const { seal } = await fetchBallot(t, round.id, token as string);
  expect(seal?.host).toBe(origin);
  return { a, round, ballot: await sealBallot(t, round.id, token as string, seal as SealOffer) };
}

test('a sealed answer goes to the other server, is counted here, and is one', async () => {
  const { a, round, ballot } = await opened();
  expect((await post({ ballot, ratings: { trust: 4 } })).status).toBe(200);
  expect((await post({ ballot, ratings: { trust: 4 } })).status).toBe(200);
  expect((await post({ ballot, ratings: { trust: 5 } })).status).toBe(409);
  // The same ballot by the other door is the same answer.
  expect((await t.nobody.post('/respond/answers', { ballot, ratings: { trust: 4 } })).status).toBe(200);
  const closed = await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`);
  expect(closed.body.ballots?.strata.map((one) => one.counted).toSorted()).toEqual([0, 1]);
  expect((await post({ ballot, ratings: { trust: 4 } })).status).toBe(410);
});

test('it takes nothing else, from no other page, and says nothing about anybody', async () => {
  const { round, ballot } = await opened();
  const answer = { ballot, ratings: { trust: 4 } };
  expect((await post(answer, { origin: 'https://evil.example' })).status).toBe(403);
  expect((await post({ ...answer, ballot: { ...ballot, signature: 'A'.repeat(512) } })).status).toBe(403);
  // Ballots the server makes are checked with a secret that is not here.
  const made = { round: round.id, stratum: 's1', serial: 'A'.repeat(43), proof: 'A'.repeat(43) };
  expect((await post({ ballot: made, ratings: { trust: 4 } })).status).toBe(403);
  expect((await post({ ...answer, ratings: { money: 1 } })).status).toBe(400);
  for (const path of ['/api/v1/respond/ballots', '/api/v1/respond/seals', '/api/v1/installation', '/r/x'])
    expect((await fetch(`${origin}${path}`, { method: 'POST', body: '{}' })).status, path).toBe(404);
  const asked = await fetch(`${origin}/api/v1/respond/answers`, {
    method: 'OPTIONS',
    headers: { origin: URL_OF_ENTENTE, 'access-control-request-method': 'POST' },
  });
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(URL_OF_ENTENTE);
  expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
  const taken = await post(answer);
  expect([taken.status, taken.headers.get('set-cookie')]).toEqual([200, null]);
  // Even at the most talkative level there is the first line and nothing after it.
  expect(
    said
      .trim()
      .split('\n')
      .filter((line) => !line.includes('Server listening')),
  ).toHaveLength(1);
  const page = await t.app.inject({ url: '/api/v1/installation' });
  expect(page.headers['content-security-policy']).toContain(`connect-src 'self' ${origin}`);
});

test('its login reads no table and runs two functions', async () => {
  const { rows: tables } = await t.sql(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'auth', 'pgboss')
     and (has_table_privilege($1, format('%I.%I', schemaname, tablename), 'select, insert, update, delete')
       or has_any_column_privilege($1, format('%I.%I', schemaname, tablename), 'select, insert, update'))`,
    [login],
  );
  expect(tables).toEqual([]);
  const { rows: doors } = await t.sql(
    `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'app'::regnamespace
     and has_function_privilege($1, p.oid, 'execute') order by 1`,
    [login],
  );
  expect(doors.map((row) => row.name)).toEqual([
    'app.answer(uuid,json,timestamp with time zone)',
    'app.ballot_box(uuid)',
  ]);
});

test('a mistake in its settings is one sentence each', async () => {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'cli.ts'), 'ballots'], {
    env: { PATH: process.env['PATH'], ENTENTE_URL: 'entente' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(1);
  expect(complaint.trim().split('\n')).toHaveLength(2);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
