import { readTable, unguardCell } from '../common/csv.ts';
import { LANGUAGES, type Language } from '../common/languages.ts';
import {
  bare,
  type Cells,
  COLUMNS,
  type Column,
  columnOf,
  DECIDES,
  LANGUAGE_WORDS,
  ROLE_WORDS,
} from './people-words.ts';
import { ROLES, type Role } from './words.ts';

export { csvLine } from '../common/csv.ts';

/** The template's columns. A file may have more (party, first name and last name, joined, left) and other headings. */
export const PEOPLE_COLUMNS = ['name', 'email', 'role', 'function', 'level', 'region', 'decides', 'language'] as const;
/** More than this and a list is not one partnership's people. */
export const MOST_PEOPLE = 5000;

/** Why a row cannot be taken, and in which column to mend it (null: the row as a whole). */
export type Reason = { column: Column | null; text: string };

/** What one row of a list of people says, and what would become of it. */
export type PersonRow = {
  line: number;
  partyId: string;
  name: string;
  email: string | null;
  role: Role | null;
  function: string | null;
  level: string | null;
  region: string | null;
  decides: boolean;
  language: Language | null;
  joinedOn: string | null;
  leftOn: string | null;
  /** new: would be added; known: this address is there already; wrong: see reasons; left-out: by wish. */
  state: 'new' | 'known' | 'wrong' | 'left-out';
  reasons: Reason[];
  /** Worth a look, and no reason to leave the row out. */
  notes: string[];
  /** The cells as they stand, for mending. */
  cells: Cells;
};

export type Party = { id: string; name: string; organisation: string; unit: string | null; mine: boolean };

/** Names that look the same are the same: whatever their case, spaces, and whether an accent is a letter's own. */
export const likeName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** What a list is checked against. Addresses are those of the parties in one's care: others' are private to them. */
export type Present = {
  /** Where people belong whose row names no party. */
  partyId: string;
  parties: readonly Party[];
  /** `party id/address` of those who are there. */
  addresses: ReadonlySet<string>;
  /** Names as `likeName` has them, with the parties that have somebody of that name. */
  names: ReadonlyMap<string, readonly string[]>;
  today: string;
};

/** What somebody did to the rows after a first check: cells written anew, rows left out, by line. */
export type Mending = { mend?: readonly { line: number; cells: Cells }[]; leaveOut?: readonly number[] };

type People = {
  ok: true;
  rows: PersonRow[];
  /** Headings of the file, and the column each was taken for; null: not known, left out. */
  columns: { heading: string; column: Column | null }[];
};

/**
 * Reads and checks a list of people: a header line, then one person a row. Columns are found by their headings in
 * English, German and French, in any order. Every row of the file that holds anything is in the result.
 */
export function readPeople(
  text: string,
  present: Present,
  mending: Mending = {},
): People | { ok: false; problem: string } {
  const { rows } = readTable(text);
  const headings = (rows.shift()?.cells ?? []).map((cell) => unguardCell(cell).trim());
  const columns = columnsOf(headings);
  // Once, not for every row: a header line can have as many cells as the file has letters.
  const places = columns.flatMap((column, at) => (column ? [[column, at] as const] : []));
  const has = (column: Column) => columns.includes(column);
  if (!has('name') && !has('family') && !has('given'))
    return {
      ok: false,
      problem: `The first line has no column “name”; it should name the columns, like ${PEOPLE_COLUMNS.join(', ')}.`,
    };
  if (rows.length === 0) return { ok: false, problem: 'The file has a header line but no people.' };
  if (rows.length > MOST_PEOPLE)
    return { ok: false, problem: `The file has ${rows.length} people; take at most ${MOST_PEOPLE} at a time.` };
  const lines = new Set(rows.map((row) => row.line));
  const lost = [...(mending.mend ?? []).map((one) => one.line), ...(mending.leaveOut ?? [])].find((n) => !lines.has(n));
  if (lost !== undefined) return { ok: false, problem: `Line ${lost} holds nobody; check the rows again.` };

  const mended = new Map((mending.mend ?? []).map((one) => [one.line, one.cells]));
  const leftOut = new Set(mending.leaveOut ?? []);
  const seen: Seen = { addresses: new Map(), names: new Map() };
  return {
    ok: true,
    columns: headings.flatMap((heading, at) => (heading ? [{ heading, column: columns[at] ?? null }] : [])),
    rows: rows.map(({ line, cells, stray }) => {
      const given = joinedName(
        Object.fromEntries(places.map(([column, at]) => [column, tidy(unguardCell(cells[at] ?? ''))] as const)),
      );
      const over = cells.slice(headings.length).filter((cell) => cell.trim() !== '');
      const reasons: Reason[] = [];
      // Whoever wrote the row anew has seen what it says.
      if (stray && !mended.has(line))
        reasons.push({ column: null, text: 'A quotation mark in this row does not fit; check its cells.' });
      if (over.length > 0 && !mended.has(line))
        reasons.push({ column: null, text: `This row has more cells than the header line: “${over.join('”, “')}”.` });
      const row = checkRow({ ...given, ...mended.get(line) }, line, present, reasons);
      if (leftOut.has(line)) return { ...row, state: 'left-out', reasons: [] };
      return compare(row, present, seen);
    }),
  };
}

