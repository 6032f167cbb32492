import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../common/languages.ts';
import { instrumentFrom, problemsOf } from '../surveys/draft.ts';
import { parseInstrument } from '../surveys/instrument.ts';
import {
  BRIEFED_PERCENT,
  BRIEFING_KINDS,
  enoughOf,
  expectationsEvidence,
  kindsOf,
  minutesFor,
  partAt,
  partsIn,
  partsOf,
  plainPart,
  wordingOf,
  wordsIn,
} from './briefing.ts';
import { nextLetter, waitsUntil } from './briefing-letters.ts';
import { checkInDraft, MOST_EXPECTATIONS, shortened } from './check-in.ts';
import { emptyContent, type Row } from './content.ts';
import { kindOf, kinds } from './kinds.ts';
import { headingsOf } from './texts/index.ts';
import { CHAPTERS } from './words.ts';

const prose = (text: string) => ({
  type: 'doc' as const,
  content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text }] }],
});
const expectations = (rows: Row[]) => ({
  kind: 'relational-expectations' as const,
  content: { ...emptyContent(kindOf('relational-expectations')), purpose: prose('To know.'), expectations: rows },
});
const hashes = (text: ReturnType<typeof expectations>) => partsOf(text).map((part) => wordingOf(text.kind, part));
const row = (id: string, expectation: string): Row => ({ id, expectation });

describe('parts', () => {
  test('every chapter takes sections that its kinds have, and no section is read twice', () => {
    const seen = new Set<string>();
    for (const { key, sections } of kinds) {
      const content = Object.fromEntries(
        sections.map((section) => [section.key, section.type === 'text' ? prose('x') : [{ id: 'r' }]]),
      );
      for (const chapter of CHAPTERS)
        for (const { section } of partsIn(chapter, { kind: key, content })) {
          expect(seen.has(`${key}/${section}`), `${key}/${section}`).toBe(false);
          seen.add(`${key}/${section}`);
        }
      // A kind of the briefing is read whole.
      if (BRIEFING_KINDS.includes(key))
        expect(sections.filter((one) => !seen.has(`${key}/${one.key}`)).map((one) => one.key)).toEqual([]);
    }
    expect(kindsOf('conduct')).toEqual(['relational-expectations']);
  });

  test('each expectation is a part; an empty section is none', () => {
    const parts = partsOf(expectations([row('a', 'Answer in two days'), row('b', 'Say it early')]));
    expect(parts.map(({ section, row: id }) => [section, id])).toEqual([
      ['purpose', null],
      ['expectations', 'a'],
      ['expectations', 'b'],
    ]);
    expect(partsOf(expectations([])).length).toBe(1);
  });

  test('the part that stood in the same place is found in an earlier text', () => {
    const text = {
      ...expectations([row('a', 'Early')]),
      parties: [],
      people: [],
      headings: headingsOf(kindOf('relational-expectations'), 'en'),
    };
    expect(plainPart(text, partAt(text, 'expectations', 'a') as never)).toContain('Early');
    expect(partAt(text, 'expectations', 'gone')).toBeUndefined();
    expect(partAt(text, 'nowhere', null)).toBeUndefined();
  });
});

describe('an acknowledgement belongs to words', () => {
  const words = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' });
  const version = fc.uniqueArray(fc.record({ id: fc.uuid(), expectation: words }), {
    selector: (one) => one.id,
    maxLength: 12,
  });

  test('after reading all of one version, exactly the words that the next one brings are open', () => {
    fc.assert(
      fc.property(version, version, fc.infiniteStream(fc.boolean()), (before, fresh, keep) => {
        const kept = before.filter(() => keep.next().value);
        const after = [...fresh, ...kept.toReversed()];
        const read = new Set(hashes(expectations(before)));
        const open = partsOf(expectations(after)).filter(
          (part) => !read.has(wordingOf('relational-expectations', part)),
        );
        const known = new Set(before.map((one) => one.expectation));
        expect(open.map((part) => part.row)).toEqual(
          after.filter((one) => !known.has(one.expectation)).map((one) => one.id),
        );
      }),
    );
  });

  test('place and number of a row make no difference, words and section do', () => {
    const of = (text: string, id = 'a') => hashes(expectations([row(id, text)]))[1];
    expect(of('Say it early', 'b')).toBe(of('Say it early'));
    expect(of('Say it earlier')).not.toBe(of('Say it early'));
    const same = { content: prose('The same') };
    expect(wordingOf('partnership-agreement', { section: 'decisions', ...same })).not.toBe(
      wordingOf('partnership-agreement', { section: 'problems', ...same }),
    );
  });
});

