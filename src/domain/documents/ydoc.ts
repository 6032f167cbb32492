import * as Y from 'yjs';
import {
  type Block,
  type Content,
  type Inline,
  isRows,
  type Mark,
  type Paragraph,
  type RichText,
  type Row,
  tidyContent,
} from './content.ts';
import type { Kind, RowsSection, Section } from './kinds.ts';
import type { Letter } from './words.ts';

/**
 * A draft is a Yjs document, from its first character on: people of both parties write in it at the same time.
 *
 * text section   doc.getXmlFragment('text:<section>'), as Tiptap's collaboration writes it
 * rows section   doc.getArray('rows:<section>') of Y.Map: `id`; line and paragraph fields as Y.Text (two people may type
 *                in one cell); letters as one key for each party or participant, '<field>:<id>'; all else plain values;
 *                `place`, where it stands among the others
 */
export const textOf = (doc: Y.Doc, section: string): Y.XmlFragment => doc.getXmlFragment(`text:${section}`);
export const rowsOf = (doc: Y.Doc, section: string): Y.Array<Y.Map<unknown>> => doc.getArray(`rows:${section}`);

/** By their `place`, a number: rows are moved by changing it (src/domain/writing/rows.ts). Then as they were added. */
export function rowsInOrder(rows: Y.Array<Y.Map<unknown>>): Y.Map<unknown>[] {
  const placed = rows.toArray().map((row, index) => {
    const place = row instanceof Y.Map ? row.get('place') : undefined;
    return { row, place: typeof place === 'number' ? place : index };
  });
  return placed.sort((one, other) => one.place - other.place).map(({ row }) => row);
}

/** A row that nobody wrote in yet. Its texts exist from the beginning, so that two people never make them twice. */
export function newRow(section: RowsSection, row: Row): Y.Map<unknown> {
  const map = new Y.Map<unknown>();
  map.set('id', row.id);
  for (const field of section.fields) {
    const value = row[field.key];
    if (field.type === 'line' || field.type === 'paragraph')
      map.set(field.key, new Y.Text(typeof value === 'string' ? value : ''));
    else if (field.type === 'letters')
      for (const [id, letter] of Object.entries((value ?? {}) as Record<string, Letter>))
        map.set(`${field.key}:${id}`, letter);
    else if (value !== undefined) map.set(field.key, value);
  }
  return map;
}

/** A new draft that holds this content, as one update. */
export function draftFrom(kind: Kind, content: Content): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const section of kind.sections) writeSection(doc, section, content[section.key]);
  });
  const state = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return state;
}

export function writeSection(doc: Y.Doc, section: Section, part: RichText | Row[] | undefined): void {
  if (!part) return;
  if (section.type === 'text' && !isRows(part)) textOf(doc, section.key).push(part.content.map(element));
  if (section.type === 'rows' && isRows(part)) {
    const rows = rowsOf(doc, section.key);
    const before = rows.length;
    rows.push(
      part.map((row, index) => {
        const made = newRow(section, row);
        made.set('place', before + index);
        return made;
      }),
    );
  }
}

/** What stands in a draft. Total: whatever a client sent, this reads as a text of this kind. */
export function contentOf(kind: Kind, state: Uint8Array): Content {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, state);
    return contentIn(kind, doc);
  } finally {
    doc.destroy();
  }
}

export function contentIn(kind: Kind, doc: Y.Doc): Content {
  return tidyContent(
    kind,
    Object.fromEntries(
      kind.sections.map((section) => [
        section.key,
        section.type === 'text'
          ? {
              type: 'doc',
              content: textOf(doc, section.key)
                .toArray()
                .map((one) => node(one)),
            }
          : rowsInOrder(rowsOf(doc, section.key)).map((map) => readRow(section, map)),
      ]),
    ),
  );
}

/* ── Rich text: Yjs ↔ ProseMirror's JSON, as y-prosemirror maps them ── */

function element(block: Block | { type: 'listItem'; content: Block[] }): Y.XmlElement {
  const made = new Y.XmlElement(block.type);
  if (block.type === 'heading') made.setAttribute('level', block.attrs.level as never);
  const content = (block.content ?? []) as (Block | Inline)[];
  made.insert(0, inlineRuns(content));
  return made;
}

/** Neighbouring texts are one Y.Text with formatting; breaks and blocks are elements of their own. */
function inlineRuns(content: (Block | Inline)[]): (Y.XmlElement | Y.XmlText)[] {
  const out: (Y.XmlElement | Y.XmlText)[] = [];
  let run: { insert: string; attributes: Record<string, unknown> }[] = [];
  const flush = () => {
    if (run.length === 0) return;
    const text = new Y.XmlText();
    text.applyDelta(run);
    out.push(text);
    run = [];
  };
  for (const one of content) {
    if (one.type === 'text') {
      const attributes = (one.marks ?? []).map((mark) => [mark.type, mark.type === 'link' ? mark.attrs : {}]);
      run.push({ insert: one.text, attributes: Object.fromEntries(attributes) });
    } else {
      flush();
      out.push(one.type === 'hardBreak' ? new Y.XmlElement('hardBreak') : element(one as Paragraph));
    }
  }
  flush();
  return out;
}

/** Deeper than anything that `tidy` keeps; a document made to be deep must not exhaust the stack. */
const DEEPEST = 40;

function node(given: unknown, depth = 0): unknown {
  if (given instanceof Y.XmlText) return { type: 'paragraph', content: texts(given) };
  if (!(given instanceof Y.XmlElement) || depth > DEEPEST) return {};
  return {
    type: given.nodeName,
    content: given.toArray().flatMap((child) => (child instanceof Y.XmlText ? texts(child) : [node(child, depth + 1)])),
  };
}

type Delta = { insert?: unknown; attributes?: Record<string, unknown> };
function texts(given: Y.XmlText): unknown[] {
  return (given.toDelta() as Delta[]).flatMap(({ insert, attributes = {} }) => {
    if (typeof insert !== 'string') return [];
    // Overlapping marks of one kind are told apart by a hash behind their name.
    const marks = Object.entries(attributes)
      .filter(([, value]) => value !== null && value !== false)
      .map(([name, attrs]) => ({ type: name.replace(/--[a-zA-Z0-9+/=]{8}$/, ''), attrs }) as unknown as Mark);
    return [{ type: 'text', text: insert, marks }];
  });
}

/* ── Rows ── */

function readRow(section: RowsSection, map: unknown): unknown {
  if (!(map instanceof Y.Map)) return {};
  const row: Record<string, unknown> = { id: map.get('id') };
  for (const field of section.fields) {
    if (field.type !== 'letters') {
      const value = map.get(field.key);
      row[field.key] = value instanceof Y.Text ? value.toString() : value;
      continue;
    }
    const prefix = `${field.key}:`;
    row[field.key] = Object.fromEntries(
      [...map.keys()].filter((key) => key.startsWith(prefix)).map((key) => [key.slice(prefix.length), map.get(key)]),
    );
  }
  return row;
}
