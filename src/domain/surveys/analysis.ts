/**
 * The open analysis of a file somebody already holds: full statistics, optionally with a floor below which no party
 * is shown. This is not what a round shows (see `snapshot.ts`): whoever has the file has the answers anyway.
 * The format is documented in docs/guide/analyse.md.
 */
import { averageDeviation, rwgStar } from './agreement.ts';
import { GROUPS_FLOOR, intraclass } from './clustering.ts';
import { holm, permutationP, welch } from './difference.ts';
import { CLEAR, NOTABLE } from './gaps.ts';
import { type Instrument, pointsOf } from './instrument.ts';
import { mergeCells, SPREAD_FLOOR } from './release.ts';
import { alpha, lambda2 } from './reliability.ts';
import type { Status } from './snapshot-contract.ts';
import { type Counts, median, momentsOfCounts, sd, sizeOf, sumOf, tInterval } from './statistics.ts';
import type { Tally } from './tally.ts';

export interface AnalysisOptions {
  /** Fewest answers behind any figure of an item; 1 shows everything. */
  floor: number;
  /** People invited per party. With all parties given, intervals use the finite-population correction. */
  invited?: Readonly<Record<string, number>>;
}

export interface AnalysisInterval {
  low: number;
  high: number;
  /** `t-fpc`: with finite-population correction, because the number of people invited is known. */
  method: 't' | 't-fpc';
}

/** Figures of one group on one item; null where a figure is not defined or not shown. */
export interface GroupFigures {
  n: number;
  mean: number | null;
  sd: number | null;
  median: number | null;
  /** 95 %. Null below two answers, when all are equal, and when everybody invited answered. */
  ci: AnalysisInterval | null;
  /** Answers per scale point. */
  distribution: Record<string, number> | null;
  /** People of the group without an answer to this item. */
  missing: number;
  agreement: { rwgStar: number | null; adm: number | null };
  flag: Status | null;
}

export interface Suppressed {
  suppressed: true;
  reason: string;
}

export type GapLabel = 'small' | 'notable' | 'clear';

/** The mean of `a` minus the mean of `b`. */
export interface Comparison {
  a: string;
  /** A party, or "rest": everybody else. */
  b: string;
  difference: number;
  /** Welch, 95 %, without finite-population correction; null where it is not defined. */
  ci: { low: number; high: number } | null;
  /** Exact two-sided permutation test up to 500 answers, Welch above. */
  p: number | null;
  /** Adjusted over all comparisons of the analysis. */
  pHolm: number | null;
  label: GapLabel;
}

/** With three parties or more: highest against lowest, and each shown party against everybody else. */
export interface Spread {
  highest: string;
  lowest: string;
  difference: number;
  against: Comparison[];
}

export interface AnalysedItem extends GroupFigures {
  key: string;
  byParty: Record<string, GroupFigures | Suppressed>;
  gap: Comparison | Spread | null;
}

export interface AnalysedTheme {
  key: string;
  items: string[];
  /** Mean of the items' means. */
  mean: number | null;
  byParty: Record<string, { mean: number | null } | Suppressed>;
}

export interface Analysis {
  instrument: { key: string; version: string };
  floor: number;
  /** People who answered at least half of the items. */
  respondents: number;
  parties: { key: string; respondents: number }[];
  items: AnalysedItem[];
  themes: AnalysedTheme[];
  /** Over people who answered every item; null where not defined. Noise below some thirty people. */
  scale: { alpha: number | null; lambda2: number | null };
  /** By item, over the parties that are shown; null with fewer than ten of them. */
  intraclass: Record<string, { icc1: number; icc2: number; groups: number } | null> | null;
}

/**
 * Analyse a tally.
 *
 * With a floor above 1, a party below it on an item is not shown, and neither is the party that would give it away
 * by subtraction from everybody; below the floor in all, nothing of the item is shown. Figures of everybody are exact.
 *
 * @throws RangeError if the floor is not a whole number from 1
 */
