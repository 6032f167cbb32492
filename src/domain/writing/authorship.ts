import * as Y from 'yjs';
import type { Run } from './shares.ts';

/**
 * Who wrote what of a draft. Each character of a Yjs document carries the number of the window (client) it was typed
 * in; the server knows whose window that was. Text carried over from an earlier version or put there by the server has
 * nobody's number.
 */

/** The party that wrote in each window. */
export type Authors = ReadonlyMap<number, string>;

/** Any of Yjs' kinds; their own types differ in the events alone. */
type Part = Pick<Y.AbstractType<never>, '_map' | '_start'>;

export const textRoot = (section: string): string => `text:${section}`;
export const rowsRoot = (section: string): string => `rows:${section}`;

/** What a reader reads of a section of running text, by author. Neighbours of one party are one run. */
export function runsOf(fragment: Part, authors: Authors): Run[] {
  const runs: Run[] = [];
  collect(fragment, authors, runs, () => true);
  return runs;
}

/** The same of rows; `counts` says which of their fields are written (others are chosen). */
export function rowRunsOf(rows: Part, authors: Authors, counts: (field: string) => boolean): Run[] {
  const runs: Run[] = [];
  collect(rows, authors, runs, counts);
  return runs;
}

function collect(type: Part, authors: Authors, runs: Run[], counts: (field: string) => boolean): void {
  // Attributes of a node (the level of a heading, where a link goes) are no text.
  if (type instanceof Y.Map)
    for (const [field, item] of type._map) if (!item.deleted && counts(field)) take(item, authors, runs, counts);
  for (let item = type._start; item; item = item.right) if (!item.deleted) take(item, authors, runs, counts);
}

function take(item: Y.Item, authors: Authors, runs: Run[], counts: (field: string) => boolean): void {
  const { content } = item;
  if (content instanceof Y.ContentType) collect(content.type, authors, runs, counts);
  const text =
    content instanceof Y.ContentString
      ? content.str
      : content instanceof Y.ContentAny
        ? content.arr.filter((one) => typeof one === 'string').join('')
        : '';
  if (text === '') return;
  const partyId = authors.get(item.id.client) ?? null;
  const last = runs.at(-1);
  if (last?.partyId === partyId) last.text += text;
  else runs.push({ partyId, text });
}
