import type { Language } from '../../domain/common/contract.ts';

export type UiLanguage = Language;

/** Each language by its own name. Mails and the respond page come in all of these. */
export const LANGUAGE_NAMES: Record<UiLanguage, string> = { en: 'English', de: 'Deutsch' };

/**
 * The languages of the application itself. One is offered when every chapter of it is there: a page half in one
 * language and half in another helps nobody.
 */
export const APPLICATION_LANGUAGES: readonly UiLanguage[] = ['en'];

export const isOffered = (language: string | null | undefined): language is UiLanguage =>
  APPLICATION_LANGUAGES.includes(language as UiLanguage);
