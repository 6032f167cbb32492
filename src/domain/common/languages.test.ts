import { describe, expect, it } from 'vitest';
import { allApart, counting, directionOf, firstLanguage, LANGUAGES, localeOf } from './languages.ts';

describe('a language', () => {
  it('is the first wish that there is one for', () => {
    expect(firstLanguage(['fi', null, undefined, 'AR-eg', 'de'])).toBe('ar');
    expect(firstLanguage(['ja-JP'])).toBe('ja');
    expect(firstLanguage(['constructor', ''])).toBe('en');
  });
  it('runs its own way, also where it is one that a partnership brought along', () => {
    expect(LANGUAGES.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
    expect(['he', 'fa-IR', 'ar-EG', 'arn', 'en'].map(directionOf)).toEqual(['rtl', 'rtl', 'rtl', 'ltr', 'ltr']);
  });
  it('has Latin figures and the Gregorian calendar', () => {
    for (const language of LANGUAGES) {
      const { numberingSystem, calendar } = new Intl.DateTimeFormat(localeOf(language)).resolvedOptions();
      expect([language, numberingSystem, calendar]).toEqual([language, 'latn', 'gregory']);
    }
  });
});

describe('names in a sentence', () => {
  it('keep their own direction where the sentence runs from right to left', () => {
    expect(allApart({ name: 'Bo (A/S)', count: 2 }, 'ar')).toEqual({ name: '\u2068Bo (A/S)\u2069', count: 2 });
    expect(allApart({ name: 'Bo (A/S)', count: 2 }, 'fr')).toEqual({ name: 'Bo (A/S)', count: 2 });
  });
});

describe('counting', () => {
  it('follows the plural forms of the language', () => {
    const minutes = { zero: '0', one: 'دقيقة', two: 'دقيقتان', few: '# دقائق', many: '# دقيقة', other: '# من الدقائق' };
    const said = [0, 1, 2, 3, 11, 100].map((count) => counting('ar')(count, minutes));
    expect(said).toEqual(['0', 'دقيقة', 'دقيقتان', '3 دقائق', '11 دقيقة', '100 من الدقائق']);
    // None is singular in French, plural in Spanish.
    expect(counting('fr')(0, { one: '# note', other: '# notes' })).toBe('0 note');
    expect(counting('es')(0, { one: '# nota', other: '# notas' })).toBe('0 notas');
    expect(counting('ja')(1, { other: '#件' })).toBe('1件');
  });
});