export function analyse(tally: Tally, { floor, invited = {} }: AnalysisOptions): Analysis {
  if (!Number.isInteger(floor) || floor < 1) throw new RangeError('the floor must be a whole number from 1');
  const { instrument } = tally;
  const parties = tally.groups();
  const groups = new Map(parties.map((key) => [key, tally.counts(key)]));
  const everybody = tally.counts();
  const invitedInAll = parties.every((key) => invited[key] !== undefined)
    ? parties.reduce((sum, key) => sum + (invited[key] ?? 0), 0)
    : null;

  const tests: Test[] = [];
  const items = instrument.items.map(({ key }, at): AnalysedItem => {
    const counts = everybody.items[at] as Counts;
    const countsOf = (party: string) => groups.get(party)?.items[at] as Counts;
    const cells = mergeCells(
      parties.map((party) => [party, sizeOf(countsOf(party))] as const),
      floor,
    );
    const alone = new Set(cells.flatMap((cell) => (cell.parties.length === 1 ? cell.parties : [])));
    const byParty = parties.map((party) => {
      const n = sizeOf(countsOf(party));
      const people = groups.get(party)?.rows ?? 0;
      if (n > 0 && !alone.has(party)) return [party, suppressed(n, floor)] as const;
      return [party, figuresOf(countsOf(party), people, invited[party] ?? null, instrument)] as const;
    });
    const shown = cells.length > 0 || sizeOf(counts) === 0;
    const all = shown ? figuresOf(counts, everybody.rows, invitedInAll, instrument) : hidden(counts, everybody.rows);
    const present = cells.flatMap((cell) => cell.parties);
    const gap = gapOf(present, alone, countsOf, counts, instrument.scale.min, tests);
    return { key, ...all, byParty: Object.fromEntries(byParty), gap };
  });
  judge(tests);

  const sums = tally.scale();
  const enough = sums.n >= floor;
  return {
    instrument: { key: instrument.key, version: instrument.version },
    floor,
    respondents: everybody.respondents,
    parties: parties.map((key) => ({ key, respondents: groups.get(key)?.respondents ?? 0 })),
    items,
    themes: instrument.themes.map((theme) => themeOf(theme, items, parties)),
    scale: { alpha: enough ? alpha(sums) : null, lambda2: enough ? lambda2(sums) : null },
    intraclass: betweenParties(items, parties),
  };
}

/** Many parties in one file are groups to compare: how much of the difference is theirs. */
function betweenParties(items: readonly AnalysedItem[], parties: readonly string[]): Analysis['intraclass'] {
  if (parties.length < GROUPS_FLOOR) return null;
  const found = items.map(({ key, byParty }) => {
    const shown = Object.values(byParty).filter((figures) => !('suppressed' in figures) && figures.n > 0);
    const groups = (shown as GroupFigures[]).map(({ n, mean, sd: spread }) => ({
      n,
      mean,
      variance: spread === null ? null : spread ** 2,
    }));
    return [key, groups.length < GROUPS_FLOOR ? null : intraclass(groups)] as const;
  });
  return Object.fromEntries(found);
}

function suppressed(n: number, floor: number): Suppressed {
  return {
    suppressed: true,
    reason: n < floor ? `fewer than ${floor} answers` : 'would give away a smaller party by subtraction',
  };
}

function figuresOf(counts: Counts, people: number, invited: number | null, instrument: Instrument): GroupFigures {
  const { min } = instrument.scale;
  const moments = momentsOfCounts(counts, min);
  const interval = tInterval(moments, invited);
  return {
    n: moments.n,
    mean: moments.mean,
    sd: sd(moments),
    median: median(counts, min),
    ci: interval && { ...interval, method: invited === null ? 't' : 't-fpc' },
    distribution: Object.fromEntries(Array.from(counts, (count, at) => [String(min + at), count])),
    missing: people - moments.n,
    agreement: {
      rwgStar: rwgStar(moments, pointsOf(instrument.scale)),
      adm: moments.mean === null ? null : averageDeviation(counts, min, moments.mean),
    },
    flag: flagOf(sumOf(counts, min), moments.n, instrument.thresholds),
  };
}

