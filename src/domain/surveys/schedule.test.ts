import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closesAfter, nextOccurrences, occurrence, occurrencesBetween, type Schedule, wallClock } from './schedule.ts';

const plan = (startsOn: string, everyMonths: number, time = '09:00', timeZone = 'Europe/Berlin'): Schedule => ({
  startsOn,
  everyMonths,
  time,
  timeZone,
});
const at = (text: string) => Temporal.Instant.from(text);
const days = (schedule: Schedule, count: number) =>
  Array.from({ length: count }, (_, n) =>
    occurrence(schedule, n).toZonedDateTimeISO(schedule.timeZone).toPlainDate().toString(),
  );

const ZONES = [
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Auckland',
  'Asia/Tokyo',
  'Africa/Casablanca',
];

describe('dates of a plan', () => {
  test('the last day of a month is clamped and comes back', () => {
    expect(days(plan('2027-01-31', 1), 5)).toEqual([
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
    expect(days(plan('2027-08-31', 6), 4)).toEqual(['2027-08-31', '2028-02-29', '2028-08-31', '2029-02-28']);
    expect(days(plan('2028-02-29', 12), 5).at(-1)).toBe('2032-02-29');
  });

  test('keep the time of the wall clock through summer and winter', () => {
    const schedule = plan('2027-01-15', 6, '09:00', 'America/New_York');
    expect([0, 1, 2].map((n) => occurrence(schedule, n).toString())).toEqual([
      '2027-01-15T14:00:00Z',
      '2027-07-15T13:00:00Z',
      '2028-01-15T14:00:00Z',
    ]);
  });

  test('a time that clocks skip is the first minute after, one that comes twice is the first', () => {
    const day = Temporal.PlainDate.from;
    // 02:00 to 03:00 does not exist.
    expect(wallClock(day('2027-03-28'), '02:30', 'Europe/Berlin').toString()).toBe('2027-03-28T01:00:00Z');
    // Lord Howe Island moves by half an hour.
    expect(wallClock(day('2027-10-03'), '02:15', 'Australia/Lord_Howe').toString()).toBe('2027-10-02T15:30:00Z');
    expect(wallClock(day('2027-04-04'), '01:45', 'Australia/Lord_Howe').toString()).toBe('2027-04-03T14:45:00Z');
    expect(wallClock(day('2026-10-25'), '02:30', 'Europe/Berlin').toString()).toBe('2026-10-25T00:30:00Z');
    // A day that never was: Samoa went from 29 to 31 December 2011.
    expect(wallClock(day('2011-12-30'), '09:00', 'Pacific/Apia').toString()).toBe('2011-12-30T10:00:00Z');
  });

  test('in eight zones over five years: the wall clock shows the time, or the time does not exist that day', () => {
    for (const timeZone of ZONES)
      for (const time of ['00:00', '02:00', '02:30', '09:00', '23:59'])
        for (let day = Temporal.PlainDate.from('2026-01-01'); day.year < 2031; day = day.add({ days: 1 })) {
          const shown = wallClock(day, time, timeZone).toZonedDateTimeISO(timeZone);
          if (shown.toPlainTime().toString({ smallestUnit: 'minute' }) === time && shown.toPlainDate().equals(day))
            continue;
          // One minute before, the clocks had not reached it; at this minute they are past it.
          const before = shown.subtract({ minutes: 1 }).toPlainDateTime();
          const wanted = day.toPlainDateTime(time);
          expect(Temporal.PlainDateTime.compare(before, wanted), `${timeZone} ${day} ${time}`).toBe(-1);
          expect(Temporal.PlainDateTime.compare(shown.toPlainDateTime(), wanted)).toBe(1);
        }
  });

  test('the next ones come after the moment, in order, none left out', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 0, max: 60_000 }),
        fc.constantFrom(...ZONES),
        fc.constantFrom('00:00', '02:30', '23:59'),
        (start, everyMonths, hours, timeZone, time) => {
          const startsOn = Temporal.PlainDate.from('2026-01-01').add({ days: start }).toString();
          const schedule = { startsOn, everyMonths, timeZone, time };
          const now = at('2026-01-01T00:00:00Z').add({ hours });
          const next = nextOccurrences(schedule, now, 3);
          expect(Temporal.Instant.compare(next[0] as Temporal.Instant, now)).toBe(1);
          const all = Array.from({ length: 120 }, (_, n) => occurrence(schedule, n));
          const place = all.findIndex((one) => one.equals(next[0] as Temporal.Instant));
          expect(next.map(String)).toEqual(all.slice(place, place + 3).map(String));
          if (place > 0) expect(Temporal.Instant.compare(all[place - 1] as Temporal.Instant, now)).not.toBe(1);
          expect(occurrencesBetween(schedule, all[0] as Temporal.Instant, now)).toBe(place);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('one that is due this minute is counted, those missed before it too', () => {
    const schedule = plan('2027-01-15', 3, '09:00', 'UTC');
    const first = at('2027-01-15T09:00:00Z');
    expect(occurrencesBetween(schedule, first, first)).toBe(1);
    expect(occurrencesBetween(schedule, first, at('2027-01-15T08:59:59Z'))).toBe(0);
    expect(occurrencesBetween(schedule, first, at('2027-11-01T00:00:00Z'))).toBe(4);
  });

  test('a round closes at the time of the plan, days later, whenever it opened', () => {
    const schedule = plan('2027-01-15', 3);
    expect(closesAfter(schedule, at('2027-01-15T08:00:20Z'), 14)).toBe('2027-01-29T09:00');
    expect(closesAfter(schedule, at('2027-01-16T23:30:00Z'), 14)).toBe('2027-01-31T09:00');
  });
});
