import type { LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Me } from '../../domain/partnerships/contract.ts';
import { Client, cookiesOf, ownerOf, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/costly.ts';
import { alliance } from '../testing/factories.ts';

let t: TestApp;
let people: TestPerson[];

type Extra = { headers?: Record<string, string>; from?: string };
function auth(app: TestApp, path: string, body: unknown, { headers = {}, from }: Extra = {}) {
  return app.app.inject({
    method: 'POST',
    url: `/api/auth/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
    ...(from ? { remoteAddress: from } : {}),
  });
}
const signIn = (email: string, password = PASSWORD, extra: Extra = {}) =>
  auth(t, 'sign-in/email', { email, password }, extra);
const clientOf = (response: LightMyRequestResponse) => new Client(t.app, cookiesOf(response));
const signedIn = async (client: Client) => (await client.get('/me')).status === 200;

beforeAll(async () => {
  t = await testApp();
  people = await Promise.all(Array.from({ length: 10 }, () => t.person()));
});
afterAll(() => t.close());

describe('accounts', () => {
  test('of ten people signing up at the same moment, one becomes administrator', async () => {
    const all = await Promise.all(people.map((person) => person.get<Me>('/me')));
    expect(all.filter((one) => one.body.administrator)).toHaveLength(1);
    const late = await t.person();
    expect((await late.get<Me>('/me')).body.administrator).toBe(false);
  });

  test('of two whose accounts are written in the same instant, the second waits and sees the first', async () => {
    const empty = await testApp();
    const owner = await ownerOf((await empty.sql('select current_database() as name')).rows[0].name);
    const [one, two] = [new pg.Client(owner), new pg.Client(owner)];
    try {
      const insert = (client: pg.Client, email: string) =>
        client.query(
          `insert into auth."user" (id, name, email, "emailVerified", "createdAt", "updatedAt")
           values (gen_random_uuid(), 'P', $1, false, now(), now())`,
          [email],
        );
      for (const client of [one, two]) await client.connect();
      const { pid } = (await two.query('select pg_backend_pid() as pid')).rows[0];
      for (const client of [one, two]) await client.query('begin');
      await insert(one, 'one@example.org');
      let written = false;
      const second = insert(two, 'two@example.org').then(() => {
        written = true;
      });
      const waits = `select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'`;
      while (!written && !(await empty.sql(waits, [pid])).rowCount);
      await one.query('commit');
      await second;
      await two.query('commit');
      expect((await empty.sql('select email from person where administrator')).rows).toEqual([
        { email: 'one@example.org' },
      ]);
    } finally {
      for (const client of [one, two]) await client.end();
      await empty.close();
    }
  });

  test('an address is one account, however it is written', async () => {
    const first = await auth(t, 'sign-up/email', { name: 'Kim', email: 'Kim@Example.ORG', password: PASSWORD });
    expect(first.statusCode).toBe(200);
    expect((await clientOf(first).get<Me>('/me')).body.email).toBe('kim@example.org');
    const again = await auth(t, 'sign-up/email', { name: 'Kim', email: 'KIM@example.org', password: PASSWORD });
    expect(again.statusCode).toBe(422);
    expect((await signIn('kIm@example.org')).statusCode).toBe(200);
  });

  test('a password has ten characters at least', async () => {
    const short = await auth(t, 'sign-up/email', { name: 'Al', email: 'al@example.org', password: 'ninechars' });
    expect(short.statusCode).toBe(400);
  });

  test.each([
    ['empty', ''],
    ['blank', '   '],
    ['of 121 characters', 'x'.repeat(121)],
    ['with a line break', 'Eve\r\nBcc: all@example.org'],
    ['with a null character', 'Eve\u0000'],
    ['with broken characters', 'Eve\ud800'],
    ['that is no text', { $ne: null }],
  ])('a name %s is refused, at sign-up and later', async (_, name) => {
    const email = 'eve@example.org';
    expect((await auth(t, 'sign-up/email', { name, email, password: PASSWORD })).statusCode).toBe(400);
    expect((await t.sql('select from person where email = $1', [email])).rowCount).toBe(0);
    const { cookie = '' } = people[2] as TestPerson;
    expect((await auth(t, 'update-user', { name }, { headers: { cookie } })).statusCode).toBe(400);
  });

  test('a new name follows to the person; address and account cannot be changed or removed this way', async () => {
    const person = people[1] as TestPerson;
    const headers = { cookie: person.cookie as string };
    expect((await auth(t, 'update-user', { name: 'New Name' }, { headers })).statusCode).toBe(200);
    expect((await person.get<Me>('/me')).body.name).toBe('New Name');
    for (const [path, body] of [
      ['change-email', { newEmail: 'else@example.org' }],
      ['update-user', { email: 'else@example.org' }],
      ['delete-user', { password: PASSWORD }],
    ] as const) {
      const { statusCode } = await auth(t, path, body, { headers });
      expect(statusCode, path).toBeGreaterThanOrEqual(400);
      expect(statusCode, path).toBeLessThan(500);
    }
    expect((await person.get<Me>('/me')).body.email).toBe(person.email);
  });
});

