/**
 * The release gate: the one place that decides what may be shown of answers given in confidence.
 *
 * Everything a closed round ever shows is made here or from what is made here. The rules and the attacks they answer
 * are in docs/decisions/0010-release-gate.md. In short: groups below k answers are merged, never shown beside a total
 * that would give them away by subtraction; a mean close to an end of the scale is shown as a limit; totals are made
 * from published cells; and anything that says how answers spread needs ten answers that are not nearly unanimous.
 */

import { pointsOf } from './instrument.ts';
import type { Bound, Status } from './snapshot-contract.ts';
import { addUp, type Counts, sizeOf, sumOf } from './statistics.ts';
import { K_FLOOR } from './words.ts';

/** Fewest answers behind spread figures (interval, agreement, bins, median) and numeric trends. */
export const SPREAD_FLOOR = 10;
/** Fewest answers behind one count per scale point, per point: 30 on five points. */
const ANSWERS_PER_POINT = 6;
const ALL_POINTS_FLOOR = 30;
/** People who must differ from the most frequent answer before anything about the spread is said. */
const DISSENT_FLOOR = 4;

/** The part of an instrument that the gate reads. */
export interface Yardstick {
  scale: { min: number; max: number };
  thresholds: { discuss: number; strength: number };
}

/** A figure as it is published: words, number, and how it relates to the answers. */
export interface Published {
  shown: string;
  value: number;
  bound: Bound;
}

/** Groups that are published as one. */
export interface MergedCell {
  parties: string[];
  n: number;
}

/**
 * Merge groups until each published cell has at least k members.
 *
 * All groups below k form one cell; if that is still below k, the smallest of the others joins it (the first in order
 * when several are). Naming the merged cell gives nothing away: it is what subtraction would give anyway.
 *
 * @param counts group and its size, in frozen order; empty groups are left out
 * @returns disjoint cells of at least k, ordered by their first group; none when everybody together is fewer than k
 */
export function mergeCells(counts: readonly (readonly [string, number])[], k: number): MergedCell[] {
  const present = counts.filter(([, n]) => n > 0);
  const sum = (groups: typeof present) => groups.reduce((total, [, n]) => total + n, 0);
  if (sum(present) < k) return [];

  const merged = new Set(present.filter(([, n]) => n < k));
  if (merged.size > 0 && sum([...merged]) < k) {
    const others = present.filter((group) => !merged.has(group));
    const smallest = others.reduce((least, group) => (group[1] < least[1] ? group : least));
    merged.add(smallest);
  }
  const cells = present.filter((group) => !merged.has(group)).map((group) => [group]);
  if (merged.size > 0) cells.push(present.filter((group) => merged.has(group)));
  const place = (cell: typeof present) => present.indexOf(cell[0] as (typeof present)[number]);
  return cells
    .sort((one, other) => place(one) - place(other))
    .map((groups) => ({ parties: groups.map(([key]) => key), n: sum(groups) }));
}

/**
 * The mean of one cell as it is published.
 *
 * Within one scale width of an end (sum ≤ n·min + points, or ≥ n·max − points) only that limit is shown, rounded
 * outward: otherwise the one person who answered differently could work out everybody else. Elsewhere one decimal,
 * half up in integers; two, and finally "> 3.00", where one decimal would contradict the flag.
 *
 * @param sum sum of the answers
 * @param n number of answers, at least 1
 */
export function showMean(sum: number, n: number, { scale, thresholds }: Yardstick): Published {
  const width = pointsOf(scale);
  const low = n * scale.min + width;
  const high = n * scale.max - width;
  // Four answers of yes or no: the limits meet, and either of them alone would say too much.
  if (low >= high) return about(10 * (scale.min + scale.max), 20);
  if (sum <= low) return limit('atMost', Math.ceil((100 * low) / n));
  if (sum >= high) return limit('atLeast', Math.floor((100 * high) / n));
  return exactMean(sum, n, thresholds.discuss);
}

function about(sum: number, n: number): Published {
  const tenths = Math.floor((20 * sum + n) / (2 * n));
  return { shown: `≈ ${decimals(tenths * 10, 1)}`, value: tenths / 10, bound: 'about' };
}

function limit(bound: 'atMost' | 'atLeast', hundredths: number): Published {
  return { shown: `${bound === 'atMost' ? '≤' : '≥'} ${trimmed(hundredths)}`, value: hundredths / 100, bound };
}

