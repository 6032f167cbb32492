import { mkdirSync, writeFileSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { PASSWORD } from '../src/server/testing/app.ts';
import { inForce, propose, startShared } from '../src/server/testing/documents.ts';
import { type Alliance, alliance, closedRound } from '../src/server/testing/factories.ts';
import { shareItem } from '../src/server/testing/needs.ts';
import { unpack } from '../src/server/testing/zip.ts';
import { openSite, type Site } from './browser.ts';
const OUT = '/tmp/parting/';
let site: Site; let a: Alliance;
beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
});
afterAll(() => site?.close());
test('shots', async () => {
  await inForce(a.north, a.rail, a.path, { title: 'How we work together' });
  const p = await startShared(a.rail, a.path, { kind: 'joint-business-plan', title: 'Business plan 2027' });
  const soon = site.clock.now().add({ hours: 24 * 20 }).toString().slice(0, 10);
  await propose(a.rail, a.path, p.id, { expiresOn: soon });
  await shareItem(a.north, a.path, 'need', 'Trains that leave when they should', ['quality']);
  await closedRound(site, a, (item, person) => 1 + ((item + person) % 5), { level: 'confidential' });
  const me = (await a.rail.get<{ myParticipantId: string }>(a.path)).body.myParticipantId;
  await a.rail.post(`${a.path}/actions`, { text: 'Hand over the timetable', ownerId: me, dueOn: soon });
  const sanna = await site.visitor({ viewport: { width: 1280, height: 900 } });
  await sanna.as(a.rail);
  await sanna.go(`${a.path}/parting`);
  await sanna.at('Copy and parting');
  await sanna.page.screenshot({ path: `${OUT}1-act.png`, fullPage: true });
  await sanna.page.setViewportSize({ width: 390, height: 844 });
  await sanna.page.screenshot({ path: `${OUT}2-act-390.png`, fullPage: true });
  await a.rail.send('PUT', `${a.path}/parting`, { leavesOn: soon, timeZone: 'Europe/Oslo', words: 'We thank you for four good years.', password: PASSWORD });
  await sanna.page.emulateMedia({ colorScheme: 'dark' });
  await sanna.page.reload();
  await sanna.page.getByText('Take it back').waitFor();
  await sanna.looksRight();
  await sanna.page.screenshot({ path: `${OUT}3-mine-390-dark.png`, fullPage: true });
  const astrid = await site.visitor({ viewport: { width: 1280, height: 900 } });
  await astrid.as(a.north);
  await astrid.go(`${a.path}/parting`);
  await astrid.at('Copy and parting');
  await astrid.page.screenshot({ path: `${OUT}4-other.png`, fullPage: true });
  await astrid.go('/');
  await astrid.at(/need/);
  await astrid.page.screenshot({ path: `${OUT}5-home.png` });
  // The copy itself, from a folder.
  const { rawPayload } = await site.app.inject({ method: 'POST', url: `/api/v1${a.path}/copy`, headers: { cookie: a.rail.cookie ?? '', 'content-type': 'application/json' }, payload: '{"timeZone":"Europe/Oslo"}' });
  const folder = mkdtempSync('/tmp/parting/copy-');
  const files = unpack(rawPayload);
  for (const [name, bytes] of files) { mkdirSync(join(folder, dirname(name)), { recursive: true }); writeFileSync(join(folder, name), bytes); }
  const reader = await site.visitor({ viewport: { width: 1280, height: 900 } });
  for (const name of [...files.keys()].filter((one) => one.endsWith('.html'))) {

    await reader.page.goto(`file://${folder}/${name}`);
    await reader.looksRight();
    await reader.page.screenshot({ path: `${OUT}c-${name.replaceAll('/', '_')}.png`, fullPage: true });
    await reader.page.setViewportSize({ width: 390, height: 844 });
    const wide = await reader.page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 390) console.log('too wide', name, wide);
    await reader.page.screenshot({ path: `${OUT}c390-${name.replaceAll('/', '_')}.png` });
    await reader.page.setViewportSize({ width: 1280, height: 900 });
  }
  site.clock.set(site.clock.now().add({ hours: 24 * 22 }).toString());
  await site.services.jobs.run('part');
  await sanna.go('/');
  await sanna.page.getByText('Partnerships your party has left').waitFor();
  await sanna.looksRight();
  await sanna.page.screenshot({ path: `${OUT}6-left-home.png`, fullPage: true });
  await astrid.go(`${a.path}`);
  await astrid.page.getByText('This partnership ended').waitFor();
  await astrid.looksRight();
  await astrid.page.screenshot({ path: `${OUT}7-ended.png` });
}, 200_000);
