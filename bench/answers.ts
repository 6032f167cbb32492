import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { makeBallot, newSecret } from '../src/server/surveys/ballots.ts';
import { instruments } from '../src/server/surveys/instruments.ts';
import { connect, prepared } from './http-client.ts';
import { type Figure, median, rate, type Setting, withOwner } from './setting.ts';
import { makePartnership, makeRound } from './world.ts';

const CONNECTIONS = 16;
const SECONDS = 1.5;
const REPEATS = 15;
/** Answers prepared for each turn: more than any machine takes in that time. */
const READY = 30_000;

/**
 * Answers accepted in a second over HTTP, against bare single-row inserts by `pg` into a table of the same shape in the
 * same database: both through 16 connections, both durable, in turn, so that the machine's moods hit both alike.
 */
export async function benchAnswers(setting: Setting): Promise<Figure[]> {
  const secret = newSecret();
  const round = await withOwner(setting.owner, async (client) => {
    const where = await makePartnership(client);
    await client.query('create table bench_answer (like answer including all)');
    return makeRound(client, where, 1, 1_000_000, secret);
  });
  const port = 23_000 + (process.pid % 10_000);
  const server = spawn(
    process.execPath,
    [
      ...(process.env['BENCH_PROF'] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []),
      join(import.meta.dirname, 'answer-server.ts'),
    ],
    {
      env: {
        ...process.env,
        BENCH_DATA_DIR: setting.dataDir,
        BENCH_OWNER: JSON.stringify(setting.owner),
        PORT: `${port}`,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await once(server.stdout, 'data');
  // A benchmark that fails leaves no server behind.
  process.once('exit', () => server.kill());

  const items = instruments.get('relational')?.items ?? [];
  const ratings = Object.fromEntries(items.map((item, i) => [item.key, 1 + (i % 5)]));
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => connect(port)));
  let ready: Buffer[] = [];
  const prepare = () => {
    ready = Array.from({ length: READY }, () => {
      const ballot = makeBallot(secret, round, 's1', randomBytes(32).toString('base64url'));
      return prepared(port, '/api/v1/respond/answers', JSON.stringify({ ballot, ratings }));
    });
  };
  const send = async (caller: number) => {
    const request = ready.pop();
    if (!request) throw new Error('more answers went out than had been prepared');
    const status = await (connections[caller] as (typeof connections)[number]).send(request);
    if (status !== 200) throw new Error(`answer refused: ${status}`);
  };
  const clients = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const client = new pg.Client(setting.owner);
      await client.connect();
      return client;
    }),
  );
  const values = items.map((_, i) => 1 + (i % 5));
  const insert = async (caller: number) => {
    await (clients[caller] as pg.Client).query(
      'insert into bench_answer (partnership_id, round_id, nullifier, stratum, ratings, comments, nonce) values ($1, $1, $2, $3, $4, $5, $6)',
      [round, randomBytes(32), 's1', values, ['', ''], randomBytes(16)],
    );
  };
  prepare();
  await rate(CONNECTIONS, 2, send);
  await rate(CONNECTIONS, 1, insert);
  const pairs: { answers: number; inserts: number }[] = [];
  for (let i = 0; i < REPEATS; i++) {
    prepare();
    pairs.push({ answers: await rate(CONNECTIONS, SECONDS, send), inserts: await rate(CONNECTIONS, SECONDS, insert) });
  }
  for (const client of clients) await client.end();
  for (const connection of connections) connection.end();
  server.kill('SIGTERM');
  await once(server, 'exit');
  const ratio = median(pairs.map((pair) => pair.answers / pair.inserts));
  return [
    { name: 'answers over HTTP ÷ bare inserts', value: ratio, unit: 'ratio', goal: '>= 0.6', met: ratio >= 0.6 },
    {
      name: 'answers accepted over HTTP',
      value: median(pairs.map((pair) => pair.answers)),
      unit: '1/s',
      goal: '',
      met: true,
    },
    {
      name: 'bare single-row inserts',
      value: median(pairs.map((pair) => pair.inserts)),
      unit: '1/s',
      goal: '',
      met: true,
    },
  ];
}
