import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * The 60-second assessment by people without an account, and what becomes of it: by keyboard and by touch, printed,
 * shared as a link, kept after signing up, repeated and compared.
 */
let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const PASSWORD = 'rather long and easy';
const SIX = '1yynnyynnyy';
const score = (who: Visitor) => who.page.locator('.score').textContent();
const question = (who: Visitor, number: number) =>
  who.page.getByText(`Question ${number} of 10`, { exact: true }).waitFor();

test('until somebody has an account, the address leads to creating the first one', async () => {
  const owner = await site.visitor();
  await owner.go('/');
  await owner.at('Welcome to Entente');
  await owner.close();
  await site.person('Ada First');
});

describe('without an account', () => {
  test('by keyboard: yes, no, back, skip, undo; a reload goes on; the result at once', async () => {
    const visitor = await site.visitor();
    const { page } = visitor;
    const requests: string[] = [];
    page.on('request', (request) => requests.push(new URL(request.url()).pathname));
    await visitor.go('/');
    await visitor.at('How well is your partnership looked after?');
    expect(await page.title()).toBe('60-second assessment · Entente');
    await visitor.button('Start').focus();
    await page.keyboard.press('Enter');
    await question(visitor, 1);
    await visitor.looksRight();
    await page.keyboard.press('y');
    await question(visitor, 2);
    expect(await page.getByText('Question 1: yes.').count()).toBe(1);
    await page.keyboard.press('n');
    await question(visitor, 3);
    // Taken back, the second question is asked again, as it was.
    await page.keyboard.press('u');
    await question(visitor, 2);
    expect(await page.locator('[aria-pressed=true]').count()).toBe(0);
    await page.keyboard.press('1');
    await question(visitor, 3);
    await page.keyboard.press('2');
    await page.keyboard.press('n');
    await question(visitor, 5);
    await page.keyboard.press('ArrowLeft');
    await question(visitor, 4);
    expect(await visitor.button(/^No/).getAttribute('aria-pressed')).toBe('true');
    await visitor.looksRight();
    await page.keyboard.press('ArrowRight');
    await question(visitor, 5);
    await page.reload();
    await question(visitor, 5);
    for (const key of ['y', 'Y']) await page.keyboard.press(key);
    await question(visitor, 7);
    // Skipped, it stays open; the browser's own way back works, too.
    await page.keyboard.press('ArrowRight');
    await question(visitor, 8);
    await page.goBack();
    await question(visitor, 7);
    for (const key of ['ArrowRight', 'n', 'y', 'y']) await page.keyboard.press(key);
    await visitor.at('A PRM programme is not in place yet.');
    expect(await score(visitor)).toBe('6 of 10');
    await page.getByText('Six of its ten parts are. One question is open.').waitFor();
    await visitor.button(/^Answer\b/).click();
    await question(visitor, 7);
    await visitor.button(/^No/).click();
    await page.getByText('Here there are four.').waitFor();
    await visitor.looksRight();
    expect(new URL(page.url()).hash).toBe(`#a=${SIX}`);
    expect(await page.title()).toBe('Result: 6 of 10 · Entente');
    // Nothing was sent but requests for the page itself, and nothing is left behind.
    expect(requests.filter((path) => !/^\/($|assets\/|favicon)/.test(path))).toEqual([]);
    expect(await visitor.context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
    await visitor.close();
  });

  test('by touch on a phone, in German, dark and narrow', async () => {
    const visitor = await site.visitor({ ...phone, locale: 'de-AT', colorScheme: 'dark' });
    const { page } = visitor;
    await visitor.go('/');
    await visitor.at('Wie gut wird Ihre Partnerschaft gepflegt?');
    expect(await page.getAttribute('html', 'lang')).toBe('de');
    await visitor.button('Beginnen').tap();
    for (let number = 1; number <= 10; number++) {
      await page.getByText(`Frage ${number} von 10`, { exact: true }).waitFor();
      if (number === 1) await visitor.looksRight();
      // The second half of a double tap is no answer to the next question.
      if (number === 2) await visitor.button(/^Nein/).tap();
      await page.waitForTimeout(300);
      await visitor.button(number % 5 === 0 ? /^Nein/ : /^Ja/).tap();
    }
    await visitor.at('Ein PRM-Programm besteht.');
    expect(await score(visitor)).toBe('8 von 10');
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    // The language is switched on the spot, and the answers stay.
    await visitor.field('Sprache').selectOption('en');
    await visitor.at('A PRM programme is in place.');
    expect(await score(visitor)).toBe('8 of 10');
    await visitor.close();
  });

  test('on paper: one or two pages, with the link and without buttons', async () => {
    const visitor = await site.visitor();
    const { page } = visitor;
    const pages = async (code: string) => {
      await page.emulateMedia({ media: 'screen' });
      await visitor.go(`/assessment#a=${code}`);
      await page.getByText('Share this result').waitFor();
      await page.emulateMedia({ media: 'print' });
      const pdf = (
        await page.pdf({ format: 'A4', margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' } })
      )
        .toString('latin1')
        .match(/\/Type\s*\/Page\b(?!s)/g);
      return pdf?.length;
    };
    expect(await pages(SIX)).toBeLessThanOrEqual(2);
    for (const gone of [visitor.button('Print'), visitor.link('Sign in'), visitor.button('Copy')])
      expect(await gone.isVisible()).toBe(false);
    expect(await page.getByText(`${site.url}/assessment#a=${SIX}`).isVisible()).toBe(true);
    expect(await pages('1nnnnnnnnnn')).toBeLessThanOrEqual(2);
    expect(await pages('1yyyyyyyyyy')).toBe(1);
    await visitor.close();
  });

  test('shared by its link, others see the same; a broken link says so and shows nothing', async () => {
    const visitor = await site.visitor({ permissions: ['clipboard-read', 'clipboard-write'] });
    await visitor.go(`/assessment#a=${SIX}`);
    await visitor.at('A PRM programme is not in place yet.');
    await visitor.button('Copy').click();
    await visitor.button('Copied').waitFor();
    const link = await visitor.page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${site.url}/assessment#a=${SIX}`);

    const friend = await site.visitor(phone);
    await friend.go(link);
    await friend.at('A PRM programme is not in place yet.');
    const read = (who: Visitor) => who.page.locator('main section').allTextContents();
    expect((await read(friend)).slice(0, -1)).toEqual((await read(visitor)).slice(0, -1));
    // A further link pasted into the same tab.
    for (const [code, title] of [
      ['1yynn', 'This link is cut off'],
      ['2yynnyynnyy', 'This link comes from a newer Entente'],
      ['1yynnyynnyz', 'This link cannot be read'],
    ] as const) {
      await friend.go(`/assessment#a=${code}`);
      await friend.at(title);
      expect(await friend.page.locator('.score').count()).toBe(0);
    }
    await friend.button('Take the assessment').click();
    await friend.at('How well is your partnership looked after?');
    await friend.close();
    await visitor.close();
  });
});

describe('kept in a programme', () => {
  let nora: Visitor;
  test('after signing up, the result is still there; it is stored when it is kept, and not before', async () => {
    nora = await site.visitor();
    const { page } = nora;
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')));
    await nora.go(`/assessment#a=${SIX}`);
    await nora.link('Keep this result').click();
    await nora.at('Sign in');
    await nora.link('Create one').click();
    await nora.at('Create your account');
    // There and back again.
    await nora.link('Sign in').click();
    await nora.at('Sign in');
    await nora.link('Create one').click();
    await nora.field('Your name').fill('Nora Lind');
    await nora.field(/E-mail address/).fill('nora@nordhavn.example');
    await nora.field(/^Password/).fill(PASSWORD);
    await nora.button('Create account').click();
    await page.getByRole('heading', { name: 'Keep this result' }).waitFor();
    await page.getByText('6 of 10.').waitFor();
    await nora.looksRight();
    expect(requests.filter((request) => request.includes(SIX))).toEqual([]);
    await nora.button(/^Keep$/).click();
    await page.getByText('Write the name of the organisation.').waitFor();
    await nora.field('Organisation').fill('Nordhavn Terminals');
    await nora.field('Answered on').fill('2026-01-15');
    await nora.button(/^Keep$/).click();
    await page.getByText('Kept for Nordhavn Terminals.').waitFor();
    await page.getByRole('heading', { name: 'Nordhavn Terminals' }).waitFor();
    expect(new URL(page.url()).hash).toBe('');
    await page.getByText('The first one: the next shows what changed.').waitFor();
    await nora.looksRight();
    await page.reload();
    await page.getByRole('heading', { name: 'Nordhavn Terminals' }).waitFor();
    expect(await page.getByRole('heading', { name: 'Keep this result' }).count()).toBe(0);
  });

  test('taken again and kept, both are compared', async () => {
    const { page } = nora;
    await nora.link('Take it again').click();
    await nora.at('How well is your partnership looked after?');
    // Whoever is signed in is offered the way back instead of signing in.
    await nora.link('Open Entente').waitFor();
    await nora.button('Start').click();
    for (const [at, letter] of [...'yyyyynnyyy'].entries()) {
      await question(nora, at + 1);
      await page.keyboard.press(letter);
    }
    await nora.link('Keep this result').click();
    await page.getByRole('heading', { name: 'Keep this result' }).waitFor();
    await nora.button(/^Keep$/).click();
    await page.getByText('Since 15 January 2026: 3 gained and 1 lost.').waitFor();
    await nora.looksRight();
    const table = page.getByRole('region', { name: 'Comparison of two results' });
    const changes = await table.locator('tbody tr td:last-child').allTextContents();
    expect(changes.map((one) => one.trim())).toEqual([
      ...['still in place', 'still in place', 'now in place', 'now in place', 'still in place'],
      ...['no longer', 'still missing', 'now in place', 'still in place', 'still in place'],
    ]);
    // Chosen the other way round, earlier stays earlier.
    await nora.field('Earlier').selectOption({ index: 0 });
    expect(await nora.field('Earlier').inputValue()).toBe(await nora.field('Later').inputValue());
    expect(await table.getByText('still in place').count()).toBe(8);
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await nora.looksRight();
    }
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await nora.looksRight();
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('one is removed, put back from its notice, removed again and put back from the list', async () => {
    const { page } = nora;
    const rows = page.getByRole('region', { name: 'Kept assessments' }).locator('tbody tr');
    expect(await rows.count()).toBe(2);
    const remove = nora.button('Remove the result of 15 January 2026');
    await remove.click();
    const notice = page.getByRole('status').filter({ hasText: 'Result of 15 January 2026 removed.' });
    await notice.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Result of 15 January 2026 put back.').waitFor();
    await expect.poll(() => rows.count()).toBe(2);
    await remove.click();
    await page.getByText('1 removed result').click();
    await page.getByText('6 of 10, answered on 15 January 2026. Removed by Nora Lind on').waitFor();
    await nora.looksRight();
    await nora.button('Put back the result of 15 January 2026').click();
    await expect.poll(() => rows.count()).toBe(2);
  });

  test('the organisation is renamed, and a second one has results of its own', async () => {
    const { page } = nora;
    await nora.button('Rename').click();
    await nora.looksRight();
    await page.getByRole('dialog').getByLabel('Organisation').fill('Nordhavn Group');
    await nora.button('Save').click();
    await page.getByRole('heading', { name: 'Nordhavn Group' }).waitFor();
    await nora.go('/programme#a=1nnnnnnnnnn');
    await page.getByRole('combobox', { name: 'Programme of' }).first().selectOption('Another organisation');
    await nora.field('Organisation').fill('nordhavn group');
    await nora.button(/^Keep$/).click();
    await page.getByText('You have a programme for “nordhavn group” already; use that one.').waitFor();
    await nora.field('Organisation').fill('Harbour Board');
    await nora.button(/^Keep$/).click();
    await page.getByRole('heading', { name: 'Harbour Board' }).waitFor();
    await nora.field('Programme of').selectOption('Nordhavn Group');
    await page.getByRole('heading', { name: 'Nordhavn Group' }).waitFor();
    await nora.go('/programme#a=1nnn');
    await page.getByText('carries no result that can be read').waitFor();
    await nora.looksRight();
  });

  test('signed in, the address leads Home; signed out, to the assessment', async () => {
    await nora.go('/');
    await nora.page.getByRole('navigation', { name: 'Main' }).waitFor();
    await nora.button('Sign out').click();
    await nora.at('Sign in');
    await nora.go('/');
    await nora.at('How well is your partnership looked after?');
    await nora.link('Sign in').first().waitFor();
    await nora.close();
  });
});
