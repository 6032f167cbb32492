import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Document, DocumentCard, DocumentVersion } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { contentOf, draftFrom } from '../../domain/documents/ydoc.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import { inPartnership } from '../platform/scope.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { PASSWORD } from '../testing/costly.ts';
import { inForce, leadsSign, propose, ratify, startShared } from '../testing/documents.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { another, join, must } from '../testing/principals.ts';
import { findDraft, writeDraft } from './queries.ts';

let t: TestApp;
let first: Alliance;
let a: Alliance;
let D: string;
beforeAll(async () => {
  t = await testApp();
  first = await alliance(t);
});
afterAll(() => t.close());
const fresh = async () => {
  a = await another(first);
  D = `${a.path}/documents`;
};

const idOf = async (who: TestPerson) => (await t.sql('select id from person where email = $1', [who.email])).rows[0].id;
const read = async (who: TestPerson, id: string) => must(await who.get<Document>(`${D}/${id}`));
const events = async (id: string): Promise<string[]> =>
  (await t.sql(`select type from event where subject_id = $1 order by id`, [id])).rows.map((row) => row.type);
const letters = async (id: string, what: string) =>
  (
    await t.sql(`select recipient, subject, text from mail where key like $1 order by recipient`, [
      `document/${id}/%/${what}/%`,
    ])
  ).rows as { recipient: string; subject: string; text: string }[];

/** Somebody further in a party, with an account. */
async function person(
  lead: TestPerson,
  partyId: string,
  name: string,
  role: string,
): Promise<TestPerson & { row: string; version: number }> {
  const row = must(
    await lead.post<{ id: string; name: string; version: number }>(`${a.path}/participants`, { partyId, name, role }),
  );
  const joined = await join(t, lead, a.path, row, null);
  return Object.assign(joined, { row: row.id, version: row.version + 1 });
}

/** Writes something else into a draft, as the editor will. */
async function rewrite(who: TestPerson, id: string, purpose: string): Promise<boolean> {
  return inPartnership(t.services.db, await idOf(who), a.partnership.id, async (tx, scope) => {
    const kind = kindOf('partnership-agreement');
    const draft = await findDraft(tx, scope, id);
    const content = contentOf(kind, draft?.state as Buffer);
    content['framework'] = {
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: purpose }] }],
    };
    return writeDraft(tx, scope, id, draftFrom(kind, content), t.clock.now());
  });
}

