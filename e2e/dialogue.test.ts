import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Participant } from '../src/domain/partnerships/contract.ts';
import type { TestPerson } from '../src/server/testing/app.ts';
import { type Alliance, alliance, openRound } from '../src/server/testing/factories.ts';
import { join, must } from '../src/server/testing/principals.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * Three people of two parties, each with a browser: asked by name, agreed, answered, opened for all at the same moment;
 * declined; run out of time. Then a reflection for oneself, and the page behind an invitation in German.
 */
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let mia: Visitor;
let miaPerson: TestPerson;
beforeAll(async () => {
  site = await openSite();
  a = await alliance(site);
  const row = must(
    await a.rail.post<Participant>(`${a.path}/participants`, {
      partyId: a.railParty,
      name: 'Mia Brandt',
      email: 'mia@rail.example',
      role: 'member',
      language: 'de',
    }),
  );
  miaPerson = await join(site, a.rail, a.path, row, 'mia@rail.example');
  must(await miaPerson.send('PATCH', '/me', { language: 'de' }));
  astrid = await arrive(a.north);
  sanna = await arrive(a.rail);
  mia = await arrive(miaPerson, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
});
afterAll(() => site?.close());

async function arrive(person: TestPerson, options = {}): Promise<Visitor> {
  const visitor = await site.visitor(options);
  const cookies = (person.cookie ?? '').split('; ').map((one) => one.split(/=(.*)/s));
  await visitor.context.addCookies(cookies.map(([name = '', value = '']) => ({ name, value, url: site.url })));
  return visitor;
}

/** From the form to the page of a dialogue that waits: its address. */
async function call(title: string): Promise<string> {
  const { page } = astrid;
  await astrid.go(`${a.path}/listen/dialogues/new`);
  await astrid.at('Call a named dialogue');
  await page.getByLabel('Sanna Åkesson').check();
  await page.getByLabel('Mia Brandt').check();
  await astrid.field(/Name of the dialogue/).fill(title);
  await astrid.button('Ask these people').click();
  await page.waitForURL(/\/listen\/dialogues\/[0-9a-f-]{36}$/);
  await astrid.at(title);
  return new URL(page.url()).pathname;
}

let dialogue = '';

test('a round of too few people offers a dialogue instead', async () => {
  const { page } = astrid;
  await astrid.go(`${a.path}/listen/new`);
  await page.getByText(/answers could be traced to people/).waitFor();
  await astrid.looksRight();
  await page.getByRole('link', { name: 'Call a named dialogue' }).click();
  await astrid.at('Call a named dialogue');
  // Nobody but oneself is not enough.
  await astrid.button('Ask these people').click();
  await page.getByText('Name at least one more person.').first().waitFor();
  await astrid.looksRight();
  dialogue = await call('Just us three');
  await page.getByText('Mia Brandt').first().waitFor();
  expect(await page.getByText('Not decided yet').count()).toBe(2);
});

test('everybody named decides, in their own language, and Home says so', async () => {
  await sanna.go('/');
  await sanna.at(/need/);
  await sanna.page.getByRole('link', { name: /Read and decide/ }).click();
  await sanna.at('Just us three');
  await sanna.page.getByText('This is not confidential.').waitFor();
  await sanna.button('I take part, by name').click();
  await sanna.page.getByText('Answering begins when Mia Brandt has agreed, too.').waitFor();
  await sanna.looksRight();

  await mia.go(dialogue);
  await mia.at('Just us three');
  await mia.page.getByText('Das ist nicht vertraulich.').waitFor();
  expect(await mia.page.locator('.own').getAttribute('lang')).toBe('de');
  expect(await mia.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await mia.button('Ich nehme mit Namen teil').click();
  await mia.page.getByRole('heading', { name: 'Ihre Antwort' }).waitFor();
  await mia.looksRight();
});

async function fill(visitor: Visitor, rating: (item: number) => number, words: string): Promise<void> {
  const { page } = visitor;
  const groups = page.locator('.asked fieldset');
  await groups.first().waitFor();
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  for (let item = 0; item < 15; item++)
    await groups
      .nth(item)
      .getByRole('radio')
      .nth(rating(item) - 1)
      .check();
  await page.locator('textarea').first().fill(words);
}

test('nobody sees an answer before the last one is sent; then all see all of them', async () => {
  await sanna.page.reload();
  await fill(sanna, (item) => 1 + (item % 5), 'Sanna says keep the Tuesday call');
  await sanna.page.getByText('Kept. Only you see it.').waitFor();
  // What is kept is there again after a reload.
  await sanna.page.reload();
  await sanna.page.getByText('15 of 15 answered').waitFor();
  await sanna.button('Send my answer').click();
  await sanna.page.getByRole('heading', { name: 'You have sent your answer' }).waitFor();
  await sanna.looksRight();

  await astrid.page.reload();
  await astrid.page.getByText('Has sent', { exact: true }).waitFor();
  expect(await astrid.page.content()).not.toContain('Tuesday call');
  await fill(astrid, () => 3, 'Astrid would keep the yard walks');
  await astrid.button('Send my answer').click();
  await astrid.page.getByText('All answers open when Mia Brandt has sent an answer.').waitFor();
  // Mine can be changed until then.
  await astrid.button('Change my answer').click();
  await astrid.page.locator('.asked fieldset').first().getByRole('radio').nth(4).check();
  await astrid.button('Send the change').click();
  await astrid.page.getByRole('heading', { name: 'You have sent your answer' }).waitFor();

  await fill(mia, (item) => 5 - (item % 3), 'Mia sagt: die gemeinsame Planung');
  await mia.button('Meine Antwort senden').click();
  await mia.page.getByRole('heading', { name: 'Punkt für Punkt' }).waitFor();
  await mia.looksRight();
  expect(await mia.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  for (const visitor of [astrid, sanna]) {
    // Without a reload: the page asks again while it waits.
    await visitor.page.getByRole('heading', { name: 'Item by item' }).waitFor({ timeout: 20_000 });
    for (const words of ['Tuesday call', 'yard walks', 'gemeinsame Planung'])
      await visitor.page.getByText(words).waitFor();
    await visitor.looksRight();
  }
  const orders = await Promise.all(
    [astrid, sanna, mia].map((visitor) => visitor.page.locator('.apart h3').allTextContents()),
  );
  expect(orders[0]).toHaveLength(15);
  expect(orders[0]).toEqual(orders[1]);
  // 5, 1, 5: the widest of all stands first.
  const first = astrid.page.locator('.apart > li').first();
  expect(await first.textContent()).toContain('trust');
  await first.getByText('4 points apart').waitFor();
  expect(await first.locator('.by-point > li:not(.nobody-here)').allTextContents()).toEqual([
    expect.stringMatching(/^1.*Sanna Åkesson$/),
    expect.stringMatching(/^5.*Astrid Moen.*Mia Brandt$/),
  ]);
});

test('whoever is not named finds nothing', async () => {
  const row = must(
    await a.north.post<Participant>(`${a.path}/participants`, { partyId: a.northParty, name: 'Bert', role: 'lead' }),
  );
  const bert = await arrive(await join(site, a.north, a.path, row, null));
  await bert.go(dialogue);
  await bert.page.getByText('There is nothing at this address').waitFor();
  await bert.go(`${a.path}/listen`);
  await bert.page.getByRole('heading', { name: 'Fewer people' }).waitFor();
  expect(await bert.page.getByText('Just us three').count()).toBe(0);
  await bert.go(`${a.path}/record`);
  await bert.page.getByRole('main').getByRole('heading').first().waitFor();
  expect(await bert.page.getByText(/dialogue/i).count()).toBe(0);
  await bert.close();
});

test('declining ends it for everybody, with a reason for the named', async () => {
  const path = await call('A second one');
  await mia.go(path);
  await mia.button('Ich lehne ab').click();
  const dialog = mia.page.getByRole('dialog');
  await dialog.getByLabel(/Warum/).fill('Lieber am Telefon.');
  await mia.looksRight();
  await dialog.getByRole('button', { name: 'Ablehnen' }).click();
  await mia.page.getByText('Mia Brandt nimmt nicht teil', { exact: false }).waitFor();
  await sanna.go(path);
  await sanna.page.getByText('Mia Brandt does not take part, so this dialogue does not happen.').waitFor();
  await sanna.page.getByText('“Lieber am Telefon.”').waitFor();
  await sanna.looksRight();
});

test('what has not opened in time ends unopened', async () => {
  const path = await call('Too late');
  await sanna.go(path);
  await sanna.button('I take part, by name').click();
  await sanna.page.getByText(/Answering begins when/).waitFor();
  const now = site.clock.now().toString();
  site.clock.pass({ hours: 24 * 8 });
  await site.services.jobs.run('end-dialogues');
  site.clock.set(now);
  await sanna.page.reload();
  await sanna.page.getByText(/not everybody had answered, so this dialogue does not open/).waitFor();
  await sanna.looksRight();
  await sanna.go(`${a.path}/listen`);
  await sanna.page.getByText('Ended unopened').first().waitFor();
  await sanna.looksRight();
});

test('a reflection is for oneself: answered, repeated, compared, deleted', async () => {
  const { page } = sanna;
  await page.getByRole('link', { name: 'Answer for yourself' }).click();
  await sanna.at('For yourself');
  for (const shift of [0, 1]) {
    if (shift) await sanna.button('Answer once more').click();
    await fill(sanna, (item) => 1 + ((item + shift) % 5), shift ? '' : 'A thought of mine');
    await sanna.button('Keep for myself').click();
    await page.getByText('Kept for you alone').first().waitFor();
    await page.getByRole('heading', { name: 'Your reflections' }).waitFor();
    site.clock.pass({ hours: 24 * 30 });
  }
  await sanna.looksRight();
  // The notice of the first one may still be there when the second is sent.
  await expect.poll(() => page.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual(['2', '1', '+1']);
  await page.getByText('A thought of mine').waitFor();
  await page
    .getByRole('button', { name: /^Delete that of/ })
    .last()
    .click();
  await sanna.looksRight();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete it' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await page.getByText('A thought of mine').count()).toBe(0);
  await astrid.go(`/reflections?about=${a.partnership.id}`);
  await astrid.at('For yourself');
  expect(await astrid.page.getByRole('heading', { name: 'Your reflections' }).count()).toBe(0);
  await mia.go('/reflections');
  await mia.at('Für Sie allein');
});

test('the page behind an invitation, in German from the first line to the last', async () => {
  const b = await alliance(site, { north: 6, rail: 6 });
  const tomorrow = site.clock.now().add({ hours: 48 }).toZonedDateTimeISO('Europe/Oslo').toPlainDateTime();
  const round = await openRound(b.north, b.path, { closesAt: tomorrow.toString({ smallestUnit: 'minute' }) });
  const reply = await b.north.get<{ items: { link: string }[] }>(`${b.path}/rounds/${round.id}/invitees`);
  const visitor = await site.visitor({ locale: 'de-DE', viewport: { width: 390, height: 844 } });
  const { page } = visitor;
  await visitor.go(reply.body.items[0]?.link as string);
  await visitor.at('Wie gut arbeiten wir zusammen?');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('de');
  await visitor.button('Beginnen').click();
  for (let item = 1; item <= 15; item++) {
    await page.getByText(`Punkt ${item} von 15`, { exact: true }).waitFor();
    if (item === 2) await visitor.looksRight();
    await page
      .getByRole('radio')
      .nth(item % 5)
      .check();
    await visitor.button('Weiter').click();
  }
  await page.getByRole('heading', { name: 'In Ihren eigenen Worten' }).waitFor();
  await visitor.looksRight();
  await visitor.button('Weiter').click();
  await visitor.at('Bevor Sie senden');
  // What the server refuses is said in German, too, and says what to do.
  await page.route('**/respond/answers', (route) =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        type: '/problems/not-allowed',
        title: 'No',
        status: 403,
        detail: 'Open your link again.',
      }),
    }),
  );
  await visitor.button('Senden').click();
  await visitor.at('Der Server hat diese Antwort nicht angenommen');
  await page.getByText(/Öffnen Sie Ihren Link noch einmal/).waitFor();
  expect(await page.getByText('Open your link again').count()).toBe(0);
  await page.unroute('**/respond/answers');
  await visitor.button('Zurück zu meinen Antworten').click();
  await visitor.button('Senden').click();
  await page.getByText('Danke.').waitFor();
  await visitor.looksRight();
  await visitor.close();
});
