import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Canonical, canonicalText } from './canonical.ts';
import { emptyContent, tidyContent } from './content.ts';
import { differences } from './difference.ts';
import { cleanFileName, FILE_TYPES, filesIn, fileText, sizeText } from './files.ts';
import { findingsIn } from './findings.ts';
import { kindOf } from './kinds.ts';
import { markdownOf } from './markdown.ts';
import { headingsOf } from './texts/index.ts';
import { contentOf, draftFrom } from './ydoc.ts';

const PDF = 'application/pdf';

test.each([
  ['Contract.pdf', PDF, 'Contract.pdf'],
  ['CONTRACT.PDF', PDF, 'CONTRACT.pdf'],
  ['photo.jpeg', 'image/jpeg', 'photo.jpeg'],
  ['../../etc/passwd', 'text/plain', 'passwd.txt'],
  ['C:\\Temp\\Offer.docx', PDF, 'Offer.pdf'],
  ['invoice.pdf.exe', PDF, 'invoice.pdf'],
  ['page.html', PDF, 'page.pdf'],
  ['Offer v1.2', PDF, 'Offer v1.2.pdf'],
  ['song.mp3', PDF, 'song.pdf'],
  // Reads as “annex.exe.pdf” backwards: the mark that turns it round is gone.
  ['annex\u202Efdp.exe', PDF, 'annexfdp.pdf'],
  ['con.txt', 'text/plain', '_con.txt'],
  ['NUL', 'text/csv', '_NUL.csv'],
  ['.htaccess', 'text/plain', 'htaccess.txt'],
  ['a\u0000b\r\nSet-Cookie: x.pdf', PDF, 'abSet-Cookie- x.pdf'],
  ['what? <b>|"*".png', 'image/png', 'what- -b-----.png'],
  ['', PDF, 'file.pdf'],
  ['...', PDF, 'file.pdf'],
  ['Verträge \u{1F4C4}.pdf', PDF, 'Verträge \u{1F4C4}.pdf'],
])('%j found to be %s is called %j', (given, type, name) => {
  expect(cleanFileName(given, type)).toBe(name);
});

test('whatever a name is, it becomes one that every system takes, and stays that', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('.', '/', 'a', ' ', '\u202e', 'pdf', 'con') }),
  );
  fc.assert(
    fc.property(anything, fc.constantFrom(...Object.keys(FILE_TYPES)), (given, type) => {
      const name = cleanFileName(given, type);
      expect(cleanFileName(name, type)).toBe(name);
      expect(name.length).toBeLessThanOrEqual(220);
      expect([...name].length).toBeLessThanOrEqual(110);
      expect(name).not.toMatch(/[/\\<>:"|?*\p{Cc}\p{Cf}]|^[. ]|[. ]$|^(con|nul)\./iu);
      expect(FILE_TYPES[type]?.extensions).toContain(name.split('.').at(-1));
    }),
  );
});

test.each([
  [12, '12 bytes'],
  [1000, '1 KB'],
  [839_600, '840 KB'],
  [999_700, '1.0 MB'],
  [1_240_000, '1.2 MB'],
  [25_000_000, '25 MB'],
  [2_000_000_000, '2.0 GB'],
])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));

const kind = kindOf('contract-record');
const ID = '0190a000-0000-7000-8000-00000000000f';
const file = { id: ID, name: 'Contract.pdf', type: PDF, size: 1_240_000, sha256: 'ab'.repeat(32) };
const content = tidyContent(kind, { papers: [{ id: 'r1', title: 'Framework contract', file: ID }] });
const text: Canonical = {
  kind: 'contract-record',
  kindVersion: kind.version,
  title: 'Contract',
  language: 'en',
  headings: headingsOf(kind),
  content,
  parties: [],
  people: [],
  files: [file],
};

test('a paper names its file by id, on the way into a draft and back', () => {
  expect(content['papers']).toEqual([{ id: 'r1', title: 'Framework contract', file: ID }]);
  expect(contentOf(kind, draftFrom(kind, content))).toEqual(content);
  expect(filesIn(kind, content)).toEqual([ID]);
  for (const wrong of ['../secret', { sha256: 'x' }, 7, `${ID}x`, ID.toUpperCase()])
    expect(filesIn(kind, tidyContent(kind, { papers: [{ id: 'r1', file: wrong }] }))).toEqual([]);
});

test('what is hashed says name, type, size and hash of each file; a text without files says nothing of them', () => {
  expect(JSON.parse(canonicalText(text)).files).toEqual([file]);
  const other = { ...text, files: [{ ...file, sha256: 'cd'.repeat(32) }] };
  expect(canonicalText(other)).not.toBe(canonicalText(text));
  expect(canonicalText({ ...text, files: [] })).not.toContain('files');
});

test('a reader sees the file, also in what changed and in Markdown', () => {
  expect(fileText(file)).toBe('Contract.pdf (PDF, 1.2 MB)');
  expect(markdownOf(text, 'In force')).toContain('Contract.pdf (PDF, 1.2 MB)<br>SHA-256 abab abab');
  const before = { ...text, content: emptyContent(kind), files: [] };
  expect(differences(before, text)[0]?.after).toContain('File: Contract.pdf (PDF, 1.2 MB)\nSHA-256 abab');
  // The same words, another file.
  const after = { ...text, files: [{ ...file, sha256: 'cd'.repeat(32) }] };
  expect(differences(text, after).map(({ section }) => section)).toEqual(['papers']);
});

test('a file that is gone keeps a draft from being proposed', () => {
  const say = (files: string[]) =>
    findingsIn(kind, content, { parties: [], people: [], files: new Set(files), headings: headingsOf(kind) })
      .filter(({ section }) => section === 'papers')
      .map(({ message }) => message);
  expect(say([ID])).toEqual([]);
  expect(say([])).toEqual(['“Framework contract”: the file is not there any more; add it again, or take it out.']);
});