describe('starting', () => {
  beforeAll(fresh);

  test('a document begins with its kind’s structure, empty or with examples in the names of the parties', async () => {
    const empty = must(await a.north.post<Document>(D, { kind: 'strategic-framework' }));
    expect(empty).toMatchObject({ title: 'Strategic framework', sharedAt: null, inForce: null, versions: [] });
    expect(empty.draft?.content['vision']).toEqual({ type: 'doc', content: [] });
    expect(empty.draft?.findings[0]?.message).toBe('Nothing is written yet.');
    const full = must(await a.north.post<Document>(D, { kind: 'strategic-framework', examples: true, share: true }));
    expect(JSON.stringify(full.draft?.content)).toContain('Railia Freight');
    expect(full.draft?.findings).toEqual([]);
    expect(full.can).toMatchObject({ write: true, propose: true, ratify: false, amend: false, remove: true });
  });

  test('what is mine does not exist for the other party, whatever they ask', async () => {
    const mine = must(
      await a.north.post<Document>(D, { kind: 'rules-of-engagement', title: 'Quietly', examples: true }),
    );
    const never = '0190a000-0000-7000-8000-000000000000';
    const body = { hash: '0'.repeat(64), expiresOn: '2026-12-15', timeZone: 'Europe/Oslo' };
    for (const [method, rest, given] of [
      ['GET', '', undefined],
      ['PATCH', '', { title: 'Other' }],
      ['DELETE', '', undefined],
      ['POST', '/share', {}],
      ['POST', '/draft', {}],
      ['DELETE', '/draft', undefined],
      ['POST', '/proposal', body],
      ['PUT', '/signatory', { role: 'lead' }],
      ['GET', '/versions/1', undefined],
      ['PUT', '/versions/1/ratification', { hash: body.hash, password: PASSWORD }],
      ['POST', '/versions/1/decline', { reason: 'No' }],
      ['POST', '/versions/1/withdraw', {}],
    ] as const) {
      const ask = (id: string) => a.rail.send(method, `${D}/${id}${rest}`, given, { 'if-match': '"1"' });
      const [theirs, nothing] = [await ask(mine.id), await ask(never)];
      expect([theirs.status, theirs.body], `${method} ${rest}`).toEqual([404, nothing.body]);
    }
    const seen = async (url: string) => JSON.stringify((await a.rail.get(url)).body);
    for (const url of [D, `${a.path}/record`, '/home', '/partnerships'])
      expect(await seen(url), url).not.toContain('Quietly');
    expect(JSON.stringify((await a.north.get(`${a.path}/record`)).body)).toContain('Quietly');
    // The lock beneath: nothing of it is seen, written in, or told.
    const counts = await inPartnership(t.services.db, await idOf(a.rail), a.partnership.id, async (tx) => [
      (await tx.selectFrom('document').select('id').where('id', '=', mine.id).execute()).length,
      (await tx.selectFrom('document_draft').select('document_id').where('document_id', '=', mine.id).execute()).length,
      (await tx.selectFrom('event').select('id').where('subject_id', '=', mine.id).execute()).length,
    ]);
    expect(counts).toEqual([0, 0, 0]);

    const refused = await a.north.post<{ detail: string }>(`${D}/${mine.id}/proposal`, {
      ...body,
      hash: mine.draft?.hash,
    });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('Share it')]);
    const shared = must(await a.north.post<Document>(`${D}/${mine.id}/share`));
    expect(shared.sharedAt).not.toBeNull();
    expect((await read(a.rail, mine.id)).title).toBe('Quietly');
    await expect(t.sql('update document set shared_at = null where id = $1', [mine.id])).rejects.toThrow(
      'stays shared',
    );
  });

  test('titles change with the version read; what was never in force can be thrown away', async () => {
    const one = await startShared(a.north, a.path, { title: 'Frist' });
    const renamed = must(await a.rail.patch<Document>(`${D}/${one.id}`, one.version, { title: 'First' }));
    expect(renamed.draft?.hash).not.toBe(one.draft?.hash);
    expect((await a.north.patch(`${D}/${one.id}`, one.version, { title: 'Late' })).status).toBe(412);
    expect(
      (await a.rail.send('DELETE', `${D}/${one.id}`, undefined, { 'if-match': `"${renamed.version}"` })).status,
    ).toBe(403);
    expect(
      (await a.north.send('DELETE', `${D}/${one.id}`, undefined, { 'if-match': `"${renamed.version}"` })).status,
    ).toBe(204);
    expect((await a.north.get(`${D}/${one.id}`)).status).toBe(404);
    expect(await events(one.id)).toEqual(['document.started', 'document.renamed', 'document.removed']);
  });
});

