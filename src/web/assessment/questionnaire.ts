import data from '../../../instruments/sixty-seconds.json' with { type: 'json' };
import { ITEMS, type ItemKey } from '../../domain/programme/assessment.ts';
import type { PARTS, Questionnaire } from '../../domain/programme/questionnaire.ts';

/** Its form is checked by a test, so that no page has to carry the check. */
export const questionnaire = data as Questionnaire;

const byKey = new Map(questionnaire.items.map((item) => [item.key, item]));
export const itemOf = (key: ItemKey): Questionnaire['items'][number] =>
  byKey.get(key) ?? (questionnaire.items[ITEMS.indexOf(key)] as Questionnaire['items'][number]);

/** Where the application has the part that mends an item. A part that is not there yet has no link. */
const PLACES: Partial<Record<(typeof PARTS)[number], string>> = { listen: '/partnerships' };
export const placeToMend = (key: ItemKey): string | undefined => PLACES[itemOf(key).part];
