import type { Kind, RowsSection } from './kinds.ts';
import type { Letter } from './words.ts';

/**
 * What stands in a document: for each section either rich text (a small part of ProseMirror's JSON, in the names of
 * Tiptap) or rows. `tidy` makes anything into exactly this, so that equal texts have equal canonical forms.
 */
export type Mark = { type: 'bold' } | { type: 'italic' } | { type: 'link'; attrs: { href: string } };
export type Inline = { type: 'text'; text: string; marks?: Mark[] } | { type: 'hardBreak' };
export type Paragraph = { type: 'paragraph'; content?: Inline[] };
export type Block =
  | Paragraph
  | { type: 'heading'; attrs: { level: 3 }; content?: Inline[] }
  | { type: 'bulletList' | 'orderedList'; content: ListItem[] };
export type ListItem = { type: 'listItem'; content: Block[] };
export type RichText = { type: 'doc'; content: Block[] };

export type Value = string | number | Record<string, Letter>;
/** Fields that are not filled are absent. */
export type Row = { id: string; [field: string]: Value };
export type Content = { [section: string]: RichText | Row[] };

export const isRows = (part: RichText | Row[] | undefined): part is Row[] => Array.isArray(part);
export const emptyText = (): RichText => ({ type: 'doc', content: [] });
export const emptyContent = (kind: Kind): Content =>
  Object.fromEntries(kind.sections.map(({ key, type }) => [key, type === 'text' ? emptyText() : []]));

/** More than anybody reads; what is longer is not proposed. */
export const MOST_CHARACTERS = 400_000;
export const MOST_ROWS = 500;

/* ── Tidy: total, whatever comes in ── */

const object = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
const array = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** No control characters, no half of a surrogate pair: they have no canonical form, and a database refuses them. */
export const plainCharacters = (value: unknown): string =>
  typeof value === 'string'
    ? value
        .toWellFormed()
        .normalize('NFC')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it takes out.
        .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '')
    : '';

/** Addresses that a reader may follow; everything else is plain text. */
export function safeLink(href: unknown): string | undefined {
  if (typeof href !== 'string' || !URL.canParse(href.trim())) return undefined;
  return ['http:', 'https:', 'mailto:'].includes(new URL(href.trim()).protocol) ? href.trim() : undefined;
}

export function tidyContent(kind: Kind, given: unknown): Content {
  const parts = object(given);
  return Object.fromEntries(
    kind.sections.map((section) => [
      section.key,
      section.type === 'text' ? tidyText(parts[section.key]) : tidyRows(section, parts[section.key]),
    ]),
  );
}

export function tidyText(given: unknown): RichText {
  const content = tidyBlocks(object(given)['content'], 0);
  while (content.at(-1)?.type === 'paragraph' && !content.at(-1)?.content) content.pop();
  return { type: 'doc', content };
}

/** Deeper lists than this are read as if they were not nested further. */
const DEEPEST = 6;

function tidyBlocks(given: unknown, depth: number): Block[] {
  return array(given).flatMap((one): Block[] => {
    const { type, content } = object(one);
    if (type === 'bulletList' || type === 'orderedList') {
      const items = array(content).map((item): ListItem => {
        const inside = depth < DEEPEST ? tidyBlocks(object(item)['content'], depth + 1) : [paragraph(item)];
        return { type: 'listItem', content: inside.length > 0 ? inside : [{ type: 'paragraph' }] };
      });
      return items.length > 0 ? [{ type, content: items }] : [];
    }
    if (type === 'heading') {
      const inside = tidyInline(content);
      return [{ type: 'heading', attrs: { level: 3 }, ...(inside.length > 0 && { content: inside }) }];
    }
    return [paragraph(one)];
  });
}

function paragraph(given: unknown): Paragraph {
  const { type, content } = object(given);
  const inside = tidyInline(type === 'text' ? [given] : content);
  return { type: 'paragraph', ...(inside.length > 0 && { content: inside }) };
}

function tidyInline(given: unknown): Inline[] {
  const out: Inline[] = [];
  for (const one of array(given)) {
    const { type, text, marks, content } = object(one);
    if (type === 'hardBreak') out.push({ type: 'hardBreak' });
    else if (type !== 'text') out.push(...tidyInline(content));
    else {
      const plain = plainCharacters(text);
      if (plain === '') continue;
      const tidied = tidyMarks(marks);
      const before = out.at(-1);
      // Where one run ends and the next begins is a matter of how it was typed.
      if (before?.type === 'text' && JSON.stringify(before.marks ?? []) === JSON.stringify(tidied))
        out[out.length - 1] = { ...before, text: before.text + plain };
      else out.push({ type: 'text', text: plain, ...(tidied.length > 0 && { marks: tidied }) });
    }
  }
  return out;
}

function tidyMarks(given: unknown): Mark[] {
  const marks = array(given).map(object);
  const has = (type: string) => marks.find((mark) => mark['type'] === type);
  const href = safeLink(object(has('link')?.['attrs'])['href']);
  return [
    ...(has('bold') ? [{ type: 'bold' } as const] : []),
    ...(has('italic') ? [{ type: 'italic' } as const] : []),
    ...(href ? [{ type: 'link', attrs: { href } } as const] : []),
  ];
}

function tidyRows(section: RowsSection, given: unknown): Row[] {
  const seen = new Set<string>();
  return array(given).flatMap((one): Row[] => {
    const row = object(one);
    const id = plainCharacters(row['id']);
    if (id === '' || seen.has(id)) return [];
    seen.add(id);
    const tidied: Row = { id };
    for (const field of section.fields) {
      const value = tidyValue(field.type, row[field.key], field.choices);
      if (value !== undefined) tidied[field.key] = value;
    }
    return [tidied];
  });
}

function tidyValue(type: string, given: unknown, choices: readonly string[] | undefined): Value | undefined {
  if (type === 'number') return typeof given === 'number' && Number.isFinite(given) ? given : undefined;
  if (type === 'letters') {
    const letters = Object.entries(object(given)).filter(
      (entry): entry is [string, Letter] => /^[RACI]$/.test(`${entry[1]}`) && plainCharacters(entry[0]) === entry[0],
    );
    return letters.length > 0 ? Object.fromEntries(letters.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
  }
  const text =
    type === 'paragraph' ? plainCharacters(given).trim() : plainCharacters(given).replaceAll('\n', ' ').trim();
  if (text === '') return undefined;
  if (type === 'choice' && !choices?.includes(text)) return undefined;
  if (type === 'date' && !isDay(text)) return undefined;
  if (type === 'file' && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return undefined;
  return text;
}

function isDay(text: string): boolean {
  // Also read in browsers that have no Temporal yet.
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const found = new Date(Date.UTC(year, month - 1, day));
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(found.valueOf()) && found.toISOString().startsWith(text);
}

export const isEmptyPart = (part: RichText | Row[] | undefined): boolean =>
  part === undefined || (isRows(part) ? part.length === 0 : part.content.length === 0);
export const isEmptyContent = (content: Content): boolean => Object.values(content).every(isEmptyPart);
