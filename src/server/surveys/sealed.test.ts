import { createHash, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { BallotReply, Round, RoundPreview, SealReply } from '../../domain/surveys/contract.ts';
import { ANSWER_BYTES, messageOf, receiptOf, SEAL_BITS } from '../../domain/surveys/seal.ts';
import type { SealedBallot, SealOffer } from '../../domain/surveys/seal-contract.ts';
import { buildApp } from '../app.ts';
import { costly } from '../platform/costly.ts';
import { asWorker, inPartnership } from '../platform/scope.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { blind, sealBallot, unblind } from '../testing/sealed.ts';
import { publicKeyOf, sealedNullifier, signBlinded } from './seals.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp({ env: { PUBLIC_URL: 'https://entente.test' } });
});
afterAll(() => t.close());

type Opened = { a: Alliance; round: Round; tokens: string[]; offers: SealOffer[] };

/** A sealed round of six and six; the first six tokens are of the first party. */
async function opened(wish: Record<string, unknown> = {}): Promise<Opened> {
  const a = await alliance(t, { north: 6, rail: 6 });
  const round = await openRound(a.north, a.path, wish);
  const tokens = [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))];
  const offers: SealOffer[] = [];
  for (const token of tokens) offers.push((await fetchBallot(t, round.id, token)).seal as SealOffer);
  return { a, round, tokens, offers };
}

const seal = (round: string, token: string | undefined, blinded: string | null) =>
  t.nobody.post<SealReply & Problem>('/respond/seals', { round, token, blinded });
const submit = (ballot: unknown, ratings: Record<string, unknown>, more: object = {}) =>
  t.nobody.post<Problem & { counted?: boolean }>('/respond/answers', { ballot, ratings, ...more });
const stored = async (round: string) =>
  (await t.sql('select nullifier, stratum, ratings from answer where round_id = $1', [round])).rows as {
    nullifier: Buffer;
    stratum: string;
    ratings: number[];
  }[];
const bytes = (text: string) => Buffer.from(text, 'base64url');

describe('the arithmetic', () => {
  test('what is signed blindly verifies, and looks the same whosever it is', async () => {
    const [key, other] = [await costly.findRsaKey(SEAL_BITS), await costly.findRsaKey(SEAL_BITS)];
    const id = '018f3f3e-0000-7000-8000-000000000001';
    const pair = (one: typeof key) =>
      [createPrivateKey({ key: one.privateKey, format: 'der', type: 'pkcs8' }), publicKeyOf(one.publicKey)] as const;
    const mine = await blind(id, { stratum: 's1', publicKey: key.publicKey.toString('base64url') });
    const signed = signBlinded(...pair(key), bytes(mine.blinded)) as Buffer;
    await expect(unblind(mine, signed.toString('base64url'))).resolves.toMatchObject({});
    // The page notices a signature of another key, and one that was changed.
    const wrong = signBlinded(...pair(other), bytes(mine.blinded));
    if (wrong) await expect(unblind(mine, wrong.toString('base64url'))).rejects.toThrow('invalid signature');
    signed[200] = (signed[200] as number) ^ 1;
    await expect(unblind(mine, signed.toString('base64url'))).rejects.toThrow('invalid signature');
    // Too large for the key: no signature, and no error that stops a server.
    expect(signBlinded(...pair(key), Buffer.alloc(384, 255))).toBeUndefined();
    // A key that does not belong to the other half: nothing leaves.
    expect(() => signBlinded(pair(key)[0], pair(other)[1], bytes(mine.blinded))).toThrow();
  });
});

