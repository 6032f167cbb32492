import { describe, expect, test } from 'vitest';
import { linkEnd, linkState } from './links.ts';

const at = Temporal.Instant.from;
const now = at('2026-11-14T23:30:00Z');

describe('the end of a link', () => {
  test('is the midnight after its last day, where the day is meant', () => {
    expect(String(linkEnd('2026-12-31', 'Europe/Oslo', now))).toBe('2026-12-31T23:00:00Z');
    expect(String(linkEnd('2026-12-31', 'Asia/Tokyo', now))).toBe('2026-12-31T15:00:00Z');
    // The day on which the clocks change has 25 hours.
    expect(String(linkEnd('2027-10-31', 'Europe/Oslo', now))).toBe('2027-10-31T23:00:00Z');
  });

  test('may be today, not yesterday, and not beyond a year', () => {
    // In Tokyo it is the 15th already.
    expect(linkEnd('2026-11-14', 'Asia/Tokyo', now)).toMatch(/lies behind/);
    expect(String(linkEnd('2026-11-14', 'America/Lima', now))).toBe('2026-11-15T05:00:00Z');
    expect(linkEnd('2026-11-15', 'Europe/Oslo', now)).not.toBeTypeOf('string');
    expect(linkEnd('2027-11-16', 'Europe/Oslo', now)).not.toBeTypeOf('string');
    expect(linkEnd('2027-11-17', 'Europe/Oslo', now)).toMatch(/more than a year/);
    expect(linkEnd('2026-12-31', 'Nowhere/Land', now)).toMatch(/no time zone/);
  });
});

test('ended weighs more than over', () => {
  expect(linkState({ ends_at: '2026-11-15T00:00:00Z', ended_at: null }, now)).toBe('open');
  expect(linkState({ ends_at: '2026-11-14T23:30:00Z', ended_at: null }, now)).toBe('over');
  expect(linkState({ ends_at: '2026-11-14T00:00:00Z', ended_at: '2026-11-13T00:00:00Z' }, now)).toBe('ended');
});