describe('ratifying', () => {
  beforeAll(fresh);

  test('a text is frozen, asked of both, and in force at the last yes, for all at once', async () => {
    const { id } = await startShared(a.north, a.path);
    await leadsSign(a.path, id, a.north, a.rail);
    const before = await read(a.north, id);
    const wish = { hash: before.draft?.hash, expiresOn: '2026-12-15', timeZone: 'Europe/Oslo', note: 'After round 1' };
    expect((await a.north.post(`${D}/${id}/proposal`, { ...wish, expiresOn: '2026-11-02' })).status).toBe(400);
    expect((await a.north.post(`${D}/${id}/proposal`, { ...wish, expiresOn: '2027-12-02' })).status).toBe(400);
    expect(await rewrite(a.rail, id, 'Something else meanwhile.')).toBe(true);
    expect((await a.north.post(`${D}/${id}/proposal`, wish)).status).toBe(412);
    const proposed = await propose(a.north, a.path, id, { note: 'After round 1' });
    expect(proposed.proposed).toMatchObject({ number: 1, state: 'proposed', note: 'After round 1', ratifications: [] });
    expect(proposed.proposed?.waitingFor.toSorted()).toEqual([a.northParty, a.railParty].toSorted());
    expect(proposed.can).toMatchObject({ write: false, propose: false, ratify: true, decline: true, withdraw: true });
    await expect(rewrite(a.rail, id, 'Too late.')).rejects.toThrow('does not change');
    expect((await a.rail.patch(`${D}/${id}`, proposed.version, { title: 'Other' })).status).toBe(409);
    expect((await letters(id, 'proposed')).map((mail) => mail.recipient)).toEqual([a.rail.email]);

    const home = must(await a.rail.get<HomeList>('/home')).items.find((item) => item.kind === 'ratify');
    expect(home).toMatchObject({
      documentId: id,
      detail: 'Partnership agreement',
      due: '2026-12-15T22:59:00Z',
    });
    const wrong = await ratify(a.rail, a.path, proposed, 'not my password');
    expect(wrong.status).toBe(403);
    const nothing = `${D}/${id}/versions/1/ratification`;
    expect((await a.rail.send('PUT', nothing, { hash: proposed.proposed?.hash })).status).toBe(403);
    expect((await a.rail.send('PUT', nothing, { hash: '1'.repeat(64), password: PASSWORD })).status).toBe(409);
    const half = must(await ratify(a.rail, a.path, proposed));
    expect(half.proposed).toMatchObject({ state: 'proposed', waitingFor: [a.northParty] });
    expect(half.inForce).toBeNull();
    expect((await ratify(a.rail, a.path, proposed)).status).toBe(409);
    t.clock.pass({ seconds: 1 });
    const whole = must(await ratify(a.north, a.path, proposed));
    expect(whole).toMatchObject({ proposed: null, draft: null, inForce: { number: 1, waitingFor: [] } });
    expect(whole.inForce?.ratifications.map(({ name, role, proof }) => [name, role, proof])).toEqual([
      [a.rail.name, 'lead', 'password'],
      [a.north.name, 'lead', 'password'],
    ]);
    const text = must(await a.rail.get<DocumentVersion>(`${D}/${id}/versions/1`));
    expect(text.parties.map(({ name }) => name).sort()).toEqual(['Nordhavn Terminals', 'Railia Freight']);
    expect(JSON.stringify(text.content['framework'])).toContain('Something else meanwhile.');
    expect(await events(id)).toEqual([
      'document.started',
      'document.proposed',
      'document.ratified',
      'document.ratified',
      'document.in-force',
    ]);
    const told = await letters(id, 'in-force');
    expect(told.map((mail) => mail.recipient)).toEqual([a.north.email, a.rail.email].toSorted());
    expect(told[0]?.text).toMatch(/Link 1 of the chain of .*, head ([0-9a-f]{4} ?){16}, signature [\w-]{86}/);
    const home2 = must(await a.rail.get<HomeList>('/home')).items;
    expect(home2.filter((item) => item.kind === 'ratify' && item.documentId === id)).toEqual([]);
  });

  test('an amendment is a new version; what was in force is superseded by it', async () => {
    const one = await inForce(a.north, a.rail, a.path);
    const amending = must(await a.rail.post<Document>(`${D}/${one.id}/draft`));
    expect(amending.draft?.base).toBe(1);
    expect((await a.north.post(`${D}/${one.id}/draft`)).status).toBe(409);
    const same = { hash: amending.draft?.hash, expiresOn: '2026-12-15', timeZone: 'Europe/Oslo' };
    const refused = await a.rail.post<{ detail: string }>(`${D}/${one.id}/proposal`, same);
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('word for word')]);
    await rewrite(a.rail, one.id, 'We run the corridor together, by day and by night.');
    const proposed = await propose(a.rail, a.path, one.id);
    expect(proposed).toMatchObject({ inForce: { number: 1 }, proposed: { number: 2, base: 1 } });
    must(await ratify(a.north, a.path, proposed));
    const after = must(await ratify(a.rail, a.path, proposed));
    expect(after.versions.map(({ number, state }) => [number, state])).toEqual([
      [2, 'in-force'],
      [1, 'superseded'],
    ]);
    expect((await a.north.send('DELETE', `${D}/${one.id}`, undefined, { 'if-match': '"1"' })).status).toBe(409);
    must(await a.rail.post(`${D}/${one.id}/draft`));
    expect(must(await a.rail.delete<Document>(`${D}/${one.id}/draft`))).toMatchObject({
      draft: null,
      inForce: { number: 2 },
    });
  });

  test('declining needs a reason, tells everybody, and opens the draft again', async () => {
    const { id } = await startShared(a.north, a.path);
    await leadsSign(a.path, id, a.north, a.rail);
    const proposed = await propose(a.north, a.path, id);
    expect((await a.rail.post(`${D}/${id}/versions/1/decline`, { reason: '  ' })).status).toBe(400);
    must(await ratify(a.north, a.path, proposed));
    expect((await a.north.post(`${D}/${id}/versions/1/decline`, { reason: 'Changed my mind' })).status).toBe(409);
    const declined = must(
      await a.rail.post<Document>(`${D}/${id}/versions/1/decline`, { reason: 'Two days is long.' }),
    );
    expect(declined.versions[0]).toMatchObject({
      state: 'declined',
      reason: 'Two days is long.',
      settledBy: { name: a.rail.name },
    });
    expect(declined.can).toMatchObject({ write: true, propose: true });
    expect((await letters(id, 'declined')).map(({ text }) => text.includes('Two days is long.'))).toEqual([true]);
    expect((await ratify(a.rail, a.path, proposed)).status).toBe(409);
    await rewrite(a.rail, id, 'One day, then.');
    expect((await propose(a.rail, a.path, id)).proposed?.number).toBe(2);
  });

  test('withdrawing is for the party that proposed', async () => {
    const { id } = await startShared(a.north, a.path);
    await leadsSign(a.path, id, a.north, a.rail);
    await propose(a.north, a.path, id);
    expect((await a.rail.post(`${D}/${id}/versions/1/withdraw`)).status).toBe(403);
    const back = must(await a.north.post<Document>(`${D}/${id}/versions/1/withdraw`));
    expect(back.versions[0]?.state).toBe('withdrawn');
    expect(back.can.write).toBe(true);
    expect((await a.north.post(`${D}/${id}/versions/1/withdraw`)).status).toBe(409);
    expect((await letters(id, 'withdrawn')).map((mail) => mail.recipient)).toEqual([a.rail.email]);
  });

  test('the clock ends a proposal, once, also when nobody looked for days', async () => {
    const { id } = await startShared(a.north, a.path);
    await leadsSign(a.path, id, a.north, a.rail);
    const proposed = await propose(a.north, a.path, id, { expiresOn: '2026-11-10' });
    expect(proposed.proposed?.expiresAt).toBe('2026-11-10T23:00:00.000Z');
    const was = t.clock.now().toString();
    t.clock.set('2026-11-10T22:59:59Z');
    await t.services.jobs.run('expire-proposals');
    expect((await read(a.north, id)).proposed?.state).toBe('proposed');
    t.clock.set('2026-11-14T08:00:00Z');
    expect((await ratify(a.rail, a.path, proposed)).status).toBe(409);
    expect((await a.north.post(`${D}/${id}/versions/1/withdraw`)).status).toBe(409);
    await t.services.jobs.run('expire-proposals');
    await t.services.jobs.run('expire-proposals');
    const after = await read(a.north, id);
    expect(after.versions[0]?.state).toBe('expired');
    expect(after.can).toMatchObject({ write: true, propose: true });
    expect((await events(id)).filter((type) => type === 'document.expired')).toHaveLength(1);
    expect(await letters(id, 'expired')).toHaveLength(2);
    t.clock.set(was);
  });

  test('what stops a draft is said, and nothing of it can be proposed around it', async () => {
    const { id, draft } = must(await a.north.post<Document>(D, { kind: 'responsibility-matrix', share: true }));
    const refused = await a.north.post<{ detail: string; fields: { path: string }[] }>(`${D}/${id}/proposal`, {
      hash: draft?.hash,
      expiresOn: '2026-12-15',
      timeZone: 'Europe/Oslo',
    });
    expect([refused.status, refused.body.detail]).toEqual([
      400,
      'This cannot be proposed yet. Nothing is written yet.',
    ]);
  });
});

