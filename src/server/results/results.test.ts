import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import type { ResultsFile, ResultsLink, ResultsLinkMade, SharedResults } from '../../domain/results/contract.ts';
import type { Results } from '../../domain/surveys/contract.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { type Alliance, addPeople, alliance, answer, openRound, tokensOf } from '../testing/factories.ts';
import { readPdf } from '../testing/pdf.ts';
import { join, must, secretIn } from '../testing/principals.ts';
import { openPress } from './press.ts';
import { print } from './report/print.ts';
import type { Report } from './report/reader.ts';

const WORKER = new URL('./report/worker.ts', import.meta.url);
let t: TestApp;
let a: Alliance;
let member: TestPerson;
/** The second of two rounds: eleven of Nordhavn, five of Railia, of whom four answered one item. */
let at: string;
let results: Results;

const ends = { endsOn: '2026-12-31', timeZone: 'Europe/Oslo' };

beforeAll(async () => {
  t = await testApp();
  a = await alliance(t, { north: 11, rail: 5 });
  for (const shift of [0, 1]) {
    const round = await openRound(a.north, a.path, { closesAt: '2027-02-13T17:00' });
    const give = async (who: TestPerson, rating: (item: number, n: number) => number | null) => {
      for (const [n, token] of (await tokensOf(who, a.path, round.id)).entries())
        must(
          await answer(t, round.id, token, (item) => rating(item, n), {
            keep: `The Tuesday call, ${n % 3} times`,
            change: 'Łódź hears last',
          }),
        );
    };
    await give(a.north, (item, n) => Math.min(5, 1 + ((item + n) % 4) + shift));
    // Four answers to the third item: this party's view of it may not be shown.
    await give(a.rail, (item, n) => (item === 2 && n === 0 ? null : Math.max(1, 5 - ((item + n) % 3) - shift)));
    must(await a.north.post(`${a.path}/rounds/${round.id}/close`));
    at = `${a.path}/rounds/${round.id}`;
    t.clock.pass({ hours: 24 * 20 });
  }
  results = must(await a.north.get<Results>(`${at}/results`));
  const [someone] = must(
    await a.north.get<{ items: { id: string; name: string }[] }>(`${a.path}/participants?partyId=${a.northParty}`),
  ).items.filter((one) => one.name === 'North 1');
  member = await join(t, a.north, a.path, someone as never, 'north.1@example.org');
}, 60_000);
afterAll(() => t.close());

const download = async (url: string, who: TestPerson = a.north) =>
  t.app.inject({ method: 'GET', url: `/api/v1${url}`, headers: { cookie: who.cookie as string } });

