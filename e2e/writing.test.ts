import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document } from '../src/domain/documents/contract.ts';
import { leadsSign } from '../src/server/testing/documents.ts';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { must } from '../src/server/testing/principals.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * Two people of two parties, one on a phone, write in the same section at once; one of them goes on without a connection
 * and closes the window; a dissent is answered; the text is proposed with whose words it is.
 */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  astrid = await site.visitor();
  sanna = await site.visitor({ viewport: { width: 390, height: 844 } });
  await astrid.as(a.north);
  await sanna.as(a.rail);
});
afterAll(() => site?.close());

const text = ({ page }: Visitor, section: string) => page.getByRole('textbox', { name: section, exact: true });
const PATIENT = { timeout: 10_000 };
const saved = ({ page }: Visitor) => page.getByText('Saved', { exact: true }).waitFor();

test('one draft, two parties', async () => {
  const wish = { kind: 'strategic-framework', share: true };
  const { id } = must(await a.north.post<Document>(`${a.path}/documents`, wish));
  await leadsSign(a.path, id, a.north, a.rail);
  const path = `${a.path}/agree/${id}`;
  await Promise.all([astrid.go(path), sanna.go(path)]);
  await Promise.all([text(astrid, 'Vision').waitFor(), text(sanna, 'Vision').waitFor()]);
  await sanna.page.getByText('Astrid Moen · Nordhavn').waitFor();

  // At once, in the same section.
  await text(astrid, 'Vision').click();
  await text(sanna, 'Vision').click();
  await Promise.all([
    astrid.page.keyboard.type('By sea and by rail. ', { delay: 5 }),
    sanna.page.keyboard.type('On the same day. ', { delay: 5 }),
  ]);
  await Promise.all([saved(astrid), saved(sanna)]);
  const words = async (visitor: Visitor) => (await text(visitor, 'Vision').locator('p').allInnerTexts()).join('|');
  // Without the carets, which are drawn among the words.
  const bare = (said: string) =>
    said
      .replaceAll(/Astrid Moen · \S+ \S+|Sanna Åkesson · \S+ \S+/g, '')
      .replaceAll(/[\s\u2060]+/g, ' ')
      .replaceAll(' |', '|')
      .trim();
  await expect.poll(async () => bare(await words(astrid)), PATIENT).toContain('By sea');
  await expect.poll(async () => bare(await words(astrid)), PATIENT).toContain('same day');
  expect(bare(await words(astrid))).toBe(bare(await words(sanna)));

  // Whose words they are, as marks in the text and as a line.
  await astrid.page.getByLabel('Show who wrote what').check();
  await astrid.page.locator('.written.by-b').first().waitFor();
  expect(await astrid.page.locator('.written.by-b').first().getAttribute('title')).toBe('Written by Railia Freight');
  await astrid.page.getByText('Jointly developed.', { exact: true }).waitFor();

  // Bold by keyboard; lines added, moved and taken back by keyboard.
  await text(astrid, 'Mission').click();
  await astrid.page.keyboard.press('Control+b');
  await astrid.page.keyboard.type('One corridor.');
  await sanna.page.locator('strong', { hasText: 'One corridor.' }).waitFor();
  const lines = astrid.page.getByRole('region', { name: 'Strategic directions' });
  for (const line of ['One timetable', 'One desk']) {
    await lines.getByRole('button', { name: 'Add a line' }).click();
    await lines.getByLabel('Direction', { exact: true }).last().waitFor();
    await astrid.page.keyboard.type(line);
  }
  await lines.getByRole('button', { name: 'Move up: Strategic directions, 2' }).press('Enter');
  const order = async () =>
    lines
      .getByLabel('Direction', { exact: true })
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  expect(await order()).toEqual(['One desk', 'One timetable']);
  await astrid.page.keyboard.press('Control+z');
  expect(await order()).toEqual(['One timetable', 'One desk']);
  await saved(astrid);
  await Promise.all([astrid.looksRight(), sanna.looksRight()]);

  // Without a connection: said at once, kept on this device through the end of the window, merged on return.
  await sanna.context.setOffline(true);
  await site.services.live.sockets.drop();
  await sanna.page.getByText('Offline', { exact: true }).waitFor();
  await text(sanna, 'Mission').click();
  await sanna.page.keyboard.press('End');
  await sanna.page.keyboard.type(' Kept on the phone.');
  await sanna.page.getByText('What you write is kept on this device', { exact: false }).waitFor();
  await sanna.page.waitForTimeout(300);
  await sanna.page.goto('about:blank');
  await saved(astrid);
  await sanna.context.setOffline(false);
  await sanna.go(path);
  await astrid.page.getByText('Kept on the phone.').waitFor();
  expect(sanna.complaints.splice(0).filter((one) => !one.includes('ERR_INTERNET_DISCONNECTED'))).toEqual([]);

  // A dissent holds the proposal until somebody else has answered.
  await sanna.button('Say something about: Vision').click();
  await sanna.page.getByLabel('Challenge').check();
  await sanna.field('What you do not agree with, and why').fill('Not in winter.');
  await sanna.looksRight();
  await sanna.button('Put it on record').click();
  await astrid.page.getByText('Challenge, waits for an answer').waitFor();
  await astrid.button('Answer').click();
  await astrid.field('Your answer to this challenge').fill('From April to November, then.');
  await astrid.button('Answer').click();
  await sanna.page.getByText('Challenge, answered').waitFor();

  // Proposed: the text rests for everybody, with its dissent and with whose words it is.
  await astrid.button('Propose').click();
  await astrid.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Propose/ })
    .click();
  await expect.poll(() => text(sanna, 'Vision').count(), PATIENT).toBe(0);
  await sanna.page.getByText('Jointly developed.', { exact: true }).waitFor();
  await sanna.page.getByText('Challenge, answered').waitFor();
  await Promise.all([astrid.looksRight(), sanna.looksRight()]);
  await Promise.all([astrid.close(), sanna.close()]);
}, 120_000);
