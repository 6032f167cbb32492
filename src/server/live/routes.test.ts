import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Participant } from '../../domain/partnerships/contract.ts';
import { newId } from '../platform/id.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, addPeople, alliance, answer, openRound, rename, tokensOf } from '../testing/factories.ts';
import { another, join, must } from '../testing/principals.ts';

let t: TestApp;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  await t.app.listen({ port: 0, host: '127.0.0.1' });
  a = await alliance(t, { north: 5, rail: 5 });
});
afterAll(() => t.close());

type Heard = { id?: string; event: string; data: { type?: string; partnershipId?: string; subject?: { id: string } } };

/** Somebody with a stream open, and everything heard on it. */
class Ear {
  readonly heard: Heard[] = [];
  readonly status: number;
  readonly body: Promise<string>;
  ended = false;
  readonly #reply: IncomingMessage;
  #text = '';

  private constructor(reply: IncomingMessage) {
    this.#reply = reply;
    this.status = reply.statusCode ?? 0;
    let all = '';
    reply.setEncoding('utf8');
    reply.on('data', (chunk: string) => {
      all += chunk;
      this.#text += chunk;
      const blocks = this.#text.split('\n\n');
      this.#text = blocks.pop() ?? '';
      for (const block of blocks) this.#take(block);
    });
    this.body = once(reply, 'close').then(() => {
      this.ended = true;
      return all;
    });
  }

  static async open(who: TestPerson | undefined, path: string, headers: Record<string, string> = {}): Promise<Ear> {
    const { port } = t.app.server.address() as AddressInfo;
    const request = get({
      port,
      host: '127.0.0.1',
      path: `/api/v1${path}`,
      headers: { ...(who ? { cookie: who.cookie } : {}), ...headers },
    });
    const [reply] = (await once(request, 'response')) as [IncomingMessage];
    const ear = new Ear(reply);
    if (ear.status === 200) await ear.until((one) => one.event === 'hello');
    return ear;
  }

  #take(block: string): void {
    const fields = Object.fromEntries(
      block
        .split('\n')
        .filter((line) => line && !line.startsWith(':'))
        .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    if (block.startsWith(':')) this.heard.push({ event: 'heartbeat', data: {} });
    else if (fields['data'])
      this.heard.push({ id: fields['id'], event: fields['event'] ?? 'message', data: JSON.parse(fields['data']) });
  }

