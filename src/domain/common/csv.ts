/**
 * Lists of rows as people send them. Not left to a library: one row with a stray quotation mark is that row's fault and
 * must be told by its line, where a parser refuses the file or takes the rows after it for one long cell.
 */

export type TableRow = {
  /** The line of the file on which the row begins, from 1. */
  line: number;
  cells: string[];
  /** A quotation mark in this row opens a cell and does not close it properly; it was taken as a letter. */
  stray: boolean;
};

const DELIMITERS = ['\t', ';', ',', '|'];
/** A cell over more lines than this is a quotation mark gone astray, and so is one of more letters. */
const MOST_LINES = 20;
const MOST_LETTERS = 10_000;

/**
 * Reads a table: the separator is found in its first line (or named by "sep=;", as Excel does), cells in quotation marks
 * may hold separators, line breaks and doubled marks, any line end will do. Cells outside quotation marks are trimmed,
 * rows without any text are left out. Never throws, and every text of the file is in some cell.
 */
export function readTable(file: string): { rows: TableRow[]; delimiter: string } {
  const text = file.replace(/^\uFEFF/, '');
  const named = /^sep=(.)(?:\r\n|\r|\n|$)/i.exec(text);
  const delimiter = named?.[1] ?? separatorOf(text);
  const rows: TableRow[] = [];
  let at = named?.[0].length ?? 0;
  let line = named ? 2 : 1;
  let row: TableRow = { line, cells: [], stray: false };
  while (at < text.length) {
    const quoted = cellInQuotes(text, at, delimiter);
    let end = at;
    if (quoted === 'stray') row.stray = true;
    if (quoted === 'stray' || quoted === 'none') {
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
      row.cells.push(text.slice(at, end).trim());
    } else {
      end = quoted.end;
      row.cells.push(quoted.text);
      line += quoted.breaks;
    }
    if (text[end] === delimiter) {
      at = end + 1;
      if (at < text.length) continue;
      row.cells.push('');
    } else {
      at = end + (text[end] === '\r' && text[end + 1] === '\n' ? 2 : 1);
      line++;
    }
    rows.push(row);
    row = { line, cells: [], stray: false };
  }
  return { rows: rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')), delimiter };
}

/** A cell in quotation marks that begins here (after spaces), whole; or why there is none. */
function cellInQuotes(
  text: string,
  from: number,
  delimiter: string,
): { text: string; end: number; breaks: number } | 'none' | 'stray' {
  let at = skipSpaces(text, from, delimiter);
  if (text[at] !== '"') return 'none';
  const first = ++at;
  let breaks = 0;
  for (; at < text.length && at - first <= MOST_LETTERS && breaks <= MOST_LINES; at++) {
    if (text[at] === '\n' || (text[at] === '\r' && text[at + 1] !== '\n')) breaks++;
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') {
      at++;
      continue;
    }
    const end = skipSpaces(text, at + 1, delimiter);
    const closed = end >= text.length || text[end] === delimiter || text[end] === '\n' || text[end] === '\r';
    return closed ? { text: text.slice(first, at).replaceAll('""', '"'), end, breaks } : 'stray';
  }
  return 'stray';
}

function skipSpaces(text: string, from: number, delimiter: string): number {
  let at = from;
  while ((text[at] === ' ' || text[at] === '\t') && text[at] !== delimiter) at++;
  return at;
}

/** What stands between the cells of the first line that has any. A list of one column has none: a tab, which no name holds. */
function separatorOf(text: string): string {
  const counts = new Map(DELIMITERS.map((sign) => [sign, 0]));
  let quoted = false;
  for (const sign of text.trimStart()) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === '\n' || sign === '\r')) break;
    else if (!quoted && counts.has(sign)) counts.set(sign, (counts.get(sign) as number) + 1);
  }
  return DELIMITERS.reduce((best, sign) => ((counts.get(sign) as number) > (counts.get(best) as number) ? sign : best));
}

/*
 * A spreadsheet runs a cell as a formula when it begins with one of these, also after spaces, also in the wide forms of
 * East Asian fonts. A leading quote makes it text. What begins with such a quote already gets one more, so that taking
 * one away gives back what was written, whatever it was.
 */
const RUNS = String.raw`\s*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]`;
const TO_GUARD = new RegExp(`^'*${RUNS}`);
const GUARDED = new RegExp(`^'+${RUNS}`);
export const guardCell = (text: string): string => (TO_GUARD.test(text) ? `'${text}` : text);
export const unguardCell = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);

/** One line of a CSV file that a spreadsheet shows and never runs. */
export function csvLine(cells: readonly (string | number | boolean | null | undefined)[]): string {
  return `${cells
    .map((cell) => {
      const text = typeof cell === 'string' ? guardCell(cell) : String(cell ?? '');
      return /[",;|\t\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(',')}\r\n`;
}
