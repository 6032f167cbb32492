import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import { type Answers, answersOf, decode } from '../../domain/programme/assessment.ts';
import type { Assessment, Programme } from '../../domain/programme/contract.ts';
import { MOST_PROGRAMMES } from '../../domain/programme/rules.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let ada: TestPerson;
let bo: TestPerson;
beforeAll(async () => {
  t = await testApp();
  ada = await t.person('Ada First');
  bo = await t.person('Bo Other');
});
afterAll(() => t.close());

const answers = (code: string): Answers => {
  const decoded = decode(code);
  if (!decoded.ok) throw new Error(code);
  return decoded.answers;
};
const start = async (who: TestPerson, organisation: string) =>
  must(await who.post<Programme>('/programmes', { organisation }));
const keep = (who: TestPerson, programme: Programme, code: string, takenOn?: string) =>
  who.post<Assessment>(`/programmes/${programme.id}/assessments`, {
    answers: answers(code),
    ...(takenOn ? { takenOn } : {}),
  });
const kept = async (who: TestPerson, programme: Programme) =>
  must(await who.get<{ items: Assessment[] }>(`/programmes/${programme.id}/assessments`)).items;
const refused = (reply: { status: number; body: unknown }) => [reply.status, (reply.body as Problem).type];

describe('the programme of an organisation', () => {
  test('is started once for each organisation of mine, and seen by me alone', async () => {
    const made = must(await ada.post<Programme>('/programmes', { organisation: '  Nordhavn Terminals ' }));
    expect(made).toEqual({
      id: expect.any(String),
      organisation: 'Nordhavn Terminals',
      createdAt: expect.any(String),
      version: 1,
      kept: 0,
    });
    const again = await ada.post('/programmes', { organisation: 'NORDHAVN terminals' });
    expect(refused(again)).toEqual([409, '/problems/name-taken']);
    expect(must(await ada.get<{ items: Programme[] }>('/programmes')).items).toEqual([made]);
    // The same name elsewhere is another organisation's business.
    expect((await start(bo, 'Nordhavn Terminals')).id).not.toBe(made.id);
    expect(must(await bo.get<{ items: Programme[] }>('/programmes')).items).toHaveLength(1);
  });

  test('a repeated request with its key starts one', async () => {
    const wish = () =>
      ada.post<Programme>('/programmes', { organisation: 'Twice' }, { 'idempotency-key': 'start-one-programme' });
    const [first, second] = [must(await wish()), must(await wish())];
    expect(second).toEqual(first);
    expect((await t.sql(`select from programme where organisation = 'Twice'`)).rowCount).toBe(1);
  });

  test('is renamed by the version that was read', async () => {
    const programme = await start(ada, 'Misspelt');
    const url = `/programmes/${programme.id}`;
    expect(must(await ada.patch<Programme>(url, 1, { organisation: 'Spelt ' }))).toMatchObject({
      organisation: 'Spelt',
      version: 2,
    });
    const late = await ada.patch<Problem>(url, 1, { organisation: 'Late' });
    expect([late.status, late.body.current]).toEqual([412, expect.objectContaining({ organisation: 'Spelt' })]);
    expect(refused(await ada.patch(url, 2, { organisation: 'nordhavn terminals' }))).toEqual([
      409,
      '/problems/name-taken',
    ]);
    expect(must(await ada.patch<Programme>(url, 2, { organisation: 'SPELT' })).organisation).toBe('SPELT');
    expect((await ada.send('PATCH', url, { organisation: 'Blind' })).status).toBe(428);
  });

  test('there is an end to them', async () => {
    const many = await t.person();
    for (let n = 1; n <= MOST_PROGRAMMES; n++) await start(many, `Organisation ${n}`);
    expect(refused(await many.post('/programmes', { organisation: 'One more' }))).toEqual([
      409,
      '/problems/too-many-programmes',
    ]);
  });
});

