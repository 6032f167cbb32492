import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Participant, Partnership } from '../../domain/partnerships/contract.ts';
import type { BallotReply } from '../../domain/surveys/contract.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, openRound } from '../testing/factories.ts';

/** What the mail server of this test received: a real one, on a real socket. */
type Received = { from: string; to: string[]; raw: string; mail: Email };
let received: Received[] = [];
/** What it does with the next message instead of taking it. */
let trouble: ((raw: string) => Error | undefined | Promise<Error | undefined>) | undefined;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onData(stream, session, done) {
    void (async () => {
      const raw = await text(stream);
      const error = await trouble?.(raw);
      if (error) return done(error);
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map((one) => one.address),
        raw,
        mail: await PostalMime.parse(raw),
      });
      done();
    })();
  },
});
const refusal = (responseCode: number) => Object.assign(new Error('come back later'), { responseCode });

let t: TestApp;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  t = await testApp({
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'Entente <hello@entente.test>' },
  });
});
afterAll(async () => {
  await t?.close();
  await new Promise<void>((resolve) => server.close(resolve));
});
beforeEach(() => {
  received = [];
  trouble = undefined;
});

/** Ids that wait in the queue of mails, oldest first; the queue is then empty. */
async function queued(): Promise<string[]> {
  const { rows } = await t.sql(
    `with taken as (delete from pgboss.job where name = 'send-mail' returning data ->> 'id' as id)
      select id from taken order by id`,
  );
  return rows.map((row) => row.id as string);
}
const send = (id: string) => t.services.jobs.run('send-mail', { id });
async function sendAll(): Promise<void> {
  for (const id of await queued()) await send(id);
}
const rowOf = async (id: string) => (await t.sql('select * from mail where id = $1', [id])).rows[0];
const header = (mail: Email, name: string) => mail.headers.filter((one) => one.key === name).map((one) => one.value);

/** One mail waiting in the queue: an invitation to a new person. */
async function invitation(a: Alliance, more: Partial<Participant> = {}): Promise<string> {
  await queued();
  const email = `guest.${Math.random().toString(36).slice(2)}@example.org`;
  const guest = { partyId: a.northParty, name: 'Guest', role: 'member', email, ...more };
  const added = await a.north.post<Participant>(`${a.path}/participants`, guest);
  expect((await a.north.post(`${a.path}/participants/${added.body.id}/invitation`)).status).toBe(201);
  const [id, ...others] = await queued();
  expect(others).toEqual([]);
  return id as string;
}