  /** Waits for something heard; what has been heard before counts. */
  async until(wanted: (heard: Heard) => boolean, ms = 5000): Promise<Heard> {
    const end = Date.now() + ms;
    for (;;) {
      const found = this.heard.find(wanted);
      if (found) return found;
      if (Date.now() > end) throw new Error(`not heard: ${JSON.stringify(this.heard)}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.#reply.destroy();
  }
}

const is = (type: string) => (heard: Heard) => heard.data.type === type;
const settled = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));

describe('who is let in', () => {
  test('nobody without a session, nobody from elsewhere', async () => {
    const stranger = await t.person();
    for (const [who, path, status] of [
      [undefined, '/live', 401],
      [undefined, `${a.path}/live`, 401],
      [stranger, `${a.path}/live`, 404],
      [stranger, `/partnerships/${newId()}/live`, 404],
      [a.north, `${a.path}/live?after=nonsense`, 400],
      [a.north, '/live?age=-1', 400],
      [a.north, '/live?age=60001', 400],
    ] as const) {
      const ear = await Ear.open(who, path);
      expect(ear.status, path).toBe(status);
      expect(JSON.parse(await ear.body)).toMatchObject({ status });
    }
  });

  test('a dozen windows of one person and no more', async () => {
    const who = await t.person();
    const ears = await Promise.all(Array.from({ length: 12 }, () => Ear.open(who, '/live')));
    expect(ears.map((ear) => ear.status)).toEqual(Array(12).fill(200));
    expect((await Ear.open(who, '/live')).status).toBe(429);
    for (const ear of ears) ear.close();
    // Windows that are closed do not count.
    await expect.poll(() => t.services.live.streams.size).toBe(0);
    const again = await Ear.open(who, '/live');
    expect(again.status).toBe(200);
    again.close();
  });
});

describe('what is heard', () => {
  test('a change of one party reaches the other, after its commit and without its content', async () => {
    const [rail, north, everywhere] = [
      await Ear.open(a.rail, `${a.path}/live`),
      await Ear.open(a.north, `${a.path}/live`),
      await Ear.open(a.rail, '/live'),
    ];
    const other = await another(a);
    await rename(a);
    for (const ear of [rail, north, everywhere]) {
      const heard = await ear.until(is('partnership.changed'));
      expect(heard.id).toMatch(/^[0-9a-f-]{36}$/);
      expect(heard.data).toEqual({
        partnershipId: a.partnership.id,
        id: heard.id,
        type: 'partnership.changed',
        subject: { type: 'partnership', id: a.partnership.id },
      });
    }
    // Of another partnership, even one begun a moment ago: only where all of mine are heard.
    await rename(other);
    await everywhere.until((heard) => heard.data.partnershipId === other.partnership.id);
    await settled();
    expect(rail.heard.filter((one) => one.data.partnershipId === other.partnership.id)).toEqual([]);
    for (const ear of [rail, north, everywhere]) ear.close();
  });

  test('what is private to one party is heard by that party alone', async () => {
    const [rail, north] = [await Ear.open(a.rail, '/live'), await Ear.open(a.north, '/live')];
    const say = (party: string | null, type: string) =>
      t.sql(
        `insert into event (partnership_id, id, at, type, subject_type, subject_id, subject_label, private_to)
         values ($1, $2, now(), $3, 'party', $4, 'x', $5)`,
        [a.partnership.id, newId(), type, a.northParty, party],
      );
    await say(a.northParty, 'note.north');
    await say(null, 'note.all');
    await rail.until(is('note.all'));
    await north.until(is('note.all'));
    expect(rail.heard.some(is('note.north'))).toBe(false);
    expect(north.heard.some(is('note.north'))).toBe(true);
    // Neither is it replayed to the other.
    const later = await Ear.open(a.rail, '/live', { 'last-event-id': newId() });
    await later.until(is('note.all'));
    expect(later.heard.some(is('note.north'))).toBe(false);
    for (const ear of [rail, north, later]) ear.close();
  });

  test('nothing is heard of ballots and answers', async () => {
    const place = await another(a);
    await addPeople(a.north, place.path, place.northParty, 4, 'North');
    await addPeople(a.rail, place.path, place.railParty, 4, 'Rail');
    const round = await openRound(a.north, place.path);
    const ear = await Ear.open(a.north, `${place.path}/live`);
    for (const token of await tokensOf(a.north, place.path, round.id)) must(await answer(t, round.id, token, 4));
    await rename(place);
    await ear.until(is('partnership.changed'));
    expect(ear.heard.map((one) => one.data.type ?? one.event)).toEqual(['hello', 'partnership.changed']);
    ear.close();
  });

  test('a change that is taken back is never heard of', async () => {
    const ear = await Ear.open(a.north, `${a.path}/live`);
    await t.sql('begin');
    await t.sql(
      `insert into event (partnership_id, id, at, type, subject_type, subject_id, subject_label)
       values ($1, $2, now(), 'note.never', 'party', $3, 'x')`,
      [a.partnership.id, newId(), a.northParty],
    );
    await t.sql('rollback');
    await rename(a);
    await ear.until(is('partnership.changed'));
    expect(ear.heard.some(is('note.never'))).toBe(false);
    ear.close();
  });

  test('a heartbeat keeps the line open', async () => {
    const { pace } = t.services.live.streams;
    t.services.live.streams.pace = { ...pace, heartbeatMs: 20 };
    const ear = await Ear.open(a.north, '/live');
    t.services.live.streams.pace = pace;
    await ear.until((one) => one.event === 'heartbeat');
    ear.close();
  });
});

describe('who is no longer', () => {
  const newcomer = async (place: Alliance) => {
    const row = must(
      await a.north.post<Participant>(`${place.path}/participants`, {
        partyId: place.northParty,
        name: 'Mia Member',
        role: 'member',
      }),
    );
    const person = await join(t, a.north, place.path, row, null);
    return { row, person };
  };

  test('a person who left is cut off at once, and hears nothing of it', async () => {
    const { row, person } = await newcomer(a);
    const [one, all] = [await Ear.open(person, `${a.path}/live`), await Ear.open(person, '/live')];
    await rename(a);
    await one.until(is('partnership.changed'));
    must(await a.north.patch(`${a.path}/participants/${row.id}`, row.version + 1, { leftOn: '2026-11-02' }));
    await one.body;
    expect(one.ended).toBe(true);
    await all.until((heard) => heard.event === 'refetch');
    await rename(a);
    await settled();
    for (const ear of [one, all]) {
      expect(ear.heard.filter(is('participant.left'))).toEqual([]);
      expect(ear.heard.filter(is('partnership.changed'))).toHaveLength(1);
    }
    all.close();
    expect((await Ear.open(person, `${a.path}/live`)).status).toBe(404);
  });

  test('without a word from the tables the proof is made again after its time', async () => {
    const { pace } = t.services.live.streams;
    t.services.live.streams.pace = { ...pace, proofMs: 50 };
    const { person } = await newcomer(a);
    const ear = await Ear.open(person, '/live');
    await t.app.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie: person.cookie as string } });
    await ear.body;
    t.services.live.streams.pace = pace;
  });
});

describe('what was missed', () => {
  test('is replayed after Last-Event-ID, or after the address says so', async () => {
    const first = await Ear.open(a.rail, '/live');
    const { id } = await first.until((heard) => heard.event === 'hello');
    first.close();
    await rename(a);
    for (const ear of [
      await Ear.open(a.rail, '/live', { 'last-event-id': id as string }),
      await Ear.open(a.rail, `/live?after=${id}`),
      await Ear.open(a.rail, `${a.path}/live`, { 'last-event-id': id as string }),
    ]) {
      await ear.until(is('partnership.changed'));
      ear.close();
    }
  });

  test('is told to a page that began to read before it happened', async () => {
    await rename(a);
    for (const path of ['/live?age=5000', `${a.path}/live?age=5000`]) {
      const ear = await Ear.open(a.rail, path);
      await ear.until(is('partnership.changed'));
      ear.close();
    }
  });

  test('and only to those whose partnership it is', async () => {
    const other = await alliance(t);
    await rename(a);
    await rename(other);
    const ear = await Ear.open(other.rail, '/live?age=60000');
    await ear.until(is('partnership.changed'));
    await settled();
    const told = ear.heard.flatMap(({ data }) => (data as { partnershipId?: string }).partnershipId ?? []);
    expect(new Set(told)).toEqual(new Set([other.partnership.id]));
    ear.close();
  });

  test('is not replayed but read again when it is too long ago, or not a number of ours', async () => {
    for (const id of ['01890000-0000-7000-8000-000000000000', 'nonsense']) {
      const ear = await Ear.open(a.rail, '/live', { 'last-event-id': id });
      await ear.until((heard) => heard.event === 'refetch');
      ear.close();
    }
  });

  test('nor when it is too much', async () => {
    const place = await another(a);
    await t.sql(
      `insert into event (partnership_id, id, at, type, subject_type, subject_id, subject_label)
       select $1, ($2 || lpad(n::text, 12, '0'))::uuid, now(), 'note.many', 'party', $3, 'x' from generate_series(1, 201) n`,
      [place.partnership.id, newId().slice(0, 24), place.northParty],
    );
    const ear = await Ear.open(a.north, `${place.path}/live`, { 'last-event-id': newId() });
    await ear.until((heard) => heard.event === 'refetch');
    expect(ear.heard.some(is('note.many'))).toBe(false);
    ear.close();
  });
});

describe('when the connection is lost', () => {
  test('it is made again and everybody is told to read again; nothing of it is an error for anybody', async () => {
    const ear = await Ear.open(a.rail, '/live');
    expect(t.services.live.feed.state).toBe('listening');
    const ended = await t.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'entente live' and datname = current_database()`,
    );
    expect(ended.rowCount).toBe(1);
    await ear.until((heard) => heard.event === 'refetch');
    expect(t.services.live.feed.state).toBe('listening');
    expect(ear.ended).toBe(false);
    await rename(a);
    await ear.until(is('partnership.changed'));
    ear.close();
    // A page that began before the loss cannot know what it missed; one that began after it can.
    const older = await Ear.open(a.rail, '/live?age=60000');
    await older.until((heard) => heard.event === 'refetch');
    older.close();
    const newer = await Ear.open(a.rail, '/live?age=0');
    await settled();
    expect(newer.heard.map(({ event }) => event)).toEqual(['hello']);
    newer.close();
  });
});

test('a server that stops ends its streams in order', async () => {
  const second = await testApp();
  await second.app.listen({ port: 0, host: '127.0.0.1' });
  const who = await second.person();
  const { port } = second.app.server.address() as AddressInfo;
  const [reply] = (await once(
    get({ port, host: '127.0.0.1', path: '/api/v1/live', headers: { cookie: who.cookie } }),
    'response',
  )) as [IncomingMessage];
  reply.resume();
  const over = once(reply, 'end');
  await second.close();
  await over;
});
