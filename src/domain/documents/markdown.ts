import type { Canonical } from './canonical.ts';
import { type Block, type Inline, isRows, type RichText, type Row } from './content.ts';
import { kindOf, type RowsSection } from './kinds.ts';
import { namesOf, valueText } from './plain.ts';

/**
 * A joint text as Markdown (CommonMark, with the tables of GitHub): one heading for the text, one for each section that
 * holds something. Whatever Markdown would take for a sign of its own is written so that it reads as it was meant.
 *
 * @param status a line beneath the title: what this text is worth ("Version 3, in force since …")
 */
export function markdownOf(text: Canonical, status: string): string {
  const names = namesOf(text);
  const sections = kindOf(text.kind).sections.flatMap((section) => {
    const part = text.content[section.key];
    if (!part || (isRows(part) ? part.length === 0 : part.content.length === 0)) return [];
    const title = text.headings[section.key]?.title ?? section.key;
    const body =
      isRows(part) && section.type === 'rows'
        ? table(section, part, text, (field, row) => valueText(section.key, field.key, field.type, row, names))
        : blocks((part as RichText).content);
    return [`## ${escaped(title)}\n\n${body}`];
  });
  const between = text.parties.map(({ name }) => escaped(name)).join(' · ');
  return `${[`# ${escaped(text.title)}`, between, `*${escaped(status)}*`, ...sections].join('\n\n')}\n`;
}

function table(
  section: RowsSection,
  rows: readonly Row[],
  { headings }: Canonical,
  cell: (field: RowsSection['fields'][number], row: Row) => string,
): string {
  const used = section.fields.filter((field) => rows.some((row) => row[field.key] !== undefined));
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(used.map(({ key }) => inCell(headings[section.key]?.fields?.[key] ?? key))),
    line(used.map(() => '---')),
    ...rows.map((row) => line(used.map((field) => inCell(cell(field, row))))),
  ].join('\n');
}

const inCell = (text: string) => escaped(text).replaceAll('|', '\\|').replaceAll('\n', '<br>');

function blocks(list: readonly Block[]): string {
  return list.map(block).join('\n\n');
}

function block(one: Block): string {
  if (one.type === 'heading') return `### ${inline(one.content)}`;
  if (one.type === 'paragraph') return atStart(inline(one.content));
  return one.content
    .map((item, index) => {
      const sign = one.type === 'orderedList' ? `${index + 1}. ` : '- ';
      return sign + blocks(item.content).replaceAll('\n', `\n${' '.repeat(sign.length)}`);
    })
    .join('\n');
}

function inline(content: readonly Inline[] = []): string {
  return content
    .map((one) => {
      if (one.type === 'hardBreak') return '\\\n';
      // Signs of emphasis stand at words, never at the spaces around them.
      const [, before = '', words = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(one.text) ?? [];
      if (words === '') return one.text;
      const has = (type: string) => one.marks?.some((mark) => mark.type === type);
      const link = one.marks?.find((mark) => mark.type === 'link');
      let text = escaped(words);
      if (has('italic')) text = `*${text}*`;
      if (has('bold')) text = `**${text}**`;
      if (link?.type === 'link') text = `[${text}](<${link.attrs.href.replaceAll(/[<>]/g, encodeURIComponent)}>)`;
      return before + text + after;
    })
    .join('');
}

const escaped = (text: string) => text.replaceAll(/[\\`*_[\]<>#]|&(?=[#\w])/g, '\\$&');
/** What makes a list or a line only where a paragraph begins. */
const atStart = (text: string) => text.replace(/^(\s*)([-+=~])/, '$1\\$2').replace(/^(\s*\d{1,9})([.)])/, '$1\\$2');
