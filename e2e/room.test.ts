import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Room } from '../src/domain/surveys/room-contract.ts';
import { type Alliance, alliance, answer } from '../src/server/testing/factories.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/** One round in one meeting: a code on the projector, people with their own phones, the results on the same screen. */
let site: Site;
let a: Alliance;
let screen: Visitor;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  screen = await site.visitor({ viewport: { width: 1280, height: 720 } });
  await screen.as(a.north);
});
afterAll(() => site?.close());

test('a code on the projector, answers from phones, the results in the room', async () => {
  await screen.go(`${a.path}/listen/new`);
  await screen.at('Open a round');
  await screen.page.getByLabel('Together in a room or a call').check();
  await screen.button('Open the round').click();
  await screen.page.waitForURL(/\/room$/);
  await screen.at('Answer now, on your phone');
  const address = new URL(screen.page.url()).pathname;
  const at = address.replace('/listen/', '/rounds/').replace(/\/room$/, '');
  const round = at.split('/').at(-1) as string;
  const { link } = (await a.north.get<Room>(`${at}/room`)).body as { link: string };
  const seats = screen.page.getByRole('region', { name: 'Seats taken' });
  expect(await seats.getByText('0 of 6').count()).toBe(2);

  const first = await site.visitor(phone);
  await first.go(link);
  await first.at('Which party do you belong to?');
  await first.button('Go on').click();
  await first.page.getByText('Choose your party first.').waitFor();
  await first.page.getByText('Nordhavn Terminals').last().click();
  await first.looksRight();
  await first.button('Go on').click();
  await first.at('How well do we work together?');
  await first.button('Start').click();
  for (let item = 1; item <= 15; item++) {
    await first.page.getByText(`Item ${item} of 15`, { exact: true }).waitFor();
    await first.page.getByRole('radio').nth(3).check();
    await first.button(/Next/).click();
  }
  await first.button(/Next/).click();

  // The same phone again is the same seat, begun where it was left.
  await first.go(link);
  await first.button(/^Send/).click();
  // Not the words that promise one: the answer leaves at a moment of chance within ten seconds.
  await first.page.locator('output').waitFor({ timeout: 20_000 });

  const second = await site.visitor(phone);
  await second.go(link);
  await second.page.getByText('Railia Freight').last().click();
  await second.button('Go on').click();
  await second.button('Start').waitFor();
  await seats.getByText('1 of 6').nth(1).waitFor();

  // The others of this meeting.
  const room = (link.split('#')[1] ?? '').split('.')[0];
  for (const [group, rating] of [...new Array(5).fill(['s1', 4]), ...new Array(5).fill(['s2', 2])]) {
    const token = randomBytes(32).toString('base64url');
    await site.nobody.post('/respond/seats', { round, room, group, token });
    const given = await answer(site, round, token, (item) => Math.min(5, rating + (item % 4)));
    expect(given.status).toBe(200);
  }
  const late = await site.visitor(phone);
  await late.go(link);
  await late.page.getByText('Nordhavn Terminals').last().click();
  await late.button('Go on').click();
  await late.page.getByText(/^All seats of this party are taken/).waitFor();
  await late.looksRight();
  await seats.getByText('6 of 6').nth(1).waitFor();

  await screen.button('Close and show the results').click();
  await screen.page.getByRole('heading', { name: 'Has every phone said “Sent”?' }).waitFor();
  await screen.looksRight();
  await screen.button('Close the round').click();
  await screen.at('11 of 12 answered');
  await screen.link('Talk about it: the review session').waitFor();
  await late.button('Go on').click();
  await late.at('This round is closed');
  for (const who of [first, second, late, screen]) await who.close();
});
