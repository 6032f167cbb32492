/**
 * Keeps the catalogues whole: the same keys in every language offered, the same placeholders, the plural forms that the
 * language has, no key that the code asks for and nobody wrote, none that nobody asks for. Used by a unit test.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { EVERY } from './catalogue-keys.ts';

const src = join(import.meta.dirname, '../src');

/** Namespace → language → key → text. */
export type Catalogues = Record<string, Record<string, Record<string, string>>>;
/** What the sources ask for: namespace(s), what stands in the brackets, and where. */
export type Use = { namespaces: string[]; argument: string; file: string; prefix: string };
type Dynamic = Record<string, readonly string[] | typeof EVERY>;

/* ── What there is ── */

export function flatten(tree: Record<string, unknown>, prefix = ''): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : Object.entries(flatten(value as never, `${prefix}${key}.`)),
    ),
  );
}

/** The catalogues of the application, from their files. */
export function webCatalogues(): Catalogues {
  const found: Catalogues = {};
  const directory = join(src, 'web/locales');
  for (const language of readdirSync(directory))
    for (const file of readdirSync(join(directory, language))) {
      const namespace = basename(file, '.json');
      found[namespace] ??= {};
      found[namespace][language] = flatten(JSON.parse(readFileSync(join(directory, language, file), 'utf8')));
    }
  return found;
}

/** The texts of an instrument, by place: each a map of languages. */
export function textsIn(value: unknown, path = ''): [string, Record<string, string>][] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  if (!Array.isArray(value) && typeof (value as { en?: unknown }).en === 'string')
    return [[path, value as Record<string, string>]];
  return entries.flatMap(([key, inner]) => textsIn(inner, path ? `${path}.${key}` : key));
}

/* ── What is asked for ── */

/** Chapters of the server whose own `t` writes the beginning of its keys itself. */
const PREFIXES: Record<string, string> = { 'server/results/report/': 'report.' };
const CHAPTER_OF: Record<string, string> = { shell: 'common', components: 'common', platform: 'common' };

/** Every `t(…)`, `i18n.exists(…)` and `<Trans i18nKey="…">` of a source; examples in comments are none. */
export function usesIn(source: string, file: string): Use[] {
  const text = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  const declared = [...text.matchAll(/useTranslation\((?:\[?'([\w-]+)'|\))/g)].map((match) => match[1] ?? 'common');
  const [side = '', chapter = ''] = file.split('/');
  const own = side === 'server' ? 'server' : (CHAPTER_OF[chapter] ?? chapter);
  const namespaces = declared.length > 0 ? [...new Set(declared)] : [own];
  const prefix = Object.entries(PREFIXES).find(([beginning]) => file.startsWith(beginning))?.[1] ?? '';
  const uses: Use[] = [];
  for (const match of text.matchAll(/(?<![\w$])t\(|\bi18n\.exists\(|\bi18nKey="([^"]+)"/g)) {
    const argument = match[1] ? `'${match[1]}'` : firstArgument(text, match.index + match[0].length);
    uses.push({ namespaces, argument, file, prefix });
  }
  return uses;
}

/** Up to the comma or bracket that ends it, whatever is nested inside. */
function firstArgument(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const sign = text[at] as string;
    if (sign === "'" || sign === '`' || sign === '"') {
      at = endOfText(text, at);
      continue;
    }
    if ('([{'.includes(sign)) depth++;
    else if (')]}'.includes(sign) && depth-- === 0) return text.slice(from, at).trim();
    else if (sign === ',' && depth === 0) return text.slice(from, at).trim();
  }
  return text.slice(from).trim();
}

function endOfText(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[from] === '`' && text[at] === '$' && text[at + 1] === '{') at = endOfInset(text, at + 2);
    else if (text[at] === text[from]) return at;
  }
  return text.length;
}

function endOfInset(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if ('\'`"'.includes(text[at] as string)) at = endOfText(text, at);
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && depth-- === 0) return at;
  }
  return text.length;
}

/** How an inset is written where keys are declared. */
const INSET = `${'$'}{…}`;

