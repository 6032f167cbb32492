import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/common/contract.ts';
import { analyse, type GroupFigures } from '../../domain/surveys/analysis.ts';
import type { Results, Round, RoundImportResult } from '../../domain/surveys/contract.ts';
import { BHR_ITEMS, bhrTally } from '../../domain/surveys/testing.ts';
import { type TestApp, testApp } from '../testing/app.ts';
import { type Alliance, alliance, answer, openRound, tokensOf } from '../testing/factories.ts';

/** Two groups of Bliese, Halverson & Rothberg (2000), 59 and 26 people: see fixtures/README.md. */
const csv = readFileSync(new URL('../../domain/surveys/fixtures/bhr2000-two-groups.csv', import.meta.url), 'utf8');
/** The least an instrument may say. */
const instrument = {
  key: 'bhr',
  version: 1,
  scale: { min: 1, max: 5 },
  items: BHR_ITEMS.map((key) => ({ key, text: key })),
};

let t: TestApp;
let a: Alliance;
beforeAll(async () => {
  t = await testApp();
});
beforeEach(async () => {
  a = await alliance(t);
});
afterAll(() => t.close());

const parties = (invited: { north?: number; rail?: number } = {}) => [
  { value: '1', partyId: a.northParty, ...(invited.north ? { invited: invited.north } : {}) },
  { value: '4', partyId: a.railParty, ...(invited.rail ? { invited: invited.rail } : {}) },
];
const bring = (wish: object = {}) =>
  a.north.post<RoundImportResult & Problem>(`${a.path}/rounds/import`, {
    csv,
    instrument,
    partyColumn: 'GRP',
    parties: parties(),
    closedOn: '2000-06-30',
    check: false,
    ...wish,
  });
const resultsOf = async (round: string | null) => (await a.rail.get<Results>(`${a.path}/rounds/${round}/results`)).body;
const rows = async () =>
  (
    await t.sql(`select (select count(*) from round)::int as rounds, (select count(*) from round_result)::int as results,
      (select count(*) from round_histogram)::int as histograms, (select count(*) from event)::int as events,
      (select count(*) from answer)::int as answers, (select count(*) from mail)::int as mails`)
  ).rows[0];

/** As a figure is printed: half up, away from the binary point. */
const tenths = (mean: number) => Math.floor(mean * 10 + 0.5 + 1e-9) / 10;

