import { randomBytes } from 'node:crypto';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { AnswerRequest, Ballot, BallotReply, Results, Round } from '../../domain/surveys/contract.ts';
import { buildApp } from '../app.ts';
import { asWorker, inPartnership } from '../platform/scope.ts';
import { type Client, type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { mixAnswers } from './answer-queries.ts';
import { nullifierOf } from './ballots.ts';
import { instruments } from './instruments.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

type Opened = { a: Alliance; round: Round; tokens: string[]; ballots: Ballot[]; partnership: string };

/** A round of six and six with every ballot fetched; the first six are of the first stratum. */
async function opened(people = { north: 6, rail: 6 }): Promise<Opened> {
  const a = await alliance(t, people);
  const round = await openRound(a.north, a.path);
  const tokens = [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))];
  const ballots: Ballot[] = [];
  for (const token of tokens) ballots.push((await fetchBallot(t, round.id, token)).ballot as Ballot);
  return { a, round, tokens, ballots, partnership: a.partnership.id };
}

const submit = (ballot: Ballot | undefined, ratings: Record<string, unknown>, comments?: Record<string, string>) =>
  t.nobody.post<Problem & { counted?: boolean }>('/respond/answers', {
    ballot,
    ratings,
    ...(comments ? { comments } : {}),
  } as AnswerRequest);

const newNonce = () => randomBytes(16).toString('base64url');

/** Every item with one rating. */
const whole = (rating: number) =>
  Object.fromEntries(instruments.get('relational')?.items.map((item) => [item.key, rating]) ?? []);

const stored = async (round: string) =>
  (
    await t.sql(
      `select encode(nullifier, 'hex') as nullifier, stratum, ratings, comments from answer
      where round_id = $1 order by nullifier`,
      [round],
    )
  ).rows as { nullifier: string; stratum: string; ratings: (number | null)[]; comments: string[] }[];

/** A byte of a base64url text turned into another one. */
const forged = (text: string) => (text.startsWith('A') ? 'B' : 'A') + text.slice(1);

