import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Instrument, parseInstrument } from '../../domain/surveys/instrument.ts';
import { type ResponseOptions, readResponses } from './responses.ts';

const parsed = parseInstrument({
  key: 'test',
  version: 1,
  scale: { min: 1, max: 5 },
  items: ['trust', 'hard-issues'].map((key) => ({ key, text: key })),
});
const { instrument } = parsed as { instrument: Instrument };

async function read(file: string | Uint8Array, options: Partial<ResponseOptions> = {}, chunk = 65536) {
  const bytes = typeof file === 'string' ? Buffer.from(file) : Buffer.from(file);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, at) =>
    bytes.subarray(at * chunk, (at + 1) * chunk),
  );
  const rows: [string, ...(number | null)[]][] = [];
  const reading = await readResponses(chunks, { instrument, partyColumn: 'party', ...options }, (party, ratings) =>
    rows.push([party, ...ratings]),
  );
  return { ...reading, rows };
}

describe('what is understood', () => {
  it('columns in any order and case, others ignored and named', async () => {
    const { rows, ignoredColumns, problems } = await read('Name,HARD-ISSUES, Trust ,Party\nx,4,2,A\ny,5,3,B\n');
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      ['A', 2, 4],
      ['B', 3, 5],
    ]);
    expect(ignoredColumns).toEqual(['Name']);
  });

  it.each([
    ['comma', 'party,trust,hard-issues\nA,1,2\n'],
    ['semicolon', 'party;trust;hard-issues\r\nA;1;2\r\n'],
    ['tab', 'party\ttrust\thard-issues\nA\t1\t2'],
    ['bar', 'party|trust|hard-issues\nA|1|2\n'],
    ['semicolon under quoted commas', '"party";"trust";"hard-issues";"a, b, c, d, e"\nA;1;2;"x;\ny"\n'],
    ['lines without text above the header', '\r\n ;; \r\nparty;trust;hard-issues\r\nA;1;2\r\n'],
    ['a first column without a name', ',party,trust,hard-issues\n0,A,1,2\n'],
    ['a separator that the file names', 'sep=;\r\nparty;trust;hard-issues;"a, b, c, d, e"\r\nA;1;2;x\r\n'],
    ['comma with quotes, byte order mark and old Mac line ends', '\uFEFF"party","trust","hard-issues"\r"A","1","2"\r'],
  ])('%s', async (_, file) => {
    expect((await read(file)).rows).toEqual([['A', 1, 2]]);
  });

  it.each([1, 3, 65536])('line ends of several kinds in one file, in pieces of %i bytes', async (chunk) => {
    const { rows, problems } = await read('party,trust,hard-issues\r\nA,1,2\nA,3,4\r\rA,5,1', {}, chunk);
    expect([rows, problems]).toEqual([
      [
        ['A', 1, 2],
        ['A', 3, 4],
        ['A', 5, 1],
      ],
      [],
    ]);
  });

  it('one party, whichever way its accents are written', async () => {
    const { rows } = await read('party,trust,hard-issues\n\u00C9t\u00E9,1,2\nE\u0301te\u0301,1,2');
    expect(rows.map(([party]) => party)).toEqual(['\u00C9t\u00E9', '\u00C9t\u00E9']);
  });

  it('a header line as long as a file may be, in no time', async () => {
    const began = performance.now();
    const { rows } = await read(`party,trust,hard-issues${','.repeat(1_000_000)}\nA,1,2\n`);
    expect(rows).toEqual([['A', 1, 2]]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('missing answers in many words', async () => {
    const words = ['', ' ', 'NA', 'n/a', 'can’t say', "Can't say", 'keine Angabe', '-', 'NULL'];
    const { rows, problems } = await read(`party;trust;hard-issues\n${words.map((word) => `A;${word};3`).join('\n')}`);
    expect(problems).toEqual([]);
    expect(rows).toEqual(words.map(() => ['A', null, 3]));
  });

  it('whole numbers however a spreadsheet writes them', async () => {
    expect((await read('party;trust;hard-issues\nA; 4 ;5,0\nA;4.0;5.\nA;+4;5')).rows).toEqual(
      [1, 2, 3].map(() => ['A', 4, 5]),
    );
  });

  it('short rows, blank rows, and rows without a party', async () => {
    const { rows, people } = await read('party,trust,hard-issues\n\nA,1\n,,\n,2,3\nB\n');
    expect(rows).toEqual([
      ['A', 1, null],
      ['(none)', 2, 3],
      ['B', null, null],
    ]);
    expect(people).toBe(3);
  });

  it('everybody in one group without a party column', async () => {
    expect((await read('trust,hard-issues\n1,2\n', { partyColumn: undefined })).rows).toEqual([['all', 1, 2]]);
  });

  it('a separator that is given', async () => {
    expect((await read('party~trust~hard-issues\nA~1~2', { delimiter: '~' })).rows).toEqual([['A', 1, 2]]);
  });
});

describe('encodings', () => {
  const file = 'party;trust;hard-issues\nMünchen € “x”;1;2\nÅrhus;3;4\n';
  const expected = [
    ['München € “x”', 1, 2],
    ['Århus', 3, 4],
  ];
  const windows = Buffer.from(file.replaceAll('€', '\x80').replaceAll('“', '\x93').replaceAll('”', '\x94'), 'latin1');

  it.each([
    ['UTF-8', Buffer.from(file)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${file}`)],
    ['Windows-1252', windows],
    ['UTF-16 little endian', Buffer.from(`\uFEFF${file}`, 'utf16le')],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${file}`, 'utf16le').swap16()],
  ])('%s, whatever the chunks', async (_, bytes) => {
    for (const chunk of [1, 2, 3, 7, 64, 65536]) {
      const { rows, problems } = await read(bytes, {}, chunk);
      expect(problems).toEqual([]);
      expect(rows).toEqual(expected);
    }
  });
});