/** Two columns of one meaning: the first counts, the other is left out. */
function columnsOf(headings: string[]): (Column | null)[] {
  const found = headings.map(columnOf);
  const columns = found.map((column, at) => (found.indexOf(column) === at ? column : null));
  // In "Vorname, Name" and "Prénom, Nom" the second is the family name.
  const name = columns.indexOf('name');
  if (name >= 0 && columns.includes('given') && !columns.includes('family')) columns[name] = 'family';
  return columns;
}

function joinedName({ given, family, ...cells }: Cells): Cells {
  const parts = [given, family].filter(Boolean).join(' ');
  return parts && !cells.name ? { ...cells, name: parts } : cells;
}

function checkRow(cells: Cells, line: number, present: Present, reasons: Reason[]): PersonRow {
  const no = (column: Column, text: string) => void reasons.push({ column, text });
  const cell = (column: Column) => tidy(cells[column] ?? '');
  const within = (column: Column, most: number) => {
    const value = cell(column);
    if ([...value].length > most) no(column, `The ${column} is longer than ${most} characters.`);
    if (value.includes('\uFFFD')) no(column, `A letter of the ${column} could not be read; write it anew.`);
    return value || null;
  };

  const name = within('name', 120) ?? '';
  if (!name) no('name', 'The name is missing.');
  const email = addressOf(cell('email'));
  if (email && (email.length > 254 || !EMAIL.test(email))) no('email', `“${email}” is not an e-mail address.`);
  const role = cell('role') ? (ROLE_WORDS.get(bare(cell('role'))) ?? null) : 'member';
  if (!role) no('role', `“${cell('role')}” is not a role; use ${ROLES.join(', ')}.`);
  const decides = cell('decides') ? DECIDES.get(bare(cell('decides'))) : false;
  if (decides === undefined) no('decides', `“${cell('decides')}” in column decides is neither yes nor no.`);
  const language = cell('language') ? (LANGUAGE_WORDS.get(bare(cell('language'))) ?? null) : null;
  if (cell('language') && !language)
    no('language', `“${cell('language')}” is not a language here; use ${LANGUAGES.join(', ')} or leave it empty.`);

  const day = (column: 'joined' | 'left') => {
    const value = cell(column);
    const found = value ? dayOf(value) : null;
    if (value && !found) no(column, `“${value}” is not a day; write it like 2026-11-02.`);
    // A day may already have begun east of here.
    if (found && found > dayAfter(present.today)) no(column, 'This day lies ahead; leave it empty.');
    return found;
  };
  const joinedOn = day('joined');
  const leftOn = day('left');
  if (leftOn && leftOn < (joinedOn ?? present.today)) no('left', 'The last day lies before the first.');

  const party = partyOf(cell('party'), present);
  if (!party) no('party', `“${cell('party')}” is no party here; use ${names(present)} or leave it empty.`);
  else if (!party.mine) no('party', `${party.name} adds its own people; ask its lead or sponsor.`);
  return {
    line,
    partyId: party?.id ?? present.partyId,
    name,
    email,
    role,
    function: within('function', 80),
    level: within('level', 80),
    region: within('region', 80),
    decides: decides ?? false,
    language,
    joinedOn,
    leftOn,
    state: 'wrong',
    reasons,
    notes: [],
    cells: Object.fromEntries(COLUMNS.map((column) => [column, cell(column)]).filter(([, value]) => value)),
  };
}

