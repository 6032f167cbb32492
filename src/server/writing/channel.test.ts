import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { emptyContent } from '../../domain/documents/content.ts';
import type { Document, DocumentVersion } from '../../domain/documents/contract.ts';
import { kindOf } from '../../domain/documents/kinds.ts';
import { draftFrom } from '../../domain/documents/ydoc.ts';
import type { VersionShares, Writers } from '../../domain/writing/contract.ts';
import { CLOSED, updateMessage } from '../../domain/writing/protocol.ts';
import { newId } from '../platform/id.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { leadsSign, propose, ratify } from '../testing/documents.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { Pen } from '../testing/pen.ts';
import { join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
let url: string;
const pens: Pen[] = [];
beforeAll(async () => {
  t = await testApp();
  await t.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(t.app.server.address() as AddressInfo).port}`;
  a = await alliance(t);
});
afterEach(() => {
  for (const pen of pens.splice(0)) pen.close();
});
afterAll(() => t.close());

type Place = { document: string; draft: string; partnership: string };

/** An empty framework, shared or of one party. */
async function makeDraft(share = true, place = a): Promise<Place> {
  const wish = { kind: 'strategic-framework', share };
  const { id: document } = must(await place.north.post<Document>(`${place.path}/documents`, wish));
  const { draft } = must(await place.north.get<Writers>(`${place.path}/documents/${document}/writers`));
  return { partnership: place.partnership.id, document, draft: draft as string };
}

async function open(
  who: TestPerson | undefined,
  place: Place,
  doc?: Y.Doc,
  origin = 'http://entente.test',
): Promise<Pen> {
  const pen = await Pen.open({ url, origin, cookie: who?.cookie, query: place }, doc);
  pens.push(pen);
  return pen;
}

describe('who is let in', () => {
  test('nobody without a session, nobody from another site, nothing at another path', async () => {
    const place = await makeDraft();
    expect(await (await open(undefined, place)).over).toBe(401);
    expect(await (await open(a.north, place, undefined, 'https://evil.example')).over).toBe(403);
    const elsewhere = await Pen.open({
      url: `${url}/elsewhere`,
      origin: 'http://entente.test',
      cookie: a.north.cookie,
      query: place,
    });
    expect(await elsewhere.over).toBe(404);
  });

  test.each(['//', '///', 'http://[', '/\\\\'])(
    'an address that is none (%s) is refused like another path',
    async (path) => {
      const handshake = get({
        port: new URL(url).port,
        path,
        headers: { connection: 'Upgrade', upgrade: 'websocket' },
      });
      const [reply] = (await once(handshake, 'response')) as [IncomingMessage];
      expect(reply.statusCode).toBe(404);
    },
  );

  test('what is not yours closes like what does not exist', async () => {
    const place = await makeDraft();
    const mine = await makeDraft(false);
    const stranger = await t.person();
    const other = await alliance(t);
    for (const [who, where] of [
      [stranger, place],
      [a.rail, mine],
      [other.north, place],
      [other.north, { ...place, partnership: other.partnership.id }],
      [a.north, { ...place, document: newId() }],
      [a.north, { ...place, document: 'nonsense' }],
    ] as const) {
      const pen = await open(who, where);
      expect(await pen.over).toBe(CLOSED.missing);
      expect(pen.heard).toEqual([]);
    }
    expect((await open(a.north, mine)).mode).toBe('write');
  });

  test('a window that holds an earlier draft is told so', async () => {
    const place = await makeDraft();
    expect(await (await open(a.north, { ...place, draft: newId() })).over).toBe(CLOSED.otherDraft);
  });

  test('a dozen windows of one person and no more', async () => {
    const place = await makeDraft();
    const who = a.north;
    const many = await Promise.all(Array.from({ length: 12 }, () => open(who, place)));
    expect(many.every((pen) => pen.mode === 'write')).toBe(true);
    expect(await (await open(who, place)).over).toBe(4430);
  });
});

describe('writing', () => {
  test('two windows of two parties converge, and what is acknowledged is in the database', async () => {
    const place = await makeDraft();
    const [north, rail] = [await open(a.north, place), await open(a.rail, place)];
    north.type('vision', 'We run the corridor. ');
    await rail.until(() => rail.text('vision').includes('corridor'));
    rail.type('vision', 'Jointly.');
    north.type('mission', 'By rail.');
    await Promise.all([north.saved(), rail.saved()]);
    await rail.until(() => rail.text('mission') === 'By rail.');
    await north.until(() => north.text('vision') === 'We run the corridor. Jointly.');
    const { rows } = await t.sql('select change from draft_change where document_id = $1 order by number', [
      place.document,
    ]);
    const kept = new Y.Doc();
    for (const row of rows) Y.applyUpdate(kept, row.change);
    expect(kept.getXmlFragment('text:vision').toString()).toBe(rail.doc.getXmlFragment('text:vision').toString());
    const bound = await t.sql('select client, party_id from draft_window where document_id = $1', [place.document]);
    expect(Object.fromEntries(bound.rows.map((row) => [row.client, row.party_id]))).toEqual({
      [north.doc.clientID]: a.northParty,
      [rail.doc.clientID]: a.railParty,
    });
  });

  test('when all have gone the changes are folded, and the next one reads the same', async () => {
    const place = await makeDraft();
    const pen = await open(a.north, place);
    pen.type('vision', 'Kept');
    await pen.saved();
    pen.close();
    await expect
      .poll(async () => (await t.sql('select from draft_change where document_id = $1', [place.document])).rowCount)
      .toBe(0);
    expect((await open(a.rail, place)).text('vision')).toBe('Kept');
  });

  test('what was written without a connection merges on return', async () => {
    const place = await makeDraft();
    const first = await open(a.north, place);
    first.type('vision', 'One. ');
    await first.saved();
    first.close();
    const rail = await open(a.rail, place);
    rail.type('vision', 'Two. ');
    await rail.saved();
    // The doc that was closed goes on without a server.
    first.type('vision', 'Three. ');
    first.type('mission', 'Offline.');
    const back = await open(a.north, place, first.doc);
    await back.saved();
    await rail.until(() => rail.text('mission') === 'Offline.');
    expect(rail.text('vision')).toBe(back.text('vision'));
    for (const word of ['One.', 'Two.', 'Three.']) expect(rail.text('vision')).toContain(word);
  });

  test('people are shown by the names the server knows, whatever a window says', async () => {
    const place = await makeDraft();
    const [north, rail] = [await open(a.north, place), await open(a.rail, place)];
    rail.say({ client: rail.doc.clientID, cursor: null, name: 'Somebody else', participantId: newId() });
    await north.until(() => north.here.size === 1);
    expect([...north.here.values()]).toEqual([
      {
        client: rail.doc.clientID,
        cursor: null,
        name: 'Sanna Åkesson',
        partyId: a.railParty,
        participantId: expect.any(String),
      },
    ]);
    rail.close();
    await north.until(() => north.here.size === 0);
  });
});

describe('what is refused', () => {
  const forged = (client: number, text: string) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(text)]);
    doc.getXmlFragment('text:vision').insert(0, [paragraph]);
    return Y.encodeStateAsUpdate(doc);
  };

  test('text in another’s name, also before the other has been heard of', async () => {
    const place = await makeDraft();
    const [north, rail] = [await open(a.north, place), await open(a.rail, place)];
    north.type('vision', 'Mine.');
    await north.saved();
    await rail.until(() => rail.text('vision') === 'Mine.');
    // Goes on with north's numbering.
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(north.doc));
    copy.clientID = north.doc.clientID;
    const before = Y.encodeStateVector(copy);
    copy.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]);
    rail.write(Y.encodeStateAsUpdate(copy, before));
    expect(await rail.over).toBe(CLOSED.refused);
    expect(north.text('vision')).toBe('Mine.');
    north.type('vision', ' Still.');
    await north.saved();
    // A number that one window took is not another's afterwards.
    const again = await open(a.rail, place);
    again.write(forged(77, 'Taken'));
    await again.saved();
    north.write(forged(77, 'Stolen'));
    expect(await north.over).toBe(CLOSED.refused);
    // And whose place it is.
    const third = await open(a.north, place);
    third.say({ client: 77, cursor: null });
    expect(await third.over).toBe(CLOSED.refused);
    expect((await open(a.north, place)).text('vision')).toBe('TakenMine. Still.');
  });

  test('text in nobody’s name: what the server put there', async () => {
    const place = await makeDraft();
    const kind = kindOf('strategic-framework');
    const seed = new Y.Doc();
    Y.applyUpdate(
      seed,
      draftFrom(kind, {
        ...emptyContent(kind),
        vision: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'From before' }] }] },
      }),
    );
    await t.sql('update document_draft set state = $2 where document_id = $1', [
      place.document,
      Buffer.from(Y.encodeStateAsUpdate(seed)),
    ]);
    const [client] = [...seed.store.clients.keys()] as [number];
    const pen = await open(a.rail, place);
    expect(pen.text('vision')).toBe('From before');
    seed.clientID = client;
    const before = Y.encodeStateVector(seed);
    seed.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]);
    pen.write(Y.encodeStateAsUpdate(seed, before));
    expect(await pen.over).toBe(CLOSED.refused);
  });

  test('bytes that are no change, places that are none, and what is too large; others write on', async () => {
    const place = await makeDraft();
    const rail = await open(a.rail, place);
    const garbage: [string, (pen: Pen) => void, number][] = [
      ['noise', (pen) => pen.ws.send(updateMessage(1, new Uint8Array([3, 9, 1, 255, 255, 0, 7]))), CLOSED.refused],
      ['an unknown kind', (pen) => pen.ws.send(new Uint8Array([9, 9])), CLOSED.refused],
      ['nothing', (pen) => pen.ws.send(new Uint8Array()), CLOSED.refused],
      ['a vector that is none', (pen) => pen.ws.send(new Uint8Array([0, 255, 255, 255])), CLOSED.refused],
      ['text that is no place', (pen) => pen.say('{"client":"x"}'), CLOSED.refused],
      [
        'a long place',
        (pen) => pen.say(JSON.stringify({ client: 1, cursor: { anchor: 'x'.repeat(3000), head: 0 } })),
        CLOSED.refused,
      ],
      [
        'another section',
        (pen) => {
          const doc = new Y.Doc();
          doc.getText('elsewhere').insert(0, 'x');
          pen.write(Y.encodeStateAsUpdate(doc));
        },
        CLOSED.refused,
      ],
      ['two megabytes', (pen) => pen.ws.send(new Uint8Array(2 * 1024 * 1024)), 1009],
    ];
    for (const [name, send, code] of garbage) {
      const pen = await open(a.north, place);
      send(pen);
      expect(await pen.over, name).toBe(code);
    }
    rail.type('vision', 'Undisturbed');
    await rail.saved();
    expect((await open(a.north, place)).text('vision')).toBe('Undisturbed');
  });

  test('a draft that is full, and whoever says too much at once', async () => {
    const place = await makeDraft();
    const pen = await open(a.north, place);
    for (let i = 0; i < 6 && pen.ws.readyState === 1; i++) {
      pen.type('vision', 'x'.repeat(900_000));
      await Promise.race([pen.saved().catch(() => {}), pen.over]);
    }
    expect(await pen.over).toBe(CLOSED.tooBig);
    const hasty = await open(a.rail, place);
    for (let i = 0; i < 1000; i++) hasty.say({ client: hasty.doc.clientID, cursor: null });
    expect(await hasty.over).toBe(CLOSED.tooMany);
  });
});

describe('when rights change', () => {
  test('a proposed text takes no change, even before anybody has heard of the proposal', async () => {
    const place = await makeDraft();
    const [north, rail] = [await open(a.north, place), await open(a.rail, place)];
    north.type('vision', 'Before. ');
    await north.saved();
    await rail.until(() => rail.text('vision') !== '');
    const freeze = () =>
      t.sql(
        `insert into document_version (partnership_id, document_id, number, canonical, hash, title, parties, proposed_by, proposed_party, proposed_at, expires_at, time_zone, state)
         select partnership_id, id, 1, '{}', sha256('{}'), title, array[$2, $3]::uuid[], created_by, party_id, now(), now() + interval '9 days', 'UTC', 'proposed'
         from document where id = $1`,
        [place.document, a.northParty, a.railParty],
      );
    await freeze();
    rail.type('vision', 'After.');
    await rail.until(() => rail.mode === 'read');
    expect(north.mode).toBe('write');
    expect(north.text('vision')).toBe('Before. ');
    await t.sql(
      `update document_version set state = 'declined', settled_at = now(), reason = 'Not yet' where document_id = $1`,
      [place.document],
    );
    rail.close();
    await (await open(a.rail, place, rail.doc)).saved();
    await north.until(() => north.text('vision') === 'Before. After.');
  });

  test('everybody’s window rests when it is proposed and goes on when it is declined', async () => {
    const place = await makeDraft();
    const at = `${a.path}/documents/${place.document}`;
    const [north, rail] = [await open(a.north, place), await open(a.rail, place)];
    north.type('vision', 'We run it.');
    rail.type('mission', 'By rail and by sea.');
    await Promise.all([north.saved(), rail.saved()]);
    await leadsSign(a.path, place.document, a.north, a.rail);
    const { proposed } = await propose(a.north, a.path, place.document);
    await Promise.all([north.until(() => north.mode === 'read'), rail.until(() => rail.mode === 'read')]);
    // What was typed a moment before is in it, with whose it is.
    const text = must(await a.rail.get<DocumentVersion>(`${at}/versions/${proposed?.number}`));
    expect(JSON.stringify(text.content)).toContain('By rail and by sea.');
    const shares = must(await a.rail.get<VersionShares>(`${at}/versions/1/shares`));
    expect(shares).toEqual({
      sections: {
        vision: { characters: 8, byParty: { [a.northParty]: 8 } },
        mission: { characters: 15, byParty: { [a.railParty]: 15 } },
      },
      whole: { characters: 23, byParty: { [a.northParty]: 8, [a.railParty]: 15 } },
    });
    must(await a.rail.post(`${at}/versions/1/decline`, { reason: 'Not yet' }));
    await Promise.all([north.until(() => north.mode === 'write'), rail.until(() => rail.mode === 'write')]);
    north.type('vision', ' Together.');
    await rail.until(() => rail.text('vision') === 'We run it. Together.');
    // In force: the draft is no more, and its windows close.
    const again = await propose(a.north, a.path, place.document);
    must(await ratify(a.north, a.path, again));
    must(await ratify(a.rail, a.path, again));
    expect(await rail.over).toBe(CLOSED.missing);
  });

  test('a draft that is shared is open to the other party from then on', async () => {
    const place = await makeDraft(false);
    const north = await open(a.north, place);
    north.type('vision', 'Ours alone');
    await north.saved();
    expect(await (await open(a.rail, place)).over).toBe(CLOSED.missing);
    must(await a.north.post(`${a.path}/documents/${place.document}/share`));
    expect((await open(a.rail, place)).text('vision')).toBe('Ours alone');
    expect(north.ws.readyState).toBe(1);
  });

  test('whoever signs out or leaves is out at once', async () => {
    const place = await makeDraft();
    const { body } = await a.north.post<{ id: string }>(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Mia Member',
      role: 'member',
    });
    const person = await join(t, a.north, a.path, body as never, null);
    const pen = await open(person, place);
    await t.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie: person.cookie as string } });
    expect(await pen.over).toBe(CLOSED.signedOut);
    const second = await a.north.post<{ id: string; version: number }>(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Max Member',
      role: 'member',
    });
    const leaver = await join(t, a.north, a.path, second.body as never, null);
    const last = await open(leaver, place);
    await a.north.patch(
      `${a.path}/participants/${(second.body as { id: string }).id}`,
      (second.body as { version: number }).version + 1,
      { leftOn: '2026-11-02' },
    );
    expect(await last.over).toBe(CLOSED.missing);
  });

  test('observers read', async () => {
    const place = await makeDraft();
    const { body } = await a.north.post<{ id: string }>(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Olga Observer',
      role: 'observer',
    });
    const pen = await open(await join(t, a.north, a.path, body as never, null), place);
    expect(pen.mode).toBe('read');
    pen.type('vision', 'No.');
    await pen.until(() => pen.heard.some((one) => one.say === 'mode'));
    expect((await open(a.rail, place)).text('vision')).toBe('');
  });
});

test('a server that stops lets its windows go', async () => {
  const second = await testApp();
  await second.app.listen({ port: 0, host: '127.0.0.1' });
  const place = await alliance(second);
  const pen = await Pen.open({
    url: `http://127.0.0.1:${(second.app.server.address() as AddressInfo).port}`,
    origin: 'http://entente.test',
    cookie: place.north.cookie,
    query: await makeDraft(true, place),
  });
  pen.type('vision', 'Kept');
  await pen.saved();
  await second.close();
  expect(await pen.over).toBe(1001);
});
