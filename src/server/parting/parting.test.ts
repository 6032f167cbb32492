import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { ChainFile, Link } from '../../domain/documents/chain.ts';
import type { Document } from '../../domain/documents/contract.ts';
import type { Parting } from '../../domain/parting/contract.ts';
import type { Participant, Partnership, RecordEvent } from '../../domain/partnerships/contract.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { GuestLink } from '../../domain/reviews/contract.ts';
import { ratifyProposal } from '../documents/proposals.ts';
import { verify } from '../documents/verify.ts';
import { asWorker, inPartnership } from '../platform/scope.ts';
import { type Client, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/costly.ts';
import { inForce, leadsSign, propose, ratify, startShared } from '../testing/documents.ts';
import { type Alliance, addPeople, alliance, closedRound, openRound } from '../testing/factories.ts';
import { another, invite, join as joinIn, must } from '../testing/principals.ts';
import { unpack } from '../testing/zip.ts';
import { endParty } from './jobs.ts';
import { announceParting, endPart, takeBackParting } from './queries.ts';
import { verifyCopy } from './verify-copy.ts';

let t: TestApp;
let base: Alliance;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  base = await alliance(t);
});
beforeEach(async () => {
  t.clock.set('2026-11-02T09:00:00Z');
  a = await another(base);
});
afterAll(() => t.close());

const wish = (over: object = {}) => ({
  leavesOn: '2026-11-30',
  timeZone: 'Europe/Oslo',
  words: 'We thank you for four good years.',
  password: PASSWORD,
  ...over,
});
const put = <T = Parting>(who: Client, at: Alliance, over: object = {}) =>
  who.send<T>('PUT', `${at.path}/parting`, wish(over));
const announce = async (who: Client, at: Alliance, over: object = {}) => must(await put(who, at, over));
const events = async (who: Client, at: Alliance) =>
  must(await who.get<{ items: RecordEvent[] }>(`${at.path}/record?limit=100`)).items;
const home = async (who: Client) => must(await who.get<HomeList>('/home'));
const run = () => t.services.jobs.run('part');

/** A third party, with its lead in. */
async function third(at: Alliance): Promise<TestPerson> {
  must(
    await at.north.post(`${at.path}/parties`, {
      organisation: 'Quay Works',
      people: [{ name: 'Timo Laine', email: null, role: 'lead' }],
    }),
  );
  const { items } = must(await at.north.get<{ items: Participant[] }>(`${at.path}/participants`));
  return joinIn(t, at.north, at.path, items.find((one) => one.name === 'Timo Laine') as Participant, null);
}