type Seen = { addresses: Map<string, number>; names: Map<string, number> };

/** Tells a row from those before it in the file and from people who are there already. */
function compare(row: PersonRow, present: Present, seen: Seen): PersonRow {
  const partyName = (id: string) => present.parties.find((party) => party.id === id)?.name ?? '';
  const reasons = [...row.reasons];
  const notes: string[] = [];
  const known = row.email !== null && present.addresses.has(`${row.partyId}/${row.email}`);
  if (row.email) {
    const key = `${row.partyId}/${row.email}`;
    const before = seen.addresses.get(key);
    if (before) reasons.push({ column: 'email', text: `The same address stands in line ${before}.` });
    else seen.addresses.set(key, row.line);
    const elsewhere = present.parties.find(
      (one) => one.id !== row.partyId && present.addresses.has(`${one.id}/${row.email}`),
    );
    if (elsewhere) notes.push(`${elsewhere.name} has somebody with this address.`);
  }
  if (known) notes.push(`${partyName(row.partyId)} has somebody with this address already; nothing changes.`);
  else if (row.name) {
    const name = likeName(row.name);
    const before = seen.names.get(`${row.partyId}/${name}`);
    if (before) notes.push(`The same name stands in line ${before}.`);
    const there = present.names.get(name) ?? [];
    if (there.length > 0) notes.push(`${there.map(partyName).join(' and ')} has somebody of this name already.`);
    if (!before) seen.names.set(`${row.partyId}/${name}`, row.line);
  }
  return { ...row, reasons, notes, state: reasons.length > 0 ? 'wrong' : known ? 'known' : 'new' };
}

/** What an address is everywhere else here (format "email" of the API): one taken here can be mended and signed in with. */
const LOCAL = String.raw`[a-z0-9!#$%&'*+/=?^_\`{|}~-]+`;
const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const EMAIL = new RegExp(`^${LOCAL}(?:\\.${LOCAL})*@(?:${LABEL}\\.)+[a-z0-9][a-z0-9-]*[a-z0-9]$`);
/** "Bo Berg <bo@x.example>" and "mailto:bo@x.example", as address books write them, are the address. */
function addressOf(text: string): string | null {
  const inner = /<([^<>]+)>\s*$/.exec(text)?.[1] ?? text;
  const plain = inner
    .normalize('NFC')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
  const [, local, domain] = /^([^@]+)@([^\s@/?#:\\[\]%]+)$/.exec(plain) ?? [];
  // bücher.example and xn--bcher-kva.example are one domain; mail knows the second.
  const host = domain && !/^[\x21-\x7e]+$/.test(domain) ? URL.parse(`http://${domain}`)?.hostname : domain;
  return (host ? `${local}@${host}` : plain) || null;
}

/** 2026-11-02 or 2.11.2026. With slashes nobody knows which comes first. */
function dayOf(text: string): string | null {
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(text)?.[1];
  const [, day, month, year] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? [];
  try {
    return Temporal.PlainDate.from(iso ?? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`).toString();
  } catch {
    return null;
  }
}
const dayAfter = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

function partyOf(text: string, { parties, partyId }: Present): Party | undefined {
  const wanted = bare(text);
  if (!wanted) return parties.find((party) => party.id === partyId);
  const called = (of: (party: Party) => string | null) => parties.filter((party) => bare(of(party) ?? '') === wanted);
  const found = [called((party) => party.name), called((party) => party.organisation), called((party) => party.unit)];
  // Two units of one organisation: its name alone does not say which.
  return found.find((some) => some.length > 0 && some.length < 2)?.[0];
}
const names = ({ parties }: Present) => parties.map((party) => party.name).join(', ');

/** One line: breaks and other control characters become spaces. */
const tidy = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();
