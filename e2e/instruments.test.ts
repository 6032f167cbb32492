import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OwnInstrument } from '../src/domain/surveys/draft-contract.ts';
import { type Alliance, alliance, answer, closedRound, tokensOf } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * Questions that a partnership writes itself: written by keyboard, looked at as on a phone, used for a round, answered
 * on a phone, read by both sides. And the attributes of one person, for that person.
 */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let path: string;
let round: string;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const shots = process.env['SHOTS'];
if (shots) mkdirSync(shots, { recursive: true });
const shot = async (who: Visitor, name: string) => {
  if (shots) await who.page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
};

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  path = `/partnerships/${a.partnership.id}`;
  astrid = await site.visitor();
  sanna = await site.visitor();
  await astrid.as(a.north);
  await sanna.as(a.rail);
});
afterAll(() => site?.close());

test('begun from the page that opens a round, written with the keyboard alone', async () => {
  const { page } = astrid;
  await astrid.go(`${path}/listen/new`);
  await astrid.at('Open a round');
  expect(await page.getByRole('radio', { name: /Partnering attributes/ }).count()).toBe(1);
  await astrid.link('Write your own questions').click();
  await astrid.at('Your own questions');
  await astrid.field('Title').fill('Pulse of the yard');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Pulse of the yard' }).waitFor();
  await page.getByRole('heading', { name: 'Items', exact: true }).waitFor();

  await page.getByLabel('Item 1', { exact: true }).focus();
  await page.keyboard.type('We meet often enough');
  await page.keyboard.press('Enter');
  await page.keyboard.type('We hear of trouble too late');
  await page.keyboard.press('Enter');
  await page.keyboard.type('We finish what we begin');
  // The third becomes the first, and the focus goes with it.
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  expect(await page.getByLabel('Item 1', { exact: true }).inputValue()).toBe('We finish what we begin');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('We finish what we begin');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  await page.getByText('Item 2 removed').waitFor();
  expect(await page.getByLabel(/^Item \d$/).count()).toBe(3);

  const third = page.getByRole('listitem').filter({ has: page.getByLabel('Item 3', { exact: true }) });
  await third.getByLabel('A low answer is the good one').check();
  await page.getByLabel('Lowest answer').fill('1');
  await page.getByLabel('Highest answer').fill('10');
  await page.getByLabel('What 1 means', { exact: false }).fill('never');
  await page.getByLabel('What 10 means', { exact: false }).fill('always');
  await astrid.button('Add an open question').click();
  await astrid.button('Make it usable').click();
  await page.getByText('One thing is missing before it can be used').waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await page.keyboard.type('What should we stop?');
  await astrid.looksRight();
});

test('looked at as on a phone: the real page, with nothing sent', async () => {
  const { page } = astrid;
  const frame = page.frameLocator('iframe.phone');
  await page.getByLabel('Title', { exact: true }).focus();
  await frame.getByRole('button', { name: 'Start' }).click();
  await frame.getByText('Item 1 of 3', { exact: true }).waitFor();
  expect(await frame.getByRole('radio').count()).toBe(11);
  await page.getByLabel('Item 2', { exact: true }).focus();
  await frame.getByText('Item 2 of 3', { exact: true }).waitFor();
  for (let step = 0; step < 3; step++) await frame.getByRole('button', { name: 'Next' }).click();
  await frame.getByRole('heading', { name: 'Before you send' }).waitFor();
  await shot(astrid, 'editor');
});

test('in a second language beside the first, saved, and made usable', async () => {
  const { page } = astrid;
  await page.getByLabel('Add a language').selectOption('de');
  await page.getByLabel('Item 1 (German)').fill('Wir bringen zu Ende, was wir beginnen');
  await page.getByText('1 of 7 texts').waitFor();
  await astrid.button('Make it usable').click();
  await page.getByText('Rounds can be opened with it').waitFor();
  await page.getByText(/Version 1, made on/).waitFor();
  await astrid.looksRight();
  await shot(astrid, 'editor-two-languages');
});

test('the other side sees it at once, changes it, and whoever is slower chooses', async () => {
  const { items } = (await a.rail.get<{ items: { id: string }[] }>(`${a.path}/instruments`)).body;
  const id = items[0]?.id ?? '';
  const one = (await a.rail.get<OwnInstrument>(`${a.path}/instruments/${id}`)).body;
  await sanna.go(`${path}/listen/instruments/${id}`);
  await sanna.at('Pulse of the yard');
  await astrid.page.getByLabel('Item 2 (English)').fill('We meet often enough for the work');
  const draft = { ...one.draft, about: { en: 'How the yard is doing' } };
  expect((await a.rail.patch(`${a.path}/instruments/${id}`, one.version, { draft })).status).toBe(200);
  await astrid.button('Save').click();
  await astrid.page.getByRole('dialog').getByRole('button').first().waitFor();
  await astrid.looksRight();
  await astrid.page.getByRole('dialog').getByRole('button', { name: /mine/i }).click();
  await astrid.page.getByText('Saved', { exact: true }).waitFor();
});

test('leaving with something unsaved asks first', async () => {
  const { page } = astrid;
  await page.getByLabel('Item 2 (English)').fill('We meet as often as we need');
  await page.getByRole('link', { name: 'Your own questions' }).click();
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await astrid.button('Make this a new version').click();
  await page.getByText(/Version 2, made on/).waitFor();
});