describe('announcing', () => {
  test('tells everybody at once: record, mail, Home and the partnership itself', async () => {
    const before = must(await a.rail.get<Parting>(`${a.path}/parting`));
    expect(before).toMatchObject({ mine: null, agreement: null, ends: true, whoMay: [a.rail.name] });
    expect(before.can).toEqual({ copy: true, announce: true, takeBack: false });
    const after = await announce(a.rail, a);
    expect(after.mine).toMatchObject({ leavesOn: '2026-11-30', timeZone: 'Europe/Oslo', by: a.rail.name });
    expect(after.can).toEqual({ copy: true, announce: false, takeBack: true });
    for (const who of [a.north, a.rail]) {
      expect(must(await who.get<Partnership>(a.path)).leaving).toMatchObject([
        { partyId: a.railParty, leavesOn: '2026-11-30', words: 'We thank you for four good years.' },
      ]);
      expect((await events(who, a))[0]).toMatchObject({ type: 'party.leaving', subject: { label: 'Railia Freight' } });
      expect(
        (await home(who)).items.find((one) => one.partnershipId === a.partnership.id && one.kind === 'party-leaves'),
      ).toMatchObject({
        detail: 'Railia Freight',
        dueOn: '2026-11-30',
      });
    }
    const { rows } = await t.sql(
      `select recipient, text from mail where partnership_id = $1 and key like 'parting/%'`,
      [a.partnership.id],
    );
    expect(rows.map((row) => row.recipient).sort()).toEqual([a.north.email, a.rail.email].sort());
    expect(rows[0].text).toContain('We thank you for four good years.');
    expect(rows[0].text).toContain('Monday, 30 November 2026 (Europe/Oslo)');
  });

  test('is refused to whoever may not, with a wrong proof, for a day that is over, and twice', async () => {
    const stranger = await t.person();
    const nobody = await put<Problem>(t.nobody, a);
    expect(nobody.status).toBe(401);
    expect((await put(stranger, a)).status).toBe(404);
    const member = must(
      await a.rail.post<Participant>(`${a.path}/participants`, { partyId: a.railParty, name: 'Mia', role: 'member' }),
    );
    expect((await put(await joinIn(t, a.rail, a.path, member, null), a)).status).toBe(403);
    expect((await put(a.rail, a, { password: 'not my password at all' })).status).toBe(403);
    // No passkey was used a moment ago.
    expect((await put(a.rail, a, { password: undefined })).status).toBe(403);
    for (const wrong of [
      { leavesOn: '2026-11-01' },
      { leavesOn: '2029-01-01' },
      { leavesOn: '2026-02-30' },
      { timeZone: 'Mars/Olympus' },
      { partyId: a.northParty },
    ])
      expect((await put(a.rail, a, wrong)).status, JSON.stringify(wrong)).toBe(400);
    expect(must(await a.rail.get<Partnership>(a.path)).leaving).toEqual([]);
    await announce(a.rail, a);
    expect(await put<Problem>(a.rail, a)).toMatchObject({ status: 409, body: { type: '/problems/leaving-already' } });
  });

  test('is for the sponsor where the party has one, and for the lead it chose to sign', async () => {
    const row = must(
      await a.rail.post<Participant>(`${a.path}/participants`, {
        partyId: a.railParty,
        name: 'Sponsor Sol',
        role: 'sponsor',
      }),
    );
    expect(must(await a.rail.get<Parting>(`${a.path}/parting`)).can.announce).toBe(true);
    const sponsor = await joinIn(t, a.rail, a.path, row, null);
    expect(must(await a.rail.get<Parting>(`${a.path}/parting`))).toMatchObject({
      can: { announce: false },
      whoMay: ['Sponsor Sol'],
    });
    expect((await put(a.rail, a)).status).toBe(403);
    const { id } = await startShared(a.rail, a.path);
    await leadsSign(a.path, id, a.rail);
    await announce(a.rail, a);
    must(await sponsor.send('DELETE', `${a.path}/parting`));
  });

  test('shows what the agreement in force says about parting, and what is open', async () => {
    const agreement = await inForce(a.north, a.rail, a.path);
    const plan = await startShared(a.rail, a.path, { kind: 'joint-business-plan', title: 'Plan' });
    await propose(a.rail, a.path, plan.id);
    const me = must(await a.rail.get<Partnership>(a.path)).myParticipantId;
    must(await a.rail.post(`${a.path}/actions`, { text: 'Hand over', ownerId: me, dueOn: '2026-12-01' }));
    const shown = must(await a.rail.get<Parting>(`${a.path}/parting`));
    expect(shown.agreement).toMatchObject({ documentId: agreement.id, number: 1 });
    expect(shown.agreement?.ratifications).toHaveLength(2);
    expect(JSON.stringify(shown.agreement?.text)).toMatch(/month|notice|leave/i);
    expect(shown.open).toMatchObject({
      inForce: [{ id: agreement.id }],
      proposals: [{ id: plan.id, title: 'Plan' }],
      actions: [{ text: 'Hand over', owner: a.rail.name }],
    });
  });
});

describe('taking it back', () => {
  test('until the day is over, by the party itself, once; and it can be announced anew', async () => {
    await announce(a.rail, a);
    const back = (who: Client) => who.send<Problem>('DELETE', `${a.path}/parting`);
    expect((await back(a.north)).status).toBe(409);
    t.clock.set('2026-11-30T22:59:59Z');
    expect((await back(a.rail)).status).toBe(200);
    expect((await back(a.rail)).status).toBe(409);
    expect((await events(a.north, a))[0]).toMatchObject({ type: 'party.staying' });
    expect(must(await a.north.get<Partnership>(a.path)).leaving).toEqual([]);
    t.clock.set('2026-12-02T00:00:00Z');
    await run();
    expect((await a.rail.get(a.path)).status).toBe(200);
    await announce(a.rail, a, { leavesOn: '2026-12-03' });
    t.clock.set('2026-12-03T23:00:00Z');
    // The day is over where it was named, whether or not the job has run.
    expect((await back(a.rail)).status).toBe(409);
  });

  test('while the job runs: the party stays or has left, and nothing in between', async () => {
    for (let i = 0; i < 20; i++) {
      const one = await another(base);
      await announce(one.rail, one);
      const { rows } = await t.sql('select id, ends_at from parting where partnership_id = $1', [one.partnership.id]);
      const ends = Temporal.Instant.from(rows[0].ends_at.toISOString());
      const person = (await t.sql('select id from person where email = $1', [one.rail.email])).rows[0].id;
      const [left, back] = await Promise.all([
        asWorker(t.services.db, one.partnership.id, (tx) => endPart(tx, rows[0].id, ends, ends)),
        inPartnership(t.services.db, person, one.partnership.id, (tx) =>
          takeBackParting(tx, ends.subtract({ seconds: 1 })),
        ).catch(() => false),
      ]);
      expect(back, `run ${i}`).toBe(left === undefined);

      expect((await one.rail.get(one.path)).status).toBe(back ? 200 : 404);
    }
  });
});