describe('one answer for each person invited', () => {
  test('a hundred submits of one ballot at once are one answer', async () => {
    const { round, ballots } = await opened();
    const replies = await Promise.all(
      Array.from({ length: 100 }, () => submit(ballots[0], { trust: 4, conflict: 2 }, { change: 'Talk sooner.' })),
    );
    expect(replies.map((one) => one.status)).toEqual(new Array(100).fill(200));
    const [row, ...more] = await stored(round.id);
    expect(more).toEqual([]);
    expect(row?.nullifier).toBe(nullifierOf(ballots[0] as Ballot).toString('hex'));
    expect(row?.ratings.slice(0, 3)).toEqual([4, 2, null]);
  });

  test('a hundred different answers with one ballot: the first stays, the others learn nothing', async () => {
    const { round, ballots } = await opened();
    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        submit(ballots[0], { trust: (i % 5) + 1, conflict: Math.floor(i / 20) + 1 }),
      ),
    );
    const taken = replies.filter((one) => one.status === 200);
    const refused = replies.filter((one) => one.status === 409);
    expect([taken.length >= 1, taken.length + refused.length]).toEqual([true, 100]);
    const rows = await stored(round.id);
    expect(rows).toHaveLength(1);
    // Whoever was told "counted" had sent just what is stored.
    for (const [i, reply] of replies.entries()) {
      const same = rows[0]?.ratings[0] === (i % 5) + 1 && rows[0]?.ratings[1] === Math.floor(i / 20) + 1;
      expect(reply.status).toBe(same ? 200 : 409);
    }
    expect(new Set(refused.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect(refused[0]?.body).toEqual({
      type: '/problems/answered',
      title: 'This does not fit what is there now',
      status: 409,
      detail: 'An answer from this link is counted already; it stays as it is.',
    });
  });

  test('two devices get the same ballot, so theirs is one answer', async () => {
    const { a, round, tokens, ballots } = await opened();
    const again = await Promise.all(Array.from({ length: 20 }, () => fetchBallot(t, round.id, tokens[0] as string)));
    for (const one of again) expect(one.ballot).toEqual(ballots[0]);
    expect(new Set(ballots.map((one) => one.serial)).size).toBe(12);
    const seen = await a.north.get<Round>(`${a.path}/rounds/${round.id}`);
    expect(seen.body.strata.map((one) => one.fetched)).toEqual([6, 6]);
  });

  test('a replay is 200, another answer 409, before and after the rows are mixed', async () => {
    const { round, ballots } = await opened();
    const given = { trust: 4, conflict: null, creativity: 1 };
    expect((await submit(ballots[3], given)).body).toEqual({ counted: true });
    for (let i = 0; i < 2; i++) {
      expect((await submit(ballots[3], given)).body).toEqual({ counted: true });
      // Left out and "can't say" are the same.
      expect((await submit(ballots[3], { creativity: 1, trust: 4 })).status).toBe(200);
      expect((await submit(ballots[3], { ...given, trust: 5 })).status).toBe(409);
      expect((await submit(ballots[3], { ...given, conflict: 3 })).status).toBe(409);
      await t.services.jobs.run('mix-answers');
    }
    expect(await stored(round.id)).toHaveLength(1);
  });

  test('whoever holds the link cannot try out what its device answered; that device hears again that it counted', async () => {
    const { round, ballots } = await opened();
    const mine = { ballot: ballots[5], ratings: { trust: 2 }, nonce: newNonce() };
    const send = (more: object) =>
      t.nobody.post<Problem & { counted?: boolean }>('/respond/answers', { ...mine, ...more });
    expect((await send({})).body).toEqual({ counted: true });
    for (let i = 0; i < 2; i++) {
      const tries = [1, 2, 3, 4, 5].flatMap((trust) =>
        [undefined, newNonce()].map((nonce) => ({ ratings: { trust }, nonce })),
      );
      const heard = await Promise.all(tries.map(send));
      expect(new Set(heard.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
      expect(heard[0]?.status).toBe(409);
      expect((await send({})).body).toEqual({ counted: true });
      expect((await send({ ratings: { trust: 3 } })).status).toBe(409);
      await t.services.jobs.run('mix-answers');
    }
    for (const nonce of ['', 'A'.repeat(21), `${'A'.repeat(21)}=`, 7]) expect((await send({ nonce })).status).toBe(400);
    expect((await stored(round.id)).map((row) => row.ratings[0])).toEqual([2]);
  });

  test('everybody opening their link at the same moment gets a ballot and is counted', async () => {
    const a = await alliance(t, { north: 30, rail: 30 });
    for (let wave = 0; wave < 5; wave++) {
      const round = await openRound(a.north, a.path);
      const tokens = [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))];
      const replies = await Promise.all(
        // In an order that has nothing to do with that of the rows, as people have none either.
        tokens.toSorted().map((token) => t.nobody.post<BallotReply>('/respond/ballots', { round: round.id, token })),
      );
      expect(replies.filter((one) => one.status !== 200)).toEqual([]);
      const seen = await a.rail.get<Round>(`${a.path}/rounds/${round.id}`);
      expect(seen.body.strata.map((one) => one.fetched)).toEqual([30, 30]);
      await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
    }
  });
});

