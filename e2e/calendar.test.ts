import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Round } from '../src/domain/surveys/contract.ts';
import type { PaperPerson } from '../src/domain/surveys/paper-contract.ts';
import type { TestPerson } from '../src/server/testing/app.ts';
import { type Alliance, alliance, answer, tokensOf } from '../src/server/testing/factories.ts';
import { type MailServer, mailServer, type Received } from '../src/server/testing/mail-server.ts';
import { must } from '../src/server/testing/principals.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * A year of rounds in two browsers: one party sets the plan, the other sees and changes it; the clock opens the round and
 * reminds people through a real mail server, one of whom stops that with one click; others answer on paper, which is
 * printed on one page and entered with the keyboard alone; and the results say so.
 */
let smtp: MailServer;
/** Links whose answers came before the first reminder. */
let early: string[] = [];
let site: Site;
let a: Alliance;
let astrid: Visitor;
let sanna: Visitor;
let round: Round;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const day = (days: number) =>
  site.clock
    .now()
    .add({ hours: 24 * days })
    .toString()
    .slice(0, 10);

beforeAll(async () => {
  smtp = await mailServer();
  site = await openSite({ SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'Entente <hello@entente.test>' });
  // Noon, so that days mean the same wherever this runs.
  site.clock.set(`${site.clock.now().toString().slice(0, 10)}T12:00:00Z`);
  a = await alliance(site, { north: 20, rail: 8 });
  astrid = await signedIn(a.north);
  sanna = await signedIn(a.rail);
});
afterAll(async () => {
  await site?.close();
  await smtp?.close();
});

