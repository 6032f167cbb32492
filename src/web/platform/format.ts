/**
 * Dates, times and numbers as people read them. A day is a calendar day and never moves with a time zone; a moment is
 * shown in the reader's zone, with the zone's name beside the time.
 */
import { apart, localeOf } from '../../domain/common/languages.ts';

type Style = 'full' | 'long' | 'medium' | 'short';

/** Making a formatter costs a thousand times what using one does: each is made once. */
function once<Options, Formatter>(make: (locale: string, options: Options) => Formatter) {
  const made = new Map<string, Formatter>();
  return (locale: string, options: Options): Formatter => {
    const key = locale + JSON.stringify(options);
    const known = made.get(key) ?? make(locale, options);
    made.set(key, known);
    return known;
  };
}
const dates = once((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));
const numbers = once((locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options));
const lists = once((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));

let zoneOfReader: string | undefined;
export const deviceTimeZone = (): string => zoneOfReader ?? dates('en', {}).resolvedOptions().timeZone;
/** For a page that is drawn away from its reader's device. */
export const setDeviceTimeZone = (timeZone: string | undefined): void => {
  zoneOfReader = timeZone;
};

/** "13 November 2026" for a calendar day, YYYY-MM-DD. */
export function formatDay(day: string, language = 'en', style: Style = 'long'): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return dates(localeOf(language), { ...dayParts(style), timeZone: 'UTC' }).format(date);
}

/** "13 November 2026" for the day on which a moment falls in the reader's zone. */
export function formatDate(moment: string, language = 'en', timeZone?: string, style: Style = 'long'): string {
  const written = dates(localeOf(language), { ...dayParts(style), timeZone }).format(new Date(moment));
  // Plain English puts no comma after the weekday.
  return localeOf(language) === 'en-GB' ? written.replace(',', '') : written;
}

const BETWEEN: Record<string, string> = { ja: ' ', ar: '، ' };

/** "13 November 2026, 17:00 CET". `full`: "Friday 13 November 2026, 17:00 CET". */
export function formatMoment(moment: string, language = 'en', timeZone?: string, style: Style = 'long'): string {
  const day = formatDate(moment, language, timeZone, style);
  return `${day}${BETWEEN[language] ?? ', '}${formatTime(moment, language, timeZone)}`;
}

/** "17:00 CET". */
export function formatTime(moment: string, language = 'en', timeZone?: string): string {
  const date = new Date(moment);
  const parts = dates(localeOf(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(date);
  return `${parts} ${zoneName(date, language, timeZone)}`;
}

function zoneName(date: Date, language: string, timeZone?: string): string {
  // en-GB knows the European short names (CET), en-US the American ones (EST); whichever has a name wins over GMT+n.
  for (const tag of [localeOf(language), 'en-GB', 'en-US']) {
    const name = dates(tag, { timeZone, timeZoneName: 'short' })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName')?.value;
    if (name && !/[+\u2212-]\d/.test(name)) return name;
  }
  return (
    dates('en-GB', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  );
}

export function formatNumber(value: number, language = 'en', digits?: number): string {
  return numbers(localeOf(language), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits ?? 2,
  })
    .format(value)
    .replace(/^-/, '−');
}

/** "A, B and C". */
export const formatList = (values: readonly string[], language = 'en'): string =>
  lists(localeOf(language), { type: 'conjunction' }).format(values.map((value) => apart(value, language)));

/** Today in a zone, as YYYY-MM-DD. */
export function today(timeZone?: string, now: Date = new Date()): string {
  return dates('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

function dayParts(style: Style): Intl.DateTimeFormatOptions {
  if (style === 'short') return { day: 'numeric', month: 'short' };
  const date = { day: 'numeric', month: style === 'medium' ? 'short' : 'long', year: 'numeric' } as const;
  return style === 'full' ? { weekday: 'long', ...date } : date;
}
