import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Alliance, alliance, closedRound } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * From result to change: two leads of two parties and a facilitator from outside, each with a browser, talk one result
 * through on one session; what they agree is done, and the next round says what became of it.
 */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let mara: Visitor;
let results: string;
/** "Conflict" is lowest, "trust" low, the last two are strong. */
const ratings = (item: number, person: number) =>
  item === 1 ? 1 + (person % 3) : item === 0 ? 2 + (person % 3) : item >= 13 ? 4 + (person % 2) : 3 + (person % 2);

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  astrid = await site.visitor();
  sanna = await site.visitor();
  mara = await site.visitor();
  await astrid.as(a.north);
  await sanna.as(a.rail);
  const round = await closedRound(site, a, ratings);
  results = `${a.path}/listen/${round.id}`;
});
afterAll(() => site?.close());

const title = (page: Page) => page.getByRole('heading', { level: 1 });
const all = () => [astrid.page, sanna.page, mara.page];

test('a session is begun from the results, and appears on the other side by itself', async () => {
  await sanna.go(results);
  await sanna.page.getByRole('link', { name: 'Hold the review session' }).waitFor();
  await astrid.go(results);
  await astrid.page.getByRole('link', { name: 'Hold the review session' }).click();
  await astrid.at('Talk about the results together');
  await astrid.button('Begin the session').click();
  await astrid.page.getByRole('heading', { name: /worked through conflicts/ }).waitFor();
  await astrid.looksRight();
  await sanna.page.getByRole('link', { name: 'Open the session' }).click();
  await title(sanna.page).getByText('worked through conflicts').waitFor();
});

test('a facilitator comes in by a link, without an account, and the link leaves the address', async () => {
  const { page } = astrid;
  await astrid.button('Guest').click();
  await page.getByRole('dialog').getByLabel('Name of the guest').fill('Mara Lind');
  await astrid.button('Make a link').click();
  const link = await page.getByRole('textbox', { name: 'Link for Mara Lind' }).inputValue();
  await astrid.looksRight();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await mara.go(link);
  await title(mara.page).getByText('worked through conflicts').waitFor();
  expect(mara.page.url()).toBe(`${site.url}/guest`);
  await mara.looksRight();
  // Everything else asks them to sign in.
  const elsewhere = await site.visitor({ storageState: await mara.context.storageState() });
  await elsewhere.go(results);
  await elsewhere.page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
  await elsewhere.close();
  // And after a reload the session is still theirs.
  await mara.page.reload();
  await title(mara.page).getByText('worked through conflicts').waitFor();
});

test('whoever leads moves the screen for all, by keyboard; the timer runs for all', async () => {
  await mara.page.keyboard.press('ArrowRight');
  for (const page of all()) await title(page).getByText('built trust').waitFor();
  await sanna.page.keyboard.press('ArrowLeft');
  for (const page of all()) await title(page).getByText('worked through conflicts').waitFor();
  await mara.page.keyboard.press('t');
  for (const page of all()) await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
  // Looking around moves nobody else.
  await sanna.page.getByLabel('Everybody moves with me').uncheck();
  await sanna.page.keyboard.press('ArrowRight');
  await title(sanna.page).getByText('built trust').waitFor();
  await sanna.page.getByText('You are looking at another item').waitFor();
  await sanna.looksRight();
  expect(await title(astrid.page).textContent()).toContain('worked through conflicts');
  await sanna.page.getByRole('button', { name: 'Back to the session' }).click();
  await title(sanna.page).getByText('worked through conflicts').waitFor();
  await sanna.page.getByLabel('Everybody moves with me').check();
});

test('all write at once and see each other’s words, with names', async () => {
  await sanna.page.keyboard.press('n');
  await sanna.page.keyboard.type('We tell too late.');
  await sanna.page.keyboard.press('Enter');
  await astrid.page.keyboard.press('n');
  await astrid.page.keyboard.type('Nobody dares to say it.');
  await astrid.page.keyboard.press('Enter');
  await mara.page.keyboard.press('c');
  await mara.page.keyboard.type('Both sides came.');
  await mara.page.keyboard.press('Enter');
  for (const page of all()) {
    const line = (text: string) => page.getByRole('listitem').filter({ hasText: text });
    await line('We tell too late.').getByText('Sanna Åkesson').waitFor();
    await line('Nobody dares to say it.').getByText('Astrid Moen').waitFor();
    await line('Both sides came.').getByText('Mara Lind (facilitator, guest)').waitFor();
  }
  // One's own words only.
  expect(await sanna.page.getByRole('button', { name: /^Change ?: Nobody dares/ }).count()).toBe(0);
  await sanna.page.getByRole('button', { name: /^Change ?: We tell too late\./ }).click();
  await sanna.field('Your words').fill('We tell changes too late.');
  await sanna.page.keyboard.press('Enter');
  for (const page of all()) await page.getByText('We tell changes too late.').first().waitFor();
  await astrid.page.getByRole('button', { name: /^Remove ?: Nobody dares/ }).click();
  await expect.poll(() => sanna.page.getByText('Nobody dares').count()).toBe(0);
});

