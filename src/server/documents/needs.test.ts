import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import { ITEM_KINDS, ITEMS_MOST, type ItemKind } from '../../domain/documents/needs.ts';
import type { Fit, Needs, OwnItem } from '../../domain/documents/needs-contract.ts';
import type { Participant, RecordEvent } from '../../domain/partnerships/contract.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { LiveEvent } from '../platform/live.ts';
import { type Client, signUp, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, addPeople, alliance } from '../testing/factories.ts';
import { needsOf, offer, shareItem, writeItem } from '../testing/needs.ts';
import { another } from '../testing/principals.ts';

let t: TestApp;
let first: Alliance;
beforeAll(async () => {
  t = await testApp();
  first = await alliance(t);
});
afterAll(() => t.close());

const fresh = () => another(first);
const problem = (reply: { body: unknown }) => reply.body as Problem;
const textsOf = ({ shared }: Needs) => shared.flatMap(({ text }) => text ?? []);
const NOWHERE = '018f3f3e-0000-7000-8000-000000000000';

async function member(lead: Client, path: string, partyId: string, role = 'member'): Promise<TestPerson> {
  const email = `${role}.${Math.random().toString(36).slice(2)}@example.org`;
  const added = await lead.post<Participant>(`${path}/participants`, { partyId, name: 'Mia Berg', email, role });
  const { body } = await lead.post<{ link: string }>(`${path}/participants/${added.body.id}/invitation`);
  const person = await signUp(t.app, 'Mia Berg', email);
  await person.post('/invitations/accept', { token: body.link.split('#')[1] });
  return person;
}

describe('an item', () => {
  test('is private until it is shared, then seen by all; other wordings stay; withdrawn, only that it was there', async () => {
    const { north, rail, path, northParty } = await fresh();
    const item = await writeItem(north, path, 'need', '  Night slots  ', ['capacity']);
    expect(item).toMatchObject({ text: 'Night slots', offered: false, sharedId: null, version: 1 });
    expect(await needsOf(rail, path)).toMatchObject({ own: [], shared: [], offers: [] });
    const at = `${path}/needs/items/${item.id}`;
    const edited = await north.patch<OwnItem>(at, 1, { text: 'Slots at night' });
    expect(edited.body).toMatchObject({ text: 'Slots at night', version: 2 });
    expect(problem(await north.patch(at, 1, { text: 'Late' })).type).toBe('/problems/changed-meanwhile');

    t.clock.pass({ hours: 1 });
    const { body } = await north.post<OwnItem>(`${at}/share`);
    const shared = { partyId: northParty, kind: 'need', text: 'Slots at night', themes: ['capacity'] };
    for (const who of [north, rail])
      expect((await needsOf(who, path)).shared).toMatchObject([
        { id: body.sharedId, ...shared, before: [], exchanged: false, withdrawn: null, sharedBy: 'Astrid Moen' },
      ]);
    expect((await needsOf(rail, path)).own).toEqual([]);
    expect(problem(await north.post(`${at}/share`)).type).toBe('/problems/item-shared');
    expect(problem(await north.send('DELETE', at, undefined, { 'if-match': '"3"' })).type).toBe(
      '/problems/item-shared',
    );

    t.clock.pass({ hours: 1 });
    const later = t.clock.now().toString({ fractionalSecondDigits: 3 });
    expect((await north.patch(at, 3, { text: 'Slots after ten' })).status).toBe(200);
    expect((await needsOf(rail, path)).shared).toMatchObject([
      { text: 'Slots after ten', before: [{ text: 'Slots at night', until: later }], reviewedAt: later },
    ]);
    t.clock.pass({ hours: 24 * 400 });
    expect((await needsOf(rail, path)).evidence.missing[0]?.kinds).toHaveLength(3);
    await north.post(`${at}/review`);
    expect((await needsOf(rail, path)).evidence.missing.find((one) => one.partyId === northParty)?.kinds).toEqual([
      'strength',
      'weakness',
    ]);

    expect((await north.post<OwnItem>(`${at}/withdraw`)).body).toMatchObject({
      sharedId: null,
      text: 'Slots after ten',
    });
    const after = await needsOf(rail, path);
    expect(after.shared).toMatchObject([
      { text: null, themes: [], before: [], withdrawn: { by: 'Astrid Moen' }, kind: 'need', partyId: northParty },
    ]);
    const told = (await rail.get<{ items: RecordEvent[] }>(`${path}/record`)).body;
    expect(JSON.stringify([after, told])).not.toMatch(/slots/i);
    expect(told.items.slice(0, 4).map(({ type }) => type)).toEqual([
      'item.withdrawn',
      'item.reviewed',
      'item.reworded',
      'item.shared',
    ]);
    for (const what of ['withdraw', 'review'])
      expect(problem(await north.post(`${at}/${what}`)).type).toBe('/problems/item-private');
    // Shared again it is another sharing; that there was one before stays.
    await north.post(`${at}/share`);
    expect((await needsOf(rail, path)).shared.map(({ text }) => text)).toEqual([null, 'Slots after ten']);
    t.clock.set('2026-11-02T09:00:00Z');
  });

  test('of which there are at most forty of a kind', async () => {
    const { north, path } = await fresh();
    for (let n = 0; n < ITEMS_MOST; n++) await writeItem(north, path, 'weakness', `Weakness ${n}`);
    const more = await north.post(`${path}/needs/items`, { kind: 'weakness', text: 'One more' });
    expect([more.status, problem(more).type]).toEqual([409, '/problems/too-many-items']);
    await writeItem(north, path, 'need', 'Another kind');
  });

  test.each([
    { kind: 'need', text: '  ' },
    { kind: 'wish', text: 'What' },
    { kind: 'need', text: 'x'.repeat(501) },
    { kind: 'need', text: 'What', themes: ['nonsense'] },
    { kind: 'need', text: 'What', themes: ['speed', 'money', 'people', 'market'] },
    { kind: 'need', text: 'What', shared: true },
  ])('is refused as %o', async (body) => {
    expect((await first.north.post(`${first.path}/needs/items`, body)).status).toBe(400);
  });
});

