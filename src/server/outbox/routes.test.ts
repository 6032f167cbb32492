import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { OutboxMail, OutboxMailText, Participant } from '../../domain/partnerships/contract.ts';
import { type Reply, type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, openRound } from '../testing/factories.ts';
import { invite, must } from '../testing/principals.ts';

type List = { items: OutboxMail[]; next: string | null };

let t: TestApp;
let administrator: TestPerson;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
  administrator = await t.person('Ada Admin');
  a = await alliance(t, { north: 6, rail: 6 });
  await openRound(a.north, a.path);
});
afterAll(() => t.close());

const mails = async () => must(await administrator.get<List>('/outbox?limit=200')).items;

test('is for the administrator of the installation, whoever leads a partnership', async () => {
  const { id } = (await mails())[0] as OutboxMail;
  const unknown = '0198c0de-0000-7000-8000-000000000000';
  for (const url of ['/outbox', `/outbox/${id}`, `/outbox/${unknown}`]) {
    expect((await t.nobody.get(url)).status, url).toBe(401);
    for (const person of [a.north, a.rail]) {
      const reply = await person.get<Problem>(url);
      expect([reply.status, reply.body.type], url).toEqual([403, '/problems/not-allowed']);
    }
  }
  for (const missing of [unknown, 'x', '%00']) expect((await administrator.get(`/outbox/${missing}`)).status).toBe(404);
});

test('without a mail server every mail waits here with its text', async () => {
  const row = must(
    await a.north.post<Participant>(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Nora <b>Ny</b>',
      email: 'nora@north.example',
      role: 'member',
    }),
  );
  const token = await invite(a.north, a.path, row.id);
  const mail = (await mails()).find((one) => one.to === 'nora@north.example') as OutboxMail;
  expect(mail).toEqual({
    id: expect.any(String),
    createdAt: '2026-11-02T09:00:00.000Z',
    to: 'nora@north.example',
    subject: expect.stringContaining('Northern Corridor Alliance'),
    state: 'kept',
    attempts: 0,
    sentAt: null,
    problem: null,
  });
  const { text } = must(await administrator.get<OutboxMailText>(`/outbox/${mail.id}`));
  expect(text).toContain(`http://entente.test/join#${token}`);
  // The list itself carries no link.
  expect(JSON.stringify(await mails())).not.toContain('#');
  const { rows } = await t.sql('select html from mail where id = $1', [mail.id]);
  expect(rows[0].html).not.toContain('<b>Ny');
});

test('a round writes one mail to everybody asked who has an address', async () => {
  const asked = (await mails()).filter((one) => one.to.startsWith('north.') || one.to.startsWith('rail.'));
  expect(asked).toHaveLength(10);
  expect(new Set(asked.map((one) => one.to)).size).toBe(10);
});

test('comes in pages, newest first, each mail once; other cursors are refused', async () => {
  const whole = await mails();
  const seen: OutboxMail[] = [];
  let url: string | undefined = '/outbox?limit=5';
  while (url && seen.length <= whole.length) {
    const reply: Reply<List> = await administrator.get(url);
    seen.push(...reply.body.items);
    url = /<(.*)>; rel="next"/.exec(`${reply.headers['link'] ?? ''}`)?.[1];
  }
  expect(whole.length).toBeGreaterThan(10);
  expect(seen).toEqual(whole);
  expect(whole.map((one) => one.id)).toEqual(
    whole
      .map((one) => one.id)
      .toSorted()
      .toReversed(),
  );
  for (const bad of ['cursor=x', `cursor=${Buffer.from('x').toString('base64url')}`, 'limit=0', 'state=kept'])
    expect((await administrator.get(`/outbox?${bad}`)).status, bad).toBe(400);
});

test('mails with links of a round lose their text when it ends', async () => {
  const rounds = must(await a.north.get<{ items: { id: string }[] }>(`${a.path}/rounds`)).items;
  must(await a.north.post(`${a.path}/rounds/${rounds[0]?.id}/cancel`));
  const asked = (await mails()).filter((one) => one.to.startsWith('north.'));
  expect(asked).toHaveLength(5);
  for (const one of asked) expect((await administrator.get<OutboxMailText>(`/outbox/${one.id}`)).body.text).toBeNull();
});
