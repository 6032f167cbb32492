import i18next, { type TFunction } from 'i18next';
import { LANGUAGES, type Language } from '../../domain/common/contract.ts';
import { de } from '../locales/de.ts';
import { en } from '../locales/en.ts';

const server = i18next.createInstance();
void server.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  resources: { en: { translation: en }, de: { translation: de } },
  // Mails are escaped where they become HTML.
  interpolation: { escapeValue: false },
});

/** The words of one language, for what the server itself says: mails. */
export function wordsIn(language: string | null | undefined): TFunction {
  return server.getFixedT(asLanguage(language));
}

export function asLanguage(language: string | null | undefined): Language {
  return LANGUAGES.includes(language as Language) ? (language as Language) : 'en';
}

/** "Friday 13 November 2026 at 17:00 CET", in the words of a language and the time of a zone. */
export function moment(at: string | Temporal.Instant, timeZone: string, language: string | null | undefined): string {
  return new Intl.DateTimeFormat(asLanguage(language) === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(new Date(at.toString()));
}

/** "Friday 13 November 2026" for a calendar day, YYYY-MM-DD. */
export function day(on: string, language: string | null | undefined): string {
  return new Intl.DateTimeFormat(asLanguage(language) === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${on}T00:00:00Z`));
}
