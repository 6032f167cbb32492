import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutboxMail, OutboxReminder, Participant } from '../../domain/partnerships/contract.ts';
import type { InviteeLink, Round } from '../../domain/surveys/contract.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, alliance, fetchBallot, openRound, tokensOf } from '../testing/factories.ts';
import { type MailServer, mailServer, type Received, refusal } from '../testing/mail-server.ts';
import { must } from '../testing/principals.ts';

let smtp: MailServer;
let t: TestApp;
let administrator: TestPerson;
beforeAll(async () => {
  smtp = await mailServer();
  t = await testApp({
    env: { SMTP_URL: `smtp://127.0.0.1:${smtp.port}`, MAIL_FROM: 'Entente <hello@entente.test>' },
  });
  administrator = await t.person('Ada Admin');
});
afterAll(async () => {
  await t?.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.received = [];
  smtp.trouble = undefined;
});

const run = () => t.services.jobs.run('remind');
const recipients = () => smtp.received.map((one) => one.to[0] as string).toSorted();
/** A round of two weeks from noon on the first of a month: reminders on the eighth and the fourteenth, at nine. */
async function round(a: Alliance, month: string, timeZone = 'UTC', lasts = '15T17:00'): Promise<Round> {
  t.clock.set(`${month}-01T12:00:00Z`);
  return openRound(a.north, a.path, { closesAt: `${month}-${lasts}`, timeZone });
}
const stopLinkOf = ({ mail }: Received) =>
  /http:\/\/entente\.test(\/api\/v1\/respond\/reminders\/\S+)/.exec(mail.text ?? '')?.[1] as string;
const header = ({ mail }: Received, name: string) => mail.headers.find((one) => one.key === name)?.value;

