import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Dialogue, DialogueCard } from '../../domain/dialogue/contract.ts';
import type { Participant, RecordEvent } from '../../domain/partnerships/contract.ts';
import type { HomeItem } from '../../domain/partnerships/home-contract.ts';
import { newId } from '../platform/id.ts';
import { inPartnership } from '../platform/scope.ts';
import { type Client, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
/** Named, besides the two leads: a member of the other party. */
let mia: TestPerson;
let bystander: TestPerson;
let outsider: TestPerson;
const ids: Record<'north' | 'rail' | 'mia' | 'bystander', string> = { north: '', rail: '', mia: '', bystander: '' };
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  const add = async (name: string, who: Client, partyId: string, language: string | null) => {
    const email = `${name.toLowerCase()}@named.example`;
    const row = must(
      await who.post<Participant>(`${a.path}/participants`, { partyId, name, email, role: 'member', language }),
    );
    return { id: row.id, person: await join(t, who, a.path, row, email) };
  };
  const one = await add('Mia', a.rail, a.railParty, 'de');
  const two = await add('Bert', a.north, a.northParty, null);
  [mia, bystander] = [one.person, two.person];
  const people = must(await a.north.get<{ items: Participant[] }>(`${a.path}/participants`)).items;
  const idOf = (name: string) => people.find((row) => row.name === name)?.id as string;
  Object.assign(ids, { north: idOf('Astrid Moen'), rail: idOf('Sanna Åkesson'), mia: one.id, bystander: two.id });
  outsider = (await alliance(t)).north;
});
afterAll(() => t.close());
beforeEach(() => t.clock.set('2026-11-02T09:00:00Z'));

const SOON = { closesAt: '2026-11-13T17:00', timeZone: 'Europe/Oslo' };
const wish = (over: object = {}) => ({
  instrument: 'relational',
  title: 'Us three',
  participantIds: [ids.north, ids.rail, ids.mia],
  ...SOON,
  ...over,
});
const path = (id?: string, what = '') => `${a.path}/dialogues${id ? `/${id}` : ''}${what && `/${what}`}`;
const call = async (over: object = {}) => must(await a.north.post<Dialogue>(path(), wish(over)));
const see = async (who: Client, id: string) => must(await who.get<Dialogue>(path(id)));
const agree = (who: Client, id: string) => who.post<Dialogue & Problem>(path(id, 'consent'));
const put = (who: Client, id: string, rating: number | null, send = true, comment = '') =>
  who.send<Dialogue & Problem>('PUT', path(id, 'answer'), {
    ratings: { trust: rating, conflict: 3 },
    comments: { keep: comment },
    send,
  });
/** Called, and agreed to by all three. */
const agreed = async (over: object = {}) => {
  const { id } = await call(over);
  for (const who of [a.rail, mia]) must(await agree(who, id));
  return id;
};
const mails = async (id: string, what: string) =>
  (
    await t.sql(`select recipient, subject, text from mail where key like $1 order by recipient`, [
      `dialogue/${id}/${what}/%`,
    ])
  ).rows;
const stored = async (id: string) =>
  (await t.sql('select count(*)::int as n from dialogue_answer where dialogue_id = $1', [id])).rows[0].n;

