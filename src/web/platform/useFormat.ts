import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import * as format from './format.ts';
import { useTimeZone } from './session.ts';

/** The functions of format.ts in the reader's language and time zone. */
export function useFormat() {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  const language = i18n.resolvedLanguage ?? 'en';
  return useMemo(
    () => ({
      language,
      timeZone,
      day: (day: string, style?: 'long' | 'medium' | 'short') => format.formatDay(day, language, style),
      date: (moment: string, style?: 'long' | 'medium' | 'short') =>
        format.formatDate(moment, language, timeZone, style),
      /** `zone`: show another zone than the reader's, e.g. that of a round. */
      moment: (moment: string, style?: 'long' | 'medium' | 'short', zone?: string) =>
        format.formatMoment(moment, language, zone ?? timeZone, style),
      time: (moment: string, zone?: string) => format.formatTime(moment, language, zone ?? timeZone),
      number: (value: number, digits?: number) => format.formatNumber(value, language, digits),
      list: (values: readonly string[]) => format.formatList(values, language),
      today: () => format.today(timeZone),
    }),
    [language, timeZone],
  );
}