async function signedIn(person: TestPerson): Promise<Visitor> {
  const visitor = await site.visitor();
  await visitor.context.addCookies(
    (person.cookie ?? '').split('; ').map((one) => {
      const at = one.indexOf('=');
      return { name: one.slice(0, at), value: decodeURIComponent(one.slice(at + 1)), url: site.url };
    }),
  );
  return visitor;
}
/** Nothing may push the page wider than the screen. */
async function fitsPhone(path: string, heading: string | RegExp): Promise<void> {
  const narrow = await site.visitor({
    ...phone,
    colorScheme: 'dark',
    storageState: await astrid.context.storageState(),
  });
  await narrow.go(path);
  await narrow.at(heading);
  expect(await narrow.page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
  await narrow.close();
}
const listen = () => `${a.path}/listen`;

test('one party sets a plan with the next dates before its eyes', async () => {
  const { page } = astrid;
  await astrid.go(listen());
  await astrid.at('Rounds over the year');
  await astrid.link('Plan rounds').click();
  await astrid.at('Plan rounds');
  await astrid.field('Day', { exact: true }).fill(day(3));
  await astrid.field('Time', { exact: true }).fill('09:00');
  await astrid.field('Time zone').fill('America/New_York');
  await astrid.field('How often').selectOption('3');
  await page
    .getByText(/09:00 E[SD]T/)
    .first()
    .waitFor();
  await page.getByText('28 people would be asked.').waitFor();
  await astrid.looksRight();
  // A round that would still be open when the next one is due is refused before it is set.
  await astrid.field('How often').selectOption('1');
  await astrid.field('Days open').fill('30');
  await page.getByText(/would still be open/).waitFor();
  await astrid.field('Days open').fill('14');
  await astrid.field('How often').selectOption('3');
  await astrid.button('Plan rounds').click();
  await page.getByText('A round every 3 months.').waitFor();
  await page
    .getByText(/^for you /)
    .first()
    .waitFor();
  await astrid.looksRight();
  await fitsPhone(listen(), 'Rounds over the year');
  await fitsPhone(`${listen()}/plan`, 'Change the plan');
});

test('the other party sees the same plan, changes it, pauses it and lets it go on', async () => {
  const { page } = sanna;
  await sanna.go(listen());
  await page.getByText('A round every 3 months.').waitFor();
  const dates = (visitor: Visitor) => visitor.page.locator('.next-dates time').allTextContents();
  expect(await dates(sanna)).toEqual(await dates(astrid));
  expect(await dates(sanna)).toHaveLength(3);
  await sanna.link('Change').click();
  await sanna.at('Change the plan');
  await sanna.field('How often').selectOption('6');
  await sanna.button('Save').click();
  await page.getByText('A round every 6 months.').waitFor();
  await sanna.button('Pause').click();
  await page.getByText('no round opens').waitFor();
  await sanna.looksRight();
  await sanna.button('Resume').click();
  await page.getByText('The next rounds open on').waitFor();

  // Somebody who read the plan before is shown both versions.
  await astrid.link('Change').click();
  await astrid.at('Change the plan');
  await sanna.link('Change').click();
  await sanna.field('Days open').fill('10');
  await sanna.button('Save').click();
  await page.getByText('Open for 10 days.').waitFor();
  await astrid.field('Days open').fill('12');
  await astrid.button('Save').click();
  await astrid.page.getByRole('dialog').getByText('Days open').waitFor();
  await astrid.looksRight();
  await astrid.button('Save mine instead').click();
  await astrid.page.getByText('Open for 12 days.').waitFor();

  await sanna.go(`${a.path}/record`);
  await page.getByText('planned rounds over the year').waitFor();
  await page.getByText('paused the plan of rounds').waitFor();
  await sanna.looksRight();
});

test('people of a party are put on paper by that party', async () => {
  const { page } = astrid;
  await astrid.go(`${listen()}/paper`);
  await astrid.at('Answers on paper');
  for (let n = 1; n <= 12; n++) {
    await page.getByRole('checkbox', { name: new RegExp(`^North ${n}\\b`) }).check();
  }
  await page.getByText('12 on paper').waitFor();
  await astrid.looksRight();
  await fitsPhone(`${listen()}/paper`, 'Answers on paper');
  await sanna.go(`${listen()}/paper`);
  await sanna.at('Answers on paper');
  expect(await sanna.page.getByText('North 1').count()).toBe(0);
  const { items } = must(await a.north.get<{ items: PaperPerson[] }>(`${a.path}/paper?limit=200`));
  expect(items.filter((one) => one.paper)).toHaveLength(12);
});

test('on its day the round opens by itself; people are reminded by mail, and one stops that with one click', async () => {
  site.clock.set(`${day(3)}T15:00:00Z`);
  await site.services.jobs.run('open-planned');
  const [found] = must(await a.rail.get<{ items: Round[] }>(`${a.path}/rounds`)).items;
  round = found as Round;
  expect(round).toMatchObject({ state: 'open', timeZone: 'America/New_York', invited: 28 });
  await sanna.go(`${a.path}/record`);
  await sanna.page.getByText('Round 1 opened').waitFor();

  const tokens = await tokensOf(a.rail, a.path, round.id);
  early = tokens.slice(0, 6);
  for (const token of early) must(await answer(site, round.id, token, 4));
  site.clock.set(round.reminders.first as string);
  await site.services.jobs.run('remind');
  // 28 asked, 12 on paper, 6 have their ballot.
  expect(smtp.received).toHaveLength(10);
  const { mail } = smtp.received.find((one) => one.to[0] === 'north.13@example.org') as Received;
  expect(mail.headers.find((one) => one.key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click');
  const stop = mail.headers.find((one) => one.key === 'list-unsubscribe')?.value.slice(1, -1) as string;

  const person = await site.visitor({ ...phone, javaScriptEnabled: false });
  await person.go(stop);
  await person.page.getByRole('heading', { name: 'Reminders of this survey' }).waitFor();
  await person.button('Stop reminders').click();
  await person.page.getByRole('heading', { name: 'Reminders are stopped' }).waitFor();
  await person.button('Send reminders again').click();
  await person.page.getByRole('heading', { name: 'Reminders of this survey' }).waitFor();
  await person.close();
  for (const options of [phone, { colorScheme: 'dark' as const }]) {
    const looker = await site.visitor(options);
    await looker.go(stop);
    await looker.at('Reminders of this survey');
    await looker.close();
  }
  // The mail program's own click: no browser, no page.
  const clicked = await fetch(stop, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(clicked.status).toBe(200);
  smtp.received = [];
  site.clock.set(round.reminders.last as string);
  await site.services.jobs.run('remind');
  expect(smtp.received).toHaveLength(15);
  expect(smtp.received.map((one) => one.to[0])).not.toContain('north.13@example.org');
});

test('the form is one page, in every language, on both sizes of paper', async () => {
  const { page } = astrid;
  await astrid.go(`${listen()}/${round.id}`);
  await page.getByText('12 people of your party answer on paper').waitFor();
  await page.getByText(/to everybody who has not fetched their ballot/).waitFor();
  await astrid.looksRight();
  await astrid.link('Print the form').click();
  await astrid.at('Form on paper');
  await astrid.field(/Return it to/).fill('Astrid Moen, office 214');
  for (const language of ['en', 'fr', 'es', 'ja', 'ar', 'de'])
    for (const format of ['A4', 'Letter']) {
      await astrid.field('Language of the form').selectOption(language);
      const pdf = await page.pdf({ format, printBackground: true });
      expect([language, format, pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length]).toEqual([
        language,
        format,
        1,
      ]);
    }
  await page.getByText('weiß nicht').waitFor();
  expect(await page.getByRole('row').count()).toBe(16);
  await astrid.looksRight();
  await fitsPhone(`${listen()}/${round.id}/form`, 'Form on paper');
});

test('twelve sheets are entered with the keyboard alone, and the count is checked', async () => {
  const { page } = astrid;
  await astrid.go(`${listen()}/${round.id}/sheets`);
  await astrid.at('Enter sheets');
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('class'));
  // The page begins in the line of keys.
  expect(await focused()).toContain('key-line');
  const sheet = async (keys: string) => {
    await keyboard.type(keys);
    await keyboard.press('Enter');
  };
  await sheet('123451234512345');
  // A key that is no answer is not taken; a sheet that is not whole is not noted.
  await keyboard.type('6');
  await page.getByText('“6” is not an answer here.').waitFor();
  await keyboard.type('44444');
  await keyboard.press('Enter');
  await page.getByText('10 answers are missing').waitFor();
  await keyboard.type('4444x00000');
  await keyboard.press('Tab');
  await keyboard.type('The weekly call');
  await keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sheet 3', exact: true }).waitFor();
  // Back one, and on again; the last one taken back, and entered again.
  await keyboard.press('ArrowUp');
  await page.getByRole('heading', { name: 'Sheet 2', exact: true }).waitFor();
  await keyboard.press('ArrowDown');
  await keyboard.press('Backspace');
  await page.getByText('1 sheet', { exact: true }).waitFor();
  await keyboard.press('Enter');
  // A reload loses nothing.
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('2 sheets', { exact: true }).waitFor();
  for (let n = 3; n <= 11; n++) await sheet(String(1 + (n % 5)).repeat(15));
  await astrid.looksRight();

  // "12 in your hand; 11 entered."
  await keyboard.press('Shift+Tab');
  await keyboard.type('12');
  await page.getByText('11 of 12 entered').waitFor();
  await page.getByText('In your hand: 12; entered: 11. Count the stack again.').waitFor();
  await keyboard.press('Tab');
  await sheet('333333333333333');
  await page.getByText('12 of 12 entered').waitFor();
  for (
    let n = 0;
    n < 40 && !(await page.evaluate(() => document.activeElement?.textContent))?.startsWith('Send 12');
    n++
  )
    await keyboard.press('Tab');
  // The connection drops: nobody knows whether the stack arrived, so it stays as it is and is sent again.
  await astrid.context.setOffline(true);
  await keyboard.press('Enter');
  await page.getByText('nobody knows whether the stack arrived').waitFor();
  await astrid.context.setOffline(false);
  await keyboard.press('Enter');
  await page.getByText('12 sheets are entered.').waitFor();
  await page.getByRole('heading', { name: 'All sheets are entered' }).waitFor();
  await astrid.looksRight();
  expect(must(await a.north.get<Round>(`${a.path}/rounds/${round.id}`)).paper).toEqual({ people: 12, entered: 12 });
  const kept = await page.evaluate(() => Object.keys(sessionStorage));
  expect(kept.filter((key) => key.startsWith('entente.'))).toEqual([]);
});

test('closing shows the results, with how many answers came on paper', async () => {
  for (const who of [a.north, a.rail])
    for (const token of await tokensOf(who, a.path, round.id))
      if (!early.includes(token)) must(await answer(site, round.id, token, 4));
  site.clock.set(round.closesAt);
  await site.services.jobs.run('close-rounds');
  for (const visitor of [astrid, sanna]) {
    await visitor.go(`${listen()}/${round.id}`);
    await visitor.page.getByText('28 of 28').first().waitFor();
    await visitor.page.getByText('12 of the answers came on paper.').waitFor();
    await visitor.looksRight();
  }
  await astrid.go(`${listen()}/${round.id}/sheets`);
  await astrid.at('This round is over');
  await sanna.go(listen());
  await sanna.button('Remove').click();
  await sanna.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await sanna.link('Plan rounds').waitFor();
  await sanna.looksRight();
  await astrid.close();
  await sanna.close();
});
