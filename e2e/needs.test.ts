import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { shareItem, writeItem } from '../src/server/testing/needs.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** What each side needs and brings, in two browsers: private, shared, exchanged, matched. */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 2, rail: 2 });
  const { north, rail, path } = a;
  await shareItem(north, path, 'strength', 'Three cranes that work at night', ['capacity', 'speed']);
  await shareItem(north, path, 'strength', 'Own data of every container, to the minute', ['information']);
  await shareItem(north, path, 'need', 'Trains that leave when they should', ['quality']);
  await shareItem(rail, path, 'need', 'Cranes after ten in the evening', ['capacity']);
  await shareItem(rail, path, 'need', 'To know a day before what comes in', ['information']);
  await shareItem(rail, path, 'strength', 'Trains to eleven countries without a change', ['market']);
  await writeItem(rail, path, 'weakness', 'Too few drivers on weekends');
  astrid = await site.visitor();
  sanna = await site.visitor();
  await astrid.as(north);
  await sanna.as(rail);
});
afterAll(() => site?.close());

test('written in private, shared one by one, exchanged in one moment, matched', async () => {
  const at = `${a.path}/agree/needs`;
  await sanna.go(`${a.path}/agree`);
  await sanna.link('Needs and strengths').first().click();
  await sanna.at('Needs and strengths');
  const { page } = astrid;
  await astrid.go(at);
  await astrid.button('Add a weakness').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('In your words').fill('Old software at the gate');
  await dialog.getByLabel('technology', { exact: true }).check();
  await astrid.looksRight();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const ours = page.getByRole('region', { name: /^Ours/ });
  await ours.getByText('Old software at the gate').waitFor();
  await astrid.looksRight();

  // Ready to exchange: the other side hears that, and no more.
  const offers = page.getByRole('region', { name: 'Show ours when they show theirs' });
  await offers.getByRole('button', { name: /^Offer ours.*Weaknesses/ }).click();
  await dialog.getByRole('button', { name: 'Offer one' }).click();
  await offers.getByText('You offer one of yours and wait for Railia Freight.').waitFor();
  const theirs = sanna.page.getByRole('region', { name: 'Show ours when they show theirs' });
  await theirs.getByText('Nordhavn Terminals is ready to exchange weaknesses.').waitFor();
  expect(await sanna.page.getByText('Old software').count()).toBe(0);
  await theirs.getByRole('button', { name: /^Offer ours.*Weaknesses/ }).click();
  await sanna.looksRight();
  await sanna.page.getByRole('dialog').getByRole('button', { name: 'Offer one' }).click();
  await sanna.page.getByText('Old software at the gate').first().waitFor();
  await page.getByText('Too few drivers on weekends').first().waitFor();
  await page.getByText(/^In place: every party/).waitFor();

  // What fits.
  const fits = page.getByRole('region', { name: 'What fits' });
  await fits.getByRole('button', { name: /^Fits ?: Cranes after ten/ }).click();
  await fits
    .getByRole('region', { name: 'These fit' })
    .getByText('Cranes after ten in the evening', { exact: true })
    .waitFor();
  await fits.getByRole('button', { name: /^may fit: To know a day before.*Own data/ }).click();
  await dialog.getByLabel('How, or why not').fill('By the interface of May');
  await astrid.looksRight();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await sanna.page.getByText('By the interface of May').waitFor();
  await astrid.looksRight();
  await astrid.go(a.path);
  await page
    .getByRole('region', { name: 'What you could do' })
    .getByText('Railia Freight needs: Cranes after ten')
    .waitFor();
  await astrid.looksRight();

  // On a phone: words instead of the matrix.
  await page.setViewportSize({ width: 390, height: 844 });
  await astrid.go(at);
  await page.getByRole('region', { name: 'These fit' }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await astrid.looksRight();
  await ours.getByRole('button', { name: 'Withdraw: Three cranes' }).click();
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await ours.getByText(/^Shared on .* withdrawn by Astrid Moen on /).waitFor();
  await sanna.page.getByText('Three cranes').first().waitFor({ state: 'detached' });
  await sanna.page.getByText(/withdrawn by Astrid Moen/).waitFor();
  await sanna.looksRight();
  for (const who of [astrid, sanna]) await who.close();
});