describe('sessions', () => {
  test('signing in gives a session, signing out ends it at once', async () => {
    const person = people[3] as TestPerson;
    expect((await signIn(person.email, 'not the password')).statusCode).toBe(401);
    const response = await signIn(person.email);
    const client = clientOf(response);
    expect(await signedIn(client)).toBe(true);
    await auth(t, 'sign-out', {}, { headers: { cookie: client.cookie as string } });
    expect(await signedIn(client)).toBe(false);
    // The other session of the same person stays.
    expect(await signedIn(person)).toBe(true);
  });

  test('a session revoked from elsewhere is refused by the next request', async () => {
    const person = people[4] as TestPerson;
    const other = clientOf(await signIn(person.email));
    const headers = { cookie: person.cookie as string };
    const list = await t.app.inject({ url: '/api/auth/list-sessions', headers });
    const { rows } = await t.sql(
      `select token from auth.session s join auth."user" u on u.id = s."userId" where u.email = $1 order by s."createdAt" desc limit 1`,
      [person.email],
    );
    expect(list.json()).toHaveLength(2);
    expect(await signedIn(other)).toBe(true);
    expect((await auth(t, 'revoke-session', { token: rows[0].token }, { headers })).statusCode).toBe(200);
    expect(await signedIn(other)).toBe(false);
    expect(await signedIn(person)).toBe(true);
  });

  test('a new password can end all other sessions', async () => {
    const person = people[5] as TestPerson;
    const other = clientOf(await signIn(person.email));
    const changed = await auth(
      t,
      'change-password',
      { currentPassword: PASSWORD, newPassword: `${PASSWORD} new`, revokeOtherSessions: true },
      { headers: { cookie: person.cookie as string } },
    );
    expect(changed.statusCode).toBe(200);
    expect(await signedIn(other)).toBe(false);
    expect(await signedIn(person)).toBe(false);
    expect(await signedIn(clientOf(changed))).toBe(true);
    expect((await signIn(person.email)).statusCode).toBe(401);
  });

  test('a session that is over, unknown or tampered with is none', async () => {
    const person = people[6] as TestPerson;
    const [name, value = ''] = (person.cookie as string).split('=');
    const [token = '', signature = ''] = decodeURIComponent(value).split('.');
    const cookie = (text: string) => new Client(t.app, `${name}=${encodeURIComponent(text)}`);
    expect(await signedIn(cookie(`${token}.${signature}`))).toBe(true);
    for (const text of [
      '',
      token,
      `${token}.`,
      // The first letter: the last ones hold bits that nobody reads.
      `${token}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`,
      `x${token.slice(1)}.${signature}`,
    ])
      expect(await signedIn(cookie(text)), text).toBe(false);
    await t.sql(`update auth.session set "expiresAt" = now() - interval '1 second' where token = $1`, [token]);
    expect(await signedIn(person)).toBe(false);
  });

  test('a session planted before signing in is not the one signed in', async () => {
    const person = people[7] as TestPerson;
    const before = decodeURIComponent((person.cookie as string).split('=')[1] as string);
    const planted = await signIn(person.email, PASSWORD, { headers: { cookie: person.cookie as string } });
    expect(planted.statusCode).toBe(200);
    const after = decodeURIComponent(cookiesOf(planted).split('=')[1] as string);
    expect(after).not.toBe(before);
  });

  test('a token as a bearer or in the address is no session', async () => {
    const { cookie = '' } = people[8] as TestPerson;
    const value = decodeURIComponent(cookie.split('=')[1] as string);
    for (const request of [
      { url: '/api/v1/me', headers: { authorization: `Bearer ${value}` } },
      { url: '/api/v1/me', headers: { authorization: `Bearer ${value.split('.')[0]}` } },
    ])
      expect((await t.app.inject(request)).statusCode).toBe(401);
  });
});

