import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, openRound, tokensOf } from '../testing/factories.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const run = () => t.services.jobs.run('close-rounds');
const stateOf = async (a: Alliance, round: string) =>
  (await a.north.get<Round>(`${a.path}/rounds/${round}`)).body.state;

/** What closing leaves behind, counted. */
const traces = async (round: string) =>
  (
    await t.sql(
      `select (select count(*) from event where subject_id = $1 and type = 'round.closed')::int as events,
        (select count(*) from round_result where round_id = $1)::int as results,
        (select count(*) from round_key where round_id = $1)::int as keys,
        (select count(*) from answer where round_id = $1)::int as answers,
        (select count(*) from mail where key like 'results/' || $1 || '/%')::int as mails`,
      [round],
    )
  ).rows[0];
/** Once: one event, one result, one mail to each of the two people with an account. */
const ONCE = { events: 1, results: 1, keys: 0, answers: 0, mails: 2 };

describe('closing by the clock', () => {
  test('comes at the time that clocks show in the zone of the round, not a minute before, and once', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    // In the order in which they come; day and time as written by people there.
    const rounds: [local: string, timeZone: string, moment: string][] = [
      ['2026-11-03T17:00', 'Pacific/Kiritimati', '2026-11-03T03:00:00Z'],
      ['2026-11-03T17:00', 'Australia/Lord_Howe', '2026-11-03T06:00:00Z'],
      ['2026-11-03T17:00', 'Asia/Kathmandu', '2026-11-03T11:15:00Z'],
      ['2026-11-03T17:00', 'Asia/Kolkata', '2026-11-03T11:30:00Z'],
      ['2026-11-03T17:00', 'Europe/Oslo', '2026-11-03T16:00:00Z'],
      ['2026-11-03T17:00', 'America/Sao_Paulo', '2026-11-03T20:00:00Z'],
      ['2026-11-03T17:00', 'America/New_York', '2026-11-03T22:00:00Z'],
      ['2026-11-04T23:59', 'Pacific/Auckland', '2026-11-04T10:59:00Z'],
      // The hour that is skipped, and the one that comes twice.
      ['2027-03-28T02:30', 'Europe/Oslo', '2027-03-28T01:30:00Z'],
      ['2027-04-04T01:45', 'Australia/Lord_Howe', '2027-04-03T14:45:00Z'],
    ];
    for (const [closesAt, timeZone, moment] of rounds) {
      if (moment > '2027') t.clock.set(moment.replace(/T.*/, 'T00:00:00Z'));
      const round = await openRound(a.north, a.path, { closesAt, timeZone });
      expect(round.closesAt).toBe(moment.replace('Z', '.000Z'));
      t.clock.set(Temporal.Instant.from(moment).subtract({ milliseconds: 1 }).toString());
      await run();
      expect([timeZone, await stateOf(a, round.id)]).toEqual([timeZone, 'open']);
      t.clock.set(moment);
      await run();
      expect([timeZone, await stateOf(a, round.id)]).toEqual([timeZone, 'closed']);
      await run();
      expect(await traces(round.id)).toEqual(ONCE);
    }
    const record = await a.rail.get<{ items: { type: string; after: Record<string, unknown> }[] }>(`${a.path}/record`);
    const closed = record.body.items.filter((one) => one.type === 'round.closed');
    expect(closed).toHaveLength(10);
    for (const event of closed) expect(event.after).toMatchObject({ early: false });
  });

  test('comes once, however many run it at the same moment', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { closesAt: '2027-04-10T12:00', timeZone: 'UTC' });
    const tokens = [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))];
    for (const [i, token] of tokens.entries()) await answer(t, round.id, token, i < 6 ? 4 : 2);
    t.clock.set('2027-04-10T12:00:00Z');
    // Each run has a connection of its own, like those of other processes.
    const early = a.north.post(`${a.path}/rounds/${round.id}/close`);
    const runs = await Promise.allSettled([run(), run(), run(), run(), run(), run()]);
    expect(runs.filter((one) => one.status === 'rejected')).toEqual([]);
    expect([200, 409]).toContain((await early).status);
    expect(await traces(round.id)).toEqual(ONCE);
    const { body } = await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`);
    expect(body.snapshot.response.strata.map((one) => one.respondents)).toEqual([6, 6]);
    expect(body.snapshot.items[0]?.cells.map((cell) => cell.shown)).toEqual(['4.0', '2.0']);
  });

  test('is made up for after a downtime, with the answers that came in time', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { closesAt: '2027-04-12T12:00', timeZone: 'UTC' });
    for (const token of await tokensOf(a.rail, a.path, round.id)) await answer(t, round.id, token, 3);
    const [late] = (await tokensOf(a.north, a.path, round.id)) as [string];
    t.clock.set('2027-04-16T08:00:00Z');
    const reply = await t.nobody.post<{ ballot: unknown; state: string }>('/respond/ballots', {
      round: round.id,
      token: late,
    });
    expect(reply.body).toMatchObject({ state: 'closed', ballot: null });
    await run();
    const seen = await a.north.get<Round>(`${a.path}/rounds/${round.id}`);
    expect(seen.body).toMatchObject({
      state: 'closed',
      closesAt: '2027-04-12T12:00:00.000Z',
      closedAt: '2027-04-16T08:00:00.000Z',
    });
    expect(seen.body.strata.map((one) => one.answered)).toEqual([0, 6]);
    expect(await traces(round.id)).toEqual(ONCE);
  });

  test('follows the new time of a round that was kept open longer', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { closesAt: '2027-04-20T12:00', timeZone: 'UTC' });
    await a.rail.patch(`${a.path}/rounds/${round.id}`, 1, { closesAt: '2027-04-22T12:00' });
    t.clock.set('2027-04-21T12:00:00Z');
    await run();
    expect(await stateOf(a, round.id)).toBe('open');
    t.clock.set('2027-04-22T12:00:00Z');
    await run();
    expect(await stateOf(a, round.id)).toBe('closed');
  });

  test('leaves cancelled rounds alone', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path, { closesAt: '2027-04-23T12:00', timeZone: 'UTC' });
    await a.rail.post(`${a.path}/rounds/${round.id}/cancel`);
    t.clock.set('2027-04-24T12:00:00Z');
    await run();
    expect(await stateOf(a, round.id)).toBe('cancelled');
    expect(await traces(round.id)).toMatchObject({ events: 0, results: 0, mails: 0 });
  });

  test('of one round that cannot be closed does not keep the others open', async () => {
    const [a, b] = [await alliance(t, { north: 6, rail: 6 }), await alliance(t, { north: 6, rail: 6 })];
    const broken = await openRound(a.north, a.path, { closesAt: '2027-04-26T12:00', timeZone: 'UTC' });
    const round = await openRound(b.north, b.path, { closesAt: '2027-04-26T12:01', timeZone: 'UTC' });
    // As no request could have written it: a rating too few.
    await t.sql(`insert into answer values ($1, $2, 'x', 's1', array[3]::smallint[], array['', ''], null, 'y')`, [
      a.partnership.id,
      broken.id,
    ]);
    t.clock.set('2027-04-26T13:00:00Z');
    await expect(run()).rejects.toThrow(/expected 15 ratings, got 1/);
    expect(await stateOf(b, round.id)).toBe('closed');
    // The broken one stays as it was, with its key and its answer, for somebody to look at.
    expect(await stateOf(a, broken.id)).toBe('open');
    expect(await traces(broken.id)).toEqual({ events: 0, results: 0, keys: 1, answers: 1, mails: 0 });
    await t.sql('delete from answer where round_id = $1', [broken.id]);
    await run();
    expect(await traces(broken.id)).toEqual(ONCE);
  });
});

test('mixing goes through every open round of every partnership', async () => {
  const alliances = [await alliance(t, { north: 6, rail: 6 }), await alliance(t, { north: 6, rail: 6 })];
  const rounds: Round[] = [];
  for (const a of alliances) {
    const round = await openRound(a.north, a.path, { closesAt: '2027-06-01T12:00', timeZone: 'UTC' });
    rounds.push(round);
    for (const token of await tokensOf(a.north, a.path, round.id)) await answer(t, round.id, token, 4);
  }
  const writers = async (round: string) =>
    (await t.sql('select distinct xmin from answer where round_id = $1', [round])).rowCount;
  for (const round of rounds) expect(await writers(round.id)).toBe(6);
  await t.services.jobs.run('mix-answers');
  for (const round of rounds) expect(await writers(round.id)).toBe(1);
});