describe('a past survey', () => {
  test('shows the figures of `entente analyse` on the same file', async () => {
    const { status, body } = await bring({ title: ' Spring 2000 ' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      respondents: 85,
      values: [
        { value: '1', rows: 59 },
        { value: '4', rows: 26 },
      ],
      ignoredColumns: [],
      problems: [],
    });
    const { round, snapshot } = await resultsOf(body.roundId);
    expect(round).toMatchObject({
      number: 1,
      title: 'Spring 2000',
      state: 'closed',
      source: 'import',
      closedAt: '2000-06-30T12:00:00.000Z',
      invited: 85,
    });
    const analysis = analyse(bhrTally(), { floor: 5, invited: { 1: 59, 4: 26 } });
    expect(snapshot.items.map((item) => item.key)).toEqual(analysis.items.map((item) => item.key));
    for (const [at, item] of snapshot.items.entries()) {
      const open = analysis.items[at] as (typeof analysis.items)[number];
      expect(item.cells.map((cell) => cell.parties)).toEqual([[a.northParty], [a.railParty]]);
      for (const [place, group] of ['1', '4'].entries()) {
        const cell = item.cells[place] as (typeof item.cells)[number];
        const figures = open.byParty[group] as GroupFigures;
        expect([item.key, group, cell.bound]).toEqual([item.key, group, 'exact']);
        expect(cell.n).toBe(figures.n);
        // One decimal, or two where one would contradict the flag.
        if (cell.shown.length === 3) expect(cell.value).toBe(tenths(figures.mean as number));
        else expect(Math.abs(cell.value - (figures.mean as number))).toBeLessThanOrEqual(0.005);
        expect(cell.flag).toBe((figures.mean as number) <= 3);
        if (cell.median !== null) expect(cell.median).toBe(figures.median);
        if (cell.bins?.kind === 'points') expect(cell.bins.counts).toEqual(Object.values(figures.distribution ?? {}));
        if (cell.agreement)
          expect(Math.abs(cell.agreement.rwgStar - (figures.agreement.rwgStar as number))).toBeLessThanOrEqual(0.0051);
      }
      // Fifty-nine people show every count, twenty-six three bins at most.
      expect(item.cells[0]?.bins?.kind).toBe('points');
      expect(item.cells[1]?.bins?.kind).not.toBe('points');
    }
    expect(snapshot.reliability?.n).toBe(85);
    expect(Math.abs((snapshot.reliability?.alpha ?? 0) - (analysis.scale.alpha as number))).toBeLessThanOrEqual(0.005);
  });

  test('shows what R computed from it', async () => {
    // So many people invited that the finite-population correction is one: R's interval is without it.
    const { body } = await bring({ parties: parties({ north: 100_000_000, rail: 26 }) });
    const { snapshot } = await resultsOf(body.roundId);
    const af06 = snapshot.items.find((item) => item.key === 'AF06') as (typeof snapshot.items)[number];
    const [north, rail] = af06.cells as [(typeof af06.cells)[number], (typeof af06.cells)[number]];
    // mean 3.23728813559322, sd 0.916119685202446, median 3, share of 4 and 5: 0.423728813559322
    expect(north).toMatchObject({ n: 59, shown: '3.2', median: 3, favourable: { count: 25, of: 59 } });
    expect((north.favourable?.count ?? 0) / 59).toBeCloseTo(0.423728813559322, 12);
    expect(north.agreement?.rwgStar).toBe(Math.round((1 - 0.916119685202446 ** 2 / 2) * 100) / 100);
    // t.test: 2.99854604533302 … 3.47603022585342, rounded outward
    expect(north.ci).toEqual({ low: 2.9, high: 3.5 });
    // The difference to group 4 is 0.506518904823989, so its mean is 2.73076923076923; the gap is of published means.
    expect(rail).toMatchObject({ n: 26, shown: '2.7', flag: true });
    expect(af06.gap).toMatchObject({ value: 0.5, shown: '0.5', label: 'notable' });
  });

  test('keeps neither the file nor a single answer, and writes one event', async () => {
    const before = await rows();
    const { body } = await bring();
    expect(await rows()).toEqual({
      ...before,
      rounds: before.rounds + 1,
      results: before.results + 1,
      histograms: before.histograms + 1,
      events: before.events + 1,
    });
    const event = await t.sql(`select type, by_name, after from event where subject_id = $1`, [body.roundId]);
    expect(event.rows).toEqual([
      {
        type: 'round.imported',
        by_name: 'Astrid Moen',
        after: { number: 1, instrument: 'bhr', respondents: 85, closedOn: '2000-06-30' },
      },
    ]);
    const gone = await a.north.get(`${a.path}/rounds/${body.roundId}/invitees`);
    expect(gone.status).toBe(409);
    for (const what of ['close', 'cancel'])
      expect((await a.north.post(`${a.path}/rounds/${body.roundId}/${what}`)).status).toBe(409);
  });

  test('is the same for both parties, and can be brought in by either', async () => {
    const first = await bring();
    const [mine, theirs] = [
      await a.north.get<Results>(`${a.path}/rounds/${first.body.roundId}/results`),
      await a.rail.get<Results>(`${a.path}/rounds/${first.body.roundId}/results`),
    ];
    expect(theirs.body).toEqual(mine.body);
    const second = await a.rail.post(`${a.path}/rounds/import`, {
      csv,
      instrument,
      partyColumn: 'grp',
      parties: parties(),
      closedOn: '2001-06-30',
      check: false,
    });
    expect(second.status).toBe(200);
  });

  test('stands in the trend at its day, whenever it was brought in', async () => {
    const better = csv.replaceAll(/(?<=,)\d/g, (rating) => `${Math.min(5, Number(rating) + 1)}`);
    const late = await bring({ closedOn: '2002-06-30', csv: better });
    expect((await resultsOf(late.body.roundId)).comparison).toBeNull();
    const early = await bring({ closedOn: '2000-06-30' });
    const middle = await bring({ closedOn: '2001-06-30' });
    const shown = await resultsOf(late.body.roundId);
    expect(shown.trend.map((one) => [one.number, one.closedAt.slice(0, 4)])).toEqual([
      [2, '2000'],
      [3, '2001'],
      [1, '2002'],
    ]);
    expect(shown.comparison).toMatchObject({ roundId: middle.body.roundId, number: 3 });
    const af06 = shown.comparison?.items.find((item) => item.key === 'AF06');
    expect(af06?.change).toMatchObject({ kind: 'number', level: false });
    const trend = shown.trend.map((one) => one.items.find((item) => item.key === 'AF06'));
    expect(trend[0]).toEqual(trend[1]);
    expect(trend[2]?.value).toBeGreaterThan(trend[1]?.value as number);
    expect((await resultsOf(early.body.roundId)).comparison).toBeNull();
    expect((await resultsOf(middle.body.roundId)).comparison?.items[0]?.change).toMatchObject({ shown: '0.0' });
    // Another wording is another survey.
    const other = await bring({ closedOn: '2003-06-30', instrument: { ...instrument, version: 2 } });
    expect((await resultsOf(other.body.roundId)).trend).toHaveLength(1);
  });

  test('of an instrument that is asked here continues in its rounds', async () => {
    const items = ['trust', 'conflict', 'creativity', 'needs', 'information', 'future', 'agreements', 'feedback'];
    const { body: whole } = await a.north.get<{ items: { key: string }[] }>('/instruments/relational');
    const keys = whole.items.map((item) => item.key);
    expect(keys).toEqual(expect.arrayContaining(items.slice(0, 5)));
    const line = (party: string, rating: number) => [party, ...keys.map(() => rating)].join(',');
    const past = [
      ['party', ...keys].join(','),
      ...Array.from({ length: 10 }, (_, i) => line('N', (i % 3) + 1)),
      ...Array.from({ length: 10 }, (_, i) => line('R', (i % 3) + 1)),
    ].join('\n');
    const imported = await bring({
      csv: past,
      instrument: 'relational',
      partyColumn: 'party',
      parties: [
        { value: 'N', partyId: a.northParty },
        { value: 'R', partyId: a.railParty },
      ],
      closedOn: '2026-01-31',
    });
    expect(imported.status).toBe(200);
    for (const [who, party] of [
      [a.north, a.northParty],
      [a.rail, a.railParty],
    ] as const)
      await who.post(`${a.path}/participants/import`, {
        csv: `name,email\n${Array.from({ length: 10 }, (_, i) => `P${i},p${i}.${party.slice(-4)}@example.org`).join('\n')}`,
        partyId: party,
        check: false,
      });
    const round = await openRound(a.north, a.path, { roles: ['member'] });
    for (const who of [a.north, a.rail])
      for (const [i, token] of (await tokensOf(who, a.path, round.id)).entries())
        await answer(t, round.id, token, (i % 3) + 2);
    await a.north.post(`${a.path}/rounds/${round.id}/close`);
    const { trend, comparison } = await resultsOf(round.id);
    expect(trend.map((one) => [one.number, one.items[0]?.shown])).toEqual([
      [1, '1.9'],
      [2, '2.9'],
    ]);
    expect(comparison?.items[0]?.change).toMatchObject({ kind: 'number', shown: '+1.0' });
  });
});

