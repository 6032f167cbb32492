import { inflateRawSync } from 'node:zlib';

/** Bytes to look at: at most so many from there. */
export type Source = { size: number; read: (from: number, length: number) => Promise<Buffer> };
export type Found = { type: string } | { refused: string };

const refuse = (refused: string): Found => ({ refused });
const NOT_TAKEN = 'This kind of file is not kept here.';
const BROKEN = 'This file is damaged or incomplete; save it once more and try again.';
const MACROS =
  'There are macros in this file. Save it without macros (as .docx, .xlsx or .pptx, not .docm) and try again.';

const OPEN_DOCUMENT = /^application\/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)$/;
const OFFICE = 'application/vnd.openxmlformats-officedocument.';
/** The parts that make a package a text, a table or slides: said in its list of types, never by its name. */
const MAIN_PARTS = ['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'];

/**
 * What a file is, by what stands in it; what it is called does not matter, apart from telling a table from other text.
 * Nothing is unpacked but the list of types of an Office file, and of that no more than LONGEST_LIST.
 */
export async function detect(file: Source, name: string): Promise<Found> {
  if (file.size === 0) return refuse('This file is empty.');
  const head = await file.read(0, 4096);
  const starts = (...bytes: number[]) => bytes.every((byte, at) => head[at] === byte);
  if (starts(0x25, 0x50, 0x44, 0x46, 0x2d)) return { type: 'application/pdf' };
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return { type: 'image/png' };
  if (starts(0xff, 0xd8, 0xff)) return { type: 'image/jpeg' };
  if (starts(0x52, 0x49, 0x46, 0x46) && head.toString('latin1', 8, 12) === 'WEBP') return { type: 'image/webp' };
  if (starts(0x50, 0x4b, 0x03, 0x04)) return inArchive(file);
  if (starts(0xd0, 0xcf, 0x11, 0xe0))
    return refuse('This is a file of an old Office, or one with a password. Save it as .docx, .xlsx, .pptx or PDF.');
  return inText(file, name);
}

/* ── Text ── */

const PIECE = 65_536;
/** What a browser or a shell would run. */
const RUNS = /^\s*(<|#!|%!)|<(!doctype|html|head|body|script|svg|iframe|\?xml|\?php)\b/i;

async function inText(file: Source, name: string): Promise<Found> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = await file.read(at, PIECE);
    // Of control characters text has line breaks, tabs and page breaks.
    if (piece.some((byte) => (byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f)) return refuse(NOT_TAKEN);
    try {
      const text = decoder.decode(piece, { stream: at + PIECE < file.size });
      if (at === 0 && RUNS.test(text.slice(0, 4096))) return refuse(NOT_TAKEN);
    } catch {
      return refuse('This is no text in UTF-8. Save it once more with the encoding UTF-8, or as PDF.');
    }
  }
  return { type: /\.csv$/i.test(name.trim()) ? 'text/csv' : 'text/plain' };
}

/* ── Archives: Office and OpenDocument ── */

type Entry = { name: string; method: number; packed: number; at: number };
const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** A comment may stand behind the directory. */
const LONGEST_END = 22 + 65_535;
const LONGEST_DIRECTORY = 2 ** 20;
const LONGEST_LIST = 2 ** 20;

async function inArchive(file: Source): Promise<Found> {
  const entries = await directoryOf(file);
  if (!entries) return refuse(BROKEN);
  const called = (pattern: RegExp) => entries.some(({ name }) => pattern.test(name));
  const mimetype = await startOf(file, 'mimetype');
  if (OPEN_DOCUMENT.test(mimetype)) {
    if (!called(/^content\.xml$/)) return refuse(BROKEN);
    return called(/^(Basic|Scripts)\//i) ? refuse(MACROS) : { type: mimetype };
  }
  const list = entries.filter(({ name }) => name.toLowerCase() === '[content_types].xml');
  if (list.length === 0) return refuse(NOT_TAKEN);
  // Of two lists, one could be for us and the other for the program that opens the file.
  const types = list.length === 1 ? await unpacked(file, list[0] as Entry) : undefined;
  if (types === undefined || /<!|&/.test(types)) return refuse(BROKEN);
  if (/macroEnabled|vbaProject/i.test(types) || called(/vbaproject\.bin$/i)) return refuse(MACROS);
  const main = MAIN_PARTS.filter((one) => types.includes(`"${OFFICE}${one}.main+xml"`));
  return main.length === 1 ? { type: `${OFFICE}${main[0]}` } : refuse(NOT_TAKEN);
}

/** The directory at the end of an archive; undefined: there is none, or it does not hold together. */
async function directoryOf(file: Source): Promise<Entry[] | undefined> {
  const tailAt = Math.max(0, file.size - LONGEST_END);
  const tail = await file.read(tailAt, LONGEST_END);
  let end = tail.length - 22;
  while (end >= 0 && !(tail.readUInt32LE(end) === END && end + 22 + tail.readUInt16LE(end + 20) === tail.length)) end--;
  if (end < 0) return undefined;
  const count = tail.readUInt16LE(end + 10);
  const [length, from] = [tail.readUInt32LE(end + 12), tail.readUInt32LE(end + 16)];
  if (length > LONGEST_DIRECTORY || from + length !== tailAt + end) return undefined;
  const directory = await file.read(from, length);
  const entries: Entry[] = [];
  for (let at = 0; at < directory.length; ) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== ENTRY) return undefined;
    const [name, extra, comment] = [28, 30, 32].map((field) => directory.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + name),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      at: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries.length === count ? entries : undefined;
}

/** Where the bytes of an entry begin, by its own header. */
async function bytesAt(file: Source, at: number): Promise<number | undefined> {
  const header = await file.read(at, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) return undefined;
  return at + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** What stands, not packed, in the first entry, if that is its name: how OpenDocument says what it is. */
async function startOf(file: Source, name: string): Promise<string> {
  const head = await file.read(0, 256);
  const [length, extra] = [head.readUInt16LE(26), head.readUInt16LE(28)];
  if (head.readUInt16LE(8) !== 0 || extra !== 0 || head.toString('latin1', 30, 30 + length) !== name) return '';
  return head.toString('latin1', 30 + length, 30 + length + head.readUInt32LE(18));
}

async function unpacked(file: Source, { method, packed, at }: Entry): Promise<string | undefined> {
  const from = await bytesAt(file, at);
  if (from === undefined || packed > LONGEST_LIST || ![0, 8].includes(method)) return undefined;
  const bytes = await file.read(from, packed);
  if (bytes.length !== packed) return undefined;
  try {
    // Stops there, whatever the archive says of itself.
    return (method === 0 ? bytes : inflateRawSync(bytes, { maxOutputLength: LONGEST_LIST })).toString('utf8');
  } catch {
    return undefined;
  }
}
