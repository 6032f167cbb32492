import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Action } from '../../domain/delivery/contract.ts';
import type { DocumentCard, DocumentVersion } from '../../domain/documents/contract.ts';
import type { Participant, Partnership, PartnershipCard } from '../../domain/partnerships/contract.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { Review } from '../../domain/reviews/contract.ts';
import type { Results, Round } from '../../domain/surveys/contract.ts';
import { verify } from '../documents/verify.ts';
import { type TestApp, type TestPerson, testApp } from '../testing/app.ts';
import { openRound, tokensOf } from '../testing/factories.ts';
import { readPdf } from '../testing/pdf.ts';
import { must } from '../testing/principals.ts';

let t: TestApp;
let me: TestPerson;
let other: TestPerson;
let sample: Partnership;
let path: string;
beforeAll(async () => {
  t = await testApp({ env: { SMTP_URL: 'smtp://127.0.0.1:1' } });
  me = await t.person('Nora Newcomer');
  other = await t.person('Otto Other');
});
afterAll(() => t.close());

/** Rows of every table, of the queue's too. */
async function count(): Promise<Record<string, number>> {
  const { rows } = await t.sql(
    `select schemaname || '.' || relname as name from pg_stat_user_tables where schemaname in ('public', 'pgboss', 'auth') order by 1`,
  );
  const counted: Record<string, number> = {};
  for (const { name } of rows)
    counted[name] = Number(
      (
        await t.sql(
          `select count(*) as n from ${name
            .split('.')
            .map((one: string) => `"${one}"`)
            .join('.')}`,
        )
      ).rows[0].n,
    );
  // Limits of requests are counted as they come in.
  delete counted['auth.rateLimit'];
  return counted;
}
let before: Record<string, number>;

test('one click makes two years; a second click finds them', async () => {
  before = await count();
  const [first, second] = await Promise.all([me.post<Partnership>('/sample'), me.post<Partnership>('/sample')]);
  sample = must(first);
  expect(must(second).id).toBe(sample.id);
  expect(must(await me.post<Partnership>('/sample')).id).toBe(sample.id);
  path = `/partnerships/${sample.id}`;
  expect(sample).toMatchObject({ sample: true, name: 'Clearwater Alliance', myRole: 'lead', startedOn: '2024-11-01' });
});

test('twenty-four people of two parties that are in; one of them is me, and nobody else has an account or an address', async () => {
  const people = must(await me.get<{ items: Participant[] }>(`${path}/participants?limit=200`)).items;
  expect(people).toHaveLength(24);
  expect(people.filter((one) => one.account === 'active').map((one) => one.name)).toEqual(['Nora Newcomer']);
  expect(sample.parties.map((party) => [party.name, party.state, party.people])).toEqual([
    ['Aldermere Water', 'in', 14],
    ['Brightwell Pumps', 'in', 10],
  ]);
  expect((await t.sql('select count(*)::int as n from contact where partnership_id = $1', [sample.id])).rows[0].n).toBe(
    1,
  );
});

