import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { alliance, openRound } from '../testing/factories.ts';
import { tenantTables } from '../testing/tables.ts';

/** Bodies no browser of ours sends: refused with a sentence, in no time, and nothing is written. */

let t: TestApp;
let person: TestPerson;
let path: string;
let round: string;
beforeAll(async () => {
  t = await testApp();
  const made = await alliance(t, { north: 6, rail: 6 });
  person = made.north;
  path = made.path;
  round = (await openRound(made.north, made.path)).id;
});
afterAll(() => t.close());

const GOOD =
  '{"name":"A","kind":"other","mine":{"organisation":"M","role":"lead"},"others":[{"organisation":"T","people":[]}]}';

function post(url: string, payload: string | Buffer, type: string | undefined = 'application/json') {
  return t.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { cookie: person.cookie as string, ...(type === undefined ? {} : { 'content-type': type }) },
    payload,
  });
}

async function rows(): Promise<number> {
  let count = 0;
  for (const table of [...(await tenantTables(t)), 'person', 'idempotency_key'])
    count += Number((await t.sql(`select count(*) as n from "${table}"`)).rows[0].n);
  return count;
}

/** Every way in: signed in and not, small and large, with shapes that are fixed and ones that are open. */
const DOORS: [string, (inner: string) => string][] = [
  ['/partnerships', (inner) => `{"name":${inner},${GOOD.slice('{"name":"A",'.length)}`],
  ['/invitations/look-up', (inner) => `{"token":${inner}}`],
  ['/invitations/accept', (inner) => `{"token":${inner}}`],
  [
    '/respond/answers',
    (inner) =>
      `{"ballot":{"round":"${round}","stratum":"s1","serial":"${'s'.repeat(43)}","proof":"${'p'.repeat(43)}"},"ratings":{"trust":${inner}}}`,
  ],
  [
    'rounds/import',
    (inner) =>
      `{"csv":"p,q\\nA,1\\n","instrument":{"key":"own","version":"1","scale":{"min":1,"max":5},"items":[{"key":"q","text":{"en":"Q"}}],"more":${inner}},"partyColumn":"p","parties":[],"closedOn":"2025-01-01","check":false}`,
  ],
];
const nested = (depth: number, open = '[', close = ']') => open.repeat(depth) + close.repeat(depth);

