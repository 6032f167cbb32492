import type { Language } from '../../domain/common/languages.ts';

export { LANGUAGE_NAMES } from '../../domain/common/languages.ts';

export type UiLanguage = Language;

/**
 * The languages of the application itself; what respondents meet comes in all of LANGUAGE_NAMES. One is offered when every chapter of it is there: a page half in one
 * language and half in another helps nobody.
 */
export const APPLICATION_LANGUAGES: readonly UiLanguage[] = ['en'];

export const isOffered = (language: string | null | undefined): language is UiLanguage =>
  APPLICATION_LANGUAGES.includes(language as UiLanguage);