/** sum/n, nothing withheld, with as many decimals as it takes for the figure and the flag to agree. */
export function exactMean(sum: number, n: number, threshold: number): Published {
  const cut = Math.round(threshold * 100);
  const flagged = 100 * sum <= cut * n;
  const tenths = Math.floor((20 * sum + n) / (2 * n));
  if (tenths * 10 <= cut === flagged) return { shown: decimals(tenths * 10, 1), value: tenths / 10, bound: 'exact' };
  const hundredths = Math.floor((200 * sum + n) / (2 * n));
  if (hundredths <= cut === flagged) return { shown: decimals(hundredths, 2), value: hundredths / 100, bound: 'exact' };
  // Above the threshold by less than half a hundredth; the value is the upper end of where the mean then lies.
  return { shown: `> ${decimals(cut, 2)}`, value: (cut * 10 + 5) / 1000, bound: 'exact' };
}

/** Hundredths as text with one or two decimals and a true minus sign. */
export function decimals(hundredths: number, digits: 1 | 2): string {
  const text = (Math.abs(hundredths) / 100).toFixed(digits);
  return hundredths < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** Hundredths as text without zeros at the end: "2", "4.5", "4.16". */
function trimmed(hundredths: number): string {
  return decimals(hundredths, 2).replace(/\.?0+$/, '');
}

/** A published figure together with the number of answers it stands for. */
export type Weighted = Published & { n: number };

/**
 * The n-weighted mean of published figures, as it is published in turn: everybody, or the rest against one cell.
 * Never sees the answers, so it cannot say more than the figures that went into it. Limits enter with their limit and
 * leave their mark: ≤, ≥, or ≈ when there are both; rounded outward. One figure alone stays as it is.
 */
export function combine(parts: readonly Weighted[], { thresholds }: Yardstick): Published {
  const [first] = parts;
  if (!first) throw new RangeError('nothing to combine');
  if (parts.length === 1) return { shown: first.shown, value: first.value, bound: first.bound };
  // In thousandths, because "> 3.00" counts as 3.005.
  const sum = parts.reduce((total, part) => total + part.n * Math.round(part.value * 1000), 0);
  const weight = 1000 * parts.reduce((total, part) => total + part.n, 0);
  const bound = jointBound(parts.map((part) => part.bound));
  if (bound === 'exact') return exactMean(sum, weight, thresholds.discuss);
  if (bound === 'atMost') return limit(bound, 10 * Math.ceil((10 * sum) / weight));
  if (bound === 'atLeast') return limit(bound, 10 * Math.floor((10 * sum) / weight));
  return about(sum, weight);
}

function jointBound(bounds: readonly Bound[]): Bound {
  const limits = new Set(bounds.filter((bound) => bound !== 'exact'));
  if (limits.size === 0) return 'exact';
  return limits.size === 1 ? ([...limits][0] as Bound) : 'about';
}

/**
 * Is a published figure at or below the "discuss" threshold? A limit is judged by its end of the scale: "≤" is always
 * flagged, "≥" and "≈" never, because a finer answer would have to look at the hidden sum.
 */
export function isFlagged({ value, bound }: Published, { thresholds }: Yardstick): boolean {
  if (bound === 'exact') return value <= thresholds.discuss;
  return bound === 'atMost';
}

export type ReleasedCell = Weighted & { parties: string[]; flag: boolean };
export interface ReleasedItem {
  cells: ReleasedCell[];
  total: Weighted | null;
  flag: 'overall' | 'some-parties' | 'no' | null;
  reason: string | null;
}

/**
 * Release one item: cells of at least k answers, and everybody as the mean of the published cells.
 *
 * "overall" means that everybody's published mean is at or below the threshold and no "≥" went into it. If the true
 * mean of all is flagged, some cell is, so nothing is missed where this says "some-parties".
 *
 * @param groups per stratum its key and the histogram of its answers to this item, in frozen order
 * @throws RangeError if k is below 4
 */
export function releaseItem(
  groups: readonly { key: string; counts: Counts }[],
  k: number,
  yardstick: Yardstick,
): ReleasedItem {
  if (!(k >= K_FLOOR)) throw new RangeError(`k must be at least ${K_FLOOR}`);
  const byKey = new Map(groups.map((group) => [group.key, group.counts]));
  const sizes = groups.map((group) => [group.key, sizeOf(group.counts)] as const);
  const cells = mergeCells(sizes, k).map((cell): ReleasedCell => {
    const counts = addUp(cell.parties.map((key) => byKey.get(key) as Counts));
    const mean = showMean(sumOf(counts, yardstick.scale.min), cell.n, yardstick);
    return { ...cell, ...mean, flag: isFlagged(mean, yardstick) };
  });
  if (cells.length === 0) return { cells, total: null, flag: null, reason: `fewer than ${k} answers` };

  const total = { ...combine(cells, yardstick), n: cells.reduce((n, cell) => n + cell.n, 0) };
  const someFlagged = cells.some((cell) => cell.flag);
  const flag = isLow(total, yardstick) ? 'overall' : someFlagged ? 'some-parties' : 'no';
  return { cells, total, flag, reason: null };
}

/** Is an average of published figures at or below the threshold, with no "≥" in it that could lift it above? */
export function isLow({ value, bound }: Published, { thresholds }: Yardstick): boolean {
  return value <= thresholds.discuss && (bound === 'exact' || bound === 'atMost');
}

/** What to do about an item: see `status` in the snapshot contract. Null when nothing is shown. */
export function statusOf(flag: ReleasedItem['flag'], total: Published | null, yardstick: Yardstick): Status | null {
  if (flag === null || total === null) return null;
  if (flag === 'overall') return 'discuss';
  if (flag === 'some-parties') return 'worth';
  return total.value >= yardstick.thresholds.strength && total.bound !== 'atMost' ? 'strength' : 'worth';
}

/** Which figures beside the mean one cell may show. */
export interface Extras {
  /** The mean is shown as a limit. */
  guarded: boolean;
  nonresponseBounds: true;
  /** Interval; the median follows the same rule. */
  ci: boolean;
  agreement: 'number' | 'no';
  /** Low, middle and high answers; the favourable share follows the same rule. */
  threeBins: boolean;
  /** One count per scale point. */
  fiveBins: boolean;
  trend: 'number' | 'direction';
}

/**
 * Which extras a histogram may show. Mean and spread together rebuild the answers of a small or unanimous group, so
 * the spread needs ten answers, an unguarded mean, and more than three people off the most frequent answer; bins need
 * more than three people outside the largest bin besides. A word in place of the number would say the same: none.
 */
export function extras(counts: Counts, yardstick: Yardstick): Extras {
  const { scale } = yardstick;
  const n = sizeOf(counts);
  const guarded = n === 0 || showMean(sumOf(counts, scale.min), n, yardstick).bound !== 'exact';
  const spread = n >= SPREAD_FLOOR && !guarded && dissent(counts) >= DISSENT_FLOOR;
  const bins = spread && dissent(threeBins(counts, yardstick)) >= DISSENT_FLOOR;
  return {
    guarded,
    nonresponseBounds: true,
    ci: spread,
    agreement: spread ? 'number' : 'no',
    threeBins: bins,
    fiveBins: bins && n >= Math.max(ALL_POINTS_FLOOR, ANSWERS_PER_POINT * pointsOf(scale)),
    trend: n >= SPREAD_FLOOR && !guarded ? 'number' : 'direction',
  };
}

/** Answers outside the largest class. */
function dissent(counts: Counts): number {
  return sizeOf(counts) - Math.max(...Array.from(counts));
}

/** Answers below "discuss", from there up to "strength", and from "strength" on: ≤ 2, 3 and ≥ 4 on five points. */
export function threeBins(counts: Counts, { scale, thresholds }: Yardstick): [number, number, number] {
  const bins: [number, number, number] = [0, 0, 0];
  for (let at = 0; at < counts.length; at++) {
    const answer = scale.min + at;
    bins[answer < thresholds.discuss ? 0 : answer < thresholds.strength ? 1 : 2] += counts[at] as number;
  }
  return bins;
}

/** May comments be shown? From 2k respondents and k comments, all parties together. */
export function mayShowComments(respondents: number, comments: number, k: number): boolean {
  return respondents >= 2 * k && comments >= k;
}

/**
 * The finest partition that every one given refines into: what two rounds, or the items of a theme, have in common.
 * Groups and their members come in order of first appearance.
 */
export function joinPartitions(partitions: readonly (readonly (readonly string[])[])[]): string[][] {
  const groups = new Map<string, Set<string>>();
  for (const cell of partitions.flat()) {
    const joined = new Set<string>();
    for (const key of cell) for (const member of groups.get(key) ?? [key]) joined.add(member);
    for (const member of joined) groups.set(member, joined);
  }
  const order = [...new Set(partitions.flat(2))];
  const place = new Map(order.map((key, at) => [key, at]));
  const distinct = [...new Set(order.map((key) => groups.get(key) as Set<string>))];
  return distinct.map((group) => [...group].sort((a, b) => (place.get(a) as number) - (place.get(b) as number)));
}
