import type { Language } from '../../domain/common/contract.ts';

export type UiLanguage = Language;

/** Each language by its own name. */
export const LANGUAGE_NAMES: Record<UiLanguage, string> = { en: 'English', de: 'Deutsch' };
