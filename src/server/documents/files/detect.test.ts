import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FILE_TYPES } from '../../../domain/documents/files.ts';
import { wordFile, wordParagraph } from '../../testing/word-file.ts';
import { detect, type Found } from './detect.ts';

const source = (bytes: Uint8Array, asked: number[] = []) => ({
  size: bytes.length,
  async read(from: number, length: number) {
    asked.push(length);
    return Buffer.from(bytes.subarray(from, from + length));
  },
});
const of = (bytes: Uint8Array | string, name = 'file'): Promise<Found> =>
  detect(source(typeof bytes === 'string' ? Buffer.from(bytes) : bytes), name);
const type = async (bytes: Uint8Array | string, name?: string) => {
  const found = await of(bytes, name);
  return 'type' in found ? found.type : found.refused;
};

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const types = (...mains: string[]) =>
  strToU8(`<Types>${mains.map((one) => `<Override PartName="/a" ContentType="${one}"/>`).join('')}</Types>`);
const office = (main: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({ '[Content_Types].xml': types(`${OFFICE}${main}.main+xml`), 'xl/workbook.xml': strToU8('<x/>'), ...more });
const open = (what: string, more: Record<string, Uint8Array> = {}) =>
  zipSync({
    mimetype: [strToU8(`application/vnd.oasis.opendocument.${what}`), { level: 0 }],
    'content.xml': strToU8('<x/>'),
    ...more,
  });
const word = wordFile(wordParagraph('Hello'));

describe('what is taken, by its bytes', () => {
  test.each([
    ['%PDF-1.7\n', 'application/pdf'],
    [Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'image/png'],
    [Buffer.from('ffd8ffe000104a464946', 'hex'), 'image/jpeg'],
    [Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    [word, `${OFFICE}wordprocessingml.document`],
    [office('spreadsheetml.sheet'), `${OFFICE}spreadsheetml.sheet`],
    [office('presentationml.presentation'), `${OFFICE}presentationml.presentation`],
    [open('text'), 'application/vnd.oasis.opendocument.text'],
    [open('spreadsheet'), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['Dear partner,\n\tnotice is six months.\r\n', 'text/plain'],
    ['\ufeffÅsne, 東京, \u{1F6A2}', 'text/plain'],
    ['a < b and b > c', 'text/plain'],
  ])('%#', async (bytes, wanted) => {
    expect(await type(bytes)).toBe(wanted);
    expect(FILE_TYPES[wanted]).toBeDefined();
  });

  test('a table is told from other text by its name, and by nothing else', async () => {
    expect(await type('a,b\n1,2\n', 'Prices.CSV')).toBe('text/csv');
    expect(await type('%PDF-1.4', 'Prices.csv')).toBe('application/pdf');
    expect(await type(word, 'page.html')).toBe(`${OFFICE}wordprocessingml.document`);
  });
});

const REFUSED: [string, Uint8Array | string, RegExp][] = [
  ['nothing at all', '', /empty/],
  ['a page', '<!DOCTYPE html><p>Hi', /not kept/],
  ['a page behind blanks and words', `Hello\n${' '.repeat(1000)}<ScRiPt>alert(1)</script>`, /not kept/],
  ['a drawing', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', /not kept/],
  ['a drawing without a declaration', '\ufeff  <svg onload="alert(1)"/>', /not kept/],
  ['a script', '#!/bin/sh\nrm -rf /', /not kept/],
  ['PostScript', '%!PS-Adobe', /not kept/],
  ['a program for Windows', Buffer.from('4d5a90000300000004000000ffff', 'hex'), /not kept/],
  ['a program for Linux', Buffer.from('7f454c4602010100', 'hex'), /not kept/],
  ['signs that steer a screen', 'rm\u001b[2K', /not kept/],
  ['Latin-1', Buffer.from('Gr\xfc\xdfe', 'latin1'), /UTF-8/],
  ['a letter cut in two at the end', Buffer.from('Åsn\xc3', 'latin1'), /UTF-8/],
  ['an old Word file', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /old Office/],
  ['an archive of anything', zipSync({ 'a.txt': strToU8('a') }), /not kept/],
  ['an empty archive', zipSync({}), /not kept|damaged/],
  ['a Java archive', zipSync({ 'META-INF/MANIFEST.MF': strToU8('a'), 'A.class': strToU8('b') }), /not kept/],
  ['macros', office('wordprocessingml.document', { 'word/vbaProject.bin': strToU8('x') }), /macros/],
  [
    'macros under another name',
    zipSync({
      '[Content_Types].xml': types(
        `${OFFICE}wordprocessingml.document.main+xml`,
        'application/vnd.ms-office.vbaProject',
      ),
      'word/a.bin': strToU8('x'),
    }),
    /macros/,
  ],
  [
    'a file for macros',
    zipSync({ '[Content_Types].xml': types('application/vnd.ms-excel.sheet.macroEnabled.main+xml') }),
    /macros/,
  ],
  [
    'macros written so that we do not see them',
    zipSync({
      '[Content_Types].xml': types(
        `${OFFICE}wordprocessingml.document.main+xml`,
        'application/vnd.ms-office.vba&#80;roject',
      ),
    }),
    /damaged/,
  ],
  [
    'two lists of types',
    zipSync({
      '[Content_Types].xml': types(`${OFFICE}wordprocessingml.document.main+xml`),
      '[content_types].xml': types('x'),
    }),
    /damaged/,
  ],
  [
    'text and table at once',
    zipSync({
      '[Content_Types].xml': types(
        `${OFFICE}wordprocessingml.document.main+xml`,
        `${OFFICE}spreadsheetml.sheet.main+xml`,
      ),
    }),
    /not kept/,
  ],
  ['Basic in OpenDocument', open('text', { 'Basic/script-lc.xml': strToU8('x') }), /macros/],
  [
    'OpenDocument without content',
    zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }] }),
    /damaged/,
  ],
  ['an archive with something before it', Buffer.concat([Buffer.from('MZ'), word]), /not kept/],
  ['an archive with something behind it', Buffer.concat([word, Buffer.from('<script>')]), /damaged/],
];

