import type { ItemResult, Snapshot, Status } from '../surveys/snapshot-contract.ts';
import { STRONGEST } from './words.ts';

/** One item of the agenda: which, and what the conversation is for. */
export type AgendaItem = { key: string; kind: Status };

/**
 * What a review session talks about, and in which order: items to discuss, then those worth discussing, both lowest
 * first; then the strongest, highest first, for what makes them work. Items of which nothing is shown are not on it.
 * Read from the published figures of the snapshot alone; equal figures keep the order of the questionnaire.
 */
export function agenda(snapshot: Pick<Snapshot, 'items'>): AgendaItem[] {
  const of = (status: Status) => snapshot.items.filter((item) => item.total && item.status === status);
  const value = (item: ItemResult) => item.total?.value ?? 0;
  const lowestFirst = (items: ItemResult[]) => items.toSorted((a, b) => value(a) - value(b));
  const highestFirst = (items: ItemResult[]) => items.toSorted((a, b) => value(b) - value(a));
  return [
    ...lowestFirst(of('discuss')),
    ...lowestFirst(of('worth')),
    ...highestFirst(of('strength')).slice(0, STRONGEST),
  ].map((item) => ({ key: item.key, kind: item.status as Status }));
}
