/**
 * Reading answers from a CSV file, as spreadsheets and survey tools write them. Streams: memory does not grow with
 * the file. Used by `entente analyse` on files and by the import of past rounds on an uploaded text.
 */
import { isUtf8 } from 'node:buffer';
import { once } from 'node:events';
import { parse } from 'csv-parse';
import type { Instrument } from '../../domain/surveys/instrument.ts';

export interface ResponseOptions {
  instrument: Instrument;
  /** Column that names the respondent's party; without it everybody is in one group, "all". */
  partyColumn?: string;
  /** Field separator; found out from the header when absent. */
  delimiter?: string;
}

/** One person: their party, one rating per item in the order of the instrument, and the row (the header is row 1). */
export type OnResponse = (party: string, ratings: readonly (number | null)[], row: number) => void;

export interface Reading {
  /** People read. */
  people: number;
  /** Columns that are neither an item nor the party. */
  ignoredColumns: string[];
  /** One sentence each, with its row. With any, the file should not be used: rows with problems were left out. */
  problems: string[];
  /** All of them; `problems` stops at twenty. */
  problemCount: number;
}

/** Group of everybody when no column names the party, and of rows that leave it blank. */
export const EVERYBODY = 'all';
export const NO_PARTY = '(none)';

const PROBLEMS_KEPT = 20;
const FIELDS_REMEMBERED = 1000;
/** Bytes within which the first line must end for its separator to be found. */
const HEADER_LIMIT = 256 * 1024;
const MISSING = new Set(
  ['', 'na', 'n/a', 'n.a.', 'nan', 'null', 'none', '.', '-', '–', '—', 'can’t say', 'cannot say', 'don’t know']
    .concat(['k. a.', 'k.a.', 'keine angabe', 'weiß nicht', 'kann ich nicht sagen', '#n/a', '#nv'])
    .map(folded),
);

/**
 * Read answers row by row.
 *
 * Columns are matched to items by key, without case. Blank, NA and "can't say" are missing answers. UTF-8 (with or
 * without a byte order mark), UTF-16 with one, and Windows-1252 are understood; comma, semicolon, tab and bar are
 * told apart by the header. Whatever cannot be read is a problem in the result, never an exception.
 *
 * @param source bytes of the file
 * @param onRow called for each person, in the order of the file; its exceptions are passed on
 */
export async function readResponses(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ResponseOptions,
  onRow: OnResponse,
): Promise<Reading> {
  const reading: Reading = { people: 0, ignoredColumns: [], problems: [], problemCount: 0 };
  const report = (problem: string) => {
    reading.problemCount++;
    if (reading.problems.length < PROBLEMS_KEPT) reading.problems.push(problem);
  };

  const { text, header, named } = await withHeader(decoded(source));
  const delimiter = options.delimiter ?? named ?? delimiterOf(header);
  // Undefined until the header was read, null if the file cannot be used with it.
  let columns: Columns | null | undefined;
  let row = 0;
  let failure: unknown = null;
  const onRecord = (record: string[]) => {
    row++;
    if (failure || columns === null || !record.some(isFilled) || (named && row === 1)) return null;
    if (!columns) columns = columnsOf(record, options, reading, report);
    else {
      const person = personOf(record, row, columns, options, report);
      if (person) {
        reading.people++;
        try {
          onRow(person.party, person.ratings, row);
        } catch (error) {
          failure = error;
        }
      }
    }
    return null; // nothing is passed on, so nothing piles up
  };

  const parser = parse({
    delimiter,
    // All of them, since files that were put together have more than one; by itself it takes the first for the only one.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    on_record: onRecord,
  });
  parser.resume();
  const ended = once(parser, 'end');
  ended.catch(() => {}); // looked at below, perhaps after it failed
  try {
    for await (const chunk of text) {
      if (failure || columns === null) break;
      if (!parser.write(chunk)) await once(parser, 'drain');
    }
    parser.end();
    await ended;
  } catch (error) {
    if (!isCsvError(error)) throw error;
    report(`Row ${row + 1}: ${csvSentence(error)}`);
  }
  if (failure) throw failure;
  if (reading.people === 0 && reading.problemCount === 0) {
    report(columns ? 'The file has a header, but no answers below it.' : 'The file is empty.');
  }
  return reading;
}

interface Columns {
  /** Place of each item's column, in the order of the instrument. */
  items: number[];
  party: number | null;
  names: string[];
  /** What a field means, for the fields seen so far. */
  known: Map<string, number | null>;
}

function columnsOf(
  header: readonly string[],
  options: ResponseOptions,
  reading: Reading,
  report: (problem: string) => void,
): Columns | null {
  const names = header.map((name) => name.trim());
  // Grouped without copying: a header can hold as many columns of one name as the file has letters.
  const places = Map.groupBy(names.keys(), (at) => folded(names[at] as string));
  const { instrument, partyColumn } = options;
  const wanted = instrument.items.map((item) => item.key);
  const missing = wanted.filter((key) => !places.has(folded(key)));
  const found = `Found: ${names.filter(Boolean).join(', ') || 'nothing'}.`;
  if (missing.length > 0) {
    const plural = missing.length > 1;
    report(`The column${plural ? 's' : ''} ${missing.join(', ')} ${plural ? 'are' : 'is'} not in the header. ${found}`);
  }
  if (partyColumn !== undefined && !places.has(folded(partyColumn))) {
    report(`The party column ${partyColumn} is not in the header. ${found}`);
  }
  const used = partyColumn === undefined ? wanted : [...wanted, partyColumn];
  for (const key of used) {
    if ((places.get(folded(key))?.length ?? 0) > 1) report(`The column ${key} is in the header more than once.`);
  }
  if (reading.problemCount > 0) return null;

  const taken = new Set(used.map(folded));
  reading.ignoredColumns = names.filter((name) => name !== '' && !taken.has(folded(name)));
  return {
    items: wanted.map((key) => places.get(folded(key))?.[0] ?? 0),
    party: partyColumn === undefined ? null : (places.get(folded(partyColumn))?.[0] ?? null),
    names,
    known: new Map(),
  };
}