function hidden(counts: Counts, people: number): GroupFigures {
  const n = sizeOf(counts);
  const agreement = { rwgStar: null, adm: null };
  return {
    n,
    mean: null,
    sd: null,
    median: null,
    ci: null,
    distribution: null,
    missing: people - n,
    agreement,
    flag: null,
  };
}

/** Compared in whole hundredths, so that a mean of exactly 3 is flagged whatever binary fractions make of it. */
function flagOf(sum: number, n: number, thresholds: Instrument['thresholds']): Status | null {
  if (n === 0) return null;
  if (100 * sum <= Math.round(thresholds.discuss * 100) * n) return 'discuss';
  return 100 * sum >= Math.round(thresholds.strength * 100) * n ? 'strength' : 'worth';
}

/** Two parties are compared with each other; of more, each one that is shown with everybody else. */
function gapOf(
  present: readonly string[],
  shown: ReadonlySet<string>,
  countsOf: (party: string) => Counts,
  everybody: Counts,
  min: number,
  tests: Test[],
): Comparison | Spread | null {
  const parties = present.filter((party) => shown.has(party));
  const [first, second] = parties;
  if (first === undefined || present.length < 2) return null;
  if (present.length === 2) {
    return second === undefined ? null : compare(first, countsOf(first), second, countsOf(second), min, tests);
  }
  const mean = (party: string) => momentsOfCounts(countsOf(party), min).mean ?? 0;
  const highest = parties.reduce((best, party) => (mean(party) > mean(best) ? party : best));
  const lowest = parties.reduce((worst, party) => (mean(party) < mean(worst) ? party : worst));
  const against = parties.map((party) => {
    const own = countsOf(party);
    const rest = Array.from(everybody, (count, at) => count - (own[at] as number));
    return compare(party, own, 'rest', rest, min, tests);
  });
  return { highest, lowest, difference: mean(highest) - mean(lowest), against };
}

/** A comparison that waits for all others, because p is adjusted over all of them. */
interface Test {
  comparison: Comparison;
  /** Both groups are large enough for the difference to be called clear. */
  large: boolean;
}

function compare(a: string, ofA: Counts, b: string, ofB: Counts, min: number, tests: Test[]): Comparison {
  const [one, other] = [momentsOfCounts(ofA, min), momentsOfCounts(ofB, min)];
  const interval = welch(one, other);
  const difference = (one.mean ?? 0) - (other.mean ?? 0);
  const comparison: Comparison = {
    a,
    b,
    difference,
    ci: interval && { low: interval.low, high: interval.high },
    p: permutationP(ofA, ofB),
    pHolm: null,
    label: Math.abs(difference) >= NOTABLE - 1e-9 ? 'notable' : 'small',
  };
  tests.push({ comparison, large: Math.min(one.n, other.n) >= SPREAD_FLOOR });
  return comparison;
}

function judge(tests: readonly Test[]): void {
  const adjusted = holm(tests.map(({ comparison }) => comparison.p));
  for (const [at, { comparison, large }] of tests.entries()) {
    const pHolm = adjusted[at] ?? null;
    comparison.pHolm = pHolm;
    if (comparison.label === 'notable' && large && pHolm !== null && pHolm < CLEAR) comparison.label = 'clear';
  }
}

function themeOf(theme: Instrument['themes'][number], all: readonly AnalysedItem[], parties: readonly string[]) {
  const items = all.filter((item) => theme.items.includes(item.key));
  const byParty = parties.map((party) => {
    const figures = items.map((item) => item.byParty[party] as GroupFigures | Suppressed);
    const withheld = figures.find((figure) => 'suppressed' in figure);
    if (withheld) return [party, withheld] as const;
    return [party, { mean: meanOf(figures.map((figure) => (figure as GroupFigures).mean)) }] as const;
  });
  return {
    key: theme.key,
    items: items.map((item) => item.key),
    mean: meanOf(items.map((item) => item.mean)),
    byParty: Object.fromEntries(byParty),
  };
}

/** Of the means there are; null if there is none. */
function meanOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
