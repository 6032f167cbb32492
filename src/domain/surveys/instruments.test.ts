import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Instrument, parseInstrument } from './instrument.ts';
import { pyramidOf } from './pyramid.ts';

/** The rated questionnaires that come with Entente, as data. */
const directory = new URL('../../../instruments/', import.meta.url);
const files = readdirSync(directory)
  .map((name) => JSON.parse(readFileSync(new URL(name, directory), 'utf8')))
  .filter((json) => json.kind === undefined);
const all = files.map((json): [string, Instrument] => {
  const parsed = parseInstrument(json);
  if (!parsed.ok) throw new Error(parsed.problems.join(' '));
  return [parsed.instrument.key, parsed.instrument];
});
const of = (key: string) => new Map(all).get(key) as Instrument;

it('there are four, and each says what it asks', () => {
  expect(all.map(([key]) => key).toSorted()).toEqual(['attributes', 'characteristics', 'practices', 'relational']);
  for (const [, instrument] of all) expect(instrument.about?.['en']).toBeTruthy();
});

describe.each(all)('%s', (_, instrument) => {
  it('has every text in English and German at least, English first', () => {
    const texts = [instrument.title, instrument.about ?? {}, ...Object.values(instrument.scale.labels)]
      .concat(instrument.stem ? [instrument.stem] : [])
      .concat(instrument.items.flatMap((item) => [item.text, ...(item.short ? [item.short] : [])]))
      .concat(instrument.questions.map((question) => question.text))
      .concat(instrument.themes.flatMap((theme) => [theme.text, ...(theme.lowest ? [theme.lowest] : [])]));
    const languages = Object.keys(instrument.title);
    expect(languages.slice(0, 2)).toEqual(['en', 'de']);
    for (const text of texts) expect(Object.keys(text)).toEqual(languages);
  });

  it('is rated from one to five with the two usual thresholds', () => {
    expect(instrument.scale).toMatchObject({ min: 1, max: 5 });
    expect(Object.keys(instrument.scale.labels)).toEqual(['1', '5']);
    expect(instrument.thresholds).toEqual({ discuss: 3, strength: 4 });
  });

  it('survives a second reading unchanged', () => {
    expect(parseInstrument(structuredClone(instrument))).toEqual({ ok: true, instrument });
  });
});

it('characteristics: six statements, none turned round', () => {
  expect(of('characteristics').items.map((item) => item.reversed)).toEqual(Array(6).fill(false));
});

it('practices: three rows of business, accelerator and relationship, base first', () => {
  const practices = of('practices');
  const number = (key: string) => practices.items.findIndex((item) => item.key === key) + 1;
  expect(pyramidOf(practices)?.map((row) => [row.theme, ...row.items.map(number)])).toEqual([
    ['alignment', 2, 1, 3],
    ['execution', 5, 4, 6],
    ['shared-vision', 8, 7, 9],
  ]);
  expect(pyramidOf(of('attributes'))).toBeNull();
  expect(pyramidOf(of('characteristics'))).toBeNull();
});

it('attributes: six of four statements, eight of them turned round, each with what its lowness proposes', () => {
  const { items, themes } = of('attributes');
  expect(themes.map((theme) => theme.items)).toEqual(
    Array.from({ length: 6 }, (_, at) => items.slice(4 * at, 4 * at + 4).map((item) => item.key)),
  );
  expect(items.flatMap((item, at) => (item.reversed ? [at + 1] : []))).toEqual([3, 6, 8, 10, 14, 16, 18, 22]);
  for (const theme of themes) expect(theme.lowest?.['en']).toMatch(/^A course in /);
  // The six attributes carry the same names wherever they stand.
  const names = (instrument: Instrument) => instrument.themes.map((theme) => [theme.key, theme.text['en']]);
  expect(names(of('attributes'))).toEqual(names(of('relational')));
});
