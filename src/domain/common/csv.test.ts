import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine, guardCell, readTable, unguardCell } from './csv.ts';
import { decodeText } from './text-file.ts';

const cells = (text: string) => readTable(text).rows.map((row) => row.cells);

describe('a table', () => {
  it('is read with any separator, line end and quoting', () => {
    expect(cells('a;b\r\n"x;1\r\ny";"say ""hi"""\r\n\r\n;;\r\n3; 4 ')).toEqual([
      ['a', 'b'],
      ['x;1\r\ny', 'say "hi"'],
      ['3', '4'],
    ]);
    expect(cells('a\tb\n1\t\n\t2\r3,x\t "q" \t')).toEqual([
      ['a', 'b'],
      ['1', ''],
      ['', '2'],
      ['3,x', 'q', ''],
    ]);
    expect(cells('\uFEFFa|b\n1|2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cells('sep=;\na,x;b\n')).toEqual([['a,x', 'b']]);
    expect(cells('name\nBerg, Bo\nPeter "Pit" Moe')).toEqual([['name'], ['Berg, Bo'], ['Peter "Pit" Moe']]);
    // Empty lines above the first say nothing about the separator.
    expect(cells('\r\n \r\na;b\r\n1;2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
    expect(cells('')).toEqual([]);
  });

  it('tells on which line of the file each row begins', () => {
    const { rows } = readTable('a,b\r\n\r\n"x\r\ny",1\r\nz,2\r3,4\n');
    expect(rows.map((row) => row.line)).toEqual([1, 3, 5, 6]);
  });

  it('takes a quotation mark gone astray as a letter of its row and swallows nothing', () => {
    const { rows } = readTable('name,role\n"Bo,lead\nAnn,member\n"C" x,member\n"D",lead\nE,"lead');
    expect(rows.map((row) => [row.line, row.stray, ...row.cells])).toEqual([
      [1, false, 'name', 'role'],
      [2, true, '"Bo', 'lead'],
      [3, false, 'Ann', 'member'],
      [4, true, '"C" x', 'member'],
      [5, false, 'D', 'lead'],
      [6, true, 'E', '"lead'],
    ]);
  });

  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('"', "'", ',', ';', '\t', '\n', '\r', '=', '+', '-', '@', ' ', 'é', '＝', 'a'),
      maxLength: 8,
    }),
  );

  it('comes back as it was written, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }), (rows) => {
        // The first line names the separator, as the columns of an export do.
        const text = `\uFEFF${csvLine(['a', 'b'])}${rows.map((row) => csvLine(row)).join('')}`;
        const expected = rows.filter((row) => row.some((one) => guardCell(one).trim() !== ''));
        const read = readTable(text).rows.slice(1);
        expect(read.some((row) => row.stray)).toBe(false);
        expect(read.map((row) => row.cells.map(unguardCell))).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('begins no cell with what a spreadsheet would run', () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(csvLine([text])).not.toMatch(/^"?\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
        expect(unguardCell(guardCell(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
    expect(csvLine(["'=1", '=1', "it's", -1, null, true])).toBe("''=1,'=1,it's,-1,,true\r\n");
  });

  it('never throws and loses no letter, whatever the file', () => {
    const unit = fc.constantFrom('"', ',', ';', '\t', '\n', '\r', ' ', 'x', 'y');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 120 }), (text) => {
        const { rows } = readTable(text);
        const letters = (from: string) => from.replace(/[^xy]/g, '');
        expect(letters(rows.flatMap((row) => row.cells).join(''))).toBe(letters(text));
        const lines = rows.map((row) => row.line);
        expect(lines).toEqual(lines.toSorted((a, b) => a - b));
        expect(new Set(lines).size).toBe(lines.length);
      }),
      { numRuns: 5000 },
    );
  });
});

describe('a file of unknown encoding', () => {
  const text = 'name;région\r\nZoë Müller – “Åse”;Île-de-France';
  const bytesOf = {
    'utf-8': () => new TextEncoder().encode(text),
    'utf-16le': () => new Uint8Array(Buffer.from(text, 'utf16le')),
    'utf-16be': () => new Uint8Array(Buffer.from(text, 'utf16le').swap16()),
    'windows-1252': () =>
      Uint8Array.from([...text].map((sign) => ({ '–': 0x96, '“': 0x93, '”': 0x94 })[sign] ?? sign.charCodeAt(0))),
  };
  it.each(Object.entries(bytesOf))('is read as %s', (encoding, bytes) => {
    expect(decodeText(bytes())).toEqual({ text, encoding });
  });
  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf], 'utf-8'],
    ['utf-16le', [0xff, 0xfe], 'utf-16le'],
    ['utf-16be', [0xfe, 0xff], 'utf-16be'],
  ] as const)('believes the mark of %s', (encoding, mark, as) => {
    const marked = Uint8Array.from([...mark, ...bytesOf[encoding]()]);
    expect(decodeText(marked)).toEqual({ text, encoding: as });
  });
  it('is no text when it is a workbook, a PDF or something else', () => {
    for (const head of ['PK\x03\x04', '\xD0\xCF\x11\xE0', '%PDF-1.7', 'a\0\0\0b'])
      expect(decodeText(new Uint8Array(Buffer.from(`${head} name;role`, 'latin1'))), head).toBeUndefined();
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
  });
  it('shows a zero far down in it as a letter that could not be read', () => {
    const long = `name\r\n${'Bo\r\n'.repeat(200)}`;
    for (const encoding of ['utf8', 'utf16le'] as const)
      expect(decodeText(new Uint8Array(Buffer.from(`${long}A\0n`, encoding)))?.text).toBe(`${long}A\uFFFDn`);
  });
  it('is never a reason to throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeText(bytes)));
  });
});
