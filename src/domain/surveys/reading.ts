/** Words around results that pages and printed reports share. */
import type { Instrument } from './instrument.ts';
import type { ItemResult, Snapshot } from './snapshot-contract.ts';
import { textIn } from './texts.ts';

/** The wording of an item as a statement: "kept each other informed?" → "Kept each other informed". */
export function asStatement(text: string, language: string): string {
  const bare = text.replace(/\s*[?？؟]\s*$/u, '');
  return bare.charAt(0).toLocaleUpperCase(language) + bare.slice(1);
}

/** What stands for an item in a picture: a statement where the instrument asks "How well have we …", else as written. */
export function itemWords(instrument: Instrument, key: string, language: string): string {
  const text = textIn(instrument.items.find((item) => item.key === key)?.text ?? {}, language);
  return instrument.stem ? asStatement(text, language) : text;
}

/** The item in a few words, where the instrument has them. */
export function shortWords(instrument: Instrument, key: string, language: string): string {
  const short = instrument.items.find((item) => item.key === key)?.short;
  return short ? textIn(short, language) : itemWords(instrument, key, language);
}

export const isReversed = (instrument: Instrument, key: string): boolean =>
  instrument.items.some((item) => item.key === key && item.reversed);

/** The first words of the instrument with an ellipsis: "How well have we …"; a whole sentence stands as it is. */
export function stemWords({ stem }: Pick<Instrument, 'stem'>, language: string): string | null {
  if (!stem) return null;
  const words = textIn(stem, language);
  return /[.。]$/.test(words) ? words : `${words.replace(/\s*[,:：،]$/u, '')} …`;
}

export const flaggedCells = (item: ItemResult) =>
  item.flag === 'some-parties' ? item.cells.filter((c) => c.flag) : [];

/** Somewhere people stand at both ends: an average between them is nobody's answer, and is not to be read as lukewarm. */
export const isDivided = (item: ItemResult): boolean =>
  [item.total, ...item.cells].some((figures) => figures?.agreement?.word === 'divided');

/**
 * The average of the parties' averages, each counting the same however many answered.
 * @returns null with fewer than two groups, or where one of them is several parties or shown as a limit
 */
export function evenMean({ cells }: ItemResult): number | null {
  if (cells.length < 2 || cells.some((cell) => cell.bound !== 'exact' || cell.parties.length > 1)) return null;
  return cells.reduce((sum, cell) => sum + cell.value, 0) / cells.length;
}

/** How far one answer can move the average of all who answered, from the smallest item. */
export function oneAnswer(snapshot: Snapshot): number | null {
  const sizes = snapshot.items.flatMap((item) => (item.total ? [item.total.n] : []));
  if (sizes.length === 0) return null;
  const width = snapshot.scale.max - snapshot.scale.min;
  return Math.ceil((width / Math.min(...sizes)) * 10) / 10;
}

/** "Nordhavn Terminals" → "Nordhavn", where the mark beside it tells the rest. */
export const shortName = (name: string): string => {
  const first = name.split(/[\s,·–-]+/)[0] ?? name;
  return first.length >= 3 ? first : name;
};

/** Decimals a threshold is printed with: one, or two where it lies between tenths. */
export const cutDigits = (value: number): 1 | 2 => (Math.abs(value * 10 - Math.round(value * 10)) < 1e-9 ? 1 : 2);

/** What lies between the two thresholds: "3.0–3.9", or "> 0.5, < 0.75" where tenths do not tell. */
export function betweenWords(
  { discuss, strength }: { discuss: number; strength: number },
  number: (value: number, digits: number) => string,
): string {
  const tenths = cutDigits(discuss) === 1 && cutDigits(strength) === 1 && strength - discuss > 0.15;
  if (tenths && discuss >= 0) return `${number(discuss, 1)}–${number(Math.round((strength - 0.1) * 10) / 10, 1)}`;
  return `> ${number(discuss, cutDigits(discuss))}, < ${number(strength, cutDigits(strength))}`;
}