describe('who signs', () => {
  beforeAll(fresh);

  test('the sponsor, unless the party chose its lead; a sponsor who leaves is followed by the next, or by that choice', async () => {
    const { id } = await startShared(a.north, a.path);
    const sponsor = await person(a.north, a.northParty, 'Ingrid Solheim', 'sponsor');
    const member = await person(a.rail, a.railParty, 'Maja Lund', 'member');
    const proposed = await propose(a.north, a.path, id);
    expect(proposed.signatories.find((one) => one.partyId === a.northParty)).toMatchObject({
      role: 'sponsor',
      people: [{ name: 'Ingrid Solheim', hasAccount: true }],
    });
    expect(proposed.signatories.find((one) => one.partyId === a.railParty)?.people).toEqual([]);
    for (const who of [a.north, a.rail, member]) expect((await ratify(who, a.path, proposed)).status).toBe(403);
    must(await ratify(sponsor, a.path, proposed));
    must(await a.north.patch(`${a.path}/participants/${sponsor.row}`, sponsor.version, { leftOn: '2026-11-02' }));
    expect((await sponsor.get(`${D}/${id}`)).status).toBe(404);
    const kept = await read(a.rail, id);
    expect(kept.proposed?.ratifications).toMatchObject([{ name: 'Ingrid Solheim', role: 'sponsor' }]);
    expect((await member.send('PUT', `${D}/${id}/signatory`, { role: 'lead' })).status).toBe(403);
    // Railia has no sponsor: it lets its lead sign, also for what is proposed already.
    expect(must(await a.rail.send<Document>('PUT', `${D}/${id}/signatory`, { role: 'lead' })).can.ratify).toBe(true);
    expect(must(await a.rail.get<HomeList>('/home')).items.some((item) => item.documentId === id)).toBe(true);
    expect(must(await ratify(a.rail, a.path, proposed)).inForce?.number).toBe(1);
  });
});

