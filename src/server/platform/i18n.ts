import i18next from 'i18next';
import { allApart, apart, isLanguage, type Language, localeOf } from '../../domain/common/languages.ts';
import { ar } from '../locales/ar.ts';
import { de } from '../locales/de.ts';
import { en } from '../locales/en.ts';
import { es } from '../locales/es.ts';
import { fr } from '../locales/fr.ts';
import { ja } from '../locales/ja.ts';

const server = i18next.createInstance();
void server.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: Object.fromEntries(
    Object.entries({ en, de, fr, es, ja, ar }).map(([language, translation]) => [language, { translation }]),
  ),
  // Mails are escaped where they become HTML.
  interpolation: { escapeValue: false },
});

/** A sentence by its key. Names keep their own direction, whichever way the sentence runs. */
export type Say = (key: string, values?: Record<string, unknown>) => string;

/** The words of one language, for what the server itself says: mails. */
export function wordsIn(wish: string | null | undefined): Say {
  const language = asLanguage(wish);
  const words = server.getFixedT(language);
  return (key, values = {}) => words(key, allApart(values, language));
}

export const asLanguage = (language: string | null | undefined): Language => (isLanguage(language) ? language : 'en');

/** "Friday 13 November 2026 at 17:00 CET", in the words of a language and the time of a zone. */
export function moment(at: string | Temporal.Instant, timeZone: string, language: string | null | undefined): string {
  return new Intl.DateTimeFormat(localeOf(asLanguage(language)), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(at.toString()));
}

/** "Friday 13 November 2026" for a calendar day, YYYY-MM-DD. */
export function day(on: string, language: string | null | undefined): string {
  return new Intl.DateTimeFormat(localeOf(asLanguage(language)), {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`));
}

/** "A, B and C" of names. */
export function list(names: readonly string[], wish: string | null | undefined): string {
  const language = asLanguage(wish);
  return new Intl.ListFormat(localeOf(language)).format(names.map((name) => apart(name, language)));
}
