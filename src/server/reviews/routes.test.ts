import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Participant, RecordEvent } from '../../domain/partnerships/contract.ts';
import type { Entry, FollowUp, Review, ReviewOfRound } from '../../domain/reviews/contract.ts';
import type { Round } from '../../domain/surveys/contract.ts';
import { newId } from '../platform/id.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, closedRound, openRound } from '../testing/factories.ts';
import { another, join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
let round: Round;
let review: Review;
let at: string;
let member: TestPerson;
let observer: TestPerson;
let facilitator: TestPerson;

/** Item 0 is low, item 1 lower, the rest worth a look; the last two are strong. */
const ratings = (item: number, person: number) =>
  item === 0 ? 2 + (person % 3) : item === 1 ? 1 + (person % 3) : item >= 13 ? 4 + (person % 2) : 3 + (person % 2);

const newPerson = async (name: string, role: string) => {
  const row = must(await a.rail.post<Participant>(`${a.path}/participants`, { partyId: a.railParty, name, role }));
  return join(t, a.rail, a.path, row, null);
};
const read = async (who: TestPerson = a.north) => must(await who.get<Review>(at));
const events = async (type: string) =>
  must(await a.north.get<{ items: RecordEvent[] }>(`${a.path}/record?limit=200`)).items.filter(
    (one) => one.type === type,
  );

beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 5, rail: 5 });
  member = await newPerson('Mia Member', 'member');
  observer = await newPerson('Olav Observer', 'observer');
  facilitator = await newPerson('Fia Facilitator', 'facilitator');
  round = await closedRound(t, a, ratings);
});
afterAll(() => t.close());

describe('beginning a session', () => {
  test('shows what it would talk about, lowest first, then the strongest', async () => {
    const { body } = await a.rail.get<ReviewOfRound>(`${a.path}/rounds/${round.id}/review`);
    expect(body.review).toBeNull();
    expect(body.can.start).toBe(true);
    expect(body.agenda.map((item) => item.kind).slice(0, 3)).toEqual(['discuss', 'discuss', 'worth']);
    expect(body.agenda.at(-1)?.kind).toBe('strength');
    expect(body.agenda[0]?.key).toBe('conflict');
    expect(must(await member.get<ReviewOfRound>(`${a.path}/rounds/${round.id}/review`)).can.start).toBe(false);
  });

  test('is refused to those who may not, and where there is no result', async () => {
    const path = `${a.path}/rounds/${round.id}/review`;
    expect((await t.nobody.post(path)).status).toBe(401);
    expect((await (await t.person()).post(path)).status).toBe(404);
    expect((await member.post(path)).status).toBe(403);
    expect((await observer.post(path)).status).toBe(403);
    expect((await a.north.post(path, { itemSeconds: 5 })).status).toBe(400);
    expect((await a.north.post(`${a.path}/rounds/${newId()}/review`)).status).toBe(404);
    const place = await another(a);
    expect((await a.north.post(`${place.path}/rounds/${round.id}/review`)).status).toBe(404);
  });

  test('is refused while the round is open, and when nothing may be shown', async () => {
    const place = await alliance(t, { north: 3, rail: 3 });
    const open = await openRound(place.north, place.path);
    const path = `${place.path}/rounds/${open.id}/review`;
    const early = await place.north.post<Problem>(path);
    expect([early.status, early.body.type]).toEqual([409, '/problems/round-not-closed']);
    must(await place.north.post(`${place.path}/rounds/${open.id}/close`));
    const bare = await place.north.post<Problem>(path);
    expect([bare.status, bare.body.type]).toEqual([409, '/problems/nothing-to-review']);
    expect(must(await place.north.get<ReviewOfRound>(path)).can.start).toBe(false);
  });

  test('two leads of two parties at once: one session, the other finds it', async () => {
    const path = `${a.path}/rounds/${round.id}/review`;
    const replies = await Promise.all([a.north.post<Review>(path), a.rail.post<Problem>(path)]);
    expect(replies.map((one) => one.status).sort()).toEqual([201, 409]);
    review = must(await a.north.get<ReviewOfRound>(path)).review as Review;
    at = `${a.path}/reviews/${review.id}`;
    expect(review).toMatchObject({
      state: 'running',
      currentItem: 'conflict',
      runningSince: null,
      can: { lead: true, capture: true, end: true, invite: true },
    });
    expect(await events('review.started')).toHaveLength(1);
  });

  test('shows figures as the snapshot released them, and nothing else of anybody', async () => {
    const { body: results } = await a.rail.get<{ snapshot: { items: unknown[] } }>(
      `${a.path}/rounds/${round.id}/results`,
    );
    const seen = await read(member);
    for (const item of seen.agenda) expect(results.snapshot.items).toContainEqual(item.result);
    expect(JSON.stringify(seen)).not.toContain('@');
    expect(seen.people.map((one) => one.name)).toContain('Mia Member');
    expect(seen.can).toEqual({ lead: false, capture: true, end: false, invite: false });
    expect((await read(observer)).can).toEqual({ lead: false, capture: false, end: false, invite: false });
    expect((await read(facilitator)).can).toEqual({ lead: true, capture: true, end: true, invite: false });
  });
});