describe('reminders', () => {
  test('go to those without a ballot half-way, to everybody near the end, each once', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    await a.north.post(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Käthe Weiß',
      email: 'kaethe@example.org',
      role: 'member',
      language: 'de',
    });
    const open = await round(a, '2027-01');
    expect(open.reminders).toEqual({ first: '2027-01-08T09:00:00Z', last: '2027-01-14T09:00:00Z' });
    // All of Railia and none of Nordhavn opened their links.
    for (const token of await tokensOf(a.rail, a.path, open.id)) await fetchBallot(t, open.id, token);

    t.clock.set('2027-01-08T08:59:59Z');
    await run();
    expect(smtp.received).toEqual([]);
    t.clock.set('2027-01-08T09:00:00Z');
    await run();
    await run();
    expect(recipients()).toEqual(
      [a.north.email, 'kaethe@example.org', ...[1, 2, 3, 4, 5].map((n) => `north.${n}@example.org`)].toSorted(),
    );
    const english = smtp.received.find((one) => one.to[0] === 'north.1@example.org') as Received;
    expect(english.mail.subject).toBe('Still open: how well do we work together? Northern Corridor Alliance');
    expect(english.mail.text).toContain('Hello North 1,');
    expect(english.mail.text).toContain('If you have answered already, thank you');
    expect(english.mail.html).toContain('<html lang="en" dir="ltr">');
    const german = smtp.received.find((one) => one.to[0] === 'kaethe@example.org') as Received;
    expect(german.mail.subject).toMatch(/^Noch offen/);
    expect(german.mail.text).toContain('Wenn Sie schon geantwortet haben');
    expect(german.mail.html).toContain('Keine Erinnerungen mehr');
    const [, token] = /\/r\/[^#]+#(\S+)/.exec(english.mail.text ?? '') as unknown as [string, string];
    expect((await fetchBallot(t, open.id, token)).ballot).not.toBeNull();

    smtp.received = [];
    t.clock.set('2027-01-14T09:00:00Z');
    await run();
    await run();
    // Nobody knows who has answered: the last one is for all, with the same words.
    expect(smtp.received).toHaveLength(13);
    expect(new Set(recipients()).size).toBe(13);
    const last = smtp.received.find((one) => one.to[0] === 'north.1@example.org') as Received;
    expect(last.mail.text).toBe(english.mail.text);
    const record = must(
      await a.rail.get<{ items: { type: string; by: unknown; after: object }[] }>(`${a.path}/record`),
    );
    const reminded = record.items.filter((one) => one.type === 'round.reminded');
    expect(reminded.map((one) => [one.by, one.after])).toEqual([
      [null, { which: 'last' }],
      [null, { which: 'first' }],
    ]);
    smtp.received = [];
    t.clock.set('2027-01-15T16:00:00Z');
    await run();
    expect(smtp.received).toEqual([]);
  });

  test('come in the morning of the round’s zone, in eight zones, through changes of the clocks', async () => {
    const moments: [timeZone: string, moment: string][] = [
      ['Pacific/Auckland', '2027-03-27T20:00:00Z'],
      ['Australia/Lord_Howe', '2027-03-27T22:00:00Z'],
      ['Asia/Tokyo', '2027-03-28T00:00:00Z'],
      ['Asia/Kathmandu', '2027-03-28T03:15:00Z'],
      // The night before, clocks went forward.
      ['Europe/Berlin', '2027-03-28T07:00:00Z'],
      ['Africa/Casablanca', '2027-03-28T09:00:00Z'],
      ['America/Sao_Paulo', '2027-03-28T12:00:00Z'],
      ['America/New_York', '2027-03-28T13:00:00Z'],
    ];
    const a = await alliance(t, { north: 6, rail: 6 });
    for (const [timeZone, moment] of moments) {
      t.clock.set('2027-03-21T12:00:00Z');
      const open = await openRound(a.north, a.path, { closesAt: '2027-04-04T12:00', timeZone });
      t.clock.set(Temporal.Instant.from(moment).subtract({ milliseconds: 1 }).toString());
      await run();
      expect([timeZone, smtp.received.length]).toEqual([timeZone, 0]);
      t.clock.set(moment);
      await run();
      expect([timeZone, smtp.received.length]).toEqual([timeZone, 12]);
      expect(open.reminders.first).toBe(moment);
      smtp.received = [];
      must(await a.rail.post(`${a.path}/rounds/${open.id}/cancel`));
    }
  });

  test('are made up for after a downtime, never two at once, and not in the last hour', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const one = await round(a, '2027-05');
    t.clock.set('2027-05-14T10:00:00Z');
    await run();
    await run();
    expect(smtp.received).toHaveLength(12);
    const sent = await t.sql('select which from reminder_batch where round_id = $1', [one.id]);
    expect(sent.rows).toEqual([{ which: 'last' }]);
    must(await a.north.post(`${a.path}/rounds/${one.id}/close`));

    smtp.received = [];
    await round(a, '2027-06');
    t.clock.set('2027-06-15T16:30:00Z');
    await run();
    expect(smtp.received).toEqual([]);
  });

  test('come once, however many run them at the same moment', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    await round(a, '2027-07');
    t.clock.set('2027-07-08T09:00:00Z');
    smtp.trouble = async () => {
      await new Promise((resolve) => setTimeout(resolve, 30));
      return undefined;
    };
    await Promise.all([run(), run(), run(), run()]);
    await run();
    expect(smtp.received).toHaveLength(12);
    expect(new Set(recipients()).size).toBe(12);
  });

  test('move with a round that is kept open longer', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2027-08');
    t.clock.set('2027-08-05T09:00:00Z');
    const later = must(await a.rail.patch<Round>(`${a.path}/rounds/${open.id}`, 1, { closesAt: '2027-08-29T17:00' }));
    expect(later.reminders.first).toBe('2027-08-15T09:00:00Z');
    t.clock.set('2027-08-08T09:00:00Z');
    await run();
    expect(smtp.received).toEqual([]);
    t.clock.set('2027-08-15T09:00:00Z');
    await run();
    expect(smtp.received).toHaveLength(12);
  });

  test('wait for a mail server that is away and give up on an address that is refused', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2027-09');
    const log = async () =>
      must(await administrator.get<{ items: OutboxReminder[] }>('/outbox/reminders')).items.find((one) =>
        one.createdAt.startsWith('2027-09'),
      );
    t.clock.set('2027-09-08T09:00:00Z');
    // Three answers of the server: not this one, not now, and yes.
    smtp.trouble = (_raw, [to]) =>
      to === 'north.1@example.org' ? refusal(550) : to === 'north.2@example.org' ? refusal(451) : undefined;
    await run();
    expect(smtp.received).toHaveLength(10);
    // Nothing of it shows: it would tell that these two had not opened their links.
    expect((await log())?.problem).toBeNull();
    smtp.trouble = undefined;
    await run();
    expect(smtp.received).toHaveLength(10);
    t.clock.pass({ minutes: 1 });
    await run();
    expect(recipients()).toContain('north.2@example.org');
    expect(recipients()).not.toContain('north.1@example.org');
    expect(smtp.received).toHaveLength(11);

    // Refused at the door: whoever is asked next would be refused as well, so it waits a minute and says why.
    const { port } = smtp;
    smtp.received = [];
    t.clock.set('2027-09-14T09:00:00Z');
    await smtp.close();
    await run();
    expect((await log())?.problem).toBe('ESOCKET');
    smtp = await mailServer(port);
    for (let i = 0; i < 3; i++) {
      t.clock.pass({ minutes: 1 });
      await run();
    }
    expect(smtp.received).toHaveLength(12);
    expect((await log())?.problem).toBeNull();
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
  });

  test('are not sent any more to whoever left while they waited', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2028-09');
    t.clock.set('2028-09-08T09:00:00Z');
    smtp.trouble = () => refusal(451);
    await run();
    const { items } = must(await a.north.get<{ items: Participant[] }>(`${a.path}/participants`));
    const gone = items.find((one) => one.name === 'North 1') as Participant;
    must(await a.north.patch(`${a.path}/participants/${gone.id}`, gone.version, { leftOn: '2028-09-08' }));
    smtp.trouble = undefined;
    t.clock.pass({ minutes: 5 });
    await run();
    expect(smtp.received).toHaveLength(11);
    expect(recipients()).not.toContain(gone.email);
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
  });

  test('end with the round', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2027-10');
    t.clock.set('2027-10-08T09:00:00Z');
    smtp.trouble = () => refusal(451);
    await run();
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
    smtp.trouble = undefined;
    t.clock.pass({ hours: 1 });
    await run();
    expect(smtp.received).toEqual([]);
    expect((await t.sql('select 1 from reminder where round_id = $1', [open.id])).rowCount).toBe(0);
  });
});