describe('who may', () => {
  test('strangers find nothing; the other party finds no item that is not shared, nor may it touch one that is', async () => {
    const { north, rail, path } = await fresh();
    const b = await alliance(t);
    const item = await writeItem(north, path, 'need', 'Night slots');
    const at = `${path}/needs/items/${item.id}`;
    const all: [string, string, unknown][] = [
      ['PATCH', at, { text: 'Mine' }],
      ['DELETE', at, undefined],
      ['POST', `${at}/share`, {}],
      ['POST', `${at}/withdraw`, {}],
      ['POST', `${at}/review`, {}],
    ];
    const given = { 'if-match': '"1"' };
    for (const shared of [false, true]) {
      if (shared) await north.post(`${at}/share`);
      for (const [method, url, body] of all) {
        expect((await t.nobody.send(method, url, body, given)).status).toBe(401);
        expect((await b.north.send(method, url, body, given)).status).toBe(404);
        const theirs = await rail.send(method, url, body, given);
        const never = await rail.send(method, url.replace(item.id, NOWHERE), body, given);
        expect([theirs.status, theirs.body]).toEqual([404, never.body]);
      }
    }
    expect((await needsOf(rail, path)).shared).toMatchObject([{ text: 'Night slots', withdrawn: null }]);
    expect((await t.nobody.get(`${path}/needs`)).status).toBe(401);
    expect((await b.north.get(`${path}/needs`)).status).toBe(404);
  });

  test('members write and match, those who speak for the party let it out, observers read', async () => {
    const { north, rail, path, northParty } = await fresh();
    const mia = await member(north, path, northParty);
    const olav = await member(north, path, northParty, 'observer');
    const item = await writeItem(mia, path, 'strength', 'Cranes');
    const at = `${path}/needs/items/${item.id}`;
    expect((await needsOf(mia, path)).can).toEqual({ write: true, share: false });
    expect((await needsOf(olav, path)).can).toEqual({ write: false, share: false });
    expect((await needsOf(olav, path)).own).toHaveLength(1);
    expect((await olav.post(`${path}/needs/items`, { kind: 'need', text: 'No' })).status).toBe(403);
    for (const who of [mia, olav]) {
      expect((await who.post(`${at}/share`)).status).toBe(403);
      expect((await offer(who, path, 'strength', item.id)).status).toBe(403);
      expect((await who.post(`${path}/needs/exchange/end`, { kind: 'strength' })).status).toBe(403);
    }
    await offer(north, path, 'strength', item.id);
    // What is on its way out is not changed by somebody who may not let it out.
    expect((await mia.patch(at, 2, { text: 'No cranes' })).status).toBe(403);
    await north.post(`${path}/needs/exchange/end`, { kind: 'strength' });
    await north.post(`${at}/share`);
    expect((await mia.patch(at, 4, { text: 'No cranes' })).status).toBe(403);
    const need = await shareItem(rail, path, 'need', 'Cranes at night');
    const strength = (await needsOf(mia, path)).shared.find((one) => one.kind === 'strength')?.id;
    const fit = await mia.post<Fit>(`${path}/needs/fits`, { needId: need, strengthId: strength, fits: true });
    expect(fit.status).toBe(201);
    expect((await olav.patch(`${path}/needs/fits/${fit.body.id}`, 1, { fits: false })).status).toBe(403);
  });

  test('whatever a party writes, the other party’s world stays the same, to the byte', async () => {
    const { north, rail, path, partnership, northParty } = await fresh();
    const heard: LiveEvent[] = [];
    const stop = t.services.live.feed.listen({
      event: (event) => void (event.partnershipId === partnership.id && heard.push(event)),
      member: () => {},
      gap: () => {},
    });
    await shareItem(rail, path, 'need', 'Seen by both');
    const world = async () => {
      const replies: unknown[] = [];
      for (const address of [
        `${path}/needs`,
        `${path}/record`,
        path,
        `${path}/participants`,
        '/me/home',
        '/partnerships',
      ])
        replies.push((await rail.get<unknown>(address)).body);
      return JSON.stringify(replies);
    };
    const before = await world();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('write', 'edit', 'remove'), { minLength: 1, maxLength: 8 }),
        async (acts) => {
          for (const act of acts) {
            const { own } = await needsOf(north, path);
            const one = own.find((item) => !item.sharedId);
            if (act === 'write' || !one)
              await writeItem(north, path, ITEM_KINDS[acts.length % 3] as ItemKind, `A ${acts.length}`);
            else if (act === 'edit')
              await north.patch(`${path}/needs/items/${one.id}`, one.version, { text: `B ${one.version}` });
            else
              await north.send('DELETE', `${path}/needs/items/${one.id}`, undefined, {
                'if-match': `"${one.version}"`,
              });
          }
          expect(await world()).toBe(before);
        },
      ),
      { numRuns: 12 },
    );
    const since = () => heard.slice(heard.findIndex(({ type }) => type === 'item.shared') + 1);
    await expect.poll(() => since().length).toBeGreaterThan(5);
    stop();
    // Nothing of it was told but to the party itself.
    expect(new Set(since().map(({ privateTo }) => privateTo))).toEqual(new Set([northParty]));
  });
});

