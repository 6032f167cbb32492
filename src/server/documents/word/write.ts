import {
  AlignmentType,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Canonical } from '../../../domain/documents/canonical.ts';
import { type Block, type Inline, isRows, type RichText, type Row } from '../../../domain/documents/content.ts';
import { kindOf, type RowsSection } from '../../../domain/documents/kinds.ts';
import { namesOf, valueText } from '../../../domain/documents/plain.ts';

/** A text to be written as a Word file; `status` stands beneath its title and at the foot of every page. */
export type WordText = { text: Canonical; status: string; footer: string };

const [BULLETS, NUMBERS] = ['bullets', 'numbers'];
const DEPTH = 7;
const MARGIN = 1100;

/** The text as a Word file, in the styles of Word: whoever opens it can go on writing. */
export async function writeWord({ text, status, footer }: WordText): Promise<Buffer> {
  const names = namesOf(text);
  const children = kindOf(text.kind).sections.flatMap((section) => {
    const part = text.content[section.key];
    if (!part || (isRows(part) ? part.length === 0 : part.content.length === 0)) return [];
    const title = text.headings[section.key]?.title ?? section.key;
    const heading = new Paragraph({ text: title, heading: HeadingLevel.HEADING_1, keepNext: true });
    if (isRows(part) && section.type === 'rows')
      return [
        heading,
        table(section, part, text, (field, row) => valueText(section.key, field.key, field.type, row, names)),
        new Paragraph(''),
      ];
    return [heading, ...blocks((part as RichText).content)];
  });
  const document = new Document({
    title: text.title,
    creator: text.parties.map(({ name }) => name).join(', '),
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 22 }, paragraph: { spacing: { after: 120, line: 276 } } },
        title: { run: { size: 40, bold: true }, paragraph: { spacing: { after: 80 } } },
        heading1: { run: { size: 28, bold: true }, paragraph: { spacing: { before: 320, after: 100 } } },
        heading2: { run: { size: 24, bold: true }, paragraph: { spacing: { before: 200, after: 80 } } },
      },
    },
    numbering: {
      config: [
        { reference: BULLETS, levels: levels(() => [LevelFormat.BULLET, '•']) },
        { reference: NUMBERS, levels: levels((level) => [LevelFormat.DECIMAL, `%${level + 1}.`]) },
      ],
    },
    sections: [
      {
        properties: { page: { margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  new TextRun({ text: `${footer} · `, size: 16 }),
                  new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: text.title, heading: HeadingLevel.TITLE }),
          new Paragraph(text.parties.map(({ name }) => name).join(' · ')),
          new Paragraph({ children: [new TextRun({ text: status, italics: true })] }),
          ...children,
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

function levels(of: (level: number) => [(typeof LevelFormat)[keyof typeof LevelFormat], string]) {
  return Array.from({ length: DEPTH }, (_, level) => {
    const [format, text] = of(level);
    const indent = { left: 360 * (level + 1), hanging: 260 };
    return { level, format, text, alignment: AlignmentType.LEFT, style: { paragraph: { indent } } };
  });
}

function table(
  section: RowsSection,
  rows: readonly Row[],
  { headings }: Canonical,
  cell: (field: RowsSection['fields'][number], row: Row) => string,
): Table {
  const used = section.fields.filter((field) => rows.some((row) => row[field.key] !== undefined));
  const cells = (texts: string[], bold = false) =>
    texts.map(
      (text) =>
        new TableCell({
          margins: { top: 60, bottom: 60, left: 90, right: 90 },
          children: text.split('\n').map((line) => new Paragraph({ children: [new TextRun({ text: line, bold })] })),
        }),
    );
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        tableHeader: true,
        children: cells(
          used.map(({ key }) => headings[section.key]?.fields?.[key] ?? key),
          true,
        ),
      }),
      ...rows.map((row) => new TableRow({ cantSplit: true, children: cells(used.map((field) => cell(field, row))) })),
    ],
  });
}

/** Each ordered list counts from one: its items share an instance. */
let lists = 0;

function blocks(content: readonly Block[], level = 0): Paragraph[] {
  return content.flatMap((block) => {
    if (block.type === 'heading')
      return [new Paragraph({ children: runs(block.content), heading: HeadingLevel.HEADING_2, keepNext: true })];
    if (block.type === 'paragraph') return [new Paragraph({ children: runs(block.content) })];
    const reference = block.type === 'orderedList' ? NUMBERS : BULLETS;
    const instance = ++lists;
    return block.content.flatMap(({ content: [first, ...rest] }) => {
      const begins = first?.type === 'paragraph' || first?.type === 'heading';
      const numbering = { reference: reference as string, level: Math.min(level, DEPTH - 1), instance };
      return [
        ...(begins ? [new Paragraph({ children: runs(first.content), numbering })] : []),
        ...blocks(begins || !first ? rest : [first, ...rest], level + 1),
      ];
    });
  });
}

function runs(content: readonly Inline[] = []): ParagraphChild[] {
  return content.map((one) => {
    if (one.type === 'hardBreak') return new TextRun({ break: 1 });
    const has = (type: string) => one.marks?.some((mark) => mark.type === type) ?? false;
    const link = one.marks?.find((mark) => mark.type === 'link');
    const run = { text: one.text, bold: has('bold'), italics: has('italic') };
    if (link?.type !== 'link') return new TextRun(run);
    return new ExternalHyperlink({ link: link.attrs.href, children: [new TextRun({ ...run, style: 'Hyperlink' })] });
  });
}
