/** `entente analyse`: statistics of a CSV file of survey answers, without a server or a database. */
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Analysis, analyse } from '../../domain/surveys/analysis.ts';
import { type Instrument, parseInstrument } from '../../domain/surveys/instrument.ts';
import { createTally, type Tally } from '../../domain/surveys/tally.ts';
import { type Command, type Streams, UsageError } from '../platform/command.ts';
import { analysisPage } from './analyse-html.ts';
import { analysisTable } from './analyse-table.ts';
import { instruments } from './instruments.ts';
import { EVERYBODY, partyName, type Reading, readResponses } from './responses.ts';

const DEFAULT_FLOOR = 5;
/** More values than this in the party column, and it is some other column. */
const PARTY_LIMIT = 2000;

const help = `Usage: entente analyse <file.csv> --instrument <name or file.json> [options]

Reads survey answers, one person per row and one column per item, and prints the statistics of every item:
mean, standard deviation, median, 95 % interval, distribution, agreement, differences between parties.
Use - in place of the file to read standard input. Files of any length are read as a stream.

  --instrument NAME     an instrument that comes with Entente (${[...instruments.keys()].sort().join(', ')}),
                        or a JSON file: { "key", "version", "scale": { "min", "max" }, "items": [{ "key", "text" }] }
  --party-column NAME   the column that says which party a person belongs to; without it, one group
  --format FORMAT       table (default), json, or html (one page to print or to mail)
  --invited LIST        people invited per party, as A=12,B=9, or one number without a party column;
                        intervals then allow for the share that answered
  --floor N             fewest answers behind any figure (default ${DEFAULT_FLOOR}); 1 shows everything.
                        A party below it is not shown, nor is one that would give it away by subtraction
  --delimiter CHAR      separator of the fields (default: found in the header); "tab" for a tab
  --lang CODE           language of the texts, such as en or de
  --help                this text

Columns are matched to the items by key, in any order and case; other columns are ignored and named on standard
error. Blank, NA and "can't say" are missing answers. UTF-8, UTF-16 and Windows-1252 are understood.

Exit code: 0 done, 1 a problem with the data (each is named with its row), 2 a problem with the options.

Examples:
  entente analyse answers.csv --instrument relational --party-column party
  entente analyse answers.csv --instrument relational --party-column party --invited "Nordhavn=10,Railia=8"
  entente analyse answers.csv --instrument our-survey.json --format html > report.html
  zcat answers.csv.gz | entente analyse - --instrument relational --format json --floor 1

The JSON format is described in docs/guide/analyse.md.
`;

interface Options {
  file: string;
  instrument: Instrument;
  partyColumn: string | undefined;
  format: 'table' | 'json' | 'html';
  invited: Record<string, number>;
  floor: number;
  delimiter: string | undefined;
  language: string;
}

/** Something is wrong with the data; one sentence per problem. Ends with exit code 1. */
class DataError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

async function run(args: string[], { stdin, stdout, stderr }: Streams): Promise<number> {
  try {
    const options = await optionsFrom(args);
    const { tally, reading } = await tallyOf(options, stdin);
    if (reading.ignoredColumns.length > 0) {
      stderr.write(`Columns not used: ${reading.ignoredColumns.join(', ')}.\n`);
    }
    checkInvited(options.invited, tally);
    const analysis = analyse(tally, { floor: options.floor, invited: options.invited });
    stdout.write(rendered(analysis, options));
    return 0;
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    stderr.write(`${error.problems.map((problem) => `entente analyse: ${problem}`).join('\n')}\n`);
    return 1;
  }
}

async function optionsFrom(args: string[]): Promise<Options> {
  const { values, positionals } = parsed(args);
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('name the CSV file, or - for standard input.');
  if (more.length > 0) throw new UsageError(`one file at a time; also named: ${more.join(', ')}.`);
  if (values.instrument === undefined) throw new UsageError('--instrument says which questions the columns answer.');
  const format = values.format ?? 'table';
  if (format !== 'table' && format !== 'json' && format !== 'html') {
    throw new UsageError(`--format is table, json or html, not “${format}”.`);
  }
  const floor = Number(values.floor ?? DEFAULT_FLOOR);
  if (!Number.isInteger(floor) || floor < 1) {
    throw new UsageError(`--floor is a whole number from 1, not “${values.floor}”.`);
  }
  const delimiter = values.delimiter === 'tab' || values.delimiter === '\\t' ? '\t' : values.delimiter;
  if (delimiter !== undefined && (delimiter.length !== 1 || /["\r\n]/.test(delimiter))) {
    throw new UsageError('--delimiter is one character, or "tab".');
  }
  const partyColumn = values['party-column'];
  return {
    file,
    format,
    floor,
    delimiter,
    partyColumn,
    instrument: await instrumentFrom(values.instrument),
    invited: invitedFrom(values.invited, partyColumn),
    language: values.lang ?? 'en',
  };
}

function parsed(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        instrument: text,
        'party-column': text,
        format: text,
        invited: text,
        floor: text,
        delimiter: text,
        lang: text,
      },
    });
  } catch (error) {
    // Node's own sentence names the option; what follows it is advice about quoting.
    throw new UsageError((error as Error).message.split('. ')[0]?.replace(/\.?$/, '.') ?? 'unknown option.');
  }
}

