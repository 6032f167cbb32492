import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestApp, TestPerson } from '../../testing/app.ts';
import { testApp } from '../../testing/app.ts';
import {
  acknowledge,
  amend,
  briefingOf,
  expectation,
  expectationsInForce,
  partsOf,
  readAll,
} from '../../testing/briefing.ts';
import { inForce } from '../../testing/documents.ts';
import { type Alliance, addPeople, alliance, openRound } from '../../testing/factories.ts';
import { type MailServer, mailServer } from '../../testing/mail-server.ts';
import { another, join, must } from '../../testing/principals.ts';

/** What is written to readers, on a clock that the test moves. */

let server: MailServer;
let t: TestApp;
let first: Alliance;
let a: Alliance;
beforeAll(async () => {
  server = await mailServer();
  t = await testApp({ env: { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: 'entente@nordhavn.example' } });
  first = await alliance(t);
});
afterAll(async () => {
  await t.close();
  await server.close();
});
beforeEach(async () => {
  t.clock.set('2026-11-02T09:00:00Z');
  a = await another(first);
});

type Row = { recipient: string; subject: string; text: string; html: string; stop: string };
/** Lets the job run (twice at once, which is the same), and returns what it wrote. */
async function letters(): Promise<Row[]> {
  const before = (await t.sql(`select id from mail where key like 'briefing/%'`)).rows.map((row) => row.id);
  await Promise.all([t.services.jobs.run('remind-readers'), t.services.jobs.run('remind-readers')]);
  const { rows } = await t.sql(
    `select recipient, subject, text, html, stop from mail where key like 'briefing/%' and not id = any ($1)
       and partnership_id = $2 order by recipient`,
    [before, a?.partnership.id ?? first.partnership.id],
  );
  return rows as Row[];
}
const subjects = async () =>
  (await letters()).map(({ recipient, subject }) => [recipient.split('.')[0], subject.split(':')[0]]);
const ROWS = [expectation('e1', 'We answer within two days'), expectation('e2', 'We say it early')];
const agree = () => expectationsInForce(a.north, a.rail, a.path, ROWS);
const days = (count: number) => t.clock.pass({ hours: 24 * count });

async function newcomer(name: string, language?: string): Promise<TestPerson> {
  const email = `${name.toLowerCase()}.${Math.random().toString(36).slice(2)}@rail.example`;
  const row = must(
    await a.rail.post<{ id: string; name: string }>(`${a.path}/participants`, {
      partyId: a.railParty,
      name,
      email,
      role: 'member',
      ...(language ? { language } : {}),
    }),
  );
  return join(t, a.rail, a.path, row, email);
}

test('when something comes into force: one letter at once, two reminders, then none; none to those who are done', async () => {
  await agree();
  expect(await subjects()).toEqual([
    ['astrid', 'Your briefing'],
    ['sanna', 'Your briefing'],
  ]);
  expect(await letters()).toEqual([]);
  await readAll(a.north, a.path);
  days(6);
  expect(await letters()).toEqual([]);
  days(1);
  expect(await subjects()).toEqual([['sanna', 'Still to read']]);
  days(13);
  expect(await letters()).toEqual([]);
  days(1);
  expect(await subjects()).toEqual([['sanna', 'Still to read']]);
  days(100);
  expect(await letters()).toEqual([]);
});

test('who joins is told at once; who reads everything at once is not', async () => {
  await agree();
  await letters();
  const quick = await newcomer('Quirin');
  await readAll(quick, a.path);
  await newcomer('Nora', 'de');
  const [letter, ...more] = await letters();
  expect(more).toEqual([]);
  expect(letter?.subject).toBe('Ihre Einführung: Northern Corridor Alliance');
  expect(letter?.text).toContain(`/partnerships/${a.partnership.id}/agree/briefing`);
  expect(letter?.html).toContain('lang="de"');
});

test('texts that come into force within a day are one letter, and only what changed is told again', async () => {
  const document = await agree();
  await letters();
  t.clock.pass({ hours: 2 });
  await inForce(a.north, a.rail, a.path);
  expect(await letters()).toEqual([]);
  t.clock.pass({ hours: 22 });
  expect(await subjects()).toEqual([
    ['astrid', 'Your briefing'],
    ['sanna', 'Your briefing'],
  ]);
  for (const who of [a.north, a.rail]) await readAll(who, a.path);
  days(3);
  await amend(t, a.north, a.rail, a.path, document, (content) => ({
    ...content,
    expectations: [expectation('e1', 'We answer within two days'), expectation('e2', 'We say it before noon')],
  }));
  const told = await letters();
  expect(told.map(({ subject }) => subject.split(':')[0])).toEqual(['New in your briefing', 'New in your briefing']);
  expect(told[0]?.text).toContain('One part of your briefing');
});

