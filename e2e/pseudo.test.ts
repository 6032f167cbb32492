import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textsIn } from '../scripts/check-catalogues.ts';
import { LANGUAGE_NAMES } from '../src/domain/common/languages.ts';
import { kindText } from '../src/domain/documents/texts/index.ts';
import { DOCUMENT_KINDS } from '../src/domain/documents/words.ts';
import type { TestPerson } from '../src/server/testing/app.ts';
import { makeWorld, type World } from '../src/server/testing/principals.ts';
import { LONGER, MIRRORED } from '../src/web/platform/pseudo.ts';
import { openSite, type Site, type Visitor } from './browser.ts';

/**
 * Every page of the application in a language that nobody speaks: what is still English there is in no catalogue, and
 * what is cut off would be cut off in a longer language.
 */
let site: Site;
let world: World;
let administrator: TestPerson;
beforeAll(async () => {
  site = await openSite({ TRUSTED_PROXIES: '127.0.0.0/8' });
  // The world of the isolation test has one of everything, with dates of its own.
  const now = site.clock.now();
  site.clock.set('2026-11-02T09:00:00Z');
  world = await makeWorld(site);
  administrator = world.people.administrator;
  site.clock.set(now.toString());
});
afterAll(() => site?.close());

const pages = (): [TestPerson | null, string[]][] => {
  const { partnershipId, roundId, closedRoundId, dialogueId, instrumentId, documentId } = world.victim;
  const at = `/partnerships/${partnershipId}`;
  return [
    [null, ['/sign-in', '/sign-up', '/welcome', '/join', '/guest', '/results']],
    [administrator, ['/', '/settings', '/partnerships', '/partnerships/new']],
    [
      world.people.lead,
      [
        '/',
        '/partnerships',
        '/programme',
        '/settings',
        '/attributes',
        '/nowhere',
        at,
        ...['people', 'people/import', 'record', 'deliver', 'parting'].map((part) => `${at}/${part}`),
        ...['', '/new', '/import', '/plan', '/paper', '/instruments', '/dialogues/new'].map(
          (part) => `${at}/listen${part}`,
        ),
        ...['', '/form', '/sheets', '/room'].map((part) => `${at}/listen/${roundId}${part}`),
        ...['', '/needs', '/briefing', '/new/partnership-agreement'].map((part) => `${at}/agree${part}`),
        ...['', '/versions/1'].map((part) => `${at}/agree/${documentId}${part}`),
        ...['', '/review', '/minutes', '/items/trust'].map((part) => `${at}/listen/${closedRoundId}${part}`),
        `${at}/listen/dialogues/${dialogueId}`,
        `${at}/listen/instruments/${instrumentId}`,
      ],
    ],
    [world.people.member, ['/', at, `${at}/listen`, `${at}/people`]],
  ];
};

const LANGUAGES_OF_INTL =
  'en de fr es ja ar it pt nl sv nb da fi is pl cs sk hu ro bg el tr uk ru he fa hi zh ko vi th id et lv lt sl hr sr'
    .split(' ')
    .map((code) => new Intl.DisplayNames('en-GB', { type: 'language' }).of(code) ?? code);

/** What people wrote, and what is written the same in every language. */
const KNOWN = [
  // Subjects of letters in the outbox.
  /(?:Astrid \S+ (?:invites|asks) you|The dialogue|Everybody has|How well do we|Results are|Your yes is asked for|Declined|In force)[^“”]*/g,
  /\S+@\S+|https?:\/\/\S+|\/r\/\S*|\b[\w-]+\.(?:example|csv|json|txt)\b/g,
  /\b(?:Before|After|North|Quay|Bergen|Rail|Track|Malmö|Sanna|Astrid|Wanda|Ida|Captain|Deck|Fjord|First|Second|Reader|Why not|Too late, said|Call|Mara|About the|Too much|The|Keep the|Change the|My|Office|Mia|Olav|Remi|Own|Amended|Agreement|More|Few people,|Not without|Slots at night, says|Three cranes at night, says)[ -]kestrel\w+(?: \d+| of one of us)?/g,
  /Expectations kestrel\w+(?:, version \d+: how well kept\??)?/g,
  // Hashes, in groups, whole or with their middle left out.
  /(?:\b[0-9a-f]{4}\b ?){4,}|\b[0-9a-f]{4} [0-9a-f]{4} … [0-9a-f]{4}\b/g,
  /kestrel\w+/g,
  /\b(?:Ada Admin|After plain|Quay|Track|North|Rail|Entente|ECONNREFUSED)\b/g,
  new RegExp(`^(?:${Object.values(LANGUAGE_NAMES).join('|')})$`, 'g'),
  // Why the server refuses.
  /Round 2 is still open; close it before the next one begins\./g,
  // Languages, days, months, zones and lists as Intl writes them.
  new RegExp(`\\b(?:${LANGUAGES_OF_INTL.join('|')})\\b`, 'g'),
  /\band\b/g,
  /\b(?:\d+ )?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tue|Wed|Thu|Fri|Sat|Sun|January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b/g,
  /\b(?:CES?T|GMT|UTC|E[SD]T)\b/g,
  /\b[A-Z]\w+(?:\/[\w+-]+)+\b/g,
];

