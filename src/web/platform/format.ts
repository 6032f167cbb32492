/**
 * Dates, times and numbers as people read them. A day is a calendar day and never moves with a time zone; a moment is
 * shown in the reader's zone, with the zone's name beside the time.
 */

/** Plain English dates put the day first: "13 November 2026". */
const locale = (language: string) => (language === 'en' ? 'en-GB' : language);

export const deviceTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "13 November 2026" for a calendar day, YYYY-MM-DD. */
export function formatDay(day: string, language = 'en', style: 'long' | 'medium' | 'short' = 'long'): string {
  const date = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale(language), { ...dayParts(style), timeZone: 'UTC' }).format(date);
}

/** "13 November 2026" for the day on which a moment falls in the reader's zone. */
export function formatDate(
  moment: string,
  language = 'en',
  timeZone?: string,
  style: 'long' | 'medium' | 'short' = 'long',
): string {
  return new Intl.DateTimeFormat(locale(language), { ...dayParts(style), timeZone }).format(new Date(moment));
}

/** "13 November 2026, 17:00 CET". */
export function formatMoment(
  moment: string,
  language = 'en',
  timeZone?: string,
  style: 'long' | 'medium' | 'short' = 'long',
): string {
  return `${formatDate(moment, language, timeZone, style)}, ${formatTime(moment, language, timeZone)}`;
}

/** "17:00 CET". */
export function formatTime(moment: string, language = 'en', timeZone?: string): string {
  const date = new Date(moment);
  const parts = new Intl.DateTimeFormat(locale(language), {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(date);
  return `${parts} ${zoneName(date, language, timeZone)}`;
}

function zoneName(date: Date, language: string, timeZone?: string): string {
  // en-GB knows the European short names (CET), en-US the American ones (EST); whichever has a name wins over GMT+n.
  for (const tag of [locale(language), 'en-GB', 'en-US']) {
    const name = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'short' })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName')?.value;
    if (name && !/^(GMT|UTC)[+-]/.test(name)) return name;
  }
  return (
    new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'shortOffset' })
      .formatToParts(date)
      .find((part) => part.type === 'timeZoneName')?.value ?? 'UTC'
  );
}

export function formatNumber(value: number, language = 'en', digits?: number): string {
  return new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits ?? 2,
  })
    .format(value)
    .replace(/^-/, '−');
}

/** "A, B and C". */
export const formatList = (values: readonly string[], language = 'en'): string =>
  new Intl.ListFormat(locale(language), { type: 'conjunction' }).format(values);

/** Today in a zone, as YYYY-MM-DD. */
export function today(timeZone?: string, now: Date = new Date()): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(now);
}

function dayParts(style: 'long' | 'medium' | 'short'): Intl.DateTimeFormatOptions {
  if (style === 'short') return { day: 'numeric', month: 'short' };
  return { day: 'numeric', month: style === 'long' ? 'long' : 'short', year: 'numeric' };
}
