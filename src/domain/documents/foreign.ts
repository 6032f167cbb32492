import type { Heading } from './canonical.ts';
import { type Block, type Content, emptyContent, type Inline, type Row, tidyContent } from './content.ts';
import type { Kind, RowsSection, Section } from './kinds.ts';
import { inlineText, lines } from './plain.ts';
import { headingsOf } from './texts/index.ts';
import type { KindText } from './texts/shape.ts';

/**
 * A text that was written elsewhere, in parts: what stands under each of its headings. Where each part goes is suggested
 * here and decided by a person; then it becomes the content of a draft.
 */
export type ForeignTable = { type: 'table'; rows: string[][] };
export type ForeignBlock = Block | ForeignTable;
export type ForeignPart = {
  /** Null: what stands before the first heading. */
  heading: string | null;
  blocks: ForeignBlock[];
};

const words = (text: string): Set<string> =>
  new Set(
    text
      .toLocaleLowerCase()
      .normalize('NFKD')
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 2)
      .map((word) => word.slice(0, 5)),
  );

/**
 * The section whose title and question share most words (their first five letters) with a heading; undefined: none does.
 * A word of the title counts three times one of the question.
 */
export function suggestSection(kind: Kind, text: KindText, heading: string | null): string | undefined {
  const wanted = words(heading ?? '');
  let best: { key: string; points: number } | undefined;
  for (const { key } of kind.sections) {
    const { title = '', prompt = '' } = text.sections[key] ?? {};
    const [inTitle, inPrompt] = [words(`${title} ${key}`), words(prompt)];
    const points = [...wanted].reduce((sum, word) => sum + (inTitle.has(word) ? 3 : inPrompt.has(word) ? 1 : 0), 0);
    if (points > (best?.points ?? 0)) best = { key, points };
  }
  return best?.key;
}

/**
 * Content of a kind from foreign parts. In a section of text several parts follow each other, each after the first under
 * its own heading. In a section of rows a table gives a row for each of its lines, cell by cell into the fields that
 * hold text (not the line that names them); everything else gives a row for each paragraph or item.
 *
 * @param goesTo for each part the section it goes to; null: it is left out
 */
export function contentFrom(
  kind: Kind,
  parts: readonly ForeignPart[],
  goesTo: readonly (string | null)[],
  newId: () => string,
): Content {
  const content: Record<string, unknown> = emptyContent(kind);
  const headings = headingsOf(kind);
  for (const section of kind.sections) {
    const mine = parts.filter((_, at) => goesTo[at] === section.key);
    if (mine.length > 0)
      content[section.key] =
        section.type === 'text' ? asText(mine) : asRows(section, headings[section.key] ?? { title: '' }, mine, newId);
  }
  return tidyContent(kind, content);
}

function asText(parts: readonly ForeignPart[]): { type: 'doc'; content: Block[] } {
  return {
    type: 'doc',
    content: parts.flatMap(({ heading, blocks }, at): Block[] => [
      ...(heading && at > 0
        ? [{ type: 'heading' as const, attrs: { level: 3 as const }, content: plain(heading) }]
        : []),
      ...blocks.flatMap((block): Block[] =>
        block.type !== 'table'
          ? [block]
          : block.rows.map((row) => ({ type: 'paragraph', content: plain(row.filter(Boolean).join(' · ')) })),
      ),
    ]),
  };
}

const plain = (text: string): Inline[] => [{ type: 'text', text }];

function asRows(section: RowsSection, headings: Heading, parts: readonly ForeignPart[], newId: () => string): Row[] {
  const texts = section.fields.filter(({ type }) => type === 'line' || type === 'paragraph');
  const labels = new Set(Object.values(headings.fields ?? {}));
  const row = (cells: readonly string[]): Row => {
    const made: Row = { id: newId() };
    for (const [at, { key }] of texts.entries()) {
      // What has no field of its own joins the last one.
      const value = (at === texts.length - 1 ? cells.slice(at).filter(Boolean).join(' · ') : cells[at]) ?? '';
      if (value !== '') made[key] = value;
    }
    return made;
  };
  return parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type === 'table')
        return block.rows.filter((cells) => !cells.every((cell) => cell === '' || labels.has(cell))).map(row);
      if (block.type !== 'paragraph' && block.type !== 'heading')
        return block.content.map((item) => row([lines(item.content).join(' ').trim()]));
      const text = inlineText(block.content).trim();
      return text === '' ? [] : [row([text])];
    }),
  );
}

/** Whether foreign text can go there: a section of rows without a field for text takes none. */
export const takesText = (section: Section): boolean =>
  section.type === 'text' || section.fields.some(({ type }) => type === 'line' || type === 'paragraph');

/** The first words of a part, for whoever decides where it goes. */
export function beginningOf({ blocks }: ForeignPart, most = 160): string {
  const text = blocks
    .map((block) =>
      block.type === 'table' ? block.rows.map((row) => row.join(' · ')).join(' / ') : lines([block]).join(' '),
    )
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text;
}
