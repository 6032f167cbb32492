import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { InviteeLink, Round } from '../src/domain/surveys/contract.ts';
import type { TestPerson } from '../src/server/testing/app.ts';
import { type Alliance, alliance, answer, openRound } from '../src/server/testing/factories.ts';
import { FAR, openSite, type Site, type Visitor } from './browser.ts';

/**
 * Sealed ballots in a real browser: made and kept on the device, fetched once, sent by chance, found again after
 * closing; and what the page does where it cannot seal or must not go on.
 */
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const linksOf = async (who: TestPerson, a: Alliance, round: Round): Promise<string[]> => {
  const { body } = await who.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${round.id}/invitees`);
  return body.items.map((one) => one.link as string);
};
const tokenOf = (link: string) => link.split('#')[1]?.split('.')[0] as string;

/** Rates so many items from the promise on; the rest stays open. */
async function rate(who: Visitor, items: number): Promise<void> {
  for (let item = 1; item <= items; item++) {
    await who.page.getByText(`Item ${item} of 15`, { exact: true }).waitFor();
    await who.page
      .getByRole('radio')
      .nth(item % 5)
      .check();
    await who.button('Next').click();
  }
}

/** To the last step, whatever is still open. */
async function toReview(who: Visitor): Promise<void> {
  const review = who.page.getByRole('heading', { name: 'Before you send' });
  while (!(await review.isVisible())) await who.button(/Next/).click();
}

describe('over a secure connection', () => {
  let site: Site;
  let a: Alliance;
  let round: Round;
  let north: string[];
  let rail: string[];
  beforeAll(async () => {
    site = await openSite();
    a = await alliance(site, { north: 5, rail: 5 });
    const closesAt = Temporal.Now.instant().add({ hours: 48 }).toString().slice(0, 16);
    round = await openRound(a.north, a.path, { closesAt, timeZone: 'UTC' });
    north = await linksOf(a.north, a, round);
    rail = await linksOf(a.rail, a, round);
  });
  afterAll(() => site?.close());

  const fetched = async () =>
    (await a.north.get<Round>(`${a.path}/rounds/${round.id}`)).body.strata.reduce((sum, one) => sum + one.fetched, 0);
  const stored = async () => (await site.sql('select from answer where round_id = $1', [round.id])).rowCount;

  let receipt = '';
  let respondent: Visitor;
  test('a ballot is made with the first rating, outlives a reload and a lost connection, and leaves a receipt', async () => {
    respondent = await site.visitor(phone);
    const { page } = respondent;
    await respondent.go(north[0] as string);
    await respondent.at('How well do we work together?');
    await page.getByText('Sealed ballot: made on this device').waitFor();
    await page.getByText('What this cannot protect against').click();
    await respondent.looksRight();
    expect(await fetched()).toBe(0);
    await respondent.button('Start').click();
    await rate(respondent, 3);
    await expect.poll(fetched).toBe(1);
    const inside = () =>
      page.evaluate(
        () =>
          new Promise<{ seal: { signature: string; inv: string } }>((resolve) => {
            const opening = indexedDB.open('entente-respond');
            opening.onsuccess = () => {
              const all = opening.result.transaction('kept').objectStore('kept').getAll();
              all.onsuccess = () => resolve(all.result[0]);
            };
          }),
      );
    await expect.poll(async () => (await inside()).seal.signature).toHaveLength(512);
    const before = (await inside()).seal;
    // What took the cover off is gone: with it the server could be shown which ballot this was.
    expect(before.inv).toBe('');
    await page.reload();
    await page.getByText('Item 4 of 15', { exact: true }).waitFor();
    await respondent.context.setOffline(true);
    await toReview(respondent);
    expect((await inside()).seal).toEqual(before);
    const bodies: (string | null)[] = [];
    page.on('request', (request) => request.url().includes('/respond/answers') && bodies.push(request.postData()));
    await respondent.button('Send').click();
    await respondent.at('Your ballot is on its way');
    await page.getByRole('heading', { name: 'Not sent yet' }).waitFor();
    expect(await stored()).toBe(0);
    await respondent.context.setOffline(false);
    await page.getByText(/Your answer is in/).waitFor({ timeout: 40_000 });
    receipt = (await page.locator('output').textContent()) as string;
    expect(receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    await respondent.looksRight();
    expect(await stored()).toBe(1);
    // One size, nothing of the link, no cookie.
    const body = bodies.at(-1) as string;
    expect(Buffer.byteLength(body)).toBe(16_384);
    expect(body).not.toContain(tokenOf(north[0] as string));
    expect(await respondent.context.cookies()).toEqual([]);
    expect(await fetched()).toBe(1);
  });

  test('another device is told where the ballot is', async () => {
    const other = await site.visitor(phone);
    await other.go(north[0] as string);
    await other.at('How well do we work together?');
    await other.button('Start').click();
    // The first rating asks for the ballot; there is no next step to be clicked any more.
    await other.page.getByRole('radio').first().check();
    await other.at('Your ballot is on another device');
    await other.close();
    expect(await fetched()).toBe(1);
  });

  test('a box with another key than the link names is not answered, nor a link that lost its end', async () => {
    const link = north[1] as string;
    const end = link.at(-1) === 'A' ? 'B' : 'A';
    const visitor = await site.visitor(phone);
    await visitor.go(`${link.slice(0, -1)}${end}`);
    await visitor.at('This ballot box is not the one your link names');
    await visitor.close();
    const cut = await site.visitor(phone);
    await cut.go(link.split('.').slice(0, -1).join('.'));
    await cut.at('We do not know this link');
    await cut.close();
    // A server that calls the round confidential would see whose answer it is.
    const weaker = await site.visitor(phone);
    await weaker.page.route('**/respond/ballots', async (route) => {
      const reply = await route.fetch();
      const said = await reply.json();
      await route.fulfill({ response: reply, json: { ...said, level: 'confidential', seal: null, ballot: {} } });
    });
    await weaker.go(link);
    await weaker.at('This ballot box is not the one your link names');
    await weaker.close();
    expect(await fetched()).toBe(1);
  });

  test('whoever leaves while the ballot waits is counted, and finds that at the next visit', async () => {
    const visitor = await site.visitor(phone);
    const { page } = visitor;
    await visitor.go(rail[0] as string);
    await visitor.button('Start').click();
    await rate(visitor, 2);
    await toReview(visitor);
    await visitor.button('Send').click();
    await page.getByRole('heading', { name: 'Your ballot is on its way' }).waitFor();
    await page.goto('about:blank');
    await expect.poll(stored).toBe(2);
    await visitor.go(rail[0] as string);
    await page.getByText(/Your answer is in/).waitFor({ timeout: 30_000 });
    expect(await page.locator('output').textContent()).toMatch(/^[0-9A-Z-]{14}$/);
    await visitor.close();
    expect(await stored()).toBe(2);
  });

  test('how this can be checked, in both languages', async () => {
    const visitor = await site.visitor(phone);
    await visitor.go('/r/how');
    await visitor.at('How can I check this?');
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await visitor.go('/r/how?lang=de');
    await visitor.at('Wie kann ich das prüfen?');
    await visitor.close();
  });

  test('after closing everybody finds their receipt, and both parties the same count', async () => {
    for (const link of [...north.slice(1), ...rail.slice(1)])
      expect((await answer(site, round.id, tokenOf(link), 4)).status).toBe(200);
    const astrid = await site.visitor();
    await astrid.as(a.north);
    await astrid.go(`${a.path}/listen/${round.id}`);
    await astrid.page.getByRole('heading', { name: 'Ballots', exact: true }).waitFor();
    await astrid.looksRight();
    expect(await astrid.page.locator('code.print').first().textContent()).toBe(north[0]?.split('.').at(-1));
    await astrid.button('Close early').click();
    await astrid.button('Close now').click();
    await astrid.page.getByText('No group has more answers than ballots.').waitFor();
    const sanna = await site.visitor(phone);
    await sanna.as(a.rail);
    await sanna.go(`${a.path}/listen/${round.id}`);
    await sanna.page.getByText('No group has more answers than ballots.').waitFor();
    for (const who of [astrid, sanna]) {
      await who.looksRight();
      expect(await who.page.getByRole('row', { name: /\b5 5 / }).count()).toBe(2);
    }
    expect(await sanna.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

    await respondent.page.reload();
    await respondent.at('Your ballot was counted');
    await respondent.page.getByText(receipt).waitFor();
    await respondent.page.getByText('10 ballots').waitFor();
    await respondent.close();
    await astrid.close();
    await sanna.close();
  });
});

describe('over plain http', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite({}, FAR);
  });
  afterAll(() => site?.close());

  test('a device that cannot seal answers confidentially where that was allowed, else says what to do', async () => {
    const a = await alliance(site, { north: 5, rail: 5 });
    const closesAt = Temporal.Now.instant().add({ hours: 48 }).toString().slice(0, 16);
    const wish = { closesAt, timeZone: 'UTC', level: 'sealed', unsealedDevices: true };
    const round = await openRound(a.north, a.path, wish);
    const [first, second] = await linksOf(a.north, a, round);
    const visitor = await site.visitor(phone);
    await visitor.go(first as string);
    await visitor.page.getByText('this device cannot seal a ballot').waitFor();
    await visitor.looksRight();
    await visitor.button('Start').click();
    await rate(visitor, 2);
    await toReview(visitor);
    await visitor.button('Send').click();
    await visitor.page.getByText(/Your answer is in/).waitFor();
    expect(await visitor.page.locator('output').count()).toBe(0);
    await visitor.close();

    await site.sql('update round set unsealed_devices = false where id = $1', [round.id]);
    const refused = await site.visitor(phone);
    await refused.go(second as string);
    await refused.at('This device cannot seal a ballot here');
    await refused.close();
  });
});