describe('moving it', () => {
  const patch = (who: TestPerson, version: number, body: unknown) => who.patch<Review & Problem>(at, version, body);

  test('is for those who hold it', async () => {
    const { version } = await read();
    expect((await t.nobody.send('PATCH', at, {}, { 'if-match': '"1"' })).status).toBe(401);
    expect((await (await t.person()).patch(at, version, { timer: 'start' })).status).toBe(404);
    for (const who of [member, observer]) expect((await patch(who, version, { timer: 'start' })).status).toBe(403);
    expect((await a.north.send('PATCH', at, { timer: 'start' })).status).toBe(428);
    expect((await patch(a.north, version, { timer: 'jump' })).status).toBe(400);
    expect((await patch(a.north, version, { currentItem: 'nonsense' })).status).toBe(400);
    expect((await a.north.patch(`${a.path}/reviews/${newId()}`, 1, { timer: 'start' })).status).toBe(404);
  });

  test('the timer counts on the server, for the item on the screen only', async () => {
    const [first, second] = review.agenda.map((item) => item.key) as [string, string];
    const spent = async (key: string) => (await read()).agenda.find((item) => item.key === key)?.spentMs;
    let { version } = must(await patch(a.north, (await read()).version, { timer: 'start' }));
    t.clock.pass({ seconds: 90 });
    const seen = await read(a.rail);
    expect(Date.parse(seen.now) - Date.parse(seen.runningSince as string)).toBe(90_000);
    ({ version } = must(await patch(facilitator, version, { currentItem: second })));
    expect(await spent(first)).toBe(90_000);
    t.clock.pass({ seconds: 30 });
    const stopped = must(await patch(a.rail, version, { timer: 'stop' }));
    expect(stopped.runningSince).toBeNull();
    t.clock.pass({ hours: 1 });
    expect(await spent(second)).toBe(30_000);
    // Back to the first: it stands, and goes on from where it was.
    const back = must(await patch(a.rail, stopped.version, { currentItem: first }));
    expect(back.runningSince).toBeNull();
    const anew = must(await patch(a.rail, back.version, { timer: 'reset' }));
    expect(await spent(first)).toBe(0);
    must(await patch(a.rail, anew.version, { timer: 'start' }));
    t.clock.pass({ seconds: 5 });
  });

  test('two who move it at once: one moves, the other sees where it went', async () => {
    const { version } = await read();
    const [, second, third] = review.agenda.map((item) => item.key) as [string, string, string];
    const replies = await Promise.all([
      patch(a.north, version, { currentItem: second }),
      patch(a.rail, version, { currentItem: third }),
    ]);
    expect(replies.map((one) => one.status).sort()).toEqual([200, 412]);
    const lost = replies.find((one) => one.status === 412)?.body as unknown as { current: Review };
    const won = replies.find((one) => one.status === 200)?.body as Review;
    expect([second, third]).toContain(won.currentItem);
    // What was read before the loss is what the other left behind.
    expect(lost.current.currentItem).toBe(won.currentItem);
  });

  test('pausing stops the time, and it goes on another day', async () => {
    const paused = must(await patch(a.north, (await read()).version, { state: 'paused' }));
    expect([paused.state, paused.runningSince]).toEqual(['paused', null]);
    const refused = await patch(a.north, paused.version, { currentItem: review.agenda[0]?.key });
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/review-not-running']);
    t.clock.pass({ hours: 24 });
    const goes = must(await patch(a.rail, paused.version, { state: 'running', timer: 'start' }));
    expect(Date.parse(goes.runningSince as string)).toBe(Date.parse(goes.now));
    must(await patch(a.rail, goes.version, { timer: 'stop' }));
    expect(await events('review.paused')).toHaveLength(1);
    expect(await events('review.continued')).toHaveLength(1);
  });
});

