/** Sheets of paper: what the keys of whoever enters them mean, and what may be said about them afterwards. */

/** Keys for one sheet: one for each item in order; "x" for can't say, and 0 too where no answer is called 0. */
export function readKeys(
  keys: string,
  { min, max }: { min: number; max: number },
): { ratings: (number | null)[]; wrong: number | null } {
  const ratings: (number | null)[] = [];
  for (const [place, key] of [...keys.toLowerCase()].entries()) {
    const rating = ratingOf(key, min, max);
    if (rating === undefined) return { ratings, wrong: place };
    ratings.push(rating);
  }
  return { ratings, wrong: null };
}

type Scale = { min: number; max: number };

/** Whether a scale has no digit for each point and is entered with letters, from "a" for the lowest: −5 to 4, say. */
export function usesLetters({ min, max }: Scale): boolean {
  return !(min >= 0 && (max <= 9 || (min >= 1 && max === 10)));
}

/** The one key that stands for a point of the scale. On one to ten, 0 stands for ten. */
export function keyOf(point: number, scale: Scale): string {
  return usesLetters(scale) ? String.fromCharCode(97 + point - scale.min) : String(point % 10);
}

function ratingOf(key: string, min: number, max: number): number | null | undefined {
  if (key === 'x') return null;
  if (usesLetters({ min, max })) {
    const point = min + key.charCodeAt(0) - 97;
    return key.length === 1 && point >= min && point <= max ? point : undefined;
  }
  if (!/^[0-9]$/.test(key)) return undefined;
  const number = key === '0' && min > 0 && max === 10 ? 10 : Number(key);
  if (number >= min && number <= max) return number;
  return number === 0 ? null : undefined;
}

/**
 * How many of the answers came on paper, or null where only "some" may be said: neither those on paper nor the others
 * may be a group smaller than any other that is shown. Zero people on paper: nothing is said at all.
 */
export function paperShown(sheets: number, answers: number, k: number): number | null {
  return sheets >= k && answers - sheets >= k ? sheets : null;
}
