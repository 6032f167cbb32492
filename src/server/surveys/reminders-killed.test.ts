import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ownerOf, type TestApp, testApp } from '../testing/app.ts';
import { alliance, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { type MailServer, mailServer } from '../testing/mail-server.ts';
import type { Errand } from '../testing/worker.ts';

/**
 * The process that sends reminders is killed while the mail server has a message and nobody here has noted it yet.
 * Nothing is lost, and at most that one message comes twice, under the same Message-ID.
 */
let smtp: MailServer;
let t: TestApp;
let env: Record<string, string>;
beforeAll(async () => {
  smtp = await mailServer();
  env = {
    PUBLIC_URL: 'http://entente.test',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    MAIL_FROM: 'Entente <hello@entente.test>',
  };
  t = await testApp({ env });
});
afterAll(async () => {
  await t?.close();
  await smtp.close();
});

async function worker(at: string): Promise<ChildProcess> {
  const database = (await t.sql('select current_database() as name')).rows[0].name;
  const errand: Errand = { owner: await ownerOf(database), env, job: 'remind', at };
  return spawn(process.execPath, [join(import.meta.dirname, '../testing/worker.ts')], {
    env: { ...process.env, ENTENTE_ERRAND: JSON.stringify(errand) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

test('a worker that is killed between sending and marking loses nothing and doubles at most one', async () => {
  const a = await alliance(t, { north: 10, rail: 10 });
  t.clock.set('2027-01-01T12:00:00Z');
  const open = await openRound(a.north, a.path, { closesAt: '2027-01-15T17:00', timeZone: 'UTC' });
  for (const token of (await tokensOf(a.rail, a.path, open.id)).slice(0, 4)) await fetchBallot(t, open.id, token);
  const at = '2027-01-08T09:00:00Z';
  t.clock.set(at);
  let kills = 0;
  // Before the mail server says "250" to the message, after it, and in the middle of the reply's way.
  for (const [nth, wait] of [
    [1, 0],
    [4, -1],
    [6, 1],
  ] as const) {
    const process = await worker(at);
    const kill = () => {
      kills++;
      process.kill('SIGKILL');
    };
    let taken = 0;
    smtp.trouble = () => {
      if (++taken !== nth) return undefined;
      if (wait < 0) kill();
      else setTimeout(kill, wait);
      return undefined;
    };
    const [code, signal] = (await once(process, 'exit')) as [number | null, string | null];
    expect([code, signal]).toEqual([null, 'SIGKILL']);
  }
  smtp.trouble = undefined;
  // The database lets go of what a dead process held as soon as it sees the socket closed.
  for (let i = 0; i < 20 && (await left()) > 0; i++) {
    const process = await worker(at);
    expect(await once(process, 'exit')).toEqual([0, null]);
  }
  async function left(): Promise<number> {
    return (await t.sql('select count(*)::int as n from reminder where round_id = $1 and not done', [open.id])).rows[0]
      .n;
  }
  expect(await left()).toBe(0);
  const byPerson = Map.groupBy(smtp.received, (one) => one.to[0] as string);
  expect(byPerson.size).toBe(16);
  const doubled = [...byPerson.values()].filter((letters) => letters.length > 1);
  expect(smtp.received.length - byPerson.size).toBeLessThanOrEqual(kills);
  for (const letters of doubled) {
    expect(letters).toHaveLength(2);
    expect(new Set(letters.map((one) => one.mail.messageId)).size).toBe(1);
  }
  expect(new Set(smtp.received.map((one) => one.mail.messageId)).size).toBe(16);
});