describe('who has not opened their link', () => {
  test('shows nowhere: not in the outbox, the links, the record, nor in rows that differ', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2027-11');
    const everything = async () => ({
      outbox: must(await administrator.get<{ items: OutboxMail[] }>('/outbox?limit=200')).items,
      links: must(await a.north.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${open.id}/invitees`)).items,
    });
    t.clock.set('2027-11-08T08:00:00Z');
    const before = await everything();
    const opened = (await tokensOf(a.north, a.path, open.id)).slice(0, 2);
    for (const token of opened) await fetchBallot(t, open.id, token);
    t.clock.set('2027-11-08T09:00:00Z');
    await run();
    expect(smtp.received).toHaveLength(10);
    expect(await everything()).toEqual(before);
    const log = must(await administrator.get<{ items: OutboxReminder[] }>('/outbox/reminders')).items;
    // Everybody asked, not the ten that got a letter.
    expect(log.find((one) => one.createdAt.startsWith('2027-11-08'))).toEqual({
      partnership: 'Northern Corridor Alliance',
      round: 1,
      which: 'first',
      createdAt: '2027-11-08T09:00:00.000Z',
      people: 12,
      problem: null,
    });
    for (const who of [a.north, a.rail]) expect((await who.get('/outbox/reminders')).status).toBe(403);
    // The rows themselves are alike, and no letter is kept.
    const { rows } = await t.sql('select done, attempts, next_at::text from reminder where round_id = $1', [open.id]);
    expect(rows).toHaveLength(12);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(1);
    const kept = await t.sql(`select 1 from mail where key like 'reminder/%'`);
    expect(kept.rowCount).toBe(0);
    // Neither do jobs carry anything.
    const jobs = await t.sql(`select data from pgboss.job where name = 'remind' and data is not null`);
    expect(jobs.rowCount).toBe(0);
  });

  test('does not show either where no mail server is set up: letters are kept for everybody', async () => {
    const bare = await testApp({ at: '2027-01-01T12:00:00Z' });
    try {
      const root = await bare.person('Root');
      const a = await alliance(bare, { north: 6, rail: 6 });
      const open = await openRound(a.north, a.path, { closesAt: '2027-01-15T17:00', timeZone: 'UTC' });
      for (const token of await tokensOf(a.rail, a.path, open.id)) await fetchBallot(bare, open.id, token);
      for (const [moment, letters] of [
        ['2027-01-08T09:00:00Z', 12],
        ['2027-01-14T09:00:00Z', 24],
      ] as const) {
        bare.clock.set(moment);
        for (let i = 0; i < 2; i++) await bare.services.jobs.run('remind');
        const outbox = must(await root.get<{ items: OutboxMail[] }>('/outbox?limit=200')).items;
        const reminders = outbox.filter((one) => one.subject.startsWith('Still open'));
        expect(reminders).toHaveLength(letters);
        expect(new Set(reminders.map((one) => one.to)).size).toBe(12);
        const whole = must(await root.get<{ text: string }>(`/outbox/${reminders[0]?.id}`));
        expect(whole.text).toContain('/r/');
        expect(whole.text).not.toContain('/reminders/');
      }
      // The list of links tells of the invitation alone, each person once.
      const links = must(await a.rail.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${open.id}/invitees`)).items;
      expect(links.map((one) => one.mail)).toEqual(new Array(6).fill('kept'));
      must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
      const left = await bare.sql('select 1 from mail where round_id = $1 and text is not null', [open.id]);
      expect(left.rowCount).toBe(0);
    } finally {
      await bare.close();
    }
  });
});

