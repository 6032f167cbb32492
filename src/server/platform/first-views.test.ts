import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ResultsLinkMade } from '../../domain/results/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, closedRound, openRound } from '../testing/factories.ts';
import { must, secretIn } from '../testing/principals.ts';
import { openFirstViews } from './first-views.ts';

const BUILT = existsSync(join(import.meta.dirname, '../../../dist/first/worker.js'));
/** What would be markup, a pattern of a replacement, and the end of an attribute, if anybody let it. */
const HOSTILE = `<img src=x onerror=alert(1)> $& $' " style="color:red`;

test('a page that was drawn without asking who reads it is shown to nobody', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'drawer-'));
  const failures: string[] = [];
  const asksFor = (address: string) => {
    const file = join(scratch, `${crypto.randomUUID()}.mjs`);
    writeFileSync(
      file,
      `import { parentPort } from 'node:worker_threads';
      parentPort.on('message', ({ port }) => {
        port.on('message', () => parentPort.postMessage({ made: { html: 'of another reader', title: '' } }));
        port.postMessage({ ask: 1, address: '${address}' });
      });`,
    );
    return openFirstViews(10_000, ({ message }) => void failures.push(message), pathToFileURL(file));
  };
  for (const [address, shown] of [
    ['/api/v1/me', { html: 'of another reader', title: '' }],
    ['/api/v1/home', null],
  ] as const) {
    const views = asksFor(address);
    expect(await views.draw({ page: '/', timeZone: null }, async () => ({ status: 200, body: '{}' }))).toEqual(shown);
    await views.stop();
  }
  expect(failures).toEqual(['A first view did not ask who reads it.']);
  rmSync(scratch, { recursive: true });
});