/** `home.kind.${item.kind}` with every inset as ${…}. */
function withoutInsets(template: string): string {
  let out = '';
  for (let at = 0; at < template.length; at++) {
    if (template[at] === '$' && template[at + 1] === '{') {
      at = endOfInset(template, at + 2);
      out += INSET;
    } else out += template[at];
  }
  return out;
}

/** Sources of a side, without tests and without the small pages that have catalogues of their own. */
export function sourcesOf(side: 'web' | 'server'): { file: string; text: string }[] {
  return readdirSync(join(src, side), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|^(respond|assessment)\/|^testing\/|generated\//.test(name))
    .map((name) => join(src, side, name))
    .map((path) => ({ file: relative(src, path), text: readFileSync(path, 'utf8') }));
}

/** Types of events that the server writes to the record: each is a sentence of the record's page. */
export const eventTypes = (): string[] => [
  ...new Set(
    sourcesOf('server').flatMap(({ text }) =>
      [...text.matchAll(/record\(tx[\s\S]*?type: ([^\n]+)/g)].flatMap((match) =>
        [...(match[1] ?? '').matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map((one) => one[1] as string),
      ),
    ),
  ),
];

/** What is left when everything is taken away that a language need not translate: figures, signs, placeholders. */
const wordsOf = (text: string): string => text.replace(/\{\{[^}]*\}\}|<[^>]*>|[^\p{L}]+/gu, ' ').trim();

/** A text of another language that says the very words of the English one. */
export const leftInEnglish = (text: string, english: string): boolean =>
  wordsOf(english).length > 1 && wordsOf(text) === wordsOf(english);

/* ── The check ── */

/** Whether a language must have a key of a namespace; without a key: the namespace at all. */
type Required = (language: string, namespace: string, key?: string) => boolean;

const PLURAL = /_(zero|one|two|few|many|other)$/;
const baseOf = (key: string, keys: Record<string, string>): string =>
  PLURAL.test(key) && `${key.replace(PLURAL, '')}_other` in keys ? key.replace(PLURAL, '') : key;

/** Every problem is one sentence that says what to do. */
export function problemsOf(
  catalogues: Catalogues,
  uses: readonly Use[],
  dynamic: Dynamic,
  required: Required,
  same: readonly string[] = [],
): string[] {
  return [...languageProblems(catalogues, required, same), ...keyProblems(catalogues, uses, dynamic)];
}

function languageProblems(catalogues: Catalogues, required: Required, same: readonly string[]): string[] {
  const problems: string[] = [];
  const languages = [...new Set(Object.values(catalogues).flatMap((one) => Object.keys(one)))];
  for (const [namespace, byLanguage] of Object.entries(catalogues)) {
    const english = byLanguage['en'];
    if (!english) {
      problems.push(`${namespace}: there is no English catalogue; write it first.`);
      continue;
    }
    for (const language of languages) {
      const texts = byLanguage[language];
      const at = `${language}/${namespace}`;
      if (!texts) {
        if (required(language, namespace)) problems.push(`${at}: the whole catalogue is missing.`);
        continue;
      }
      const bases = (keys: Record<string, string>) => new Set(Object.keys(keys).map((key) => baseOf(key, keys)));
      const [mine, theirs] = [bases(texts), bases(english)];
      for (const key of theirs)
        if (!mine.has(key) && required(language, namespace, key)) problems.push(`${at}: “${key}” is missing.`);
      for (const key of mine)
        if (!theirs.has(key)) problems.push(`${at}: “${key}” is not there in English; remove it.`);
      problems.push(...pluralProblems(at, language, texts), ...placeholderProblems(at, texts, english));
      for (const [key, text] of Object.entries(texts)) {
        if (text.trim() === '') problems.push(`${at}: “${key}” is empty.`);
        if (language !== 'en' && leftInEnglish(text, english[key] ?? '') && !same.includes(`${at}:${key}`))
          problems.push(`${at}: “${key}” is left in English.`);
      }
    }
  }
  return problems;
}

function pluralProblems(at: string, language: string, texts: Record<string, string>): string[] {
  const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const plurals = new Set(
    Object.keys(texts)
      .filter((key) => baseOf(key, texts) !== key)
      .map((key) => baseOf(key, texts)),
  );
  return [...plurals].flatMap((base) =>
    needed.filter((form) => !(`${base}_${form}` in texts)).map((form) => `${at}: “${base}” has no form “${form}”.`),
  );
}

/** One form of a plural may do without its number ("One item …"); what any form names, the other language names, too. */
function placeholderProblems(at: string, texts: Record<string, string>, english: Record<string, string>): string[] {
  const named = (keys: Record<string, string>) => {
    const found = new Map<string, Set<string>>();
    for (const [key, text] of Object.entries(keys)) {
      const base = baseOf(key, keys);
      const names = found.get(base) ?? new Set();
      found.set(base, names);
      for (const match of text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)) names.add(match[1] as string);
    }
    return found;
  };
  const [mine, theirs] = [named(texts), named(english)];
  return [...mine].flatMap(([key, names]) => {
    const wanted = theirs.get(key);
    if (!wanted) return [];
    const list = (some: Set<string>) => [...some].sort().join(', ') || 'none';
    return list(names) === list(wanted) ? [] : [`${at}: “${key}” names ${list(names)}; English names ${list(wanted)}.`];
  });
}

function keyProblems(catalogues: Catalogues, uses: readonly Use[], dynamic: Dynamic): string[] {
  const problems: string[] = [];
  const bases: Record<string, Set<string>> = {};
  for (const [namespace, { en = {} }] of Object.entries(catalogues))
    bases[namespace] = new Set(Object.keys(en).map((key) => baseOf(key, en)));
  const used = new Set<string>();
  const declared = new Set<string>();
  const ask = (namespaces: readonly string[], key: string, file: string) => {
    const [, named, inner = key] = /^([\w-]+):(.+)$/.exec(key) ?? [];
    const where = named ? [named] : namespaces;
    const there = where.filter((namespace) => bases[namespace]?.has(inner));
    for (const namespace of there) used.add(`${namespace}:${inner}`);
    if (there.length === 0)
      problems.push(`${file}: “${inner}” is not in the catalogue ${where.join(' or ')}; write it.`);
  };
  for (const { namespaces, argument, file, prefix } of uses) {
    // What is compared is no key: in `k === '5' ? 'a' : 'b'` there are two.
    const plain = argument.replace(/[!=]==?\s*'[^']*'/g, '');
    const literals = [...plain.matchAll(/^'([^']+)'$|[?:]\s*'([^']+)'/g)].map(
      (match) => (match[1] ?? match[2]) as string,
    );
    if (literals.length > 0 && !argument.includes('`')) {
      for (const key of literals) ask(namespaces, prefix + key, file);
      continue;
    }
    const inset = withoutInsets(argument).replace(/^`/, `\`${prefix}`);
    const [, named, rest] = /^`([\w-]+):(.*)$/s.exec(inset) ?? [];
    const candidates = (named ? [named] : namespaces).map((namespace) => `${namespace}:${named ? `\`${rest}` : inset}`);
    const entry = candidates.find((candidate) => candidate in dynamic);
    if (!entry) {
      problems.push(
        `${file}: t(${argument}) is put together as it runs; declare “${candidates[0]}” in scripts/catalogue-keys.ts.`,
      );
      continue;
    }
    declared.add(entry);
  }
  for (const [entry, values] of Object.entries(dynamic)) {
    const [, namespace = '', form = ''] = /^([\w-]+):(.*)$/s.exec(entry) ?? [];
    if (!declared.has(entry))
      problems.push(`scripts/catalogue-keys.ts: nothing asks for “${entry}” any more; remove it.`);
    const pattern = form.replace(/^`|`$/g, '');
    if (values === EVERY) {
      const matches = new RegExp(`^${pattern.split(INSET).map(escaped).join('.+')}$`);
      for (const key of bases[namespace] ?? []) if (matches.test(key)) used.add(`${namespace}:${key}`);
    } else
      for (const value of values) {
        const [before, after, more] = pattern.split(INSET);
        const key = after === undefined || more !== undefined ? value : `${before}${value}${after}`;
        ask([namespace], key, 'scripts/catalogue-keys.ts');
      }
  }
  for (const [namespace, keys] of Object.entries(bases))
    for (const key of keys)
      if (!used.has(`${namespace}:${key}`)) problems.push(`en/${namespace}: nothing asks for “${key}”; remove it.`);
  return problems;
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