describe('what is refused', () => {
  let first: Opened;
  let second: Opened;
  beforeAll(async () => {
    first = await opened();
    second = await opened();
  });

  test('a ballot that this round did not make', async () => {
    const [ballot, other] = [first.ballots[0] as Ballot, second.ballots[0] as Ballot];
    const rail = first.ballots[11] as Ballot;
    expect(ballot.stratum).not.toBe(rail.stratum);
    const wrong: Ballot[] = [
      { ...ballot, round: second.round.id },
      { ...other, round: first.round.id },
      { ...ballot, stratum: rail.stratum },
      { ...ballot, stratum: 's3' },
      { ...ballot, serial: forged(ballot.serial) },
      { ...ballot, serial: rail.serial },
      { ...ballot, proof: forged(ballot.proof) },
      { ...ballot, proof: other.proof },
      { ...ballot, proof: 'é'.repeat(43) },
      { ...ballot, serial: randomBytes(32).toString('base64url'), proof: randomBytes(32).toString('base64url') },
    ];
    for (const one of wrong) {
      const reply = await submit(one, { trust: 3 });
      expect([reply.status, reply.body.type]).toEqual([403, '/problems/not-allowed']);
    }
    expect(await stored(first.round.id)).toHaveLength(0);
    expect(await stored(second.round.id)).toHaveLength(0);
  });

  test('a link that leads nowhere, in the same words whatever is wrong with it', async () => {
    const token = first.tokens[0] as string;
    const ask = (body: object) => t.nobody.post<Problem>('/respond/ballots', body);
    const wrong = [
      { round: first.round.id, token: forged(token) },
      { round: second.round.id, token },
      { round: '018f3f3e-0000-7000-8000-000000000000', token },
    ];
    const replies = await Promise.all(wrong.map(ask));
    expect(replies.map((one) => one.status)).toEqual([404, 404, 404]);
    expect(new Set(replies.map((one) => JSON.stringify(one.body))).size).toBe(1);
    expect((await ask({ round: 'x', token })).status).toBe(400);
    expect((await ask({ round: first.round.id, token: 'short' })).status).toBe(400);
    expect((await ask({ round: first.round.id, token, name: 'me' })).status).toBe(400);
    expect((await ask({ round: first.round.id })).status).toBe(400);
  });

  test.each([
    ['an item that is not asked', { trust: 3, money: 3 }],
    ['an item of another name than its own', { Trust: 3 }],
    ['an inherited name', { constructor: 3 }],
    ['above the scale', { trust: 6 }],
    ['below the scale', { trust: 0 }],
    ['negative', { trust: -1 }],
    ['a fraction', { trust: 3.5 }],
    ['a text', { trust: '3' }],
    ['a truth', { trust: true }],
    ['a list', { trust: [3] }],
    ['beyond all numbers', { trust: 1e300 }],
    ['nothing', {}],
    ['nothing but “can’t say”', { trust: null }],
  ])('an answer that is %s', async (_, ratings) => {
    const reply = await submit(first.ballots[1], ratings);
    expect([reply.status, reply.body.type]).toEqual([400, '/problems/invalid']);
    expect(await stored(first.round.id)).toHaveLength(0);
  });

  test('comments on what is not asked, too long, or with control characters', async () => {
    for (const comments of [
      { gossip: 'x' },
      { change: 'x'.repeat(2001) },
      { change: 'a\u0007b' },
      { change: 3 as unknown as string },
    ] as Record<string, string>[])
      expect((await submit(first.ballots[1], { trust: 3 }, comments)).status).toBe(400);
    for (const body of [{}, { ballot: first.ballots[1] }, { ballot: null, ratings: {} }, { ratings: { trust: 3 } }])
      expect((await t.nobody.post('/respond/answers', body)).status).toBe(400);
    const more = { ballot: { ...first.ballots[1], person: 'me' }, ratings: { trust: 3 } };
    expect((await t.nobody.post('/respond/answers', more)).status).toBe(400);
    expect(await stored(first.round.id)).toHaveLength(0);
  });

  test('everything after the closing time, even before the round has been closed', async () => {
    const { a, round, tokens, ballots } = await opened();
    const before = t.clock.now();
    t.clock.set('2026-11-13T15:59:59.999Z');
    expect((await submit(ballots[0], { trust: 3 })).status).toBe(200);
    t.clock.set('2026-11-13T16:00:00Z');
    const late = await submit(ballots[1], { trust: 3 });
    expect([late.status, late.body.type]).toEqual([410, '/problems/round-over']);
    expect(await fetchBallot(t, round.id, tokens[1] as string)).toMatchObject({
      state: 'closed',
      ballot: null,
      instrument: null,
    });
    expect(await stored(round.id)).toHaveLength(1);
    t.clock.set(before.toString());
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    for (const ballot of [ballots[0], ballots[1], { ...(ballots[2] as Ballot), proof: ballots[3]?.proof as string }])
      expect([403, 410]).toContain((await submit(ballot, { trust: 3 })).status);
    expect((await submit(ballots[0], { trust: 3 })).status).toBe(410);
    expect(await stored(round.id)).toHaveLength(0);
    // Another process has not kept the key in memory: there every ballot is late.
    const other = await buildApp(t.services);
    const reply = await other.inject({
      method: 'POST',
      url: '/api/v1/respond/answers',
      payload: { ballot: ballots[0], ratings: { trust: 3 } },
    });
    expect(reply.statusCode).toBe(410);
    await other.close();
  });
});