describe('stopping reminders', () => {
  const inject = (method: 'GET' | 'POST', url: string, body?: string, type = 'application/x-www-form-urlencoded') =>
    t.app.inject({ method, url, ...(body === undefined ? {} : { payload: body, headers: { 'content-type': type } }) });

  test('works with one click of a mail program, without session or page, for this round only', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2028-01');
    t.clock.set('2028-01-08T09:00:00Z');
    await run();
    const [one, two, three, four] = smtp.received as [Received, Received, Received, Received];
    const url = header(one, 'list-unsubscribe')?.slice(1, -1) as string;
    expect(header(one, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(url).toBe(`http://entente.test${stopLinkOf(one)}`);
    // RFC 8058: a POST, in either form.
    expect((await inject('POST', stopLinkOf(one), 'List-Unsubscribe=One-Click')).statusCode).toBe(200);
    const parts = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
    expect((await inject('POST', stopLinkOf(two), parts, 'multipart/form-data; boundary=x')).statusCode).toBe(200);
    // Scanners of mails fetch every link, with words of their own behind it: looking changes nothing.
    for (const added of ['', '?utm_source=mail'])
      expect((await inject('GET', `${stopLinkOf(three)}${added}`)).statusCode).toBe(200);
    expect((await inject('POST', `${stopLinkOf(four)}?utm_source=mail`)).statusCode).toBe(200);
    smtp.received = [];
    t.clock.set('2028-01-14T09:00:00Z');
    await run();
    expect(smtp.received).toHaveLength(9);
    expect(recipients()).not.toContain(one.to[0]);
    expect(recipients()).not.toContain(two.to[0]);
    // Their links still work, and nobody sees who stopped.
    const links = must(await a.north.get<{ items: InviteeLink[] }>(`${a.path}/rounds/${open.id}/invitees`)).items;
    expect(new Set(links.map((each) => Object.keys(each).join())).size).toBe(1);
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
    // The next round reminds them again.
    smtp.received = [];
    await round(a, '2028-02');
    t.clock.set('2028-02-08T09:00:00Z');
    await run();
    expect(recipients()).toContain(one.to[0]);
  });

  test('has a page with one button, in the person’s language, that takes it back again', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    await a.north.post(`${a.path}/participants`, {
      partyId: a.northParty,
      name: 'Jörg',
      email: 'joerg.stop@example.org',
      role: 'member',
      language: 'de',
    });
    const open = await round(a, '2028-03');
    t.clock.set('2028-03-08T09:00:00Z');
    await run();
    const link = stopLinkOf(smtp.received.find((one) => one.to[0] === 'joerg.stop@example.org') as Received);
    const page = await inject('GET', link);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
    });
    expect(page.headers['set-cookie']).toBeUndefined();
    expect(page.body).toContain('<html lang="de"');
    expect(page.body).toContain('Erinnerungen beenden');
    expect(page.body.match(/<button/g)).toHaveLength(1);
    // Nothing about the person or the partnership: the address may be seen by others.
    for (const word of ['Jörg', 'joerg', 'Corridor', 'Nordhavn']) expect(page.body).not.toContain(word);
    // The switch: each other language by its own name, from right to left where it runs so.
    expect(page.body.match(/<a href="\?lang=/g)).toHaveLength(5);
    for (const [language, direction, word] of [
      ['fr', 'ltr', 'Arrêter les rappels'],
      ['es', 'ltr', 'Detener los recordatorios'],
      ['ja', 'ltr', 'お知らせを止める'],
      ['ar', 'rtl', 'إيقاف رسائل التذكير'],
      ['xx', 'ltr', 'Erinnerungen beenden'],
    ] as const) {
      const { body } = await inject('GET', `${link}?lang=${language}`);
      expect(body).toContain(`<html lang="${language === 'xx' ? 'de' : language}" dir="${direction}"`);
      expect(body).toContain(word);
    }
    expect((await inject('POST', link, 'reminders=off')).body).toContain('Die Erinnerungen sind beendet');
    expect((await inject('GET', link)).body).toContain('Wieder erinnern');
    expect((await inject('POST', link, 'reminders=on')).body).toContain('Erinnerungen beenden');
    smtp.received = [];
    t.clock.set('2028-03-14T09:00:00Z');
    await run();
    expect(recipients()).toContain('joerg.stop@example.org');

    // After the round, with a secret that never was, and for a round that never was: the same page.
    must(await a.north.post(`${a.path}/rounds/${open.id}/close`));
    const bogus = 'x'.repeat(43);
    const pages = [
      await inject('GET', link),
      await inject('POST', link, 'List-Unsubscribe=One-Click'),
      await inject('GET', `/api/v1/respond/reminders/${open.id}/${bogus}`),
      await inject('GET', `/api/v1/respond/reminders/0198c0de-0000-7000-8000-000000000000/${bogus}`),
    ];
    expect(new Set(pages.map((one) => `${one.statusCode} ${one.body}`)).size).toBe(1);
    expect(pages[0]?.body).toContain('There is nothing to stop');
  });

  test('needs a secret of its own: that of the link to answer stops nothing, and the other way round', async () => {
    const a = await alliance(t, { north: 6, rail: 6 });
    const open = await round(a, '2028-04');
    t.clock.set('2028-04-08T09:00:00Z');
    await run();
    const stop = stopLinkOf(smtp.received[0] as Received)
      .split('/')
      .at(-1) as string;
    const [answer] = (await tokensOf(a.north, a.path, open.id)) as [string];
    expect((await inject('GET', `/api/v1/respond/reminders/${open.id}/${answer}`)).body).toContain('nothing to stop');
    expect((await t.nobody.post('/respond/ballots', { round: open.id, token: stop })).status).toBe(404);
    const { rows } = await t.sql(
      `select encode(stop_hash, 'base64') as hash from round_invitation where round_id = $1`,
      [open.id],
    );
    expect(rows.map((row) => row.hash)).not.toContain(stop);
    // Forms are read there and nowhere else.
    const elsewhere = await inject('POST', '/api/v1/respond/answers', 'a=b');
    expect(elsewhere.statusCode).toBe(415);
    const foreign = await t.app.inject({
      method: 'POST',
      url: `/api/v1/respond/reminders/${open.id}/${stop}`,
      payload: 'reminders=off',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
    });
    expect(foreign.statusCode).toBe(403);
  });
});
