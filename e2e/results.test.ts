import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestPerson } from '../src/server/testing/app.ts';
import { type Alliance, alliance, answer, openRound, tokensOf } from '../src/server/testing/factories.ts';
import { readPdf } from '../src/server/testing/pdf.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Results out of the door: documents and files, and a link for somebody without an account, until it is ended. */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let page = '';
let link = '';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 12, rail: 6 });
  const now = site.clock.now().toZonedDateTimeISO('Europe/Oslo').toPlainDateTime();
  let round = '';
  for (const shift of [0, 1]) {
    const closesAt = now.add({ days: 7 * (shift + 1) }).toString({ smallestUnit: 'minute' });
    const { id } = await openRound(a.north, a.path, { closesAt, timeZone: 'Europe/Oslo' });
    for (const [who, lean] of [
      [a.north, 0],
      [a.rail, 1],
    ] as const)
      for (const [n, token] of (await tokensOf(who, a.path, id)).entries()) {
        const rating = (item: number) =>
          Math.max(1, Math.min(5, 1 + ((item * 2 + n) % 4) + shift - (item % 3 ? 0 : lean)));
        await answer(site, id, token, rating, { keep: `We talk on Tuesdays, ${n % 4} times out of four.` });
      }
    await a.north.post(`${a.path}/rounds/${id}/close`);
    site.clock.pass({ hours: 24 * 3 });
    round = id;
  }
  page = `${a.path}/listen/${round}`;
  astrid = await signedIn(a.north);
  sanna = await signedIn(a.rail);
}, 60_000);
afterAll(() => site?.close());

async function signedIn(who: TestPerson): Promise<Visitor> {
  const visitor = await site.visitor();
  const [name, value] = (who.cookie as string).split('=') as [string, string];
  await visitor.context.addCookies([{ name, value, url: site.url }]);
  return visitor;
}

/** The figures, which come after the picture. */
const tableOf = (who: Visitor) => who.page.getByRole('region', { name: 'Results table' }).getByRole('table');

/** Presses an entry of the menu and reads the file that comes. */
async function take(who: Visitor, entry: string | RegExp): Promise<{ name: string; bytes: Buffer }> {
  const coming = who.page.waitForEvent('download');
  await who.page
    .getByRole('button', { name: entry })
    .or(who.page.getByRole('link', { name: entry }))
    .click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('documents and figures are downloaded from the results page', async () => {
  await astrid.go(page);
  await astrid.at(/Round 2/);
  await astrid.button('Download').click();
  await astrid.looksRight();
  const one = await take(astrid, /One page/);
  expect(one.name).toBe('round-2-one-page.pdf');
  const { pages } = readPdf(one.bytes);
  expect(pages).toHaveLength(1);
  // What stands in the document stands on the page.
  const shown = await tableOf(astrid).textContent();
  for (const figure of ['18 of 18', 'Nordhavn', 'Railia']) expect(pages[0]).toContain(figure);
  expect(pages[0]).toMatch(/Discuss ≤ 3\.0/);
  const everyone = pages[0]?.match(/\d\.\d/g) ?? [];
  expect(everyone.some((figure) => shown?.includes(figure))).toBe(true);
  await astrid.page.getByLabel('Language of the document').selectOption('Deutsch');
  const all = await take(astrid, /^Everything/);
  expect(all.name).toBe('round-2.pdf');
  expect(readPdf(all.bytes).pages.join(' ')).toContain('Verfahren und Vertraulichkeit');
  expect((await take(astrid, /CSV/)).bytes.toString('utf8')).toContain('everyone');
  await astrid.button('Download').click();
  expect(JSON.parse((await take(astrid, /JSON/)).bytes.toString('utf8'))).toMatchObject({
    format: 'entente-results-1',
  });
  // The menu is reached and left by keyboard.
  await astrid.button('Download').press('Enter');
  await astrid.page.getByRole('button', { name: /One page/ }).waitFor();
  await astrid.page.keyboard.press('Escape');
  expect(await astrid.button('Download').evaluate((one) => one === document.activeElement)).toBe(true);
});

test('on paper the page is light, whole and without its buttons', async () => {
  const dark = await site.visitor({ colorScheme: 'dark', storageState: await astrid.context.storageState() });
  await dark.go(page);
  await dark.at(/Round 2/);
  await dark.page.emulateMedia({ media: 'print' });
  const ground = await dark.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe('rgb(255, 255, 255)');
  expect(await dark.button('Download').isVisible()).toBe(false);
  expect(await dark.page.getByText('Nordhavn Terminals').first().isVisible()).toBe(true);
  await dark.close();
});

test('a lead makes a link for a named person', async () => {
  await astrid.go(page);
  await astrid.button('Hand on').click();
  const dialog = astrid.page.getByRole('dialog');
  await dialog.getByText('Nobody has a link.').waitFor();
  await astrid.looksRight();
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByText('Write the name of the person.').waitFor();
  await dialog.getByLabel('For whom').fill('Ingrid Solheim');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  link = await dialog.getByRole('textbox', { name: /Link for Ingrid/ }).inputValue();
  expect(link).toMatch(/\/results#[\w-]{43}$/);
  await dialog.getByText('Not opened yet').waitFor();
  await astrid.looksRight();
});

test('whoever has the link reads the results, and nothing else, without an account', async () => {
  for (const options of [{}, { ...phone, colorScheme: 'dark' as const }]) {
    const reader = await site.visitor(options);
    await reader.go(link);
    await reader.at(/Round 2/);
    await reader.page.getByText('For Ingrid Solheim, to read only.').waitFor();
    expect(await reader.page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await tableOf(reader).textContent()).toBe(await tableOf(astrid).textContent());
    // Nothing may push the page wider than the screen.
    expect(
      await reader.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    await reader.button('Download').click();
    await reader.looksRight();
    const one = await take(reader, /One page/);
    expect(readPdf(one.bytes).pages[0]).toContain('For Ingrid Solheim');
    expect(await reader.page.getByText(/CSV|JSON/).count()).toBe(0);
    expect(await reader.context.cookies()).toEqual([]);
    await reader.close();
  }
});

test('a lead of the other party sees when it was opened, and ends it', async () => {
  await sanna.go(page);
  await sanna.button('Hand on').click();
  const dialog = sanna.page.getByRole('dialog');
  await dialog.getByText(/Last opened on/).waitFor();
  await dialog.getByRole('button', { name: 'End the link of Ingrid Solheim' }).click();
  await dialog.getByText(/Ended by Sanna/).waitFor();
  await sanna.looksRight();

  const late = await site.visitor();
  for (const address of [link, `${site.url}/results#${'x'.repeat(43)}`, `${site.url}/results`]) {
    await late.page.goto('about:blank');
    await late.go(address);
    await late.at('There is nothing to read with this link');
  }
  await late.close();
  await sanna.go(`${a.path}/record`);
  await sanna.page.getByText('ended the link of Ingrid Solheim to results').waitFor();
  await sanna.looksRight();
  await astrid.close();
  await sanna.close();
});
