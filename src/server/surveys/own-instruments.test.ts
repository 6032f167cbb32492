import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import type { InstrumentDraft, OwnInstrument, OwnInstrumentCard } from '../../domain/surveys/draft-contract.ts';
import { type Instrument, parseInstrument } from '../../domain/surveys/instrument.ts';
import { type Client, type TestApp, testApp } from '../testing/app.ts';
import {
  type Alliance,
  addPeople,
  alliance,
  answer,
  closedRound,
  fetchBallot,
  openRound,
  tokensOf,
} from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
let all: string;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 6, rail: 6 });
  all = `${a.path}/instruments`;
});
afterAll(() => t.close());

type Said = OwnInstrument & Problem;
const begin = (who: Client, body: object) => who.post<Said>(all, body);
const changed = (who: Client, one: { id: string; version: number }, body: object) =>
  who.patch<Said>(`${all}/${one.id}`, one.version, body);
const removed = (who: Client, one: { id: string; version: number }) =>
  who.send<Problem>('DELETE', `${all}/${one.id}`, undefined, { 'if-match': `"${one.version}"` });
const list = async (who: Client) => must(await who.get<{ items: OwnInstrumentCard[] }>(all)).items;
const withItems = (draft: InstrumentDraft, texts: string[], more: Partial<InstrumentDraft> = {}): InstrumentDraft => ({
  ...draft,
  items: texts.map((text, at) => ({ key: `q${at + 1}`, text: { en: text }, reversed: false, short: {} })),
  ...more,
});
const types = async () =>
  (
    await t.sql(`select type from event where partnership_id = $1 and type like 'instrument.%' order by id`, [
      a.partnership.id,
    ])
  ).rows.map((row) => row.type);

test('begun by one side, written on by the other, made usable, and a round is opened with it', async () => {
  const one = must(await begin(a.north, { language: 'en', title: 'Pulse of the yard' }));
  expect([one.key, one.state, one.usable, one.versions]).toEqual(['pulse-of-the-yard', 'draft', null, []]);
  expect((await list(a.rail)).map((card) => [card.title, card.state])).toEqual([['Pulse of the yard', 'draft']]);

  const early = await changed(a.rail, one, { usable: true });
  expect([early.status, early.body.detail]).toEqual([400, 'It cannot be used yet: Item 1 has no text.']);
  expect(early.body.fields).toEqual([{ path: 'draft.items.0.text', message: 'Item 1 has no text.' }]);
  expect((await openOne(one.key)).status).toBe(400);

  const draft = withItems(one.draft, ['We meet often enough', 'We hear of trouble too late'], {
    languages: ['nb', 'de'],
    title: { nb: 'Puls', de: 'Puls' },
    scale: { min: -5, max: 4, labels: { '-5': { nb: 'aldri' }, 4: { nb: 'alltid' } } },
  });
  draft.items = draft.items.map((item, at) => ({
    ...item,
    text: { nb: item.text['en'] as string },
    reversed: at === 1,
  }));
  const second = must(await changed(a.rail, one, { draft, usable: true }));
  expect([second.state, second.newest, second.changed, second.usable?.version]).toEqual(['usable', 1, false, '1']);
  expect(second.versions).toMatchObject([{ number: 1, by: 'Sanna Åkesson' }]);
  // The language written first stays first: it is the one to fall back to.
  expect(Object.keys(second.usable?.title ?? {})).toEqual(['nb', 'de']);
  expect(second.usable?.thresholds).toEqual({ discuss: -0.5, strength: 1.75 });

  const stale = await changed(a.north, one, { draft: one.draft });
  expect([stale.status, (stale.body.current as OwnInstrument).version]).toEqual([412, second.version]);
  expect((await changed(a.north, { ...second, version: 0 }, {})).status).toBe(412);

  const opened = await openOne(one.key);
  expect([opened.status, opened.body.instrument]).toEqual([
    201,
    { key: one.key, version: '1', title: 'Puls', items: 2 },
  ]);
  const [token] = await tokensOf(a.north, a.path, opened.body.id);
  const { instrument } = await fetchBallot(t, opened.body.id, token as string);
  expect(Object.keys(instrument?.title ?? {})).toEqual(['nb', 'de']);
  expect((await answer(t, opened.body.id, token as string, -5)).status).toBe(200);
  must(await a.north.post(`${a.path}/rounds/${opened.body.id}/cancel`));
  expect(await types()).toEqual(['instrument.begun', 'instrument.changed', 'instrument.usable']);
});