describe('letters as they arrive', () => {
  test('an invitation: plain text and HTML, in the language of the person, with a link that works', async () => {
    const a = await alliance(t);
    await queued();
    await send(await invitation(a, { name: 'Jörg Größe', email: 'joerg@example.org', language: 'de' }));
    const [{ from, to, mail, raw }] = received as [Received];
    expect([from, to]).toEqual(['hello@entente.test', ['joerg@example.org']]);
    expect(mail.from).toMatchObject({ name: 'Entente', address: 'hello@entente.test' });
    expect(mail.to).toMatchObject([{ address: 'joerg@example.org' }]);
    expect(mail.subject).toBe('Astrid Moen lädt Sie zu Northern Corridor Alliance ein');
    expect(mail.text).toContain('Guten Tag Jörg Größe,');
    expect(mail.text).toContain('als Mitglied für Nordhavn Terminals');
    expect(mail.html).toContain('<html lang="de" dir="ltr">');
    expect(mail.html).toContain('Guten Tag Jörg Größe,');
    expect(header(mail, 'auto-submitted')).toEqual(['auto-generated']);
    expect(raw).toMatch(/^Content-Type: multipart\/alternative;/m);
    for (const line of raw.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);

    const link = /http:\/\/entente\.test\/\S+/.exec(mail.text ?? '')?.[0] as string;
    expect(mail.html).toContain(`href="${link}"`);
    const found = await t.nobody.post<{ name: string }>('/invitations/look-up', { token: link.split('#')[1] });
    expect(found.status).toBe(200);
    expect(JSON.stringify(found.body)).toContain('Northern Corridor Alliance');
  });

  test.each([
    [
      'fr',
      'ltr',
      /^Travaillons-nous bien ensemble\u00a0\? North/,
      'Bonjour Person,',
      /ouverte jusqu’au vendredi 13 novembre/,
    ],
    [
      'es',
      'ltr',
      /^¿Trabajamos bien juntos\? North/,
      'Buenos días, Person:',
      /Abierta hasta el viernes, 13 de noviembre/,
    ],
    ['ja', 'ltr', /^私たちはうまく協力できていますか：North/, 'Person 様', /回答期限は2026年11月13日金曜日 17:00/],
    ['ar', 'rtl', /^ما مدى جودة عملنا معًا؟ /, 'تحية طيبة \u2068Person\u2069،', /حتى \u2068الجمعة، 13 نوفمبر 2026/],
  ])('a round in %s, %s, by a real server: subject, text and HTML', async (language, dir, subject, hello, date) => {
    const a = await alliance(t, { north: 6, rail: 5 });
    const email = `${language}@example.org`;
    await a.north.post(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Person',
      email,
      role: 'member',
      language,
    });
    await queued();
    await openRound(a.north, a.path);
    await sendAll();
    const { mail } = received.find((one) => one.to[0] === email) as Received;
    expect(mail.subject).toMatch(subject);
    expect(mail.text).toContain(hello);
    expect(mail.text).toMatch(date);
    // Names are set apart in running text that goes the other way; in HTML by an element.
    expect((mail.text ?? '').includes('\u2068')).toBe(dir === 'rtl');
    expect(mail.html).not.toMatch(/[\u2066-\u2069]/);
    expect(mail.html).toContain(`<html lang="${language}" dir="${dir}">`);
    expect(mail.html).toContain(`<div lang="${language}" dir="${dir}"`);
    expect((mail.html ?? '').includes('<bdi>Northern Corridor Alliance</bdi>')).toBe(dir === 'rtl');
    // Figures are Latin in every language.
    expect(mail.text).toMatch(/\b15/);
    expect(mail.text).not.toMatch(/[\u0660-\u0669]/);
    expect(/http:\/\/entente\.test\/r\/\S+/.exec(mail.text ?? '')).not.toBeNull();
  });

  test('a round: to everybody with an address, each with a link of their own that leads to a ballot', async () => {
    const a = await alliance(t, { north: 6, rail: 5 });
    await a.north.post(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Käthe Weiß',
      email: 'kaethe@example.org',
      role: 'member',
      language: 'de',
    });
    await a.north.post(`${a.path}/participants`, { partyId: a.northParty, name: 'No Address', role: 'member' });
    await queued();
    const round = await openRound(a.north, a.path);
    await sendAll();
    expect(received).toHaveLength(12);
    for (const { to } of received) expect(to).toHaveLength(1);
    expect(new Set(received.flatMap((one) => one.to)).size).toBe(12);

    const english = received.find((one) => one.to[0] === 'north.1@example.org') as Received;
    expect(english.mail.subject).toBe('How well do we work together? Northern Corridor Alliance');
    expect(english.mail.text).toContain('Hello North 1,');
    expect(english.mail.text).toContain('averages of 5 people or more');
    expect(english.mail.text).toMatch(/Open until Friday,? 13 November 2026 at 17:00 (CET|GMT\+1)/);
    expect(english.mail.html).toContain('<html lang="en" dir="ltr">');
    const german = received.find((one) => one.to[0] === 'kaethe@example.org') as Received;
    expect(german.mail.subject).toBe('Wie gut arbeiten wir zusammen? Northern Corridor Alliance');
    expect(german.mail.text).toMatch(/Offen bis Freitag, 13\. November 2026 um 17:00 MEZ/);

    const links = received.map(({ mail }) => /http:\/\/entente\.test\/r\/\S+/.exec(mail.text ?? '')?.[0] as string);
    expect(new Set(links).size).toBe(12);
    for (const link of links) {
      const [, id, token] = /\/r\/([^#]+)#(.+)$/.exec(link) as unknown as [string, string, string];
      const reply = await t.nobody.post<BallotReply>('/respond/ballots', { round: id, token });
      expect([reply.status, reply.body.ballot?.round]).toEqual([200, round.id]);
    }
    // The letter is the only place of its link: once sent, neither text nor HTML is kept.
    const { rows } = await t.sql('select state, text, html, problem from mail where round_id = $1', [round.id]);
    expect(rows).toEqual(new Array(12).fill({ state: 'sent', text: null, html: null, problem: null }));
  });

  test('results: to people with an account of all parties, in the transaction that opens them', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const round = await openRound(a.north, a.path);
    await queued();
    await a.rail.post(`${a.path}/rounds/${round.id}/close`);
    await sendAll();
    expect(received.map((one) => one.to[0]).toSorted()).toEqual([a.north.email, a.rail.email].toSorted());
    for (const { mail } of received) {
      expect(mail.subject).toBe('Results are open: Northern Corridor Alliance');
      expect(mail.text).toContain('0 items need a conversation');
      expect(mail.text).toContain(`http://entente.test${a.path}/listen/${round.id}`);
    }
  });

  test('names and subjects cannot add headers, recipients or markup', async () => {
    const eve = await t.person('Eve');
    const started = await eve.post<Partnership>('/partnerships', {
      name: 'A "B" <c@d.example>, =?utf-8?q?x?= \u2028 Ω',
      kind: 'other',
      mine: { organisation: '<script>alert(1)</script>', role: 'lead' },
      others: [
        { organisation: 'Others', people: [{ name: 'Bob <b@evil.example>', email: 'bob@example.org', role: 'lead' }] },
      ],
    });
    expect(started.status).toBe(201);
    const path = `/partnerships/${started.body.id}`;
    const list = await eve.get<{ items: Participant[] }>(`${path}/participants`);
    const bob = list.body.items.find((one) => one.email === 'bob@example.org');
    // No form takes such a name; whatever lets one in later must not be able to write headers either.
    await t.sql('update participant set name = $1 where partnership_id = $2 and person_id is not null', [
      'Eve\r\nBcc: spy@evil.example\r\n\r\n<img src=x onerror=alert(1)> & "Sons"',
      started.body.id,
    ]);
    await queued();
    expect((await eve.post(`${path}/participants/${bob?.id}/invitation`)).status).toBe(201);
    await sendAll();
    expect(received).toHaveLength(1);
    const [{ to, mail }] = received as [Received];
    expect(to).toEqual(['bob@example.org']);
    expect(mail.headers.map((one) => one.key).toSorted()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(mail.to).toMatchObject([{ address: 'bob@example.org' }]);
    expect(mail.bcc ?? []).toEqual([]);
    expect(mail.subject).toContain('Bcc: spy@evil.example');
    expect(mail.subject).toContain('A "B" <c@d.example>, =?utf-8?q?x?=');
    expect(mail.html).not.toMatch(/<(img|script)\b/i);
    expect(mail.html).toContain('&#60;script&#62;');
    expect(mail.text).toContain('<script>alert(1)</script>');
    // A partnership's own name cannot even hold a line break.
    const broken = await eve.post('/partnerships', {
      name: 'A\r\nBcc: spy@evil.example',
      kind: 'other',
      mine: { organisation: 'X', role: 'lead' },
      others: [{ organisation: 'Y', people: [] }],
    });
    expect(broken.status).toBe(400);
  });
});