describe('files', () => {
  const reportOf = (kind: Report['kind'], language: Report['language']): Report => ({
    kind,
    language,
    printedAt: t.clock.now().toString(),
    for: null,
    partnership: { name: 'Northern Corridor Alliance', sample: false },
    parties: [
      { id: a.northParty, name: 'Nordhavn Terminals', mark: 'a' },
      { id: a.railParty, name: 'Railia Freight', mark: 'b' },
    ],
    results,
  });

  test.each([
    ['summary', 'en'],
    ['full', 'de'],
  ] as const)(
    'the %s PDF (%s) is made from what the results page shows, and from nothing else',
    async (kind, language) => {
      const reply = await download(`${at}/results.pdf?kind=${kind}&language=${language}`);
      expect(reply.statusCode).toBe(200);
      expect(reply.headers['content-type']).toBe('application/pdf');
      expect(reply.headers['content-disposition']).toContain(
        kind === 'summary' ? 'round-2-one-page.pdf' : 'round-2.pdf',
      );
      // The same released results, the same clock: the same bytes. Nothing else can have gone into them.
      expect(reply.rawPayload.equals(await print(reportOf(kind, language)))).toBe(true);
      expect(
        (await download(`${at}/results.pdf?kind=${kind}&language=${language}`)).rawPayload.equals(reply.rawPayload),
      ).toBe(true);
    },
  );

  test('every number in a PDF is one that was released, and what is held back is in no stream', async () => {
    for (const kind of ['summary', 'full'] as const) {
      const pdf = await print(reportOf(kind, 'en'));
      const { pages } = readPdf(pdf);
      const text = pages.join(' ');
      const allowed = new Set([...numbersIn(JSON.stringify(results)), ...derived(results)]);
      const strange = decimalsIn(text).filter((number) => !allowed.has(number));
      expect(strange, kind).toEqual([]);
      for (const item of results.snapshot.items) expect(text).toContain(item.total?.shown.split(' ').at(-1));
    }
    const hidden = results.snapshot.items[2];
    expect(hidden?.cells.map((cell) => cell.parties.length)).toEqual([2]);
    const full = readPdf(await print(reportOf('full', 'en')));
    expect(full.pages.join(' ')).toContain('together');
  });

  test('the one page is one page; both are in the reader’s language, titled, and numbered', async () => {
    const one = readPdf(await print(reportOf('summary', 'de')));
    expect(one.pages).toHaveLength(1);
    expect(one.pages[0]).toContain('Ergebnisse auf einer Seite');
    expect(one.pages[0]).toContain('Seite 1 von 1');
    expect(one.pages[0]).toMatch(/Nordhavn Terminals .*Northern Corridor Alliance .*Railia Freight/);
    expect(one.info).toContain('/Lang (de)');
    const full = readPdf(await print(reportOf('full', 'en')));
    expect(full.pages.length).toBeGreaterThan(2);
    for (const part of [
      'All items as a table',
      'Themes',
      'What people wrote',
      'Over the rounds',
      'How to read this',
      'Method and confidentiality',
    ])
      expect(full.pages.join(' ')).toContain(part);
    expect(full.pages.join(' ')).toContain('Łódź hears last');
    expect(full.pages.at(-1)).toContain(`Page ${full.pages.length} of ${full.pages.length}`);
  });

  test('long names, many parties and signs no font has still make a page', async () => {
    const long = 'Gesellschaft für die Zusammenarbeit zwischen Häfen und Bahnen am Kattegat mit beschränkter Haftung';
    const report = reportOf('summary', 'de');
    const parties = [...report.parties, { id: crypto.randomUUID(), name: '日本郵船株式会社', mark: 'c' }].map(
      (party) => ({
        ...party,
        name: `${party.name} ${long}`,
      }),
    );
    const { pages } = readPdf(await print({ ...report, partnership: { name: long, sample: true }, parties }));
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('stehen als Kästchen');
    expect(pages[0]).toContain('Erfundenes Beispiel');
  });

  test('the longest names of eight parties and the longest questionnaire are cut to one page', async () => {
    const report = reportOf('summary', 'en');
    const { instrument, snapshot } = results;
    const long = (text: string) => `${text} ${'cooperation of ports and railways '.repeat(8)}`;
    const four = Array.from({ length: 4 }, (_, n) => n);
    const renamed = <T extends { key: string }>(items: readonly T[]) =>
      four.flatMap((n) => items.map((item) => ({ ...item, key: `${item.key}${n}` })));
    const parties = four.flatMap((n) =>
      report.parties.map((party) => ({ ...party, id: n === 0 ? party.id : `${party.id}${n}`, name: long(party.name) })),
    );
    const { pages } = readPdf(
      await print({
        ...report,
        parties: parties.map((party) => ({ ...party, name: party.name.slice(0, 120) })),
        results: {
          ...results,
          comparison: null,
          instrument: {
            ...instrument,
            items: renamed(instrument.items).map((item) => ({ ...item, text: { en: long(item.key).slice(0, 290) } })),
          },
          snapshot: { ...snapshot, items: renamed(snapshot.items) },
        },
      }),
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain('Nordhavn');
    expect(pages[0]).toContain('…');
  });

  test('JSON holds the released results under a stable name', async () => {
    const reply = await a.rail.get<ResultsFile>(`${at}/results.json`);
    const file = must(reply);
    expect(reply.headers['content-disposition']).toContain('round-2.json');
    expect(file.format).toBe('entente-results-1');
    expect(file.snapshot).toEqual(results.snapshot);
    expect(file.comparison).toEqual(results.comparison);
    expect(file.parties.map((party) => party.name)).toEqual(['Nordhavn Terminals', 'Railia Freight']);
    expect(Object.keys(file).sort()).toEqual(
      ['comparison', 'format', 'instrument', 'parties', 'partnership', 'round', 'snapshot', 'trend'].sort(),
    );
  });

  test('a round without results has no files', async () => {
    const open = await openRound(a.north, a.path, { closesAt: '2027-03-13T17:00' });
    for (const file of ['results.csv', 'results.json', 'results.pdf', 'links'])
      expect((await a.north.get(`${a.path}/rounds/${open.id}/${file}`)).status, file).toBe(409);
    must(await a.north.post(`${a.path}/rounds/${open.id}/cancel`));
    expect((await a.north.get(`${at}/results.pdf?kind=poster`)).status).toBe(400);
  });
});

describe('the press', () => {
  const report = (): Report => ({
    kind: 'summary',
    language: 'en',
    printedAt: '2026-11-14T08:00:00Z',
    for: null,
    partnership: { name: 'A', sample: false },
    parties: [],
    results,
  });

  test('works at two documents at a time, lets some wait, and refuses the rest', async () => {
    const press = openPress<Report>(WORKER, { waiting: 2 });
    try {
      const made = await Promise.allSettled(Array.from({ length: 5 }, () => press.print(report())));
      expect(made.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
      expect((made[4] as PromiseRejectedResult).reason.problem).toMatchObject({ status: 503, type: '/problems/busy' });
    } finally {
      await press.stop();
    }
  });

  test('gives up on a document that takes too long, and prints the next one', async () => {
    const press = openPress<Report>(WORKER, { hands: 1, limitMs: 5 });
    await expect(press.print(report())).rejects.toMatchObject({ problem: { status: 503 } });
    await press.stop();
    const patient = openPress<Report>(WORKER, { hands: 1 });
    await expect(patient.print({ ...report(), results: {} } as never)).rejects.toThrow();
    expect((await patient.print(report())).subarray(0, 5).toString()).toBe('%PDF-');
    await patient.stop();
  });
});

describe('read-only links', () => {
  const make = (who: TestPerson, wish: object = {}) =>
    who.post<ResultsLinkMade>(`${at}/links`, { name: 'Ingrid Solheim', ...ends, ...wish });
  const read = (token: string) => t.nobody.post<SharedResults & Problem>('/results/read', { token });

  test('a named person reads exactly the results, with the names of the parties', async () => {
    const { link, mailed, made } = must(await make(a.north));
    expect(link).toMatch(/^http:\/\/entente\.test\/results#[\w-]{43}$/);
    expect(mailed).toBe(false);
    expect(made).toMatchObject({
      name: 'Ingrid Solheim',
      state: 'open',
      endsAt: '2026-12-31T23:00:00.000Z',
      lastOpenedOn: null,
    });
    const shared = must(await read(secretIn(link)));
    expect(Object.keys(shared).sort()).toEqual([
      'endsAt',
      'for',
      'language',
      'parties',
      'partnership',
      'results',
      'sample',
    ]);
    expect(shared.parties.map((party) => Object.keys(party).sort())).toEqual([
      ['id', 'mark', 'name'],
      ['id', 'mark', 'name'],
    ]);
    expect({ ...shared.results, round: null }).toEqual({ ...results, round: null });
    expect(shared.results.round).toEqual({
      ...results.round,
      can: { extend: false, close: false, cancel: false, links: false, paper: false, room: false, handOn: false },
    });
    const pdf = await t.app.inject({
      method: 'POST',
      url: '/api/v1/results/read.pdf',
      headers: { 'content-type': 'application/json' },
      payload: JSON.stringify({ token: secretIn(link), kind: 'summary', language: 'de' }),
    });
    expect(pdf.statusCode).toBe(200);
    expect(readPdf(pdf.rawPayload).pages[0]).toContain('Für Ingrid Solheim');
  });

  test('the secret is kept as a hash only, the address not at all', async () => {
    const { link, made } = must(await make(a.rail, { email: 'ingrid@solheim.example', language: 'de' }));
    const row = (await t.sql('select to_jsonb(l)::text as row from results_link l where id = $1', [made.id])).rows[0]
      .row;
    expect(row).not.toContain(secretIn(link));
    expect(row).not.toContain('solheim.example');
    const [mail] = (await t.sql('select * from mail where key = $1', [`results-link/${made.id}`])).rows;
    expect(mail).toMatchObject({ recipient: 'ingrid@solheim.example', state: 'kept' });
    expect(mail.subject).toBe('Sanna Åkesson zeigt Ihnen Ergebnisse von Northern Corridor Alliance');
    expect(mail.text).toContain(link);
    expect(mail.text).toContain('31. Dezember 2026');
    // Ending it takes the link out of the mail that waits.
    must(await a.north.post(`${at}/links/${made.id}/end`));
    expect((await t.sql('select text, html from mail where id = $1', [mail.id])).rows[0]).toEqual({
      text: null,
      html: null,
    });
  });

  test('the list shows every party’s links and the day of the last opening; any lead ends any of them', async () => {
    const { link, made } = must(await make(a.north, { name: 'Mikael Lindqvist' }));
    must(await read(secretIn(link)));
    const list = must(await a.rail.get<{ items: ResultsLink[] }>(`${at}/links`)).items;
    const found = list.find((one) => one.id === made.id);
    expect(found).toMatchObject({
      madeBy: { name: 'Astrid Moen', partyId: a.northParty },
      lastOpenedOn: t.clock.now().toString().slice(0, 10),
    });
    const ended = must(await a.rail.post<ResultsLink>(`${at}/links/${made.id}/end`));
    expect(ended).toMatchObject({ state: 'ended', endedBy: { name: 'Sanna Åkesson', partyId: a.railParty } });
    // Again: the same, and no second event.
    expect(must(await a.north.post<ResultsLink>(`${at}/links/${made.id}/end`))).toEqual(ended);
    const events = must(
      await a.north.get<{ items: { type: string; by: { name: string }; subject: { label: string } }[] }>(
        `${a.path}/record`,
      ),
    ).items;
    const about = events.filter((event) => event.subject.label === 'Mikael Lindqvist');
    expect(about.map((event) => [event.type, event.by.name])).toEqual([
      ['results-link.ended', 'Sanna Åkesson'],
      ['results-link.made', 'Astrid Moen'],
    ]);
    expect(JSON.stringify(events)).not.toContain(secretIn(link));
  });

  test('wrong, ended, over and broken secrets are answered alike', async () => {
    const ended = must(await make(a.north));
    must(await a.north.post(`${at}/links/${ended.made.id}/end`));
    const over = must(await make(a.north, { endsOn: t.clock.now().toString().slice(0, 10), timeZone: 'UTC' }));
    must(await read(secretIn(over.link)));
    const before = t.clock.now().toString();
    t.clock.pass({ hours: 24 });
    const replies = await Promise.all(['x'.repeat(43), '', 'x', secretIn(ended.link), secretIn(over.link)].map(read));
    for (const reply of replies) expect(reply).toMatchObject({ status: 404, body: replies[0]?.body });
    for (const token of [secretIn(ended.link), 'y'])
      expect((await t.nobody.post('/results/read.pdf', { token })).status).toBe(404);
    t.clock.set(before);
  });

  test('works on when names change and when its maker leaves', async () => {
    const { link } = must(await make(a.rail, { name: 'Petra' }));
    const party = must(await a.north.get<{ version: number }>(a.path));
    must(await a.north.patch(a.path, party.version, { name: 'Corridor' }));
    const one = must(
      await a.rail.post<{ id: string; name: string; version: number }>(`${a.path}/participants`, {
        partyId: a.railParty,
        name: 'Second Lead',
        role: 'lead',
        email: 'second@rail.example',
      }),
    );
    const second = await join(t, a.rail, a.path, one, 'second@rail.example');
    const me = must(await a.rail.get<{ myParticipantId: string }>(a.path)).myParticipantId;
    const version = must(
      await second.get<{ items: { id: string; version: number }[] }>(`${a.path}/participants?limit=200`),
    ).items.find((each) => each.id === me)?.version as number;
    must(
      await second.patch(`${a.path}/participants/${me}`, version, { leftOn: t.clock.now().toString().slice(0, 10) }),
    );
    expect(must(await read(secretIn(link))).partnership).toBe('Corridor');
    expect(
      must(await second.get<{ items: ResultsLink[] }>(`${at}/links`)).items.find((each) => each.name === 'Petra')
        ?.state,
    ).toBe('open');
    must(await a.north.patch(a.path, party.version + 1, { name: 'Northern Corridor Alliance' }));
  });

  test('members read results but hand nothing on; an end beyond a year or behind is refused', async () => {
    expect((await member.get(`${at}/results.pdf`)).status).toBe(200);
    expect((await member.get(`${at}/links`)).status).toBe(403);
    expect((await make(member)).status).toBe(403);
    for (const endsOn of ['2026-01-01', '2028-12-31'])
      expect((await make(a.north, { endsOn })).body).toMatchObject({ status: 400, fields: [{ path: 'endsOn' }] });
    expect((await make(a.north, { name: '   ' })).status).toBe(400);
    expect((await a.north.post(`${at}/links/${crypto.randomUUID()}/end`)).status).toBe(404);
    await addPeople(a.north, a.path, a.northParty, 0, 'x');
  });

  test('a repeated request makes one link', async () => {
    const key = { 'idempotency-key': crypto.randomUUID() };
    const wish = { name: 'Once', ...ends };
    const first = must(await a.north.post<ResultsLinkMade>(`${at}/links`, wish, key));
    expect(must(await a.north.post<ResultsLinkMade>(`${at}/links`, wish, key))).toEqual(first);
  });
});

const decimalsIn = (text: string): string[] => text.match(/\d+\.\d+/g) ?? [];
const numbersIn = (json: string): string[] =>
  (json.match(/\d+(\.\d+)?/g) ?? []).flatMap((n) => [n, Number(n).toFixed(1), Number(n).toFixed(2)]);
/** Numbers that are worked out of released ones: the end of "worth discussing", and what one answer could make. */
const derived = ({ snapshot }: Results): string[] => {
  const fewest = Math.min(...snapshot.items.map((item) => item.total?.n ?? Number.POSITIVE_INFINITY));
  return [(snapshot.thresholds.strength - 0.1).toFixed(1), (Math.ceil((4 / fewest) * 10) / 10).toFixed(1)];
};