describe('calling a dialogue', () => {
  test('asks everybody named, and is there for nobody else', async () => {
    const made = await a.north.post<Dialogue>(path(), wish());
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect(made.body).toMatchObject({
      title: 'Us three',
      state: 'waiting',
      calledBy: ids.north,
      closesAt: '2026-11-13T16:00:00.000Z',
      mine: null,
      answers: null,
      can: { consent: false, decline: true, answer: false },
    });
    expect(made.body.people.map((one) => [one.name, one.me, one.consentedAt !== null])).toEqual([
      ['Astrid Moen', true, true],
      ['Mia', false, false],
      ['Sanna Åkesson', false, false],
    ]);
    expect((await see(mia, id)).can).toEqual({ consent: true, decline: true, answer: false });
    for (const [who, status] of [
      [t.nobody, 401],
      [outsider, 404],
      [bystander, 404],
    ] as const) {
      expect((await who.get(path(id))).status).toBe(status);
      expect((await who.post(path(id, 'consent'))).status).toBe(status);
      expect((await who.post(path(id, 'decline'))).status).toBe(status);
      expect((await put(who, id, 3)).status).toBe(status);
    }
    const listed = async (who: Client) =>
      must(await who.get<{ items: DialogueCard[] }>(path())).items.map((one) => one.id);
    expect(await listed(mia)).toContain(id);
    expect(await listed(bystander)).toEqual([]);
    // Nothing of it is in the record, which whole parties read.
    const record = must(await bystander.get<{ items: RecordEvent[] }>(`${a.path}/record?limit=200`)).items;
    expect(record.filter((event) => event.type.startsWith('dialogue') || event.subject.id === id)).toEqual([]);
  });

  test('writes to the others in their language', async () => {
    const { id } = await call();
    const written = await mails(id, 'invited');
    expect(written.map((one) => one.recipient)).toEqual(['mia@named.example', a.rail.email]);
    expect(written[0].subject).toBe('Astrid Moen bittet Sie zu einem namentlichen Dialog: Northern Corridor Alliance');
    expect(written[0].text).toContain('Astrid Moen, Mia und Sanna Åkesson');
    expect(written[1].text).toContain(`/listen/dialogues/${id}`);
  });

  test.each<[string, (at: typeof ids) => object, number, RegExp]>([
    ['by a member', () => ({}), 403, /leads and sponsors/],
    ['without oneself', (at) => ({ participantIds: [at.rail, at.mia] }), 400, /Name yourself/],
    ['with nobody else', (at) => ({ participantIds: [at.north] }), 400, /participantIds/],
    ['with somebody unknown', (at) => ({ participantIds: [at.north, newId()] }), 400, /not in this partnership/],
    ['that is over at once', () => ({ closesAt: '2026-11-02T10:01' }), 400, /less than an hour/],
    ['of an unknown questionnaire', () => ({ instrument: 'none' }), 400, /no instrument/],
    ['with an unknown field', () => ({ k: 1 }), 400, /not known/],
  ])('%s is refused', async (what, over, status, sentence) => {
    const who = what === 'by a member' ? mia : a.north;
    const reply = await who.post<Problem>(path(), wish(over(ids)));
    expect([reply.status, reply.body.detail]).toEqual([status, expect.stringMatching(sentence)]);
  });

  test('needs an account of everybody named', async () => {
    const row = must(
      await a.north.post<Participant>(`${a.path}/participants`, {
        partyId: a.northParty,
        name: 'Nils',
        role: 'member',
      }),
    );
    const reply = await a.north.post<Problem>(path(), wish({ participantIds: [ids.north, row.id] }));
    expect(reply.body.detail).toBe('Nils has no account here yet; invite them first.');
  });

  test('sent twice is one', async () => {
    const key = { 'idempotency-key': newId() };
    const [one, two] = [
      await a.north.post<Dialogue>(path(), wish(), key),
      await a.north.post<Dialogue>(path(), wish(), key),
    ];
    expect(two.body.id).toBe(one.body.id);
  });
});

