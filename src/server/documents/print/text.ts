import type { Content, ContentText, TableCell } from 'pdfmake/interfaces.js';
import type { Block, Inline, Row } from '../../../domain/documents/content.ts';
import type { RowsSection } from '../../../domain/documents/kinds.ts';
import { type Names, valueText } from '../../../domain/documents/plain.ts';
import { INK } from '../../results/report/signs.ts';

const SERIF = { font: 'Serif', fontSize: 10.5, lineHeight: 1.25 };

/** Our serif has one cut; what is bold or emphasised stands in the other family. */
function runs(content: readonly Inline[] = []): ContentText[] {
  return content.map((one): ContentText => {
    if (one.type === 'hardBreak') return { text: '\n' };
    const has = (type: string) => one.marks?.some((mark) => mark.type === type) ?? false;
    const link = one.marks?.find((mark) => mark.type === 'link');
    return {
      text: one.text,
      ...(has('bold') ? { font: 'Sans', bold: true } : has('italic') ? { font: 'Sans' } : {}),
      ...(link?.type === 'link' ? { link: link.attrs.href, color: INK.accent } : {}),
    };
  });
}

/** Paragraphs with their numbers beside them. */
export function blocks(content: readonly Block[], section: number): Content[] {
  let count = 0;
  return content.flatMap((block): Content[] => {
    const counted = block.type === 'paragraph' && block.content !== undefined;
    if (counted) count++;
    return [
      {
        columns: [
          {
            text: counted ? `${section}.${count}` : '',
            width: 22,
            color: INK.faint,
            fontSize: 8,
            margin: [0, 1.5, 0, 0],
          },
          { width: '*', stack: [one(block)] },
        ],
        margin: [0, 0, 0, 4],
      },
    ];
  });
}

function one(block: Block): Content {
  if (block.type === 'paragraph') return { text: runs(block.content), ...SERIF };
  if (block.type === 'heading') return { text: runs(block.content), bold: true, fontSize: 10.5, margin: [0, 3, 0, 1] };
  const items = block.content.map((item): Content => ({ stack: item.content.map(one) }));
  return block.type === 'orderedList' ? { ol: items } : { ul: items };
}

/** A hash, an address or the name of a file may be broken anywhere: a column is as wide as its longest word. */
const breakable = (text: string): ContentText[] =>
  text.split(/(\S{25,})/).map((part, at) => (at % 2 ? { text: part, wordBreak: 'break-all' } : { text: part }));

/** Rows as a table; letters take a column for everybody who has one. */
export function rowsTable(section: RowsSection, rows: readonly Row[], names: Names): Content[] {
  if (rows.length === 0) return [];
  const heading = names.headings[section.key];
  const letters = (row: Row) =>
    Object.values(row).find((value) => typeof value === 'object') as Record<string, string> | undefined;
  const subjects = [...new Set(rows.flatMap((row) => Object.keys(letters(row) ?? {})))];
  subjects.sort(
    (a, b) =>
      Number(names.people.has(a)) - Number(names.people.has(b)) || names.nameOf(a).localeCompare(names.nameOf(b)),
  );
  const columns = section.fields
    .filter((field) => rows.some((row) => row[field.key] !== undefined))
    .flatMap((field) =>
      field.type === 'letters'
        ? subjects.map((id) => ({ label: names.nameOf(id), text: (row: Row) => letters(row)?.[id] ?? '', wide: false }))
        : [
            {
              label: heading?.fields?.[field.key] ?? field.key,
              text: (row: Row) => valueText(section.key, field.key, field.type, row, names),
              wide: ['line', 'paragraph', 'file'].includes(field.type),
            },
          ],
    );
  return [
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: columns.map((column) => (column.wide || columns.length < 3 ? '*' : 'auto')),
        body: [
          columns.map((column): TableCell => ({ text: column.label, bold: true, fontSize: 8 })),
          ...rows.map((row) =>
            columns.map((column): TableCell => ({ text: breakable(column.text(row)), font: 'Serif', fontSize: 9.5 })),
          ),
        ],
      },
      layout: {
        hLineWidth: (at: number) => (at === 1 ? 0.9 : 0.5),
        vLineWidth: () => 0,
        hLineColor: (at: number) => (at === 1 ? INK.text : INK.rule),
        paddingLeft: (at: number) => (at === 0 ? 0 : 8),
        paddingTop: () => 4,
        paddingBottom: () => 4,
      },
      margin: [22, 0, 0, 4],
    },
  ];
}
