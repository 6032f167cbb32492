import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { main } from '../cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'entente-analyse-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** In this process; files are looked up in the folder, and named without it. */
async function entente(args: string[], stdin = ''): Promise<Outcome> {
  const [out, err]: string[][] = [[], []];
  const code = await main(
    args.map((arg) => (/\.(csv|json)$|^\.$/.test(arg) ? join(folder, arg) : arg)),
    {
      stdin: Readable.from([Buffer.from(stdin)]),
      stdout: { write: (chunk) => out?.push(chunk) },
      stderr: { write: (chunk) => err?.push(chunk) },
    },
  );
  const said = (chunks: string[] | undefined) => (chunks ?? []).join('').replaceAll(join(folder, '/'), '');
  return { code, out: said(out), err: said(err) };
}

/** As typed in a terminal, in the folder of the files. */
async function typed(args: string[], stdin = ''): Promise<Outcome> {
  const program = join(import.meta.dirname, '../../../bin/entente.mjs');
  const child = spawn(process.execPath, [program, ...args], { cwd: folder });
  child.stdin.on('error', () => {}); // a command that refuses its options reads nothing
  child.stdin.end(stdin);
  const exit = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, out, err };
}

const two = {
  key: 'two',
  version: '3',
  scale: { min: 1, max: 5 },
  items: ['a', 'b'].map((key) => ({ key, text: `${key} & co?` })),
};
writeFileSync(join(folder, 'two.json'), JSON.stringify(two));
writeFileSync(join(folder, 'broken.json'), '{');
writeFileSync(join(folder, 'wrong.json'), JSON.stringify({ ...two, colour: 'red' }));
const rows = [
  ...[4, 4, 3, 5, 2, 4].map((a) => `North,${a},3`),
  ...[2, 3, 3, 2, 4, 1].map((a) => `South,${a},${a + 1}`),
];
const csv = `party,a,b,note\n${rows.map((row) => `${row},x`).join('\n')}\n`;
writeFileSync(join(folder, 'answers.csv'), csv);
writeFileSync(join(folder, 'bad.csv'), csv.replace('North,3', 'North,7'));
const analyse = ['analyse', 'answers.csv', '--instrument', 'two.json', '--party-column', 'Party'];

describe('entente analyse', () => {
  it('prints JSON, and names on standard error what it did not use', async () => {
    const { code, out, err } = await entente([...analyse, '--format', 'json']);
    expect(err).toBe('Columns not used: note.\n');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      instrument: { key: 'two', version: '3' },
      floor: 5,
      respondents: 12,
      parties: [
        { key: 'North', respondents: 6 },
        { key: 'South', respondents: 6 },
      ],
      items: [
        {
          key: 'a',
          n: 12,
          distribution: { 1: 1, 2: 3, 3: 3, 4: 4, 5: 1 },
          ci: { method: 't' },
          flag: 'worth',
          byParty: { North: { n: 6 }, South: { mean: 2.5, flag: 'discuss' } },
          gap: { a: 'North', b: 'South', label: 'notable' },
        },
        { key: 'b' },
      ],
    });
  });

  it('prints a table, lowest mean first', async () => {
    const { code, out } = await entente([...analyse, '--invited', 'North=8,South=6']);
    expect(code).toBe(0);
    expect(out).toContain('12 of 14 answered: North 6 of 8, South 6 of 6');
    const lines = out.split('\n').filter((line) => /^[ab] /.test(line));
    expect(lines[0]?.split(/\s+/)).toEqual([
      'a',
      '12',
      '3.1',
      '2.8–3.4',
      '1.16',
      '0.32',
      '3.7',
      '2.5',
      '1.2',
      'Worth',
      'discussing',
    ]);
    expect(lines[1]).toMatch(/^b +12 +3\.3 /);
  });

  it('prints one page of HTML that asks for nothing else', async () => {
    const { code, out } = await entente([...analyse, '--format', 'html', '--lang', 'de']);
    expect(code).toBe(0);
    expect(out).toMatch(/^<!doctype html>\n<html lang="de">/);
    expect(out).toContain('a &amp; co?');
    expect(out).toContain('Einen Blick wert');
    expect(out).not.toMatch(/https?:|<script|<link|url\(/);
  });

  it('reads standard input and the instruments on the shelf', async () => {
    const keys = [
      'trust',
      'conflict',
      'creativity',
      'needs',
      'information',
      'future',
      'time',
      'vision',
      'expectations',
    ];
    keys.push('reliance', 'feedback', 'decisions', 'hard-issues', 'support', 'celebration');
    const file = `${keys.join(';')}\r\n${`${keys.map(() => '4').join(';')}\r\n`.repeat(5)}`;
    const { code, out } = await entente(
      ['analyse', '-', '--instrument', 'relational', '--format', 'json', '--invited', '9'],
      file,
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).items).toHaveLength(15);
    expect(JSON.parse(out).themes).toHaveLength(6);
  });

  it('hides parties below the floor', async () => {
    const { out } = await entente(
      ['analyse', '-', ...analyse.slice(2), '--format', 'json'],
      'party,a,b\nX,1,5\nX,2,4\nY,3,3\nY,4,2\nY,5,1\n',
    );
    expect(JSON.parse(out).items[0].byParty.X).toEqual({ suppressed: true, reason: 'fewer than 5 answers' });
  });
});

