/** Text of one author in a row, in the order it is read. */
export type Run = { partyId: string | null; text: string };

export type Share = {
  /** Characters without white space; blanks are no contribution. */
  characters: number;
  /** Of them, by party; those of nobody are missing. */
  byParty: Record<string, number>;
};

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
