import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestApp, testApp } from '../testing/app.ts';

const BUILT = join(import.meta.dirname, '../../../dist/web');

/** The pages as the build made them: without a build there are none, and nothing to test. */
describe.runIf(existsSync(join(BUILT, 'assessment/index.html')))('the built pages', () => {
  let t: TestApp;
  beforeAll(async () => {
    t = await testApp();
  });
  afterAll(() => t.close());

  const get = (url: string, headers: Record<string, string> = {}) => t.app.inject({ method: 'GET', url, headers });
  const entryOf = (html: string) => /assets\/(app|assessment|respond)-/.exec(html)?.[1];
  const session = 'entente.session_token=something';

  test('the front page: the application until somebody has an account, then the assessment for visitors', async () => {
    const before = await get('/');
    expect([before.statusCode, entryOf(before.body)]).toEqual([200, 'app']);
    const person = await t.person();
    for (const [cookie, entry] of [
      ['', 'assessment'],
      ['entente.session_token=', 'assessment'],
      ['other=1; x-entente.session_token=1', 'assessment'],
      ['theme=dark', 'assessment'],
      [session, 'app'],
      [`a=b; ${session}`, 'app'],
      [`__Host-${session}`, 'app'],
      [person.cookie as string, 'app'],
    ] as const) {
      const reply = await get('/', { cookie });
      expect([reply.statusCode, entryOf(reply.body)], cookie).toEqual([200, entry]);
      expect(reply.headers).toMatchObject({ vary: 'cookie, accept-encoding', 'cache-control': 'no-cache' });
    }
    expect(entryOf((await get('/programme')).body)).toBe('app');
  });

  test('the assessment is there for everybody, sets no cookie, and knows whether to offer signing in', async () => {
    const visitor = await get('/assessment?lang=de');
    const member = await get('/assessment', { cookie: session });
    expect([entryOf(visitor.body), entryOf(member.body)]).toEqual(['assessment', 'assessment']);
    expect([visitor, member].map((reply) => reply.body.includes('<html data-session'))).toEqual([false, true]);
    expect(visitor.headers['set-cookie']).toBeUndefined();
    // The policy allows neither.
    expect(visitor.body).not.toMatch(/<style|<script(?![^>]* src=)|style="/);
  });

  test('the page of a round names its files to whoever is signed in, so that they come together', async () => {
    const round = `/partnerships/${'1'.repeat(8)}-1111-7111-8111-${'1'.repeat(12)}/listen/${'2'.repeat(8)}-2222-7222-8222-${'2'.repeat(12)}`;
    const links = (body: string) => [...body.matchAll(/<link rel="(modulepreload|preload)"[^>]* href="\/([^"]+)">/g)];
    const few = links((await get('/', { cookie: session })).body).length;
    const own = links((await get(`${round}?with=3`, { cookie: session })).body);
    for (const [, , file] of own) expect(existsSync(join(BUILT, file as string)), file).toBe(true);
    expect(own.some(([, , file]) => /\/RoundPage-/.test(file as string))).toBe(true);
    expect(new Set(own.map(([, , file]) => file)).size).toBe(own.length);
    expect(links((await get(round, { cookie: session })).body)).toHaveLength(own.length);
    for (const [url, cookie] of [
      [round, ''],
      [`${round}/review`, session],
      [round.replace('listen', 'agree'), session],
    ] as const)
      expect(links((await get(url, { cookie })).body), url).toHaveLength(few);
  });

  test('pages are light: what each needs at first view, compressed', () => {
    type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; isDynamicEntry?: true };
    const weigher = (build: string) => {
      const chunks = JSON.parse(readFileSync(join(BUILT, `.vite/${build}.json`), 'utf8')) as Record<string, Chunk>;
      /** A chunk and all that it waits for. */
      const needs = (key: string, found = new Set<string>()): Set<string> => {
        if (found.has(key)) return found;
        found.add(key);
        for (const other of chunks[key]?.imports ?? []) needs(other, found);
        return found;
      };
      const kilobytes = (...keys: string[]) => {
        const files = new Set(keys.flatMap((key) => [...needs(key)]).map((key) => chunks[key]?.file as string));
        const bytes = [...files].map((file) => gzipSync(readFileSync(join(BUILT, file)), { level: 9 }).length);
        return bytes.reduce((sum, one) => sum + one, 0) / 1024;
      };
      return { chunks, kilobytes };
    };
    // Pages that open without an account are built by themselves.
    const open = weigher('pages');
    expect(open.kilobytes('assessment/index.html')).toBeLessThan(25);
    expect(open.kilobytes('respond/index.html')).toBeLessThan(45);
    expect(open.kilobytes('results/index.html')).toBeLessThan(90);
    const { chunks, kilobytes } = weigher('manifest');
    const pages = Object.keys(chunks).filter((key) => chunks[key]?.isDynamicEntry && /Page\.tsx$/.test(key));
    expect(pages.length).toBeGreaterThan(20);
    const weights = pages.map((page) => ({ page, weighs: kilobytes('index.html', page) }));
    expect(weights.filter(({ weighs }) => weighs > 250)).toEqual([]);
    expect(weights.every(({ weighs }) => weighs > 50)).toBe(true);
  });

  test('pages and files are sent compressed to whoever takes it', async () => {
    const plain = (await get('/assessment')).body;
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [accepts, encoding] of [
      ['br, gzip', 'br'],
      ['gzip, deflate, br;q=1', 'br'],
      ['gzip', 'gzip'],
    ] as const) {
      const reply = await get('/assessment', { 'accept-encoding': accepts });
      expect(reply.headers['content-encoding']).toBe(encoding);
      expect(unpack[encoding](reply.rawPayload).toString('utf8')).toBe(plain);
    }
    expect((await get('/assessment', { 'accept-encoding': 'identity' })).headers['content-encoding']).toBeUndefined();

    const file = readdirSync(join(BUILT, 'assets')).find((name) => /^base-.*\.js$/.test(name));
    const whole = await get(`/assets/${file}`);
    const small = await get(`/assets/${file}`, { 'accept-encoding': 'gzip, br' });
    expect(small.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': whole.headers['content-type'],
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(brotliDecompressSync(small.rawPayload).equals(whole.rawPayload)).toBe(true);
  });
});
