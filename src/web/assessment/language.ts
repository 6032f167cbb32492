import type { Language } from '../../domain/common/languages.ts';
import type { Words } from './en.ts';

/** Each catalogue is a file of its own: the page fetches the language it speaks and no other. */
const CATALOGUES: Record<Language, () => Promise<Words>> = {
  en: () => import('./en.ts').then(({ en }) => en),
  de: () => import('./de.ts').then(({ de }) => de),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  es: () => import('./es.ts').then(({ es }) => es),
  ja: () => import('./ja.ts').then(({ ja }) => ja),
  ar: () => import('./ar.ts').then(({ ar }) => ar),
};

export const speak = (language: Language): Promise<Words> => CATALOGUES[language]();