test('an action gets an owner of the other side and a day', async () => {
  const { page } = astrid;
  await page.keyboard.press('a');
  await page.keyboard.type('Changes go on the board within the hour');
  await page.getByLabel('Who', { exact: true }).selectOption({ label: 'Sanna Åkesson' });
  await page.getByRole('button', { name: /^Add ?: What will be done/ }).click();
  for (const one of all()) {
    const line = one.getByRole('listitem').filter({ hasText: 'Changes go on the board' });
    await line.getByText('Sanna Åkesson').first().waitFor();
  }
  for (const visitor of [astrid, sanna, mara]) await visitor.looksRight();
});

test('what each key does is one key away; single keys can be switched off', async () => {
  const { page } = astrid;
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await astrid.looksRight();
  await page.keyboard.press('Escape');
  await page.getByLabel('Single keys on').uncheck();
  await page.keyboard.press('ArrowRight');
  expect(await title(page).textContent()).toContain('worked through conflicts');
  await page.getByLabel('Single keys on').check();
});

test('it is paused, goes on, is finished, and the minutes hold everything', async () => {
  await astrid.button('End').click();
  await astrid.button('Pause').last().click();
  await sanna.page.getByText('The session is paused.').waitFor();
  await sanna.button('Continue').click();
  await expect.poll(() => mara.page.getByText('The session is paused.').count()).toBe(0);
  await astrid.button('End').click();
  await astrid.button('Finish').click();
  await astrid.at(/^Minutes: Round 1/);
  const { page } = astrid;
  for (const text of [
    'We tell changes too late.',
    'Both sides came.',
    'Changes go on the board within the hour',
    'Mara Lind (facilitator, guest)',
  ])
    expect(await page.getByText(text).count()).toBeGreaterThan(0);
  // The guest sees that it is over, and can write no more.
  await mara.page.getByText('The session is finished.').waitFor();
  expect(await mara.page.getByRole('textbox').count()).toBe(0);
  await mara.looksRight();
});

test('the owner finds it on Home, does it, and the other side sees that at once', async () => {
  await sanna.go('/');
  await sanna.at(/need/);
  await sanna.page.getByRole('heading', { name: 'Changes go on the board' }).waitFor();
  await sanna.page.getByRole('link', { name: /Open my actions/ }).click();
  await sanna.at('Actions');
  await sanna.page.getByRole('button', { name: /^Done ?: Changes go on the board/ }).click();
  await sanna.page.getByText('Nothing is open').or(sanna.page.getByText('No action matches')).first().waitFor();
  await astrid.page.getByRole('cell', { name: 'Done' }).waitFor();
  // Undone with one press.
  await sanna.button('Undo').click();
  await astrid.page.getByRole('cell', { name: 'Open' }).waitFor();
  await sanna.page.getByRole('button', { name: /^Done ?: Changes go on the board/ }).click();
  await astrid.page.getByRole('cell', { name: 'Done' }).waitFor();
});

test('actions outside a session: added, changed, seen as a board, filtered by the address', async () => {
  await astrid.go(`${a.path}/deliver?view=board`);
  await astrid.at('Actions');
  await astrid.looksRight();
  await astrid.button('Agree an action').click();
  const dialog = astrid.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Agree an action' }).click();
  await dialog.getByText('Write what will be done.').first().waitFor();
  await dialog.getByLabel('What will be done').fill('Visit the yard');
  const day = site.clock
    .now()
    .add({ hours: 24 * 10 })
    .toString()
    .slice(0, 10);
  await dialog.getByLabel('Until when').fill(day);
  await astrid.looksRight();
  await dialog.getByRole('button', { name: 'Agree an action' }).click();
  await astrid.page.getByRole('heading', { name: 'Visit the yard' }).waitFor();
  await astrid.go(`${a.path}/deliver?owner=me&round=none`);
  await astrid.page.getByText('Visit the yard').first().waitFor();
  expect(await astrid.page.getByText('Changes go on the board').count()).toBe(0);
  await astrid.page.getByRole('button', { name: /^Change ?: Visit the yard/ }).click();
  await dialog.getByLabel('What will be done').fill('Visit the yard together');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await astrid.page.getByText('Visit the yard together').first().waitFor();
  await astrid.looksRight();
});

test('the next round marks what was talked about and shows what was agreed', async () => {
  site.clock.pass({ hours: 24 * 90 });
  const next = await closedRound(site, a, (item, person) => (item === 1 ? 4 + (person % 2) : ratings(item, person)));
  await sanna.go(`${a.path}/listen/${next.id}`);
  await sanna.at(/^Round 2/);
  await sanna.page.getByRole('heading', { name: 'Since the session of round 1' }).waitFor();
  const item = sanna.page.getByRole('listitem').filter({ hasText: 'Worked through conflicts' }).first();
  await item.getByText('Recovered').waitFor();
  await item.getByRole('button').click();
  await item.getByText('We tell changes too late.').waitFor();
  await item.getByText('Changes go on the board within the hour').waitFor();
  await sanna.page.getByText('comes by itself').waitFor();
  await sanna.looksRight();
});

test('a link that was taken back closes the page of its guest', async () => {
  const guests = await a.north.get<{ items: { id: string }[] }>(`${a.path}/reviews/${(await review()).id}/guests`);
  await a.rail.delete(`${a.path}/reviews/${(await review()).id}/guests/${guests.body.items[0]?.id}`);
  await mara.page.reload();
  await mara.at('This link does not open a session');
  for (const visitor of [astrid, sanna, mara]) await visitor.close();
});

const review = async () =>
  (await a.north.get<{ review: { id: string } }>(`${a.path}/rounds/${results.split('/').at(-1)}/review`)).body.review;
