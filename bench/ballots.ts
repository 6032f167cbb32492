import { spawn } from 'node:child_process';
import { constants, createPrivateKey, randomBytes, sign } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import { messageOf, paddingFor, SEAL_BITS } from '../src/domain/surveys/seal.ts';
import { costly } from '../src/server/platform/costly.ts';
import { newSecret, stopTokenOf, tokenHash, tokenOf } from '../src/server/surveys/ballots.ts';
import { instruments } from '../src/server/surveys/instruments.ts';
import { isSealed, publicKeyOf, readSealed, signBlinded } from '../src/server/surveys/seals.ts';
import { connect, prepared } from './http-client.ts';
import { type Figure, median, quantile, rate, type Setting, withOwner } from './setting.ts';
import { makePartnership, makePerson, makeRound } from './world.ts';

const PEOPLE = 300;
/** How long it takes until the last of them has begun: twenty a second would be a large meeting, fifty is asked for. */
const SECONDS = 6;
const REPEATS = 3;

/**
 * Three hundred people with a connection each: a ballot, then a sealed answer. Beside it, in the same run and on the same
 * database, bare single-row inserts through sixteen connections; and signing and checking alone.
 */
export async function benchBallots(setting: Setting): Promise<Figure[]> {
  const port = 24_000 + (process.pid % 10_000);
  const server = spawn(process.execPath, [join(import.meta.dirname, 'answer-server.ts')], {
    env: {
      ...process.env,
      BENCH_DATA_DIR: setting.dataDir,
      BENCH_OWNER: JSON.stringify(setting.owner),
      PORT: `${port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(server.stdout, 'data');
  await withOwner(setting.owner, (client) =>
    client.query('create table if not exists bench_plain (like answer including all)'),
  );
  const claims: number[] = [];
  const answers: number[] = [];
  const bursts: number[] = [];
  const inserts: number[] = [];
  let errors = 0;
  try {
    for (let turn = 0; turn <= REPEATS; turn++) {
      const people = await makePeople(setting);
      const spread = await everybody(port, people, SECONDS * 1000);
      inserts.push(await plainInserts(setting));
      const crowd = await everybody(port, await makePeople(setting), 0);
      errors += spread.errors + crowd.errors;
      // The first turn warms both sides up.
      if (turn === 0) continue;
      claims.push(quantile(spread.claims, 0.95));
      answers.push(quantile(spread.answers, 0.95));
      bursts.push(crowd.seconds);
    }
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  const { signs, checks } = await alone();
  const [claim, answer] = [median(claims), median(answers)];
  return [
    { name: '300 people, a connection each: errors', value: errors, unit: '', goal: '= 0', met: errors === 0 },
    { name: '… in 6 s: ballot signed, p95', value: claim, unit: 'ms', goal: '< 300', met: claim < 300 },
    { name: '… in 6 s: sealed answer, p95', value: answer, unit: 'ms', goal: '< 300', met: answer < 300 },
    { name: '… all in one moment: until the last is counted', value: median(bursts), unit: 's', goal: '', met: true },
    { name: 'bare single-row inserts, same run', value: median(inserts), unit: '1/s', goal: '', met: true },
    { name: 'signing alone, one thread', value: signs, unit: '1/s', goal: '', met: true },
    { name: 'checking alone, one thread', value: checks, unit: '1/s', goal: '', met: true },
  ];
}

type Person = { claim: Buffer; answer: Buffer };

/** A round with a box, its people with links, and both requests of each, made before anything is measured. */
async function makePeople({ owner }: Setting): Promise<Person[]> {
  const secret = newSecret();
  const key = await costly.findRsaKey(SEAL_BITS);
  const tokens: string[] = [];
  const round = await withOwner(owner, async (client) => {
    const where = await makePartnership(client, await makePerson(client));
    const id = await makeRound(client, where, 1, PEOPLE, secret);
    await client.query(`update round set level = 'sealed' where id = $1`, [id]);
    const place = [where.partnership, id];
    await client.query(
      `insert into round_seal (partnership_id, round_id, stratum, public_key, links) values ($1, $2, 's1', $3, $4)`,
      [...place, key.publicKey, PEOPLE],
    );
    await client.query(
      `insert into round_seal_key (partnership_id, round_id, stratum, private_key) values ($1, $2, 's1', $3)`,
      [...place, key.privateKey],
    );
    const { rows } = await client.query(
      `insert into participant (partnership_id, id, party_id, name, role, joined_on, created_at)
       select $1, gen_random_uuid(), $2, 'Person ' || n, 'member', current_date, now() from generate_series(1, $3::int) n returning id`,
      [where.partnership, where.parties[0], PEOPLE],
    );
    for (const { id: person } of rows) {
      const token = tokenOf(secret, id, person);
      tokens.push(token);
      await client.query(
        `insert into round_invitation (partnership_id, round_id, participant_id, party_id, stratum, token_hash, stop_hash)
         values ($1, $2, $3, $4, 's1', $5, $6)`,
        [...place, person, where.parties[0], tokenHash(token), tokenHash(stopTokenOf(secret, id, person))],
      );
    }
    return id;
  });
  const items = instruments.get('relational')?.items ?? [];
  const privateKey = createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' });
  return tokens.map((token) => {
    // What the device does is not measured here: the ballot is signed at once, and what the server signs is any number.
    const ballot = Buffer.concat([randomBytes(32), messageOf(round, 's1', randomBytes(32))]);
    const signature = sign('sha384', ballot, {
      key: privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
      saltLength: 48,
    });
    const blinded = Buffer.concat([Buffer.alloc(1), randomBytes(383)]).toString('base64url');
    const body = {
      ballot: { prepared: ballot.toString('base64url'), signature: signature.toString('base64url') },
      ratings: Object.fromEntries(items.map((item, i) => [item.key, 1 + (i % 5)])),
      padding: '',
    };
    const padding = ' '.repeat(paddingFor(Buffer.byteLength(JSON.stringify(body))));
    return {
      claim: prepared(0, '/api/v1/respond/seals', JSON.stringify({ round, token, blinded })),
      answer: prepared(0, '/api/v1/respond/answers', JSON.stringify({ ...body, padding })),
    };
  });
}

/** Each with a connection of their own, beginning at a moment of chance within so many milliseconds. */
async function everybody(port: number, people: Person[], within: number) {
  const [claims, answers]: [number[], number[]] = [[], []];
  let errors = 0;
  const connections = await Promise.all(people.map(() => connect(port)));
  const began = performance.now();
  await Promise.all(
    people.map(async ({ claim, answer }, i) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * within));
      const connection = connections[i] as (typeof connections)[number];
      for (const [request, times] of [
        [claim, claims],
        [answer, answers],
      ] as const) {
        const start = performance.now();
        const status = await connection.send(request).catch(() => 0);
        if (status !== 200) errors++;
        times.push(performance.now() - start);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  for (const connection of connections) connection.end();
  return { claims, answers, errors, seconds };
}

async function plainInserts(setting: Setting): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: 16 }, async () => {
      const client = new pg.Client(setting.owner);
      await client.connect();
      return client;
    }),
  );
  const id = '018f3f3e-0000-7000-8000-000000000000';
  const values = Array.from({ length: 15 }, (_, i) => 1 + (i % 5));
  const done = await rate(16, 3, async (caller) => {
    await (clients[caller] as pg.Client).query(
      'insert into bench_plain (partnership_id, round_id, nullifier, stratum, ratings, comments) values ($1, $1, $2, $3, $4, $5)',
      [id, randomBytes(32), 's1', values, ['', '']],
    );
  });
  for (const client of clients) await client.end();
  return done;
}

/** Operations a second in this thread, with nothing beside them. */
async function alone(): Promise<{ signs: number; checks: number }> {
  const key = await costly.findRsaKey(SEAL_BITS);
  const privateKey = createPrivateKey({ key: key.privateKey, format: 'der', type: 'pkcs8' });
  const publicKey = publicKeyOf(key.publicKey);
  const blinded = Buffer.concat([Buffer.alloc(1), randomBytes(383)]);
  const round = '018f3f3e-0000-7000-8000-000000000000';
  const ballot = Buffer.concat([randomBytes(32), messageOf(round, 's1', randomBytes(32))]);
  const signature = sign('sha384', ballot, {
    key: privateKey,
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: 48,
  });
  const texts = { prepared: ballot.toString('base64url'), signature: signature.toString('base64url') };
  const perSecond = (work: () => unknown) => {
    const until = performance.now() + 2000;
    let done = 0;
    while (performance.now() < until) {
      work();
      done++;
    }
    return done / 2;
  };
  return {
    signs: perSecond(() => signBlinded(privateKey, publicKey, blinded)),
    checks: perSecond(() => {
      const read = readSealed(texts);
      if (!read || !isSealed(publicKey, read)) throw new Error('a good ballot was refused');
    }),
  };
}
