import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatList, formatMoment } from '../platform/format.ts';
import { LANGUAGE_NAMES, type UiLanguage } from '../platform/languages.ts';
import { useMe, useTimeZone } from '../platform/session.ts';

export type Own = {
  t: TFunction<['dialogue', 'common']>;
  /** Stands as `lang` on the page: the frame around it may speak another. */
  language: UiLanguage;
  moment: (at: string, zone?: string) => string;
  date: (at: string) => string;
  list: (names: readonly string[]) => string;
};

/**
 * Whoever is asked for an answer is asked in their own language, as on the page behind an invitation: the one of their
 * account, else their browser's. The rest of the application follows when all of it speaks that language.
 */
export function useOwn(): Own {
  const me = useMe();
  const timeZone = useTimeZone();
  const wishes = [me?.language, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  const language = wishes.find((one): one is UiLanguage => one != null && Object.hasOwn(LANGUAGE_NAMES, one)) ?? 'en';
  const { t } = useTranslation(['dialogue', 'common'], { lng: language });
  return useMemo(
    () => ({
      t,
      language,
      moment: (at, zone) => formatMoment(at, language, zone ?? timeZone),
      date: (at) => formatDate(at, language, timeZone, 'medium'),
      list: (names) => formatList(names, language),
    }),
    [t, language, timeZone],
  );
}