describe('showing that it is me', () => {
  beforeAll(fresh);
  const waiting = async () => {
    const { id } = await startShared(a.north, a.path);
    await leadsSign(a.path, id, a.north, a.rail);
    return propose(a.north, a.path, id);
  };
  const withoutPassword = (who: TestPerson, { id, proposed }: Document) =>
    who.send<Document>('PUT', `${D}/${id}/versions/${proposed?.number}/ratification`, { hash: proposed?.hash });
  /** As if a passkey had opened this session at that moment. */
  const passkeyUsed = async (who: TestPerson, session: string, ago = 0) => {
    const until = t.clock
      .now()
      .add({ seconds: 120 - ago })
      .toString();
    await t.sql(
      `insert into auth.verification (id, identifier, value, "expiresAt", "createdAt", "updatedAt")
       values (gen_random_uuid(), $1, $2, $3, now(), now())`,
      [`confirmed:${await idOf(who)}`, session, until],
    );
  };
  const sessionOf = async (who: TestPerson): Promise<string> =>
    (
      await t.sql('select id from auth.session where "userId" = $1 order by "createdAt" desc limit 1', [
        await idOf(who),
      ])
    ).rows[0].id;

  test('a passkey used a moment ago in this session stands for a password, once', async () => {
    const [one, two] = [await waiting(), await waiting()];
    expect((await withoutPassword(a.rail, one)).status).toBe(403);
    await passkeyUsed(a.rail, '00000000-0000-7000-8000-000000000000');
    expect((await withoutPassword(a.rail, one)).status).toBe(403);
    await passkeyUsed(a.rail, await sessionOf(a.rail), 121);
    expect((await withoutPassword(a.rail, one)).status).toBe(403);
    await passkeyUsed(a.rail, await sessionOf(a.rail));
    const yes = must(await withoutPassword(a.rail, one));
    expect(yes.proposed?.ratifications).toMatchObject([{ proof: 'passkey' }]);
    expect((await withoutPassword(a.rail, two)).status).toBe(403);
  });

  test('passwords are tried as often here as at the door', async () => {
    const one = await waiting();
    const tries: number[] = [];
    for (let i = 0; i < 11; i++) tries.push((await ratify(a.north, a.path, one, 'a wrong password')).status);
    expect(tries).toEqual([...new Array(10).fill(403), 429]);
    expect((await ratify(a.north, a.path, one)).status).toBe(429);
    const later = t.clock.now().toString();
    t.clock.pass({ minutes: 16 });
    expect((await ratify(a.north, a.path, one)).status).toBe(200);
    t.clock.set(later);
  });

  test('those whose yes is missing are reminded, once a day', async () => {
    const one = await waiting();
    must(await ratify(a.north, a.path, one));
    const remind = () => a.north.post<{ told: number }>(`${D}/${one.id}/versions/1/reminder`);
    expect([must(await remind()).told, must(await remind()).told]).toEqual([1, 0]);
    expect((await letters(one.id, 'reminder')).map((mail) => mail.recipient)).toEqual([a.rail.email]);
    must(await ratify(a.rail, a.path, one));
    expect((await remind()).status).toBe(409);
  });
});

