import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { ResultsLinkMade } from '../src/domain/results/contract.ts';
import { type Alliance, alliance, closedRound, rename } from '../src/server/testing/factories.ts';
import { LONGER } from '../src/web/platform/pseudo.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Results are read before any script of the application has come, and live with the first sign of use. */
let site: Site;
let a: Alliance;
let page = '';
let links: string[] = [];

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  for (const shift of [0, 1, 0]) {
    const round = await closedRound(site, a, (item, n) => 1 + ((item + n + shift) % 4));
    page = `${a.path}/listen/${round.id}`;
    site.clock.pass({ hours: 24 * 20 });
    const made = await a.north.post<ResultsLinkMade>(`${a.path}/rounds/${round.id}/links`, {
      name: 'Ingrid Solheim',
      endsOn: site.clock
        .now()
        .add({ hours: 24 * 90 })
        .toString()
        .slice(0, 10),
      timeZone: 'Europe/Oslo',
    });
    links.push(made.body.link);
  }
  links = links.slice(-2);
  // The thread that draws begins a little after the server; until then pages draw themselves.
  await vi.waitFor(
    async () => {
      const { body } = await site.app.inject({ url: page, headers: { cookie: a.north.cookie as string } });
      if (!body.includes('data-first')) throw new Error('not yet');
    },
    { timeout: 20_000, interval: 500 },
  );
}, 60_000);
afterAll(() => site?.close());

const asleep = (who: Visitor) => who.page.evaluate(() => globalThis.first !== undefined);
const alive = (who: Visitor) => who.page.waitForFunction(() => globalThis.first === undefined);
const words = (who: Visitor) => who.page.locator('main').textContent();
const items = (who: Visitor) => who.page.locator('.it .q button');

async function lead(options = {}): Promise<Visitor> {
  const who = await site.visitor(options);
  await who.as(a.north);
  return who;
}

test('whoever has scripts switched off reads the results, too', async () => {
  const who = await lead({ javaScriptEnabled: false });
  await who.go(page);
  await who.page.getByRole('heading', { name: /^Round 3/, level: 1 }).waitFor();
  expect(await who.page.getByRole('table').first().textContent()).toContain('n 6');
  expect(await who.page.title()).toMatch(/^Round 3/);
  await who.close();
});

for (const [kind, options] of [
  ['a wide screen', {}],
  ['a phone, dark', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' }],
] as const)
  test(`the living page says what the first one said, and stands where it stood: ${kind}`, async () => {
    const who = await lead(options);
    await who.go(page);
    await who.at(/^Round 3/);
    expect(await asleep(who)).toBe(true);
    const before = await words(who);
    expect(before).toContain('12 of 12');
    // In the reader's own zone from the second time on.
    await who.page.evaluate(() => scrollTo(0, 700));
    await alive(who);
    expect(await who.page.evaluate(() => scrollY)).toBe(700);
    await who.looksRight();
    await who.page.reload();
    expect(await asleep(who)).toBe(true);
    const again = await words(who);
    await who.page.evaluate(() => scrollTo(0, 700));
    await alive(who);
    expect(await words(who)).toBe(again);
    await who.close();
  });

test('what is asked of the page before it can is done once it can', async () => {
  const who = await lead();
  // As on a slow line: the scripts come long after the finger.
  await who.page.route(/\/assets\/app-/, async (route) => {
    await new Promise((go) => setTimeout(go, 1500));
    await route.continue();
  });
  await who.go(page);
  await items(who).nth(2).click();
  expect(await asleep(who)).toBe(true);
  await alive(who);
  await who.page.waitForFunction(() => document.querySelectorAll('.it .q [aria-expanded="true"]').length === 1);
  expect(await items(who).nth(2).getAttribute('aria-expanded')).toBe('true');
  expect(
    await items(who)
      .nth(2)
      .evaluate((one) => one === document.activeElement),
  ).toBe(true);

  // A choice, and the keyboard.
  await who.page.reload();
  await who.page.getByLabel('Compared with').selectOption({ index: 1 });
  await alive(who);
  await who.page.waitForURL(/with=/);
  await who.page.reload();
  await who.page.keyboard.press('Tab');
  await who.page.keyboard.press('Tab');
  const focused = () => who.page.evaluate(() => document.activeElement?.textContent);
  const chosen = await focused();
  expect(chosen).toBeTruthy();
  await alive(who);
  expect(await focused()).toBe(chosen);
  await who.page.reload();
  await who.page.keyboard.press('Control+k');
  expect(await asleep(who)).toBe(true);
  await who.page.getByRole('dialog').waitFor();
  await who.close();
});

test('a page in another language says so when it is in that language, not before', async () => {
  const who = await lead();
  await who.context.addInitScript((language) => {
    localStorage.setItem('entente.language', language);
    new MutationObserver(() => {
      const { lang } = document.documentElement;
      if (lang === language) Object.assign(globalThis, { heading: document.querySelector('h1')?.textContent ?? '' });
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ['lang'] });
  }, LONGER);
  await who.go(page);
  await alive(who);
  expect(await who.page.evaluate(() => Reflect.get(globalThis, 'heading'))).toContain('⟦');
  await who.close();
});

test('what others change wakes it, also what changed before it could listen', async () => {
  const who = await lead();
  await who.go(page);
  await who.page.waitForLoadState('load');
  await who.page.waitForTimeout(500);
  expect(await asleep(who)).toBe(true);
  await rename(a);
  await alive(who);

  let load = () => {};
  const loaded = new Promise<void>((done) => {
    load = done;
  });
  await who.page.route('**/*.woff2', (route) => loaded.then(() => route.continue()));
  await who.page.goto(`${site.url}${page}`, { waitUntil: 'commit' });
  await who.at(/^Round 3/);
  await rename(a);
  expect(await asleep(who)).toBe(true);
  load();
  await alive(who);
  await who.close();
});

test('without a connection it can still be read, and wakes when there is one', async () => {
  const who = await lead();
  await who.go(page);
  await who.page.waitForLoadState('load');
  await who.context.setOffline(true);
  await who.page.mouse.wheel(0, 400);
  await who.page.waitForTimeout(1000);
  expect(await asleep(who)).toBe(true);
  expect(await words(who)).toContain('12 of 12');
  await who.context.setOffline(false);
  await who.page.mouse.wheel(0, 400);
  await alive(who);
  expect(await words(who)).toContain('12 of 12');
  await who.close();
});

test('behind a link, too; another link in the same window opens the other results', async () => {
  const reader = await site.visitor();
  await reader.go(links[0] as string);
  await reader.at(/^Round 2/);
  expect(await asleep(reader)).toBe(true);
  expect(await reader.context.cookies()).toEqual([]);
  const before = await words(reader);
  await reader.page.keyboard.press('Tab');
  await alive(reader);
  expect(await words(reader)).toBe(before);
  await reader.page.reload();
  await reader.at(/^Round 2/);
  await reader.go(links[1] as string);
  await reader.at(/^Round 3/);
  await reader.close();
  // One that opens nothing says so.
  const stranger = await site.visitor();
  await stranger.go(`${(links[0] as string).split('#')[0]}#${'x'.repeat(43)}`);
  await stranger.page.getByText('This link opens no results').or(stranger.page.locator('h1')).first().waitFor();
  await stranger.looksRight();
  await stranger.close();
});
