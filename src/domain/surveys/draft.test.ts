import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeness, draftOf, emptyDraft, freeKey, instrumentFrom, keyFor, previewOf, problemsOf } from './draft.ts';
import { type Instrument, parseInstrument } from './instrument.ts';
import { itemsCsv, withItems } from './items-csv.ts';

const parsed = (json: object): Instrument => {
  const result = parseInstrument(json);
  if (!result.ok) throw new Error(result.problems.join(' '));
  return result.instrument;
};

const word = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((text) => text.trim() !== '');
const texts = fc
  .record({ en: word }, { requiredKeys: ['en'] })
  .chain(({ en }) =>
    fc
      .option(word, { nil: undefined })
      .map((de) => (de === undefined ? { en: en.trim() } : { en: en.trim(), de: de.trim() })),
  );
/** Any instrument that the product could meet: 2 to 10 points anywhere, 1 to 60 items, with or without the rest. */
const instruments = fc
  .record({
    min: fc.integer({ min: -50, max: 50 }),
    points: fc.integer({ min: 2, max: 10 }),
    items: fc.array(fc.record({ text: texts, reversed: fc.boolean() }), { minLength: 1, maxLength: 60 }),
    questions: fc.array(texts, { maxLength: 10 }),
    themes: fc.array(fc.record({ text: texts, from: fc.nat(59) }), { maxLength: 5 }),
    title: texts,
    stem: fc.option(texts),
    label: fc.option(texts),
  })
  .map(({ min, points, items, questions, themes, title, stem, label }) =>
    parsed({
      key: 'any',
      version: '3',
      title,
      stem,
      scale: { min, max: min + points - 1, labels: label ? { [min]: label } : {} },
      items: items.map((item, at) => ({ key: `i${at}`, ...item })),
      questions: questions.map((text, at) => ({ key: `w${at}`, text })),
      themes: themes.map(({ text, from }, at) => ({ key: `t${at}`, text, items: [`i${from % items.length}`] })),
    }),
  );

describe('a draft', () => {
  it('of any instrument has no problems and becomes the same instrument again', () => {
    fc.assert(
      fc.property(instruments, (instrument) => {
        const draft = draftOf(instrument);
        expect(problemsOf(draft)).toEqual([]);
        expect(instrumentFrom(draft, 'any', '3')).toEqual(instrument);
      }),
      { numRuns: 100 },
    );
  });

  it('keeps a language that nothing but a label of the scale is in', () => {
    const instrument = parsed({
      key: 'any',
      version: '3',
      title: { en: 'Any' },
      scale: { min: 1, max: 5, labels: { 1: { en: 'never', de: 'nie' } } },
      items: [{ key: 'q1', text: { en: 'One' } }],
    });
    expect(draftOf(instrument).languages).toEqual(['en', 'de']);
    expect(instrumentFrom(draftOf(instrument), 'any', '3')).toEqual(instrument);
  });

  it('without problems is always a valid instrument', () => {
    const loose = fc.record({
      min: fc.integer({ min: -3, max: 3 }),
      max: fc.integer({ min: -3, max: 12 }),
      discuss: fc.option(fc.double({ min: -4, max: 13, noNaN: true })),
      strength: fc.option(fc.integer({ min: -4, max: 13 })),
      texts: fc.array(fc.constantFrom<Record<string, string>>({}, { en: 'A' }, { de: 'B' }, { en: ' ' }), {
        maxLength: 3,
      }),
      keys: fc.array(fc.constantFrom('a', 'A', 'b', 'c', '?'), { maxLength: 3 }),
    });
    let fine = 0;
    fc.assert(
      fc.property(loose, ({ min, max, discuss, strength, texts: all, keys }) => {
        const draft = {
          ...emptyDraft('en', 'Any'),
          languages: ['en', 'de'],
          scale: { min, max, labels: {} },
          thresholds: { discuss, strength },
          items: all.map((text, at) => ({ key: keys[at] ?? `q${at}`, text, reversed: false, short: {} })),
          themes: [{ key: 't1', text: { en: 'T' }, items: keys, lowest: {} }],
        };
        if (problemsOf(draft).length > 0) return;
        fine++;
        expect(parseInstrument(instrumentFrom(draft, 'any', '1')).ok).toBe(true);
      }),
      { numRuns: 4000 },
    );
    expect(fine).toBeGreaterThan(5);
  });

  it('says where something is missing, and what', () => {
    const draft = emptyDraft('en');
    draft.themes = [{ key: 't1', text: { en: 'Together' }, items: [], lowest: {} }];
    draft.stem = { de: 'Wie gut' };
    expect(problemsOf({ ...draft, languages: ['en', 'de'], scale: { min: 1, max: 12, labels: {} } })).toEqual([
      { path: 'title', reason: 'Give it a title.' },
      { path: 'stem', reason: 'This is written in another language only; write it in the first one, too.' },
      { path: 'items.0.text', reason: 'Item 1 has no text.' },
      { path: 'scale.max', reason: 'A scale goes up and has 2 to 10 points.' },
      { path: 'themes.0.text', reason: 'Theme 1 has no items.' },
    ]);
  });

  it('can always be looked at', () => {
    const draft = { ...emptyDraft('de'), scale: { min: 5, max: 1, labels: {} } };
    expect(previewOf(draft)).toMatchObject({ scale: { min: 1, max: 5 }, items: [{ text: { de: '…' } }] });
  });

  it('counts what is written in each language', () => {
    const draft = { ...emptyDraft('en', 'Pulse'), languages: ['en', 'de'], stem: { en: 'How well', de: 'Wie gut' } };
    expect(completeness(draft)).toEqual([
      { language: 'en', written: 2, of: 3 },
      { language: 'de', written: 1, of: 3 },
    ]);
  });
});

