import { endOfDay } from '../common/days.ts';

/**
 * When a party leaves.
 *
 * The day it names is its last day here, in the zone it names: it is in until that day is over where that is. Until then
 * it may take it back. Then it is bound by nothing any more, its people are here no more, and what was proposed to it
 * ends; what is in force, released and recorded stays as it is. With one party left the partnership has ended.
 */

/** A day further away than this is a plan, not a decision. */
const FURTHEST_YEARS = 2;
/** What is offered when the agreement says nothing: time to hand over. */
export const USUAL_DAYS = 30;
/** How long the complete copy of a party that left is kept for it. */
export const KEPT_DAYS = 90;

/** The end of a party's last day, or one sentence that says why not that day. */
export const partingEnd = (leavesOn: string, timeZone: string, now: Temporal.Instant) =>
  endOfDay(leavesOn, timeZone, now, (day, today) => {
    if (Temporal.PlainDate.compare(day, today) < 0) return 'That day has passed; choose today or a later one.';
    if (Temporal.PlainDate.compare(day, today.add({ years: FURTHEST_YEARS })) > 0)
      return 'That day is more than two years away; announce it nearer to the day.';
    return undefined;
  });