describe('time and people', () => {
  test('words are counted as the language counts them', () => {
    expect(wordsIn('One two, three.', 'en')).toBe(3);
    expect(wordsIn('私たちは約束を守ります。', 'ja')).toBeGreaterThan(3);
    expect([0, 1, 200, 201, 6000].map(minutesFor)).toEqual([1, 1, 1, 2, 30]);
  });

  test('70 % is counted in whole people', () => {
    for (let people = 1; people <= 1000; people++) {
      const enough = enoughOf(people);
      expect(enough * 100).toBeGreaterThanOrEqual(people * BRIEFED_PERCENT);
      expect((enough - 1) * 100).toBeLessThan(people * BRIEFED_PERCENT);
    }
  });

  test.each([
    [{ inForce: false, people: 12, acknowledged: 12 }, false, 'not-in-force', 0],
    [{ inForce: true, people: 0, acknowledged: 0 }, false, 'nobody', 0],
    [{ inForce: true, people: 10, acknowledged: 6 }, false, 'too-few', 1],
    [{ inForce: true, people: 10, acknowledged: 7 }, true, 'enough', 0],
    [{ inForce: true, people: 12, acknowledged: 8 }, false, 'too-few', 1],
    [{ inForce: true, people: 1, acknowledged: 0 }, false, 'too-few', 1],
  ] as const)('%j', (given, met, reason, missing) => {
    expect(expectationsEvidence(given)).toMatchObject({ met, reason, missing });
  });
});

describe('letters', () => {
  const at = Temporal.Instant.from('2026-11-02T22:30:00Z');
  test.each([
    ['UTC', '2026-11-09T09:00:00Z'],
    ['Europe/Oslo', '2026-11-09T08:00:00Z'],
    ['Asia/Tokyo', '2026-11-10T00:00:00Z'],
    ['Asia/Kolkata', '2026-11-10T03:30:00Z'],
    ['America/New_York', '2026-11-09T14:00:00Z'],
    ['America/St_Johns', '2026-11-09T12:30:00Z'],
    ['Pacific/Kiritimati', '2026-11-09T19:00:00Z'],
    ['Australia/Lord_Howe', '2026-11-09T22:00:00Z'],
  ])('a week after the first, at nine in the morning of %s', (zone, next) => {
    expect(nextLetter(1, at, zone)?.toString()).toBe(next);
  });

  test('three at most: at once, after one week, and three weeks after the first', () => {
    const second = nextLetter(1, at, 'UTC') as Temporal.Instant;
    const third = nextLetter(2, second, 'UTC') as Temporal.Instant;
    expect([second, third].map(String)).toEqual(['2026-11-09T09:00:00Z', '2026-11-23T09:00:00Z']);
    expect(nextLetter(3, third, 'UTC')).toBeNull();
  });

  test('when something comes up a few hours after a letter, the next one waits for a day', () => {
    expect(waitsUntil(null, at)).toBeNull();
    expect(waitsUntil('2026-11-02T20:00:00Z', at)?.toString()).toBe('2026-11-03T20:00:00Z');
    expect(waitsUntil('2026-11-01T22:30:00Z', at)).toBeNull();
  });
});

describe('check-in', () => {
  const like = {
    scale: { min: 1, max: 5, labels: { 1: { en: 'not very well' }, 5: { en: 'very well', de: 'sehr gut' } } },
    thresholds: { discuss: 3, strength: 4 },
  };

  test.each(LANGUAGES)('in %s it is an instrument without problems, one item for each expectation', (language) => {
    const rows = Array.from({ length: MOST_EXPECTATIONS }, (_, at) =>
      row(`r${at}`, `We keep promise ${at} ${'and say so '.repeat(at)}`),
    );
    const { content } = expectations(rows);
    const draft = checkInDraft({ title: 'T'.repeat(120), language, number: 12, content }, like);
    expect(problemsOf(draft)).toEqual([]);
    const made = parseInstrument(instrumentFrom(draft, 'check', '1'));
    expect(made.ok).toBe(true);
    expect(draft.items.map((item) => item.text[language]?.slice(0, 15))).toEqual(
      rows.map((one) => `${one['expectation']}`.slice(0, 15)),
    );
    expect(draft.scale.labels['1']?.[language]).toBeTruthy();
    expect(Math.max(...draft.items.map((item) => [...(item.text[language] ?? '')].length))).toBeLessThanOrEqual(240);
  });

  test('what is too long is cut between words, never within a letter', () => {
    expect(shortened('Short', 10)).toBe('Short');
    expect(shortened('We say early when a promise cannot be kept', 20)).toBe('We say early when…');
    expect(shortened('👩‍🚀'.repeat(40), 10).isWellFormed()).toBe(true);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 60 }), (text, most) => {
        expect([...shortened(text, most)].length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