describe('problems', () => {
  it.each([
    ['', 'The file is empty.'],
    ['\n\n', 'The file is empty.'],
    ['party,trust,hard-issues\n', 'The file has a header, but no answers below it.'],
    ['party,trust\nA,1\n', 'The column hard-issues is not in the header. Found: party, trust.'],
    ['party,a,b\nA,1,2\n', 'The columns trust, hard-issues are not in the header. Found: party, a, b.'],
    [
      'team,trust,hard-issues\nA,1,2\n',
      'The party column party is not in the header. Found: team, trust, hard-issues.',
    ],
    ['party,trust,hard-issues,Trust\nA,1,2,3\n', 'The column trust is in the header more than once.'],
    ['party,trust,hard-issues\nA,1,2\nA,1,2,9\n', 'Row 3 has 4 fields, but the header has 3.'],
    ['party,trust,hard-issues\nA,1,2\n"A,1,2\n', 'Row 3: a quotation mark is opened and never closed.'],
  ])('%j', async (file, sentence) => {
    expect((await read(file)).problems).toEqual([sentence]);
  });

  it('names the row, the column, the value and what is allowed', async () => {
    const { problems, rows } = await read('party,trust,hard-issues\nA,1,2\n\nA,6,five\nB,3,3.5\n');
    const allowed = 'is not an answer; allowed are 1, 2, 3, 4, 5, blank, NA or can’t say.';
    expect(problems).toEqual([
      `Row 4, column trust: “6” ${allowed}`,
      `Row 4, column hard-issues: “five” ${allowed}`,
      `Row 5, column hard-issues: “3.5” ${allowed}`,
    ]);
    expect(rows).toEqual([['A', 1, 2]]);
  });

  it('stops naming them at twenty, and goes on counting', async () => {
    const { problems, problemCount } = await read(`party,trust,hard-issues\n${'A,9,1\n'.repeat(50)}`);
    expect([problems.length, problemCount]).toEqual([20, 50]);
  });

  it('passes on what the caller throws', async () => {
    const stop = () => {
      throw new Error('enough');
    };
    const file = Buffer.from(`party,trust,hard-issues\n${'A,1,1\n'.repeat(9)}`);
    await expect(readResponses([file], { instrument }, stop)).rejects.toThrow('enough');
  });

  it('passes on that the file cannot be read', async () => {
    async function* broken() {
      yield Buffer.from('party,trust,hard-issues\nA,1,2\n');
      throw new Error('disk');
    }
    await expect(readResponses(broken(), { instrument }, () => {})).rejects.toThrow('disk');
  });
});

it('reads back whatever was written, in chunks of any size', async () => {
  const rating = fc.option(fc.integer({ min: 1, max: 5 }), { nil: null });
  const party = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
    .map((name) => name.normalize('NFC'))
    .filter((name) => name.trim() === name && name !== '');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(party, rating, rating), { minLength: 1, maxLength: 20 }),
      fc.constantFrom(',', ';', '\t'),
      fc.integer({ min: 1, max: 50 }),
      async (people, separator, chunk) => {
        const quoted = (field: string | number | null) => `"${String(field ?? '').replaceAll('"', '""')}"`;
        const lines = [['party', 'trust', 'hard-issues'], ...people].map((row) => row.map(quoted).join(separator));
        const { rows, problems } = await read(`\uFEFF${lines.join('\r\n')}\r\n`, { delimiter: separator }, chunk);
        expect(problems).toEqual([]);
        expect(rows).toEqual(people);
      },
    ),
    { numRuns: 60 },
  );
});
