import { formatMoment } from '../platform/format.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

export const CATALOGUES = { en, de } satisfies Record<string, Words>;
export type PageLanguage = keyof typeof CATALOGUES;
export const LANGUAGES = Object.keys(CATALOGUES) as PageLanguage[];

/** The first wish that we have a catalogue for: the address, then the invitation, then the browser, then English. */
export function chooseLanguage(wishes: readonly (string | null | undefined)[]): PageLanguage {
  for (const wish of wishes) {
    const base = wish?.toLowerCase().split('-')[0];
    if (base && Object.hasOwn(CATALOGUES, base)) return base as PageLanguage;
  }
  return 'en';
}

/** "Friday 13 November 2026, 17:00 CET", in the zone of whoever reads it. */
export function momentWithDay(moment: string, language: PageLanguage, timeZone?: string): string {
  const day = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone }).format(new Date(moment));
  return `${day}${language === 'en' ? '' : ','} ${formatMoment(moment, language, timeZone)}`;
}
