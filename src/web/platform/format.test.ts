import { describe, expect, it } from 'vitest';
import { formatDate, formatDay, formatList, formatMoment, formatNumber, formatTime, today } from './format.ts';

describe('days', () => {
  it('never move with a time zone', () => {
    expect(formatDay('2026-11-13')).toBe('13 November 2026');
    expect(formatDay('2026-11-13', 'de')).toBe('13. November 2026');
    expect(formatDay('2026-11-13', 'en', 'medium')).toBe('13 Nov 2026');
    expect(formatDay('2026-11-13', 'en', 'short')).toBe('13 Nov');
  });
});

describe('moments', () => {
  it('are shown in the zone asked for, with its name', () => {
    expect(formatMoment('2026-11-13T16:00:00Z', 'en', 'Europe/Oslo')).toBe('13 November 2026, 17:00 CET');
    expect(formatMoment('2026-07-01T16:00:00Z', 'en', 'Europe/Oslo')).toBe('1 July 2026, 18:00 CEST');
    expect(formatTime('2026-11-13T16:00:00Z', 'en', 'America/New_York')).toBe('11:00 EST');
    expect(formatTime('2026-11-13T16:00:00Z', 'en', 'Asia/Kolkata')).toMatch(/^21:30 (IST|GMT\+5:30)$/);
  });
  it.each([
    ['en', 'Friday 13 November 2026, 17:00 CET'],
    ['de', 'Freitag, 13. November 2026, 17:00 MEZ'],
    ['fr', 'vendredi 13 novembre 2026, 17:00 CET'],
    ['es', 'viernes, 13 de noviembre de 2026, 17:00 CET'],
    ['ja', '2026年11月13日金曜日 17:00 CET'],
    // Latin figures and the Gregorian calendar, whatever the device prefers.
    ['ar', 'الجمعة، 13 نوفمبر 2026، 17:00 CET'],
  ])('are said in %s', (language, said) => {
    expect(formatMoment('2026-11-13T16:00:00Z', language, 'Europe/Oslo', 'full')).toBe(said);
  });
  it('fall on the day of the zone', () => {
    expect(formatDate('2026-11-13T23:30:00Z', 'en', 'Europe/Oslo')).toBe('14 November 2026');
    expect(today('Asia/Tokyo', new Date('2026-11-13T20:00:00Z'))).toBe('2026-11-14');
    expect(today('America/New_York', new Date('2026-11-13T02:00:00Z'))).toBe('2026-11-12');
  });
});

describe('numbers and lists', () => {
  it('follow the language', () => {
    expect(formatNumber(3, 'en', 1)).toBe('3.0');
    expect(formatNumber(3.5, 'de', 1)).toBe('3,5');
    expect(formatList(['A', 'B', 'C'])).toBe('A, B and C');
  });
});