function personOf(
  record: readonly string[],
  row: number,
  columns: Columns,
  { instrument }: ResponseOptions,
  report: (problem: string) => void,
): { party: string; ratings: (number | null)[] } | null {
  if (record.length > columns.names.length && record.slice(columns.names.length).some(isFilled)) {
    report(`Row ${row} has ${record.length} fields, but the header has ${columns.names.length}.`);
    return null;
  }
  const { min, max } = instrument.scale;
  let usable = true;
  const ratings = columns.items.map((at) => {
    const field = record[at] ?? '';
    const rating = ratingOf(field, columns.known);
    if (rating === null || (rating >= min && rating <= max)) return rating;
    const allowed = Array.from({ length: max - min + 1 }, (_, point) => min + point).join(', ');
    report(
      `Row ${row}, column ${columns.names[at]}: “${short(field.trim())}” is not an answer; ` +
        `allowed are ${allowed}, blank, NA or can’t say.`,
    );
    usable = false;
    return null;
  });
  if (!usable) return null;
  const party = columns.party === null ? EVERYBODY : partyName(record[columns.party] ?? '') || NO_PARTY;
  return { party, ratings };
}

/** A whole number, null for a missing answer, NaN for anything else. The same few fields come back again and again. */
function ratingOf(field: string, known: Map<string, number | null>): number | null {
  const before = known.get(field);
  if (before !== undefined) return before;
  const digits = /^\s*([+-]?\d{1,4})(?:[.,]0*)?\s*$/.exec(field)?.[1];
  const rating = digits === undefined && MISSING.has(folded(field)) ? null : Number(digits ?? Number.NaN);
  if (known.size < FIELDS_REMEMBERED) known.set(field, rating);
  return rating;
}

/** A party as it is written, whether an accent is a letter's own or not. */
export const partyName = (field: string): string => field.normalize('NFC').trim();

function isFilled(field: string): boolean {
  return field.trim() !== '';
}

function folded(name: string): string {
  return name.normalize('NFC').trim().toLowerCase().replaceAll('\u2019', "'");
}

function short(field: string): string {
  return field.length > 40 ? `${field.slice(0, 40)}…` : field;
}

/** Text of a file in whatever it was written in. Falls back to Windows-1252 at the first byte that is not UTF-8. */
async function* decoded(source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let rest = Buffer.alloc(0);
  let first = true;
  for await (const bytes of source) {
    let chunk = Buffer.concat([rest, bytes]);
    rest = Buffer.alloc(0);
    if (first && chunk.length < 3) {
      rest = chunk;
      continue;
    }
    if (first) {
      first = false;
      if (chunk[0] === 0xff && chunk[1] === 0xfe) decoder = new TextDecoder('utf-16le');
      else if (chunk[0] === 0xfe && chunk[1] === 0xff) decoder = new TextDecoder('utf-16be');
      else if (chunk.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) chunk = chunk.subarray(3);
    }
    if (!decoder) {
      const whole = chunk.subarray(0, wholeCharacters(chunk));
      if (isUtf8(whole)) {
        rest = chunk.subarray(whole.length);
        yield whole.toString('utf8');
        continue;
      }
      decoder = new TextDecoder('windows-1252');
    }
    yield decoder.decode(chunk, { stream: true });
  }
  if (decoder) yield decoder.decode();
  else if (rest.length > 0) yield isUtf8(rest) ? rest.toString('utf8') : new TextDecoder('windows-1252').decode(rest);
}

/** Length without a UTF-8 character that is cut off at the end. */
function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** The header, under Excel's word for the separator and lines without text. */
const HEADER = /^(?:sep=(.)[\r\n]+)?(?:[\s,;|]*[\r\n])?([^\r\n]*)/i;

/** The header, read ahead, the separator if the file names it, and the whole text again. */
async function withHeader(
  text: AsyncGenerator<string>,
): Promise<{ text: AsyncIterable<string>; header: string; named: string | undefined }> {
  let start = '';
  let done = false;
  let [whole = '', named, header = '']: (string | undefined)[] = [];
  while (!done && start.length < HEADER_LIMIT && (header === '' || whole === start)) {
    const next = await text.next();
    if (next.done) done = true;
    else start += next.value;
    [whole = '', named, header = ''] = HEADER.exec(start) ?? [];
  }
  async function* all() {
    yield start;
    if (!done) yield* text;
  }
  return { text: all(), header, named };
}

/** The separator that occurs most often in the header outside quotes; a comma when none does. */
function delimiterOf(header: string): string {
  const bare = header.replaceAll(/"(?:[^"]|"")*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return [',', ';', '\t', '|'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function isCsvError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

function csvSentence(error: Error & { code: string }): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is opened and never closed.';
  return `this is not readable as CSV (${error.message}).`;
}
