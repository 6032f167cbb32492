import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { Action } from '../../domain/delivery/contract.ts';
import type { RecordEvent } from '../../domain/partnerships/contract.ts';
import type { Entry, Guest, GuestEntered, GuestLink, Review } from '../../domain/reviews/contract.ts';
import { hashOf } from '../platform/guest-cookie.ts';
import { newId } from '../platform/id.ts';
import { asGuest } from '../platform/scope.ts';
import { Client, type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, closedRound } from '../testing/factories.ts';
import { fixtures } from '../testing/operations/index.ts';
import { bogus, makeWorld, must, type Place, type World } from '../testing/principals.ts';
import { fingerprint, tenantTables } from '../testing/tables.ts';

/**
 * A facilitator from outside: no account, one session, until a day. What they can do is tested like everybody's; what
 * they cannot is everything else, in the application and in the database beneath it.
 */
let t: TestApp;
let a: Alliance;
let review: Review;
let at: string;
let link: GuestLink;
let guest: Client;
beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 5, rail: 5 });
  const round = await closedRound(t, a, (item, person) => (item === 0 ? 2 + (person % 2) : 3 + (person % 2)));
  review = must(await a.north.post<Review>(`${a.path}/rounds/${round.id}/review`));
  at = `${a.path}/reviews/${review.id}`;
  link = must(await a.north.post<GuestLink>(`${at}/guests`, { name: 'Mara Lind' }));
  guest = await enter(link.link);
});
afterAll(() => t.close());

const tokenOf = (of: string) => of.split('#')[1] as string;

/** A browser that opened the link. */
async function enter(of: string): Promise<Client> {
  const reply = await t.nobody.post<GuestEntered>('/guest/enter', { token: tokenOf(of) });
  const cookie = String(must(reply) && reply.headers['set-cookie']);
  return new Client(t.app, cookie.split(';')[0]);
}
const mine = () => `/guest/reviews/${review.id}`;

describe('letting somebody in', () => {
  test('is for leads and sponsors', async () => {
    for (const [who, status] of [
      [t.nobody, 401],
      [await t.person(), 404],
      [guest, 401],
    ] as const) {
      expect((await who.get(`${at}/guests`)).status).toBe(status);
      expect((await who.post(`${at}/guests`, { name: 'Mallory' })).status).toBe(status);
      expect((await who.delete(`${at}/guests/${link.guest.id}`)).status).toBe(status);
    }
    for (const body of [{ name: ' ' }, { name: 'Mara', days: 0 }, { name: 'Mara', days: 61 }, {}])
      expect((await a.north.post(`${at}/guests`, body)).status).toBe(400);
    expect((await a.north.delete(`${at}/guests/${newId()}`)).status).toBe(404);
  });

  test('leaves a trace that names them, and a secret nowhere', async () => {
    const { rows } = await t.sql('select to_jsonb(g) as row from review_guest g where id = $1', [link.guest.id]);
    expect(JSON.stringify(rows[0].row)).not.toContain(tokenOf(link.link));
    expect(Buffer.from(rows[0].row.token_hash.slice(2), 'hex')).toEqual(hashOf(tokenOf(link.link)));
    const list = must(await a.rail.get<{ items: Guest[] }>(`${at}/guests`));
    expect(list.items[0]).toMatchObject({ name: 'Mara Lind', open: true, invitedBy: { name: 'Astrid Moen' } });
    expect(JSON.stringify(list)).not.toContain(tokenOf(link.link));
    const { items } = must(await a.rail.get<{ items: RecordEvent[] }>(`${a.path}/record`));
    expect(items.find((one) => one.type === 'guest.invited')?.subject.label).toBe('Mara Lind');
  });

  test('asked for again with the same key it is the same link, which can be read nowhere in between', async () => {
    const key = newId();
    const ask = () => a.north.post<GuestLink>(`${at}/guests`, { name: 'Twice Asked' }, { 'idempotency-key': key });
    const [first, again] = [must(await ask()), must(await ask())];
    expect(again).toEqual(first);
    const { rows } = await t.sql('select to_jsonb(k)::text as row from idempotency_key k order by created_at');
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows)
      for (const secret of [tokenOf(first.link), key, 'Twice Asked']) expect(row).not.toContain(secret);
    must(await a.north.delete(`${at}/guests/${first.guest.id}`));
  });

  test('works with the secret only', async () => {
    expect((await t.nobody.post('/guest/enter', { token: bogus() })).status).toBe(401);
    expect((await t.nobody.post('/guest/enter', { token: 'short' })).status).toBe(400);
    const reply = await t.nobody.post<GuestEntered>('/guest/enter', { token: tokenOf(link.link) });
    expect(reply.body).toEqual({ reviewId: review.id, name: 'Mara Lind', expiresAt: link.guest.expiresAt });
    expect(String(reply.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax; Expires=/);
    for (const cookie of [undefined, `entente-guest=${bogus()}`, 'entente-guest='])
      expect((await new Client(t.app, cookie).get(mine())).status).toBe(401);
  });
});

