import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DYNAMIC, EVERY, RESPONDENT_LANGUAGES, RESPONDENT_NAMESPACES } from '../../scripts/catalogue-keys.ts';
import {
  type Catalogues,
  eventTypes,
  flatten,
  problemsOf,
  sourcesOf,
  textsIn,
  usesIn,
  webCatalogues,
} from '../../scripts/check-catalogues.ts';
import * as assessmentDe from './assessment/de.ts';
import * as assessmentEn from './assessment/en.ts';
import { APPLICATION_LANGUAGES } from './platform/languages.ts';
import * as respondDe from './respond/de.ts';
import * as respondEn from './respond/en.ts';

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
/** Mails and what respondents meet: in every language. The rest: in the languages that the application offers. */
const required = (language: string, namespace: string) =>
  namespace === 'server' || RESPONDENT_NAMESPACES.includes(namespace)
    ? RESPONDENT_LANGUAGES.includes(language)
    : (APPLICATION_LANGUAGES as readonly string[]).includes(language);

describe('the catalogues', () => {
  it('are whole, and ask and answer the same', async () => {
    const { catalogues, uses } = await everything();
    expect(Object.keys(catalogues)).toEqual(expect.arrayContaining(['common', 'dialogue', 'partnerships', 'server']));
    expect(uses.length).toBeGreaterThan(400);
    expect(problemsOf(catalogues, uses, DYNAMIC, required)).toEqual([]);
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

  it('of the questionnaires are there in every language a respondent is asked in', () => {
    const directory = join(root, 'instruments');
    let texts = 0;
    for (const file of readdirSync(directory))
      for (const [place, text] of textsIn(JSON.parse(readFileSync(join(directory, file), 'utf8')))) {
        texts++;
        for (const language of RESPONDENT_LANGUAGES)
          expect(text[language]?.trim(), `instruments/${file}: ${place} has no ${language}`).toBeTruthy();
      }
    expect(texts).toBeGreaterThan(20);
  });
});

describe.each([
  ['respond', respondEn.en, respondDe.de],
  ['assessment', assessmentEn.en, assessmentDe.de],
])('the small page %s', (entry, en: Record<string, unknown>, de: Record<string, unknown>) => {
  const sources = readdirSync(join(root, 'src/web', entry))
    .filter((name) => /\.tsx?$/.test(name) && !/^(en|de)\.ts$|\.test\./.test(name))
    .map((name) => readFileSync(join(root, 'src/web', entry, name), 'utf8'))
    .join('\n');

  it('uses every one of its sentences', () => {
    const unused = Object.keys(en).filter((key) => !new RegExp(`\\.${key}\\b`).test(sources));
    expect(unused).toEqual([]);
    const asked = [...sources.matchAll(/\bwords\.(\w+)/g)].map((match) => match[1] as string);
    expect(asked.filter((key) => !(key in en))).toEqual([]);
  });

  it('says the same in each language: same keys inside, same figures and names', () => {
    expect(Object.keys(de)).toEqual(Object.keys(en));
    // The types of de.ts promise the keys; what a sentence is given, it must also say.
    const given = (say: unknown, count: number): string[] => {
      if (typeof say !== 'function') return typeof say === 'string' ? [] : Object.keys(say as object).sort();
      const args = Array.from({ length: say.length }, (_, at) => count * 1000 + at * 7);
      const tell = say as (...all: (number | string)[]) => unknown;
      let said: string;
      try {
        said = JSON.stringify(tell(...args));
      } catch {
        // It wants words, not figures.
        said = JSON.stringify(tell(...args.map(String)));
      }
      return [...new Set(said.match(/\d+/g) ?? [])].sort();
    };
    for (const key of Object.keys(en))
      for (const count of [2, 3]) expect([key, given(de[key], count)]).toEqual([key, given(en[key], count)]);
    const [empty] = Object.entries({ ...flatten(en as never), ...flatten(de as never) }).filter(
      ([, text]) => text === '',
    );
    expect(empty).toBeUndefined();
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
      found['pages'] = { ...found['pages'], pl: { ...english(found) } };
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
