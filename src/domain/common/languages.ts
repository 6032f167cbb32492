/** The languages of everything a respondent meets, each by its own name. English first: what others fall back to. */
export const LANGUAGE_NAMES = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
  ar: 'العربية',
} as const;
export type Language = keyof typeof LANGUAGE_NAMES;
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as readonly Language[];

export const isLanguage = (word: unknown): word is Language => LANGUAGES.includes(word as Language);

/** The first wish that there is a language for ("de" for "de-AT"); English where there is none. */
export function firstLanguage(wishes: readonly (string | null | undefined)[]): Language {
  return wishes.map((wish) => wish?.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
}

/** Scripts that run from right to left, also those of a partnership's own questions. */
export const directionOf = (language: string): 'ltr' | 'rtl' =>
  /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/.test(language) ? 'rtl' : 'ltr';

/**
 * What `Intl` is asked for. English dates put the day first. Arabic has 0–9 as digits and the Gregorian calendar,
 * whatever the device prefers: figures then look the same on screen, on paper, in addresses and in both directions.
 */
export function localeOf(language: string): string {
  if (/^en\b/.test(language)) return 'en-GB';
  return language === 'ar' ? 'ar-u-ca-gregory-nu-latn' : language;
}

const [APART, TOGETHER] = ['\u2068', '\u2069'];

/**
 * A name set into a sentence that runs from right to left keeps its own direction and its brackets and full stops in
 * place (Unicode's first-strong isolate). In languages from left to right it stays as it is.
 */
export const apart = (name: string, language: string): string =>
  directionOf(language) === 'rtl' ? `${APART}${name}${TOGETHER}` : name;

/** The same for every text among the values of a sentence. */
export function allApart<T extends Record<string, unknown>>(values: T, language: string): T {
  if (directionOf(language) === 'ltr') return values;
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key, typeof value === 'string' ? apart(value, language) : value]),
  ) as T;
}

type Forms = {
  en: 'one' | 'other';
  de: 'one' | 'other';
  fr: 'one' | 'other';
  es: 'one' | 'other';
  ja: 'other';
  ar: 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
};

/**
 * Counting in a language, by its own plural forms: `counting('en')(3, { one: 'one minute', other: '# minutes' })`.
 * `#` is the number. French and Spanish have a further form for millions, which nobody counts here.
 */
export function counting<L extends Language>(language: L) {
  const rules = new Intl.PluralRules(language);
  return (count: number, forms: Readonly<Record<Forms[L], string>>): string => {
    const all = forms as Partial<Record<Intl.LDMLPluralRule, string>>;
    return (all[rules.select(count)] ?? all.other ?? '').replaceAll('#', `${count}`);
  };
}