describe('an exchange', () => {
  test('shows nothing but that a party is ready, until all are; then everything offered at once', async () => {
    const { north, rail, path, northParty, railParty } = await fresh();
    const [one, two, kept] = [
      await writeItem(north, path, 'weakness', 'Few people at night'),
      await writeItem(north, path, 'weakness', 'Old cranes'),
      await writeItem(north, path, 'weakness', 'Not told'),
    ];
    expect((await offer(north, path, 'weakness', one.id, two.id)).status).toBe(200);
    const waiting = await needsOf(rail, path);
    expect(waiting).toMatchObject({ own: [], shared: [], offers: [{ partyId: northParty, kind: 'weakness' }] });
    expect(Object.keys(waiting.offers[0] ?? {}).toSorted()).toEqual(['at', 'by', 'kind', 'partyId']);
    // Another kind is another exchange.
    const need = await writeItem(rail, path, 'need', 'Night slots');
    await offer(rail, path, 'need', need.id);
    expect(textsOf(await needsOf(north, path))).toEqual([]);

    const mine = await writeItem(rail, path, 'weakness', 'Late trains');
    t.clock.pass({ minutes: 5 });
    const done = await offer(rail, path, 'weakness', mine.id);
    expect(textsOf(done.body).toSorted()).toEqual(['Few people at night', 'Late trains', 'Old cranes']);
    const seen = await needsOf(north, path);
    expect(seen.shared).toEqual(done.body.shared);
    expect(new Set(seen.shared.map(({ sharedAt, exchanged }) => `${sharedAt} ${exchanged}`)).size).toBe(1);
    expect(seen.shared.find((item) => item.partyId === railParty)?.sharedBy).toBe('Sanna Åkesson');
    expect(seen.offers).toMatchObject([{ partyId: railParty, kind: 'need' }]);
    expect(seen.own.find(({ id }) => id === kept.id)).toMatchObject({ offered: false, sharedId: null });
    const { body } = await north.get<{ items: RecordEvent[] }>(`${path}/record`);
    expect(body.items[0]).toMatchObject({ type: 'exchange.made', subject: { label: 'weakness' } });
  });

  test('can be taken back or changed before, and holds on to what was offered', async () => {
    const { north, rail, path } = await fresh();
    const [a, b] = [await writeItem(north, path, 'need', 'A'), await writeItem(north, path, 'need', 'B')];
    await offer(north, path, 'need', a.id, b.id);
    const at = `${path}/needs/items/${a.id}`;
    expect(problem(await north.post(`${at}/share`)).type).toBe('/problems/item-offered');
    expect(problem(await north.send('DELETE', at, undefined, { 'if-match': '"2"' })).type).toBe(
      '/problems/item-offered',
    );
    const { body } = await offer(north, path, 'need', b.id);
    expect(body.own.map(({ text, offered }) => [text, offered])).toEqual([
      ['A', false],
      ['B', true],
    ]);
    await north.post(`${path}/needs/exchange/end`, { kind: 'need' });
    const gone = await north.post(`${path}/needs/exchange/end`, { kind: 'need' });
    expect([gone.status, problem(gone).type]).toEqual([409, '/problems/no-offer']);
    await offer(rail, path, 'need', (await writeItem(rail, path, 'need', 'C')).id);
    const seen = await needsOf(north, path);
    expect([seen.shared, seen.own.filter(({ offered }) => offered)]).toEqual([[], []]);
  });

  test('is of items of my own party and kind that are not shared', async () => {
    const { north, rail, path } = await fresh();
    const theirs = await writeItem(rail, path, 'need', 'Theirs');
    const mine = await writeItem(north, path, 'need', 'Mine');
    const strength = await writeItem(north, path, 'strength', 'Strong');
    const shared = await writeItem(north, path, 'need', 'Shared');
    await north.post(`${path}/needs/items/${shared.id}/share`);
    for (const id of [theirs.id, strength.id, shared.id, NOWHERE]) {
      const refused = await offer(north, path, 'need', mine.id, id);
      expect(refused.status).toBe(400);
    }
    expect((await offer(north, path, 'need')).status).toBe(400);
    const { offers, own } = await needsOf(north, path);
    expect([offers, own.filter(({ offered }) => offered)]).toEqual([[], []]);
  });

  test('waits for every party that is in, and not for one that is only invited', async () => {
    const { north, rail, path } = await fresh();
    await north.post(`${path}/parties`, {
      organisation: 'Third',
      people: [{ name: 'Tora Lind', email: `tora.${Math.random()}@third.example`, role: 'lead' }],
    });
    await offer(north, path, 'need', (await writeItem(north, path, 'need', 'A')).id);
    const { body } = await offer(rail, path, 'need', (await writeItem(rail, path, 'need', 'B')).id);
    expect(textsOf(body).toSorted()).toEqual(['A', 'B']);
  });
});

