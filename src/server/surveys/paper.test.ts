import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { InviteeLink, Results, Round, RoundPreview } from '../../domain/surveys/contract.ts';
import type { PaperCount, PaperForm, PaperPerson } from '../../domain/surveys/paper-contract.ts';
import type { Client } from '../testing/app.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, openRound, tokensOf } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';
import { tokenOf } from './ballots.ts';

let t: TestApp;
beforeAll(async () => {
  t = await testApp();
});
afterAll(() => t.close());

const people = async (who: Client, a: Alliance) =>
  must(await who.get<{ items: PaperPerson[] }>(`${a.path}/paper?limit=200`)).items;
/** The first members of this party answer on paper. */
async function onPaper(who: Client, a: Alliance, count: number): Promise<PaperPerson[]> {
  const chosen = (await people(who, a)).filter((one) => one.role === 'member').slice(0, count);
  for (const one of chosen) must(await who.post(`${a.path}/paper`, { participantId: one.participantId, paper: true }));
  return chosen;
}
const stackOf = () => randomBytes(24).toString('base64url');
const sheets = (count: number, rating = 4) =>
  Array.from({ length: count }, () => ({ ratings: new Array(15).fill(rating), comments: ['', ''] }));
const enter = <T = PaperCount>(who: Client, a: Alliance, round: Round, given: object[], stack = stackOf()) =>
  who.post<T>(`${a.path}/rounds/${round.id}/sheets`, { stack, sheets: given });
const answersOf = async (round: Round) =>
  (await t.sql('select count(*)::int as n from answer where round_id = $1', [round.id])).rows[0].n as number;

describe('who answers on paper', () => {
  test('is chosen by their own party, seen by nobody else, and part of the next round', async () => {
    const a = await alliance(t, { north: 7, rail: 6 });
    const [one, two] = (await onPaper(a.north, a, 2)) as [PaperPerson, PaperPerson];
    expect((await people(a.north, a)).filter((each) => each.paper).map((each) => each.name)).toEqual([
      one.name,
      two.name,
    ]);
    expect((await people(a.rail, a)).some((each) => each.paper || each.name === one.name)).toBe(false);
    const foreign = await a.rail.post(`${a.path}/paper`, { participantId: one.participantId, paper: false });
    expect(foreign.status).toBe(404);
    // Twice is once; the record of it is the party's own.
    must(await a.north.post(`${a.path}/paper`, { participantId: one.participantId, paper: true }));
    const seen = async (who: Client) =>
      must(await who.get<{ items: { type: string }[] }>(`${a.path}/record?limit=200`)).items.filter((each) =>
        each.type.startsWith('paper.'),
      );
    expect([(await seen(a.north)).length, (await seen(a.rail)).length]).toEqual([2, 0]);

    const wish = { instrument: 'relational', closesAt: '2026-11-13T17:00', timeZone: 'UTC' };
    const preview = async (who: Client) => must(await who.post<RoundPreview>(`${a.path}/rounds/preview`, wish));
    expect([(await preview(a.north)).onPaper, (await preview(a.rail)).onPaper]).toEqual([2, 0]);
    const round = await openRound(a.north, a.path, wish);
    expect(round.paper).toEqual({ people: 2, entered: 0 });
    expect(round.can.paper).toBe(true);
    const theirs = must(await a.rail.get<Round>(`${a.path}/rounds/${round.id}`));
    expect([theirs.paper, theirs.can.paper]).toEqual([null, false]);
    expect(theirs.invited).toBe(13);
  });
});