describe('opening', () => {
  test('a round is sealed unless it is asked to be confidential; keys are as many as groups', async () => {
    const { a, round, offers } = await opened();
    expect(round.level).toBe('sealed');
    expect(new Set(offers.map((one) => one.publicKey)).size).toBe(2);
    expect(new Set(offers.slice(0, 6).map((one) => one.publicKey)).size).toBe(1);
    const { rows } = await t.sql('select stratum, links, issued from round_seal where round_id = $1 order by 1', [
      round.id,
    ]);
    expect(rows).toEqual([
      { stratum: 's1', links: 6, issued: 0 },
      { stratum: 's2', links: 6, issued: 0 },
    ]);
    // The link, the page of the round and the letter name the same key.
    const prints = round.ballots?.strata.map((one) => one.fingerprint) ?? [];
    const own = createHash('sha256')
      .update(bytes((offers[0] as SealOffer).publicKey))
      .digest()
      .subarray(0, 16);
    expect(prints).toContain(own.toString('base64url'));
    const page = await a.north.get<{ items: { link: string }[] }>(`${a.path}/rounds/${round.id}/invitees`);
    for (const { link } of page.body.items) expect(link).toMatch(/\/r\/[0-9a-f-]{36}#[\w-]{43}\.[\w-]{22}$/);
    const ends = new Set(page.body.items.map(({ link }) => link.split('.').at(-1)));
    expect([...ends]).toEqual([own.toString('base64url')]);
    const { rows: mails } = await t.sql('select text from mail where round_id = $1', [round.id]);
    expect(mails.length).toBeGreaterThan(0);
    for (const { text } of mails) expect(prints.filter((print) => text.includes(`box: ${print}`))).toHaveLength(1);
    await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
    const confidential = await openRound(a.north, a.path, { level: 'confidential' });
    expect([confidential.level, confidential.ballots]).toEqual(['confidential', null]);
  });

  test('over plain http a round is confidential, or sealed where devices may answer confidentially', async () => {
    const plain = await testApp({ env: { PUBLIC_URL: 'http://entente.test' } });
    const a = await alliance(plain, { north: 6, rail: 6 });
    const wish = { instrument: 'relational', closesAt: '2026-11-13T17:00', timeZone: 'Europe/Oslo' };
    const preview = async (more: object) =>
      (await a.north.post<RoundPreview>(`${a.path}/rounds/preview`, { ...wish, ...more })).body;
    expect(await preview({})).toMatchObject({ level: 'confidential', canSeal: false, refused: null });
    expect((await preview({ level: 'sealed' })).refused).toContain('https');
    expect(await preview({ level: 'sealed', unsealedDevices: true })).toMatchObject({ level: 'sealed', refused: null });
    const refused = await a.north.post<Problem>(`${a.path}/rounds`, { ...wish, level: 'sealed' });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/round-refused']);
    await plain.close();
  });
});

describe('one ballot for each link', () => {
  test('the same request gets the same signature, another one is refused in one sentence', async () => {
    const { round, tokens, offers } = await opened();
    const mine = await blind(round.id, offers[0] as SealOffer);
    const [first, again] = [
      await seal(round.id, tokens[0], mine.blinded),
      await seal(round.id, tokens[0], mine.blinded),
    ];
    expect(first.status).toBe(200);
    expect(again.body).toEqual(first.body);
    const others = await Promise.all(
      [1, 2, 3].map(async () => seal(round.id, tokens[0], (await blind(round.id, offers[0] as SealOffer)).blinded)),
    );
    expect(others.map((one) => [one.status, one.body.type])).toEqual(
      new Array(3).fill([409, '/problems/ballot-elsewhere']),
    );
    const { rows } = await t.sql('select issued from round_seal where round_id = $1 order by stratum', [round.id]);
    expect(rows.map((row) => row.issued)).toEqual([1, 0]);
  });

  test('twenty different ballots for one link at once: one is signed', async () => {
    const { round, tokens, offers } = await opened();
    const wishes = await Promise.all(Array.from({ length: 20 }, () => blind(round.id, offers[0] as SealOffer)));
    const replies = await Promise.all(wishes.map((one) => seal(round.id, tokens[0], one.blinded)));
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect(replies.filter((one) => one.status === 409)).toHaveLength(19);
  });

  test('everybody at once gets a ballot; the group is rewritten together and in the order of the hash', async () => {
    const { a, round, tokens, offers } = await opened();
    const ballots = await Promise.all(tokens.map((token, i) => sealBallot(t, round.id, token, offers[i] as SealOffer)));
    expect(new Set(ballots.map((one) => one.prepared)).size).toBe(12);
    const seen = await a.rail.get<Round>(`${a.path}/rounds/${round.id}`);
    expect(seen.body.strata.map((one) => one.fetched)).toEqual([6, 6]);
    const { rows } = await t.sql(
      `select stratum, xmin::text, encode(token_hash, 'hex') as hash from round_claim where round_id = $1 order by ctid`,
      [round.id],
    );
    for (const stratum of ['s1', 's2']) {
      const mine = rows.filter((row) => row.stratum === stratum);
      expect(new Set(mine.map((row) => row.xmin)).size).toBe(1);
      expect(mine.map((row) => row.hash)).toEqual(mine.map((row) => row.hash).toSorted());
    }
  });

  test('ballots never outnumber links, also when the database has forgotten who has one', async () => {
    const { round, tokens, offers } = await opened();
    for (const [i, token] of tokens.slice(0, 6).entries()) await sealBallot(t, round.id, token, offers[i] as SealOffer);
    // What a crash does to an unlogged table.
    await t.sql('delete from round_claim where round_id = $1', [round.id]);
    const more = await seal(round.id, tokens[0], (await blind(round.id, offers[0] as SealOffer)).blinded);
    expect([more.status, more.body.type]).toEqual([409, '/problems/no-ballots-left']);
    const other = await seal(round.id, tokens[7], (await blind(round.id, offers[7] as SealOffer)).blinded);
    expect(other.status).toBe(200);
  });

  test('a hundred submits of one ballot at once are one answer; other answers with it are refused', async () => {
    const { round, tokens, offers } = await opened();
    const ballot = await sealBallot(t, round.id, tokens[0] as string, offers[0] as SealOffer);
    const same = await Promise.all(Array.from({ length: 100 }, () => submit(ballot, { trust: 4 })));
    expect(new Set(same.map((one) => one.status))).toEqual(new Set([200]));
    const other = await Promise.all(Array.from({ length: 100 }, () => submit(ballot, { trust: 5 })));
    expect(new Set(other.map((one) => JSON.stringify([one.status, one.body.type])))).toEqual(
      new Set([JSON.stringify([409, '/problems/answered'])]),
    );
    const rows = await stored(round.id);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.nullifier).toEqual(sealedNullifier(bytes(ballot.prepared)));
  });
});