describe('guessing passwords', () => {
  const guesses = (email: string, count: number, extra: (i: number) => Extra = () => ({})) =>
    Promise.all(Array.from({ length: count }, (_, i) => signIn(email, `guess number ${i}`, extra(i))));
  const tally = (replies: LightMyRequestResponse[]) => ({
    tried: replies.filter((one) => one.statusCode === 401).length,
    stopped: replies.filter((one) => one.statusCode === 429).length,
  });

  test('ten tries in a quarter of an hour, even at the same moment and from everywhere; others are not affected', async () => {
    const [target, other] = [await t.person(), await t.person()];
    const spread = (i: number): Extra => ({
      from: `10.9.0.${i + 1}`,
      headers: {
        'x-forwarded-for': `172.16.0.${i}`,
        'x-entente-address': `172.17.0.${i}`,
        'x-real-ip': `172.18.0.${i}`,
      },
    });
    expect(tally(await guesses(target.email, 30, spread))).toEqual({ tried: 10, stopped: 20 });
    // Not even the right password, and not under another spelling.
    const stopped = await signIn(target.email);
    expect([stopped.statusCode, stopped.json().message]).toEqual([
      429,
      'Too many tries for this account. Wait a quarter of an hour, or use a passkey.',
    ]);
    expect((await signIn(target.email.toUpperCase())).statusCode).toBe(429);
    expect((await signIn(other.email)).statusCode).toBe(200);
    // Who is signed in stays so.
    expect(await signedIn(target)).toBe(true);
    t.clock.pass({ minutes: 15, seconds: 1 });
    expect((await signIn(target.email)).statusCode).toBe(200);
  });

  test('signing in forgets the failures before it', async () => {
    const person = await t.person();
    expect(tally(await guesses(person.email, 6))).toEqual({ tried: 6, stopped: 0 });
    expect((await signIn(person.email)).statusCode).toBe(200);
    expect(tally(await guesses(person.email, 6))).toEqual({ tried: 6, stopped: 0 });
  });

  test('an address without an account is answered like one with', async () => {
    const person = await t.person();
    const [known, unknown] = [
      await signIn(person.email, 'wrong password'),
      await signIn('no@body.example', 'wrong password'),
    ];
    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body]);
    expect(tally(await guesses('no@body.example', 12))).toEqual({ tried: 9, stopped: 3 });
  });
});

