import { describe, expect, test } from 'vitest';
import { dueReminder, remindAt, reminderTimes } from './reminders.ts';

const at = (text: string) => Temporal.Instant.from(text);
const times = (opened: string, closes: string, timeZone = 'UTC') => {
  const { first, last } = reminderTimes(at(opened), at(closes), timeZone);
  return [first?.toString() ?? null, last?.toString() ?? null];
};

describe('when people are reminded', () => {
  test('half-way, and one to two days before the end, in the morning', () => {
    expect(times('2026-11-02T09:00:00Z', '2026-11-16T17:00:00Z')).toEqual([
      '2026-11-09T09:00:00Z',
      '2026-11-15T09:00:00Z',
    ]);
    // Closing before nine: a day earlier, so that at least one whole day is left.
    expect(times('2026-11-02T09:00:00Z', '2026-11-16T08:00:00Z')[1]).toBe('2026-11-14T09:00:00Z');
  });

  test('short rounds get fewer, and none in the first day', () => {
    expect(times('2026-11-02T09:00:00Z', '2026-11-05T17:00:00Z')).toEqual([null, '2026-11-04T09:00:00Z']);
    expect(times('2026-11-02T12:00:00Z', '2026-11-04T12:00:00Z')).toEqual([null, null]);
    expect(times('2026-11-02T12:00:00Z', '2026-11-02T18:00:00Z')).toEqual([null, null]);
  });

  test('in the morning of the round’s zone, whatever the zone', () => {
    for (const zone of ['Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Europe/Berlin'])
      for (const text of times('2027-03-20T10:00:00Z', '2027-04-05T10:00:00Z', zone))
        expect(
          at(text as string)
            .toZonedDateTimeISO(zone)
            .toPlainTime()
            .toString(),
        ).toBe('09:00:00');
  });

  test('for any length: in order, a day apart, a day after opening, a day and no more than two before the end', () => {
    const HOUR = 3_600_000;
    for (const zone of ['Europe/Berlin', 'Pacific/Auckland', 'America/New_York'])
      for (let hours = 1; hours < 24 * 40; hours += 5) {
        const opened = at('2027-03-10T13:20:00Z');
        const closes = opened.add({ hours });
        const { first, last } = reminderTimes(opened, closes, zone);
        if (first) {
          expect(last).not.toBeNull();
          expect(first.epochMilliseconds - opened.epochMilliseconds).toBeGreaterThanOrEqual(24 * HOUR);
          expect((last as Temporal.Instant).epochMilliseconds - first.epochMilliseconds).toBeGreaterThanOrEqual(
            24 * HOUR,
          );
        }
        if (!last) continue;
        expect(last.epochMilliseconds - opened.epochMilliseconds).toBeGreaterThanOrEqual(24 * HOUR);
        expect(closes.epochMilliseconds - last.epochMilliseconds).toBeGreaterThanOrEqual(24 * HOUR);
        expect(closes.epochMilliseconds - last.epochMilliseconds).toBeLessThanOrEqual(49 * HOUR);
      }
  });
});

describe('what is due', () => {
  const opened = at('2026-11-02T09:00:00Z');
  const closes = at('2026-11-16T17:00:00Z');
  const both = reminderTimes(opened, closes, 'UTC');
  const due = (sent: ('first' | 'last')[], now: string) => {
    const { due, next } = dueReminder(both, closes, sent, at(now));
    return [due, next?.toString() ?? null];
  };
  const [first, last] = ['2026-11-09T09:00:00Z', '2026-11-15T09:00:00Z'];

  test('each in its time, once', () => {
    expect(due([], '2026-11-02T09:00:00Z')).toEqual([null, first]);
    expect(due([], first)).toEqual(['first', last]);
    expect(due(['first'], first)).toEqual([null, last]);
    expect(due(['first'], last)).toEqual(['last', null]);
    expect(due(['first', 'last'], last)).toEqual([null, null]);
  });

  test('after a downtime one of them, the one that still helps', () => {
    expect(due([], '2026-11-12T00:00:00Z')).toEqual(['first', last]);
    // Less than a day before the last one: not two in a row.
    expect(due([], '2026-11-14T12:00:00Z')).toEqual([null, last]);
    expect(due([], '2026-11-16T00:00:00Z')).toEqual(['last', null]);
    expect(due([], '2026-11-16T16:30:00Z')).toEqual([null, null]);
  });

  test('more time moves what was not sent; nobody gets a third', () => {
    const later = at('2026-12-16T17:00:00Z');
    expect(remindAt(opened, later, 'UTC', at('2026-11-10T00:00:00Z'))?.toString()).toBe('2026-11-24T09:00:00Z');
    const times = reminderTimes(opened, later, 'UTC');
    expect(dueReminder(times, later, ['first', 'last'], at('2026-11-16T00:00:00Z'))).toEqual({ due: null, next: null });
    expect(dueReminder(times, later, ['first'], at('2026-11-24T09:00:00Z')).due).toBeNull();
  });
});