describe('in the session', () => {
  test('a guest sees it as the others do, and may move it', async () => {
    const seen = must(await guest.get<Review>(mine()));
    expect(seen).toMatchObject({
      partnership: { name: 'Northern Corridor Alliance' },
      me: { participantId: null, name: 'Mara Lind', partyId: null },
      can: { lead: true, capture: true, end: false, invite: false },
    });
    const theirs = must(await a.north.get<Review>(at));
    expect(seen.agenda).toEqual(theirs.agenda);
    expect(JSON.stringify(seen)).not.toContain('@');
    const [, second] = seen.agenda.map((item) => item.key);
    const moved = must(await guest.patch<Review>(mine(), seen.version, { currentItem: second, timer: 'start' }));
    expect(must(await a.rail.get<Review>(at))).toMatchObject({ currentItem: second, version: moved.version });
    expect((await guest.patch(mine(), seen.version, { timer: 'stop' })).status).toBe(412);
    // To end it is for the parties.
    expect((await guest.patch(mine(), moved.version, { state: 'finished' })).status).toBe(400);
  });

  test('what a guest captures carries their name, also in the record', async () => {
    const key = { 'idempotency-key': newId() };
    const body = { kind: 'conclusion', itemKey: review.currentItem, text: 'Heard twice today.' };
    const first = await guest.post<Entry>(`${mine()}/entries`, body, key);
    const second = await guest.post<Entry>(`${mine()}/entries`, body, key);
    expect(second.body.id).toBe(must(first).id);
    expect(first.body).toMatchObject({ by: { name: 'Mara Lind', partyId: null, guest: true }, can: { edit: true } });
    const { items } = must(await a.rail.get<{ items: RecordEvent[] }>(`${a.path}/record`));
    expect(items.filter((one) => one.type === 'conclusion.added').map((one) => one.by)).toEqual([
      { participantId: null, name: 'Mara Lind (facilitator, guest)', partyId: null },
    ]);
    const owner = review.people[0]?.id as string;
    const action = must(
      await guest.post<Action>(`${mine()}/actions`, { text: 'Write it up', ownerId: owner, dueOn: '2026-12-01' }),
    );
    expect(action).toMatchObject({ owner: { name: review.people[0]?.name }, by: { guest: true }, can: { edit: true } });
    must(await guest.patch(`${mine()}/actions/${action.id}`, 1, { dueOn: '2026-12-02' }));
    must(await guest.patch(`${mine()}/entries/${first.body.id}`, 1, { text: 'Heard three times today.' }));
    must(await guest.delete(`${mine()}/entries/${first.body.id}`));
  });

  test('a guest changes nothing that others wrote', async () => {
    const entry = must(await a.rail.post<Entry>(`${at}/entries`, { kind: 'celebration', text: 'We met.' }));
    const owner = review.people[0]?.id as string;
    const action = must(
      await a.rail.post<Action>(`${at}/actions`, { text: 'Meet again', ownerId: owner, dueOn: '2026-12-01' }),
    );
    expect((await guest.patch(`${mine()}/entries/${entry.id}`, 1, { text: 'Other' })).status).toBe(403);
    expect((await guest.delete(`${mine()}/entries/${entry.id}`)).status).toBe(403);
    expect((await guest.patch(`${mine()}/actions/${action.id}`, 1, { text: 'Other' })).status).toBe(403);
  });

  test('after the end of the session a guest reads, and the time it took stays', async () => {
    const begun = must(await guest.get<Review>(mine()));
    const owner = review.people[0]?.id as string;
    const wish = { text: 'Write to all', ownerId: owner, dueOn: '2026-12-01' };
    const action = must(await guest.post<Action>(`${mine()}/actions`, wish));
    const runs = must(await guest.patch<Review>(mine(), begun.version, { timer: 'start' }));
    t.clock.pass({ minutes: 3 });
    const over = must(await a.rail.patch<Review>(at, runs.version, { state: 'finished' }));
    const spent = (of: Review) => of.agenda.find((item) => item.key === of.currentItem)?.spentMs;
    for (const [who, where] of [
      [guest, mine()],
      [a.rail, at],
    ] as const) {
      const reset = await who.patch<Problem>(where, over.version, { timer: 'reset' });
      expect([reset.status, reset.body.type]).toEqual([409, '/problems/review-finished']);
    }
    const late = await guest.patch<Problem>(`${mine()}/actions/${action.id}`, 1, { state: 'dropped' });
    expect([late.status, late.body.type]).toEqual([409, '/problems/review-finished']);
    const seen = must(await guest.get<Review>(mine()));
    expect(spent(seen)).toBe(spent(over));
    expect(spent(seen)).toBeGreaterThanOrEqual(180_000);
    expect(seen.actions.some((one) => one.can.edit)).toBe(false);
    // With those whose party it is, what was agreed goes on.
    must(await a.rail.patch(`${at}/actions/${action.id}`, 1, { state: 'done' }));
    must(await a.rail.patch<Review>(at, over.version, { state: 'running' }));
  });

  test('wrong input is refused as everybody’s', async () => {
    expect((await guest.post(`${mine()}/entries`, { kind: 'conclusion', text: 'No item' })).status).toBe(400);
    expect((await guest.post(`${mine()}/entries`, { kind: 'celebration', text: '' })).status).toBe(400);
    expect((await guest.post(`${mine()}/actions`, { text: 'x', ownerId: newId(), dueOn: '2026-12-01' })).status).toBe(
      400,
    );
    expect((await guest.send('PATCH', mine(), { timer: 'start' })).status).toBe(428);
  });
});