describe('the address of a client', () => {
  const SPOOFED = {
    'x-forwarded-for': '198.51.100.7',
    'x-real-ip': '198.51.100.7',
    'x-entente-address': '198.51.100.7',
    'x-client-ip': '198.51.100.7',
    forwarded: 'for=198.51.100.7',
    'cf-connecting-ip': '198.51.100.7',
  };
  const kept = async (app: TestApp, address: string) =>
    (
      await app.sql(
        `select (select count(*) from auth."rateLimit" where key like $1) + (select count(*) from auth.session where "ipAddress" = $2) as n`,
        [`%${address}%`, address],
      )
    ).rows[0].n as string;

  test('is that of the connection, whatever headers say', async () => {
    const person = people[9] as TestPerson;
    expect((await signIn(person.email, PASSWORD, { headers: SPOOFED, from: '203.0.113.5' })).statusCode).toBe(200);
    expect(Number(await kept(t, '198.51.100.7'))).toBe(0);
    expect(Number(await kept(t, '203.0.113.5'))).toBeGreaterThan(0);
  });

  test('a hundred tries an hour from one address, whatever headers say; another address goes on', async () => {
    await t.sql(`update auth."rateLimit" set count = 100, "lastRequest" = $1 where key like '203.0.113.5%sign-in%'`, [
      Date.now(),
    ]);
    const person = people[9] as TestPerson;
    const stopped = await signIn(person.email, PASSWORD, { headers: SPOOFED, from: '203.0.113.5' });
    expect(stopped.statusCode).toBe(429);
    expect(Number(stopped.headers['x-retry-after'])).toBeGreaterThan(3500);
    expect(Number(stopped.headers['x-retry-after'])).toBeLessThanOrEqual(3600);
    expect((await signIn(person.email, PASSWORD, { from: '203.0.113.6' })).statusCode).toBe(200);
  });

  test('comes from X-Forwarded-For when a trusted proxy says so, and only then', async () => {
    const behind = await testApp({ env: { TRUSTED_PROXIES: '10.1.1.1' } });
    try {
      const join = (email: string, from: string, forwarded: string) =>
        auth(
          behind,
          'sign-up/email',
          { name: 'P', email, password: PASSWORD },
          { from, headers: { ...SPOOFED, 'x-forwarded-for': forwarded } },
        );
      // What the client itself claimed stands before what the proxy added.
      await join('a@example.org', '10.1.1.1', '198.51.100.7, 203.0.113.9');
      expect(Number(await kept(behind, '203.0.113.9'))).toBeGreaterThan(0);
      await join('b@example.org', '10.1.1.2', '198.51.100.7');
      expect(Number(await kept(behind, '10.1.1.2'))).toBeGreaterThan(0);
      expect(Number(await kept(behind, '198.51.100.7'))).toBe(0);
    } finally {
      await behind.close();
    }
  });
});

describe('requests from other sites', () => {
  const wish = {
    name: 'A',
    kind: 'other',
    mine: { organisation: 'M', role: 'lead' },
    others: [{ organisation: 'T', people: [] }],
  };

  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that only begins like ours', { origin: 'http://entente.test.evil.example' }],
    ['our name on another port', { origin: 'http://entente.test:8080' }],
    ['our name with another scheme', { origin: 'https://entente.test' }],
    ['no origin to speak of', { origin: 'null' }],
    ['a cross-site request without origin', { 'sec-fetch-site': 'cross-site' }],
  ])('%s writes nothing', async (_, headers) => {
    const person = people[8] as TestPerson;
    const reply = await person.send<{ type: string }>('POST', '/partnerships', wish, headers as never);
    expect([reply.status, reply.body.type]).toEqual([403, '/problems/cross-site']);
    expect((await signIn(person.email, PASSWORD, { headers: headers as never })).statusCode).toBe(403);
    expect((await person.get<{ items: [] }>('/partnerships')).body.items).toEqual([]);
  });

  test('our own pages write; nobody is allowed to read from elsewhere', async () => {
    const person = people[8] as TestPerson;
    const own = { origin: 'http://entente.test', 'sec-fetch-site': 'same-origin' };
    expect((await person.send('POST', '/partnerships', wish, own)).status).toBe(201);
    const read = await person.send('GET', '/me', undefined, { origin: 'https://evil.example' });
    expect(read.headers['access-control-allow-origin']).toBeUndefined();
    const asked = await t.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/partnerships',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(asked.headers['access-control-allow-origin']).toBeUndefined();
  });
});