/** Questions, and what kinds of documents ask, are data, in the languages they have. */
const questions = [
  ...readdirSync('instruments')
    .flatMap((file) => textsIn(JSON.parse(readFileSync(`instruments/${file}`, 'utf8'))))
    .map(([, text]) => text['en'] ?? ''),
  ...DOCUMENT_KINDS.flatMap((kind) => stringsIn(kindText(kind))),
]
  .flatMap((text) => [text, text.replace(/\?$/, '')])
  .flatMap((text) => [text, text.charAt(0).toUpperCase() + text.slice(1), text.toLowerCase()])
  .sort((one, other) => other.length - one.length);

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length > 3 ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Words on the page that no catalogue holds; those in another language of their own say so with `lang`. */
async function strangers(visitor: Visitor): Promise<string[]> {
  const texts = await visitor.page.evaluate(() => {
    const own = document.documentElement.lang;
    const found: string[] = [];
    const other = (element: Element) => (element.closest('[lang]') as HTMLElement).lang !== own;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement as HTMLElement;
      // An address that may break before its @ is one word.
      const breaks = parent.querySelector(':scope > wbr') !== null;
      if (breaks && walker.currentNode !== parent.firstChild) continue;
      const text = ((breaks ? parent : walker.currentNode).textContent ?? '').replaceAll(/\s+/g, ' ').trim();
      // A list of names that come from elsewhere: languages, time zones.
      if (!text || /^(SCRIPT|STYLE|NOSCRIPT|CODE|KBD)$/.test(parent.tagName) || other(parent)) continue;
      if (parent.tagName === 'OPTION' && (parent.parentElement?.childElementCount ?? 0) > 60) continue;
      found.push(text);
    }
    for (const element of document.querySelectorAll('[aria-label],[title],[placeholder],[alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (element.getAttribute(name) && !other(element)) found.push(element.getAttribute(name) as string);
    found.push(document.title);
    return found;
  });
  return texts.flatMap((text) => {
    // Nothing but what somebody of this world wrote.
    if (/kestrel/.test(text) && !text.includes('⟦')) return [];
    let rest = text;
    for (const question of questions) rest = rest.replaceAll(question, ' ');
    for (const known of KNOWN) rest = rest.replaceAll(known, ' ');
    return /[A-Za-z]{2,}/.test(rest) ? [`“${rest.match(/[A-Za-z].*/)?.[0].trim()}” in “${text.slice(0, 90)}”`] : [];
  });
}

/** Text that does not fit where it stands, and a page wider than its screen. */
const cutOff = (visitor: Visitor): Promise<string[]> =>
  visitor.page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      const scrolls = (element: Element | null): boolean =>
        element !== null && (getComputedStyle(element).overflowX !== 'visible' || scrolls(element.parentElement));
      const beyond = [...document.body.querySelectorAll<HTMLElement>('*')].filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return (left < 0 || right > clientWidth) && !scrolls(element.parentElement);
      });
      const by = beyond.map((element) => `${element.tagName} “${element.textContent?.slice(0, 60)}”`).slice(0, 5);
      found.push(`the page is ${scrollWidth} wide on ${clientWidth}, by ${by.join(', ')}`);
    }
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const style = getComputedStyle(element);
      if (element.classList.contains('vh') || element.closest('.vh, svg, [aria-hidden="true"]')) continue;
      if (
        !/hidden|clip/.test(style.overflowX) ||
        element.clientWidth === 0 ||
        /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName)
      )
        continue;
      const tooHigh = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
      if (element.scrollWidth > element.clientWidth + 1 || tooHigh)
        found.push(
          `<${element.tagName.toLowerCase()} class="${element.className}"> ${element.textContent?.slice(0, 60)}`,
        );
    }
    return found;
  });

/** Words of two elements that stand side by side without a gap, so that they read as one. */
const runTogether = (visitor: Visitor): Promise<string[]> =>
  visitor.page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const edge = (text: Node, at: number) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return range.getBoundingClientRect();
    };
    const found: string[] = [];
    for (let before: Node | null = null; walker.nextNode(); before = walker.currentNode) {
      const after = walker.currentNode;
      if (!before || before.parentElement === after.parentElement) continue;
      if ((after.parentElement as Element).closest('.vh, svg, [aria-hidden="true"], .pm')) continue;
      if ((before.parentElement as Element).closest('.vh, svg, [aria-hidden="true"], .pm')) continue;
      const [first, second] = [before.textContent ?? '', after.textContent ?? ''];
      if (!/[\p{L}\p{N}]⟧?$/u.test(first) || !/^⟦?[\p{L}\p{N}]/u.test(second)) continue;
      const [left, right] = [edge(before, first.length - 1), edge(after, 0)].sort((a, b) => a.left - b.left) as [
        DOMRect,
        DOMRect,
      ];
      if (left.width === 0 || right.width === 0) continue;
      const sameLine = left.top < right.bottom - 4 && right.top < left.bottom - 4;
      if (sameLine && Math.abs(right.left - left.right) < 2)
        found.push(`“${first.slice(-30)}” and “${second.slice(0, 30)}”`);
    }
    return found;
  });

