import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { allApart, directionOf, firstLanguage, type Language } from '../../domain/common/languages.ts';
import { formatDate, formatList, formatMoment } from '../platform/format.ts';
import { useMe, useTimeZone } from '../platform/session.ts';

export type Own = {
  /** Names keep their own direction, whichever way the sentence runs. */
  t: (key: string, values?: Record<string, unknown>) => string;
  /** With its direction `lang` and `dir` of the page: the frame around it may speak another. */
  language: Language;
  direction: 'ltr' | 'rtl';
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
  const language = firstLanguage([me?.language, ...navigator.languages]);
  const { t: words } = useTranslation('dialogue', { lng: language });
  return useMemo(
    () => ({
      t: (key, values = {}) => words(key, allApart(values, language)),
      language,
      direction: directionOf(language),
      moment: (at, zone) => formatMoment(at, language, zone ?? timeZone),
      date: (at) => formatDate(at, language, timeZone, 'medium'),
      list: (names) => formatList(names, language),
    }),
    [words, language, timeZone],
  );
}
