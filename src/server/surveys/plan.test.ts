import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import type { Plan, PlanPreview, PlanReply } from '../../domain/surveys/plan-contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, openRound } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const WISH = {
  instrument: 'relational',
  startsOn: '2027-01-15',
  everyMonths: 6,
  time: '09:00',
  timeZone: 'Europe/Berlin',
  openDays: 14,
  partyIds: null,
  roles: ['sponsor', 'lead', 'member'],
  k: 5,
};
const run = () => t.services.jobs.run('open-planned');
const set = async (a: Alliance, wish: object = {}) =>
  must(await a.north.post<Plan>(`${a.path}/plan`, { ...WISH, ...wish }));
const read = async (a: Alliance) => must(await a.rail.get<PlanReply>(`${a.path}/plan`)).plan;
const rounds = async (a: Alliance) => must(await a.rail.get<{ items: Round[] }>(`${a.path}/rounds`)).items;
type Event = { type: string; by: object | null; subject: { label: string }; after: Record<string, unknown> | null };
const events = async (a: Alliance, type: string) =>
  must(await a.rail.get<{ items: Event[] }>(`${a.path}/record?limit=200`)).items.filter((one) => one.type === type);

describe('the plan', () => {
  test('is set by one party, seen and changed by the other, paused and removed, each with its trace', async () => {
    t.clock.set('2026-11-02T09:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    expect(await read(a)).toBeNull();
    const plan = await set(a);
    expect(plan.next).toEqual(['2027-01-15T08:00:00Z', '2027-07-15T07:00:00Z', '2028-01-15T08:00:00Z']);
    const seen = must(await a.rail.get<PlanReply>(`${a.path}/plan`));
    expect(seen).toEqual({ plan, can: { change: true } });

    const changed = must(await a.rail.patch<Plan>(`${a.path}/plan/${plan.id}`, plan.version, { everyMonths: 3 }));
    expect(changed).toMatchObject({ everyMonths: 3, version: 2 });
    expect(changed.next[1]).toBe('2027-04-15T07:00:00Z');
    // Who read before the change is shown it instead of overwriting it.
    const stale = await a.north.patch<Problem>(`${a.path}/plan/${plan.id}`, 1, { everyMonths: 12 });
    expect([stale.status, stale.body.current]).toEqual([412, changed]);
    expect((await a.north.send('PATCH', `${a.path}/plan/${plan.id}`, { paused: true })).status).toBe(428);

    const paused = must(await a.north.patch<Plan>(`${a.path}/plan/${plan.id}`, 2, { paused: true }));
    expect([paused.paused, paused.next]).toEqual([true, []]);
    t.clock.set('2027-02-01T09:00:00Z');
    await run();
    expect(await rounds(a)).toEqual([]);
    const resumed = must(await a.north.patch<Plan>(`${a.path}/plan/${plan.id}`, 3, { paused: false }));
    // What the pause let pass is not made up for.
    expect(resumed.next[0]).toBe('2027-04-15T07:00:00Z');
    // The same again changes nothing and leaves no trace.
    const same = must(
      await a.north.patch<Plan>(`${a.path}/plan/${plan.id}`, 4, { paused: false, roles: WISH.roles, everyMonths: 3 }),
    );
    expect(same.version).toBe(4);

    const url = `${a.path}/plan/${plan.id}`;
    expect((await a.rail.send('DELETE', url, undefined, { 'if-match': '"3"' })).status).toBe(412);
    expect((await a.rail.send('DELETE', url, undefined, { 'if-match': '"4"' })).status).toBe(200);
    expect((await a.rail.send('DELETE', url, undefined, { 'if-match': '"4"' })).status).toBe(404);
    expect(await read(a)).toBeNull();
    for (const type of ['plan.set', 'plan.changed', 'plan.paused', 'plan.resumed', 'plan.removed'])
      expect(await events(a, type), type).toHaveLength(1);
    expect((await events(a, 'plan.changed'))[0]).toMatchObject({ after: { everyMonths: 3 } });
  });

  test('is one for a partnership, made of what can work', async () => {
    t.clock.set('2026-11-02T09:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    const post = (wish: object) => a.north.post<Problem>(`${a.path}/plan`, { ...WISH, ...wish });
    for (const [wish, sentence] of [
      [{ instrument: 'none' }, /no instrument “none”/],
      [{ timeZone: 'Europe/Atlantis' }, /not a time zone/],
      [{ everyMonths: 1, openDays: 28 }, /still be open/],
      [{ startsOn: '2029-11-02' }, /two years/],
      [{ partyIds: ['0198c0de-0000-7000-8000-000000000000'] }, /not part of this/],
    ] as const) {
      const reply = await post(wish);
      expect([reply.status, reply.body.detail], JSON.stringify(wish)).toEqual([400, expect.stringMatching(sentence)]);
    }
    for (const wish of [{ time: '24:00' }, { k: 3 }, { everyMonths: 0 }, { openDays: 1 }, { roles: [] }, { extra: 1 }])
      expect((await post(wish)).status, JSON.stringify(wish)).toBe(400);
    const both = await Promise.all([post({}), a.rail.post(`${a.path}/plan`, WISH)]);
    expect(both.map((one) => one.status).toSorted()).toEqual([201, 409]);
    expect(await events(a, 'plan.set')).toHaveLength(1);
  });

  test('tells what it would do before it is set', async () => {
    t.clock.set('2026-11-02T09:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    const ask = async (wish: object) =>
      must(await a.north.post<PlanPreview>(`${a.path}/plan/preview`, { ...WISH, ...wish }));
    const told = await ask({ startsOn: '2026-12-31', everyMonths: 2 });
    expect(told).toMatchObject({ invited: 12, refused: null });
    expect(told.next).toEqual([
      { opens: '2026-12-31T08:00:00Z', closes: '2027-01-14T08:00:00Z' },
      { opens: '2027-02-28T08:00:00Z', closes: '2027-03-14T08:00:00Z' },
      { opens: '2027-04-30T07:00:00Z', closes: '2027-05-14T07:00:00Z' },
    ]);
    // A round that is open now and closed by then stands in nobody's way; one that is still open does.
    await openRound(a.north, a.path, { closesAt: '2026-12-01T12:00', timeZone: 'UTC' });
    expect((await ask({ startsOn: '2026-12-31' })).refused).toBeNull();
    expect((await ask({ startsOn: '2026-11-30' })).refused).toMatch(/Round 1 is still open/);
    expect((await ask({ roles: ['observer'] })).refused).toMatch(/Nobody would be asked/);
    expect(await read(a)).toBeNull();
  });
});

describe('opening by the clock', () => {
  test('comes when the wall clock of the plan’s zone shows it, in eight zones, not a minute before, and once', async () => {
    // In the order in which they come.
    const dates: [startsOn: string, time: string, timeZone: string, moment: string][] = [
      ['2027-03-01', '09:00', 'Pacific/Auckland', '2027-02-28T20:00:00Z'],
      ['2027-03-01', '09:00', 'Australia/Lord_Howe', '2027-02-28T22:00:00Z'],
      ['2027-03-01', '09:00', 'Asia/Tokyo', '2027-03-01T00:00:00Z'],
      ['2027-03-01', '09:00', 'Asia/Kathmandu', '2027-03-01T03:15:00Z'],
      ['2027-03-01', '09:00', 'Europe/Berlin', '2027-03-01T08:00:00Z'],
      ['2027-03-01', '09:00', 'Africa/Casablanca', '2027-03-01T09:00:00Z'],
      ['2027-03-01', '09:00', 'America/Sao_Paulo', '2027-03-01T12:00:00Z'],
      ['2027-03-01', '09:00', 'America/New_York', '2027-03-01T14:00:00Z'],
      // The hour that is skipped: its first minute after. The one that comes twice: the first.
      ['2027-03-14', '02:30', 'America/New_York', '2027-03-14T07:00:00Z'],
      ['2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:00:00Z'],
      ['2027-04-04', '01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00Z'],
      ['2027-10-03', '02:15', 'Australia/Lord_Howe', '2027-10-02T15:30:00Z'],
      ['2027-10-31', '02:30', 'Europe/Berlin', '2027-10-31T00:30:00Z'],
    ];
    t.clock.set('2027-02-01T00:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    for (const [startsOn, time, timeZone, moment] of dates) {
      const plan = await set(a, { startsOn, time, timeZone });
      expect([timeZone, plan.next[0]]).toEqual([timeZone, moment]);
      const before = (await rounds(a)).length;
      t.clock.set(Temporal.Instant.from(moment).subtract({ milliseconds: 1 }).toString());
      await run();
      expect(await rounds(a)).toHaveLength(before);
      t.clock.set(moment);
      await run();
      await run();
      const [round, ...others] = await rounds(a);
      expect(others).toHaveLength(before);
      expect(round).toMatchObject({
        state: 'open',
        openedAt: moment.replace('Z', '.000Z'),
        timeZone,
        k: 5,
        invited: 12,
      });
      const closes = Temporal.Instant.from(round?.closesAt as string).toZonedDateTimeISO(timeZone);
      expect(closes.toPlainDateTime().toString()).toBe(
        `${Temporal.PlainDate.from(startsOn).add({ days: 14 })}T${time}:00`,
      );
      must(await a.rail.post(`${a.path}/rounds/${round?.id}/cancel`));
      expect((await a.north.send('DELETE', `${a.path}/plan/${plan.id}`, undefined, { 'if-match': '"1"' })).status).toBe(
        200,
      );
    }
    const opened = await events(a, 'round.opened');
    expect(opened).toHaveLength(dates.length);
    // Nobody is the author of what the clock does.
    for (const event of opened) expect([event.by, event.after?.['planned']]).toEqual([null, true]);
  });

  test('comes once, however many run it at the same moment, and invites everybody once', async () => {
    t.clock.set('2027-11-02T00:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    await set(a, { startsOn: '2027-12-01', timeZone: 'UTC' });
    t.clock.set('2027-12-01T09:00:30Z');
    const runs = await Promise.allSettled([run(), run(), run(), run(), run()]);
    expect(runs.filter((one) => one.status === 'rejected')).toEqual([]);
    const [round, ...others] = await rounds(a);
    expect(others).toEqual([]);
    const mails = await t.sql(`select count(*)::int as n from mail where round_id = $1`, [round?.id]);
    expect(mails.rows[0].n).toBe(12);
    expect(await events(a, 'plan.skipped')).toEqual([]);
    // A change nobody made leaves the version alone: whoever has the plan open can save.
    expect(await read(a)).toMatchObject({
      version: 1,
      next: ['2028-06-01T09:00:00Z', '2028-12-01T09:00:00Z', '2029-06-01T09:00:00Z'],
    });
  });

  test('is made up for after a downtime: one round, however many dates were missed, and the record says so', async () => {
    t.clock.set('2027-11-02T00:00:00Z');
    const [a, b] = [await alliance(t, { north: 6, rail: 6 }), await alliance(t, { north: 6, rail: 6 })];
    await set(a, { startsOn: '2027-12-01', everyMonths: 1, timeZone: 'UTC', openDays: 7 });
    await set(b, { startsOn: '2028-03-01', timeZone: 'UTC' });
    t.clock.set('2028-03-05T10:00:00Z');
    await run();
    await run();
    const [round, ...others] = await rounds(a);
    expect(others).toEqual([]);
    // Open as long as planned, counted from when it opened.
    expect(round).toMatchObject({ openedAt: '2028-03-05T10:00:00.000Z', closesAt: '2028-03-12T09:00:00.000Z' });
    expect(await events(a, 'plan.caught-up')).toMatchObject([{ by: null, after: { count: 4 } }]);
    expect((await read(a))?.next[0]).toBe('2028-04-01T09:00:00Z');
    // One date missed is no more than a late round.
    expect(await rounds(b)).toHaveLength(1);
    expect(await events(b, 'plan.caught-up')).toEqual([]);
  });

  test('passes a date on which no round can be opened, says why, tells the leads, and goes on', async () => {
    t.clock.set('2028-03-10T00:00:00Z');
    const a = await alliance(t, { north: 6, rail: 6 });
    const plan = await set(a, { startsOn: '2028-04-01', timeZone: 'UTC' });
    const open = await openRound(a.north, a.path, { closesAt: '2028-04-20T12:00', timeZone: 'UTC' });
    t.clock.set('2028-04-01T09:00:00Z');
    await run();
    await run();
    expect(await rounds(a)).toHaveLength(1);
    const [skipped, ...more] = await events(a, 'plan.skipped');
    expect(more).toEqual([]);
    expect(skipped).toMatchObject({ by: null, after: { reason: expect.stringContaining('Round 1 is still open') } });
    expect(await read(a)).toMatchObject({
      version: 1,
      skipped: { at: '2028-04-01T09:00:00.000Z', reason: expect.stringContaining('Round 1 is still open') },
    });
    const mails = await t.sql(`select recipient, subject, text from mail where key like 'skipped/' || $1 || '/%'`, [
      plan.id,
    ]);
    expect(mails.rows.map((one) => one.recipient).toSorted()).toEqual([a.north.email, a.rail.email].toSorted());
    for (const mail of mails.rows) {
      expect(mail.subject).toBe('No survey was opened: Northern Corridor Alliance');
      expect(mail.text).toMatch(/Sunday,? 1 October 2028/);
      expect(mail.text).toContain(`${a.path}/listen`);
    }
    // The next date works, and takes the note away.
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
    t.clock.set('2028-10-01T09:00:00Z');
    await run();
    expect(await rounds(a)).toHaveLength(2);
    expect((await read(a))?.skipped).toBeNull();
  });

  test('asks nobody where too few are left or the partnership has ended', async () => {
    t.clock.set('2028-11-01T00:00:00Z');
    const [few, ended] = [await alliance(t, { north: 1, rail: 2 }), await alliance(t, { north: 6, rail: 6 })];
    for (const a of [few, ended]) await set(a, { startsOn: '2028-12-01', timeZone: 'UTC' });
    const partnership = must(await ended.north.get<{ version: number }>(ended.path));
    must(await ended.north.patch(ended.path, partnership.version, { status: 'ended' }));
    t.clock.set('2028-12-01T09:00:00Z');
    await run();
    expect((await read(few))?.skipped?.reason).toMatch(/3 people would be asked/);
    expect((await read(ended))?.skipped?.reason).toBe('The partnership has ended.');
    for (const a of [few, ended]) expect(await rounds(a)).toEqual([]);
  });

  test('of one plan that fails does not keep the others', async () => {
    t.clock.set('2029-01-01T00:00:00Z');
    const [a, b] = [await alliance(t, { north: 6, rail: 6 }), await alliance(t, { north: 6, rail: 6 })];
    for (const one of [a, b]) await set(one, { startsOn: '2029-02-01', timeZone: 'UTC' });
    await t.sql(`update round_plan set time_zone = 'Nowhere/Else' where partnership_id = $1`, [a.partnership.id]);
    t.clock.set('2029-02-01T09:00:00Z');
    await expect(run()).rejects.toThrow(/time zone/);
    expect(await rounds(b)).toHaveLength(1);
    expect(await rounds(a)).toEqual([]);
    await t.sql(`delete from round_plan where partnership_id = $1`, [a.partnership.id]);
  });
});
