import { LANGUAGE_NAMES, type UiLanguage } from '../platform/languages.ts';
import { de } from './de.ts';
import { en, type Words } from './en.ts';

export const CATALOGUES: Record<UiLanguage, Words> = { en, de };
export const LANGUAGES = Object.keys(LANGUAGE_NAMES) as UiLanguage[];

/** The address first, then the browser, then English. */
export function chooseLanguage(wishes: readonly (string | null)[]): UiLanguage {
  const known = wishes.map((wish) => wish?.toLowerCase().split('-')[0]);
  return LANGUAGES.find((language) => language === known.find((one) => LANGUAGES.includes(one as UiLanguage))) ?? 'en';
}