describe('the release gate', () => {
  const cut = (north: number, rail: number) => {
    const [header, ...lines] = csv.trim().split('\n') as [string, ...string[]];
    const of = (group: string, count: number) => lines.filter((line) => line.startsWith(`${group},`)).slice(0, count);
    return [header, ...of('1', north), ...of('4', rail)].join('\n');
  };

  test('merges a small party, and then shows no figure of either', async () => {
    const { body } = await bring({ csv: cut(59, 3) });
    const { round, snapshot } = await resultsOf(body.roundId);
    expect(round.strata).toMatchObject([{ parties: [a.northParty, a.railParty], invited: 62, answered: 62 }]);
    for (const item of snapshot.items)
      expect(item.cells).toMatchObject([{ parties: [a.northParty, a.railParty], n: 62 }]);
    const kept = await t.sql('select cells from round_histogram where round_id = $1', [body.roundId]);
    expect(new Set(kept.rows[0].cells.map((cell: { parties: string[] }) => cell.parties.length))).toEqual(new Set([2]));
  });

  test('merges on one item alone, where few of a party answered that one', async () => {
    const thin = cut(59, 8)
      .split('\n')
      .map((line, row) => (row > 0 && line.startsWith('4,') && row > 62 ? line.replace(/^(\d),\d/, '$1,NA') : line))
      .join('\n');
    const { body } = await bring({ csv: thin });
    const { snapshot } = await resultsOf(body.roundId);
    expect(snapshot.items[0]?.cells).toMatchObject([{ parties: [a.northParty, a.railParty], n: 62 }]);
    expect(snapshot.items[1]?.cells.map((cell) => cell.n)).toEqual([59, 8]);
  });

  test('does not publish what fewer than k people said', async () => {
    const check = await bring({ csv: cut(2, 2), check: true });
    expect(check.body.problems).toEqual([
      '4 answers are fewer than 5; results of so few people cannot be shown to others.',
    ]);
    const before = await rows();
    const { status, body } = await bring({ csv: cut(2, 2) });
    expect([status, body.detail]).toEqual([400, check.body.problems[0]]);
    expect((await bring({ csv: cut(2, 2), k: 4 })).status).toBe(200);
    expect((await bring({ csv: cut(2, 2), k: 3 })).status).toBe(400);
    // Rows without a single answer are people who were asked.
    const blank = cut(59, 26)
      .split('\n')
      .map((line, row) => (row > 2 && row !== 62 ? line.replaceAll(/,\d/g, ',NA') : line))
      .join('\n');
    expect((await bring({ csv: blank, check: true })).body).toMatchObject({
      respondents: 3,
      problems: ['3 answers are fewer than 5; results of so few people cannot be shown to others.'],
    });
    expect((await rows()).rounds).toBe(before.rounds + 1);
  });
});

