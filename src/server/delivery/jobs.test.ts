import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Action } from '../../domain/delivery/contract.ts';
import type { Participant } from '../../domain/partnerships/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, openRound } from '../testing/factories.ts';
import { must } from '../testing/principals.ts';

/** Reminders by the injected clock. One partnership in Oslo, one in Auckland. */
let t: TestApp;
let a: Alliance;
const apps: TestApp[] = [];
beforeEach(async () => {
  t = await testApp();
  apps.push(t);
  a = await alliance(t, { north: 5, rail: 5 });
  await openRound(a.north, a.path);
});
afterAll(() => Promise.all(apps.map((one) => one.close())));

const run = () => t.services.jobs.run('remind-owners');
const mails = async () =>
  (await t.sql(`select key, recipient, subject, text from mail where key like 'action/%' order by created_at, key`))
    .rows as {
    key: string;
    recipient: string;
    subject: string;
    text: string;
  }[];
const kinds = async () => (await mails()).map((mail) => mail.key.split('/')[2]);

async function agree(over: object = {}, place = a): Promise<Action> {
  const { items } = must(await place.rail.get<{ items: Participant[] }>(`${place.path}/participants`));
  const ownerId = items.find((one) => one.name === 'Sanna Åkesson')?.id;
  return must(
    await place.north.post<Action>(`${place.path}/actions`, {
      text: 'Call the yard',
      ownerId,
      dueOn: '2026-11-20',
      ...over,
    }),
  );
}

describe('an owner is reminded', () => {
  test('three days before and on the morning after, once each, at seven where the partnership is', async () => {
    const action = await agree();
    for (const [moment, expected] of [
      ['2026-11-17T05:45:00Z', []],
      ['2026-11-17T06:00:00Z', ['soon']],
      ['2026-11-17T06:15:00Z', ['soon']],
      ['2026-11-20T23:30:00Z', ['soon']],
      ['2026-11-21T05:45:00Z', ['soon']],
      ['2026-11-21T06:00:00Z', ['soon', 'late']],
      ['2026-11-25T06:00:00Z', ['soon', 'late']],
    ] as const) {
      t.clock.set(moment);
      await run();
      await run();
      expect([moment, await kinds()]).toEqual([moment, expected]);
    }
    const [soon, late] = await mails();
    expect(soon?.recipient).toBe(a.rail.email);
    expect(soon?.subject).toBe('Due on Friday, 20 November 2026: Call the yard');
    expect(soon?.text).toContain(`${a.path}/deliver?owner=me`);
    expect(late?.text).toContain('It was due on Friday, 20 November 2026 and is still open.');
    expect(soon?.key).toContain(action.id);
  });

  test('in their own language', async () => {
    const { items } = must(await a.rail.get<{ items: Participant[] }>(`${a.path}/participants`));
    const sanna = items.find((one) => one.name === 'Sanna Åkesson') as Participant;
    must(await a.rail.patch(`${a.path}/participants/${sanna.id}`, sanna.version, { language: 'de' }));
    await agree();
    t.clock.set('2026-11-17T12:00:00Z');
    await run();
    expect((await mails())[0]?.subject).toBe('Fällig am Freitag, 20. November 2026: Call the yard');
  });

  test('after a downtime: of what is still to come the one, of what is past the other', async () => {
    await agree({ text: 'Past', dueOn: '2026-11-20' });
    await agree({ text: 'To come', dueOn: '2026-11-27' });
    t.clock.set('2026-11-25T12:00:00Z');
    await run();
    expect((await mails()).map((mail) => [mail.key.split('/')[2], mail.subject]).sort()).toEqual([
      ['late', 'The day has passed: Past'],
      ['soon', 'Due on Friday, 27 November 2026: To come'],
    ]);
  });

  test('by two processes at once: once', async () => {
    await Promise.all(['One', 'Two', 'Three'].map((text) => agree({ text })));
    t.clock.set('2026-11-18T12:00:00Z');
    await Promise.all([run(), run(), run()]);
    expect(await kinds()).toEqual(['soon', 'soon', 'soon']);
  });

  test('not of what is done, dropped or was agreed for the next days; anew after a new day or owner', async () => {
    const done = await agree({ text: 'Done' });
    must(await a.rail.patch(`${a.path}/actions/${done.id}`, 1, { state: 'done' }));
    await agree({ text: 'At once', dueOn: '2026-11-04' });
    const moved = await agree({ text: 'Moved' });
    t.clock.set('2026-11-03T12:00:00Z');
    await run();
    expect(await kinds()).toEqual([]);
    t.clock.set('2026-11-18T12:00:00Z');
    await run();
    // "At once" is late by now, "Moved" is due soon.
    expect((await kinds()).sort()).toEqual(['late', 'soon']);
    must(await a.rail.patch(`${a.path}/actions/${moved.id}`, 1, { dueOn: '2026-12-10' }));
    t.clock.set('2026-12-08T12:00:00Z');
    await run();
    expect((await mails()).filter((mail) => mail.key.includes(moved.id)).map((mail) => mail.key.split('/')[3])).toEqual(
      ['2026-11-20', '2026-12-10'],
    );
  });

  test('not when they have left, and nobody waits for that', async () => {
    const row = must(
      await a.rail.post<Participant>(`${a.path}/participants`, {
        partyId: a.railParty,
        name: 'Lea Leaver',
        email: 'lea@example.org',
        role: 'member',
      }),
    );
    await agree({ ownerId: row.id });
    must(await a.rail.patch(`${a.path}/participants/${row.id}`, 1, { leftOn: '2026-11-02' }));
    t.clock.set('2026-11-18T12:00:00Z');
    await run();
    expect(await mails()).toEqual([]);
  });

  test('many at once, over more than one page', async () => {
    const { items } = must(await a.rail.get<{ items: Participant[] }>(`${a.path}/participants`));
    const owner = items.find((one) => one.name === 'Sanna Åkesson') as Participant;
    await t.sql(
      `insert into action (partnership_id, id, text, owner_id, due_on, state, by_participant_id, by_party_id, by_name, created_at)
       select $1, gen_random_uuid(), 'Action ' || n, $2, '2026-11-20', 'open', $2, $3, 'x', now() from generate_series(1, 450) n`,
      [a.partnership.id, owner.id, a.railParty],
    );
    t.clock.set('2026-11-18T12:00:00Z');
    await run();
    expect(await kinds()).toHaveLength(450);
  });
});
