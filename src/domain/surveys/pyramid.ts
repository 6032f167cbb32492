/** The picture of practices: a pyramid of phases, built from the base up. */
import type { Instrument } from './instrument.ts';

export interface PyramidRow {
  /** Key of the theme: the phase. */
  theme: string;
  /** Item keys: business practice, accelerator in the middle, relationship practice. */
  items: [string, string, string];
}

const ORDER = ['business', 'accelerator', 'relationship'] as const;

/**
 * The rows of the pyramid, base first: one for each theme, with its business practice, its accelerator and its
 * relationship practice. Null for an instrument that is not built like that.
 */
export function pyramidOf({ items, themes }: Pick<Instrument, 'items' | 'themes'>): PyramidRow[] | null {
  const rows = themes.map((theme): PyramidRow | null => {
    const members = items.filter((item) => theme.items.includes(item.key));
    const [left, middle, right] = ORDER.map((side) => members.filter((item) => item.side === side));
    if (members.length !== 3 || !left?.[0] || !middle?.[0] || !right?.[0]) return null;
    return { theme: theme.key, items: [left[0].key, middle[0].key, right[0].key] };
  });
  return rows.length > 0 && rows.every((row) => row !== null) ? rows : null;
}