describe('problems with the data end with 1', () => {
  it.each([
    [
      'a bad value',
      ['analyse', 'bad.csv', ...analyse.slice(2)],
      'Row 4, column a: “7” is not an answer; allowed are 1, 2, 3, 4, 5,',
    ],
    ['no such file', ['analyse', 'none.csv', ...analyse.slice(2)], 'there is no file none.csv.'],
    ['a folder', ['analyse', '.', ...analyse.slice(2)], ' is a folder.'],
    ['missing columns', ['analyse', 'answers.csv', '--instrument', 'relational'], 'Found: party, a, b, note.'],
    [
      'an instrument that is not JSON',
      ['analyse', 'answers.csv', '--instrument', 'broken.json'],
      'broken.json is not JSON:',
    ],
    [
      'a wrong instrument',
      ['analyse', 'answers.csv', '--instrument', 'wrong.json'],
      'wrong.json: The instrument has a field that is not known: colour.',
    ],
    ['no such instrument file', ['analyse', 'answers.csv', '--instrument', './no.json'], 'there is no file no.json.'],
    [
      'more answers than invited',
      [...analyse, '--invited', 'North=5,South=9'],
      'North has 6 rows, but only 5 invited.',
    ],
    ['an unknown party', [...analyse, '--invited', 'East=5'], '--invited names East, but the file has North, South.'],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await entente(args);
    expect(err).toContain(sentence);
    expect([code, out]).toEqual([1, '']);
  });
});

describe('problems with the options end with 2', () => {
  it.each([
    ['no command', [], 'Usage: entente <command>'],
    ['an unknown command', ['analyze'], 'there is no command “analyze”.'],
    ['no file', ['analyse', '--instrument', 'two.json'], 'name the CSV file'],
    ['two files', ['analyse', 'a.csv', 'b.csv', '--instrument', 'two.json'], 'one file at a time'],
    ['no instrument', ['analyse', 'answers.csv'], '--instrument says which questions'],
    [
      'an unknown instrument',
      ['analyse', 'answers.csv', '--instrument', 'relatinal'],
      'there is no instrument “relatinal”',
    ],
    ['an unknown option', [...analyse, '--colour'], '--colour'],
    ['a wrong format', [...analyse, '--format', 'pdf'], '--format is table, json or html'],
    ['a wrong floor', [...analyse, '--floor', '0'], '--floor is a whole number from 1'],
    ['a wrong list', [...analyse, '--invited', 'North'], '“North” is not a party and its number'],
    [
      'parties without their column',
      ['analyse', 'answers.csv', '--instrument', 'two.json', '--invited', 'North=9'],
      '--party-column must say',
    ],
    ['a wrong delimiter', [...analyse, '--delimiter', ';;'], '--delimiter is one character'],
  ])('%s', async (_, args, sentence) => {
    const { code, out, err } = await entente(args);
    expect(err).toContain(sentence);
    expect([code, out]).toEqual([2, '']);
  });
});

describe('help', () => {
  it.each([[['--help']], [['help']], [['-h']]])('%j lists the commands', async (args) => {
    const { code, out } = await entente(args);
    expect(code).toBe(0);
    expect(out).toMatch(/analyse +\S/);
  });

  it.each([[['analyse', '--help']], [['help', 'analyse']]])('%j explains the command', async (args) => {
    const { code, out } = await entente(args);
    expect(code).toBe(0);
    expect(out).toContain('Usage: entente analyse');
    expect(out).toContain('Examples:');
  });
});

describe('as typed in a terminal', () => {
  it('ends with 0, 1 or 2, and keeps the streams apart', async () => {
    const [good, bad, wrong] = await Promise.all([
      typed(['analyse', '-', ...analyse.slice(2), '--format', 'json'], csv),
      typed(['analyse', 'bad.csv', ...analyse.slice(2)]),
      typed(['analyse']),
    ]);
    expect([good.code, bad.code, wrong.code]).toEqual([0, 1, 2]);
    expect(JSON.parse(good.out).respondents).toBe(12);
    expect([bad.out, wrong.out]).toEqual(['', '']);
  });
});
