import type { Discussion, Review } from '../../domain/reviews/contract.ts';
import { useRoundName } from '../surveys/useRoundName.ts';

/** "Round 4, November 2026". */
export function useRoundTitle() {
  const name = useRoundName();
  return (round: Review['round']) => name({ ...round, closesAt: round.closedAt });
}

/** Whether time was spent on an item, or something written down about it. */
export const talkedAbout = (review: Review, item: Discussion): boolean =>
  item.spentMs > 0 ||
  review.entries.some((entry) => entry.itemKey === item.key) ||
  review.actions.some((action) => action.review?.itemKey === item.key);

/** A calendar day some days on, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
