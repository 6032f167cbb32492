import { afterAll, beforeAll, expect, test } from 'vitest';
import { directionOf, LANGUAGES } from '../src/domain/common/languages.ts';
import type { Participant } from '../src/domain/partnerships/contract.ts';
import type { InviteeLink, Round } from '../src/domain/surveys/contract.ts';
import { type Alliance, alliance, openRound } from '../src/server/testing/factories.ts';
import { join, must } from '../src/server/testing/principals.ts';
import { ar } from '../src/web/respond/ar.ts';
import { ja } from '../src/web/respond/ja.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * What respondents meet, in their languages, as they hold it: on phones, by link, by browser and by switch; from right
 * to left in Arabic, with the keys going where they point; a named dialogue and the assessment beside it.
 */
let site: Site;
let a: Alliance;
let round: Round;
const links = new Map<string, string>();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const closesAt = () => site.clock.now().add({ hours: 120 }).toString().slice(0, 16);

beforeAll(async () => {
  site = await openSite();
  a = await alliance(site, { north: 6, rail: 6 });
  for (const language of ['ar', 'ja', 'fr'])
    must(
      await a.north.post<Participant>(`${a.path}/participants`, {
        partyId: a.northParty,
        name: `Person ${language}`,
        email: `${language}@north.example`,
        role: 'member',
        language,
      }),
    );
  round = await openRound(a.north, a.path, { closesAt: closesAt() });
  const { items } = must(
    await a.north.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${round.id}/invitees?limit=200`),
  );
  for (const one of items) if (one.link) links.set(one.name, new URL(one.link).pathname + new URL(one.link).hash);
});
afterAll(() => site?.close());

const page = (visitor: Visitor) =>
  visitor.page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
const leftOf = async (visitor: Visitor, selector: string) =>
  (await visitor.page.locator(selector).boundingBox())?.x ?? Number.NaN;
/** Nothing pushes the page wider than the screen, also on the narrowest. */
async function fits(visitor: Visitor): Promise<void> {
  for (const width of [320, 390]) {
    await visitor.page.setViewportSize({ width, height: 844 });
    expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
}

test('an Arabic invitation is answered on a phone, from right to left', async () => {
  const visitor = await site.visitor(phone);
  const files: string[] = [];
  let bytes = 0;
  visitor.page.on('response', async (response) => {
    const path = new URL(response.url()).pathname;
    if (!path.endsWith('.js')) return;
    files.push(path);
    bytes += (await response.request().sizes()).responseBodySize;
  });
  // The browser speaks English; the invitation speaks Arabic.
  await visitor.go(links.get('Person ar') as string);
  await visitor.at(ar.headings['relational'] as string);
  expect(await page(visitor)).toEqual({ lang: 'ar', dir: 'rtl' });
  await fits(visitor);
  // One language beside that of the browser, in which the page began to load, and not the other four.
  expect(files.filter((file) => /\/(de|fr|es|ja)-/.test(file))).toEqual([]);
  expect(bytes).toBeLessThan(45_000);

  await visitor.button(ar.start).click();
  await visitor.page.getByText(ar.itemOf(1, 15), { exact: true }).first().waitFor();
  await visitor.looksRight();
  await fits(visitor);
  // The low end stands where reading starts, and an arrow goes to the button it points at.
  expect(await leftOf(visitor, '#option-1')).toBeGreaterThan(await leftOf(visitor, '#option-5'));
  const checked = () => visitor.page.locator('input[type=radio]:checked').getAttribute('id');
  await visitor.page.locator('#option-1').focus();
  await visitor.page.keyboard.press('ArrowLeft');
  expect(await checked()).toBe('option-2');
  await visitor.page.keyboard.press('ArrowRight');
  expect(await checked()).toBe('option-1');
  for (let item = 1; item <= 15; item++) {
    await visitor.page.getByText(ar.itemOf(item, 15), { exact: true }).first().waitFor();
    await visitor.page.locator(item === 7 ? '#option-none' : '#option-4').check();
    await visitor.button(ar.next).click();
  }
  await visitor.at(ar.wordsTitle);
  await fits(visitor);
  await visitor.page.locator('textarea').first().fill('نلتقي كل أسبوع. The Tuesday call helps, too.');
  await visitor.button(ar.next).click();
  await visitor.at(ar.reviewTitle);
  await visitor.page.getByText(`${ar.rated(14)}، ${ar.cantSayCount(1)}، ${ar.written(1)}.`).waitFor();
  await fits(visitor);
  await visitor.button(ar.send).click();
  await visitor.at(new RegExp(ar.sentTitle));
  await fits(visitor);
  await visitor.close();
});

test('in Japanese by the address, at night; the switch changes all of it and keeps the answers', async () => {
  const visitor = await site.visitor({ ...phone, colorScheme: 'dark' });
  const [path, token] = (links.get('Person fr') as string).split('#');
  await visitor.go(`${path}?lang=ja#${token}`);
  await visitor.at(ja.headings['relational'] as string);
  expect(await page(visitor)).toEqual({ lang: 'ja', dir: 'ltr' });
  await visitor.button(ja.start).click();
  await visitor.page.locator('#option-5').check();
  await visitor.looksRight();
  for (const language of LANGUAGES) {
    await visitor.page.locator('#lang').selectOption(language);
    await visitor.page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
    expect(await page(visitor)).toEqual({ lang: language, dir: directionOf(language) });
    expect(await visitor.page.locator('#option-5').isChecked()).toBe(true);
    expect(await visitor.page.locator('legend [lang]').count()).toBe(0);
    await visitor.looksRight();
    await fits(visitor);
  }
  // The choice stands in the address and outlives a reload.
  await visitor.page.locator('#lang').selectOption('es');
  await visitor.page.reload();
  await visitor.page.getByText('Pregunta 1 de 15').first().waitFor();
  await visitor.close();
});

test('a language that cannot be fetched leaves the one that is there', async () => {
  const visitor = await site.visitor({ ...phone, locale: 'de-CH' });
  await visitor.go(links.get('North 1') as string);
  await visitor.at('Wie gut arbeiten wir zusammen?');
  await visitor.context.setOffline(true);
  await visitor.page.locator('#lang').selectOption('ar');
  await visitor.page
    .getByRole('alert')
    .getByText(/Diese Sprache konnte nicht geholt werden/)
    .waitFor();
  await visitor.looksRight();
  expect(await page(visitor)).toEqual({ lang: 'de', dir: 'ltr' });
  expect(await visitor.page.locator('#lang').inputValue()).toBe('de');
  await visitor.context.setOffline(false);
  await visitor.page.locator('#lang').selectOption('fr');
  await visitor.at(/Travaillons-nous bien ensemble/);
  expect(await visitor.page.getByRole('alert').count()).toBe(0);
  await visitor.close();
});

test('a link that leads nowhere says so in the language of the browser', async () => {
  for (const [locale, title] of [
    ['fr-CA', 'Nous ne connaissons pas ce lien'],
    ['es-MX', 'No conocemos este enlace'],
    ['ja-JP', ja.unknownTitle],
    ['ar-EG', ar.unknownTitle],
    ['fi-FI', 'We do not know this link'],
  ] as const) {
    const visitor = await site.visitor({ ...phone, locale });
    await visitor.go(`/r/${round.id}#${'x'.repeat(43)}`);
    await visitor.at(title);
    await visitor.close();
  }
});

test('the assessment in Arabic: its keys and arrows, its result on paper', async () => {
  const visitor = await site.visitor({ locale: 'ar-AE' });
  await visitor.go('/');
  await visitor.at('هل تُرعى شراكتكم كما ينبغي؟');
  expect(await page(visitor)).toEqual({ lang: 'ar', dir: 'rtl' });
  await visitor.button('البدء').click();
  await visitor.page.getByText('السؤال 1 من 10').first().waitFor();
  // Keys of an Arabic keyboard.
  const press = (key: string) => visitor.page.locator('.question').dispatchEvent('keydown', { key, bubbles: true });
  for (const key of ['ن', 'y', 'ل']) await press(key);
  await visitor.page.getByText('السؤال 4 من 10').first().waitFor();
  await visitor.looksRight();
  // Back is where the page came from: on the right.
  await visitor.page.keyboard.press('ArrowRight');
  await visitor.page.getByText('السؤال 3 من 10').first().waitFor();
  await visitor.page.keyboard.press('ArrowLeft');
  await visitor.page.getByText('السؤال 4 من 10').first().waitFor();
  for (let number = 4; number <= 10; number++) await press('ن');
  await visitor.at(/برنامج PRM قائم/);
  await fits(visitor);
  await visitor.close();
});

test('a named dialogue reaches an Arabic reader in Arabic, whatever the frame around it speaks', async () => {
  const row = must(
    await a.rail.post<Participant>(`${a.path}/participants`, {
      partyId: a.railParty,
      name: 'Layla Haddad',
      email: 'layla@rail.example',
      role: 'member',
      language: 'ar',
    }),
  );
  const layla = await join(site, a.rail, a.path, row, 'layla@rail.example');
  must(await layla.send('PATCH', '/me', { language: 'ar' }));
  const people = must(await a.north.get<{ items: { id: string; name: string }[] }>(`${a.path}/participants?limit=200`));
  const ids = people.items
    .filter((one) => ['Astrid Moen', 'Layla Haddad', 'Sanna Åkesson'].includes(one.name))
    .map((one) => one.id);
  const { id } = must(
    await a.north.post<{ id: string }>(`${a.path}/dialogues`, {
      instrument: 'relational',
      title: 'Us three',
      participantIds: ids,
      closesAt: closesAt(),
      timeZone: 'Europe/Oslo',
    }),
  );
  must(await a.rail.post(`${a.path}/dialogues/${id}/consent`));
  const visitor = await site.visitor(phone);
  await visitor.as(layla);
  await visitor.go(`${a.path}/listen/dialogues/${id}`);
  await visitor.at('Us three');
  const own = visitor.page.locator('.own');
  expect([await own.getAttribute('lang'), await own.getAttribute('dir')]).toEqual(['ar', 'rtl']);
  await visitor.page.getByText('هذا ليس سرّيًا.').waitFor();
  await fits(visitor);
  await visitor.button('أشارك باسمي').click();
  await visitor.page.getByRole('heading', { name: 'إجابتكم' }).waitFor();
  const radios = visitor.page.locator('.asked fieldset').first().getByRole('radio');
  await radios.first().focus();
  await visitor.page.keyboard.press('ArrowLeft');
  expect(await radios.nth(1).isChecked()).toBe(true);
  await visitor.looksRight();
  await fits(visitor);
  await visitor.close();
});