test('a round is opened with it, and answered on a phone of 320 points', async () => {
  const { page } = astrid;
  await page.getByRole('link', { name: 'Open a round with it' }).click();
  await astrid.at('Open a round');
  expect(await page.getByRole('radio', { name: /Pulse of the yard/ }).isChecked()).toBe(true);
  await astrid.button('Preview: Pulse of the yard').click();
  const frame = page.frameLocator('dialog iframe');
  await frame.getByRole('heading', { name: 'Pulse of the yard' }).waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await astrid.looksRight();
  await shot(astrid, 'open-a-round');
  await page.getByLabel(/Ask everybody to guess the other side/).check();
  await astrid.button('Open the round').click();
  await page.waitForURL(/\/listen\/[0-9a-f-]{36}$/);
  round = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const tokens = [...(await tokensOf(a.north, a.path, round)), ...(await tokensOf(a.rail, a.path, round))];
  const invitees = `${a.path}/rounds/${round}/invitees?limit=200`;
  const { items } = (await a.north.get<{ items: { link: string }[] }>(invitees)).body;
  const link = items[0]?.link ?? '';
  const rest = tokens.filter((token) => !link.includes(token));

  const respondent = await site.visitor({ ...phone, viewport: { width: 320, height: 640 } });
  await respondent.go(link);
  await respondent.at('Pulse of the yard');
  await respondent.button('Start').click();
  for (let item = 1; item <= 3; item++) {
    await respondent.page.getByText(`Item ${item} of 3`, { exact: true }).waitFor();
    if (item === 1) {
      await respondent.looksRight();
      await shot(respondent, 'phone-ten-points');
      expect(await respondent.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await respondent.page.getByLabel(`${item + 6}`, { exact: true }).check();
    await respondent.button('Next').click();
  }
  await respondent.button('Next').click();
  await respondent.at('And Railia Freight?');
  await shot(respondent, 'phone-guess');
  expect(await respondent.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await respondent.page.getByRole('group').first().getByLabel('9', { exact: true }).check();
  await respondent.button('Next').click();
  await respondent.at('Before you send');
  await respondent.page.getByText('3 rated, 1 guess.').waitFor();
  await respondent.button('Send').click();
  await respondent.page
    .getByText(/Thank you/i)
    .first()
    .waitFor({ timeout: 30_000 });
  await respondent.close();
  // The other people of the north guess, too, and none of the other side does.
  for (const [n, token] of rest.entries())
    await answer(
      site,
      round,
      token,
      (item) => 2 + ((item + n) % 8),
      {},
      n < 5 ? (item) => 5 + ((item + n) % 3) : undefined,
    );
});

test('both sides read the result, with the turned statement marked', async () => {
  await a.north.post(`${a.path}/rounds/${round}/close`);
  await sanna.go(`${path}/listen/${round}`);
  await sanna.page.getByText('We hear of trouble too late').first().waitFor();
  await sanna.page.getByText('worded the other way round; turned').first().waitFor();
  await sanna.looksRight();
  await shot(sanna, 'results-own');
});

test('practices as a pyramid beside its table; attributes with the lowest named', async () => {
  const practices = await closedRound(site, a, (item, person) => 1 + ((item * 2 + person) % 5), {
    instrument: 'practices',
  });
  await astrid.go(`${path}/listen/${practices.id}`);
  await astrid.page.getByRole('table').filter({ hasText: 'Business objective' }).first().waitFor();
  await astrid.looksRight();
  await shot(astrid, 'practices');
  const attributes = await closedRound(site, a, (item) => (item < 4 ? 2 : 4), { instrument: 'attributes' });
  await astrid.go(`${path}/listen/${attributes.id}`);
  await astrid.page.getByText('Lowest:').first().waitFor();
  await astrid.looksRight();
  await shot(astrid, 'attributes-round');
});

test('partnering attributes for oneself: answered twice, compared, deleted', async () => {
  const { page } = astrid;
  await astrid.go('/reflections');
  await astrid.link('Your partnering attributes').click();
  await astrid.at('Partnering attributes');
  for (const low of [2, 3]) {
    if (low === 3) await astrid.button('Answer once more').click();
    const groups = page.locator('.asked fieldset');
    await groups.first().waitFor();
    for (let item = 0; item < 24; item++) {
      const high = [2, 5, 7, 9, 13, 15, 17, 21].includes(item) ? 2 : 4;
      await groups
        .nth(item)
        .getByLabel(`${item < 4 ? (item === 2 ? 6 - low : low) : high}`, { exact: true })
        .check();
    }
    await astrid.button('Keep for myself').click();
    await page.getByText('Kept for you alone').first().waitFor();
    await page.getByText('Your lowest:').waitFor();
  }
  await page.getByText('Self-disclosure and feedback').first().waitFor();
  await page.getByRole('cell', { name: '+1.00' }).waitFor();
  await astrid.looksRight();
  await shot(astrid, 'attributes-own');
  await astrid
    .button(/Delete that of/)
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await astrid.button(/Delete that of/).count()).toBe(1);
  await sanna.go('/attributes');
  await sanna.at('Partnering attributes');
  expect(await sanna.page.getByText('Your lowest:').count()).toBe(0);
});