/** bad-json: refused before anything is built from it. invalid: by the shape the endpoint declares. */
const HOSTILE: ['bad-json' | 'invalid', string, string][] = [
  ['bad-json', 'nested 33 deep', nested(33)],
  ['bad-json', 'nested 33 deep in objects', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
  ['bad-json', 'nested 5,000 deep', nested(5000)],
  ['bad-json', 'nested 30,000 deep and never closed', '['.repeat(30_000)],
  ['bad-json', 'a prototype', '{"__proto__":{"administrator":true}}'],
  ['bad-json', 'a prototype in disguise', '{"\\u005f_proto__":{"administrator":true}}'],
  ['invalid', 'a constructor', '{"constructor":{"prototype":{"administrator":true}}}'],
  ['bad-json', 'a name twice', '{"a":1,"a":2}'],
  ['bad-json', 'a name twice, once in disguise', '{"a":1,"\\u0061":2}'],
  ['bad-json', 'half a character', '"\\ud800"'],
  ['bad-json', 'half a character in a name', '{"\\udfff":1}'],
  ['bad-json', 'a null character', '"a\\u0000b"'],
  ['invalid', 'a number beyond all numbers', '1e400'],
  ['invalid', 'a number below all numbers', '-1e400'],
  ['bad-json', 'a word that is no JSON', 'NaN'],
  ['bad-json', 'a comment', '1/**/'],
  ['bad-json', 'a comma too many', '[1,]'],
  ['bad-json', 'a text that does not end', '"abc'],
  ['invalid', 'five thousand names', `{${Array.from({ length: 5000 }, (_, i) => `"k${i}":1`).join()}}`],
];

test.each(HOSTILE)(
  '%s: %s',
  async (kind, _, inner) => {
    const before = await rows();
    for (const [url, wrap] of DOORS) {
      const response = await post(url.startsWith('/') ? url : `${path}/${url}`, wrap(inner));
      const { type, detail } = response.json();
      expect([response.statusCode, type], url).toEqual([400, `/problems/${kind}`]);
      expect(detail, url).toMatch(/^.{10,}\.$/);
    }
    expect(await rows()).toBe(before);
    expect(({} as Record<string, unknown>)['administrator']).toBeUndefined();
    // What would keep a server busy for many seconds has no more than these.
  },
  20_000,
);

test('of two fields of one name none is taken', async () => {
  expect((await post('/partnerships', `{"name":"B",${GOOD.slice(1)}`)).json().detail).toBe(
    'The request names “name” twice.',
  );
  for (const name of ['"n\\u0061me" : "B"', '"name" : "B"', '"name" : ":"', '"name":":"'])
    expect((await post('/partnerships', `{${name},${GOOD.slice(1)}`)).statusCode, name).toBe(400);
  const colons = await post('/partnerships', GOOD.replace(/"name":"[^"]*"/, '"name" : ":\\": \\"name\\":"'));
  expect(colons.statusCode).toBe(201);
});

test.each([
  ['no body', ''],
  ['an empty object', '{}'],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['a text', '"text"'],
  ['two bodies', `${GOOD}${GOOD}`],
  ['bytes that are no text', Buffer.from([0x7b, 0xff, 0xfe, 0x7d])],
])('%s instead of a body', async (_, body) => {
  const before = await rows();
  expect((await post('/partnerships', body)).statusCode).toBe(400);
  expect(await rows()).toBe(before);
});

test('one byte more than 64 KB is too much, where nothing else is said', async () => {
  const filled = (size: number) => `${GOOD.slice(0, -1)}${' '.repeat(size - GOOD.length)}}`;
  expect((await post('/partnerships', filled(65_537))).statusCode).toBe(413);
  expect((await post('/partnerships', filled(65_536))).statusCode).toBe(201);
  expect((await post('/respond/answers', filled(65_537))).statusCode).toBe(413);
  expect((await post(`${path}/rounds/import`, filled(65_537))).statusCode).toBe(400);
  expect((await post(`${path}/rounds/import`, filled(5_000_001))).statusCode).toBe(413);
});

test('what a person would write passes', async () => {
  for (const name of ['{[("quotes" and \\backslashes)]}', '日本語 — Ærø', 'constructor', '🎉']) {
    const response = await post('/partnerships', GOOD.replace('"A"', JSON.stringify(name)));
    expect(response.statusCode, response.body).toBe(201);
    expect(response.json().name).toBe(name);
  }
});

test('no content type gets around the checks', async () => {
  const wrong = GOOD.replace('"other"', '"no such kind"');
  const before = await rows();
  for (const type of [
    'application/json',
    'application/json ',
    'application/json\t',
    'application/json\ta',
    'application/json;',
    'application/json; charset=utf-8',
    'application/json;charset="utf-8";x=y',
    ' application/json',
    'Application/JSON',
    'application/json, text/plain',
    'application/jsonx',
    'application/problem+json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/json',
    'text/plain;application/json',
    '*/*',
    '',
    undefined,
  ]) {
    const response = await post('/partnerships', wrong, type);
    expect([400, 415], `${type}: ${response.statusCode}`).toContain(response.statusCode);
  }
  expect(await rows()).toBe(before);
  expect((await post('/partnerships', GOOD, 'application/json; charset=utf-8')).statusCode).toBe(201);
});

test('a body that is not JSON is never read as one by the sign-in either', async () => {
  for (const [body, type] of [
    [nested(5000), 'application/json'],
    ['{"email":"a@b.example","password":{"$ne":null}}', 'application/json'],
    ['email=a%40b.example&password=x', 'application/x-www-form-urlencoded'],
    ['{"email":"a\\u0000@b.example","password":"long enough it is"}', 'application/json'],
    ['', 'application/json'],
  ] as const) {
    const response = await t.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { 'content-type': type },
      payload: body,
    });
    expect(response.statusCode, `${body.slice(0, 40)}: ${response.body}`).toBeGreaterThanOrEqual(400);
    expect(response.statusCode, `${body.slice(0, 40)}: ${response.body}`).toBeLessThan(500);
  }
});