describe('a party that comes in later', () => {
  beforeAll(fresh);

  test('is not bound by what is in force until it has ratified it, and is asked from then on', async () => {
    const { id } = await inForce(a.north, a.rail, a.path);
    const pending = await startShared(a.north, a.path, { title: 'Pending' });
    const waiting = await propose(a.north, a.path, pending.id);
    const email = `third.${Math.random().toString(36).slice(2)}@third.example`;
    must(
      await a.north.post<Partnership>(`${a.path}/parties`, {
        organisation: 'Third Harbour',
        people: [{ name: 'Tove Third', email, role: 'lead' }],
      }),
    );
    const people = must(
      await a.north.get<{ items: { id: string; name: string }[] }>(`${a.path}/participants?limit=200`),
    );
    const row = people.items.find((one) => one.name === 'Tove Third') as { id: string; name: string };
    // Invited, it is asked for nothing.
    expect((await read(a.north, id)).inForce?.waitingFor).toEqual([]);
    const tove = await join(t, a.north, a.path, row, email);
    const party = must(await tove.get<Partnership>(a.path)).parties.find((one) => one.mine)?.id as string;
    expect((await read(a.rail, id)).inForce).toMatchObject({ state: 'in-force', waitingFor: [party] });
    await leadsSign(a.path, id, tove);
    expect(must(await tove.get<HomeList>('/home')).items.some((item) => item.documentId === id)).toBe(true);
    // Not between them: that text names two parties.
    const apart = await ratify(tove, a.path, waiting);
    expect([apart.status, (apart.body as { detail?: string }).detail]).toEqual([
      409,
      expect.stringContaining('before your party came in'),
    ]);
    const joined = must(await ratify(tove, a.path, await read(tove, id)));
    expect(joined.inForce).toMatchObject({ number: 1, waitingFor: [] });
    const links = await t.sql('select entry from chain_link where partnership_id = $1 order by position', [
      a.partnership.id,
    ]);
    expect(links.rows.map((one) => JSON.parse(one.entry).event)).toEqual(['in-force', 'joined']);
    expect((await letters(id, 'joined')).length).toBe(2);
    must(await a.north.post(`${D}/${id}/draft`));
    await rewrite(a.north, id, 'The three of us run the corridor.');
    expect((await propose(a.north, a.path, id)).proposed?.waitingFor).toHaveLength(3);
  });
});

test('nothing that was proposed, ratified or chained is ever changed, not even by its owner', async () => {
  await fresh();
  const { id } = await inForce(a.north, a.rail, a.path);
  for (const change of [
    `update document_version set canonical = 'x', hash = sha256('x') where document_id = $1`,
    `update document_version set parties = parties[1:1] || parties[1:1] where document_id = $1`,
    `update document_ratification set name = 'x' where document_id = $1`,
    `update chain_link set entry = 'x', hash = sha256('x') where document_id = $1`,
  ])
    await expect(t.sql(change, [id]), change).rejects.toThrow(/never changed/);
  await expect(t.sql(`update document_version set hash = sha256('y') where document_id = $1`, [id])).rejects.toThrow();
  const person = await idOf(a.north);
  for (const change of [
    "update document_version set state = 'withdrawn'",
    'delete from document_version',
    'delete from document_ratification',
    'delete from chain_link',
    'insert into document_ratification select * from document_ratification',
  ])
    await expect(
      inPartnership(t.services.db, person, a.partnership.id, async (tx) => {
        await tx.executeQuery({
          sql: change,
          parameters: [],
          query: { kind: 'RawNode' },
          queryId: { queryId: 'x' },
        } as never);
      }),
      change,
    ).rejects.toMatchObject({ code: '42501' });
  const list = must(await a.rail.get<{ items: DocumentCard[] }>(D)).items;
  expect(list.map((one) => one.id)).toEqual([id]);
});