test.each(REFUSED)('%s is refused', async (_, bytes, why) => {
  expect(await of(bytes)).toEqual({ refused: expect.stringMatching(why) });
});

test('a file cut off anywhere is refused, and nothing breaks', async () => {
  for (let length = 4; length < word.length; length += 7)
    expect(await of(word.subarray(0, length)), `${length}`).toHaveProperty('refused');
});

test('whatever the bytes are, they are one of the types or refused with a sentence', async () => {
  const zip = fc
    .tuple(
      fc.constantFrom(word, Buffer.from(open('text')), Buffer.from(office('spreadsheetml.sheet'))),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
    )
    .map(([bytes, changes]) => {
      const changed = Buffer.from(bytes);
      for (const [at, byte] of changes) changed[at % changed.length] = byte;
      return new Uint8Array(changed);
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 400 }), zip), async (bytes) => {
      const found = await of(bytes);
      if ('type' in found) expect(FILE_TYPES).toHaveProperty([found.type]);
      else expect(found.refused).toMatch(/\.$/);
    }),
    { numRuns: 600 },
  );
});

test('a bomb is not unpacked: neither what it holds nor a list of types that grows', async () => {
  const zeros = new Uint8Array(8_000_000);
  const bomb = office('wordprocessingml.document', { 'word/media/a.bin': zeros });
  const asked: number[] = [];
  expect(await detect(source(bomb, asked), 'a.docx')).toEqual({ type: `${OFFICE}wordprocessingml.document` });
  expect(Math.max(...asked)).toBeLessThan(2 ** 20 + 1);
  const list = zipSync({ '[Content_Types].xml': zeros });
  expect(await of(list)).toEqual({ refused: expect.stringMatching(/damaged/) });
});