describe('the day', () => {
  test.each([
    ['Pacific/Auckland', '2026-11-30', '2026-11-30T11:00:00Z'],
    ['Europe/Oslo', '2026-11-30', '2026-11-30T23:00:00Z'],
    ['America/Los_Angeles', '2026-11-30', '2026-12-01T08:00:00Z'],
    // The clocks go forward that night.
    ['Europe/Oslo', '2027-03-28', '2027-03-28T22:00:00Z'],
  ])('ends where it was named: %s, %s', async (timeZone, leavesOn, over) => {
    await announce(a.rail, a, { timeZone, leavesOn });
    t.clock.set(Temporal.Instant.from(over).subtract({ seconds: 1 }).toString());
    await run();
    expect((await a.rail.get(a.path)).status).toBe(200);
    t.clock.set(over);
    await run();
    expect((await a.rail.get(a.path)).status).toBe(404);
    const party = must(await a.north.get<Partnership>(a.path)).parties.find((one) => one.id === a.railParty);
    expect(party).toMatchObject({ state: 'left', leftOn: leavesOn, people: 0 });
  });

  test('comes also after a downtime of weeks, and once, however often the job runs', async () => {
    await announce(a.rail, a, { leavesOn: '2026-11-02' });
    t.clock.set('2026-12-24T12:00:00Z');
    await Promise.allSettled([run(), run()]);
    await run();
    expect((await events(a.north, a)).filter((one) => one.type === 'party.left')).toHaveLength(1);
    const { rows } = await t.sql('select left_on::text as left_on from party where partnership_id = $1 and id = $2', [
      a.partnership.id,
      a.railParty,
    ]);
    expect(rows[0].left_on).toBe('2026-11-02');
  });

  test('of two parties ends the partnership: it is read and copied, and nothing is written any more', async () => {
    const agreed = await inForce(a.north, a.rail, a.path, { title: 'Agreement' });
    const { id } = await startShared(a.north, a.path, { kind: 'joint-business-plan', title: 'Plan' });
    await leadsSign(a.path, id, a.north, a.rail);
    await ratify(a.north, a.path, await propose(a.north, a.path, id));
    const me = must(await a.rail.get<Partnership>(a.path)).myParticipantId;
    must(await a.rail.post(`${a.path}/actions`, { text: 'Hand over', ownerId: me, dueOn: '2026-12-01' }));
    const waiting = must(
      await a.rail.post<Participant>(`${a.path}/participants`, { partyId: a.railParty, name: 'Wanda', role: 'member' }),
    );
    const token = await invite(a.rail, a.path, waiting.id);
    for (const [who, party] of [
      [a.north, a.northParty],
      [a.rail, a.railParty],
    ] as const)
      await addPeople(who, a.path, party, 5, party);
    const round = await closedRound(t, a, () => 4);
    const session = must(await a.north.post<{ id: string }>(`${a.path}/rounds/${round.id}/review`)).id;
    const { link } = must(await a.north.post<GuestLink>(`${a.path}/reviews/${session}/guests`, { name: 'Mara Lind' }));
    const facilitator = () => t.nobody.post('/guest/enter', { token: link.split('#')[1] });
    expect((await facilitator()).status).toBe(200);
    await announce(a.rail, a, { leavesOn: '2026-11-02' });
    t.clock.set('2026-11-02T23:00:00Z');
    await run();

    const now = must(await a.north.get<Partnership>(a.path));
    expect(now).toMatchObject({ status: 'ended', endedAt: '2026-11-02T23:00:00.000Z', leaving: [] });
    expect(now.can).toEqual({ edit: false, addParty: false, openRound: false });
    const plan = must(await a.north.get<Document>(`${a.path}/documents/${id}`));
    expect(plan.versions[0]).toMatchObject({ state: 'withdrawn', reason: 'Railia Freight left', settledBy: null });
    expect(plan.draft).not.toBeNull();
    const kept = must(await a.north.get<Document>(`${a.path}/documents/${agreed.id}`));
    expect(kept.inForce).toMatchObject({ number: 1, waitingFor: [] });
    expect(kept.inForce?.ratifications).toHaveLength(2);
    const chain = must(await a.north.get<ChainFile>(`${a.path}/chain.json`));
    expect(JSON.parse(chain.links.at(-1)?.link ?? '') as Link).toMatchObject({
      event: 'left',
      document: { id: agreed.id, number: 1 },
      ratifications: [{ party: { name: 'Railia Freight' } }],
    });
    const bytes = await t.app.inject({ url: `/api/v1${a.path}/chain.json`, headers: { cookie: a.north.cookie ?? '' } });
    expect(verify(bytes.rawPayload).problems).toEqual([]);
    const types = (await events(a.north, a)).map((one) => one.type);
    for (const type of ['party.left', 'document.withdrawn', 'partnership.ended']) expect(types).toContain(type);
    expect(
      must(await a.north.get<{ items: { owner: { left: boolean } }[] }>(`${a.path}/actions`)).items[0]?.owner.left,
    ).toBe(true);

    const over = { status: 409, body: { type: '/problems/partnership-ended' } };
    expect(await a.north.patch<Problem>(a.path, now.version, { name: 'Another' })).toMatchObject(over);
    expect(await a.north.post<Problem>(`${a.path}/parties`, { organisation: 'New', people: [] })).toMatchObject(over);
    expect(
      await a.north.post<Problem>(`${a.path}/documents`, { kind: 'contract-record', examples: false }),
    ).toMatchObject(over);
    expect(await put<Problem>(a.north, a)).toMatchObject(over);
    await expect(
      inPartnership(
        t.services.db,
        (await t.sql('select id from person where email = $1', [a.north.email])).rows[0].id,
        a.partnership.id,
        async (tx) => {
          await tx
            .insertInto('event')
            .values({
              partnership_id: a.partnership.id,
              id: crypto.randomUUID(),
              at: t.clock.now().toString(),
              type: 'x.y',
              subject_type: 'x',
              subject_id: crypto.randomUUID(),
              subject_label: 'x',
            })
            .execute();
        },
      ),
    ).rejects.toThrow('has ended');
    expect((await take(a.north, `${a.path}/copy`)).size).toBeGreaterThan(10);

    // Whatever waited for it opens nothing.
    const guest = await t.person();
    expect((await guest.post('/invitations/accept', { token })).status).toBe(410);
    expect((await facilitator()).status).toBe(401);
  });

  test('of three: two go on, with new proposals to each other, and nothing of before is rewritten', async () => {
    const timo = await third(a);
    const members = async (who: Client, partyId: string, name: string) => {
      for (let i = 0; i < 5; i++)
        must(await who.post(`${a.path}/participants`, { partyId, name: `${name} ${i}`, role: 'member' }));
    };
    await members(a.north, a.northParty, 'N');
    await members(a.rail, a.railParty, 'R');
    const closed = await closedRound(t, a, () => 4);
    const { id } = await startShared(a.rail, a.path);
    await leadsSign(a.path, id, a.north, a.rail, timo);
    const first = await propose(a.rail, a.path, id);
    for (const who of [a.north, a.rail]) must(await ratify(who, a.path, first));
    await announce(a.rail, a, { leavesOn: '2026-11-08' });
    t.clock.set('2026-11-08T23:00:00Z');
    await run();
    // Two of three had said yes: it names who has left, so it comes into force for nobody.
    const after = must(await timo.get<Document>(`${a.path}/documents/${id}`));
    expect(after.versions[0]).toMatchObject({ state: 'withdrawn', reason: 'Railia Freight left' });
    expect((await ratify(timo, a.path, first)).status).toBe(409);
    expect(after.signatories.map((one) => one.partyId)).not.toContain(a.railParty);
    const second = await propose(a.north, a.path, id);
    expect(second.proposed?.partyIds).toHaveLength(2);
    for (const who of [a.north, timo]) must(await ratify(who, a.path, second));
    expect(must(await timo.get<Document>(`${a.path}/documents/${id}`)).inForce).toMatchObject({
      number: 2,
      waitingFor: [],
    });
    const shown = must(await timo.get<Partnership>(a.path));
    expect(shown).toMatchObject({ endedAt: null });
    expect(
      must(await a.north.get<{ snapshot: { parties: string[] } }>(`${a.path}/rounds/${closed.id}/results`)).snapshot
        .parties,
    ).toContain(a.railParty);
    const round = { closesAt: '2026-11-20T17:00', partyIds: [a.railParty, a.northParty] };
    await expect(openRound(a.north, a.path, round)).rejects.toThrow('has left');
    // Its name is free for whoever comes later.
    expect((await a.north.post(`${a.path}/parties`, { organisation: 'Railia Freight', people: [] })).status).toBe(201);
  });

  test('takes with it a party that it had invited and that never came in', async () => {
    const timo = await third(a);
    must(
      await a.rail.post(`${a.path}/parties`, {
        organisation: 'Never In',
        people: [{ name: 'Nemo', email: 'nemo@never.example', role: 'lead' }],
      }),
    );
    await announce(a.rail, a, { leavesOn: '2026-11-02' });
    t.clock.set('2026-11-02T23:00:00Z');
    await run();
    const { parties } = must(await timo.get<Partnership>(a.path));
    expect(parties.filter((one) => one.state === 'left').map((one) => one.name)).toEqual([
      'Never In',
      'Railia Freight',
    ]);
  });
});