describe('names', () => {
  it('of items are the next free number', () => {
    expect(freeKey([{ key: 'q1' }, { key: 'Q3' }], 'q')).toBe('q4');
  });

  it('of instruments come from the title', () => {
    expect(keyFor('Pulse of the yard', new Set())).toBe('pulse-of-the-yard');
    expect(keyFor('Größe', new Set(['große', 'gro-e']))).toBe('gro-e-2');
    expect(keyFor('信頼', new Set(['survey']))).toBe('survey-2');
  });
});

describe('items as a list', () => {
  it('come back as they went, whatever is in them', () => {
    fc.assert(
      fc.property(instruments, (instrument) => {
        const draft = draftOf({ ...instrument, themes: [] });
        const plain = draft.items.map((item) => ({
          ...item,
          // A cell is trimmed, and holds no more than twenty lines.
          text: Object.fromEntries(Object.entries(item.text).map(([l, text]) => [l, text.replace(/\s+/g, ' ').trim()])),
        }));
        fc.pre(plain.every((item) => Object.values(item.text).every((text) => text !== '')));
        const from = { ...draft, items: plain };
        const back = withItems({ ...from, items: [] }, itemsCsv({ items: plain, themes: [] }, draft.languages));
        expect(back.problems).toEqual([]);
        expect(back.draft.items).toEqual(plain.map((item) => ({ ...item, short: {} })));
      }),
      { numRuns: 60 },
    );
  });

  it('no cell is run by a spreadsheet', () => {
    const draft = draftOf(
      parsed({ key: 'x', version: 1, scale: { min: 1, max: 5 }, items: [{ key: 'a', text: '=1+1' }] }),
    );
    expect(itemsCsv(draft as never, ['en'])).toContain("a,,,'=1+1");
    expect(withItems(draft, itemsCsv(draft as never, ['en'])).draft.items[0]?.text).toEqual({ en: '=1+1' });
  });

  it('one a line, without a heading, keeps short names of the same words', () => {
    const draft = emptyDraft('en');
    draft.items = [{ key: 'trust', text: { en: 'We trust' }, reversed: false, short: {} }];
    const read = withItems(draft, 'We listen\nWe trust\n');
    expect(read.draft.items.map((item) => [item.key, item.text])).toEqual([
      ['q2', { en: 'We listen' }],
      ['trust', { en: 'We trust' }],
    ]);
  });

  it('with direction, theme and languages', () => {
    const read = withItems(
      emptyDraft('en'),
      'Theme;Direction;en;de\nTalk;;We listen;Wir hören zu\nTalk;r;We interrupt;Wir unterbrechen\n;;We meet;\n',
    );
    expect(read.problems).toEqual([]);
    expect(read.draft.languages).toEqual(['en', 'de']);
    expect(read.draft.items.map((item) => [item.reversed, item.text['de']])).toEqual([
      [false, 'Wir hören zu'],
      [true, 'Wir unterbrechen'],
      [false, undefined],
    ]);
    expect(read.draft.themes).toEqual([{ key: 't1', text: { en: 'Talk' }, items: ['q2', 'q3'], lowest: {} }]);
  });

  it('with mistakes change nothing, and name the line', () => {
    const draft = emptyDraft('en');
    const read = withItems(draft, 'key,text\na,One\nA,Two\nb c,Three\nd,\n');
    expect(read.draft).toBe(draft);
    expect(read.problems).toEqual([
      'Line 3: the short name A is used twice.',
      'Line 4: “b c” is no short name; use letters, digits, “-”, “_” or “.”.',
      'Line 5 has no text.',
    ]);
    expect(withItems(draft, Array.from({ length: 61 }, (_, at) => `Item ${at}`).join('\n')).problems).toEqual([
      'An instrument has at most 60 items; this list has 61.',
    ]);
  });
});
