import type { Canonical, Heading } from './canonical.ts';
import { inGroups } from './chain.ts';
import { type Block, type Content, type Inline, isRows, type RichText, type Row } from './content.ts';
import { fileText, type NamedFile } from './files.ts';
import type { Kind } from './kinds.ts';
import { LETTERS } from './words.ts';

/** A section as plain text: for differences, mails, searching and reading aloud. One line for each paragraph. */
export function plainText(text: RichText): string {
  return lines(text.content).join('\n');
}

export function lines(blocks: readonly Block[], indent = ''): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'paragraph' || block.type === 'heading') return [indent + inlineText(block.content)];
    return block.content.flatMap((item, index) => {
      const sign = block.type === 'orderedList' ? `${index + 1}. ` : '– ';
      const [first = '', ...rest] = lines(item.content, `${indent}  `);
      return [`${indent}${sign}${first.trimStart()}`, ...rest];
    });
  });
}

export const inlineText = (content: readonly Inline[] = []): string =>
  content.map((one) => (one.type === 'text' ? one.text : '\n')).join('');

/** Names for the ids in rows. */
export type Names = {
  nameOf: (id: string) => string;
  people: ReadonlySet<string>;
  fileOf: (id: string) => NamedFile | undefined;
  headings: { [section: string]: Heading };
};

export function namesOf(text: Pick<Canonical, 'parties' | 'people' | 'files' | 'headings'>): Names {
  const { parties, people, files = [], headings } = text;
  const names = new Map([...parties, ...people].map(({ id, name }) => [id, name]));
  return {
    nameOf: (id) => names.get(id) ?? '?',
    people: new Set(people.map(({ id }) => id)),
    fileOf: (id) => files.find((one) => one.id === id),
    headings,
  };
}

/** One value of a row as a reader sees it. */
export function valueText(section: string, field: string, type: string, row: Row, names: Names): string {
  const { nameOf, fileOf, headings } = names;
  const value = row[field];
  if (value === undefined) return '';
  if (typeof value === 'object')
    return LETTERS.flatMap((letter) => {
      const who = Object.keys(value).filter((id) => value[id] === letter);
      return who.length > 0 ? [`${letter}: ${who.map(nameOf).sort().join(', ')}`] : [];
    }).join('; ');
  if (type === 'party' || type === 'participant') return nameOf(`${value}`);
  if (type === 'file') {
    const file = fileOf(`${value}`);
    return file ? `${fileText(file)}\nSHA-256 ${inGroups(file.sha256)}` : '?';
  }
  if (type === 'choice') return headings[section]?.choices?.[`${value}`] ?? `${value}`;
  return `${value}`;
}

/** Every section of a text as plain text, in the order of its kind. Rows: one line for each filled field. */
export function plainSections(kind: Kind, content: Content, names: Names): { section: string; text: string }[] {
  return kind.sections.map((section) => {
    const part = content[section.key];
    if (!part) return { section: section.key, text: '' };
    if (!isRows(part)) return { section: section.key, text: plainText(part) };
    if (section.type !== 'rows') return { section: section.key, text: '' };
    const rows = part.map((row) =>
      section.fields
        .flatMap(({ key, type }) => {
          const value = valueText(section.key, key, type, row, names);
          return value === '' ? [] : [`${names.headings[section.key]?.fields?.[key] ?? key}: ${value}`];
        })
        .join('\n'),
    );
    return { section: section.key, text: rows.join('\n\n') };
  });
}
