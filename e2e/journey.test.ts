import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * The main job, from the first account to results that both parties read: two leads with a browser each, and
 * respondents on phones without an account. Every page is checked with axe, and nothing may complain in the console.
 */
let site: Site;
let astrid: Visitor;
let sanna: Visitor;
beforeAll(async () => {
  site = await openSite();
  astrid = await site.visitor();
  sanna = await site.visitor();
});
afterAll(() => site?.close());

const PASSWORD = 'rather long and easy';
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
let invitation = '';
let partnership = '';
let round = '';

test('the first account of an installation', async () => {
  await astrid.go('/');
  await astrid.at('Welcome to Entente');
  await astrid.button('Create the first account').click();
  await astrid.page.getByText('Write').first().waitFor();
  await astrid.field('Your name').fill('Astrid Moen');
  await astrid.field(/E-mail address/).fill('astrid@nordhavn.example');
  await astrid.field(/^Password/).fill(PASSWORD);
  await astrid.button('Create the first account').click();
  await astrid.page.getByRole('navigation').first().waitFor();
  await astrid.looksRight();
});

test('a partnership in three questions, and a link for the other side', async () => {
  const { page } = astrid;
  await astrid.go('/partnerships/new');
  await astrid.at('New partnership');
  await astrid.field('Organisation').fill('Nordhavn Terminals');
  await astrid.button('Continue').click();
  await page.getByRole('heading', { name: 'Who is your partner?' }).waitFor();
  await astrid.looksRight();
  await astrid.field('Organisation').fill('Railia Freight');
  await astrid.field('Name of their lead or sponsor').fill('Sanna Åkesson');
  await astrid.field(/E-mail address/).fill('sanna@railia.example');
  await astrid.button('Continue').click();
  await page.getByRole('heading', { name: 'What kind of partnership is it?' }).waitFor();
  await astrid.looksRight();
  await page.getByLabel('Strategic alliance').check();
  await astrid.field(/Name of the partnership/).fill('Northern Corridor Alliance');
  await astrid.button('Begin the partnership').click();
  await astrid.at('Hand over the invitations');
  invitation = await page.getByRole('textbox', { name: /Invitation for Sanna/ }).inputValue();
  expect(invitation).toContain('/join#');
  await astrid.page.getByText('Open the partnership').click();
  await astrid.at(/Northern Corridor Alliance|Listen/);
  partnership = new URL(page.url()).pathname;
  expect(await page.getByText(/invited/i).count()).toBeGreaterThan(0);
});

test('the other side comes in by its own acceptance', async () => {
  await sanna.go(invitation);
  await sanna.at('You are invited');
  await sanna.field('Your name').fill('Sanna Åkesson');
  await sanna.field(/^Password/).fill(PASSWORD);
  await sanna.button('Create account and accept').click();
  await sanna.page.waitForURL(`**${partnership}`);
  await sanna.page.getByText('Railia Freight').first().waitFor();
  await sanna.looksRight();

  const late = await site.visitor();
  await late.go(invitation);
  await late.at('This invitation was accepted');
  await late.close();
});

test('people, one by one and from a list', async () => {
  const { page } = astrid;
  await astrid.go(`${partnership}/people`);
  await astrid.at('People');
  await astrid.button('Add person').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Jonas Bakke');
  await dialog.getByRole('button', { name: /^(Add|Save)/ }).click();
  await page
    .getByRole('cell', { name: /Jonas Bakke/ })
    .or(page.getByRole('rowheader', { name: /Jonas Bakke/ }))
    .first()
    .waitFor();

  for (const [who, prefix] of [
    [astrid, 'North'],
    [sanna, 'Rail'],
  ] as const) {
    await who.go(`${partnership}/people/import`);
    await who.at('Import people');
    const lines = [1, 2, 3, 4, 5].map((n) => `${prefix} ${n};${prefix.toLowerCase()}${n}@example.org;member`);
    await who.page
      .getByLabel('or paste the lines')
      .fill(`name;email;role\n${lines.join('\n')}\nNo Address;not-an-address;member\n`);
    await who.button('Check the rows').click();
    await who.page.getByText('5 new, 0 known already, 1 to mend.').waitFor();
    await who.looksRight();
    await who.button('Save 5 people').click();
    await who.page.getByText('5 people added').first().waitFor();
  }
});

test('a round is previewed, opened and its links handed out', async () => {
  const { page } = astrid;
  await astrid.go(`${partnership}/listen`);
  await astrid.at(/Listen|No survey yet/);
  await astrid.go(`${partnership}/listen/new`);
  await astrid.at('Open a round');
  await astrid.button('Open the round').click();
  await page.waitForURL(/\/listen\/[0-9a-f-]{36}$/);
  await page.getByRole('heading', { name: 'Ballots fetched' }).waitFor();
  await astrid.looksRight();
  round = new URL(page.url()).pathname;
  expect(await page.getByText('0 of 7 ballots fetched').count()).toBe(1);
  expect(await page.getByText('0 of 6 ballots fetched').count()).toBe(1);
  // Links of my own party only.
  await page.getByText('North 1', { exact: true }).waitFor();
  expect(await page.getByText('Rail 1', { exact: true }).count()).toBe(0);
});

