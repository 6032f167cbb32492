import type * as Y from 'yjs';
import type { RowsSection } from '../documents/kinds.ts';
import { newRow, rowsInOrder } from '../documents/ydoc.ts';

/**
 * Rows stand where their `place` says. Moving one changes this number alone: taken out and put in again it would be
 * somebody else's text, and what another person types in it at that moment would be lost.
 */
type Rows = Y.Array<Y.Map<unknown>>;
const placeOf = (row: Y.Map<unknown> | undefined): number | undefined => {
  const place = row?.get('place');
  return typeof place === 'number' ? place : undefined;
};

export function addRow(rows: Rows, section: RowsSection, id: string): void {
  const row = newRow(section, { id });
  const last = rowsInOrder(rows).at(-1);
  row.set('place', last ? (placeOf(last) ?? rows.length - 1) + 1 : 0);
  rows.push([row]);
}

export function removeRow(rows: Rows, row: Y.Map<unknown>): void {
  const at = rows.toArray().indexOf(row);
  if (at >= 0) rows.delete(at);
}

/** One up (-1) or down (1). False: it stands at that end already. */
export function moveRow(rows: Rows, row: Y.Map<unknown>, step: -1 | 1): boolean {
  const order = rowsInOrder(rows);
  const at = order.indexOf(row);
  const to = at + step;
  if (at < 0 || to < 0 || to >= order.length) return false;
  // Rows that were never moved and never written by a draft of ours get a number first.
  const places = order.map(placeOf);
  const numbers = places.every(
    (place, index) => place !== undefined && (index === 0 || place > (places[index - 1] as number)),
  )
    ? (places as number[])
    : order.map((_, index) => index);
  if (numbers !== places) for (const [index, one] of order.entries()) one.set('place', numbers[index]);
  const beyond = numbers[to + step];
  const target = numbers[to] as number;
  row.set('place', beyond === undefined ? target + step : (target + beyond) / 2);
  return true;
}

/** Makes a shared text into what stands in a field now, by changing as little as possible. */
export function rewrite(text: Y.Text, now: string): void {
  const was = text.toString();
  let start = 0;
  while (start < was.length && start < now.length && was[start] === now[start]) start++;
  let end = 0;
  while (end < was.length - start && end < now.length - start && was.at(-1 - end) === now.at(-1 - end)) end++;
  if (was.length > start + end) text.delete(start, was.length - start - end);
  if (now.length > start + end) text.insert(start, now.slice(start, now.length - end));
}
