/** How long answering takes, by the pace of people answering on a phone. Kept apart: the respond page reads it. */
export const SECONDS_PER_ITEM = 11;
export const SECONDS_FOR_WORDS = 30;

/** Whole minutes for all items and the open questions, at least one. */
export function minutesFor({ items, questions }: { items: number; questions: number }): number {
  const seconds = items * SECONDS_PER_ITEM + (questions > 0 ? SECONDS_FOR_WORDS : 0);
  return Math.max(1, Math.round(seconds / 60));
}