test('what an address holds is checked like a body', async () => {
  for (const query of [
    'q=%00',
    'q=%ff',
    'q=%ED%A0%80',
    'q[]=a',
    'q=a&q=b',
    'limit=1e3',
    'limit=0',
    'limit=201',
    'limit=-1',
    'limit=1&limit=2',
    'limit=',
    'partyId=1',
    '__proto__[administrator]=1',
    'unknown=1',
    `q=${'x'.repeat(101)}`,
  ]) {
    const response = await person.get<{ type: string }>(`${path}/participants?${query}`);
    // Broken percent signs become a replacement character, which matches nobody.
    const harmless = ['q=%ff', 'q=%ED%A0%80'].includes(query);
    expect(response.status, `${query} ${JSON.stringify(response.body)}`).toBe(harmless ? 200 : 400);
  }
  for (const id of ['1', 'null', '%00', '..%2f..%2fetc', `${'0'.repeat(8)}-0000-0000-0000-00000000000g`])
    expect((await person.get(`/partnerships/${id}`)).status, id).toBe(404);
});

test('who sends a request slowly is cut off, who sent all of it is answered', async () => {
  const app = await buildApp(t.services, undefined, { stall: 0, request: 300 });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const head = `POST /api/v1/invitations/look-up HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\n`;
  const body = '{"token":"x"}';
  for (const [what, sent] of [
    ['nothing after the head', `${head}content-length: 1000\r\n\r\n`],
    ['a part of the body', `${head}content-length: 1000\r\n\r\n${body}`],
    ['a part, in pieces', `${head}transfer-encoding: chunked\r\n\r\n5\r\n{"tok\r\n`],
    ['a part, to nobody', `${head.replace('invitations', 'nowhere')}content-length: 1000\r\n\r\n`],
  ] as const) {
    const slow = net.connect(port, '127.0.0.1');
    slow.write(sent);
    // Whatever it is told, the line is free again.
    slow.resume();
    await once(slow, 'close', { signal: AbortSignal.timeout(20_000) }).catch((error: Error) => {
      throw new Error(`${what}: ${error.message}`);
    });
  }
  const whole = net.connect(port, '127.0.0.1');
  const send = () => whole.write(`${head}content-length: ${body.length}\r\n\r\n${body}`);
  send();
  expect(String((await once(whole, 'data'))[0])).toMatch(/^HTTP\/1\.1 4\d\d /);
  await setTimeout(700);
  send();
  expect(String((await once(whole, 'data'))[0])).toMatch(/^HTTP\/1\.1 4\d\d /);
  whole.destroy();
  await app.close();
});

test('all addresses of one network count as one, in IPv6 as behind one IPv4', async () => {
  const { app } = t;
  const left = async (remoteAddress: string) =>
    Number((await app.inject({ url: '/api/v1/installation', remoteAddress })).headers['x-ratelimit-remaining']);
  const first = await left('2001:db8:7:7::1');
  expect(await left('2001:db8:7:7:ffff::2')).toBe(first - 1);
  expect(await left('2001:db8:7:8::1')).toBe(first);
  expect(await left('198.51.100.7')).toBe(first);
  expect(await left('::ffff:198.51.100.7')).toBe(first - 1);
});

test.each(['/%', '/api/v1/partnerships/%ff', `/api/v1/partnerships/${'x'.repeat(300)}`])(
  'an address that cannot be read (%s) is not there, says so like others, and is not repeated',
  async (url) => {
    const reply = await t.app.inject({ method: 'GET', url });
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([404, 'application/problem+json']);
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('default-src'),
    });
    expect(reply.body).not.toContain(url);
  },
);
