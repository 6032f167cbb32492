import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  DYNAMIC,
  EVERY,
  PRINTED_LANGUAGES,
  RESPONDENT_LANGUAGES,
  RESPONDENT_NAMESPACES,
  SAME_AS_ENGLISH,
} from '../../scripts/catalogue-keys.ts';
import {
  type Catalogues,
  eventTypes,
  flatten,
  leftInEnglish,
  problemsOf,
  sourcesOf,
  textsIn,
  usesIn,
  webCatalogues,
} from '../../scripts/check-catalogues.ts';
import type { Language } from '../domain/common/languages.ts';
import { APPLICATION_LANGUAGES } from './platform/languages.ts';
import { FORM_WORDS } from './surveys/paper/formTexts.ts';

const root = join(import.meta.dirname, '../..');

/** Every catalogue of the product against the sources that read them. */
async function everything() {
  const catalogues: Catalogues = webCatalogues();
  const server: Record<string, Record<string, string>> = {};
  for (const language of RESPONDENT_LANGUAGES) {
    const file = join(root, `src/server/locales/${language}.ts`);
    server[language] = flatten(((await import(file)) as Record<string, Record<string, unknown>>)[language] ?? {});
  }
  catalogues['server'] = server;
  const uses = [...sourcesOf('web'), ...sourcesOf('server')].flatMap(({ text, file }) => usesIn(text, file));
  return { catalogues, uses };
}
/** Letters and what respondents meet: in every language. The rest: in the languages that the application offers. */
const required = (language: string, namespace: string, key = '') => {
  if (namespace === 'server')
    return (key.startsWith('report.') ? PRINTED_LANGUAGES : RESPONDENT_LANGUAGES).includes(language);
  const languages: readonly string[] = RESPONDENT_NAMESPACES.includes(namespace)
    ? RESPONDENT_LANGUAGES
    : APPLICATION_LANGUAGES;
  return languages.includes(language);
};