describe('a person answers once', () => {
  test('whoever is on paper has no link, no mail, and no ballot', async () => {
    const a = await alliance(t, { north: 7, rail: 6 });
    const chosen = await onPaper(a.north, a, 2);
    const round = await openRound(a.north, a.path);
    const links = must(await a.north.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${round.id}/invitees`)).items;
    for (const link of links)
      expect([link.link === null, link.mail === 'none']).toEqual(
        chosen.some((one) => one.participantId === link.participantId) ? [true, true] : [false, false],
      );
    const mails = await t.sql('select participant_id from mail where round_id = $1', [round.id]);
    expect(mails.rowCount).toBe(11);
    // Not even the link they would have had leads to a ballot.
    const { rows } = await t.sql('select secret from round_key where round_id = $1', [round.id]);
    const token = tokenOf(rows[0].secret, round.id, chosen[0]?.participantId as string);
    expect((await t.nobody.post('/respond/ballots', { round: round.id, token })).status).toBe(404);
    // A choice made now is for the next round: this one stays as it is.
    must(await a.north.post(`${a.path}/paper`, { participantId: chosen[0]?.participantId, paper: false }));
    expect((await t.nobody.post('/respond/ballots', { round: round.id, token })).status).toBe(404);
    expect(must(await a.north.get<Round>(`${a.path}/rounds/${round.id}`)).paper).toEqual({ people: 2, entered: 0 });
  });

  test('no more sheets are counted than people are on paper, whoever enters them and however often', async () => {
    const a = await alliance(t, { north: 8, rail: 7 });
    await onPaper(a.north, a, 3);
    await onPaper(a.rail, a, 2);
    const round = await openRound(a.north, a.path);
    const stack = stackOf();
    expect(must(await enter(a.north, a, round, sheets(2), stack))).toEqual({ people: 3, entered: 2 });
    // A lost reply: the same stack again.
    expect(must(await enter(a.north, a, round, sheets(2), stack))).toEqual({ people: 3, entered: 2 });
    // With a change after it was counted: it stays as it was, and the page is told.
    const changed = await enter<Problem>(a.north, a, round, sheets(2, 1), stack);
    expect([changed.status, changed.body.type]).toEqual([409, '/problems/entered']);
    // All or none.
    const over = await enter<Problem>(a.north, a, round, sheets(2));
    expect([over.status, over.body.type]).toEqual([409, '/problems/paper-full']);
    expect(over.body.detail).toMatch(/^3 of your people .* 2 sheets are entered; 2 more/);
    expect(await answersOf(round)).toBe(2);
    // One place is left, and many try for it.
    const tries = await Promise.all(Array.from({ length: 6 }, () => enter(a.north, a, round, sheets(1))));
    expect(tries.map((one) => one.status).toSorted()).toEqual([200, 409, 409, 409, 409, 409]);
    // The other party's places are its own.
    expect(must(await enter(a.rail, a, round, sheets(2)))).toEqual({ people: 2, entered: 2 });
    expect(await answersOf(round)).toBe(5);
    // What the page shows is what was taken, links and sheets together.
    const seen = must(await a.rail.get<Round>(`${a.path}/rounds/${round.id}`));
    expect(seen.strata.map((one) => [one.fetched, one.invited])).toEqual([
      [3, 8],
      [2, 7],
    ]);
    for (const token of [...(await tokensOf(a.north, a.path, round.id)), ...(await tokensOf(a.rail, a.path, round.id))])
      must(await answer(t, round.id, token, 3));
    const closed = must(await a.north.post<Round>(`${a.path}/rounds/${round.id}/close`));
    expect(closed.strata.map((one) => [one.answered, one.invited])).toEqual([
      [8, 8],
      [7, 7],
    ]);
    // The database itself says no, whatever asks it.
    for (const entered of [4, -1])
      await expect(
        t.sql('update round_paper set entered = $2 where round_id = $1 and people = 3', [round.id, entered]),
      ).rejects.toThrow(/check constraint/);
  });

  test('a party without people on paper enters nothing, and nobody does after closing', async () => {
    const a = await alliance(t, { north: 8, rail: 6 });
    await onPaper(a.north, a, 2);
    const round = await openRound(a.north, a.path, { closesAt: '2026-11-13T17:00', timeZone: 'UTC' });
    expect((await enter(a.rail, a, round, sheets(1))).status).toBe(409);
    t.clock.set('2026-11-13T17:00:00Z');
    const late = await enter<Problem>(a.north, a, round, sheets(1));
    expect([late.status, late.body.type]).toEqual([409, '/problems/round-over']);
    await t.services.jobs.run('close-rounds');
    expect((await enter<Problem>(a.north, a, round, sheets(1))).body.type).toBe('/problems/round-over');
    expect((await a.north.get(`${a.path}/rounds/${round.id}/form`)).status).toBe(409);
    t.clock.set('2026-11-02T09:00:00Z');
  });
});

describe('sheets', () => {
  test('are stored like answers: no person, no time, no order, nothing that tells paper from links', async () => {
    const a = await alliance(t, { north: 8, rail: 6 });
    await onPaper(a.north, a, 3);
    const round = await openRound(a.north, a.path);
    for (const token of (await tokensOf(a.north, a.path, round.id)).slice(0, 2))
      must(await answer(t, round.id, token, 2));
    const before = (await t.sql('select count(*)::int as n from event where partnership_id = $1', [a.partnership.id]))
      .rows[0].n;
    const stack = stackOf();
    const reply = await a.north.post(
      `${a.path}/rounds/${round.id}/sheets`,
      { stack, sheets: sheets(3) },
      { 'idempotency-key': 'a-key-of-the-page' },
    );
    expect(reply.status).toBe(200);
    const columns = await t.sql(
      `select column_name as name from information_schema.columns where table_name = 'answer'`,
    );
    expect(columns.rows.map((row) => row.name).toSorted()).toEqual([
      'comments',
      'guesses',
      'nonce',
      'nullifier',
      'partnership_id',
      'ratings',
      'round_id',
      'stratum',
    ]);
    const { rows } = await t.sql(
      'select length(nullifier) as n, length(nonce) as nonce, stratum from answer where round_id = $1',
      [round.id],
    );
    expect(rows).toEqual(new Array(5).fill({ n: 32, nonce: 16, stratum: 's1' }));
    // Neither an event nor a kept reply names who entered them or when.
    const after = (await t.sql('select count(*)::int as n from event where partnership_id = $1', [a.partnership.id]))
      .rows[0].n;
    expect(after).toBe(before);
    expect((await t.sql(`select 1 from idempotency_key where route like '%/sheets'`)).rowCount).toBe(0);
    // In one table all written at once; mixed with the others the next time answers are.
    await t.services.jobs.run('mix-answers');
    const writers = await t.sql('select distinct xmin from answer where round_id = $1', [round.id]);
    expect(writers.rowCount).toBe(1);
  });

  test('are checked like answers', async () => {
    const a = await alliance(t, { north: 8, rail: 6 });
    await onPaper(a.north, a, 3);
    const round = await openRound(a.north, a.path);
    for (const [sheet, sentence] of [
      [{ ratings: new Array(14).fill(3), comments: ['', ''] }, /does not have the items/],
      [{ ratings: [6, ...new Array(14).fill(3)], comments: ['', ''] }, /whole number from 1 to 5/],
      [{ ratings: new Array(15).fill(null), comments: ['', ''] }, /Nothing is answered/],
    ] as const) {
      const reply = await enter<Problem>(a.north, a, round, [...sheets(1), sheet]);
      expect([reply.status, reply.body.detail]).toEqual([400, expect.stringMatching(sentence)]);
      expect(reply.body.detail).toMatch(/^Sheet 2: /);
    }
    expect((await enter(a.north, a, round, [])).status).toBe(400);
    expect((await enter(a.north, a, round, sheets(1), 'short')).status).toBe(400);
    expect(await answersOf(round)).toBe(0);
    const form = must(await a.north.get<PaperForm>(`${a.path}/rounds/${round.id}/form`));
    expect([form.instrument.items.length, form.partnership, form.paper]).toEqual([
      15,
      'Northern Corridor Alliance',
      { people: 3, entered: 0 },
    ]);
  });
});

describe('results', () => {
  async function closed(paper: number, links: number): Promise<Results> {
    const a = await alliance(t, { north: 14, rail: 6 });
    await onPaper(a.north, a, 7);
    const round = await openRound(a.north, a.path);
    if (paper > 0) must(await enter(a.north, a, round, sheets(paper)));
    const tokens = [...(await tokensOf(a.rail, a.path, round.id)), ...(await tokensOf(a.north, a.path, round.id))];
    for (const token of tokens.slice(0, links)) must(await answer(t, round.id, token, 4));
    must(await a.north.post(`${a.path}/rounds/${round.id}/close`));
    const [mine, theirs] = [
      must(await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`)),
      must(await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`)),
    ];
    expect(theirs.snapshot).toEqual(mine.snapshot);
    return mine;
  }

  test('say how many came on paper where that makes no small group, else that some may have', async () => {
    const many = await closed(7, 12);
    expect(many.snapshot.response).toMatchObject({ respondents: 19, paper: { sheets: 7 } });
    expect((await closed(4, 12)).snapshot.response.paper).toEqual({ sheets: null });
    expect((await closed(7, 4)).snapshot.response.paper).toEqual({ sheets: null });
    expect((await closed(0, 12)).snapshot.response.paper).toEqual({ sheets: null });
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    must(await a.north.post(`${a.path}/rounds/${round.id}/close`));
    const none = must(await a.north.get<Results>(`${a.path}/rounds/${round.id}/results`));
    expect(none.snapshot.response).not.toHaveProperty('paper');
  });
});
