import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestPerson } from '../src/server/testing/app.ts';
import { type Alliance, alliance, answer, openRound, tokensOf } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** A year of rounds: from Home to one's own ballot, from the results to an earlier round and to a single item. */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let last = '';

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 12, rail: 11 });
  const now = site.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDateTime();
  for (const [n, shift] of [0, -1, 1].entries()) {
    const closesAt = now.add({ days: 60 * n + 5 }).toString({ smallestUnit: 'minute' });
    const { id } = await openRound(a.north, a.path, { closesAt, timeZone: 'Europe/Oslo' });
    for (const [who, lean] of [
      [a.north, 0],
      [a.rail, 1],
    ] as const)
      for (const [person, token] of (await tokensOf(who, a.path, id)).entries())
        await answer(site, id, token, (item) =>
          item === 2
            ? person % 2 === 0
              ? 1
              : 5
            : Math.max(1, Math.min(5, 2 + ((item * 2 + person) % 3) + shift - (item % 3 ? 0 : lean))),
        );
    await a.north.post(`${a.path}/rounds/${id}/close`);
    site.clock.pass({ hours: 24 * 60 });
    last = id;
  }
  astrid = await signedIn(a.north);
}, 90_000);
afterAll(() => site?.close());

async function signedIn(who: TestPerson): Promise<Visitor> {
  const visitor = await site.visitor();
  const [name, value] = (who.cookie as string).split('=') as [string, string];
  await visitor.context.addCookies([{ name, value, url: site.url }]);
  return visitor;
}

test('results are compared with any earlier round, and the choice is in the address', async () => {
  const { page } = astrid;
  await astrid.go(`${a.path}/listen/${last}`);
  await astrid.at(/Round 3/);
  await page.getByText('Divided').first().waitFor();
  const select = page.getByLabel('Compared with');
  expect(await select.inputValue()).toBe('2');
  await select.selectOption('1');
  await page.waitForURL(/with=1/);
  await astrid.button('Show as a shape').click();
  await page.locator('.echart svg').waitFor();
  await astrid.looksRight();
  await page.reload();
  await expect.poll(() => select.inputValue()).toBe('1');
});

test('one item is followed over all rounds, in a picture and as the same table', async () => {
  const { page } = astrid;
  await astrid.go(`${a.path}/listen/${last}`);
  await page.getByRole('button', { name: 'Kept each other informed' }).click();
  await page.getByRole('link', { name: 'Everything about this item' }).click();
  await astrid.at(/kept each other informed/);
  await page.locator('.echart svg').waitFor();
  const rows = page.getByRole('table').getByRole('row');
  expect(await rows.count()).toBe(4);
  expect(await rows.nth(1).textContent()).toMatch(/Round 3.*n 12.*n 11.*n 23/);
  await astrid.looksRight();
  await page.getByRole('link', { name: /^Next:/ }).click();
  await page
    .getByText('item 2 of 15')
    .or(page.getByText(/item \d+ of 15/))
    .first()
    .waitFor();
  await astrid.go(`${a.path}/listen/${last}/items/nothing`);
  await page.getByText('This round did not ask that').waitFor();
});

test('Home leads to my own ballot, and the overview shows what goes on', async () => {
  const { page } = astrid;
  const { id } = await openRound(a.rail, a.path, {
    closesAt: site.clock
      .now()
      .toZonedDateTimeISO('Europe/Oslo')
      .toPlainDateTime()
      .add({ days: 9 })
      .toString({ smallestUnit: 'minute' }),
    timeZone: 'Europe/Oslo',
  });
  await astrid.go('/');
  await page.getByRole('heading', { name: 'Round 4 is open: answer, if you have not yet' }).waitFor();
  await page.getByRole('link', { name: /^Answer/ }).click();
  await page.waitForURL(new RegExp(`/r/${id}`));
  await page
    .getByRole('button', { name: /Start|Begin/ })
    .first()
    .waitFor();
  await astrid.go(a.path);
  await page.getByRole('heading', { name: 'Agreed actions' }).waitFor();
  await page.getByText('Talk about round 3').waitFor();
  await astrid.looksRight();
});
