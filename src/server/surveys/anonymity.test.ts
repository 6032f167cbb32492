import { createHash, randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Round } from '../../domain/surveys/contract.ts';
import type { Room } from '../../domain/surveys/room-contract.ts';
import type { SealOffer } from '../../domain/surveys/seal-contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, addPeople, alliance, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { sealBallot } from '../testing/sealed.ts';
import { tokenHash } from './ballots.ts';
import { sealedNullifier } from './seals.ts';

/**
 * Catalogue test 20: somebody who has everything (the database while the round is open, where its rows lie, which
 * transaction wrote them, the log of changes, every key) guesses whose answer is whose. People are simulated in the worst
 * way: each fetches a ballot and sends the answer before the next one comes, so that any order that shows on both sides
 * gives everybody away. Few and small here; `npm run test:anonymity` runs 200 rounds of 30.
 */
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);
const PEOPLE = Number(process.env['PEOPLE'] ?? 12);

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ env: { PUBLIC_URL: 'https://entente.test' } });
});
afterAll(() => t.close());

/** Of one side, in an order that an attacker can see. */
type Orders = Record<string, string[]>;
type Simulated = { truth: Map<string, string>; people: Orders; answers: Orders };

async function simulate(naive: boolean, room = false): Promise<Simulated[]> {
  const a = await alliance(t, {});
  const each = Math.ceil(PEOPLE / 2) - 1;
  await addPeople(a.north, a.path, a.northParty, each, 'North');
  await addPeople(a.rail, a.path, a.railParty, each, 'Rail');
  const groups: Simulated[] = [];
  for (let turn = 0; turn < (naive ? 1 : ROUNDS); turn++) {
    const round = await openRound(a.north, a.path, { room });
    const start = await logPosition();
    const truth = new Map<string, Map<string, string>>();
    const sits = room ? await seatIn(a, round) : undefined;
    const tokens = room
      ? Array.from({ length: round.invited }, () => randomBytes(32).toString('base64url'))
      : [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))];
    for (const [turn, token] of shuffled(tokens).entries()) {
      await sits?.(token, turn);
      const offer = (await fetchBallot(t, round.id, token)).seal as SealOffer;
      const ballot = await sealBallot(t, round.id, token, offer);
      const person = tokenHash(token).toString('hex');
      // What a simpler product would do: the control, which shows that the matcher sees it.
      if (naive)
        await t.sql(`update round_invitation set fetched = true where encode(token_hash, 'hex') = $1`, [person]);
      const ratings = { trust: randomInt(1, 6), conflict: randomInt(1, 6) };
      expect((await t.nobody.post('/respond/answers', { ballot, ratings })).status).toBe(200);
      const answer = sealedNullifier(Buffer.from(ballot.prepared, 'base64url')).toString('hex');
      truth.set(offer.stratum, (truth.get(offer.stratum) ?? new Map()).set(person, answer));
    }
    const log = await logSince(start);
    for (const [stratum, pairs] of truth) {
      const rows = async (table: string, key: string, by: string) =>
        (
          await t.sql(
            `select encode(${key}, 'hex') as id from ${table} where round_id = $1 and stratum = $2 and ${key} is not null order by ${by === '1' ? key : by}`,
            [round.id, stratum],
          )
        ).rows.map((row) => row.id as string);
      const ORDERS = { place: 'ctid', transaction: 'xmin::text::bigint, random()', hash: '1' };
      const people: Orders = {};
      const answers: Orders = {};
      for (const [name, by] of Object.entries(ORDERS)) {
        people[`claim ${name}`] = await rows('round_claim', 'token_hash', by);
        people[`invitation ${name}`] = await rows(room ? 'round_seat' : 'round_invitation', 'token_hash', by);
        answers[name] = await rows('answer', 'nullifier', by);
      }
      people['claim blinded'] = await rows('round_claim', 'token_hash', 'blinded_hash');
      people['claim signature'] = await rows('round_claim', 'token_hash', 'signature');
      for (const [name, last] of [
        ['log, first', false],
        ['log, last', true],
      ] as const) {
        people[name] = inLog(log, [...pairs.keys()], last);
        answers[name] = inLog(log, [...pairs.values()], last);
      }
      groups.push({ truth: pairs, people, answers });
    }
    await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
  }
  return groups;
}

/** Gives a device a seat, in one group after the other. */
async function seatIn(a: Alliance, round: Round) {
  const { body } = await a.north.get<Room>(`${a.path}/rounds/${round.id}/room`);
  const [room] = (body.link?.split('#')[1] ?? '').split('.');
  return async (token: string, turn: number) => {
    const group = round.strata[turn % round.strata.length]?.key;
    const reply = await t.nobody.post('/respond/seats', { round: round.id, room, group, token });
    expect(reply.status).toBe(200);
  };
}

/** For each way to match two orders: in how many groups, and how many answers were given to the right person. */
function guess(groups: Simulated[]): Map<string, number> {
  const hits = new Map<string, number>();
  for (const { truth, people, answers } of groups)
    for (const [side, order] of Object.entries(people))
      for (const [other, found] of Object.entries(answers))
        for (const reversed of [false, true]) {
          const list = reversed ? found.toReversed() : found;
          const right = order.filter((person, at) => truth.get(person) === list[at]).length;
          const name = `${side} × ${other}${reversed ? ', backwards' : ''}`;
          hits.set(name, (hits.get(name) ?? 0) + right);
        }
  return hits;
}

