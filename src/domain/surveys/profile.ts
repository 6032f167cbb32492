/** Profiles over the themes of an instrument: of one person from their own answers, of groups from what is published. */
import type { Instrument } from './instrument.ts';
import type { Snapshot } from './snapshot-contract.ts';

export interface ThemeScore {
  key: string;
  /** Mean of the theme's items on the instrument's scale, reversed ones turned round (min + max − answer), unrounded. */
  score: number | null;
}

/**
 * One person's score in each theme: the mean of its items. Null where an item is not answered: three of four statements
 * are another measure than four.
 */
export function scoresOf(
  { themes, items, scale }: Pick<Instrument, 'themes' | 'items' | 'scale'>,
  ratings: Readonly<Record<string, number | null>>,
): ThemeScore[] {
  const reversed = new Set(items.filter((item) => item.reversed).map((item) => item.key));
  return themes.map((theme) => {
    const values = theme.items.map((key) => ratings[key] ?? null);
    if (values.some((value) => value === null)) return { key: theme.key, score: null };
    const turned = theme.items.map((key, at) => {
      const value = values[at] as number;
      return reversed.has(key) ? scale.min + scale.max - value : value;
    });
    return { key: theme.key, score: turned.reduce((sum, value) => sum + value, 0) / turned.length };
  });
}

/** The theme or themes with the lowest score; none while no score is there. */
export function lowestOf(scores: readonly ThemeScore[]): string[] {
  const known = scores.filter((one): one is { key: string; score: number } => one.score !== null);
  const least = Math.min(...known.map((one) => one.score));
  return known.filter((one) => one.score === least).map((one) => one.key);
}

export interface GroupLowest {
  /** Empty: everybody. */
  parties: string[];
  /** In the order of the instrument. More than one: too close to each other to be told apart. */
  themes: string[];
}

/**
 * The lowest theme of everybody and of each published group that all themes can speak for, from published means alone.
 *
 * Themes closer to the lowest than one answer to one statement could move them count as equally low: a ranking of
 * smaller differences would be a ranking of single answers. A limit counts as what is printed.
 */
export function lowestThemes({ themes, items, scale }: Pick<Snapshot, 'themes' | 'items' | 'scale'>): GroupLowest[] {
  const shown = themes.filter((theme) => theme.total);
  if (shown.length < 2 || shown.length < themes.length) return [];
  const groups = (shown[0]?.cells ?? []).filter(({ parties }) =>
    shown.every((theme) => theme.cells.some((cell) => cell.parties.join() === parties.join())),
  );
  const wanted = [[], ...(groups.length > 1 ? groups.map((group) => group.parties) : [])];
  return wanted.map((parties) => {
    const all = parties.length === 0;
    const marks = shown.map((theme) => {
      const mean = all ? theme.total : theme.cells.find((cell) => cell.parties.join() === parties.join());
      const members = items.filter((item) => theme.items.includes(item.key));
      // The fewest answers behind any of its items, in this group.
      const fewest = Math.min(
        ...members.map((item) =>
          all
            ? (item.total?.n ?? 0)
            : item.cells
                .filter((cell) => cell.parties.every((party) => parties.includes(party)))
                .reduce((sum, cell) => sum + cell.n, 0),
        ),
      );
      const oneAnswer = (scale.max - scale.min) / (Math.max(1, fewest) * Math.max(1, members.length));
      return { key: theme.key, value: mean?.value ?? scale.max, oneAnswer };
    });
    const least = marks.reduce((low, mark) => (mark.value < low.value ? mark : low));
    const close = marks.filter((mark) => mark.value - least.value < Math.max(mark.oneAnswer, least.oneAnswer) - 1e-9);
    return { parties, themes: (close.length > 0 ? close : [least]).map((mark) => mark.key) };
  });
}
