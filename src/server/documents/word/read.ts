import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { type Block, type Inline, type Mark, plainCharacters, safeLink } from '../../../domain/documents/content.ts';
import type { ForeignBlock, ForeignPart } from '../../../domain/documents/foreign.ts';

/** What a Word file is read from; pictures, macros and whatever else it brings are not even unpacked. */
const WANTED =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|word\/(document|styles|numbering|_rels\/document\.xml)(\.xml|\.rels))$/;
/** Unpacked; a text of a thousand pages has a tenth of it. */
const LARGEST = 24 * 2 ** 20;

export class NotReadable extends Error {}

/** The part of mammoth's tree that is looked at. */
type Node = {
  type: string;
  value?: string;
  href?: string | null;
  styleName?: string | null;
  styleId?: string | null;
  numbering?: { level: string | number; isOrdered: boolean } | null;
  isBold?: boolean;
  isItalic?: boolean;
  children?: Node[];
};

/** The parts of a Word file (.docx), by its headings. Throws NotReadable with a sentence for whoever sent it. */
export async function readWord(file: Uint8Array): Promise<{ title: string | null; parts: ForeignPart[] }> {
  const tree = await treeOf(lean(file));
  const parts: ForeignPart[] = [];
  let title: string | null = null;
  const current = () => {
    if (parts.length === 0) parts.push({ heading: null, blocks: [] });
    return (parts.at(-1) as ForeignPart).blocks;
  };
  for (const node of tree.children ?? []) {
    if (node.type === 'table') current().push({ type: 'table', rows: rowsOf(node) });
    if (node.type !== 'paragraph') continue;
    const inline = inlineOf(node.children ?? []);
    const text = inline
      .map((one) => (one.type === 'text' ? one.text : ' '))
      .join('')
      .trim();
    if (text === '') continue;
    const level = headingOf(node);
    if (level === 0 && title === null && parts.length === 0) title = text.slice(0, 120);
    else if (level !== undefined && level <= 2) parts.push({ heading: text.slice(0, 200), blocks: [] });
    else if (level !== undefined) current().push({ type: 'heading', attrs: { level: 3 }, content: inline });
    else if (node.numbering) addItem(current(), node.numbering, inline);
    else current().push({ type: 'paragraph', content: inline });
  }
  return { title, parts: parts.filter(({ heading, blocks }) => heading !== null || blocks.length > 0) };
}

/** The same file with nothing in it but text, and no larger than it says. */
function lean(file: Uint8Array): Buffer {
  let entries: Record<string, Uint8Array>;
  let size = 0;
  try {
    entries = unzipSync(file, {
      filter: ({ name, originalSize }) => {
        if (!WANTED.test(name)) return false;
        size += originalSize;
        if (size > LARGEST)
          throw new NotReadable('This file is too large when unpacked; save its text alone, or a part.');
        return true;
      },
    });
  } catch (error) {
    if (error instanceof NotReadable) throw error;
    throw new NotReadable('This is not a Word file (.docx). Open it in your word processor and save it as .docx.');
  }
  if (!entries['word/document.xml'])
    throw new NotReadable('There is no text in this file. Save it as .docx in your word processor and try again.');
  return Buffer.from(zipSync(entries, { level: 0 }));
}

async function treeOf(buffer: Buffer): Promise<Node> {
  let tree: Node = { type: 'document' };
  try {
    await mammoth.convertToHtml(
      { buffer },
      {
        includeEmbeddedStyleMap: false,
        transformDocument: (document: Node) => {
          tree = document;
          // Nothing of it becomes HTML.
          return { ...document, children: [] };
        },
      },
    );
  } catch {
    throw new NotReadable('The text of this file could not be read. Save it once more as .docx and try again.');
  }
  return tree;
}

/** 0: the title. 1 to 9: a heading. Word writes these names in English, whatever language it speaks. */
function headingOf({ styleName, styleId }: Node): number | undefined {
  const [, level] = /^heading ?([1-9])$/i.exec(styleName ?? '') ?? /^heading([1-9])$/i.exec(styleId ?? '') ?? [];
  if (level) return Number(level);
  return /^title$/i.test(styleName ?? styleId ?? '') ? 0 : undefined;
}

function inlineOf(nodes: readonly Node[], marks: readonly Mark[] = []): Inline[] {
  return nodes.flatMap((node): Inline[] => {
    if (node.type === 'text') {
      const text = plainCharacters(node.value).replaceAll('\n', ' ');
      return text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 && { marks: [...marks] }) }];
    }
    if (node.type === 'tab') return [{ type: 'text', text: ' ' }];
    if (node.type === 'break') return [{ type: 'hardBreak' }];
    const more: Mark[] = [];
    if (node.type === 'run' && node.isBold) more.push({ type: 'bold' });
    if (node.type === 'run' && node.isItalic) more.push({ type: 'italic' });
    const href = node.type === 'hyperlink' ? safeLink(node.href) : undefined;
    if (href) more.push({ type: 'link', attrs: { href } });
    return inlineOf(node.children ?? [], [...marks, ...more]);
  });
}

/** Items come as paragraphs with a level; a list within a list belongs to the item before it. */
function addItem(
  blocks: ForeignBlock[],
  { level, isOrdered }: { level: string | number; isOrdered: boolean },
  inline: Inline[],
): void {
  const type = isOrdered ? 'orderedList' : 'bulletList';
  let list: Pick<ForeignBlock[], 'at' | 'push'> = blocks;
  for (let deeper = Math.min(Number(level) || 0, 5); deeper > 0; deeper--) {
    const above = list.at(-1);
    const item =
      above && (above.type === 'bulletList' || above.type === 'orderedList') ? above.content.at(-1) : undefined;
    if (!item) break;
    list = item.content as Block[];
  }
  const before = list.at(-1);
  const item = { type: 'listItem' as const, content: [{ type: 'paragraph' as const, content: inline }] };
  if (before?.type === type) before.content.push(item);
  else list.push({ type, content: [item] });
}

const textOf = (node: Node): string =>
  node.type === 'text'
    ? (node.value ?? '')
    : (node.children ?? []).map(textOf).join(node.type === 'tableCell' ? ' ' : '');
const rowsOf = (table: Node): string[][] =>
  (table.children ?? [])
    .filter(({ type }) => type === 'tableRow')
    .map((row) => (row.children ?? []).map((cell) => plainCharacters(textOf(cell)).replaceAll(/\s+/g, ' ').trim()));
