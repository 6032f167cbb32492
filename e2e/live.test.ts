import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Alliance, addPeople, alliance, openRound } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Two parties in two browsers: what one changes, the other sees without touching anything. */
let site: Site;
let a: Alliance;
let sanna: Visitor;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  sanna = await site.visitor();
  await sanna.as(a.rail);
});
afterAll(() => site?.close());

const untouched = () => sanna.page.evaluate(() => (window as { untouched?: true }).untouched);
const closesAt = () => site.clock.now().add({ hours: 120 }).toString().slice(0, 16);

test('a name, a person and a round of the other side appear by themselves', async () => {
  const { page } = sanna;
  await sanna.go(a.path);
  await page.getByText('Northern Corridor Alliance').first().waitFor();
  await expect.poll(() => site.services.live.streams.size).toBe(1);
  await page.evaluate(() => Object.assign(window, { untouched: true }));

  await a.north.patch(a.path, a.partnership.version, { name: 'Southern Corridor Alliance' });
  await page.getByText('Southern Corridor Alliance').first().waitFor();

  const round = await openRound(a.north, a.path, { closesAt: closesAt() });
  await page.getByRole('heading', { name: 'Round 1 is open' }).first().waitFor();
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).click();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  await addPeople(a.north, a.path, a.northParty, 1, 'Newcomer');
  await page.getByText('Newcomer 1').first().waitFor();

  await page.getByRole('link', { name: /^Home/ }).click();
  await page.getByRole('heading', { name: 'Round 1 is open' }).waitFor();
  await a.north.post(`${a.path}/rounds/${round.id}/cancel`);
  await page.getByRole('heading', { name: 'Nobody has been asked yet' }).waitFor();
  expect(await untouched()).toBe(true);
});

test('after the server’s line was cut, the page goes on hearing', async () => {
  const { page } = sanna;
  await sanna.go(a.path);
  await expect.poll(() => site.services.live.streams.size).toBeGreaterThan(0);
  await page.evaluate(() => Object.assign(window, { untouched: true }));
  await site.sql(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'entente live' and datname = current_database()`);
  const { body } = await a.north.get<{ version: number }>(a.path);
  await a.north.patch(a.path, body.version, { name: 'Mended Corridor Alliance' });
  await page.getByText('Mended Corridor Alliance').first().waitFor();
  expect(await untouched()).toBe(true);
});

test('a page that is hidden stops listening and catches up when it is shown', async () => {
  const { page } = sanna;
  const show = (state: 'visible' | 'hidden') =>
    page.evaluate((now) => {
      Object.defineProperty(document, 'visibilityState', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await show('hidden');
  await expect.poll(() => site.services.live.streams.size, { timeout: 15_000 }).toBe(0);
  const { body } = await a.north.get<{ version: number }>(a.path);
  await a.north.patch(a.path, body.version, { name: 'Caught Up Alliance' });
  await show('visible');
  await page.getByText('Caught Up Alliance').first().waitFor();
  expect(await untouched()).toBe(true);
  await sanna.close();
});