describe('the end of it', () => {
  test('comes by itself on its day', async () => {
    const short = must(await a.rail.post<GuestLink>(`${at}/guests`, { name: 'Per Kort', days: 1 }));
    const there = await enter(short.link);
    expect((await there.get(mine())).status).toBe(200);
    t.clock.pass({ hours: 24 });
    expect((await there.get(mine())).status).toBe(401);
    expect((await t.nobody.post('/guest/enter', { token: tokenOf(short.link) })).status).toBe(401);
    expect((await guest.get(mine())).status).toBe(200);
  });

  test('or at once, when any party takes the link back', async () => {
    const other = must(await a.north.post<GuestLink>(`${at}/guests`, { name: 'Ola Ute' }));
    const there = await enter(other.link);
    const list = must(await a.rail.delete<{ items: Guest[] }>(`${at}/guests/${other.guest.id}`));
    expect(list.items.find((one) => one.id === other.guest.id)?.open).toBe(false);
    expect((await there.get(mine())).status).toBe(401);
    const again = await a.north.delete<Problem>(`${at}/guests/${other.guest.id}`);
    expect([again.status, again.body.type]).toEqual([409, '/problems/revoked-already']);
  });
});

describe('everything else is closed', () => {
  let world: World;
  let theirs: Client;
  let tokenHash: Buffer;
  beforeAll(async () => {
    t.clock.set('2026-11-02T09:00:00Z');
    world = await makeWorld(t);
    const { reviewId, partnershipId } = world.victim;
    const made = must(
      await world.people.lead.post<GuestLink>(`/partnerships/${partnershipId}/reviews/${reviewId}/guests`, {
        name: 'Mara kestrelshared',
      }),
    );
    theirs = await enter(made.link);
    tokenHash = hashOf(tokenOf(made.link));
  });

  const pathOf = (url: string, place: Place, more: Record<string, string> = {}) =>
    url.replace(/\{(\w+)\}/g, (_, name) => ({ ...place, ...more })[name as keyof Place] ?? newId());

  test('in the application: every operation but the guest’s own refuses a guest', async () => {
    const before = await fingerprint(t, world.victim);
    let tried = 0;
    for (const [key, fixture] of Object.entries(fixtures)) {
      if (fixture.who === 'anyone' || fixture.who === 'guest') continue;
      const [method, url] = key.split(' ') as [string, string];
      const more = fixture.path?.(world.victim) ?? {};
      const reply = await theirs.send(method, pathOf(url, world.victim, more), fixture.body?.(world.victim), {
        'if-match': '"1"',
      });
      expect([key, reply.status]).toEqual([key, 401]);
      tried++;
    }
    expect(tried).toBeGreaterThan(40);
    expect(await fingerprint(t, world.victim)).toEqual(before);
  });

  test('another session is not there, neither for reading nor for writing', async () => {
    for (const [key, fixture] of Object.entries(fixtures)) {
      if (fixture.who !== 'guest') continue;
      const [method, url] = key.split(' ') as [string, string];
      // Of another partnership, and one that does not exist: the same answer.
      for (const place of [world.outside, { ...world.outside, reviewId: newId() }]) {
        const reply = await theirs.send<Problem>(method, pathOf(url, place), fixture.body?.(place), {
          'if-match': '"1"',
        });
        expect([key, reply.status, reply.body.type]).toEqual([key, 404, '/problems/not-found']);
      }
    }
  });

  test('in the database: no table shows or takes anything but this session', async () => {
    const own = new Set(['review', 'discussion', 'review_entry', 'action']);
    const counted = new Map<string, number>();
    const inside = <T>(work: (run: (text: string) => Promise<{ n?: number }[]>) => Promise<T>) =>
      asGuest(t.services.db, { tokenHash, review: world.victim.reviewId, now: t.clock.now() }, (tx) =>
        work(async (text) => {
          const { rows } = await tx.executeQuery<{ n?: number }>({
            sql: text,
            parameters: [],
            query: { kind: 'RawNode' },
            queryId: { queryId: newId() },
          } as never);
          return rows;
        }),
      );
    for (const table of [...(await tenantTables(t)), 'person', 'idempotency_key']) {
      const [row] = await inside((run) => run(`select count(*)::int as n from "${table}"`));
      counted.set(table, row?.n ?? 0);
      if (!own.has(table) && table !== 'idempotency_key') expect([table, row?.n]).toEqual([table, 0]);
      const column =
        table === 'partnership' || table === 'person' ? 'id' : table === 'idempotency_key' ? 'key' : 'partnership_id';
      for (const text of [`update "${table}" set "${column}" = "${column}"`, `delete from "${table}"`]) {
        if (table === 'idempotency_key') continue;
        const changed = await inside((run) =>
          run(`with c as (${text} returning 1) select count(*)::int as n from c`),
        ).catch((error: { code?: string }) => error.code);
        // A guest moves the session and its clock; of the rest, only what they wrote themselves.
        const allowed = text.startsWith('update') && (table === 'review' || table === 'discussion');
        if (!allowed) expect([table, text, changed]).toEqual([table, text, changed === '42501' ? '42501' : [{ n: 0 }]]);
      }
    }
    for (const table of own) {
      const { rows } = await t.sql(
        `select count(*)::int as n from "${table}" where partnership_id = $1 and ${table === 'review' ? 'id' : 'review_id'} = $2`,
        [world.victim.partnershipId, world.victim.reviewId],
      );
      expect([table, counted.get(table)]).toEqual([table, rows[0].n]);
      expect(rows[0].n).toBeGreaterThan(0);
    }
    // In somebody else's name, or about another session: refused.
    const copy = (set: string) =>
      `insert into review_entry (partnership_id, id, review_id, kind, text, by_name, by_participant_id, by_party_id, guest_id, created_at)
       select partnership_id, gen_random_uuid(), review_id, 'celebration', 'x', 'x', ${set}, now() from review_entry limit 1`;
    for (const set of ['by_participant_id, by_party_id, null', `null, null, '${newId()}'`])
      await expect(inside((run) => run(copy(set)))).rejects.toMatchObject({ code: '42501' });
  });

  /** A guest of their own with the stream open: what it said so far, and when it is over. */
  async function listening(wish: { name: string; days?: number }) {
    const { partnershipId, reviewId } = world.victim;
    const path = `/partnerships/${partnershipId}/reviews/${reviewId}`;
    const { guest: invited, link: own } = must(await world.people.lead.post<GuestLink>(`${path}/guests`, wish));
    const ears = await enter(own);
    const response = await t.app.inject({
      method: 'GET',
      url: `/api/v1/guest/reviews/${reviewId}/live`,
      headers: { cookie: ears.cookie as string },
      payloadAsStream: true,
    });
    let heard = '';
    const over = (async () => {
      for await (const chunk of response.stream()) heard += chunk;
    })();
    await expect.poll(() => heard).toContain('event: hello');
    const say = async (text: string) =>
      must(await world.people.lead.post(`${path}/entries`, { kind: 'celebration', text: `${text} kestrelshared` }));
    return { path, guest: invited, heard: () => heard, over, say };
  }

  test('the stream of a guest tells nothing any more when the link is over', async () => {
    const { guest: day, heard, over, say } = await listening({ name: 'Day kestrelshared', days: 1 });
    await say('In time');
    await expect.poll(heard).toContain('"review.moved"');
    const before = heard();
    t.clock.pass({ hours: 24 });
    await say('Too late');
    // Whoever takes the link back ends the stream, after all that was told before.
    await t.sql('update review_guest set revoked_at = now() where id = $1', [day.id]);
    await over;
    expect(heard()).toBe(before);
    t.clock.set('2026-11-02T09:00:00Z');
  });

  test('the stream of a guest tells of this session only, and ends with the link', async () => {
    const { path, guest: lis, heard, over, say } = await listening({ name: 'Lis kestrelshared' });
    const { lead } = world.people;
    must(await lead.patch(`/partnerships/${world.victim.partnershipId}`, 2, { name: 'After kestrelshared again' }));
    await say('Said');
    await expect.poll(heard).toContain('"review.moved"');
    expect(heard()).not.toContain('partnership.changed');
    expect(heard()).not.toContain('celebration.added');
    must(await lead.delete(`${path}/guests/${lis.id}`));
    await over;
    expect(heard()).not.toContain('guest.revoked');
  });
});