describe('what is wrong with a file', () => {
  test('one value cannot stand for two parties', async () => {
    const { status, body } = await bring({
      parties: [
        { value: '1', partyId: a.northParty },
        { value: '1', partyId: a.railParty },
      ],
    });
    expect([status, body.detail]).toEqual([400, '“1” stands for two parties; choose one of them.']);
  });

  test('is said row by row, by checking and by importing, and nothing is written', async () => {
    const lines = csv.trim().split('\n');
    lines[3] = lines[3]?.replace(/^(\d),\d/, '$1,9') as string;
    lines[7] = lines[7]?.replace(/\d$/, 'often') as string;
    lines[9] += ',5,5';
    const broken = lines.join('\r\n');
    const before = await rows();
    const check = await bring({ csv: broken, check: true });
    expect(check.status).toBe(200);
    expect(check.body).toMatchObject({ roundId: null, respondents: 82 });
    expect(check.body.problems).toEqual([
      'Row 4, column AF06: “9” is not an answer; allowed are 1, 2, 3, 4, 5, blank, NA or can’t say.',
      'Row 8, column AS28: “often” is not an answer; allowed are 1, 2, 3, 4, 5, blank, NA or can’t say.',
      'Row 10 has 14 fields, but the header has 12.',
    ]);
    const real = await bring({ csv: broken });
    expect([real.status, real.body.type, real.body.detail]).toEqual([400, '/problems/invalid', check.body.problems[0]]);
    expect(await rows()).toEqual(before);
  });

  test('checking a good file tells what is in it and writes nothing', async () => {
    const before = await rows();
    const check = await bring({ check: true, parties: [] });
    expect(check.body).toEqual({
      roundId: null,
      respondents: 0,
      values: [
        { value: '1', rows: 59 },
        { value: '4', rows: 26 },
      ],
      ignoredColumns: [],
      problems: [],
    });
    expect(await bring({ check: true })).toMatchObject({ body: { roundId: null, respondents: 85, problems: [] } });
    expect(await rows()).toEqual(before);
    const list = await a.north.get<{ items: Round[] }>(`${a.path}/rounds`);
    expect(list.body.items).toEqual([]);
  });

  test.each([
    ['a column is missing', { csv: 'GRP,AF06\n1,3\n' }, /^The columns AF07, AP12, .* are not in the header/],
    ['the party column is missing', { partyColumn: 'team' }, /^The party column team is not in the header/],
    ['it is empty', { csv: ' \n' }, /^The file is empty/],
    ['it has no rows', { csv: csv.split('\n')[0] }, /^The file has a header, but no answers/],
    ['a quotation mark is never closed', { csv: `${csv}"1,2` }, /a quotation mark is opened and never closed/],
    ['no row belongs to the parties chosen', { value: '7' }, /^No row belongs to the parties chosen/],
    ['fewer were invited than answered', { invited: 58 }, /59 answers, but only 58 people were invited/],
  ])(
    '%s: a sentence, by checking and by importing',
    async (_, { value, invited, ...wish }: Record<string, unknown>, sentence) => {
      const chosen = value
        ? { parties: [{ value, partyId: a.northParty }] }
        : invited
          ? { parties: parties({ north: invited as number }) }
          : {};
      const check = await bring({ ...wish, ...chosen, check: true });
      expect(check.status).toBe(200);
      expect(check.body.problems[0]).toMatch(sentence);
      const real = await bring({ ...wish, ...chosen });
      expect(real.status).toBe(400);
      expect(real.body.detail).toMatch(sentence);
    },
  );

  test.each([
    ['an unknown instrument', { instrument: 'none' }, /no instrument “none”/],
    ['an instrument without items', { instrument: { key: 'x', version: 1, scale: { min: 1, max: 5 } } }, /lacks items/],
    [
      'an instrument with a scale of one point',
      { instrument: { ...instrument, scale: { min: 3, max: 3 } } },
      /2 to 10 points/,
    ],
    [
      'a party that is not here',
      { parties: [{ value: '1', partyId: '018f3f3e-0000-7000-8000-000000000000' }] },
      /no such party/,
    ],
    ['a day ahead', { closedOn: '2026-11-04' }, /lies ahead/],
    ['a day that does not exist', { closedOn: '2026-02-30' }, /closedOn/],
    ['an unknown field', { keep: true }, /keep/],
    ['no party said for any value', { parties: [] }, /which value of the party column/],
  ])('%s is refused with 400', async (_, wish, sentence) => {
    const before = await rows();
    const { status, body } = await bring(wish);
    expect(status).toBe(400);
    expect(body.detail).toMatch(sentence);
    expect(await rows()).toEqual(before);
  });

  test('rows of parties that were not chosen are left out', async () => {
    const { body } = await bring({ parties: [{ value: '4', partyId: a.railParty }] });
    expect(body.respondents).toBe(26);
    const { snapshot } = await resultsOf(body.roundId);
    expect(snapshot.parties).toEqual([a.railParty]);
    expect(snapshot.items[0]).toMatchObject({ cells: [{ n: 26 }], gap: null });
  });

  test('two values may stand for one party', async () => {
    const both = [...parties(), { value: '5', partyId: a.railParty }];
    const more = `${csv.trim()}\n${Array.from({ length: 6 }, () => `5${',3'.repeat(11)}`).join('\n')}\n`;
    const { body } = await bring({ csv: more, parties: both });
    const { snapshot } = await resultsOf(body.roundId);
    expect(snapshot.items[0]?.cells.map((cell) => cell.n)).toEqual([59, 32]);
  });

  test('a survey that closed today has not closed later today', async () => {
    const { body } = await bring({ closedOn: '2026-11-02' });
    const { round } = await resultsOf(body.roundId);
    expect(round.closedAt).toBe('2026-11-02T09:00:00.000Z');
    // East of here it is tomorrow already.
    const ahead = await bring({ closedOn: '2026-11-03' });
    expect((await resultsOf(ahead.body.roundId)).round.closedAt).toBe('2026-11-02T09:00:00.000Z');
  });
});
