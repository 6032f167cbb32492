import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn, isLate, reminderDue, toldAlready } from './rules.ts';

const at = (moment: string) => Temporal.Instant.from(moment);
const fresh = { remindedSoon: false, remindedLate: false };

describe('late', () => {
  it('begins when the due day is over where the partnership is', () => {
    const moment = at('2026-12-04T12:30:00Z');
    expect(dayIn(moment, 'Pacific/Auckland')).toBe('2026-12-05');
    expect(dayIn(moment, 'America/Los_Angeles')).toBe('2026-12-04');
    expect(isLate({ state: 'open', dueOn: '2026-12-04' }, '2026-12-04')).toBe(false);
    expect(isLate({ state: 'open', dueOn: '2026-12-04' }, '2026-12-05')).toBe(true);
  });

  it('is nothing for what is done or dropped', () => {
    for (const state of ['done', 'dropped'] as const)
      expect(isLate({ state, dueOn: '2020-01-01' }, '2026-12-05')).toBe(false);
  });
});

describe('a reminder', () => {
  const oslo = 'Europe/Oslo';
  const due = (moment: string, reminded = fresh) => reminderDue({ dueOn: '2026-12-04', ...reminded }, at(moment), oslo);

  it('comes at seven in the morning, three days before', () => {
    expect(due('2026-12-01T05:59:00Z')).toBeNull();
    expect(due('2026-12-01T06:00:00Z')).toBe('soon');
    expect(due('2026-12-01T06:00:00Z', { ...fresh, remindedSoon: true })).toBeNull();
  });

  it('and once more on the morning after', () => {
    const before = { remindedSoon: true, remindedLate: false };
    expect(due('2026-12-04T22:00:00Z', before)).toBeNull();
    expect(due('2026-12-05T05:59:00Z', before)).toBeNull();
    expect(due('2026-12-05T06:00:00Z', before)).toBe('late');
    expect(due('2026-12-09T06:00:00Z', { remindedSoon: true, remindedLate: true })).toBeNull();
  });

  it('after a downtime the one that is still true', () => {
    expect(due('2026-12-03T20:00:00Z')).toBe('soon');
    expect(due('2026-12-20T20:00:00Z')).toBe('late');
  });

  it('follows the wall clock when it changes', () => {
    // Sunday 29 March 2026: the night is an hour short. Sunday 25 October: an hour longer.
    const spring = { dueOn: '2026-03-28', remindedSoon: true, remindedLate: false };
    expect(reminderDue(spring, at('2026-03-29T04:59:00Z'), oslo)).toBeNull();
    expect(reminderDue(spring, at('2026-03-29T06:00:00Z'), oslo)).toBe('late');
    const autumn = { dueOn: '2026-10-24', remindedSoon: true, remindedLate: false };
    expect(reminderDue(autumn, at('2026-10-25T04:59:00Z'), oslo)).toBeNull();
    expect(reminderDue(autumn, at('2026-10-25T07:00:00Z'), oslo)).toBe('late');
  });

  it('comes at most once of each kind, however often and whenever one looks', () => {
    const zones = fc.constantFrom(
      'UTC',
      'Europe/Oslo',
      'Pacific/Kiritimati',
      'America/St_Johns',
      'Australia/Lord_Howe',
    );
    const hours = fc.array(fc.integer({ min: 0, max: 24 * 20 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(zones, hours, (zone, looks) => {
        const state = { dueOn: '2026-10-26', ...fresh };
        const sent: string[] = [];
        for (const hour of looks.toSorted((a, b) => a - b)) {
          const kind = reminderDue(state, at('2026-10-18T00:00:00Z').add({ hours: hour }), zone);
          if (!kind) continue;
          sent.push(kind);
          state.remindedSoon = true;
          state.remindedLate ||= kind === 'late';
        }
        expect(sent.filter((kind) => kind === 'soon').length).toBeLessThanOrEqual(1);
        expect(sent.filter((kind) => kind === 'late').length).toBeLessThanOrEqual(1);
        expect(sent).toEqual(sent.toSorted((a, b) => (a === b ? 0 : a === 'soon' ? -1 : 1)));
      }),
    );
  });

  it('is not sent for what was agreed for the next few days: that was said just now', () => {
    expect(toldAlready('2026-12-04', '2026-12-01')).toBe(true);
    expect(toldAlready('2026-12-04', '2026-11-30')).toBe(false);
    expect(toldAlready('2027-01-04', '2026-12-03')).toBe(false);
  });
});