test('what others need comes to my Home when they show it, not what my own party needs, and goes when it is withdrawn', async () => {
  const { north, rail, path } = await fresh();
  const mine = async (who: Client) =>
    (await who.get<HomeList>('/home')).body.items.filter(
      (one) => one.kind === 'needs-shown' && path.endsWith(one.partnershipId),
    );
  const { id } = await writeItem(north, path, 'need', 'Night slots');
  await shareItem(north, path, 'strength', 'A depot');
  expect(await mine(rail)).toEqual([]);
  await north.post(`${path}/needs/items/${id}/share`);
  expect(await mine(rail)).toMatchObject([{ detail: 'Nordhavn Terminals', due: null }]);
  expect(await mine(north)).toEqual([]);
  expect(JSON.stringify(await mine(rail))).not.toContain('slots');
  await north.post(`${path}/needs/items/${id}/withdraw`);
  expect(await mine(rail)).toEqual([]);
  for (const [who, text] of [
    [north, 'Tracks'],
    [rail, 'Power'],
  ] as const)
    await offer(who, path, 'need', (await writeItem(who, path, 'need', text)).id);
  expect(await mine(north)).toHaveLength(1);
  expect(await mine(rail)).toHaveLength(1);
});

describe('what fits', () => {
  test('is suggested with its reason, decided by people, and told to all', async () => {
    const { north, rail, path, northParty } = await fresh();
    const need = await shareItem(rail, path, 'need', 'Terminals open at night', ['capacity']);
    const strength = await shareItem(north, path, 'strength', 'Our terminal never sleeps', ['capacity', 'speed']);
    const own = await shareItem(rail, path, 'strength', 'Night trains', ['capacity']);
    const { suggestions } = await needsOf(rail, path);
    expect(suggestions).toEqual([
      {
        needId: need,
        strengthId: strength,
        themes: ['capacity'],
        words: [{ need: 'Terminals', strength: 'terminal' }],
      },
    ]);
    const at = `${path}/needs/fits`;
    const made = await north.post<Fit>(at, { needId: need, strengthId: strength, fits: true, note: ' From May ' });
    expect(made.body).toMatchObject({ fits: true, note: 'From May', by: { name: 'Astrid Moen', partyId: northParty } });
    const again = await rail.post(at, { needId: need, strengthId: strength, fits: false });
    expect([again.status, problem(again).type]).toEqual([409, '/problems/fit-there']);
    expect((await needsOf(rail, path)).suggestions).toEqual([]);
    const changed = await rail.patch<Fit>(`${at}/${made.body.id}`, 1, { fits: false });
    expect(changed.body).toMatchObject({ fits: false, note: 'From May', by: { name: 'Sanna Åkesson' }, version: 2 });
    expect((await north.patch(`${at}/${made.body.id}`, 1, { fits: true })).status).toBe(412);
    expect((await north.send('DELETE', `${at}/${made.body.id}`, undefined, { 'if-match': '"2"' })).status).toBe(204);
    expect((await needsOf(north, path)).suggestions).toHaveLength(1);
    expect((await north.send('DELETE', `${at}/${made.body.id}`, undefined, { 'if-match': '"2"' })).status).toBe(404);

    for (const [needId, strengthId, status] of [
      [need, own, 400],
      [strength, need, 400],
      [NOWHERE, strength, 404],
      [need, NOWHERE, 404],
    ])
      expect((await north.post(at, { needId, strengthId, fits: true })).status).toBe(status);
    const { body } = await rail.get<{ items: RecordEvent[] }>(`${path}/record`);
    expect(body.items.slice(0, 3).map(({ type }) => type)).toEqual(['fit.removed', 'fit.changed', 'fit.found']);
  });

  test('goes with an item that is withdrawn', async () => {
    const { north, rail, path } = await fresh();
    const item = await writeItem(rail, path, 'need', 'Night slots');
    const { body } = await rail.post<OwnItem>(`${path}/needs/items/${item.id}/share`);
    const strengthId = await shareItem(north, path, 'strength', 'Cranes');
    await north.post(`${path}/needs/fits`, { needId: body.sharedId, strengthId, fits: true, note: 'About the slots' });
    await rail.post(`${path}/needs/items/${item.id}/withdraw`);
    const seen = await needsOf(north, path);
    expect(seen.fits).toEqual([]);
    expect(JSON.stringify(seen)).not.toMatch(/slots/i);
    expect((await north.post(`${path}/needs/fits`, { needId: body.sharedId, strengthId, fits: true })).status).toBe(
      404,
    );
  });
});