/** Pages drawn by the server before their scripts come: without a build there are none, and nothing to test. */
describe.runIf(BUILT)('first views', () => {
  let t: TestApp;
  let a: Alliance;
  let other: Alliance;
  let closed: Round;
  let before: Round;

  beforeAll(async () => {
    t = await testApp();
    a = await alliance(t, { north: 6, rail: 6 });
    before = await closedRound(t, a, (item, n) => 1 + ((item + n) % 5), { timeZone: 'Europe/Oslo' });
    t.clock.pass({ hours: 24 * 20 });
    closed = await closedRound(t, a, (item, n) => 1 + ((item + n) % 4), { timeZone: 'Europe/Oslo' });
    other = await alliance(t);
    // The thread that draws begins a little after the server; until then pages draw themselves.
    await vi.waitFor(async () => expect(isDrawn(await drawn(pageOf(closed.id), a.north))).toBe(true), {
      timeout: 20_000,
      interval: 500,
    });
  }, 60_000);
  afterAll(() => t.close());

  const pageOf = (round: string) => `${a.path}/listen/${round}`;
  const get = (url: string, cookie = '') => t.app.inject({ method: 'GET', url, headers: cookie ? { cookie } : {} });
  const drawn = async (url: string, who: TestPerson, more = '') =>
    (await get(url, `${who.cookie}${more}`)).body.replaceAll(/<!-- -->|<wbr\/>/g, '');
  const isDrawn = (html: string) => html.includes('<html data-first') && html.includes('class="sum"');

  test('the results of a closed round are in the page, and its scripts wait', async () => {
    const reply = await get(pageOf(closed.id), a.north.cookie);
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: expect.stringContaining('cookie'),
    });
    const { body } = reply;
    expect(isDrawn(body)).toBe(true);
    expect(body).toContain('12 of 12');
    expect(body).toMatch(/<title>Round 2[^<]* · Entente</);
    // As the policy of the server wants it, and nothing that a reader has not asked for.
    expect(body).not.toMatch(/<style|<script(?![^>]* src=)|\sstyle="|\son\w+="/);
    const [seen, waiting] = body.split('<template id="files">') as [string, string];
    expect(seen).not.toMatch(/type="module"|modulepreload|early-/);
    expect(waiting).toMatch(/<script type="module"/);
    expect(waiting).toMatch(/modulepreload[^>]+RoundPage-/);
    expect(waiting).toMatch(/<\/template>\s*<script src="\/assets\/first-\d+\.js">/);
  });

  test('everybody gets their own, however many ask at the same moment', async () => {
    const readers = [a.north, a.rail, a.north, a.rail, a.north, a.rail];
    const pages = await Promise.all(readers.map((who) => drawn(pageOf(closed.id), who)));
    for (const [at, html] of pages.entries()) {
      const [own, others] = at % 2 ? [a.rail, a.north] : [a.north, a.rail];
      expect(isDrawn(html), `${at}`).toBe(true);
      expect(html).toContain(own.email);
      expect(html).not.toContain(others.email);
    }
  });

  test('another round may be compared with', async () => {
    t.clock.pass({ hours: 24 * 20 });
    const third = await closedRound(t, a, () => 3);
    expect(await drawn(pageOf(third.id), a.north)).toMatch(/<option[^>]*selected=""[^>]*>[^<]*Round 2|Since round 2/i);
    const first = await drawn(`${pageOf(third.id)}?with=${before.number}`, a.north);
    expect(isDrawn(first)).toBe(true);
    expect(first).not.toBe(await drawn(pageOf(third.id), a.north));
  });

  test('moments are in the zone of the person, of the device, or of the round', async () => {
    const closing = (html: string) => /\d\d:\d\d [A-Z]{3,4}\b/.exec(html)?.[0].slice(6);
    expect(closing(await drawn(pageOf(closed.id), a.rail))).toMatch(/^CES?T$/);
    expect(closing(await drawn(pageOf(closed.id), a.rail, '; entente.zone=America%2FNew_York'))).toMatch(/^E[SD]T$/);
    for (const nonsense of ['Nowhere%2FAtAll', '%', '%E0%A4%A', '../x'])
      expect(closing(await drawn(pageOf(closed.id), a.rail, `; entente.zone=${nonsense}`))).toMatch(/^CES?T$/);
  });

  test('nobody is shown what the API does not give them; the page then draws itself', async () => {
    const open = await openRound(a.north, a.path, {
      closesAt: t.clock.now().add({ hours: 120 }).toString().slice(0, 16),
    });
    const cancelled = must(await a.north.post<Round>(`${a.path}/rounds/${open.id}/cancel`));
    for (const [why, url, cookie] of [
      ['no session', pageOf(closed.id), ''],
      ['a session that is none', pageOf(closed.id), 'entente.session_token=something'],
      ['of another partnership', pageOf(closed.id), other.north.cookie],
      ['a round of another partnership', `${other.path}/listen/${closed.id}`, other.north.cookie],
      ['no such round', pageOf(crypto.randomUUID()), a.north.cookie],
      ['not closed', pageOf(cancelled.id), a.north.cookie],
    ] as const) {
      const { statusCode, body } = await get(url, cookie);
      expect(statusCode, why).toBe(200);
      expect(body, why).not.toMatch(/data-first|Clearwater|12 of 12/);
      expect(body, why).toMatch(/<script type="module"/);
    }
  });

  test('a session that goes on goes on in the browser, too', async () => {
    const cookies = async () => [(await get(pageOf(closed.id), a.rail.cookie)).headers['set-cookie'] ?? []].flat();
    expect(await cookies()).toEqual([]);
    // Two of its fourteen days are over.
    await t.sql(`update auth.session set "expiresAt" = now() + interval '12 days'`);
    expect(await cookies()).toEqual([expect.stringMatching(/^entente\.session_token=.+Max-Age=1209600/)]);
    expect(await cookies()).toEqual([]);
  });

  test('names are words, whatever stands in them', async () => {
    const partnership = must(await a.north.get<{ version: number }>(a.path));
    must(await a.north.patch(a.path, partnership.version, { name: HOSTILE }));
    const html = await drawn(pageOf(closed.id), a.north);
    expect(isDrawn(html)).toBe(true);
    const [head, body] = html.split('<body>') as [string, string];
    expect(/<img|\sstyle="|data-css="color/.test(body)).toBe(false);
    expect(body.split('&lt;img src=x onerror=alert(1)&gt; $&amp; $&#x27; &quot; style=&quot;color:red')).toHaveLength(
      3,
    );
    expect(/<title>([^<]*)</.exec(head)?.[1]).toMatch(/ · &lt;img src=x onerror=alert\(1\)> \$&amp; \$' "/);
  });

  test('behind a link the same, for whoever has the secret', async () => {
    const { link, made } = must(
      await a.north.post<ResultsLinkMade>(`${a.path}/rounds/${closed.id}/links`, {
        name: 'Ingrid Solheim',
        endsOn: t.clock
          .now()
          .add({ hours: 24 * 30 })
          .toString()
          .slice(0, 10),
        timeZone: 'Europe/Oslo',
      }),
    );
    const view = (payload?: unknown, headers: Record<string, string> = {}) =>
      t.app.inject({ method: 'POST', url: '/results/view', headers, payload: payload as object });
    const token = secretIn(link);
    const reply = await view({ token });
    expect(reply.statusCode).toBe(200);
    expect(reply.headers['cache-control']).toBe('no-store');
    const { html, title } = reply.json<{ html: string; title: string }>();
    expect(html).toContain('For Ingrid Solheim');
    expect(html).toContain('12 of 12');
    expect(html).not.toMatch(/<img|<script|<style|\sstyle="/);
    expect(title).toContain('Round 2');
    for (const [payload, status] of [
      [{ token: 'x'.repeat(43) }, 404],
      [{ token: '' }, 404],
      [{}, 400],
      [undefined, 400],
      [{ token, more: 1 }, 400],
    ] as const) {
      const refused = await view(payload);
      expect(refused.statusCode, JSON.stringify(payload)).toBe(status);
      expect(refused.headers['content-type']).toContain('application/problem+json');
    }
    expect((await view({ token }, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    must(await a.north.post(`${a.path}/rounds/${closed.id}/links/${made.id}/end`));
    expect((await view({ token })).statusCode).toBe(404);
  });
});
