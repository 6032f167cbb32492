import { readKeys } from '../../../domain/surveys/sheets.ts';

/** One sheet as it was typed: a key for each item, and a text for each open question. */
export type Typed = { keys: string; comments: string[] };

/** A stack of sheets on its way from the desk into the round. Kept in this tab until it is sent. */
export interface Entry {
  /** Names the stack: sent twice it counts once. */
  stack: string;
  /** How many sheets lie on the desk, as the person counted them; '' : not counted yet. */
  hand: string;
  sheets: Typed[];
  /** Which sheet is being typed: one of those noted, or the next one. */
  at: number;
  typed: Typed;
  /** It was sent and nobody knows whether it arrived: it must stay as it is until it is sent again. */
  unsure: boolean;
}

export type Shape = { items: number; questions: number; scale: { min: number; max: number } };

const blank = (shape: Shape): Typed => ({ keys: '', comments: new Array(shape.questions).fill('') });

export const newEntry = (stack: string, shape: Shape): Entry => ({
  stack,
  hand: '',
  sheets: [],
  at: 0,
  typed: blank(shape),
  unsure: false,
});

/** Digits as keyboards set to Arabic, Persian or Japanese type them; their last four bits are the number. */
const DIGITS = /[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g;

/**
 * The keys that are answers; `wrong` is the first that is none. One more than there are items is kept: a key hit twice
 * moves all behind it by one, and dropping the last would hide that.
 */
export function acceptedKeys(text: string, shape: Shape): { keys: string; wrong: string | null } {
  let keys = '';
  let wrong: string | null = null;
  const plain = text.replaceAll(DIGITS, (digit) => String(digit.charCodeAt(0) & 15));
  for (const key of plain.replaceAll(/\s/g, '').toLowerCase()) {
    if (readKeys(key, shape.scale).wrong === null) keys += key;
    else wrong ??= key;
  }
  return { keys: keys.slice(0, shape.items + 1), wrong };
}

/** What keeps this sheet from being noted; null: nothing. */
export function missing({ keys, comments }: Typed, shape: Shape): 'items' | 'surplus' | 'blank' | null {
  if (keys.length < shape.items) return 'items';
  if (keys.length > shape.items) return 'surplus';
  const { ratings } = readKeys(keys, shape.scale);
  return ratings.every((rating) => rating === null) && comments.every((text) => text.trim() === '') ? 'blank' : null;
}

/** Puts the sheet being typed on the stack, or back to its place, and goes on with the next new one. */
export function note(entry: Entry, shape: Shape): Entry {
  if (entry.unsure || missing(entry.typed, shape)) return entry;
  const sheets = [...entry.sheets];
  sheets[entry.at] = entry.typed;
  return { ...entry, sheets, at: sheets.length, typed: blank(shape) };
}

/** Opens a sheet that was noted, or the new one at the end. What was half typed on a new one is dropped. */
export function jump(entry: Entry, at: number, shape: Shape): Entry {
  if (entry.unsure || at < 0 || at > entry.sheets.length) return entry;
  return { ...entry, at, typed: entry.sheets[at] ?? blank(shape) };
}

/** Takes the last sheet off the stack again and opens it. */
export function takeBack(entry: Entry): Entry {
  const last = entry.sheets.at(-1);
  if (entry.unsure || !last) return entry;
  const sheets = entry.sheets.slice(0, -1);
  return { ...entry, sheets, at: sheets.length, typed: last };
}

/** Whether as many sheets are noted as lie on the desk. */
export const countFits = ({ hand, sheets }: Entry): boolean => sheets.length > 0 && Number(hand) === sheets.length;

export const asSheets = ({ sheets }: Entry, shape: Shape) =>
  sheets.map(({ keys, comments }) => ({
    ratings: readKeys(keys, shape.scale).ratings,
    comments: comments.map((text) => text.trim()),
  }));

/** Read back after a reload; anything that does not fit the round is dropped. */
export function restored(text: string | null, shape: Shape): Entry | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Entry | null;
    if (!kept || typeof kept.stack !== 'string' || !Array.isArray(kept.sheets)) return null;
    const fits = (one: Typed) => one.comments.length === shape.questions && one.keys.length <= shape.items + 1;
    return [...kept.sheets, kept.typed].every(fits) ? kept : null;
  } catch {
    return null;
  }
}
