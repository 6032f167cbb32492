import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../../domain/common/contract.ts';
import type {
  Briefing,
  BriefingNames,
  BriefingShare,
  CheckIn,
  CheckInList,
} from '../../../domain/documents/briefing-contract.ts';
import type { Document } from '../../../domain/documents/contract.ts';
import type { HomeList } from '../../../domain/partnerships/home-contract.ts';
import type { OwnInstrument } from '../../../domain/surveys/draft-contract.ts';
import { type Client, type TestApp, type TestPerson, testApp } from '../../testing/app.ts';
import {
  acknowledge,
  amend,
  briefingOf,
  expectation,
  expectationsInForce,
  partsOf,
  proposeChange,
  prose,
  readAll,
} from '../../testing/briefing.ts';
import { inForce, ratify, startShared } from '../../testing/documents.ts';
import { type Alliance, addPeople, alliance, openRound } from '../../testing/factories.ts';
import { another, join, must } from '../../testing/principals.ts';

let t: TestApp;
let first: Alliance;
let a: Alliance;
let document: Document;
let stranger: TestPerson;
beforeAll(async () => {
  t = await testApp();
  first = await alliance(t);
  stranger = await t.person('Somebody Else');
});
afterAll(() => t.close());

const ROWS = [expectation('e1', 'We answer within two days'), expectation('e2', 'We say early what we cannot keep')];
/** A partnership with expectations in force, and this many people more. */
const withExpectations =
  (people = 0) =>
  async () => {
    a = await another(first);
    await addPeople(a.rail, a.path, a.railParty, people, 'Rail');
    document = await expectationsInForce(a.north, a.rail, a.path, ROWS);
  };
const shareFor = async (who: Client) => must(await who.get<BriefingShare>(`${a.path}/briefing/share`));
const openFor = async (who: Client) =>
  partsOf(await briefingOf(who, a.path))
    .filter((part) => part.acknowledgedAt === null)
    .map((part) => part.row ?? part.section);

async function newcomer(lead: TestPerson, partyId: string, name: string, role = 'member') {
  const row = must(
    await lead.post<{ id: string; name: string; version: number }>(`${a.path}/participants`, { partyId, name, role }),
  );
  return Object.assign(await join(t, lead, a.path, row, null), { row: row.id });
}
const homeOf = async (who: Client) =>
  must(await who.get<HomeList>('/home')).items.filter(
    (item) => item.partnershipId === a.partnership.id && item.kind.startsWith('briefing'),
  );

describe('what there is to read', () => {
  beforeAll(async () => {
    a = await another(first);
  });

  test('with nothing in force there is no briefing, and it says what would start one', async () => {
    await startShared(a.north, a.path, { kind: 'strategic-framework' });
    const briefing = await briefingOf(a.rail, a.path);
    expect([briefing.of, briefing.open, briefing.documents]).toEqual([0, 0, []]);
    expect(briefing.chapters.map(({ missing }) => missing.length)).toEqual([1, 1, 1, 2, 2]);
    expect(await shareFor(a.rail)).toMatchObject({
      of: 0,
      briefed: 0,
      people: 2,
      evidence: { met: false, reason: 'not-in-force' },
    });
    expect(await homeOf(a.rail)).toEqual([]);
  });

  test('a proposal is no part of it before it is in force; then it is, chapter by chapter', async () => {
    const agreement = await inForce(a.north, a.rail, a.path);
    await startShared(a.north, a.path, { kind: 'relational-expectations', title: 'Only a draft' });
    const briefing = await briefingOf(a.rail, a.path);
    expect(briefing.documents.map(({ id, number }) => [id, number])).toEqual([[agreement.id, 1]]);
    const of = (key: string) => briefing.chapters.find((one) => one.key === key)?.parts.map((part) => part.section);
    expect(of('purpose')).toEqual([]);
    expect(of('work')).toEqual(['framework', 'behaviour', 'parting']);
    expect(of('decisions')).toEqual(['decisions', 'problems', 'escalation', 'communication']);
    expect(briefing.minutes).toBeLessThan(30);
    expect(briefing.who.map(({ people }) => people.map(({ name }) => name))).toEqual([
      ['Astrid Moen'],
      ['Sanna Åkesson'],
    ]);
    expect(JSON.stringify(briefing)).not.toContain('Only a draft');
    expect((await homeOf(a.rail)).map(({ kind, detail }) => [kind, detail])).toEqual([['briefing', `${briefing.of}`]]);
  });
});