let addresses = 0;
async function visit(person: TestPerson | null, paths: string[], language: string): Promise<string[]> {
  // From an address each: so many pages in a minute are more than one address may ask for.
  const extraHTTPHeaders = { 'x-forwarded-for': `10.0.0.${++addresses}` };
  const visitor = await site.visitor({ viewport: { width: 1280, height: 900 }, extraHTTPHeaders });
  if (person) await visitor.as(person);
  await visitor.context.addInitScript((value) => localStorage.setItem('entente.language', value), language);
  const problems: string[] = [];
  for (const path of paths) {
    await visitor.page.setViewportSize({ width: 1280, height: 900 });
    await visitor.go(path);
    // A page that the server drew is English until the living one has taken its place.
    await visitor.page.locator(`html[lang="${language}"] h1`).first().waitFor();
    await visitor.page.waitForLoadState('networkidle');
    const found = await strangers(visitor);
    const look = async () => found.push(...(await cutOff(visitor)), ...(await runTogether(visitor)));
    await look();
    await visitor.page.setViewportSize({ width: 390, height: 844 });
    await look();
    // The other way round is the same page: to load it again would show nothing new.
    await visitor.page.evaluate(() => {
      const { documentElement } = document;
      documentElement.dir = documentElement.dir === 'rtl' ? 'ltr' : 'rtl';
    });
    await look();
    await visitor.page.setViewportSize({ width: 1280, height: 900 });
    await look();
    problems.push(...[...new Set(found)].map((one) => `${path.replaceAll(/[0-9a-f-]{36}/g, '…')}: ${one}`));
  }
  await visitor.close();
  return problems;
}

test('every page in a longer language, from left and from right: nothing is written elsewhere, nothing is cut off', async () => {
  const problems: string[] = [];
  for (const [person, paths] of pages()) problems.push(...(await visit(person, paths, LONGER)));
  expect(problems).toEqual([]);
});

test('a language from right to left turns the page round by itself', async () => {
  const visitor = await site.visitor({ extraHTTPHeaders: { 'x-forwarded-for': `10.0.0.${++addresses}` } });
  await visitor.context.addInitScript((value) => localStorage.setItem('entente.language', value), MIRRORED);
  await visitor.go('/sign-in');
  await visitor.page.locator(`html[lang="${MIRRORED}"][dir="rtl"] h1`).waitFor();
  await visitor.close();
});

test('long names stay on their own side of the header', async () => {
  const visitor = await site.visitor({ extraHTTPHeaders: { 'x-forwarded-for': `10.0.0.${++addresses}` } });
  await visitor.as(world.people.lead);
  await visitor.go(`/partnerships/${world.victim.partnershipId}/people`);
  await visitor.page.locator('table').waitFor();
  for (const width of [1280, 960, 390]) {
    await visitor.page.setViewportSize({ width, height: 844 });
    const over = await visitor.page.evaluate(() => {
      const names = [...document.querySelectorAll<HTMLElement>('.pair .side b, .pair .joint')];
      for (const name of names) name.textContent = 'Strategische Schienengüterverkehrsinfrastruktur Nordwest';
      const boxes = names.map((name) => {
        const range = document.createRange();
        range.selectNodeContents(name);
        return range.getBoundingClientRect();
      });
      const apart = (a: DOMRect, b: DOMRect) =>
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      return boxes.some((a, i) => a.right > innerWidth || boxes.some((b, j) => j > i && !apart(a, b)));
    });
    expect(over, `at ${width}`).toBe(false);
  }
  await visitor.close();
});

/** Those that speak the language of their reader are looked at in languages.test.ts; one leads on at once. */
const ELSEWHERE = ['/reflections', '/listen/$roundId/answer'];

test('no page is left out', () => {
  const paths = [...readFileSync('src/web/routes.tsx', 'utf8').matchAll(/path: '([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  const seen = pages().flatMap(([, some]) => some);
  const missing = paths.filter((path) => {
    const form = new RegExp(`${path.replaceAll(/\$\w+/g, '[^/]+')}$`);
    return !ELSEWHERE.includes(path) && !seen.some((one) => form.test(one));
  });
  expect(missing).toEqual([]);
});