describe('answering', () => {
  test('begins when all have agreed, and says so', async () => {
    const { id } = await call();
    expect((await put(a.north, id, 4)).body.type).toBe('/problems/dialogue-undecided');
    must(await agree(a.rail, id));
    must(await agree(a.rail, id));
    expect(await mails(id, 'consented')).toEqual([]);
    expect((await see(a.rail, id)).can.answer).toBe(false);
    expect(must(await agree(mia, id)).can.answer).toBe(true);
    expect((await mails(id, 'consented')).map((one) => one.recipient)).toEqual([a.north.email, a.rail.email].sort());
  });

  test('keeps a draft for oneself, and nobody sees an answer before the last is sent', async () => {
    const id = await agreed();
    must(await put(a.north, id, 2, false, 'Still thinking'));
    expect((await see(a.north, id)).mine).toEqual({
      ratings: { trust: 2, conflict: 3 },
      comments: { keep: 'Still thinking' },
    });
    must(await put(a.north, id, 5, true, 'Northern secret'));
    must(await put(a.rail, id, 1));
    for (const who of [a.rail, mia]) {
      const seen = await see(who, id);
      expect(seen.answers).toBeNull();
      expect(JSON.stringify(seen)).not.toContain('Northern secret');
      expect(seen.people.find((one) => one.participantId === ids.north)?.sentAt).not.toBeNull();
    }
    // Not to the role the application works with either, whoever asks and however.
    for (const email of [a.rail.email, mia.email]) {
      const person = (await t.sql('select id from person where email = $1', [email])).rows[0].id;
      const seen = await inPartnership(t.services.db, person, a.partnership.id, async (tx) =>
        tx.selectFrom('dialogue_answer').select('participant_id').where('dialogue_id', '=', id).execute(),
      );
      expect(seen.map((row) => row.participant_id)).not.toContain(ids.north);
    }
    // Mine can be changed until then.
    must(await put(a.north, id, 4, true, 'Northern words'));
    const last = must(await put(mia, id, null, true, 'Von mir'));
    expect(last.state).toBe('open');
    expect(last.openedAt).not.toBeNull();
    for (const who of [a.north, a.rail, mia]) {
      const { answers, can } = await see(who, id);
      expect(can).toEqual({ consent: false, decline: false, answer: false });
      expect(
        answers?.map((one) => [one.participantId, one.ratings['trust'], one.comments['keep'] ?? '']).sort(),
      ).toEqual(
        [
          [ids.north, 4, 'Northern words'],
          [ids.rail, 1, ''],
          [ids.mia, null, 'Von mir'],
        ].sort(),
      );
    }
    expect((await bystander.get(path(id))).status).toBe(404);
    expect((await mails(id, 'opened')).length).toBe(3);
    expect((await mails(id, 'opened'))[0].text).not.toContain('Von mir');
    // What is open stays as it is.
    expect((await put(a.north, id, 1)).body.type).toBe('/problems/dialogue-open');
    expect((await a.north.post<Problem>(path(id, 'decline'))).body.type).toBe('/problems/dialogue-open');
  });

  test('a draft taken up again is not sent any more', async () => {
    const id = await agreed();
    must(await put(a.north, id, 2));
    must(await put(a.rail, id, 2));
    must(await put(a.rail, id, 3, false));
    must(await put(mia, id, 2));
    expect((await see(mia, id)).state).toBe('waiting');
    expect(must(await put(a.rail, id, 3)).state).toBe('open');
  });

  test.each([
    ['out of range', { trust: 9 }, true, /whole number from 1 to 5/],
    ['to what is not asked', { salary: 1 }, true, /does not ask “salary”/],
    ['empty and sent', { trust: null }, true, /Nothing is answered yet/],
    ['to what is not asked, kept', { salary: null }, false, /does not ask “salary”/],
  ])('%s is refused', async (_, ratings, send, sentence) => {
    const id = await agreed();
    const reply = await a.north.send<Problem>('PUT', path(id, 'answer'), { ratings, send });
    expect([reply.status, reply.body.detail]).toEqual([400, expect.stringMatching(sentence)]);
    expect((await a.north.send('PUT', path(id, 'answer'), { ratings: { trust: null }, send: false })).status).toBe(200);
  });

  test('two who send last at the same moment open it once', async () => {
    for (let turn = 0; turn < 8; turn++) {
      const id = await agreed();
      must(await put(a.north, id, 3));
      const replies = await Promise.all([put(a.rail, id, 4), put(mia, id, 5), put(a.rail, id, 4)]);
      expect(replies.filter((reply) => reply.status >= 300 && reply.body.type !== '/problems/dialogue-open')).toEqual(
        [],
      );
      const { state, answers } = await see(a.north, id);
      expect([state, answers?.length]).toEqual(['open', 3]);
      expect(await mails(id, 'opened')).toHaveLength(3);
    }
  });
});

describe('not taking part', () => {
  test('ends it for everybody, with a reason for the named alone and no answer for anybody', async () => {
    const id = await agreed();
    must(await put(a.north, id, 2, true, 'Never shown'));
    const { id: other } = await call();
    const ended = must(await mia.post<Dialogue>(path(other, 'decline'), { reason: 'Ich möchte lieber reden.' }));
    expect(ended).toMatchObject({ state: 'ended', endedBy: 'declined', answers: null });
    expect((await see(a.north, other)).people.find((one) => one.name === 'Mia')).toMatchObject({
      reason: 'Ich möchte lieber reden.',
      declinedAt: '2026-11-02T09:00:00.000Z',
    });
    const written = await mails(other, 'ended');
    expect(written).toHaveLength(3);
    expect(written.map((one) => one.text).join()).toContain('Mia does not take part');
    expect(written.map((one) => one.text).join()).not.toContain('lieber reden');

    // Consent taken back, after some have sent.
    expect(must(await a.rail.post<Dialogue>(path(id, 'decline'))).endedBy).toBe('withdrawn');
    expect(await stored(id)).toBe(0);
    const seen = await see(a.north, id);
    expect([seen.state, seen.mine, seen.answers]).toEqual(['ended', null, null]);
    for (const act of [() => agree(mia, id), () => put(mia, id, 3), () => mia.post<Problem>(path(id, 'decline'))])
      expect((await act()).body).toMatchObject({ status: 409, type: '/problems/dialogue-over' });
  });

  test('an open one cannot be ended, at the same moment either', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const id = await agreed();
      for (const who of [a.north, a.rail]) must(await put(who, id, 3));
      await Promise.all([put(mia, id, 5), a.rail.post(path(id, 'decline'))]);
      const { state, answers } = await see(a.north, id);
      expect(state).not.toBe('waiting');
      expect(answers === null).toBe(state === 'ended');
      expect(await stored(id)).toBe(state === 'open' ? 3 : 0);
      expect((await mails(id, 'opened')).length + (await mails(id, 'ended')).length).toBe(3);
    }
  });
});

