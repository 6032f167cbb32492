import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../common/languages.ts';
import { type Instrument, parseInstrument, pointsOf } from './instrument.ts';
import { textIn } from './texts.ts';

const least = { key: 'x', version: 1, scale: { min: 1, max: 5 }, items: [{ key: 'a', text: 'A?' }] };

function problemsOf(change: object): string[] {
  const parsed = parseInstrument({ ...least, ...change });
  return parsed.ok ? [] : parsed.problems;
}

describe('the relational survey', () => {
  const parsed = parseInstrument(
    JSON.parse(readFileSync(new URL('../../../instruments/relational.json', import.meta.url), 'utf8')),
  );
  const instrument = (parsed as { instrument: Instrument }).instrument;

  it('is a valid instrument of fifteen items', () => {
    expect(parsed.ok).toBe(true);
    expect(instrument.items).toHaveLength(15);
    expect(instrument.thresholds).toEqual({ discuss: 3, strength: 4 });
  });

  it('has every text in every language, English first', () => {
    const texts = [instrument.title, instrument.stem, ...Object.values(instrument.scale.labels)]
      .concat(instrument.items.map((item) => item.text))
      .concat(instrument.questions.map((question) => question.text))
      .concat(instrument.themes.map((theme) => theme.text));
    for (const text of texts) expect(Object.keys(text ?? {})).toEqual(LANGUAGES);
  });

  it('puts every item in exactly one theme', () => {
    const grouped = instrument.themes.flatMap((theme) => theme.items);
    expect(grouped.toSorted()).toEqual(instrument.items.map((item) => item.key).toSorted());
  });

  it('survives a second reading unchanged', () => {
    expect(parseInstrument(structuredClone(instrument))).toEqual({ ok: true, instrument });
  });
});

describe('the least form', () => {
  it('is completed with the middle and three quarters of the scale', () => {
    const parsed = parseInstrument({ ...least, scale: { min: 1, max: 10 } });
    expect(parsed).toMatchObject({
      ok: true,
      instrument: {
        version: '1',
        title: { en: 'x' },
        stem: null,
        thresholds: { discuss: 5.5, strength: 7.75 },
        items: [{ key: 'a', text: { en: 'A?' }, reversed: false }],
        questions: [],
        themes: [],
        trust: [],
      },
    });
  });

  it('takes plain texts in the language given', () => {
    expect(parseInstrument(least, 'de')).toMatchObject({ instrument: { items: [{ text: { de: 'A?' } }] } });
  });
});

describe('what is refused, in one sentence', () => {
  it.each([
    [{ colour: 'red' }, 'The instrument has a field that is not known: colour.'],
    [{ items: [{ key: 'a', text: 'A', weight: 2 }] }, 'items 1 has a field that is not known: weight.'],
    [{ items: [] }, 'items must have at least one entry.'],
    [
      { items: Array.from({ length: 61 }, (_, at) => ({ key: `i${at}`, text: '?' })) },
      'items may have at most 60 entries.',
    ],
    [
      {
        items: [
          { key: 'a', text: 'A' },
          { key: 'A', text: 'B' },
        ],
      },
      'The item key A is used twice.',
    ],
    [
      { items: [{ key: 'a b', text: 'A' }] },
      'items 1, key must be letters, digits, "-", "_" or ".", at most 60 of them.',
    ],
    [{ items: [{ key: 'a', text: '' }] }, 'items 1, text must be a text, or a map from language code to text.'],
    [{ scale: { min: 1, max: 11 } }, 'The scale must go up and have 2 to 10 points, not from 1 to 11.'],
    [{ scale: { min: 1, max: 1 } }, 'The scale must go up and have 2 to 10 points, not from 1 to 1.'],
    [{ scale: { min: 1.5, max: 5 } }, 'scale, min must be a whole number.'],
    [{ thresholds: { discuss: 4.5 } }, 'The threshold discuss must be below the threshold strength.'],
    [{ thresholds: { discuss: 2.333 } }, 'The threshold discuss may have two decimals.'],
    [{ thresholds: { strength: 6 } }, 'The threshold strength must lie on the scale.'],
    [{ themes: [{ key: 't', items: ['z'] }] }, 'The theme t names the item z, which is not there.'],
    [{ trust: ['a', 'a'] }, 'The trust sub-scale names an item twice.'],
    [{ scale: { min: 1, max: 5, labels: { 6: 'more' } } }, 'The label for 6 is outside the scale.'],
    [{ version: null }, 'version must be a text or a whole number.'],
  ])('%j', (change, sentence) => {
    expect(problemsOf(change)).toEqual([sentence]);
  });

  it('anything that is not an object', () => {
    for (const json of [null, [], 'relational', 7]) expect(parseInstrument(json).ok).toBe(false);
    expect(parseInstrument({})).toEqual({ ok: false, problems: ['The instrument lacks key, version, scale, items.'] });
  });
});

it('finds a text in a language, its base language, or the first there is', () => {
  const text = { en: 'trust', de: 'Vertrauen' };
  expect(['de', 'de-AT', 'fr'].map((language) => textIn(text, language))).toEqual(['Vertrauen', 'Vertrauen', 'trust']);
});

it('counts the points of a scale', () => {
  expect(pointsOf({ min: -2, max: 2 })).toBe(5);
});