/** A name from the shelf, or a file: whatever ends in .json or contains a slash. */
async function instrumentFrom(name: string): Promise<Instrument> {
  if (!/[\\/]|\.json$/i.test(name)) {
    const instrument = instruments.get(name);
    if (instrument) return instrument;
    const known = [...instruments.keys()].sort().join(', ');
    throw new UsageError(`there is no instrument “${name}”; there are ${known}, or name a .json file.`);
  }
  let json: unknown;
  try {
    json = JSON.parse((await readFile(name, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) throw new DataError([`${name} is not JSON: ${error.message}.`]);
    throw new DataError([unreadable(name, error)]);
  }
  const instrument = parseInstrument(json);
  if (!instrument.ok) throw new DataError(instrument.problems.map((problem) => `${name}: ${problem}`));
  return instrument.instrument;
}

function invitedFrom(list: string | undefined, partyColumn: string | undefined): Record<string, number> {
  if (list === undefined) return {};
  const entries = /^\d+$/.test(list.trim()) ? [`${EVERYBODY}=${list}`] : list.split(',');
  const invited = entries.map((entry) => {
    const [, party, number] = /^\s*(.+?)\s*=\s*(\d+)\s*$/.exec(entry) ?? [];
    if (party === undefined || Number(number) < 1) {
      throw new UsageError(`--invited is a list such as A=12,B=9; “${entry.trim()}” is not a party and its number.`);
    }
    return [partyName(party), Number(number)] as const;
  });
  if (partyColumn === undefined && invited.some(([party]) => party !== EVERYBODY)) {
    throw new UsageError('--invited names parties, so --party-column must say where they stand.');
  }
  return Object.fromEntries(invited);
}

async function tallyOf(
  options: Options,
  stdin: AsyncIterable<Uint8Array>,
): Promise<{ tally: Tally; reading: Reading }> {
  const { instrument, partyColumn, delimiter, file } = options;
  const tally = createTally(instrument);
  const parties = new Set<string>();
  const source = file === '-' ? stdin : createReadStream(file, { highWaterMark: 256 * 1024 });
  let reading: Reading;
  try {
    reading = await readResponses(source, { instrument, partyColumn, delimiter }, (party, ratings) => {
      if (parties.size <= PARTY_LIMIT) parties.add(party);
      if (parties.size > PARTY_LIMIT) {
        throw new DataError([`the column ${partyColumn} has more than ${PARTY_LIMIT} values; does it name the party?`]);
      }
      tally.add(party, ratings);
    });
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'syscall' in error) throw new DataError([unreadable(file, error)]);
    throw error;
  }
  if (reading.problemCount > 0) {
    const hidden = reading.problemCount - reading.problems.length;
    throw new DataError(hidden > 0 ? [...reading.problems, `and ${hidden} more problems.`] : reading.problems);
  }
  return { tally, reading };
}

function checkInvited(invited: Readonly<Record<string, number>>, tally: Tally): void {
  const found = tally.groups();
  const problems = Object.entries(invited).flatMap(([party, number]) => {
    if (!found.includes(party)) return [`--invited names ${party}, but the file has ${found.join(', ')}.`];
    const { rows } = tally.counts(party);
    return rows > number ? [`${party} has ${rows} rows, but only ${number} invited.`] : [];
  });
  if (problems.length > 0) throw new DataError(problems);
}

function rendered(analysis: Analysis, { format, instrument, language, invited }: Options): string {
  if (format === 'json') return `${JSON.stringify(analysis, null, 2)}\n`;
  if (format === 'html') return analysisPage(analysis, instrument, language, invited);
  return analysisTable(analysis, instrument, language, invited);
}

function unreadable(file: string, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `there is no file ${file}.`;
  if (code === 'EISDIR') return `${file} is a folder.`;
  if (code === 'EACCES') return `${file} may not be read.`;
  return `${file} cannot be read (${error instanceof Error ? error.message : error}).`;
}

export const analyseCommand: Command = { help, run };