const openOne = (key: string) =>
  a.north.post<Round & Problem>(`${a.path}/rounds`, {
    instrument: key,
    closesAt: t.clock.now().add({ hours: 120 }).toString().slice(0, 16),
    timeZone: 'UTC',
  });

test('a changed text is a new version; rounds keep theirs, and a used instrument is retired, not deleted', async () => {
  const one = must(await begin(a.north, { copyOf: 'characteristics' }));
  const first = must(await changed(a.north, one, { usable: true }));
  const same = await changed(a.north, first, { usable: true });
  expect([same.status, same.body.type]).toEqual([409, '/problems/nothing-changed']);
  const round = await closedRound(t, a, (item, person) => 1 + ((item + person) % 5), { instrument: one.key });

  const draft = { ...first.draft, items: first.draft.items.slice(0, 2) };
  const drafted = must(await changed(a.rail, first, { draft }));
  expect([drafted.changed, drafted.newest, drafted.usable?.items.length]).toEqual([true, 1, 6]);
  const second = must(await changed(a.rail, drafted, { usable: true }));
  expect([second.changed, second.newest, second.usable?.items.length, second.rounds]).toEqual([false, 2, 2, 1]);
  const { instrument } = must(await a.rail.get<Results>(`${a.path}/rounds/${round.id}/results`));
  expect([instrument.version, instrument.items.length]).toEqual(['1', 6]);

  expect(second.can.delete).toBe(false);
  expect((await removed(a.north, second)).body.type).toBe('/problems/in-use');
  const retired = must(await changed(a.north, second, { retired: true }));
  expect([retired.state, (await openOne(one.key)).status]).toEqual(['retired', 400]);
  const back = must(await changed(a.rail, retired, { retired: false }));
  expect(back.state).toBe('usable');
});

test('deleted while no round was opened with it, and a number that rounds have seen is not used again', async () => {
  const one = must(await begin(a.north, { language: 'en', title: 'Short' }));
  expect((await removed(a.north, { ...one, version: 9 })).status).toBe(412);
  must(await removed(a.rail, one));
  expect((await a.north.get(`${all}/${one.id}`)).status).toBe(404);
  // An imported round of the same key and version 4.
  must(await importOf({ key: 'short', version: 4, scale: { min: 1, max: 5 }, items: [{ key: 'q1', text: 'Fine' }] }));
  const again = must(await begin(a.north, { language: 'en', title: 'Short' }));
  const usable = must(await changed(a.north, again, { draft: withItems(again.draft, ['Fine']), usable: true }));
  expect([again.key, usable.newest]).toEqual(['short', 5]);
});

const csv = (columns: string[], value = 4) =>
  `party,${columns.join(',')}\n${Array.from({ length: 10 }, (_, n) => `${n < 5 ? 'N' : 'R'},${columns.map(() => value).join(',')}`).join('\n')}\n`;
const importOf = (instrument: object | string, columns = ['q1'], value = 4) =>
  a.north.post<{ roundId: string } & Problem>(`${a.path}/rounds/import`, {
    csv: csv(columns, value),
    instrument,
    partyColumn: 'party',
    parties: [
      { value: 'N', partyId: a.northParty },
      { value: 'R', partyId: a.railParty },
    ],
    closedOn: '2026-01-02',
    check: false,
  });

test('a past survey is imported by the key of an own instrument, and one key and version never means two things', async () => {
  const one = must(await begin(a.north, { language: 'en', title: 'Two points' }));
  const draft = withItems(one.draft, ['We did'], { scale: { min: 0, max: 1, labels: {} } });
  const usable = must(await changed(a.north, one, { draft, usable: true }));
  const { roundId } = must(await importOf(one.key, ['q1'], 1));
  const results = must(await a.rail.get<Results>(`${a.path}/rounds/${roundId}/results`));
  expect(results.snapshot.scale).toEqual({ min: 0, max: 1 });
  const other = { ...usable.usable, items: [{ key: 'q1', text: 'Something else' }] };
  const refused = await importOf(other, ['q1'], 1);
  expect([refused.status, refused.body.detail]).toMatchObject([400, /asks something else here/]);
  expect((await importOf({ ...(usable.usable as object) }, ['q1'], 1)).status).toBe(200);
});