test('after a downtime: one letter, not all that were missed, and the next one at its distance', async () => {
  await agree();
  days(40);
  expect((await letters()).length).toBe(2);
  days(6);
  expect(await letters()).toEqual([]);
  days(1);
  expect((await letters()).length).toBe(2);
  days(60);
  expect((await letters()).length).toBe(2);
  days(60);
  expect(await letters()).toEqual([]);
});

test('reminders come at nine in the morning of the zone of the partnership’s last round', async () => {
  await addPeople(a.north, a.path, a.northParty, 5, 'North');
  await addPeople(a.rail, a.path, a.railParty, 5, 'Rail');
  await openRound(a.north, a.path, {
    level: 'confidential',
    timeZone: 'Asia/Tokyo',
    closesAt: t.clock
      .now()
      .add({ hours: 24 * 20 })
      .toString()
      .slice(0, 16),
  });
  await agree();
  await letters();
  const { rows } = await t.sql('select next_at from briefing_reader where partnership_id = $1', [a.partnership.id]);
  const zone =
    (await t.sql('select time_zone from round where partnership_id = $1', [a.partnership.id])).rows[0]?.time_zone ??
    'UTC';
  for (const { next_at: at } of rows)
    expect(Temporal.Instant.from(new Date(at).toISOString()).toZonedDateTimeISO(zone).toPlainTime().toString()).toBe(
      '09:00:00',
    );
});

test('one click stops them, from a mail program without a session, and takes that back', async () => {
  await agree();
  const [letter] = await letters();
  const link = letter?.stop ?? '';
  expect(letter?.text).toContain(link);
  const path = new URL(link).pathname;
  const page = await t.nobody.get<string>(path);
  expect(page.body).toContain('Letters about a briefing');
  expect(page.body).not.toContain('Northern');
  expect((await t.nobody.get<string>(`${path.slice(0, -3)}abc`)).body).toContain('There is nothing to stop');
  const post = (body: string) =>
    t.app.inject({
      method: 'POST',
      url: path,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: body,
    });
  expect((await post('List-Unsubscribe=One-Click')).body).toContain('Letters are stopped');
  days(7);
  expect(await subjects()).toEqual([['sanna', 'Still to read']]);
  expect((await post('reminders=on')).body).toContain('Letters about a briefing');
  const { rows } = await t.sql('select stopped from briefing_reader where partnership_id = $1', [a.partnership.id]);
  expect(rows.map((row) => row.stopped)).toEqual([false, false]);
});

test('sent letters tell mail programs how to stop, and nothing of them is kept', async () => {
  await agree();
  const mails = (
    await t.sql(`select id from mail where partnership_id = $1 and key like 'briefing/%'`, [a.partnership.id])
  ).rows;
  expect(mails).toEqual([]);
  await letters();
  const { rows } = await t.sql(`select id from mail where partnership_id = $1 and key like 'briefing/%'`, [
    a.partnership.id,
  ]);
  for (const { id } of rows) await t.services.jobs.run('send-mail', { id });
  const got = server.received.filter(({ mail }) => /briefing/.test(mail.subject ?? ''));
  const headers = got.at(-1)?.raw ?? '';
  expect(headers).toMatch(/List-Unsubscribe:\s+<http/);
  expect(headers).toMatch(/List-Unsubscribe-Post: List-Unsubscribe=One-Click/);
  const kept = await t.sql(`select text, html, stop from mail where id = any ($1)`, [rows.map((row) => row.id)]);
  for (const row of kept.rows) expect(row).toEqual({ text: null, html: null, stop: null });
});

test('somebody who left, has no address, or whose partnership has ended gets none', async () => {
  await agree();
  await letters();
  const gone = await newcomer('Gerd');
  const list = must(
    await a.rail.get<{ items: { id: string; name: string; version: number }[] }>(`${a.path}/participants?limit=200`),
  );
  const row = list.items.find((one) => one.name === 'Gerd');
  must(
    await a.rail.patch(`${a.path}/participants/${row?.id}`, row?.version ?? 0, {
      leftOn: t.clock.now().toString().slice(0, 10),
    }),
  );
  expect(await letters()).toEqual([]);
  expect((await gone.get(`${a.path}/briefing`)).status).toBe(404);
  const [part] = partsOf(await briefingOf(a.rail, a.path));
  const refused = await acknowledge(gone, a.path, part as never);
  expect(refused.status).toBe(404);
  const partnership = must(await a.north.get<{ version: number }>(a.path));
  must(await a.north.patch(a.path, partnership.version, { status: 'ended' }));
  days(30);
  expect(await letters()).toEqual([]);
});
