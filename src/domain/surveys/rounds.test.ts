import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closingMoment, planRound, ROLES_ASKED, type RoundPlan } from './rounds.ts';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const WISH = { closesAt: '2026-11-13T17:00', timeZone: 'Europe/Oslo' };
const party = (id: string, state: 'invited' | 'in' = 'in') => ({ id, name: `The ${id}`, state });
const people = (counts: Record<string, number>) =>
  Object.entries(counts).flatMap(([partyId, count]) => Array.from({ length: count }, () => ({ partyId })));
const plan = (counts: Record<string, number>, wish: object = {}) =>
  planRound(
    { ...WISH, ...wish },
    Object.keys(counts).map((id) => party(id)),
    people(counts),
    now,
  );
const planned = (counts: Record<string, number>, wish: object = {}): RoundPlan => {
  const result = plan(counts, wish);
  if (!result.ok) throw new Error(result.reason);
  return result.plan;
};
const reason = (result: ReturnType<typeof planRound>) => (result.ok ? null : result.reason);

describe('planning a round', () => {
  it('asks those who work in the partnership', () => {
    expect(ROLES_ASKED).toEqual(['sponsor', 'lead', 'member']);
  });

  it('keeps parties apart that are large enough, in the order given', () => {
    expect(planned({ B: 6, A: 5 })).toMatchObject({
      k: 5,
      invited: 11,
      notes: [],
      strata: [
        { key: 's1', parties: ['B'], invited: 6 },
        { key: 's2', parties: ['A'], invited: 5 },
      ],
    });
  });

  it('merges the small ones, with the smallest of the others when they are still too few', () => {
    const shape = (counts: Record<string, number>, k?: number) =>
      planned(counts, k ? { k } : {}).strata.map((stratum) => [stratum.parties.join(), stratum.invited]);
    expect(shape({ A: 8, B: 3, C: 2 })).toEqual([
      ['A', 8],
      ['B,C', 5],
    ]);
    expect(shape({ A: 8, B: 6, C: 3 })).toEqual([
      ['A', 8],
      ['B,C', 9],
    ]);
    expect(shape({ A: 3, B: 3 })).toEqual([['A,B', 6]]);
    expect(shape({ A: 4, B: 4 }, 4)).toEqual([
      ['A', 4],
      ['B', 4],
    ]);
    expect(planned({ A: 3, B: 3 }).notes).toEqual([
      'The A and The B are shown together: alone, one of them has fewer than 5 people.',
    ]);
  });

  it.each([
    ['fewer people than k', { A: 2, B: 2 }, {}, /^4 people would be asked\. With fewer than 5,/],
    ['one person', { A: 1 }, {}, /^1 person would be asked/],
    ['nobody', { A: 0, B: 0 }, {}, /^Nobody would be asked/],
    ['a party that is not here', { A: 6 }, { partyIds: ['A', 'X'] }, /not part of this partnership/],
    ['a time that has passed', { A: 6 }, { closesAt: '2026-11-02T09:59' }, /has passed/],
    ['a time four minutes away', { A: 6 }, { closesAt: '2026-11-02T10:04' }, /has passed or is a few minutes away/],
    ['a time more than 190 days away', { A: 6 }, { closesAt: '2027-05-11T12:00' }, /more than half a year/],
    [
      'a day that does not exist',
      { A: 6 },
      { closesAt: '2027-02-29T12:00' },
      /“2027-02-29T12:00” is not a day and time/,
    ],
    ['a zone that does not exist', { A: 6 }, { timeZone: 'Nowhere' }, /“Nowhere” is not a time zone/],
  ])('refuses %s', (_, counts, wish, sentence) => {
    expect(reason(plan(counts, wish))).toMatch(sentence);
  });

  it('opens five minutes ahead and 190 days ahead, but no less and no more', () => {
    const at = (closesAt: string) => plan({ A: 6 }, { closesAt, timeZone: 'UTC' }).ok;
    expect([at('2026-11-02T09:04'), at('2026-11-02T09:05')]).toEqual([false, true]);
    expect([at('2027-05-11T09:00'), at('2027-05-11T09:01')]).toEqual([true, false]);
  });

  it('names every party that has not come in', () => {
    const parties = [party('A'), party('B', 'invited'), party('C', 'invited')];
    expect(reason(planRound(WISH, parties, people({ A: 9 }), now))).toBe(
      'The B and The C have not accepted yet; a round opens for parties that are in.',
    );
    expect(planRound({ ...WISH, partyIds: ['A'] }, parties, people({ A: 9 }), now).ok).toBe(true);
  });

  it('makes groups that hold everybody once, none below k, and refuses exactly when all together are fewer', () => {
    const counts = fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'), fc.nat(12), { minKeys: 1 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 4, max: 9 }), (given, k) => {
        const total = Object.values(given).reduce((sum, n) => sum + n, 0);
        const result = plan(given, { k });
        expect(result.ok).toBe(total >= k);
        if (!result.ok) return;
        const { strata, invited } = result.plan;
        expect(invited).toBe(total);
        for (const stratum of strata) {
          expect(stratum.invited).toBeGreaterThanOrEqual(k);
          expect(stratum.invited).toBe(stratum.parties.reduce((sum, id) => sum + (given[id] ?? 0), 0));
        }
        const asked = Object.keys(given).filter((id) => (given[id] ?? 0) > 0);
        expect(strata.flatMap((stratum) => stratum.parties).toSorted()).toEqual(asked.toSorted());
        expect(new Set(strata.map((stratum) => stratum.key)).size).toBe(strata.length);
        // A party large enough is merged only when the small ones need it, and then only one.
        const merged = strata.filter((stratum) => stratum.parties.length > 1);
        expect(merged.length).toBeLessThanOrEqual(1);
        const large = merged.flatMap((stratum) => stratum.parties).filter((id) => (given[id] ?? 0) >= k);
        expect(large.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** What a clock on the wall shows, by another way than the one under test. */
function wallClock(at: Temporal.Instant, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(at.epochMilliseconds);
  const part = (type: string) => parts.find((one) => one.type === type)?.value;
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

const ZONES = [
  'Europe/Oslo',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

describe('the closing moment', () => {
  it.each([
    ['2026-11-13T17:00', 'Europe/Oslo', '2026-11-13T16:00:00Z'],
    ['2026-07-13T17:00', 'Europe/Oslo', '2026-07-13T15:00:00Z'],
    ['2026-11-13T17:00', 'America/New_York', '2026-11-13T22:00:00Z'],
    ['2026-11-13T17:00', 'America/Sao_Paulo', '2026-11-13T20:00:00Z'],
    ['2026-11-13T17:00', 'Asia/Kathmandu', '2026-11-13T11:15:00Z'],
    ['2026-11-13T17:00', 'Asia/Kolkata', '2026-11-13T11:30:00Z'],
    ['2026-11-13T17:00', 'Australia/Lord_Howe', '2026-11-13T06:00:00Z'],
    ['2026-07-13T17:00', 'Australia/Lord_Howe', '2026-07-13T06:30:00Z'],
    ['2026-11-13T17:00', 'Pacific/Auckland', '2026-11-13T04:00:00Z'],
    ['2026-11-13T17:00', 'Pacific/Kiritimati', '2026-11-13T03:00:00Z'],
    ['2028-02-29T00:00', 'UTC', '2028-02-29T00:00:00Z'],
  ])('%s in %s is %s', (local, timeZone, instant) => {
    expect(String(closingMoment(local, timeZone))).toBe(instant);
  });

  it.each([
    // Skipped: as much later as the clocks were put forward (an hour; half an hour on Lord Howe; Brazil at midnight).
    ['2027-03-28T02:30', 'Europe/Oslo', '2027-03-28T01:30:00Z', '2027-03-28T03:30'],
    ['2027-03-14T02:00', 'America/New_York', '2027-03-14T07:00:00Z', '2027-03-14T03:00'],
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00Z', '2026-10-04T02:45'],
    ['2018-11-04T00:00', 'America/Sao_Paulo', '2018-11-04T03:00:00Z', '2018-11-04T01:00'],
    // Twice: the first time.
    ['2026-10-25T02:30', 'Europe/Oslo', '2026-10-25T00:30:00Z', '2026-10-25T02:30'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00Z', '2026-11-01T01:30'],
    ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00Z', '2027-04-04T01:45'],
    ['2018-02-17T23:30', 'America/Sao_Paulo', '2018-02-18T01:30:00Z', '2018-02-17T23:30'],
  ])('%s in %s, when clocks change, is %s', (local, timeZone, instant, shown) => {
    const moment = closingMoment(local, timeZone);
    expect(String(moment)).toBe(instant);
    expect(wallClock(moment as Temporal.Instant, timeZone)).toBe(shown);
  });

  it.each([
    ['2026-13-01T10:00', 'UTC'],
    ['2026-02-30T10:00', 'UTC'],
    ['2026-11-13T24:00', 'UTC'],
    ['2026-11-13T17:60', 'UTC'],
    ['soon', 'UTC'],
    ['', 'UTC'],
    ['2026-11-13T17:00', ''],
    ['2026-11-13T17:00', 'Europe/Atlantis'],
    ['2026-11-13T17:00', 'local'],
  ])('%s in “%s” is refused with a sentence', (local, timeZone) => {
    expect(closingMoment(local, timeZone)).toMatch(/ is not a (day and time|time zone); .*\.$/);
  });

  it('is the first moment at which clocks there show the time, or the first after a gap', () => {
    const start = Date.UTC(2024, 0, 1) / 60_000;
    const minute = fc.integer({ min: 0, max: 5 * 366 * 24 * 60 });
    fc.assert(
      fc.property(minute, fc.constantFrom(...ZONES), (after, timeZone) => {
        const local = new Date((start + after) * 60_000).toISOString().slice(0, 16);
        const moment = closingMoment(local, timeZone) as Temporal.Instant;
        const shown = wallClock(moment, timeZone);
        // No clock change is larger than an hour: where the time exists at all, it is shown within that.
        const around = [-60, -30, 0, 30, 60].map((minutes) => moment.add({ minutes }));
        const showing = around.filter((at) => wallClock(at, timeZone) === local);
        if (shown === local) {
          expect(String(showing[0])).toBe(String(moment));
          return;
        }
        expect(showing).toEqual([]);
        const later = Temporal.PlainDateTime.from(local).until(shown).total('minutes');
        expect([30, 60]).toContain(later);
      }),
      {
        numRuns: 300,
        // Both changes of each zone that has them, whatever is drawn.
        examples: [
          '2027-03-28T02:30 Europe/Oslo',
          '2026-10-25T02:30 Europe/Oslo',
          '2026-10-04T02:15 Australia/Lord_Howe',
          '2027-04-04T01:45 Australia/Lord_Howe',
          '2026-09-27T02:30 Pacific/Auckland',
          '2027-04-04T02:30 Pacific/Auckland',
        ].map((text) => {
          const [local = '', zone = ''] = text.split(' ');
          return [Date.parse(`${local}Z`) / 60_000 - start, zone] as [number, string];
        }),
      },
    );
  });
});