describe('kept assessments', () => {
  test('are listed from the oldest on, each with its score and what changed', async () => {
    const programme = await start(ada, 'Kept');
    const now = must(await keep(ada, programme, '1yyynnnnnno'));
    expect(now).toEqual({
      id: expect.any(String),
      takenOn: '2026-11-02',
      answers: answers('1yyynnnnnno'),
      score: 3,
      standing: 'not-in-place',
      since: null,
      keptAt: expect.stringMatching(/^2026-11-02T/),
      keptBy: 'Ada First',
      removedAt: null,
      removedBy: null,
    });
    must(await keep(ada, programme, '1nnynnnnnnn', '2025-11-02'));
    const [before, after] = await kept(ada, programme);
    expect([before?.score, before?.since]).toEqual([1, null]);
    expect(after?.since).toEqual({ id: before?.id, gained: ['framework', 'needs'], lost: [] });
    expect(must(await ada.get<Programme>(`/programmes/${programme.id}`)).kept).toBe(2);
  });

  test('a repeated request with its key keeps one', async () => {
    const programme = await start(ada, 'Kept once');
    const wish = () =>
      ada.post<Assessment>(
        `/programmes/${programme.id}/assessments`,
        { answers: answers('1yyyyyyyyyy') },
        { 'idempotency-key': 'keep-this-once' },
      );
    expect(must(await wish()).id).toBe(must(await wish()).id);
    expect(await kept(ada, programme)).toHaveLength(1);
  });

  test('one that is removed stays marked, counts no more, and can be put back', async () => {
    const programme = await start(ada, 'Removed');
    const first = must(await keep(ada, programme, '1nnnnnnnnnn', '2026-01-01'));
    const middle = must(await keep(ada, programme, '1yynnnnnnnn', '2026-02-01'));
    must(await keep(ada, programme, '1yyynnnnnnn', '2026-03-01'));
    const url = `/programmes/${programme.id}/assessments/${middle.id}`;
    const gone = must(await ada.delete<Assessment>(url));
    expect(gone).toMatchObject({ removedBy: 'Ada First', removedAt: expect.any(String), since: null });
    // Done twice, the first trace stays.
    t.clock.pass({ hours: 1 });
    expect(must(await ada.delete<Assessment>(url)).removedAt).toBe(gone.removedAt);
    expect((await kept(ada, programme)).at(-1)?.since).toEqual({
      id: first.id,
      gained: ['framework', 'needs', 'benefits'],
      lost: [],
    });
    expect(must(await ada.get<Programme>(`/programmes/${programme.id}`)).kept).toBe(2);
    for (let times = 0; times < 2; times++)
      expect(must(await ada.post<Assessment>(`${url}/restore`))).toEqual({ ...middle, since: expect.any(Object) });
    expect((await kept(ada, programme)).at(-1)?.since?.gained).toEqual(['benefits']);
  });

  test.each<[string, object]>([
    ['nothing answered', { answers: answersOf() }],
    ['a day to come', { answers: answersOf(() => 'yes'), takenOn: '2026-11-05' }],
    ['no day', { answers: answersOf(() => 'yes'), takenOn: '2026-02-30' }],
    ['an item missing', { answers: { ...answersOf(() => 'yes'), symbols: undefined } }],
    ['an item too many', { answers: { ...answersOf(() => 'yes'), luck: 'yes' } }],
    ['another word', { answers: { ...answersOf(() => 'yes'), symbols: 'maybe' } }],
    ['a field too many', { answers: answersOf(() => 'yes'), score: 10 }],
  ])('%s is refused with a sentence', async (_, body) => {
    const [programme] = must(await ada.get<{ items: Programme[] }>('/programmes')).items;
    const reply = await ada.post<Problem>(`/programmes/${programme?.id}/assessments`, body);
    expect(refused(reply)).toEqual([400, '/problems/invalid']);
    expect(reply.body.detail).toMatch(/\.$/);
  });
});

test('nobody else reads, changes or keeps anything, and does not hear that there is something', async () => {
  const programme = await start(ada, 'Private');
  const { id } = must(await keep(ada, programme, '1yyyyyyyyyy'));
  const url = `/programmes/${programme.id}`;
  const nowhere = url.replace(programme.id, id);
  for (const at of [url, nowhere]) {
    const tries = [
      bo.get(at),
      bo.patch(at, 1, { organisation: 'Mine' }),
      bo.get(`${at}/assessments`),
      bo.post(`${at}/assessments`, { answers: answersOf(() => 'no') }),
      bo.delete(`${at}/assessments/${id}`),
      bo.post(`${at}/assessments/${id}/restore`),
    ];
    for (const reply of await Promise.all(tries)) expect(refused(reply)).toEqual([404, '/problems/not-found']);
  }
  expect(await kept(ada, programme)).toHaveLength(1);
  for (const reply of [
    await t.nobody.get('/programmes'),
    await t.nobody.post('/programmes', { organisation: 'X' }),
    await t.nobody.get(`${url}/assessments`),
  ])
    expect(refused(reply)).toEqual([401, '/problems/not-signed-in']);
  // An assessment of one programme cannot be reached through another of mine.
  const other = await start(ada, 'Other');
  expect((await ada.delete(`/programmes/${other.id}/assessments/${id}`)).status).toBe(404);
});

test('no round can be opened with the assessment', async () => {
  const { items } = must(await ada.get<{ items: { key: string }[] }>('/instruments'));
  expect(items.map((one) => one.key)).not.toContain('sixty-seconds');
  expect((await ada.get('/instruments/sixty-seconds')).status).toBe(404);
});
