import { parse } from 'csv-parse/sync';
import { LANGUAGES } from '../common/contract.ts';
import { ROLES, type Role } from './words.ts';

/** What a row of a list of people says, or why it cannot be taken. */
export type PersonRow = {
  line: number;
  name: string;
  email: string | null;
  role: Role | null;
  function: string | null;
  level: string | null;
  region: string | null;
  decides: boolean;
  language: (typeof LANGUAGES)[number] | null;
  reasons: string[];
};

export const PEOPLE_COLUMNS = ['name', 'email', 'role', 'function', 'level', 'region', 'decides', 'language'] as const;
const EMAIL = /^[^\s@<>(),;:"\\]+@[^\s@<>(),;:"\\]+\.[^\s@<>(),;:"\\.]{2,}$/;
const YES = ['yes', 'y', 'true', '1', 'x', 'ja'];
const NO = ['', 'no', 'n', 'false', '0', 'nein'];
/** More than this and a list is not one partnership's people. */
export const MOST_PEOPLE = 5000;

/**
 * Reads a list of people: a header line, then one person a line; commas, semicolons or tabs; a byte order mark and
 * Windows line ends are fine. Columns are matched by name, in any order and case; unknown ones are named, not guessed.
 * @returns rows with the reasons that keep them out (none: the row is good), or the problem with the whole file.
 */
export function readPeople(
  text: string,
): { ok: true; rows: PersonRow[]; ignored: string[] } | { ok: false; problem: string } {
  const body = text.replace(/^\uFEFF/, '');
  const header = body.split(/\r?\n/, 1)[0] ?? '';
  const delimiter = [';', '\t', ','].toSorted((a, b) => count(header, b) - count(header, a))[0] as string;
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(body, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      info: true,
    }) as never;
  } catch (error) {
    return { ok: false, problem: `The file cannot be read: ${(error as Error).message}. Check its quotation marks.` };
  }
  const columns = (records.shift()?.record ?? []).map((name) => name.trim().toLowerCase());
  if (!columns.includes('name'))
    return { ok: false, problem: `The first line has no column “name”; it should read ${PEOPLE_COLUMNS.join(', ')}.` };
  if (records.length === 0) return { ok: false, problem: 'The file has a header line but no people.' };
  if (records.length > MOST_PEOPLE)
    return { ok: false, problem: `The file has ${records.length} people; take at most ${MOST_PEOPLE} at a time.` };

  const seen = new Map<string, number>();
  const rows = records.map(({ record, info }) => {
    const cell = (name: (typeof PEOPLE_COLUMNS)[number]) => clean(record[columns.indexOf(name)] ?? '');
    const reasons: string[] = [];
    const name = cell('name');
    if (!name) reasons.push('The name is missing.');
    if (name.length > 120) reasons.push('The name is longer than 120 characters.');
    const email = cell('email').toLowerCase() || null;
    if (email && (!EMAIL.test(email) || email.length > 254)) reasons.push(`“${email}” is not an e-mail address.`);
    const before = email ? seen.get(email) : undefined;
    if (before) reasons.push(`The same address stands in line ${before}.`);
    else if (email) seen.set(email, info.lines);
    const word = cell('role').toLowerCase() || 'member';
    const role = ROLES.find((one) => one === word) ?? null;
    if (!role) reasons.push(`“${word}” is not a role; use ${ROLES.join(', ')}.`);
    const decides = cell('decides').toLowerCase();
    if (!YES.includes(decides) && !NO.includes(decides))
      reasons.push(`“${decides}” in column decides is neither yes nor no.`);
    const tongue = cell('language').toLowerCase();
    const language = LANGUAGES.find((one) => one === tongue) ?? null;
    if (tongue && !language)
      reasons.push(`“${tongue}” is not a language here; use ${LANGUAGES.join(', ')} or leave it empty.`);
    const short = (column: 'function' | 'level' | 'region') => {
      const value = cell(column);
      if (value.length > 80) reasons.push(`The ${column} is longer than 80 characters.`);
      return value || null;
    };
    return {
      line: info.lines,
      name,
      email,
      role,
      function: short('function'),
      level: short('level'),
      region: short('region'),
      decides: YES.includes(decides),
      language,
      reasons,
    };
  });
  return {
    ok: true,
    rows,
    ignored: columns.filter((name) => name && !(PEOPLE_COLUMNS as readonly string[]).includes(name)),
  };
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

/** Drops the quote that our own export puts before what a spreadsheet would run as a formula, and control characters. */
function clean(text: string): string {
  return text
    .replace(/^'(?=[=+\-@])/, '')
    .replace(/\p{Cc}+/gu, ' ')
    .trim();
}

/** One line of a CSV file. A cell that a spreadsheet would run as a formula is made text by a leading quote. */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells
    .map((cell) => {
      const text = cell === null || cell === undefined ? '' : String(cell);
      const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
      return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
    })
    .join(',')}\r\n`;
}
