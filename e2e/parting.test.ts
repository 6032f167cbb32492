import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyCopy } from '../src/server/parting/verify-copy.ts';
import { PASSWORD } from '../src/server/testing/costly.ts';
import { inForce, propose, startShared } from '../src/server/testing/documents.ts';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { unpack } from '../src/server/testing/zip.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** A party takes its copy, says that it leaves, thinks again, and leaves: seen from both sides. */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let folder: string;

beforeAll(async () => {
  site = await openSite();
  folder = await mkdtemp(join(tmpdir(), 'parting-'));
  a = await alliance(site, { north: 2, rail: 2 });
  await inForce(a.north, a.rail, a.path, { title: 'How we work together' });
  const plan = await startShared(a.north, a.path, { kind: 'joint-business-plan', title: 'Plan' });
  const soon = site.clock.now().add({ hours: 240 }).toString().slice(0, 10);
  await propose(a.north, a.path, plan.id, { expiresOn: soon });
  astrid = await site.visitor();
  sanna = await site.visitor({ acceptDownloads: true });
  await astrid.as(a.north);
  await sanna.as(a.rail);
});
afterAll(async () => {
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Presses a button that fetches a copy: it is whole, and signed. */
async function copied(who: Visitor, label: string): Promise<Buffer> {
  const [download] = await Promise.all([who.page.waitForEvent('download'), who.button(label).click()]);
  const file = join(folder, `${label}.zip`);
  await download.saveAs(file);
  expect((await verifyCopy(file, false, site.services.signer.publicKey)).problems).toEqual([]);
  return readFile(file);
}

test('the copy opens from a folder, without a network', async () => {
  await sanna.go(a.path);
  await sanna.link('Copy and parting').click();
  await sanna.at('Copy and parting');
  const files = unpack(await copied(sanna, 'Take the complete copy'));
  await sanna.page.getByText(/^The copy is here/).waitFor();
  for (const [name, bytes] of files) {
    await mkdir(join(folder, 'copy', dirname(name)), { recursive: true });
    await writeFile(join(folder, 'copy', name), bytes);
  }
  const reader = await site.visitor({ viewport: { width: 390, height: 844 }, offline: true });
  for (const name of [...files.keys()].filter((one) => one.endsWith('.html'))) {
    await reader.page.goto(`file://${folder}/copy/${name}`);
    await reader.looksRight();
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(390);
  }
  await reader.page.goto(`file://${folder}/copy/index.html`);
  await reader.link('Joint documents').first().click();
  await reader.link('How we work together').click();
  await reader.page.getByRole('heading', { name: 'Version 1: In force' }).waitFor();
  await reader.close();
});

test('announced, seen by both, taken back; announced for today, and on that day it is over', async () => {
  const announce = async (today: boolean) => {
    const day = sanna.field(/^Last day of/);
    if (today) await day.fill((await day.getAttribute('min')) as string);
    await sanna.field(/^Words to the others/).fill('We thank you for four good years.');
    await sanna.field('Your password').fill(PASSWORD);
    await sanna.button('Announce that Railia Freight leaves').click();
    await sanna.button('Take it back: we stay').waitFor();
  };
  await sanna.page.getByText('Either party may leave with six months’ notice').waitFor();
  await sanna.button('Announce that Railia Freight leaves').click();
  await sanna.page.getByText('Type the password of your account').first().waitFor();
  await astrid.go(a.path);
  await announce(false);
  // Without reloading: the other side hears of it as it happens.
  await astrid.page.getByText(/^Railia Freight leaves on/).waitFor();
  await astrid.looksRight();
  await sanna.page.setViewportSize({ width: 390, height: 844 });
  await sanna.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await sanna.looksRight();
  expect(await sanna.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await sanna.page.emulateMedia({ media: 'print' });
  expect(await sanna.button('Take it back: we stay').isVisible()).toBe(false);
  expect(await sanna.page.getByText('Either party may leave').isVisible()).toBe(true);
  await sanna.page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  await sanna.button('Take it back: we stay').click();
  await astrid.page.getByText(/^Railia Freight leaves on/).waitFor({ state: 'detached' });

  await announce(true);
  await astrid.page.getByText(/^Railia Freight leaves on/).waitFor();
  site.clock.set(site.clock.now().add({ hours: 48 }).toString());
  await site.services.jobs.run('part');
  await astrid.page.getByText(/^This partnership ended on/).waitFor();
  await astrid.looksRight();
  await astrid.go(`${a.path}/agree`);
  await astrid.page.getByText('How we work together').first().waitFor();
  await sanna.go(a.path);
  await sanna.page.getByText('There is nothing at this address').waitFor();
  await sanna.go('/');
  await sanna.at('Partnerships your party has left');
  await copied(sanna, 'Take the copy');
});