describe('while a round is open', () => {
  test('no reply of the API tells of answers: all are the same before and after one comes in', async () => {
    const { a, round, tokens, ballots, partnership } = await opened();
    await submit(ballots[0], { trust: 1 }, { change: 'The first comment.' });
    const { paths } = t.app.swagger() as { paths: Record<string, Record<string, unknown>> };
    const addresses = Object.entries(paths)
      .filter(([, methods]) => 'get' in methods)
      .map(([path]) => path.replace('{partnershipId}', partnership).replace('{roundId}', round.id))
      .filter((path) => !path.includes('{'));
    expect(addresses.length).toBeGreaterThan(12);
    const everything = async () => {
      const replies: Record<string, unknown> = {};
      for (const [name, who] of [
        ['north', a.north],
        ['rail', a.rail],
        ['nobody', t.nobody],
      ] as [string, Client][])
        for (const address of addresses) {
          const { status, body } = await who.get<unknown>(address);
          replies[`${name} ${address}`] = { status, body };
        }
      for (const token of tokens) replies[token] = (await fetchBallot(t, round.id, token)) as unknown;
      const preview = { instrument: 'relational', closesAt: '2026-11-14T17:00', timeZone: 'UTC' };
      replies['preview'] = (await a.north.post<unknown>(`${a.path}/rounds/preview`, preview)).body;
      return replies;
    };
    const before = await everything();
    for (const [i, ballot] of ballots.slice(1, 11).entries())
      expect((await submit(ballot, { trust: (i % 5) + 1 }, { change: `Comment ${i}` })).status).toBe(200);
    expect(await everything()).toEqual(before);
    expect(JSON.stringify(before)).not.toContain('The first comment.');
    expect(await stored(round.id)).toHaveLength(11);
  });

  test('nobody signed in can read answers or who opened their link, whatever query they manage to run', async () => {
    const { a, ballots, partnership } = await opened();
    await submit(ballots[0], { trust: 1 });
    const me = await a.north.get<{ id: string }>('/me');
    const [answers, keys] = await inPartnership(t.services.db, me.body.id, partnership, async (tx) => [
      await tx.selectFrom('answer').selectAll().execute(),
      await tx.selectFrom('round_invitation').select('party_id').distinct().execute(),
    ]);
    expect(answers).toEqual([]);
    expect(keys).toEqual([{ party_id: a.northParty }]);
    await expect(
      inPartnership(t.services.db, me.body.id, partnership, (tx) =>
        tx.selectFrom('round_invitation').select('fetched').execute(),
      ),
    ).rejects.toThrow(/permission denied/);
    // Background work sees them: the test above would pass on an empty table as well.
    const seen = await asWorker(t.services.db, partnership, (tx) => tx.selectFrom('answer').selectAll().execute());
    expect(seen).toHaveLength(1);
  });
});

