import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Document } from '../src/domain/documents/contract.ts';
import { amend, expectation, expectationsInForce } from '../src/server/testing/briefing.ts';
import { inForce } from '../src/server/testing/documents.ts';
import { type Alliance, alliance } from '../src/server/testing/factories.ts';
import { join, must } from '../src/server/testing/principals.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** Somebody joins and is briefed on a phone, while the lead of the other side sees the share move. */

let site: Site;
let a: Alliance;
let expectations: Document;
let nora: Visitor;
let lead: Visitor;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  await inForce(a.north, a.rail, a.path, { kind: 'strategic-framework' });
  expectations = await expectationsInForce(a.north, a.rail, a.path, [
    expectation('e1', 'We answer each other within two working days'),
    expectation('e2', 'We say early what we cannot keep'),
  ]);
  await inForce(a.north, a.rail, a.path);
  const row = must(
    await a.north.post<{ id: string; name: string }>(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Nora Ny',
      role: 'member',
      function: 'Planning',
    }),
  );
  const newcomer = await join(site, a.north, a.path, row, null);
  nora = await site.visitor({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await nora.as(newcomer);
  lead = await site.visitor();
  await lead.as(a.rail);
});
afterAll(() => site?.close());

const unread = (visitor: Visitor) => visitor.page.getByRole('button', { name: /^I have read this/ });

test('a newcomer finds the briefing on Home and acknowledges it part by part; the other side sees the share move', async () => {
  await lead.go(`${a.path}/agree`);
  await lead.at('Agree');
  await lead.page.getByText('0 of 3 people briefed').waitFor();
  await lead.page.getByText('Not in place yet:').waitFor();

  await nora.go('/');
  await nora.page.getByText('Your briefing is ready to read').waitFor();
  await nora.link(/^Read your briefing/).click();
  await nora.at('Your briefing');
  const parts = await unread(nora).count();
  expect(parts).toBeGreaterThan(10);
  await nora.page.getByText(`0 of ${parts} parts read`).waitFor();
  // What is not in force yet says so.
  await nora.page
    .getByText(/Not in force yet: .*(esponsibilit)/)
    .first()
    .waitFor();
  await nora.page.getByText('Astrid Moen').first().waitFor();

  // By keyboard: each mark leads to the next part.
  await unread(nora).first().focus();
  await nora.page.keyboard.press('Enter');
  await nora.page.getByText(`1 of ${parts} parts read`).waitFor();
  await expect.poll(() => nora.page.evaluate(() => document.activeElement?.tagName)).toBe('H3');
  // A slip of the finger is taken back.
  await nora.button(/^Undo/).click();
  await nora.page.getByText(`0 of ${parts} parts read`).waitFor();
  for (let left = parts; left > 0; left--) {
    await unread(nora).first().tap();
    await nora.page.getByText(`${parts - left + 1} of ${parts} parts read`).waitFor();
    // Left and opened again, it goes on where it stopped.
    if (left === 5) await nora.page.reload();
  }
  await nora.page.getByText('You are briefed.').waitFor();
  await nora.looksRight();

  await lead.page.getByText('1 of 3 people briefed').waitFor();
  // Nobody is named to the other side.
  expect(await lead.page.getByText('Nora Ny').count()).toBe(0);
  await nora.go('/');
  await nora.page.getByText('Nothing needs you').first().waitFor();
});

test('a new version asks for what changed alone; the lead asks how well it is kept', async () => {
  await nora.go(`${a.path}/agree/briefing`);
  await nora.page.getByText('You are briefed.').waitFor();
  expectations = await amend(site, a.north, a.rail, a.path, expectations, (content) => ({
    ...content,
    expectations: [
      expectation('e1', 'We answer each other within one working day'),
      expectation('e2', 'We say early what we cannot keep'),
    ],
  }));
  // Without a reload.
  await nora.page.getByText('Changed since version 1, which you have read').waitFor();
  expect(await unread(nora).count()).toBe(1);
  expect(await nora.page.locator('.changed ins').allTextContents()).toContain('one');
  await nora.looksRight();
  await nora.page.emulateMedia({ media: 'print' });
  expect(await unread(nora).first().isVisible()).toBe(false);
  expect(await nora.page.getByText('We say early what we cannot keep').first().isVisible()).toBe(true);
  await nora.page.emulateMedia({ media: 'screen' });
  await nora.go(`${a.path}/agree/${expectations.id}`);
  await nora.at('How we work together');
  await nora.page.getByText('You have not acknowledged one part of version 2 yet.').waitFor();
  await nora.link('Read it in your briefing').click();
  await nora.page.getByText('Changed since version 1, which you have read').waitFor();
  await expect.poll(() => nora.page.evaluate(() => document.activeElement?.textContent)).toContain('one working day');
  await nora.page.goBack();
  await unread(nora).tap();
  await nora.page.getByText('1 of 3 people have read this').waitFor();

  await lead.go(`${a.path}/agree/${expectations.id}`);
  await lead.button('Check in on version 2').click();
  await expect
    .poll(() => lead.page.getByRole('radio', { name: /How we work together, version 2/ }).isChecked())
    .toBe(true);
  await lead.at('Open a round');
});