describe('sending', () => {
  let a: Alliance;
  beforeAll(async () => {
    a = await alliance(t);
  });

  test('is tried again after a refusal for now, with the same Message-ID, and the text is kept until then', async () => {
    const id = await invitation(a);
    const ids: string[] = [];
    for (const code of [451, 421]) {
      trouble = (raw) => {
        ids.push(/^Message-ID: (.+)$/im.exec(raw)?.[1] as string);
        return refusal(code);
      };
      await expect(send(id)).rejects.toThrow(`mail not accepted: ${code}`);
      expect(await rowOf(id)).toMatchObject({ state: 'failed', problem: `${code}`, sent_at: null });
      expect((await rowOf(id)).text).toContain('http://entente.test/');
    }
    expect(received).toEqual([]);
    trouble = undefined;
    t.clock.pass({ minutes: 5 });
    await send(id);
    expect(received).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', problem: null, attempts: 3, text: null, html: null });
    expect(Temporal.Instant.compare((await rowOf(id)).sent_at.toISOString(), t.clock.now())).toBe(0);
    const [{ mail }] = received as [Received];
    expect(mail.messageId).toBe(`<${id}@entente.test>`);
    expect(ids).toEqual([mail.messageId, mail.messageId]);
  });

  test('fails in a way that queues it again when the mail server is away', async () => {
    const id = await invitation(a);
    const away = await testServerAway(id);
    expect(away).toMatch(/mail not accepted: /);
    expect((await rowOf(id)).state).toBe('failed');
    await send(id);
    expect(received).toHaveLength(1);
  });
  /** The server hangs up in the middle of the message. */
  async function testServerAway(id: string): Promise<string> {
    trouble = () => {
      for (const connection of server.connections)
        (connection as unknown as { _socket: { destroy(): void } })._socket.destroy();
      return new Promise(() => {});
    };
    const message = await send(id).then(
      () => 'sent',
      (error: Error) => error.message,
    );
    trouble = undefined;
    return message;
  }

  test('happens once, though the job runs again', async () => {
    const id = await invitation(a);
    for (let i = 0; i < 3; i++) await send(id);
    expect(received).toHaveLength(1);
    expect((await rowOf(id)).attempts).toBe(1);
  });

  test('happens once, though the job runs many times at the same moment', async () => {
    const id = await invitation(a);
    // A slow mail server: all runs are under way before the first message is taken.
    trouble = async () => {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return undefined;
    };
    await Promise.all(Array.from({ length: 5 }, () => send(id)));
    expect(received).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ state: 'sent', attempts: 1, text: null });
  });

  test('of which nobody knows whether it arrived is repeated under the same Message-ID', async () => {
    const id = await invitation(a);
    // The connections to the database break between the mail server's "250" and our commit.
    trouble = async () => {
      await t.sql(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and usename = 'entente_app_test'`,
      );
      return undefined;
    };
    await expect(send(id)).rejects.toThrow();
    expect(received).toHaveLength(1);
    expect((await rowOf(id)).state).not.toBe('sent');
    trouble = undefined;
    await send(id);
    expect(received.map((one) => one.mail.messageId)).toEqual(new Array(2).fill(`<${id}@entente.test>`));
    expect((await rowOf(id)).state).toBe('sent');
  });

  test('ends with the round: nothing is sent afterwards, and no empty letters', async () => {
    const b = await alliance(t, { north: 6, rail: 6 });
    await queued();
    const round = await openRound(b.north, b.path);
    const ids = await queued();
    trouble = () => refusal(451);
    await expect(send(ids[0] as string)).rejects.toThrow();
    trouble = undefined;
    await b.north.post(`${b.path}/rounds/${round.id}/close`);
    for (const id of ids) await send(id);
    expect(received).toEqual([]);
    const { rows } = await t.sql('select distinct state, text, html from mail where round_id = $1', [round.id]);
    expect(rows).toEqual([{ state: 'failed', text: null, html: null }]);
  });

  test('of a hanging mail server does not hold up the closing of a round', async () => {
    const b = await alliance(t, { north: 6, rail: 6 });
    await queued();
    const round = await openRound(b.north, b.path);
    const [id] = await queued();
    let release = () => {};
    const reached = new Promise<void>((resolve) => {
      trouble = async () => {
        resolve();
        await new Promise<void>((go) => {
          release = go;
        });
        return undefined;
      };
    });
    const sending = send(id as string);
    await reached;
    expect((await b.rail.post(`${b.path}/rounds/${round.id}/close`)).status).toBe(200);
    release();
    await sending;
    expect(await rowOf(id as string)).toMatchObject({ text: null, html: null });
  });

  test('is queued with its cause: no cause, no mail; one cause, one mail', async () => {
    const c = await alliance(t, { north: 6, rail: 6 });
    const before = (await t.sql('select count(*)::int as n from mail')).rows[0].n;
    await queued();
    const replies = await Promise.all(
      [c.north, c.rail].map((who) =>
        who.post(`${c.path}/rounds`, { instrument: 'relational', closesAt: '2026-11-13T17:00', timeZone: 'UTC' }),
      ),
    );
    expect(replies.map((one) => one.status).toSorted()).toEqual([201, 409]);
    expect((await t.sql('select count(*)::int as n from mail')).rows[0].n).toBe(before + 12);
    expect(await queued()).toHaveLength(12);
  });
});

describe('without a mail server', () => {
  test('letters are kept, and read by the administrator alone', async () => {
    const bare = await testApp();
    try {
      // The first account of an installation is its administrator.
      const root = await bare.person('Root');
      const a = await alliance(bare, { north: 6, rail: 6 });
      const round = await openRound(a.north, a.path);
      const jobs = await bare.sql(`select 1 from pgboss.job where name = 'send-mail'`);
      expect(jobs.rowCount).toBe(0);

      type Page = { items: { id: string; to: string; subject: string; state: string }[]; next: string | null };
      const page = await root.get<Page>('/outbox?limit=200');
      expect(page.status).toBe(200);
      const letters = page.body.items.filter((one) => one.subject.startsWith('How well'));
      expect(letters).toHaveLength(12);
      for (const letter of page.body.items) expect(letter.state).toBe('kept');
      const letter = letters.find((one) => one.to === 'rail.1@example.org');
      const whole = await root.get<{ text: string }>(`/outbox/${letter?.id}`);
      const [, token] = /\/r\/[^#]+#(\S+)/.exec(whole.body.text) as unknown as [string, string];
      const ballot = await bare.nobody.post('/respond/ballots', { round: round.id, token });
      expect(ballot.status).toBe(200);

      for (const url of ['/outbox', `/outbox/${letter?.id}`]) {
        expect((await bare.nobody.get(url)).status).toBe(401);
        for (const who of [a.north, a.rail, await bare.person()]) expect((await who.get(url)).status).toBe(403);
      }
      expect((await root.get('/outbox/018f3f3e-0000-7000-8000-000000000000')).status).toBe(404);

      await a.north.post(`${a.path}/rounds/${round.id}/close`);
      const after = await root.get<{ text: string | null }>(`/outbox/${letter?.id}`);
      expect(after.body.text).toBeNull();
    } finally {
      await bare.close();
    }
  });
});
