/**
 * What each party needs, is strong in and weak in: private until it says so, then seen by all at once.
 */
export const ITEM_KINDS = ['need', 'strength', 'weakness'] as const;
export type ItemKind = (typeof ITEM_KINDS)[number];

/** What an item may be about, chosen by whoever writes it: the surest sign that a need and a strength meet. */
export const ITEM_THEMES = [
  'market',
  'technology',
  'people',
  'capacity',
  'money',
  'knowledge',
  'information',
  'quality',
  'speed',
  'reputation',
  'relationships',
  'safety',
] as const;
export type ItemTheme = (typeof ITEM_THEMES)[number];

/** Most items of one kind that a party writes: more is a list nobody reads. */
export const ITEMS_MOST = 40;
/** An item that nobody has looked at for this long says little about today. */
export const REVIEW_MONTHS = 12;

type Said = { partyId: string; kind: ItemKind; text: string | null; reviewedAt: string };

/**
 * Evidence for "needs written down and shown": every party has at least one need, strength and weakness that all can see
 * and that was looked at in the last twelve months.
 * @param parties ids of the parties that are in
 * @param shared what is or was visible to all; withdrawn ones have no text
 * @returns in place or not, and what each party lacks
 */
export function needsEvidence(
  parties: readonly string[],
  shared: readonly Said[],
  now: Temporal.Instant,
): { inPlace: boolean; missing: { partyId: string; kinds: ItemKind[] }[] } {
  const since = now.toZonedDateTimeISO('UTC').subtract({ months: REVIEW_MONTHS }).toInstant();
  const counts = (item: Said) =>
    item.text !== null && Temporal.Instant.compare(Temporal.Instant.from(item.reviewedAt), since) >= 0;
  const missing = parties
    .map((partyId) => ({
      partyId,
      kinds: ITEM_KINDS.filter(
        (kind) => !shared.some((item) => item.partyId === partyId && item.kind === kind && counts(item)),
      ),
    }))
    .filter(({ kinds }) => kinds.length > 0);
  return { inPlace: parties.length > 1 && missing.length === 0, missing };
}

type Item = { id: string; partyId: string; kind: ItemKind; text: string | null };
type Match = { needId: string; strengthId: string; fits: boolean };

/** Needs that no strength was found for, and strengths that no need is met by: of all parties, in their given order. */
export function openEnds<T extends Item>(shared: readonly T[], matches: readonly Match[]): { unmet: T[]; unused: T[] } {
  const met = new Set(matches.filter((one) => one.fits).flatMap((one) => [one.needId, one.strengthId]));
  const left = (kind: ItemKind) => shared.filter((one) => one.kind === kind && one.text !== null && !met.has(one.id));
  return { unmet: left('need'), unused: left('strength') };
}

/**
 * What I could do: needs of others, each with the strengths of my party that meet it. Those that something meets come
 * first; the rest ask whether there is anything.
 */
export function couldDo<T extends Item>(
  party: string,
  shared: readonly T[],
  matches: readonly Match[],
): { need: T; strengths: T[] }[] {
  const known = new Map(shared.filter((one) => one.text !== null).map((one) => [one.id, one]));
  const could = shared.flatMap((need) => {
    if (need.kind !== 'need' || need.partyId === party || need.text === null) return [];
    const strengths = matches.flatMap((match) => {
      const strength = match.fits && match.needId === need.id ? known.get(match.strengthId) : undefined;
      return strength?.partyId === party ? [strength] : [];
    });
    return [{ need, strengths }];
  });
  return could.sort((a, b) => Number(b.strengths.length > 0) - Number(a.strengths.length > 0));
}