describe('capturing', () => {
  const entry = (over: object = {}) => ({
    kind: 'conclusion',
    itemKey: 'conflict',
    text: 'We tell too late.',
    ...over,
  });

  test('says who of which party said it; everybody sees it', async () => {
    const mine = must(await member.post<Entry>(`${at}/entries`, entry()));
    expect(mine).toMatchObject({ by: { name: 'Mia Member', partyId: a.railParty, guest: false }, can: { edit: true } });
    const seen = (await read(a.north)).entries.find((one) => one.id === mine.id);
    expect(seen).toMatchObject({ text: 'We tell too late.', can: { edit: false } });
    expect(await events('conclusion.added')).toHaveLength(1);
  });

  test('is refused to observers and strangers, without words, and about what is not on the agenda', async () => {
    expect((await t.nobody.post(`${at}/entries`, entry())).status).toBe(401);
    expect((await (await t.person()).post(`${at}/entries`, entry())).status).toBe(404);
    expect((await observer.post(`${at}/entries`, entry())).status).toBe(403);
    for (const body of [
      entry({ text: '   \n ' }),
      entry({ text: 'x'.repeat(1001) }),
      entry({ kind: 'blame' }),
      entry({ itemKey: null }),
      entry({ itemKey: 'nonsense' }),
      entry({ extra: 1 }),
    ])
      expect((await a.north.post(`${at}/entries`, body)).status, JSON.stringify(body)).toBe(400);
  });

  test('the same submission twice is one entry', async () => {
    const key = { 'idempotency-key': newId() };
    const body = entry({ kind: 'celebration', itemKey: null, text: 'Nobody cancelled.' });
    const [one, two] = [
      await member.post<Entry>(`${at}/entries`, body, key),
      await member.post<Entry>(`${at}/entries`, body, key),
    ];
    expect(two.body.id).toBe(one.body.id);
    expect((await read()).entries.filter((each) => each.text === 'Nobody cancelled.')).toHaveLength(1);
  });

  test('one changes and takes back one’s own words only; the record keeps what was said', async () => {
    const mine = must(await member.post<Entry>(`${at}/entries`, entry({ text: 'First wording' })));
    const path = `${at}/entries/${mine.id}`;
    expect((await t.nobody.delete(path)).status).toBe(401);
    expect((await (await t.person()).delete(path)).status).toBe(404);
    expect((await a.rail.patch(path, 1, { text: 'Mine now' })).status).toBe(403);
    expect((await a.rail.delete(path)).status).toBe(403);
    expect((await member.send('PATCH', path, { text: 'x' })).status).toBe(428);
    expect((await member.patch(path, 1, { text: '' })).status).toBe(400);
    expect((await member.patch(`${at}/entries/${newId()}`, 1, { text: 'x' })).status).toBe(404);
    // On two screens at once.
    const both = await Promise.all([
      member.patch<Entry>(path, 1, { text: 'Second wording' }),
      member.patch<Entry>(path, 1, { text: 'Third wording' }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 412]);
    must(await member.delete(path));
    expect((await member.delete(path)).status).toBe(404);
    expect((await read()).entries.some((one) => one.id === mine.id)).toBe(false);
    const [removed] = await events('conclusion.removed');
    expect(removed?.before?.['text']).toBe(both.find((one) => one.status === 200)?.body.text);
  });

  test('an action names an owner of either party and a day to come', async () => {
    const people = (await read()).people;
    const sanna = people.find((one) => one.name === 'Sanna Åkesson')?.id as string;
    const wish = { text: 'Put changes on the board', ownerId: sanna, dueOn: '2026-12-04', itemKey: 'conflict' };
    const made = must(await member.post<Action>(`${at}/actions`, wish));
    expect(made).toMatchObject({
      owner: { name: 'Sanna Åkesson', partyId: a.railParty },
      review: { id: review.id, roundNumber: 1, itemKey: 'conflict', item: { en: expect.stringContaining('conflict') } },
      late: false,
      can: { edit: true },
    });
    expect((await read(a.north)).actions.map((one) => one.id)).toContain(made.id);
    expect((await t.nobody.post(`${at}/actions`, wish)).status).toBe(401);
    expect((await (await t.person()).post(`${at}/actions`, wish)).status).toBe(404);
    expect((await observer.post(`${at}/actions`, wish)).status).toBe(403);
    for (const body of [
      { ...wish, ownerId: newId() },
      { ...wish, dueOn: '2026-01-01' },
      { ...wish, itemKey: 'no' },
    ])
      expect((await member.post(`${at}/actions`, body)).status).toBe(400);
    // In the session as everywhere: on the version one has read.
    const path = `${at}/actions/${made.id}`;
    expect((await observer.patch(path, 1, { text: 'Other' })).status).toBe(403);
    expect(must(await a.rail.patch<Action>(path, 1, { dueOn: '2026-12-05' })).dueOn).toBe('2026-12-05');
    expect((await a.rail.patch(path, 1, { dueOn: '2026-12-06' })).status).toBe(412);
    expect((await a.rail.patch(`${at}/actions/${newId()}`, 1, { text: 'Other' })).status).toBe(404);
  });

  test('of another partnership nothing is found, whichever number is mixed in', async () => {
    const place = await another(a);
    const elsewhere = at.replace(a.path, place.path);
    expect((await a.north.get(elsewhere)).status).toBe(404);
    expect((await a.north.post(`${elsewhere}/entries`, entry())).status).toBe(404);
    expect((await a.north.post(`${elsewhere}/actions`, {})).status).toBe(400);
  });
});

describe('finishing', () => {
  test('closes the minutes; whoever holds it takes it up again', async () => {
    const done = must(await a.rail.patch<Review>(at, (await read()).version, { state: 'finished' }));
    expect(done).toMatchObject({
      state: 'finished',
      runningSince: null,
      finishedAt: new Date(done.now).toISOString(),
      can: { capture: false },
    });
    const late = await member.post<Problem>(`${at}/entries`, { kind: 'celebration', text: 'Late' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/review-finished']);
    expect((await member.post(`${at}/actions`, { text: 'Late', ownerId: newId(), dueOn: '2026-12-31' })).status).toBe(
      409,
    );
    expect((await member.patch(at, done.version, { state: 'running' })).status).toBe(403);
    const again = must(await facilitator.patch<Review>(at, done.version, { state: 'running' }));
    expect([again.state, again.finishedAt]).toEqual(['running', null]);
    must(await a.rail.patch<Review>(at, again.version, { state: 'finished' }));
  });
});

describe('the next round', () => {
  test('marks what was talked through, and shows what was agreed about it', async () => {
    const path = (id: string) => `${a.path}/rounds/${id}/follow-up`;
    expect((await t.nobody.get(path(round.id))).status).toBe(401);
    expect((await (await t.person()).get(path(round.id))).status).toBe(404);
    expect((await a.north.get(path(newId()))).status).toBe(404);
    // Before the first session there was none.
    expect(must(await a.north.get<FollowUp>(path(round.id)))).toEqual({ before: null, items: [], drift: null });
    // Item 1 (conflict) recovers, everything else stays.
    t.clock.pass({ hours: 24 * 60 });
    const next = await closedRound(t, a, (item, person) => (item === 1 ? 4 + (person % 2) : ratings(item, person)));
    const found = must(await a.rail.get<FollowUp>(path(next.id)));
    expect(found.before).toMatchObject({ reviewId: review.id, roundId: round.id, number: 1 });
    const conflict = found.items.find((item) => item.key === 'conflict');
    expect(conflict).toMatchObject({ kind: 'discuss', mark: 'recovered' });
    expect(conflict?.conclusions).toEqual(['We tell too late.']);
    expect(conflict?.actions.map((one) => [one.text, one.late])).toEqual([['Put changes on the board', true]]);
    // Talked about for a few seconds, nothing captured, nothing changed.
    expect(found.items.filter((item) => item.key !== 'conflict').map((item) => item.mark)).toContain('unchanged');
    // Items the session never reached are not said to have been discussed.
    expect(found.items.length).toBeLessThan(review.agenda.length);
    expect(found.before?.items).toBe(found.items.length);
  });

  test('a round after which no session was held looks further back', async () => {
    t.clock.pass({ hours: 24 * 60 });
    const third = await closedRound(t, a, ratings);
    const found = must(await a.north.get<FollowUp>(`${a.path}/rounds/${third.id}/follow-up`));
    expect(found.before?.number).toBe(1);
    // Of the lowest both rounds show a limit, under which it may have moved; of another a figure, which has not.
    expect(found.items.find((item) => item.key === 'conflict')).toMatchObject({
      mark: null,
      change: { reason: 'the limits shown leave open whether it changed' },
    });
    expect(found.items.map((item) => item.mark)).toContain('unchanged');
  });
});
