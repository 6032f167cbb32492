/**
 * Keeps the layout of ARCHITECTURE.md true: which way imports go, where SQL may stand, what files are called.
 * Prints where the code belongs instead. Run by `npm test`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = join(import.meta.dirname, '..');
const src = join(root, 'src');
const problems: string[] = [];
const say = (file: string, sentence: string) => problems.push(`${relative(root, file)}: ${sentence}`);

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated/'))
  .map((name) => join(src, name));
const imports = new Map<string, string[]>();

for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] as string);
  const inside = targets.filter((one) => one.startsWith('.')).map((one) => resolve(dirname(file), one));
  imports.set(file, inside);
  const test = /\.test\.tsx?$|\/testing\.ts$/.test(file);
  const [side, chapter = ''] = relative(src, file).split('/');

  for (const target of inside) {
    const [otherSide, otherChapter = ''] = relative(src, target).split('/');
    if (side === 'domain' && otherSide !== 'domain')
      say(file, `domain is pure and imports domain only; move what uses ${otherSide} there.`);
    if (side === 'web' && otherSide === 'server')
      say(
        file,
        'web never imports server; what both need belongs in domain, what the server knows comes through the API.',
      );
    // Catalogues are words and no code: a sentence that both say is written once.
    if (side === 'server' && otherSide === 'web' && !/web\/locales\/en\/\w+\.json$/.test(target))
      say(file, 'server never imports web; what both need belongs in domain.');
    if (
      side === 'server' &&
      chapter === 'platform' &&
      otherSide === 'server' &&
      !['platform', 'locales'].includes(otherChapter) &&
      !test
    )
      say(file, `platform serves the chapters and knows none; move this to ${otherChapter}, or pass it in.`);
    if (side === 'web' && chapter === 'components' && otherSide === 'domain' && otherChapter !== 'common')
      say(file, 'components know no domain words; move this part to its chapter.');
    if (
      side === 'web' &&
      ['components', 'platform', 'theme'].includes(chapter) &&
      otherSide === 'web' &&
      !['components', 'platform', 'theme', 'locales', 'fonts'].includes(otherChapter)
    )
      say(file, `${chapter} knows no chapter; move this to ${otherChapter}, or pass it in.`);
  }
  if (
    side === 'domain' &&
    !test &&
    targets.some((one) => /^node:|^(pg|kysely|fastify|react)(\/|$)/.test(one) && one !== 'node:buffer')
  )
    say(file, 'domain does no I/O; reading and writing belong in server or web.');
  if (side === 'domain' && !test && /\b(Date\.now|Temporal\.Now|new Date\(\))/.test(text))
    say(file, 'domain has no clock; pass the moment in.');
  if (side === 'server' && chapter !== 'platform' && chapter !== 'testing' && !test && !/queries\.ts$/.test(file)) {
    if (/\b(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/.test(text))
      say(file, 'SQL stands in queries.ts of its chapter.');
  }
  if (
    side === 'server' &&
    !test &&
    chapter !== 'testing' &&
    !/platform\/(database|live|migrate|roles|instance-lock|embedded-.*|jobs|auth|postmaster.*)\.ts$|server\/(services|main)\.ts$/.test(
      file,
    )
  ) {
    if (targets.includes('pg') && !/import type .*'pg'/.test(text))
      say(file, 'no query outside a scope; use inPartnership, asPerson or asWorker of platform/scope.ts.');
  }
  if (
    side === 'server' &&
    !test &&
    chapter !== 'testing' &&
    !file.endsWith('platform/clock.ts') &&
    /Temporal\.Now\.instant\(\)(?!\.toZoned)/.test(text)
  )
    say(file, 'the time comes from the injected clock.');
  const lines = text.split('\n').length;
  if (lines > 420 && !test) say(file, `${lines} lines: this is probably two subjects; split it by the question asked.`);
}

// A cycle means that two files are one subject cut in the wrong place.
const state = new Map<string, 'open' | 'done'>();
const visit = (file: string, path: string[]): void => {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    say(
      file,
      `imports itself through ${path
        .slice(path.indexOf(file) + 1)
        .map((one) => relative(src, one))
        .join(' → ')}.`,
    );
    return;
  }
  state.set(file, 'open');
  for (const target of imports.get(file) ?? []) if (imports.has(target)) visit(target, [...path, file]);
  state.set(file, 'done');
};
for (const file of files) visit(file, []);

// Styles stay on the page once a chapter has brought them: a class that two chapters define means both things there.
const sheets = readdirSync(join(src, 'web'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css') && !/^(assessment|respond)\//.test(name))
  .map((name) => join(src, 'web', name));
const owners = new Map<string, string>();
for (const sheet of sheets) {
  const screen = readFileSync(sheet, 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/@media print \{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
  for (const [, selectors = ''] of screen.matchAll(/([^{}]+)\{[^{}]*\}/g))
    for (const name of selectors.split(',').map((one) => one.trim()))
      if (/^\.[\w-]+$/.test(name)) {
        const owner = owners.get(name) ?? sheet;
        owners.set(name, owner);
        if (owner !== sheet) say(sheet, `${name} is defined in ${relative(root, owner)}, too; give one another name.`);
      }
}

for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} out of place`);
process.exit(problems.length > 0 ? 1 : 0);
