import { firstLanguage, type Language } from '../../domain/common/languages.ts';
import { formatMoment } from '../platform/format.ts';
import type { Spoken as SpokenIn } from '../platform/useSpoken.ts';
import type { Words } from './en.ts';

export type PageLanguage = Language;

/** Each catalogue is a file of its own: a page fetches the language it speaks and no other. */
const CATALOGUES: Record<PageLanguage, () => Promise<Words>> = {
  en: () => import('./en.ts').then(({ en }) => en),
  de: () => import('./de.ts').then(({ de }) => de),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  es: () => import('./es.ts').then(({ es }) => es),
  ja: () => import('./ja.ts').then(({ ja }) => ja),
  ar: () => import('./ar.ts').then(({ ar }) => ar),
};

export type Spoken = SpokenIn<Words>;
export const speak = (language: PageLanguage): Promise<Words> => CATALOGUES[language]();

/** The first wish that there is a language for: the address, then the invitation, then the browser, then English. */
export const chooseLanguage = firstLanguage;

const COMMA: Partial<Record<PageLanguage, string>> = { ja: '、', ar: '، ' };
/** Parts between commas, and a full stop, as the language writes them. */
export const sentence = (parts: readonly string[], language: PageLanguage): string =>
  parts.join(COMMA[language] ?? ', ') + (language === 'ja' ? '。' : '.');

/** "Friday 13 November 2026, 17:00 CET", in the zone of whoever reads it. */
export const momentWithDay = (moment: string, language: PageLanguage, timeZone?: string): string =>
  formatMoment(moment, language, timeZone, 'full');