describe('what is stored', () => {
  test('has no column for a person, a time or an order', async () => {
    const { rows } = await t.sql(`
      select table_schema || '.' || table_name as "table", column_name as "column", data_type as type,
        is_identity, column_default
      from information_schema.columns where table_schema in ('public', 'auth', 'pgboss')`);
    const mine = rows.filter((one) => one.table === 'public.answer');
    expect(mine.map((one) => `${one.column} ${one.type}`).toSorted()).toEqual([
      'comments ARRAY',
      'guesses ARRAY',
      'nonce bytea',
      'nullifier bytea',
      'partnership_id uuid',
      'ratings ARRAY',
      'round_id uuid',
      'stratum text',
    ]);
    for (const one of mine) expect([one.is_identity, one.column_default]).toEqual(['NO', null]);

    // Tables that name people, directly or by their address, account or link.
    const named = /^(participant_id|person_id|userId|email|recipient|by_participant_id|token_hash|name)$/;
    const people = new Set(rows.filter((one) => named.test(one.column)).map((one) => one.table));
    for (const table of [
      'participant',
      'contact',
      'invitation',
      'membership',
      'person',
      'round_invitation',
      'mail',
      'event',
    ])
      expect(people).toContain(`public.${table}`);
    const shared = new Set(
      rows
        .filter((one) => people.has(one.table) && mine.some((other) => other.column === one.column))
        .map((one) => one.column),
    );
    // The group is the finest label that is ever published; it has k people or more.
    expect([...shared].toSorted()).toEqual(['partnership_id', 'round_id', 'stratum']);
    const carriers = rows.filter((one) => one.column === 'stratum' && people.has(one.table)).map((one) => one.table);
    expect(carriers.toSorted()).toEqual(['public.round_claim', 'public.round_invitation', 'public.round_seat']);
    const { rows: ties } = await t.sql(`
      select conname from pg_constraint where contype = 'f' and ('answer'::regclass in (conrelid, confrelid))
      union all select tgname from pg_trigger where tgrelid = 'answer'::regclass and not tgisinternal`);
    expect(ties).toEqual([]);
    const { rows: groups } = await t.sql(
      'select r.k, count(*)::int as people from round_invitation i join round r on r.id = i.round_id group by r.id, r.k, i.stratum',
    );
    for (const group of groups) expect(group.people).toBeGreaterThanOrEqual(group.k);
  });

  /** Tables of all schemas in which one of the texts occurs, in whatever column. */
  async function tablesWith(texts: string[]): Promise<string[]> {
    const { rows } = await t.sql(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and n.nspname in ('public', 'auth', 'pgboss', 'app')`);
    expect(rows.length).toBeGreaterThan(20);
    const found: string[] = [];
    for (const { name } of rows) {
      const hit = await t.sql(
        `select 1 from ${name} as r, unnest($1::text[]) as needle where strpos(r::text, needle) > 0 limit 1`,
        [texts],
      );
      if (hit.rowCount) found.push(name);
    }
    return found.toSorted();
  }

  test('of an answer is in its own table alone, and gone with everything that could find it after closing', async () => {
    const { a, round, tokens, ballots } = await opened();
    for (const [i, ballot] of ballots.entries()) {
      expect((await submit(ballot, whole((i % 5) + 1), { change: `Unmistakable ${i} remark` })).status).toBe(200);
    }
    const secret = (await t.sql('select secret from round_key where round_id = $1', [round.id])).rows[0]
      .secret as Buffer;
    const traces = {
      comments: ballots.map((_, i) => `Unmistakable ${i} remark`),
      nullifiers: ballots.map((ballot) => nullifierOf(ballot).toString('hex')),
      ballots: ballots.flatMap((ballot) => [ballot.serial, ballot.proof]),
      links: tokens,
      key: [secret.toString('hex')],
    };
    const where = async () => {
      const places: Record<string, string[]> = {};
      for (const [what, texts] of Object.entries(traces)) places[what] = await tablesWith(texts);
      return places;
    };
    expect(await where()).toEqual({
      comments: ['public.answer'],
      nullifiers: ['public.answer'],
      ballots: [],
      // Until they are sent or the round is over: without a mail server somebody must be able to hand them out.
      links: ['public.mail'],
      key: ['public.round_key'],
    });
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    expect(await where()).toEqual({
      // Twelve people and twelve comments may be published, in random order.
      comments: ['public.round_result'],
      nullifiers: [],
      ballots: [],
      links: [],
      key: [],
    });
    const { body } = await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`);
    const texts = body.snapshot.comments.find((one) => one.question === 'change')?.texts;
    expect(texts?.toSorted()).toEqual(traces.comments.toSorted());
  });
});

