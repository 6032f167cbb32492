import * as Y from 'yjs';
import { type Kind, kindOf, type Section } from '../documents/kinds.ts';
import type { DocumentKind } from '../documents/words.ts';
import { rowsOf, textOf } from '../documents/ydoc.ts';
import { type Authors, rowRunsOf, runsOf } from './authorship.ts';
import { type Share, shareOf } from './shares.ts';
import type { Allowed } from './update.ts';

const NODES = new Set(['paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'hardBreak']);

export function allowedIn(key: DocumentKind): Allowed {
  const { sections } = kindOf(key);
  return {
    texts: sections.filter(({ type }) => type === 'text').map((section) => `text:${section.key}`),
    rows: sections.filter(({ type }) => type === 'rows').map((section) => `rows:${section.key}`),
    nodes: NODES,
  };
}

/** One update that holds all of these. What was deleted leaves no text behind. */
export function foldUpdates(parts: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc();
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part);
  });
  const folded = Y.encodeStateAsUpdate(doc);
  doc.destroy();
  return folded;
}

/** How much of each section each party wrote. Choices, dates and names of people are no text. */
export function sharesIn(kind: Kind, doc: Y.Doc, authors: Authors): Record<string, Share> {
  return Object.fromEntries(kind.sections.map((section) => [section.key, shareIn(section, doc, authors)]));
}

export function shareIn(section: Section, doc: Y.Doc, authors: Authors): Share {
  if (section.type === 'text') return shareOf(runsOf(textOf(doc, section.key), authors));
  const written = new Set(
    section.fields.filter(({ type }) => type === 'line' || type === 'paragraph').map(({ key }) => key),
  );
  return shareOf(rowRunsOf(rowsOf(doc, section.key), authors, (field) => written.has(field)));
}