describe('cookies', () => {
  const flags = (response: LightMyRequestResponse) => {
    const [cookie = ''] = [response.headers['set-cookie'] ?? ''].flat().filter((one) => one.includes('session_token='));
    const [pair = '', ...rest] = cookie.split(/;\s*/);
    return { name: pair.split('=')[0], flags: rest.map((one) => one.toLowerCase()) };
  };

  test('on plain http: not for scripts, not for other sites', async () => {
    const { name, flags: given } = flags(await signIn((people[8] as TestPerson).email));
    expect(name).toBe('entente.session_token');
    expect(given).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']));
    expect(given.some((one) => one.startsWith('domain') || one === 'secure')).toBe(false);
  });

  test('on https: bound to this host and to https', async () => {
    const secure = await testApp({ env: { PUBLIC_URL: 'https://entente.test' } });
    try {
      const response = await auth(
        secure,
        'sign-up/email',
        { name: 'S', email: 's@example.org', password: PASSWORD },
        { headers: { origin: 'https://entente.test' } },
      );
      const { name, flags: given } = flags(response);
      expect(name).toBe('__Host-entente.session_token');
      expect(given).toEqual(expect.arrayContaining(['secure', 'httponly', 'samesite=lax', 'path=/']));
      expect(given.some((one) => one.startsWith('domain'))).toBe(false);
      const me = await secure.app.inject({ url: '/api/v1/me', headers: { cookie: cookiesOf(response) } });
      expect(me.statusCode).toBe(200);
      expect(me.headers['strict-transport-security']).toBe('max-age=31536000');
      expect(me.headers['cache-control']).toBe('no-store');
    } finally {
      await secure.close();
    }
  });
});

describe('SIGN_UP=invited', () => {
  test('of many who come first at once, one is first', async () => {
    const guarded = await testApp({ env: { SIGN_UP: 'invited' } });
    const tries = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        auth(guarded, 'sign-up/email', { name: 'P', email: `first.${n}@example.org`, password: PASSWORD }),
      ),
    );
    expect(tries.map((reply) => reply.statusCode).toSorted()).toEqual([200, 403, 403, 403, 403, 403]);
    await guarded.close();
  });

  test('the first account, then invited addresses only, as long as their invitation is open', async () => {
    const guarded = await testApp({ env: { SIGN_UP: 'invited' } });
    try {
      const join = async (email: string) =>
        (await auth(guarded, 'sign-up/email', { name: 'P', email, password: PASSWORD })).statusCode;
      // The first is let in, and the other party's lead because they are invited.
      const { north, path, northParty } = await alliance(guarded);
      expect(await join('stranger@example.org')).toBe(403);
      const invite = async (email: string) => {
        const { body } = await north.post<{ id: string }>(`${path}/participants`, {
          partyId: northParty,
          name: email,
          email,
          role: 'member',
        });
        return `${path}/participants/${body.id}/invitation`;
      };
      const [open, revoked, expired] = [
        await invite('open@example.org'),
        await invite('revoked@example.org'),
        await invite('expired@example.org'),
      ];
      // On the list of people, but not invited yet.
      expect(await join('open@example.org')).toBe(403);
      await north.post(expired);
      guarded.clock.pass({ hours: 24 * 14 });
      await north.post(open);
      await north.post(revoked);
      await north.delete(revoked);
      expect(await join('expired@example.org')).toBe(403);
      expect(await join('revoked@example.org')).toBe(403);
      expect(await join('Open@Example.org')).toBe(200);
      expect((await guarded.sql('select from person')).rowCount).toBe(3);
    } finally {
      await guarded.close();
    }
  });
});