test('files: what comes out as JSON goes in again and is read by the command line; the list of items runs nothing', async () => {
  const one = must(await begin(a.north, { copyOf: 'attributes' }));
  const draft = {
    ...one.draft,
    items: one.draft.items.map((item, at) => (at === 0 ? { ...item, text: { en: '=cmd|x' } } : item)),
  };
  must(await changed(a.north, one, { draft, usable: true }));
  const file = (await a.rail.get<Instrument>(`${all}/${one.id}/instrument.json`)).body;
  expect(parseInstrument(file)).toMatchObject({ ok: true });
  const again = must(await begin(a.rail, { file }));
  expect(again.draft).toEqual({ ...draft, languages: again.draft.languages });
  expect(again.key).toBe('partnering-attributes-2');
  const items = (await a.rail.get<string>(`${all}/${one.id}/items.csv`)).body;
  expect(items).toContain(`say-needs,,Self-disclosure and feedback,"'=cmd|x"`);
  const empty = must(await begin(a.north, { language: 'en', title: 'Empty' }));
  expect((await a.north.get(`${all}/${empty.id}/instrument.json`)).status).toBe(409);
});

test.each<[string, object, RegExp]>([
  ['an unknown instrument', { copyOf: 'none' }, /no instrument/],
  ['a file that is none', { file: { key: 'x' } }, /lacks version/],
  ['an unknown field', { language: 'en', title: 'X', owner: 'me' }, /./],
])('beginning with %s is refused', async (_, body, sentence) => {
  const reply = await begin(a.north, body);
  expect([reply.status, reply.body.detail]).toEqual([400, expect.stringMatching(sentence)]);
});

test('members read it and do not write; nobody else sees it', async () => {
  const one = must(await begin(a.north, { language: 'en', title: 'Watched' }));
  const stranger = await t.person('Stan Stranger');
  expect((await t.nobody.get(all)).status).toBe(401);
  expect((await stranger.get(all)).status).toBe(404);
  expect((await stranger.get(`${all}/${one.id}`)).status).toBe(404);
  expect((await changed(stranger, one, { retired: true })).status).toBe(404);
  expect((await a.north.send('PATCH', `${all}/${one.id}`, {})).status).toBe(428);
  await addPeople(a.north, a.path, a.northParty, 1, 'Reader');
});

test.each([
  ['−5 to 4, one item', { min: -5, max: 4 }, 1],
  ['yes or no, without themes', { min: 0, max: 1 }, 3],
  ['ten points, sixty items', { min: 1, max: 10 }, 60],
])('any such instrument goes all the way: %s', async (name, scale, count) => {
  const one = must(await begin(a.north, { language: 'en', title: name }));
  const texts = Array.from({ length: count }, (_, at) => `Item ${at + 1}`);
  const { key } = must(
    await changed(a.north, one, {
      draft: withItems(one.draft, texts, { scale: { ...scale, labels: {} } }),
      usable: true,
    }),
  );
  const points = scale.max - scale.min + 1;
  const rating = (item: number, person: number) => scale.min + ((item + person) % points);
  const first = await closedRound(t, a, rating, { instrument: key });
  const second = await closedRound(t, a, rating, { instrument: key });
  const results = must(await a.rail.get<Results>(`${a.path}/rounds/${second.id}/results`));
  expect(results.snapshot.items).toHaveLength(count);
  expect(results.comparison?.roundId).toBe(first.id);
  expect(results.trend).toHaveLength(2);
  for (const file of ['results.csv', 'results.json', 'results.pdf?kind=summary', 'results.pdf?kind=full']) {
    const reply = await a.rail.get(`${a.path}/rounds/${second.id}/${file}`);
    expect([file, reply.status]).toEqual([file, 200]);
  }
  // Paper, too: whoever enters sheets needs a key for each point.
  must(
    await openRound(a.north, a.path, {
      instrument: key,
      closesAt: t.clock.now().add({ hours: 9 }).toString().slice(0, 16),
    }).then(async (round) => a.north.post(`${a.path}/rounds/${round.id}/cancel`)),
  );
});