describe('what is refused', () => {
  let first: Opened;
  let second: Opened;
  beforeAll(async () => {
    first = await opened();
    second = await opened();
  });

  test('a ballot that no key of this round and group has signed', async () => {
    const mine = await sealBallot(t, first.round.id, first.tokens[0] as string, first.offers[0] as SealOffer);
    const theirs = await sealBallot(t, second.round.id, second.tokens[0] as string, second.offers[0] as SealOffer);
    // Signed by the right key, but for another group or round: the signer cannot see it, the box can.
    const signedFor = async (round: string, stratum: string) => {
      const offer = first.offers[1] as SealOffer;
      const one = await blind(round, { stratum, publicKey: offer.publicKey });
      const token = first.tokens[wrongly++];
      const { body } = await seal(first.round.id, token, one.blinded);
      return unblind(one, body.signature as string);
    };
    let wrongly = 1;
    const own = (first.offers[0] as SealOffer).stratum;
    const otherGroup = own === 's1' ? 's2' : 's1';
    const forgery = (): SealedBallot => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
      const prepared = Buffer.concat([randomBytes(32), messageOf(first.round.id, own, randomBytes(32))]);
      const signature = sign('sha384', prepared, { key: privateKey, padding: 6, saltLength: 48 });
      return { prepared: prepared.toString('base64url'), signature: signature.toString('base64url') };
    };
    const flip = (text: string, at: number) => {
      const changed = bytes(text);
      changed[at] = (changed[at] as number) ^ 1;
      return changed.toString('base64url');
    };
    const wrong = [
      { ...mine, signature: theirs.signature },
      { ...mine, prepared: theirs.prepared },
      await signedFor(first.round.id, otherGroup),
      await signedFor(first.round.id, 's9'),
      await signedFor(second.round.id, own),
      forgery(),
      { ...mine, prepared: flip(mine.prepared, 0) },
      { ...mine, prepared: flip(mine.prepared, 33) },
      { ...mine, prepared: flip(mine.prepared, bytes(mine.prepared).length - 1) },
      { ...mine, signature: flip(mine.signature, 100) },
      // The same bytes written another way would be a second name for one ballot.
      { ...mine, prepared: `${mine.prepared.slice(0, -1)}${mine.prepared.endsWith('A') ? 'B' : 'A'}` },
      { prepared: 'A'.repeat(140), signature: mine.signature },
    ];
    for (const one of wrong) {
      const reply = await submit(one, { trust: 3 });
      expect([reply.status, reply.body.type]).toEqual([403, '/problems/not-allowed']);
    }
    // A confidential ballot in a sealed round, whoever made it.
    const made = { round: first.round.id, stratum: 's1', serial: 'A'.repeat(43), proof: 'A'.repeat(43) };
    expect((await submit(made, { trust: 3 })).status).toBe(403);
    expect(await stored(first.round.id)).toHaveLength(0);
    expect(await stored(second.round.id)).toHaveLength(0);
    expect((await submit(theirs, { trust: 3 })).status).toBe(200);
  });

  test('a link that leads nowhere, a number that cannot be signed, and a device that cannot seal', async () => {
    const { blinded } = await blind(first.round.id, first.offers[5] as SealOffer);
    const token = first.tokens[5] as string;
    const nowhere = [
      await seal(first.round.id, randomBytes(32).toString('base64url'), blinded),
      await seal(second.round.id, token, blinded),
      await seal('018f3f3e-0000-7000-8000-000000000000', token, blinded),
    ];
    expect(nowhere.map((one) => one.status)).toEqual([404, 404, 404]);
    expect(new Set(nowhere.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect((await seal(first.round.id, token, Buffer.alloc(384, 255).toString('base64url'))).status).toBe(400);
    expect((await seal(first.round.id, token, 'AAAA')).status).toBe(400);
    expect((await seal(first.round.id, token, null)).status).toBe(403);
    expect((await seal(first.round.id, token, blinded)).status).toBe(200);
  });

  test('everything after the end: 410 for ballots and for signatures', async () => {
    const { a, round, tokens, offers } = await opened();
    const ballot = await sealBallot(t, round.id, tokens[0] as string, offers[0] as SealOffer);
    const late = await blind(round.id, offers[1] as SealOffer);
    const before = t.clock.now();
    t.clock.set('2026-11-13T16:00:00Z');
    expect((await submit(ballot, { trust: 3 })).status).toBe(410);
    expect((await seal(round.id, tokens[1], late.blinded)).status).toBe(410);
    t.clock.set(before.toString());
    await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
    expect((await submit(ballot, { trust: 3 })).status).toBe(410);
    expect((await seal(round.id, tokens[1], late.blinded)).status).toBe(404);
    expect((await fetchBallot(t, round.id, tokens[1] as string)).seal).toBeNull();
    for (const table of ['round_seal_key', 'round_claim', 'round_key', 'answer'])
      expect((await t.sql(`select from ${table} where round_id = $1`, [round.id])).rowCount, table).toBe(0);
  });
});

describe('devices that cannot seal', () => {
  test('answer confidentially where that was allowed, with the same one ballot for the link', async () => {
    const { a, round, tokens, offers } = await opened({ unsealedDevices: true });
    expect((offers[0] as SealOffer).unsealed).toBe(true);
    const [one, again] = [await seal(round.id, tokens[0], null), await seal(round.id, tokens[0], null)];
    expect(again.body).toEqual(one.body);
    const { blinded } = await blind(round.id, offers[0] as SealOffer);
    expect((await seal(round.id, tokens[0], blinded)).status).toBe(409);
    await sealBallot(t, round.id, tokens[1] as string, offers[1] as SealOffer);
    expect((await seal(round.id, tokens[1], null)).status).toBe(409);
    expect((await submit(one.body.ballot, { trust: 2 })).status).toBe(200);
    for (const token of tokens.slice(2)) expect((await answer(t, round.id, token, 3)).status).toBe(200);
    const closed = await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`);
    // One of eleven: that some did is said, how many is not.
    expect(closed.body.ballots).toMatchObject({ addsUp: true, unsealed: { count: null } });
  });
});

describe('closing', () => {
  test('keys go, counts are held against ballots, and everybody finds their receipt', async () => {
    const { a, round, tokens, offers } = await opened();
    const ballots: SealedBallot[] = [];
    for (const [i, token] of tokens.entries())
      ballots.push(await sealBallot(t, round.id, token, offers[i] as SealOffer));
    for (const ballot of ballots.slice(1)) expect((await submit(ballot, { trust: 3 })).status).toBe(200);
    const list = () => t.nobody.get<string>(`/respond/rounds/${round.id}/receipts`);
    expect((await list()).status).toBe(404);
    const closed = await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`);
    expect(closed.body.ballots?.strata.map((one) => [one.handed, one.counted])).toEqual([
      [6, 5],
      [6, 6],
    ]);
    expect(closed.body.ballots).toMatchObject({ addsUp: true, unsealed: null });
    expect(closed.body.ballots?.strata.map((one) => one.fingerprint)).toEqual(
      round.ballots?.strata.map((one) => one.fingerprint),
    );
    const published = await list();
    expect(published.headers['content-type']).toBe('text/plain; charset=utf-8');
    const receipts = published.body.trimEnd().split('\n');
    expect(receipts).toEqual(receipts.toSorted());
    expect(receipts).toEqual(
      ballots
        .slice(1)
        .map((ballot) => receiptOf(sealedNullifier(bytes(ballot.prepared))))
        .toSorted(),
    );
    for (const table of ['round_seal_key', 'round_claim', 'round_key', 'answer'])
      expect((await t.sql(`select from ${table} where round_id = $1`, [round.id])).rowCount, table).toBe(0);
    expect((await t.sql('select from round_seal where round_id = $1', [round.id])).rowCount).toBe(2);
  });

  test('more answers than ballots: the round closes, and everybody is told', async () => {
    const { a, round, tokens } = await opened();
    for (const token of tokens) await answer(t, round.id, token, 3);
    // Somebody with the key, or with the table.
    await t.sql(
      `insert into answer select partnership_id, round_id, sha256(nullifier), stratum, ratings, comments, guesses, nonce
       from answer
       where round_id = $1 and stratum = 's2'`,
      [round.id],
    );
    const closed = await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`);
    expect(closed.body.ballots?.addsUp).toBe(false);
    expect(closed.body.ballots?.strata.map((one) => [one.handed, one.counted])).toEqual([
      [6, 6],
      [6, 12],
    ]);
    const { rows } = await t.sql(`select after from event where type = 'round.closed' and subject_id = $1`, [round.id]);
    expect(rows[0].after.addsUp).toBe(false);
  });
});

describe('nobody signed in', () => {
  test('can read private keys or who has a ballot, whatever query they manage to run', async () => {
    const { a, round, tokens, offers } = await opened();
    await sealBallot(t, round.id, tokens[0] as string, offers[0] as SealOffer);
    const me = await a.north.get<{ id: string }>('/me');
    const partnership = a.partnership.id;
    const keys = await inPartnership(t.services.db, me.body.id, partnership, (tx) =>
      tx.selectFrom('round_seal_key').selectAll().execute(),
    );
    const claims = await inPartnership(t.services.db, me.body.id, partnership, (tx) =>
      tx.selectFrom('round_claim').select('round_id').execute(),
    );
    expect([keys, claims]).toEqual([[], []]);
    await expect(
      inPartnership(t.services.db, me.body.id, partnership, (tx) =>
        tx.selectFrom('round_claim').select('token_hash').execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    const seen = await asWorker(t.services.db, partnership, (tx) =>
      tx.selectFrom('round_seal_key').selectAll().execute(),
    );
    expect(seen).toHaveLength(2);
  });

  test('leaves a trace: no log line, no cookie, no limit by address on any call of a respondent', async () => {
    const { round, tokens, offers } = await opened();
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const app = await buildApp(t.services, pino({ level: 'trace' }, sink));
    const post = (url: string, payload: unknown) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/respond/${url}`,
        payload: payload as object,
        remoteAddress: '198.51.100.7',
      });
    lines.length = 0;
    const mine = await blind(round.id, offers[0] as SealOffer);
    const signed = await post('seals', { round: round.id, token: tokens[0], blinded: mine.blinded });
    const ballot = await unblind(mine, signed.json().signature);
    const body = { ballot, ratings: { trust: 2 }, padding: ' '.repeat(ANSWER_BYTES / 2) };
    const replies = [
      signed,
      await post('seals', { round: round.id, token: tokens[0], blinded: null }),
      await post('answers', body),
      await post('answers', { ...body, ballot: { ...ballot, signature: 'x' } }),
      await post('answers', { ...body, ratings: { trust: 3 } }),
      await app.inject({ url: `/api/v1/respond/rounds/${round.id}/receipts`, remoteAddress: '198.51.100.7' }),
    ];
    expect(replies.map((one) => one.statusCode)).toEqual([200, 403, 200, 400, 409, 404]);
    for (const reply of replies) {
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(Object.keys(reply.headers).filter((name) => /ratelimit/i.test(name))).toEqual([]);
      expect(reply.headers['cache-control']).toBe('no-store');
    }
    expect(lines).toEqual([]);
    await app.close();
  });
});

test('the ballot reply of a sealed round holds no ballot of the server’s making, and marks nobody', async () => {
  const { a, round, tokens } = await opened();
  const reply: BallotReply = await fetchBallot(t, round.id, tokens[0] as string);
  expect([reply.level, reply.ballot]).toEqual(['sealed', null]);
  expect(reply.seal).toMatchObject({ unsealed: false, host: null });
  const seen = await a.north.get<Round>(`${a.path}/rounds/${round.id}`);
  expect(seen.body.strata.map((one) => one.fetched)).toEqual([0, 0]);
});