describe('two years', () => {
  let rounds: Round[];
  const results = async (number: number) =>
    must(await me.get<Results>(`${path}/rounds/${rounds.find((one) => one.number === number)?.id}/results`));

  test('of five closed rounds, with a dip, a recovery and a view that is held back', async () => {
    rounds = must(await me.get<{ items: Round[] }>(`${path}/rounds`)).items;
    expect(rounds.map((one) => [one.number, one.state])).toEqual([5, 4, 3, 2, 1].map((n) => [n, 'closed']));
    const [second, third, fifth] = [await results(2), await results(3), await results(5)];
    expect(third.snapshot.items.every((item) => item.cells.every((cell) => cell.parties.length === 2))).toBe(true);
    const low = ({ snapshot }: Results) => snapshot.items.filter((item) => item.status === 'discuss').length;
    expect(low(third)).toBeGreaterThan(low(second));
    expect(low(fifth)).toBeLessThan(low(third));
    expect(fifth.trend).toHaveLength(5);
    expect(fifth.comparison?.number).toBe(4);
    // Answers and keys are gone, as after any closing.
    for (const table of ['answer', 'round_key'])
      expect(
        (await t.sql(`select count(*)::int as n from ${table} where partnership_id = $1`, [sample.id])).rows[0].n,
      ).toBe(0);
  });

  test('of sessions with conclusions and celebrations, and actions done, late, open and dropped', async () => {
    for (const round of rounds) {
      const { review } = must(await me.get<{ review: Review | null }>(`${path}/rounds/${round.id}/review`));
      expect(review?.state).toBe('finished');
      expect(review?.entries.filter((entry) => entry.kind === 'conclusion').length).toBeGreaterThanOrEqual(4);
      expect(review?.entries.some((entry) => entry.kind === 'celebration')).toBe(true);
      expect(new Set(review?.entries.map((entry) => entry.by.partyId)).size).toBe(2);
    }
    const actions = must(await me.get<{ items: Action[] }>(`${path}/actions?limit=200&state=all`)).items;
    const states = (action: Action) => (action.late ? 'late' : action.state);
    expect(new Set(actions.map(states))).toEqual(new Set(['done', 'late', 'open', 'dropped']));
    expect(actions.some((action) => action.owner.me && action.state === 'open' && !action.late)).toBe(true);
  });

  test('of texts in force, one of them amended, one that waits for a yes, and one that is being written', async () => {
    const { items } = must(await me.get<{ items: DocumentCard[] }>(`${path}/documents`));
    const states = items.map((one) => [one.kind, one.inForce?.number ?? null, one.proposed?.number ?? null]);
    expect(Object.fromEntries(states.map(([kind, ...rest]) => [kind, rest]))).toEqual({
      'strategic-framework': [1, null],
      'partnership-agreement': [1, null],
      'relational-expectations': [2, null],
      'joint-business-plan': [null, 1],
      'differences-register': [null, null],
    });
    const amended = items.find((one) => one.kind === 'relational-expectations');
    const text = async (number: number) =>
      must(await me.get<DocumentVersion>(`${path}/documents/${amended?.id}/versions/${number}`));
    const rows = ({ content }: DocumentVersion) => content['expectations'] as { id: string; expectation: string }[];
    const [first, second] = [rows(await text(1)), rows(await text(2))];
    expect(second.slice(0, 4).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(second).toHaveLength(5);
    const ratified = (await text(2)).ratifications.map((one) => [one.name, one.role, one.proof]);
    expect(ratified.sort()).toEqual([
      ['Helena Ström', 'sponsor', 'story'],
      ['Ingrid Vale', 'sponsor', 'story'],
    ]);
    const { rawPayload } = await t.app.inject({
      url: `/api/v1${path}/documents/${amended?.id}/versions/2/proof.json`,
      headers: { cookie: me.cookie ?? '' },
    });
    expect(verify(rawPayload).problems).toEqual([]);
  });

  test('in which made up people alone say yes, and nowhere but here', async () => {
    const nowhere = '018f3f3e-0000-7000-8000-000000000000';
    const yes = (partnership: string, signer: string) =>
      t.services.db.transaction().execute(async (tx) => {
        await sql`select set_config('app.partnership', ${partnership}, true)`.execute(tx);
        return sql`select app.ratify_in_story(${signer}, ${signer}, 1, '', now())`.execute(tx);
      });
    await expect(yes(nowhere, nowhere)).rejects.toMatchObject({ code: 'EN404' });
    await expect(
      t.services.db
        .transaction()
        .execute((tx) => sql`select app.ratify(${nowhere}, 1, '', 'story', now())`.execute(tx)),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('told in the order in which they happened', async () => {
    const times: string[] = [];
    let next: string | null = '';
    while (next !== null) {
      const page: { items: { at: string }[]; next: string | null } = must(
        await me.get(`${path}/record?limit=200${next ? `&cursor=${next}` : ''}`),
      );
      times.push(...page.items.map((one) => one.at));
      next = page.next;
    }
    expect(times.length).toBeGreaterThan(100);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times[0] && times[0] < t.clock.now().toString()).toBe(true);
  });

  test('whose figures are the same for everybody', async () => {
    const mine = await results(5);
    const twin = must(await other.post<Partnership>('/sample'));
    expect(twin.id).not.toBe(sample.id);
    const [latest] = must(await other.get<{ items: Round[] }>(`/partnerships/${twin.id}/rounds`)).items;
    const theirs = must(await other.get<Results>(`/partnerships/${twin.id}/rounds/${latest?.id}/results`));
    const figures = ({ snapshot }: Results) =>
      snapshot.items.map((item) => [
        item.key,
        item.total,
        item.cells.map(({ parties: _, ...cell }) => cell),
        item.gap?.shown,
      ]);
    expect(figures(theirs)).toEqual(figures(mine));
    // Each has their own, and sees no other.
    expect((await other.get(path)).status).toBe(404);
    expect((await other.delete(`${path}/sample`)).status).toBe(404);
    must(await other.delete(`/partnerships/${twin.id}/sample`));
  });
});

test('it says what it is in the list, in documents and in files', async () => {
  const cards = must(await me.get<{ items: PartnershipCard[] }>('/partnerships')).items;
  expect(cards.map((card) => [card.name, card.sample])).toEqual([['Clearwater Alliance', true]]);
  const [round] = must(await me.get<{ items: Round[] }>(`${path}/rounds`)).items;
  const pdf = await t.app.inject({
    url: `/api/v1${path}/rounds/${round?.id}/results.pdf`,
    headers: { cookie: me.cookie as string },
  });
  expect(readPdf(pdf.rawPayload).pages[0]).toMatch(/^Fictional sample: .* made up/);
  expect(pdf.headers['content-disposition']).toContain('fictional-sample-round-5');
  const csv = await me.get<string>(`${path}/rounds/${round?.id}/results.csv`);
  expect(csv.body.split('\r\n')[1]).toContain('fictional sample');
  const json = must(await me.get<{ partnership: object }>(`${path}/rounds/${round?.id}/results.json`));
  expect(json.partnership).toMatchObject({ sample: true });
  // Its texts too, whose PDF is signed, and the copy of everything.
  const { items } = must(await me.get<{ items: DocumentCard[] }>(`${path}/documents`));
  const document = items.find((one) => one.inForce !== null);
  const version = `${path}/documents/${document?.id}/versions/${document?.inForce?.number}`;
  for (const [method, url] of [
    ['GET', `${version}/proof.pdf`],
    ['GET', `${version}/proof.json`],
    ['GET', `${version}/text.docx`],
    ['GET', `${version}/text.md`],
    ['GET', `${path}/chain.json`],
    ['POST', `${path}/copy`],
  ] as const) {
    const headers = { cookie: me.cookie as string, 'content-type': 'application/json' };
    const file = await t.app.inject({
      method,
      url: `/api/v1${url}`,
      headers,
      ...(method === 'POST' ? { payload: {} } : {}),
    });
    expect([url, file.statusCode]).toEqual([url, 200]);
    expect(file.headers['content-disposition']).toMatch(/filename="fictional-sample-/);
    if (url.endsWith('.pdf')) expect(readPdf(file.rawPayload).pages[0]).toMatch(/^Fictional sample: .* made up/);
    if (url.endsWith('.md')) expect(file.payload).toContain('A fictional sample: ');
  }
});

test('nothing of it is on Home, no mail is written, and the clock leaves it alone', async () => {
  expect(must(await me.get<HomeList>('/home'))).toMatchObject({ items: [], partnerships: false });
  const mails = async () => (await t.sql('select count(*)::int as n from mail')).rows[0].n;
  expect(await mails()).toBe(0);
  // Also when somebody plays with it: the letters of a round, reminders, late actions.
  const round = await openRound(me, path);
  must(
    await me.post(`${path}/plan`, {
      instrument: 'relational',
      startsOn: '2026-11-20',
      everyMonths: 6,
      time: '09:00',
      timeZone: 'Europe/Oslo',
      openDays: 14,
      partyIds: null,
      roles: ['member'],
      k: 5,
    }),
  );
  // Somebody who answers there is told that it is made up.
  const [token] = await tokensOf(me, path, round.id);
  const asked = must(await t.nobody.post<{ sample: boolean }>('/respond/ballots', { round: round.id, token }));
  expect(asked.sample).toBe(true);
  const closed = must(await me.get<{ items: Round[] }>(`${path}/rounds`)).items.find((one) => one.state === 'closed');
  const reader = { name: 'Rita', email: 'rita@example.org', endsOn: '2026-12-31', timeZone: 'Europe/Oslo' };
  const shared = must(await me.post<{ mailed: boolean }>(`${path}/rounds/${closed?.id}/links`, reader));
  expect(shared.mailed).toBe(false);
  for (let day = 0; day < 16; day++) {
    t.clock.pass({ hours: 24 });
    for (const job of ['close-rounds', 'open-planned', 'remind', 'remind-owners', 'end-dialogues', 'sweep'])
      await t.services.jobs.run(job as never);
  }
  expect(await mails()).toBe(0);
  expect((await t.sql('select count(*)::int as n from reminder_batch')).rows[0].n).toBe(0);
  // What was opened there closes at its time.
  expect(must(await me.get<Round>(`${path}/rounds/${round.id}`)).state).toBe('closed');
  expect(must(await me.get<{ items: Round[] }>(`${path}/rounds`)).items.length).toBe(6);
});

test('nobody else can come in', async () => {
  const mine = sample.parties.find((party) => party.mine)?.id;
  const [member] = must(
    await me.get<{ items: Participant[] }>(`${path}/participants?limit=200&partyId=${mine}`),
  ).items.filter((one) => one.account !== 'active');
  const invited = await me.post(`${path}/participants/${member?.id}/invitation`);
  expect(invited.body).toMatchObject({ status: 409, type: '/problems/sample' });
  const [round] = must(await me.get<{ items: Round[] }>(`${path}/rounds`)).items.filter((one) => one.number === 5);
  const { review } = must(await me.get<{ review: Review }>(`${path}/rounds/${round?.id}/review`));
  const guest = await me.post(`${path}/reviews/${review.id}/guests`, { name: 'Mara Lind' });
  expect(guest.body).toMatchObject({ status: 409, type: '/problems/sample' });
  // Whatever code path would try it, the database refuses a second account.
  const { rows } = await t.sql('select id from person where name = $1', ['Otto Other']);
  await expect(
    t.sql('update participant set person_id = $1 where partnership_id = $2 and id = $3', [
      rows[0].id,
      sample.id,
      member?.id,
    ]),
  ).rejects.toMatchObject({ code: 'EN404' });
  expect((await other.get(path)).status).toBe(404);
});

test('one click removes all of it, and nothing that is not a sample', async () => {
  const real = must(
    await me.post<Partnership>('/partnerships', {
      name: 'Real',
      kind: 'other',
      mine: { organisation: 'Ours', role: 'lead' },
      others: [{ organisation: 'Theirs', people: [] }],
    }),
  );
  expect((await me.delete(`/partnerships/${real.id}/sample`)).body).toMatchObject({
    status: 409,
    type: '/problems/not-a-sample',
  });
  expect(must(await me.get<Partnership>(`/partnerships/${real.id}`)).sample).toBe(false);
  // Not by hand either: the application cannot turn something real into a sample.
  const scope = `select set_config('app.partnership', '${real.id}', true)`;
  await expect(
    t.services.db.transaction().execute(async (tx) => {
      await tx.executeQuery({
        sql: scope,
        parameters: [],
        query: { kind: 'RawNode' },
        queryId: { queryId: 'x' },
      } as never);
      await tx.updateTable('partnership').set({ sample: true }).execute();
    }),
  ).rejects.toMatchObject({ code: '42501' });

  must(await me.post(`/sample`, {}, { 'idempotency-key': 'kept-reply-of-the-sample' }));
  const clicks = await Promise.all([me.delete(`${path}/sample`), me.delete(`${path}/sample`)]);
  expect(clicks.map((one) => one.status).sort()).toEqual([200, 404]);
  expect((await me.get(path)).status).toBe(404);
  expect((await me.delete(`${path}/sample`)).status).toBe(404);
  await t.sql(`delete from partnership_card where partnership_id = $1`, [real.id]);
  for (const table of ['event', 'briefing_reader', 'contact', 'participant', 'membership', 'party'])
    await t.sql(`delete from ${table} where partnership_id = $1`, [real.id]);
  await t.sql('delete from partnership where id = $1', [real.id]);
  // Jobs that were queued by playing with it are the queue's own and find nothing.
  const { 'pgboss.job': _, 'pgboss.job_common': __, ...after } = await count();
  const { 'pgboss.job': ___, 'pgboss.job_common': ____, ...was } = before;
  expect(after).toEqual(was);
});