describe('the catalogues', () => {
  it('are whole, and ask and answer the same', async () => {
    const { catalogues, uses } = await everything();
    expect(Object.keys(catalogues)).toEqual(expect.arrayContaining(['common', 'dialogue', 'partnerships', 'server']));
    expect(uses.length).toBeGreaterThan(400);
    expect(problemsOf(catalogues, uses, DYNAMIC, required, SAME_AS_ENGLISH)).toEqual([]);
    for (const namespace of [...RESPONDENT_NAMESPACES, 'server'])
      expect(Object.keys(catalogues[namespace] ?? {}).sort(), namespace).toEqual([...RESPONDENT_LANGUAGES].sort());
  });

  it('have a sentence for every event of the record', () => {
    const texts = webCatalogues()['partnerships']?.['en'] ?? {};
    const types = eventTypes();
    expect(types).toEqual(expect.arrayContaining(['round.closed', 'participants.imported', 'participant.left']));
    const silent = types.flatMap((type) =>
      ['by', 'auto']
        .map((end) => `event.${type}.${end}`)
        .filter((key) => !(key in texts) && !(`${key}_other` in texts)),
    );
    expect(silent, `Write ${silent.join(', ')} in locales/en/partnerships.json.`).toEqual([]);
  });

  it('hold everything that pages say: no sentence stands in a page itself', () => {
    const text = /[\w"'}/\s]>\s*([^<>{}()=;:|&]*\p{L}{2,}[^<>{}=;|&]*)\s*<\/?[\w>]/gu;
    const attribute = /\s(?:label|title|aria-label|placeholder|alt|hint|note|summary)="([^"]*\p{L}{2,}[^"]*)"/gu;
    const directory = join(root, 'src/web');
    const written = readdirSync(directory, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tsx'))
      .map((name) => readFileSync(join(directory, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
      .flatMap((source) => [...source.matchAll(text), ...source.matchAll(attribute)].map((match) => match[1]?.trim()));
    expect([...new Set(written)]).toEqual(['Entente']);
  });

  it('of the questionnaires are there in every language a respondent is asked in', () => {
    const directory = join(root, 'instruments');
    let texts = 0;
    for (const file of readdirSync(directory))
      for (const [place, text] of textsIn(JSON.parse(readFileSync(join(directory, file), 'utf8')))) {
        texts++;
        for (const language of RESPONDENT_LANGUAGES) {
          expect(text[language]?.trim(), `instruments/${file}: ${place} has no ${language}`).toBeTruthy();
          const left = language !== 'en' && leftInEnglish(text[language] ?? '', text['en'] ?? '');
          if (left) expect(SAME_AS_ENGLISH).toContain(`${language}/${file}:${place}`);
        }
      }
    expect(texts).toBeGreaterThan(20);
  });
});

type Page = Record<string, unknown>;
const OTHERS = RESPONDENT_LANGUAGES.filter((language) => language !== 'en');
const pageIn = async (entry: string, language: string) =>
  ((await import(join(root, `src/web/${entry}/${language}.ts`))) as Record<string, Page>)[language] as Page;

/** Everything a page can say, by place; sentences with parts are asked for with these. */
function saidBy(words: unknown, parts: readonly (number | string)[], place = ''): [string, string][] {
  if (typeof words === 'string') return [[place, words]];
  if (typeof words === 'function') {
    try {
      return saidBy(words(...parts), parts, place);
    } catch {
      // It wants words, not figures.
      return saidBy(words(...parts.map(String)), parts, place);
    }
  }
  return Object.entries(words as object).flatMap(([key, inner]) => saidBy(inner, parts, `${place}.${key}`));
}
/** Of those the test gives away: others a language may spell out. */
const figuresIn = (text: string) => [...new Set(text.match(/\d{4,}/g) ?? [])].sort();
/** Words that are the same in both languages, and names that stay as they are in other scripts. */
const SAME = ['assessment.de.link', 'assessment.fr.site', 'assessment.fr.given', 'assessment.es.no'];
const NAMES = /Entente|PRM|https|RFC|RSABSSA-SHA384-PSS-Randomized|[YNU]/g;

describe.each(['respond', 'assessment'])('the small page %s', (entry) => {
  const sources = readdirSync(join(root, 'src/web', entry))
    .filter((name) => /\.tsx?$/.test(name) && !/^[a-z]{2}\.ts$|\.test\./.test(name))
    .map((name) => readFileSync(join(root, 'src/web', entry, name), 'utf8'))
    .join('\n');

  it('uses every one of its sentences', async () => {
    const en = await pageIn(entry, 'en');
    const unused = Object.keys(en).filter((key) => !new RegExp(`\\.${key}\\b`).test(sources));
    expect(unused).toEqual([]);
    const asked = [...sources.matchAll(/\bwords\.(\w+)/g)].map((match) => match[1] as string);
    expect(asked.filter((key) => !(key in en))).toEqual([]);
  });

  it.each(OTHERS)('says the same in %s: same places, same figures and names', async (language) => {
    const [en, other] = [await pageIn(entry, 'en'), await pageIn(entry, language)];
    for (const parts of [
      [2000, 2007],
      [3000, 3007],
    ]) {
      const said = saidBy(other, parts);
      const english = saidBy(en, parts);
      expect(said.map(([place]) => place)).toEqual(english.map(([place]) => place));
      // What a sentence is given, it must also say. English spells out ten figures in two sentences.
      english.forEach(([place, text], at) => {
        if (!['.parts', '.rule'].includes(place))
          expect([place, figuresIn(said[at]?.[1] ?? '')]).toEqual([place, figuresIn(text)]);
      });
    }
    for (const count of [0, 1, 2, 3, 8, 10])
      for (const [place, text] of saidBy(other, [count, 10]))
        expect([place, text]).toEqual([place, expect.stringMatching(/^(?!.*(?:undefined|NaN)).*\S/s)]);
  });

  it.each(OTHERS)('leaves nothing in English in %s', async (language) => {
    const en = new Map(saidBy(await pageIn(entry, 'en'), [2, 3]));
    const left = saidBy(await pageIn(entry, language), [2, 3]).filter(
      ([place, text]) =>
        leftInEnglish(text, en.get(place) ?? '') ||
        (['ja', 'ar'].includes(language) && /\p{sc=Latin}/u.test(text.replace(NAMES, ''))),
    );
    expect(left.map(([place]) => `${entry}.${language}${place}`).filter((one) => !SAME.includes(one))).toEqual([]);
  });

  it('counts as Arabic does wherever English has a plural', async () => {
    const [en, ar] = [await pageIn(entry, 'en'), await pageIn(entry, 'ar')];
    const form = (words: Page, count: number) =>
      new Map(saidBy(words, [count, count]).map(([place, text]) => [place, text.replaceAll(/\d+/g, '')]));
    const [one, three] = [form(en, 1), form(en, 3)];
    const [few, many] = [form(ar, 3), form(ar, 11)];
    const plural = [...one.keys()].filter((place) => one.get(place) !== three.get(place));
    expect(plural.length).toBeGreaterThan(0);
    expect(plural.filter((place) => few.get(place) === many.get(place))).toEqual([]);
  });
});

describe('the form on paper', () => {
  it.each(OTHERS)('says the same in %s, and nothing in English', (language) => {
    const [en, other] = [FORM_WORDS.en, FORM_WORDS[language as Language]].map((words) =>
      saidBy(words, ['2000', '3007']),
    );
    expect(other?.map(([place, text]) => [place, figuresIn(text)])).toEqual(
      en?.map(([place, text]) => [place, figuresIn(text)]),
    );
    expect(other?.filter(([, text], at) => leftInEnglish(text, en?.[at]?.[1] ?? ''))).toEqual([]);
  });
});

describe('the check itself', () => {
  const catalogues = (): Catalogues => ({
    pages: {
      en: { title: 'Page {{name}}', 'kind.a': 'A', 'kind.b': 'B', count_one: 'One', count_other: '{{count}}' },
      de: { title: 'Seite {{name}}', 'kind.a': 'A', 'kind.b': 'B', count_one: 'Eins', count_other: '{{count}}' },
    },
  });
  const source = `const { t } = useTranslation('pages');
    t('title', { name }); t(\`kind.\${one.kind ?? \`\${'x'}\`}\`); t('count', { count });`;
  const dynamic = { 'pages:`kind.${…}`': ['a', 'b'] };
  const check = (change: (found: Catalogues) => void = () => {}, text = source, keys: object = dynamic) => {
    const found = catalogues();
    change(found);
    return problemsOf(found, usesIn(text, 'web/pages/Page.tsx'), keys as typeof dynamic, () => true);
  };
  const german = (found: Catalogues) => found['pages']?.['de'] as Record<string, string>;
  const english = (found: Catalogues) => found['pages']?.['en'] as Record<string, string>;

  it('finds nothing where nothing is', () => expect(check()).toEqual([]));

  it.each<[string, (found: Catalogues) => void, string]>([
    ['a key left out', (found) => delete german(found)['title'], 'de/pages: “title” is missing.'],
    [
      'a key too many',
      (found) => (german(found)['more'] = 'x'),
      'de/pages: “more” is not there in English; remove it.',
    ],
    ['a plural form left out', (found) => delete german(found)['count_one'], 'de/pages: “count” has no form “one”.'],
    ['an empty text', (found) => (german(found)['kind.a'] = ' '), 'de/pages: “kind.a” is empty.'],
    [
      'a text left in English',
      (found) => (german(found)['title'] = 'Page {{name}}'),
      'de/pages: “title” is left in English.',
    ],
    [
      'another placeholder',
      (found) => (german(found)['title'] = 'Seite {{nam}}'),
      'de/pages: “title” names nam; English names name.',
    ],
    [
      'a language without a catalogue',
      (found) => (found['other'] = { en: {} }),
      'de/other: the whole catalogue is missing.',
    ],
    [
      'a catalogue without English',
      (found) => delete found['pages']?.['en'],
      'pages: there is no English catalogue; write it first.',
    ],
    [
      'a key nobody asks for',
      (found) => (english(found)['old'] = german(found)['old'] = 'x'),
      'en/pages: nothing asks for “old”; remove it.',
    ],
  ])('finds %s', (_, change, problem) => {
    expect(check(change)).toContain(problem);
  });

  it('finds plural forms that only another language has', () => {
    const polish = (found: Catalogues) => {
      found['pages'] = { ...found['pages'], pl: { ...german(found) } };
    };
    expect(check(polish)).toEqual(['few', 'many'].map((form) => `pl/pages: “count” has no form “${form}”.`));
  });

  it.each<[string, string, object, RegExp]>([
    ['a key nobody wrote', `${source} t('missing')`, dynamic, /“missing” is not in the catalogue pages/],
    ['one of two', `${source} t(some === 'x' ? 'title' : 'missing')`, dynamic, /“missing” is not in the catalogue/],
    ['one over several lines', `${source} t(\n  'missing',\n  { a },\n)`, dynamic, /“missing” is not in the catalogue/],
    ['one of another namespace', `${source} t('pages:missing')`, dynamic, /“missing” is not in the catalogue pages/],
    ['one in a Trans', `${source} <Trans t={t} i18nKey="missing" />`, dynamic, /“missing” is not in the catalogue/],
    ['a template nobody declared', `${source} t(\`state.\${state}\`)`, dynamic, /declare “pages:`state.\$\{…\}`”/],
    ['a variable nobody declared', `${source} t(key)`, dynamic, /declare “pages:key”/],
    [
      'a declared key nobody wrote',
      source,
      { 'pages:`kind.${…}`': ['a', 'b', 'c'] },
      /“kind.c” is not in the catalogue/,
    ],
    ['a declaration nobody needs', source, { ...dynamic, 'pages:`x.${…}`': EVERY }, /nothing asks for “pages:`x/],
  ])('finds %s', (_, text, keys, problem) => {
    expect(check(undefined, text, keys).join('\n')).toMatch(problem);
  });
});
