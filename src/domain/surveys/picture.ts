/** How results are laid out for reading, the same on a page and on paper. Positions come from published figures only. */
import type { ItemResult, Snapshot, Status } from './snapshot-contract.ts';

/** Where a value stands on the scale, in percent from its low end. */
export function place(value: number, scale: Snapshot['scale']): number {
  const share = ((value - scale.min) / (scale.max - scale.min)) * 100;
  return Math.round(Math.min(100, Math.max(0, share)) * 100) / 100;
}

export interface Band {
  /** Null: nothing may be shown of these items. */
  status: Status | null;
  items: ItemResult[];
}

/**
 * Items by what to do about them, lowest average first; what cannot be shown comes last. Ties go to the item where one
 * party is lower than the other, then to the order of the questionnaire.
 */
export function bandsOf(items: readonly ItemResult[]): Band[] {
  const lowest = (item: ItemResult) => Math.min(...item.cells.map((cell) => cell.value));
  const sorted = [...items].sort((a, b) => (a.total?.value ?? 0) - (b.total?.value ?? 0) || lowest(a) - lowest(b) || 0);
  const order: Band['status'][] = ['discuss', 'worth', 'strength', null];
  return order
    .map((status) => ({ status, items: sorted.filter((item) => item.status === status) }))
    .filter((band) => band.items.length > 0);
}

/** Published groups of all items, finest first: what the legend has to explain. */
export function mergedGroups(items: readonly ItemResult[]): string[][] {
  const found = new Map<string, string[]>();
  for (const item of items) {
    for (const { parties } of item.cells) if (parties.length > 1) found.set(parties.join(), parties);
  }
  return [...found.values()];
}

/** A cell of a table row: one published group over the neighbouring columns of its parties. */
export interface Run {
  parties: string[];
  /** Index in `item.cells`; null: nothing is shown for this party. */
  cell: number | null;
  /** Members of the group that stand in other columns. */
  elsewhere: string[];
}

/** Lays the groups of an item over the columns of its parties, so that what is published as one stands as one. */
export function runsOf(item: ItemResult, parties: readonly string[]): Run[] {
  const runs: Run[] = [];
  for (const party of parties) {
    const at = item.cells.findIndex((cell) => cell.parties.includes(party));
    const cell = at < 0 ? null : at;
    const last = runs.at(-1);
    if (last && cell !== null && last.cell === cell) last.parties.push(party);
    else runs.push({ parties: [party], cell, elsewhere: [] });
  }
  for (const run of runs) {
    if (run.cell === null) continue;
    run.elsewhere = (item.cells[run.cell]?.parties ?? []).filter((party) => !run.parties.includes(party));
  }
  return runs;
}

export interface Dot {
  cell: number;
  /** Percent along the scale. */
  at: number;
  /** Pixels aside, where two marks would cover each other. */
  nudge: number;
  side: 'before' | 'after';
}

const TOO_CLOSE = 2.4;

/** Where words after a mark would leave the picture. */
const FAR = 65;

/**
 * Two marks on one line: the lower with its figure before it, the higher after it. One mark: the figure, and what else
 * is said of it, on the side with more room.
 */
export function dotsOf(item: ItemResult, scale: Snapshot['scale']): Dot[] {
  const dots = item.cells.map((cell, index) => ({ cell: index, at: place(cell.value, scale) }));
  const [first, second] = [...dots].sort((a, b) => a.at - b.at || a.cell - b.cell);
  if (!first) return [];
  if (!second) return [{ ...first, nudge: 0, side: first.at > FAR ? 'before' : 'after' }];
  const close = second.at - first.at < TOO_CLOSE;
  return [
    { ...first, nudge: close ? -4 : 0, side: 'before' },
    { ...second, nudge: close ? 4 : 0, side: 'after' },
  ];
}

/** Points of a small trend picture, 100 × 40, on the scale of the instrument. */
export function sparkOf(values: readonly (number | null)[], scale: Snapshot['scale']): { x: number; y: number }[] {
  const step = values.length > 1 ? 88 / (values.length - 1) : 0;
  return values.flatMap((value, index) =>
    value === null ? [] : [{ x: values.length > 1 ? 6 + index * step : 50, y: 36 - place(value, scale) * 0.32 }],
  );
}