async function linksOf(who: Visitor): Promise<string[]> {
  const reply = await who.page.request.get(`${site.url}/api/v1${round.replace('/listen/', '/rounds/')}/invitees`);
  return ((await reply.json()) as { items: { link: string }[] }).items.map((one) => one.link);
}

/** How many ratings the device has kept: writing them down takes a moment after each. */
const keptRatings = () =>
  new Promise<number>((resolve) => {
    const opening = indexedDB.open('entente-respond');
    opening.onsuccess = () => {
      const reading = opening.result.transaction('kept').objectStore('kept').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        resolve(Object.keys((reading.result[0] as { draft: { ratings: object } }).draft.ratings).length);
      };
    };
  });

test('a respondent answers on a phone: keyboard, reload, lost connection, sent once', async () => {
  const [link] = await linksOf(sanna);
  const respondent = await site.visitor(phone);
  const { page } = respondent;
  await respondent.go(link as string);
  await respondent.at('How well do we work together?');
  await respondent.button('Start').click();
  for (let item = 1; item <= 15; item++) {
    await page.getByText(`Item ${item} of 15`, { exact: true }).waitFor();
    if (item === 1) {
      await respondent.looksRight();
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
      // Arrow keys move through the native group.
      await page.getByRole('radio').first().focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('radio').nth(1).isChecked()).toBe(true);
    } else if (item === 4) await page.getByLabel('I can’t say').check();
    else
      await page
        .getByRole('radio')
        .nth(item % 5)
        .check();
    if (item === 7) {
      // Answers stay on the device: a reload goes on where it was.
      await expect.poll(() => page.evaluate(keptRatings)).toBe(7);
      await page.reload();
      await page.getByText('Item 7 of 15', { exact: true }).waitFor();
      expect(await page.getByRole('radio', { checked: true }).count()).toBe(1);
    }
    await respondent.button('Next').click();
  }
  await page.getByRole('heading', { name: 'In your own words' }).waitFor();
  await respondent.looksRight();
  await respondent.button(/Next/).click();
  await respondent.at('Before you send');
  await page.getByText('14 rated').first().waitFor();
  await respondent.context.setOffline(true);
  await respondent.button('Send').click();
  await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
  await respondent.context.setOffline(false);
  await page
    .getByText(/Thank you/i)
    .first()
    .waitFor({ timeout: 30_000 });
  await respondent.looksRight();
  await respondent.close();
});

test('the others answer; counts show groups, never people', async () => {
  const give = async (link: string, rating: (item: number) => number) => {
    const [, id, token] = /\/r\/([0-9a-f-]+)#([\w-]+)\./.exec(link) as unknown as [string, string, string];
    expect((await answer(site, id, token, rating)).status).toBe(200);
  };
  for (const [n, link] of (await linksOf(astrid)).entries()) await give(link, (item) => 1 + ((item + n) % 5));
  for (const [n, link] of (await linksOf(sanna)).slice(1).entries())
    await give(link, (item) => (item % 3 === 0 ? 1 + (n % 3) : 3 + ((item + n) % 3)));
  await astrid.page.reload();
  await astrid.page.getByText('7 of 7 ballots fetched').waitFor();
  await astrid.page.getByText('6 of 6 ballots fetched').waitFor();
});

test('closing early opens the same results for both, as picture and as table', async () => {
  await astrid.button('Close early').click();
  await astrid.button('Close now').click();
  await astrid.page.getByText('13 of 13').first().waitFor();
  await sanna.go(round);
  await sanna.page.getByText('13 of 13').first().waitFor();
  const tableOf = (who: Visitor) =>
    who.page.getByRole('region', { name: 'Results table' }).getByRole('table').textContent();
  expect(await tableOf(sanna)).toBe(await tableOf(astrid));
  expect(await sanna.page.getByRole('row').count()).toBeGreaterThanOrEqual(16);
  await astrid.looksRight();
  await sanna.looksRight();

  const narrow = await site.visitor({
    ...phone,
    colorScheme: 'dark',
    storageState: await astrid.context.storageState(),
  });
  await narrow.go(round);
  await narrow.page.getByText('13 of 13').first().waitFor();
  await narrow.looksRight();
  // Nothing may push the page wider than the phone.
  expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await narrow.close();
});

test('a link of a closed round says so', async () => {
  const respondent = await site.visitor(phone);
  await respondent.go(`/r/${round.split('/').at(-1)}#${'x'.repeat(43)}`);
  await respondent.page.getByRole('heading').first().waitFor();
  await respondent.looksRight();
  await respondent.close();
});

test('every other page is in order', async () => {
  for (const path of [
    '/',
    '/partnerships',
    partnership,
    `${partnership}/listen`,
    `${partnership}/record`,
    `${partnership}/listen/import`,
    '/settings',
  ]) {
    await astrid.go(path);
    await astrid.page.getByRole('main').getByRole('heading').first().waitFor();
    await astrid.looksRight();
  }
  await astrid.close();
  await sanna.close();
});