async function take(who: Client, url: string): Promise<Map<string, Buffer>> {
  const { statusCode, rawPayload, body } = await t.app.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { cookie: who.cookie ?? '', 'content-type': 'application/json' },
    payload: '{}',
  });
  expect(statusCode, body.slice(0, 200)).toBe(200);
  const folder = await mkdtemp(join(tmpdir(), 'left-'));
  try {
    await writeFile(join(folder, 'copy.zip'), rawPayload);
    expect((await verifyCopy(join(folder, 'copy.zip'), false, t.services.signer.publicKey)).problems).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
  return unpack(rawPayload);
}

describe('after it has left', () => {
  test('its speakers take the copy as of that moment, for ninety days; everything else is gone', async () => {
    const member = must(
      await a.rail.post<Participant>(`${a.path}/participants`, {
        partyId: a.railParty,
        name: 'Mia Member',
        role: 'member',
      }),
    );
    const mia = await joinIn(t, a.rail, a.path, member, null);
    must(await a.rail.post(`${a.path}/documents`, { kind: 'contract-record', title: 'Ours alone', examples: true }));
    must(await a.north.post(`${a.path}/documents`, { kind: 'contract-record', title: 'Theirs alone', examples: true }));
    await inForce(a.north, a.rail, a.path, { title: 'Agreed by both' });
    await announce(a.rail, a, { leavesOn: '2026-11-02' });
    expect((await a.rail.post(`/left/${a.partnership.id}/copy`)).status).toBe(404);
    t.clock.set('2026-11-02T23:00:00Z');
    await run();
    must(await a.north.get(a.path));
    const left = (await home(a.rail)).left.find((one) => one.partnershipId === a.partnership.id);
    expect(left).toMatchObject({ party: 'Railia Freight', leftOn: '2026-11-02', until: '2027-01-31T23:00:00.000Z' });
    expect((await home(mia)).left).toEqual([]);
    expect((await home(a.north)).left.some((one) => one.partnershipId === a.partnership.id)).toBe(false);
    const files = await take(a.rail, `/left/${a.partnership.id}/copy`);
    const text = [...files]
      .filter(([name]) => !name.endsWith('.pdf'))
      .map(([, bytes]) => `${bytes}`)
      .join('\n');
    for (const there of ['Ours alone', 'Agreed by both', a.rail.email]) expect(text).toContain(there);
    for (const not of ['Theirs alone', a.north.email]) expect(text).not.toContain(not);
    expect([...files.keys()].filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    for (const [who, status] of [
      [t.nobody, 401],
      [mia, 404],
      [a.north, 404],
      [await t.person(), 404],
    ] as [Client, number][])
      expect((await who.post(`/left/${a.partnership.id}/copy`)).status).toBe(status);
    for (const url of ['', '/participants', '/record', '/documents', '/rounds', '/parting'])
      expect((await a.rail.get(`${a.path}${url}`)).status, url).toBe(404);
    expect((await a.rail.post(`${a.path}/copy`)).status).toBe(404);

    t.clock.set('2027-01-31T23:00:00Z');
    expect((await a.rail.post(`/left/${a.partnership.id}/copy`)).status).toBe(404);
    expect((await home(a.rail)).left.some((one) => one.partnershipId === a.partnership.id)).toBe(false);
    await t.services.jobs.run('sweep');
    expect((await t.sql('select from kept_copy where partnership_id = $1', [a.partnership.id])).rowCount).toBe(0);
  });
});

test('the last yes and leaving, a hundred times at once: in force with its link, or withdrawn, and never both', async () => {
  const { id } = await startShared(a.north, a.path);
  await leadsSign(a.path, id, a.north, a.rail);
  const text = (await propose(a.north, a.path, id)).proposed as NonNullable<Document['proposed']>;
  const person = async (who: TestPerson) =>
    (await t.sql('select id from person where email = $1', [who.email])).rows[0].id as string;
  const [north, rail] = [await person(a.north), await person(a.rail)];
  const as = <T>(who: string, work: Parameters<typeof inPartnership<T>>[3]) =>
    inPartnership(t.services.db, who, a.partnership.id, work);
  const yes = (who: string, document: string) =>
    as(who, (tx, scope) =>
      ratifyProposal(
        tx,
        scope,
        t.services,
        document,
        { number: 1, hash: text.hash, proof: async () => 'password' },
        t.clock.now(),
      ),
    );
  const one = [a.partnership.id];
  const ends = { 'in-force': 0, withdrawn: 0 };
  for (let i = 0; i < 100; i++) {
    // As it was before anybody left, with a fresh document that one party has ratified.
    await t.sql('delete from kept_copy where partnership_id = $1', one);
    await t.sql('delete from parting where partnership_id = $1', one);
    await t.sql('update party set left_on = null, left_at = null where partnership_id = $1', one);
    await t.sql('update participant set left_on = null where partnership_id = $1', one);
    await t.sql(`update partnership set ended_at = null, status = 'active' where id = $1`, one);
    await t.sql('update document set removed_at = now() where partnership_id = $1 and id <> $2', [...one, id]);
    t.clock.set('2026-11-02T09:00:00Z');
    const { rows: made } = await t.sql(
      `with d as (insert into document (partnership_id, id, kind, kind_version, title, language, party_id, created_by, created_at, shared_at)
         select partnership_id, gen_random_uuid(), kind, 1, title, language, party_id, created_by, created_at, shared_at
         from document where id = $1 returning id, partnership_id)
       insert into document_version (partnership_id, document_id, number, canonical, hash, title, parties, proposed_by,
         proposed_party, proposed_at, expires_at, time_zone, state)
       select d.partnership_id, d.id, 1, canonical, hash, v.title, parties, proposed_by, proposed_party, proposed_at,
         expires_at, time_zone, 'proposed' from document_version v, d where v.document_id = $1 returning document_id as id`,
      [id],
    );
    const document = made[0].id as string;
    await yes(rail, document);
    const ending = {
      id: crypto.randomUUID(),
      leavesOn: '2026-11-02',
      timeZone: 'Europe/Oslo',
      endsAt: Temporal.Instant.from('2026-11-02T23:00:00Z'),
      words: null,
      proof: 'password' as const,
    };
    await as(rail, (tx) => announceParting(tx, ending, t.clock.now()));
    t.clock.set('2026-11-02T23:00:00Z');
    const due = { partnership: a.partnership.id, id: ending.id, party: a.railParty };
    const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const leave = () =>
      asWorker(t.services.db, due.partnership, (tx, scope) => endParty(tx, scope, t.services, due, undefined));
    const [said] = await Promise.allSettled([
      after((i * 5) % 13).then(() => yes(north, document)),
      after((i * 3) % 17).then(leave),
    ]);
    const { rows } = await t.sql(
      `select v.state, (select count(*)::int from chain_link c where c.document_id = v.document_id) as links
       from document_version v where v.document_id = $1`,
      [document],
    );
    const { state, links } = rows[0] as { state: keyof typeof ends; links: number };
    ends[state]++;
    // In force: the link of the last yes, and the one that ends its binding of whoever left.
    const expected = state === 'in-force' ? ['fulfilled', 2] : ['rejected', 0];
    expect([said.status, links], `run ${i}: ${state} ${(said as PromiseRejectedResult).reason}`).toEqual(expected);
    expect((await t.sql('select from party where partnership_id = $1 and left_on is not null', one)).rowCount).toBe(1);
  }
  expect(Math.min(...Object.values(ends))).toBeGreaterThan(0);
}, 300_000);