test(`the best of all matchers does no better than chance on ${ROUNDS} rounds of ${PEOPLE} people`, async () => {
  const groups = await simulate(false);
  const hits = guess(groups);
  // Matching by chance gets one right in each group on average, whatever its size, with variance one. Three sigma for
  // all matchers together: with so many of them the best alone is often beyond three.
  const chance = groups.length;
  const sigmas = groups.length < 50 ? 6 : 4;
  const [best, most] = [...hits].reduce((top, one) => (one[1] > top[1] ? one : top));
  const answers = groups.reduce((sum, { truth }) => sum + truth.size, 0);
  console.log(
    `anonymity: ${groups.length} groups, ${answers} answers, ${hits.size} matchers; best “${best}” ${most} right, chance ${chance}`,
  );
  expect(most).toBeLessThanOrEqual(chance + sigmas * Math.sqrt(chance));
  expect(hits.size).toBeGreaterThan(60);
  for (const { truth, people, answers } of groups)
    for (const order of [...Object.values(people), ...Object.values(answers)]) expect(order).toHaveLength(truth.size);
}, 3_600_000);

test('in a room, who sat down when does not tell whose an answer is', async () => {
  const groups = await simulate(false, true);
  const most = Math.max(...guess(groups).values());
  expect(most).toBeLessThanOrEqual(groups.length + 6 * Math.sqrt(groups.length));
  for (const { people } of groups) for (const order of Object.values(people)) expect(order.length).toBeGreaterThan(3);
}, 3_600_000);

test('the same matchers find people where only one row is touched for each', async () => {
  const groups = await simulate(true);
  const most = Math.max(...guess(groups).values());
  expect(most).toBeGreaterThanOrEqual(0.8 * groups.reduce((sum, { truth }) => sum + truth.size, 0));
}, 120_000);

test('a blind signature fits every ballot: for each pair there is a factor that connects them', async () => {
  const a = await alliance(t, { north: 5, rail: 5 });
  const round = await openRound(a.north, a.path);
  const ballots: { signature: bigint }[] = [];
  let n = 0n;
  for (const token of await tokensOf(a.north, a.path, round.id)) {
    const offer = (await fetchBallot(t, round.id, token)).seal as SealOffer;
    const jwk = await crypto.subtle.exportKey(
      'jwk',
      await crypto.subtle.importKey(
        'spki',
        Buffer.from(offer.publicKey, 'base64url'),
        { name: 'RSA-PSS', hash: 'SHA-384' },
        true,
        ['verify'],
      ),
    );
    n = number(Buffer.from(jwk.n as string, 'base64url'));
    const ballot = await sealBallot(t, round.id, token, offer);
    ballots.push({ signature: number(Buffer.from(ballot.signature, 'base64url')) });
  }
  const { rows } = await t.sql(
    `select blinded_hash, signature from round_claim where round_id = $1 order by token_hash`,
    [round.id],
  );
  expect(rows).toHaveLength(5);
  for (const row of rows) {
    const blindSignature = number(row.signature);
    // What was covered is known from its signature, and is what the table has the hash of.
    const blinded = power(blindSignature, 65537n, n);
    const bytes = Buffer.from(blinded.toString(16).padStart(768, '0'), 'hex');
    expect(createHash('sha256').update(bytes).digest()).toEqual(row.blinded_hash);
    for (const { signature } of ballots) {
      const factor = (blindSignature * inverse(signature, n)) % n;
      const message = power(signature, 65537n, n);
      expect((message * power(factor, 65537n, n)) % n).toBe(blinded);
    }
  }
});

/* ── The log of changes, as files on a disk ── */

async function logPosition(): Promise<{ file: string; at: number; directory: string }> {
  const { rows } = await t.sql(
    `select pg_walfile_name(p) as file, (pg_walfile_name_offset(p)).file_offset as at, current_setting('data_directory') as data
     from (select pg_current_wal_insert_lsn() as p) now`,
  );
  return { file: rows[0].file, at: rows[0].at, directory: join(rows[0].data, 'pg_wal') };
}

async function logSince(start: Awaited<ReturnType<typeof logPosition>>): Promise<Buffer> {
  const end = await logPosition();
  // Written out, so that the files hold it.
  await t.sql('select pg_switch_wal()');
  const files = readdirSync(start.directory)
    .filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= start.file && name <= end.file)
    .sort();
  return Buffer.concat(files.map((name) => readFileSync(join(start.directory, name)))).subarray(start.at);
}

/** In the order in which they occur; those that do not, by chance behind the others. */
function inLog(log: Buffer, ids: string[], last: boolean): string[] {
  const places = new Map(
    shuffled(ids).map((id) => {
      const bytes = Buffer.from(id, 'hex');
      const at = last ? log.lastIndexOf(bytes) : log.indexOf(bytes);
      return [id, at < 0 ? Number.POSITIVE_INFINITY : at] as const;
    }),
  );
  return [...places.keys()].sort((a, b) => compare(places.get(a) as number, places.get(b) as number));
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

function shuffled<T>(list: readonly T[]): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/* ── Numbers of 3072 bits ── */

const number = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base % modulus];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

function inverse(value: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b > 0n) {
    const quotient = a / b;
    [a, b, x, y] = [b, a - quotient * b, y, x - quotient * y];
  }
  return ((x % modulus) + modulus) % modulus;
}