describe('the respondent’s routes', () => {
  test('set no cookie, count nobody by address and log nothing, whatever happens', async () => {
    const { a, round, tokens, ballots } = await opened();
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const app = await buildApp(t.services, pino({ level: 'trace' }, sink));
    const post = (url: string, payload: unknown, headers = {}) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/respond/${url}`,
        headers: { 'content-type': 'application/json', cookie: 'entente.session_token=somebody', ...headers },
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
        remoteAddress: '198.51.100.7',
      });
    const given = { ballot: ballots[0], ratings: { trust: 2 } };
    lines.length = 0;
    const replies = [
      await post('ballots', { round: round.id, token: tokens[0] }),
      await post('ballots', { round: round.id, token: forged(tokens[0] as string) }),
      await post('ballots', { round: round.id }),
      await post('answers', given),
      await post('answers', given),
      await post('answers', { ...given, ratings: { trust: 3 } }),
      await post('answers', { ...given, ratings: { money: 3 } }),
      await post('answers', { ...given, ballot: { ...ballots[0], stratum: 's2' } }),
      await post('answers', '{"ballot":'),
      await post('answers', 'x'.repeat(70_000)),
      await post('answers', 'a=b', { 'content-type': 'text/plain' }),
      await post('answers', given, { origin: 'https://evil.example' }),
    ];
    await t.sql('alter function app.answer rename to answer_away');
    await t.sql('alter function app.enter_round rename to enter_round_away');
    replies.push(
      await post('answers', { ballot: ballots[1], ratings: { trust: 2 } }),
      await post('ballots', { round: round.id, token: tokens[0] }),
    );
    await t.sql('alter function app.answer_away rename to answer');
    await t.sql('alter function app.enter_round_away rename to enter_round');
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    replies.push(await post('answers', given), await post('ballots', { round: round.id, token: tokens[0] }));
    const page = await app.inject({ method: 'GET', url: `/r/${round.id}`, remoteAddress: '198.51.100.7' });
    expect(replies.map((one) => one.statusCode)).toEqual([
      200, 404, 400, 200, 200, 409, 400, 403, 400, 413, 415, 403, 500, 500, 410, 200,
    ]);
    for (const reply of [...replies, page]) {
      expect(reply.headers['set-cookie']).toBeUndefined();
      expect(Object.keys(reply.headers).filter((name) => /ratelimit/i.test(name))).toEqual([]);
    }
    for (const reply of replies) expect(reply.headers['cache-control']).toBe('no-store');
    expect(lines).toEqual([]);

    // Other routes are logged, without body or address: the silence above is not a broken logger.
    await app.inject({ method: 'GET', url: '/api/v1/installation', remoteAddress: '198.51.100.7' });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain('198.51.100.7');
    const metrics = await app.inject({ method: 'GET', url: '/metrics', remoteAddress: '127.0.0.1' });
    expect(metrics.body).toContain('/api/v1/installation');
    expect(metrics.body).not.toContain('/respond/');
    await app.close();
  });

  test('are not slowed down for many people behind one address', async () => {
    const { ballots } = await opened();
    const replies = await Promise.all(Array.from({ length: 700 }, () => submit(ballots[0], { trust: 4 })));
    expect(new Set(replies.map((one) => one.status))).toEqual(new Set([200]));
  });
});

describe('mixing', () => {
  const inPlace = async (round: string) =>
    (
      await t.sql(`select encode(nullifier, 'hex') as nullifier from answer where round_id = $1 order by ctid`, [round])
    ).rows.map((row) => row.nullifier as string);

  test('puts the rows into another order without losing or changing any', async () => {
    const { round, partnership } = await opened();
    await t.sql(
      `insert into answer select $1, $2, sha256(i::text::bytea), 's' || (i % 2 + 1), array[i % 5 + 1]::smallint[], array['c' || i], null, sha256(i::text::bytea)
        from generate_series(1, 400) i`,
      [partnership, round.id],
    );
    const [rows, order] = [await stored(round.id), await inPlace(round.id)];
    await t.services.jobs.run('mix-answers');
    const once = await inPlace(round.id);
    expect(once).not.toEqual(order);
    // Not the order of keys either, and another one each time.
    expect(once).not.toEqual(once.toSorted());
    const kept = order.filter((nullifier, at) => once.indexOf(nullifier) === at).length;
    expect(kept).toBeLessThan(20);
    // One transaction has written all: its number says nothing about one of them.
    expect((await t.sql('select distinct xmin from answer where round_id = $1', [round.id])).rowCount).toBe(1);
    await t.services.jobs.run('mix-answers');
    expect(await inPlace(round.id)).not.toEqual(once);
    expect(await stored(round.id)).toEqual(rows);
  });

  test('while answers come in loses none and takes none twice', async () => {
    const { round, tokens } = await opened({ north: 25, rail: 25 });
    let [done, times] = [false, 0];
    const mixing = (async () => {
      while (!done) {
        await Promise.all([t.services.jobs.run('mix-answers'), t.services.jobs.run('mix-answers')]);
        times++;
      }
    })();
    for (let start = 0; start < tokens.length; start += 5) {
      const replies = await Promise.all(
        tokens
          .slice(start, start + 5)
          .flatMap((token, i) => [1, 2, 3].map(() => answer(t, round.id, token, ((start + i) % 5) + 1))),
      );
      expect(new Set(replies.map((one) => one.status))).toEqual(new Set([200]));
    }
    done = true;
    await mixing;
    expect(times).toBeGreaterThan(1);
    const rows = await stored(round.id);
    expect(rows).toHaveLength(50);
    const counts = [1, 2, 3, 4, 5].map((rating) => rows.filter((row) => row.ratings[0] === rating).length);
    expect(counts).toEqual([10, 10, 10, 10, 10]);
  }, 60_000);

  test.each(['close', 'cancel'])('in the moment of %s leaves no answer behind', async (what) => {
    const { a, round, ballots, partnership } = await opened();
    for (const ballot of ballots) await submit(ballot, whole(4));
    let ending: ReturnType<typeof a.north.post<Round>> | undefined;
    await asWorker(t.services.db, partnership, async (tx, scope) => {
      await mixAnswers(tx, scope, round.id);
      ending = a.north.post<Round>(`${a.path}/rounds/${round.id}/${what}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect((await ending)?.status).toBe(200);
    expect(await stored(round.id)).toHaveLength(0);
    if (what === 'close') expect((await ending)?.body.strata.map((one) => one.answered)).toEqual([6, 6]);
    // Nor does mixing that comes after it.
    await asWorker(t.services.db, partnership, (tx, scope) => mixAnswers(tx, scope, round.id));
    expect(await stored(round.id)).toHaveLength(0);
  });
});

describe('closing in the moment of answering', () => {
  test('counts exactly the answers that were accepted', async () => {
    const { a, round, ballots } = await opened({ north: 20, rail: 20 });
    const sending = ballots.map(async (ballot, i) => {
      await new Promise((resolve) => setTimeout(resolve, i * 4));
      return submit(ballot, whole(3));
    });
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect((await a.rail.post(`${a.path}/rounds/${round.id}/close`)).status).toBe(200);
    const replies = await Promise.all(sending);
    const accepted = replies.filter((one) => one.status === 200).length;
    expect(replies.filter((one) => one.status === 410)).toHaveLength(40 - accepted);
    const { rows } = await t.sql('select cells from round_histogram where round_id = $1', [round.id]);
    const counted = (rows[0].cells as { item: string; counts: number[] }[])
      .filter((cell) => cell.item === 'trust')
      .flatMap((cell) => cell.counts)
      .reduce((sum, n) => sum + n, 0);
    expect(counted).toBe(accepted >= 5 ? accepted : 0);
    expect(await stored(round.id)).toHaveLength(0);
  });
});
