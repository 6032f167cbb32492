import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestPerson } from '../src/server/testing/app.ts';
import { readPdf } from '../src/server/testing/pdf.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Somebody with nothing of their own looks around in a sample: opened with one click, marked everywhere, gone with one. */
let site: Site;
let nora: TestPerson;
let desk: Visitor;
let phone: Visitor;
const MARK = 'Fictional sample';

beforeAll(async () => {
  site = await openSite();
  nora = await site.person('Nora Newcomer');
  desk = await site.visitor({ viewport: { width: 1280, height: 900 } });
  phone = await site.visitor({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  });
  for (const who of [desk, phone]) await who.as(nora);
});
afterAll(() => site?.close());

const open = (who: Visitor) => who.button('Look around in a sample');
const inside = (who: Visitor) => who.button('Remove the sample').waitFor();
const banner = (who: Visitor) => who.page.getByText(MARK).first();
const overflow = (who: Visitor) => who.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

test('one click on Home opens it; the other device finds the same', async () => {
  await desk.go('/');
  await open(desk).waitFor();
  await desk.looksRight();
  await phone.go('/partnerships');
  await open(phone).waitFor();
  await phone.looksRight();
  await Promise.all([open(desk).click(), open(phone).click()]);
  for (const who of [desk, phone]) await inside(who);
  expect(new URL(phone.page.url()).pathname).toBe(new URL(desk.page.url()).pathname);
});

test('every page says that it is made up, fits the screen, and has nothing against it', async () => {
  const base = new URL(desk.page.url()).pathname;
  await desk.go(`${base}/listen`);
  const latest = desk.page.getByRole('link', { name: /Round 5/ }).first();
  const round = (await latest.getAttribute('href')) as string;
  for (const path of [
    base,
    `${base}/listen`,
    round,
    `${round}/review`,
    `${round}/minutes`,
    `${base}/deliver`,
    `${base}/people`,
    `${base}/record`,
  ])
    for (const who of [desk, phone]) {
      await who.go(path);
      await banner(who).waitFor();
      await expect.poll(() => who.page.locator('.sks').count()).toBe(0);
      await who.looksRight();
      expect(await overflow(who), path).toBeLessThanOrEqual(0);
    }
});

test('on paper and in documents, too', async () => {
  await desk.go(`${new URL(desk.page.url()).pathname.replace(/\/record$/, '')}/listen`);
  await desk.page
    .getByRole('link', { name: /Round 5/ })
    .first()
    .click();
  await desk.page.getByRole('heading', { level: 1, name: /Round 5/ }).waitFor();
  const paper = await desk.page.pdf({ format: 'A4' });
  expect(paper.length).toBeGreaterThan(10_000);
  await desk.page.emulateMedia({ media: 'print' });
  expect(await banner(desk).isVisible()).toBe(true);
  expect(await desk.button('Remove the sample').isVisible()).toBe(false);
  await desk.page.emulateMedia({ media: 'screen' });
  await desk.button('Download').click();
  const coming = desk.page.waitForEvent('download');
  await desk.page
    .getByRole('button', { name: /One page/ })
    .or(desk.page.getByRole('link', { name: /One page/ }))
    .click();
  const file = await coming;
  expect(file.suggestedFilename()).toBe('fictional-sample-round-5-one-page.pdf');
  expect(readPdf(await readFile(await file.path())).pages[0]).toContain(MARK);
});

test('the menu of the results fits a phone', async () => {
  await phone.go(new URL(desk.page.url()).pathname);
  await phone.button('Download').click();
  await phone.page.getByText('One page (PDF)').waitFor();
  // A phone makes room for what is too wide by showing all of it smaller: what counts is where it ends.
  const menu = await phone.page.locator('.disclosed:not([hidden])').boundingBox();
  expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(390);
  await phone.looksRight();
});

test('a link to its results says so to whoever reads it', async () => {
  await desk.page.keyboard.press('Escape');
  await desk.button('Hand on').click();
  const dialog = desk.page.getByRole('dialog');
  await dialog.getByLabel('For whom').fill('Ingrid Solheim');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  const link = await dialog.getByRole('textbox', { name: /Link for Ingrid/ }).inputValue();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const reader = await site.visitor();
  await reader.go(link);
  await reader.at(/Round 5/);
  await banner(reader).waitFor();
  await reader.close();
});

test('nothing of it asks for anything, and one click takes all of it away', async () => {
  await desk.go('/');
  await open(desk).waitFor();
  await desk.go('/partnerships');
  await desk.page.getByRole('link', { name: 'Clearwater Alliance' }).first().click();
  await inside(desk);
  const was = desk.page.url();
  await desk.button('Remove the sample').click();
  await desk.page.getByText('The sample and everything in it is gone').waitFor();
  await open(desk).waitFor();
  await desk.looksRight();
  expect(await desk.page.getByText('Clearwater').count()).toBe(0);
  await phone.go(was);
  await phone.page.getByRole('heading', { level: 1 }).waitFor();
  expect(await phone.page.getByText(MARK).count()).toBe(0);
  // It can be opened again, as new.
  await open(desk).click();
  await inside(desk);
  expect(desk.page.url()).not.toBe(was);
  await desk.close();
  await phone.close();
});