describe('the clock', () => {
  const run = () => t.services.jobs.run('end-dialogues');
  test('ends what did not open in time, not a minute before, once, and also after a downtime', async () => {
    const late = await agreed();
    const { id: undecided } = await call({ closesAt: '2026-11-10T09:00', timeZone: 'Asia/Kathmandu' });
    must(await put(a.north, late, 2, true, 'Never shown'));
    t.clock.set('2026-11-10T03:14:59.999Z');
    await run();
    expect((await see(a.north, undecided)).state).toBe('waiting');
    t.clock.set('2026-11-10T03:15:00Z');
    expect((await agree(mia, undecided)).body.type).toBe('/problems/dialogue-over');
    await run();
    expect(await see(a.north, undecided)).toMatchObject({ state: 'ended', endedBy: 'deadline' });
    expect((await see(a.north, late)).state).toBe('waiting');
    // Days without a server.
    t.clock.set('2026-11-20T09:00:00Z');
    expect((await see(a.north, late)).can).toEqual({ consent: false, decline: false, answer: false });
    await Promise.all([run(), run(), run()]);
    expect(await see(a.north, late)).toMatchObject({ state: 'ended', endedBy: 'deadline', mine: null });
    expect(await stored(late)).toBe(0);
    await run();
    expect(await mails(late, 'ended')).toHaveLength(3);
    expect((await mails(late, 'ended')).find((one) => one.recipient.startsWith('mia'))?.text).toContain(
      'Bis Freitag, 13. November 2026 um 17:00 MEZ hatten',
    );
  });

  test('leaves an open one open', async () => {
    const id = await agreed();
    for (const who of [a.north, a.rail, mia]) must(await put(who, id, 3));
    t.clock.set('2026-12-20T09:00:00Z');
    await run();
    expect((await see(mia, id)).state).toBe('open');
  });

  test('ends it when somebody named has left, and nothing opens it before the clock comes', async () => {
    const row = must(
      await a.north.post<Participant>(`${a.path}/participants`, {
        partyId: a.northParty,
        name: 'Gone',
        role: 'member',
        email: 'gone@named.example',
      }),
    );
    const gone = await join(t, a.north, a.path, row, 'gone@named.example');
    const id = (await call({ participantIds: [ids.north, ids.rail, row.id] })).id;
    for (const who of [a.rail, gone]) must(await agree(who, id));
    for (const who of [gone, a.rail]) must(await put(who, id, 2));
    must(await a.north.patch(`${a.path}/participants/${row.id}`, row.version + 1, { leftOn: '2026-11-02' }));
    expect((await see(a.north, id)).can).toEqual({ consent: false, decline: false, answer: false });
    const last = await put(a.north, id, 5);
    expect([last.status, last.body.type]).toEqual([409, '/problems/dialogue-over']);
    expect(await see(a.rail, id)).toMatchObject({ state: 'waiting', answers: null });
    await run();
    expect(await stored(id)).toBe(0);
    expect(await see(a.rail, id)).toMatchObject({ state: 'ended', endedBy: 'left' });
    expect((await mails(id, 'ended')).map((one) => one.text).join()).toContain('Gone has left');
    expect((await gone.get(path(id))).status).toBe(404);
  });
});

test('Home asks for consent, then for an answer, then shows what opened', async () => {
  const id = await agreed({ participantIds: [ids.north, ids.rail, ids.mia] });
  const { id: next } = await call();
  const needs = async (who: Client) =>
    must(await who.get<{ items: HomeItem[] }>('/home'))
      .items.filter((item) => [id, next].includes(item.dialogueId ?? ''))
      .map((item) => [item.kind, item.dialogueId === id ? 'first' : 'second'])
      .sort();
  expect(await needs(mia)).toEqual([
    ['dialogue-answer', 'first'],
    ['dialogue-consent', 'second'],
  ]);
  expect(await needs(bystander)).toEqual([]);
  must(await put(mia, id, 3));
  must(await agree(mia, next));
  expect(await needs(mia)).toEqual([]);
  for (const who of [a.north, a.rail]) must(await put(who, id, 3));
  expect(await needs(mia)).toEqual([['dialogue-open', 'first']]);
});
