import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Link } from '../../domain/documents/chain.ts';
import type { Document } from '../../domain/documents/contract.ts';
import { inPartnership } from '../platform/scope.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { leadsSign, propose, startShared } from '../testing/documents.ts';
import { type Alliance, alliance } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';
import { ratifyProposal } from './proposals.ts';
import { type RatifyOutcome, ratifyVersion, settleProposal } from './version-queries.ts';

/** Everybody at the same moment: the database decides, and what it decided fits together. */

let t: TestApp;
let a: Alliance;
let text: Document;
const ids = new Map<TestPerson, string>();
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t);
  text = await startShared(a.north, a.path);
  await leadsSign(a.path, text.id, a.north, a.rail);
  text = await propose(a.north, a.path, text.id);
  for (const who of [a.north, a.rail])
    ids.set(who, (await t.sql('select id from person where email = $1', [who.email])).rows[0].id);
});
afterAll(() => t.close());

/** A document like the one above, proposed, without a draft: fifty of them in a moment. */
async function proposed(): Promise<string> {
  const { rows } = await t.sql(
    `with d as (insert into document (partnership_id, id, kind, kind_version, title, language, party_id, created_by, created_at, shared_at)
       select partnership_id, gen_random_uuid(), kind, 1, title, language, party_id, created_by, created_at, shared_at
       from document where id = $1 returning id, partnership_id)
     insert into document_version (partnership_id, document_id, number, canonical, hash, title, parties, proposed_by,
       proposed_party, proposed_at, expires_at, time_zone, state)
     select d.partnership_id, d.id, 1, canonical, hash, v.title, parties, proposed_by, proposed_party, proposed_at,
       expires_at, time_zone, 'proposed' from document_version v, d where v.document_id = $1 returning document_id as id`,
    [text.id],
  );
  return rows[0].id;
}
const hash = () => Buffer.from(text.proposed?.hash ?? '', 'hex');
const as = <T>(who: TestPerson, work: Parameters<typeof inPartnership<T>>[3]) =>
  inPartnership(t.services.db, ids.get(who) as string, a.partnership.id, work);

test('fifty at once, a hundred times: ratified by both, or withdrawn, or declined, and never two of them', async () => {
  const ends: Record<string, number> = {};
  for (let run = 0; run < 100; run++) {
    const id = await proposed();
    const now = t.clock.now();
    const said: RatifyOutcome[] = [];
    const settled: string[] = [];
    const yes = (who: TestPerson) =>
      as(who, (tx, scope) =>
        ratifyVersion(tx, scope, { document: id, number: 1, hash: hash(), proof: 'password' }, now),
      ).then((one) => said.push(one));
    const no = (who: TestPerson, outcome: 'withdrawn' | 'declined') =>
      as(who, (tx) => settleProposal(tx, { document: id, number: 1, outcome, reason: 'No' }, now)).then((one) => {
        if (one) settled.push(outcome);
      });
    const acts = Array.from({ length: 50 }, (_, i) => {
      // Who comes first differs from run to run.
      const turn = (i * 7 + run) % 10;
      if (turn < 4) return () => yes(a.north);
      if (turn < 8) return () => yes(a.rail);
      return () => (turn === 8 ? no(a.north, 'withdrawn') : no(a.rail, 'declined'));
    });
    await Promise.all(acts.map((act) => act()));
    const { rows } = await t.sql(
      `select state, (select count(*)::int from document_ratification r where r.document_id = v.document_id) as yes
       from document_version v where document_id = $1`,
      [id],
    );
    const { state, yes: count } = rows[0];
    ends[state] = (ends[state] ?? 0) + 1;
    expect(said.filter((one) => one === 'in-force')).toHaveLength(state === 'in-force' ? 1 : 0);
    expect(settled).toEqual(state === 'in-force' ? [] : [state]);
    expect(count).toBe(said.filter((one) => one === 'in-force' || one === 'ratified').length);
    if (state === 'in-force') expect(count).toBe(2);
    else expect(count).toBeLessThan(2);
  }
  // Each of the ends was reached: the race is one.
  expect(Object.keys(ends).length).toBeGreaterThan(1);
}, 120_000);

test('many texts come into force at the same moment: the chain has no gap, no fork and no wrong link', async () => {
  const documents = await Promise.all(Array.from({ length: 25 }, proposed));
  const now = t.clock.now();
  const given = { number: 1, hash: text.proposed?.hash ?? '', proof: async () => 'password' as const };
  const yes = (who: TestPerson, id: string) =>
    as(who, (tx, scope) => ratifyProposal(tx, scope, t.services, id, given, now));
  await Promise.all(documents.flatMap((id) => [yes(a.north, id), yes(a.rail, id)]));
  const { rows } = await t.sql(
    'select position, entry, hash from chain_link where partnership_id = $1 order by position',
    [a.partnership.id],
  );
  const links = rows.map((row) => ({
    ...(JSON.parse(row.entry) as Link),
    own: row.hash.toString('hex'),
    at: row.position,
  }));
  expect(links.map((link) => link.position)).toEqual(links.map((_, index) => index + 1));
  expect(links.map((link) => link.previous)).toEqual([null, ...links.slice(0, -1).map((link) => link.own)]);
  expect(links.map((link) => link.document.id).toSorted()).toEqual(documents.toSorted());
  expect(new Set(links.map((link) => link.ratifications.length))).toEqual(new Set([2]));
  const { rows: cards } = await t.sql('select proposals from partnership_card where partnership_id = $1', [
    a.partnership.id,
  ]);
  const waiting = (cards[0].proposals as { documentId: string }[]).filter((one) => documents.includes(one.documentId));
  expect(waiting).toEqual([]);
});

test('two who propose, and one who writes, at the same moment: one proposal, and the text that was read', async () => {
  for (let run = 0; run < 20; run++) {
    const one = await startShared(a.north, a.path, { title: `Run ${run}` });
    const wish = { hash: one.draft?.hash, expiresOn: '2026-12-15', timeZone: 'Europe/Oslo' };
    const at = `${a.path}/documents/${one.id}`;
    const replies = await Promise.all([
      a.north.post<Document>(`${at}/proposal`, wish),
      a.rail.post<Document>(`${at}/proposal`, wish),
      a.rail.patch(at, one.version, { title: `Run ${run}, renamed` }),
    ]);
    expect(replies.map((reply) => reply.status).every((status) => status < 500)).toBe(true);
    expect(replies.slice(0, 2).filter((reply) => reply.status === 201).length).toBeLessThan(2);
    const after = must(await a.north.get<Document>(at));
    if (after.proposed) expect([after.proposed.hash, after.title]).toEqual([one.draft?.hash, `Run ${run}`]);
    else expect(after.title).toBe(`Run ${run}, renamed`);
  }
}, 60_000);