describe('acknowledging', () => {
  beforeAll(withExpectations());

  test('each part by the person alone; again is the same, and it can be taken back', async () => {
    const [purpose, one, two] = partsOf(await briefingOf(a.rail, a.path)) as [never, never, never];
    expect(await openFor(a.rail)).toEqual(['purpose', 'e1', 'e2']);
    expect((await acknowledge(a.rail, a.path, one)).body).toEqual({ at: t.clock.now().toString(), open: 2 });
    t.clock.pass({ hours: 1 });
    expect((await acknowledge(a.rail, a.path, one)).body.open).toBe(2);
    expect(await openFor(a.rail)).toEqual(['purpose', 'e2']);
    expect(await openFor(a.north)).toEqual(['purpose', 'e1', 'e2']);
    const { hash } = one as { hash: string };
    const back = await a.rail.send<{ at: null; open: number }>(
      'DELETE',
      `${a.path}/briefing/parts/${document.id}/${hash}`,
    );
    expect([back.status, back.body]).toEqual([200, { at: null, open: 3 }]);
    // Two devices at once.
    const said = await Promise.all([purpose, one, two, one, two].map((part) => acknowledge(a.rail, a.path, part)));
    expect(said.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(await openFor(a.rail)).toEqual([]);
    expect((await shareFor(a.rail)).mine).toBe(0);
    expect(await homeOf(a.rail)).toEqual([]);
    expect((await homeOf(a.north)).map(({ kind, detail }) => [kind, detail])).toEqual([['briefing', '3']]);
  });

  test('words that are not in force are refused, of anybody else’s partnership nothing is said', async () => {
    const url = (hash: string, path = a.path, id = document.id) => `${path}/briefing/parts/${id}/${hash}`;
    const put = (who: Client, address: string) => who.send<Problem>('PUT', address);
    const none = '0'.repeat(64);
    const refused = await put(a.north, url(none));
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/not-in-force']);
    expect((await put(t.nobody, url(none))).status).toBe(401);
    expect((await put(stranger, url(none))).status).toBe(404);
    expect((await put(a.north, url('xyz'))).status).toBe(404);
    expect((await put(a.north, url(none, a.path, first.partnership.id))).status).toBe(404);
    const [part] = partsOf(await briefingOf(a.north, a.path));
    expect((await put(a.north, url(part?.hash ?? '', first.path))).status).toBe(404);
    for (const address of ['', '/share'])
      for (const [who, status] of [
        [t.nobody, 401],
        [stranger, 404],
      ] as const)
        expect((await who.get(`${a.path}/briefing${address}`)).status).toBe(status);
  });

  test('a draft of my own party cannot be acknowledged, nor seen by the other', async () => {
    const own = must(
      await a.north.post<Document>(`${a.path}/documents`, { kind: 'relational-expectations', examples: true }),
    );
    const put = (who: Client) => who.send('PUT', `${a.path}/briefing/parts/${own.id}/${'0'.repeat(64)}`);
    expect([(await put(a.north)).status, (await put(a.rail)).status]).toEqual([409, 404]);
    expect((await a.rail.get(`${a.path}/documents/${own.id}/check-ins`)).status).toBe(404);
  });
});

describe('a new version', () => {
  beforeAll(withExpectations());

  test('opens exactly what changed, shows what, and leaves the rest read', async () => {
    await readAll(a.rail, a.path);
    const was = partsOf(await briefingOf(a.rail, a.path))[1];
    t.clock.pass({ hours: 1 });
    document = await amend(t, a.north, a.rail, a.path, document, (content) => ({
      ...content,
      expectations: [
        expectation('e2', 'We say early what we cannot keep'),
        expectation('e1', 'We answer within four days'),
        expectation('e3', 'We thank each other'),
      ],
    }));
    expect(await openFor(a.rail)).toEqual(['e1', 'e3']);
    const parts = partsOf(await briefingOf(a.rail, a.path));
    const changed = parts.find((part) => part.row === 'e1')?.change;
    expect(changed?.number).toBe(1);
    expect(changed?.pieces.filter(({ kind }) => kind !== 'same').map(({ kind, text }) => [kind, text])).toEqual([
      ['removed', 'two'],
      ['added', 'four'],
    ]);
    expect(parts.find((part) => part.row === 'e3')?.change).toBeNull();
    expect((await homeOf(a.rail)).map(({ kind, detail, at }) => [kind, detail, at])).toEqual([
      ['briefing-changed', '2', t.clock.now().toString({ fractionalSecondDigits: 3 })],
    ]);
    // What was read before it came into force does not count for it.
    expect((await acknowledge(a.rail, a.path, was as never)).status).toBe(409);
    expect(await openFor(a.rail)).toEqual(['e1', 'e3']);
    expect((await shareFor(a.rail)).evidence).toMatchObject({ met: false, acknowledged: 0, missing: 2 });
  });

  test('that was only proposed changes nothing', async () => {
    await readAll(a.rail, a.path);
    await proposeChange(t, a.north, a.path, document, (content) => ({
      ...content,
      expectations: [expectation('e1', 'We answer at once')],
    }));
    expect(await openFor(a.rail)).toEqual([]);
  });
});

test('reading and coming into force at the same moment: counted are words that were in force, each once', async () => {
  await withExpectations()();
  for (let run = 0; run < 10; run++) {
    const parts = partsOf(await briefingOf(a.rail, a.path));
    const proposed = await proposeChange(t, a.north, a.path, document, (content) => ({
      ...content,
      expectations: [expectation('e1', `We answer in ${run + 3} days`), ROWS[1] as never],
    }));
    must(await ratify(a.north, a.path, proposed));
    const [ratified, ...read] = await Promise.all([
      ratify(a.rail, a.path, proposed),
      ...parts.map((part) => acknowledge(a.rail, a.path, part)),
    ]);
    document = must(ratified as never);
    for (const { status } of read) expect([200, 409]).toContain(status);
    // The new words are unread, whoever was faster, and the count is that of the rows.
    expect(await openFor(a.rail)).toContain('e1');
    expect((await shareFor(a.rail)).mine).toBe((await openFor(a.rail)).length);
  }
}, 60_000);

describe('who is briefed', () => {
  beforeAll(withExpectations(8));

  test('numbers for all, names of their own party for those who speak for it', async () => {
    const member = await newcomer(a.north, a.northParty, 'Nils Berg');
    const watcher = await newcomer(a.rail, a.railParty, 'Olga Lind', 'observer');
    await readAll(member, a.path);
    await readAll(watcher, a.path);
    const seen = await shareFor(a.north);
    expect(seen).toMatchObject({ people: 12, accounts: 4, briefed: 2, mark: 70, of: 3 });
    expect(seen.parties.find((one) => one.partyId === a.railParty)).toEqual({
      partyId: a.railParty,
      people: 10,
      accounts: 2,
      briefed: 1,
    });
    const names = async (who: Client) => who.get<BriefingNames>(`${a.path}/briefing/names`);
    expect(must(await names(a.north)).items.map(({ name, account, briefed }) => [name, account, briefed])).toEqual([
      ['Astrid Moen', true, false],
      ['Nils Berg', true, true],
    ]);
    for (const who of [member, watcher]) expect((await names(who)).status).toBe(403);
    expect([(await names(t.nobody)).status, (await names(stranger)).status]).toEqual([401, 404]);
    expect(seen.expectations.map(({ people }) => people)).toEqual([2, 2, 2]);
  });

  test('somebody who leaves counts no more and finds what they read when they return; who joins later counts as new', async () => {
    const row = must(
      await a.north.get<{ items: { id: string; name: string; version: number }[] }>(`${a.path}/participants?limit=200`),
    ).items.find((one) => one.name === 'Nils Berg');
    const set = (version: number, leftOn: string | null) =>
      a.north.patch<{ version: number }>(`${a.path}/participants/${row?.id}`, version, { leftOn });
    const left = must(await set(row?.version ?? 0, '2026-11-02'));
    expect(await shareFor(a.north)).toMatchObject({ people: 11, briefed: 1 });
    expect((await shareFor(a.north)).expectations.map(({ people }) => people)).toEqual([1, 1, 1]);
    must(await set(left.version, null));
    expect(await shareFor(a.north)).toMatchObject({ people: 12, briefed: 2 });
    const late = await newcomer(a.rail, a.railParty, 'Lena Ny');
    expect(await openFor(late)).toEqual(['purpose', 'e1', 'e2']);
    expect(await shareFor(a.north)).toMatchObject({ people: 13, briefed: 2 });
  });

  test('70 % of the people who are here, and the practice is in place', async () => {
    await withExpectations()();
    await readAll(a.north, a.path);
    expect((await shareFor(a.north)).evidence).toEqual({
      met: false,
      reason: 'too-few',
      people: 2,
      acknowledged: 1,
      missing: 1,
    });
    await readAll(a.rail, a.path);
    expect((await shareFor(a.north)).evidence).toMatchObject({ met: true, reason: 'enough' });
  });

  test('moving shares are told to open pages, without a name', async () => {
    await withExpectations()();
    const heard: { type: string }[] = [];
    const stop = t.services.live.feed.listen({ event: (one) => heard.push(one), member: () => {}, gap: () => {} });
    const before = (await t.sql('select count(*)::int as n from event')).rows[0].n;
    await readAll(a.rail, a.path);
    const moved = () => heard.filter((one) => one.type === 'briefing.moved');
    await expect.poll(() => moved().length).toBeGreaterThan(0);
    stop();
    expect(new Set(moved().map((one) => JSON.stringify(one)))).toEqual(
      new Set([
        JSON.stringify({
          partnershipId: a.partnership.id,
          id: null,
          type: 'briefing.moved',
          subject: { type: 'briefing', id: a.partnership.id },
          privateTo: null,
        }),
      ]),
    );
    // Reading is no event of the record.
    expect((await t.sql('select count(*)::int as n from event')).rows[0].n).toBe(before);
  });
});

describe('check-in', () => {
  beforeAll(withExpectations(4));
  const make = (who: Client) => who.post<CheckIn>(`${a.path}/documents/${document.id}/check-in`);

  test('one item for each expectation, made once for a version', async () => {
    const both = await Promise.all([make(a.north), make(a.rail)]);
    const [mine, theirs] = both.map((one) => must(one)) as [CheckIn, CheckIn];
    expect(mine).toEqual(theirs);
    const own = must(await a.rail.get<OwnInstrument>(`${a.path}/instruments/${mine.instrumentId}`));
    expect(own.usable?.title).toEqual({ en: 'How we work together, version 1: how well kept?' });
    expect(own.usable?.items.map((item) => item.text['en'])).toEqual(ROWS.map((row) => row['expectation']));
    expect(own.usable).toMatchObject({ scale: { min: 1, max: 5 }, thresholds: { discuss: 3, strength: 4 } });
    expect(own.state).toBe('usable');
  });

  test('a round is opened with it and found from the document; the next version makes another', async () => {
    const { instrument } = must(await make(a.north));
    const round = await openRound(a.north, a.path, { instrument, level: 'confidential', closesAt: '2026-11-20T17:00' });
    const list = async () => must(await a.rail.get<CheckInList>(`${a.path}/documents/${document.id}/check-ins`));
    expect((await list()).items.map((one) => [one.number, one.rounds.map(({ id, state }) => [id, state])])).toEqual([
      [1, [[round.id, 'open']]],
    ]);
    document = await amend(t, a.north, a.rail, a.path, document, (content) => ({
      ...content,
      expectations: [expectation('e9', 'We thank each other')],
    }));
    const next = must(await make(a.rail));
    expect(next.number).toBe(2);
    expect(next.instrument).not.toBe(instrument);
    expect((await list()).items.map(({ number }) => number)).toEqual([2, 1]);
  });

  test('retired questions come back; deleted ones are made anew', async () => {
    const { instrumentId } = must(await make(a.north));
    const at = `${a.path}/instruments/${instrumentId}`;
    const own = async () => must(await a.north.get<OwnInstrument>(at));
    must(await a.north.patch(at, (await own()).version, { retired: true }));
    expect(must(await make(a.north)).instrumentId).toBe(instrumentId);
    expect((await own()).state).toBe('usable');
    must(await a.north.send('DELETE', at, undefined, { 'if-match': `"${(await own()).version}"` }));
    expect(must(await make(a.north)).instrumentId).not.toBe(instrumentId);
  });

  test('by leads and sponsors, of expectations in force, and of no more than a round can ask', async () => {
    const member = await newcomer(a.north, a.northParty, 'Nils Berg');
    expect((await make(member)).status).toBe(403);
    expect((await make(t.nobody)).status).toBe(401);
    expect((await make(stranger)).status).toBe(404);
    const agreement = await startShared(a.north, a.path);
    const refused = await a.north.post<Problem>(`${a.path}/documents/${agreement.id}/check-in`);
    expect([refused.status, refused.body.type]).toEqual([409, '/problems/no-expectations']);
    const many = Array.from({ length: 61 }, (_, at) => expectation(`m${at}`, `We keep promise ${at}`));
    const long = await expectationsInForce(a.north, a.rail, a.path, many, 'Many');
    const tooMany = await a.north.post<Problem>(`${a.path}/documents/${long.id}/check-in`);
    expect([tooMany.status, tooMany.body.type]).toEqual([409, '/problems/too-many-expectations']);
  });
});

test('a text of ten thousand words says how long it takes', async () => {
  a = await another(first);
  await expectationsInForce(a.north, a.rail, a.path, [expectation('e1', 'We read')], 'Long');
  await inForce(a.north, a.rail, a.path, {
    kind: 'communication-structure',
    examples: true,
    content: {
      meetings: [{ id: 'm', meeting: 'Weekly', 'how-often': 'weekly', way: 'call' }],
      decisions: prose('word '.repeat(10_000)),
    },
  });
  const briefing: Briefing = await briefingOf(a.rail, a.path);
  expect(briefing.minutes).toBeGreaterThan(50);
  expect((await shareFor(a.rail)).minutes).toBe(briefing.minutes);
});