test('a party cannot write for another one, even past the application', async () => {
  const { north, path, northParty, railParty } = await fresh();
  await addPeople(north, path, northParty, 1, 'North');
  const partnership = path.split('/').at(-1) as string;
  const shared = await shareItem(north, path, 'need', 'Ours');
  const { rows } = await t.sql(
    'select person_id, id from participant where partnership_id = $1 and party_id = $2 and person_id is not null',
    [partnership, railParty],
  );
  const attempt = (statement: string, values: unknown[]) =>
    t.services.db.transaction().execute(async (tx) => {
      const { sql, CompiledQuery } = await import('kysely');
      await sql`select app.enter(${rows[0].person_id}, ${partnership})`.execute(tx);
      return tx.executeQuery(CompiledQuery.raw(statement, values));
    });
  expect((await attempt('select from own_item where partnership_id = $1', [partnership])).rows).toEqual([]);
  await expect(
    attempt(
      `insert into shared_item (partnership_id, id, party_id, kind, text, themes, shared_at, shared_by, reviewed_at)
       values ($1, gen_random_uuid(), $2, 'need', 'Forged', '{}', now(), $3, now())`,
      [partnership, northParty, rows[0].id],
    ),
  ).rejects.toThrow(/row-level security/);
  const changed = await attempt(`update shared_item set text = 'Forged' where id = $1`, [shared]);
  expect(changed.numAffectedRows).toBe(0n);
  await expect(
    attempt(`insert into exchange_offer values ($1, $2, 'need', now(), $3)`, [partnership, railParty, rows[0].id]),
  ).rejects.toThrow(/permission denied/);
});
