import * as Y from 'yjs';

/**
 * Who wrote what of a draft. Each character of a Yjs document carries the number of the window (client) it was typed
 * in; the server knows whose window that was. Text carried over from an earlier version or put there by the server has
 * nobody's number.
 */

/** The party that wrote in each window. */
export type Authors = ReadonlyMap<number, string>;

/** Any of Yjs' kinds; their own types differ in the events alone. */
type Part = Pick<Y.AbstractType<never>, '_map' | '_start'>;

/** Text of one author in a row, in the order it is read. */
export type Run = { partyId: string | null; text: string };

export type Share = {
  /** Characters without white space; blanks are no contribution. */
  characters: number;
  /** Of them, by party; those of nobody are missing. */
  byParty: Record<string, number>;
};

export const textRoot = (section: string): string => `text:${section}`;
export const rowsRoot = (section: string): string => `rows:${section}`;

/** What a reader reads of a section of running text, by author. Neighbours of one party are one run. */
export function runsOf(fragment: Part, authors: Authors): Run[] {
  const runs: Run[] = [];
  collect(fragment, authors, runs, () => true);
  return runs;
}

/** The same of rows; `counts` says which of their fields are written (others are chosen). */
export function rowRunsOf(rows: Part, authors: Authors, counts: (field: string) => boolean): Run[] {
  const runs: Run[] = [];
  collect(rows, authors, runs, counts);
  return runs;
}

function collect(type: Part, authors: Authors, runs: Run[], counts: (field: string) => boolean): void {
  // Attributes of a node (the level of a heading, where a link goes) are no text.
  if (type instanceof Y.Map)
    for (const [field, item] of type._map) if (!item.deleted && counts(field)) take(item, authors, runs, counts);
  for (let item = type._start; item; item = item.right) if (!item.deleted) take(item, authors, runs, counts);
}

function take(item: Y.Item, authors: Authors, runs: Run[], counts: (field: string) => boolean): void {
  const { content } = item;
  if (content instanceof Y.ContentType) collect(content.type, authors, runs, counts);
  const text =
    content instanceof Y.ContentString
      ? content.str
      : content instanceof Y.ContentAny
        ? content.arr.filter((one) => typeof one === 'string').join('')
        : '';
  if (text === '') return;
  const partyId = authors.get(item.id.client) ?? null;
  const last = runs.at(-1);
  if (last?.partyId === partyId) last.text += text;
  else runs.push({ partyId, text });
}

export function shareOf(runs: readonly Run[]): Share {
  const byParty: Record<string, number> = {};
  let characters = 0;
  for (const { partyId, text } of runs) {
    // Code points, so that no alphabet counts double.
    const length = [...text.replaceAll(/\s/g, '')].length;
    characters += length;
    if (partyId !== null && length > 0) byParty[partyId] = (byParty[partyId] ?? 0) + length;
  }
  return { characters, byParty };
}

export function addShares(shares: readonly Share[]): Share {
  const byParty: Record<string, number> = {};
  let characters = 0;
  for (const share of shares) {
    characters += share.characters;
    for (const [party, count] of Object.entries(share.byParty)) byParty[party] = (byParty[party] ?? 0) + count;
  }
  return { characters, byParty };
}

/** Shares as fractions of all text; what is missing to 1 is nobody's (carried over, or from the server). */
export function fractions(share: Share): Record<string, number> {
  return Object.fromEntries(
    Object.entries(share.byParty).map(([party, count]) => [party, count / share.characters] as const),
  );
}

/**
 * Jointly developed: of what was written by anybody, each party wrote at least half of an equal part (a quarter of two,
 * a sixth of three). Equal parts are not asked for: who drafts well drafts more.
 */
export function jointlyDeveloped(share: Share, parties: readonly string[]): boolean {
  const written = Object.values(share.byParty).reduce((sum, count) => sum + count, 0);
  if (parties.length < 2 || written === 0) return false;
  return parties.every((party) => (share.byParty[party] ?? 0) / written >= 0.5 / parties.length);
}
