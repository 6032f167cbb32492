/** The figures that stand beside a published mean, for one cell and for everybody. */
import { agreementWord, rwgStar } from './agreement.ts';
import { pointsOf } from './instrument.ts';
import { combine, extras, type Published, type ReleasedCell, threeBins, type Yardstick } from './release.ts';
import type { Bins, Cell, Total } from './snapshot-contract.ts';
import {
  type Counts,
  countFrom,
  type Interval,
  median,
  momentsOfCounts,
  nonResponseBounds,
  overlap,
  tInterval,
} from './statistics.ts';

/**
 * Everything that is shown of one cell.
 *
 * @param invited people of the cell who were asked; taken as n if smaller
 * @param counts histogram of the cell's answers
 */
export function cellFigures(released: ReleasedCell, invited: number, counts: Counts, yardstick: Yardstick): Cell {
  const { parties, n, shown, value, bound, flag } = released;
  const { scale, thresholds } = yardstick;
  const may = extras(counts, yardstick);
  const asked = Math.max(n, invited);
  const moments = momentsOfCounts(counts, scale.min);
  const bounds = boundsOf([{ n, value, bound }], asked, yardstick);
  const interval = may.ci ? tInterval(moments, asked) : null;
  const star = may.agreement === 'number' ? rwgStar(moments, pointsOf(scale)) : null;
  return {
    parties,
    shown,
    value,
    bound,
    n,
    invited: asked,
    bounds,
    settled: isSettled([{ n, value, bound }], asked, yardstick),
    ci: interval && outward(overlap(interval, bounds)),
    agreement: star === null ? null : { rwgStar: Math.round(star * 100) / 100, word: agreementWord(star) },
    bins: binsOf(counts, may, yardstick),
    median: may.ci ? median(counts, scale.min) : null,
    favourable: may.threeBins ? { count: countFrom(counts, scale.min, thresholds.strength), of: n } : null,
    flag,
  };
}

/**
 * Everybody. One cell is repeated as it is. Of several, only what can be worked out from the published cells: sums of
 * bins where all cells show bins, the interval of a stratified mean where all show intervals (or all of a cell
 * answered), and nothing else. The spread of everybody's answers would give away the spread of a cell that keeps its own.
 */
export function totalFigures(cells: readonly Cell[], invited: number, yardstick: Yardstick): Total | null {
  const [first] = cells;
  if (!first) return null;
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const asked = Math.max(n, invited);
  const published = combine(cells, yardstick);
  const bounds = boundsOf(cells, asked, yardstick);
  const alone = cells.length === 1;
  return {
    ...published,
    n,
    invited: asked,
    bounds,
    settled: isSettled(cells, asked, yardstick),
    // A stratum without answers belongs to "everybody invited", but to no cell: only the bounds speak for it.
    ci: cells.reduce((sum, cell) => sum + cell.invited, 0) === asked ? totalInterval(cells, published, bounds) : null,
    agreement: alone ? first.agreement : null,
    bins: totalBins(cells),
    median: alone ? first.median : null,
    favourable: totalFavourable(cells),
  };
}

type Weighed = Omit<Published, 'shown'> & { n: number };

/** Non-response bounds from published means: a limit stands for everything between it and its end of the scale. */
function boundsOf(parts: readonly Weighed[], invited: number, { scale }: Yardstick): Interval {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  const sum = (end: 'low' | 'high') => parts.reduce((all, part) => all + part.n * reach(part, scale)[end], 0);
  return outward({
    low: nonResponseBounds(sum('low'), n, invited, scale).low,
    high: nonResponseBounds(sum('high'), n, invited, scale).high,
  });
}

/** Would the flag, or its absence, stand whatever the missing answers are? Allows for the rounding of the means. */
function isSettled(parts: readonly Weighed[], invited: number, { scale, thresholds }: Yardstick): boolean {
  const n = parts.reduce((sum, part) => sum + part.n, 0);
  if (n >= invited && parts.every((part) => part.bound === 'exact')) return true;
  const sum = (end: 'low' | 'high') =>
    parts.reduce((all, part) => {
      const slack = part.bound !== 'exact' ? 0 : isTenth(part.value) ? 0.05 : 0.005;
      return all + part.n * (reach(part, scale)[end] + (end === 'low' ? -slack : slack));
    }, 0);
  const low = nonResponseBounds(sum('low'), n, invited, scale).low;
  const high = nonResponseBounds(sum('high'), n, invited, scale).high;
  return high <= thresholds.discuss || low > thresholds.discuss;
}

/** Where the mean behind a published figure can lie, rounding aside. */
export function reach({ value, bound }: Omit<Published, 'shown'>, scale: Yardstick['scale']): Interval {
  return {
    low: bound === 'atMost' || bound === 'about' ? scale.min : value,
    high: bound === 'atLeast' || bound === 'about' ? scale.max : value,
  };
}

function isTenth(value: number): boolean {
  return Math.abs(value * 10 - Math.round(value * 10)) < 1e-9;
}

/** One decimal, away from the middle. The small allowance keeps 2.3 from becoming 2.2 through binary fractions. */
function outward({ low, high }: Interval): Interval {
  return { low: Math.floor(low * 10 + 1e-9) / 10, high: Math.ceil(high * 10 - 1e-9) / 10 };
}

function binsOf(counts: Counts, may: ReturnType<typeof extras>, yardstick: Yardstick): Bins | null {
  if (may.fiveBins) return { kind: 'points', counts: Array.from(counts) };
  return may.threeBins ? { kind: 'three', counts: threeBins(counts, yardstick) } : null;
}

/** Bins of one kind, added up where every cell shows them. */
function totalBins(cells: readonly Cell[]): Bins | null {
  const [first] = cells;
  if (!first?.bins) return null;
  const { kind, counts } = first.bins;
  if (cells.some((cell) => cell.bins?.kind !== kind)) return null;
  return { kind, counts: counts.map((_, at) => cells.reduce((sum, cell) => sum + (cell.bins?.counts[at] ?? 0), 0)) };
}

function totalFavourable(cells: readonly Cell[]): Total['favourable'] {
  let [count, of] = [0, 0];
  for (const { favourable } of cells) {
    if (!favourable) return null;
    count += favourable.count;
    of += favourable.of;
  }
  return { count, of };
}

/** Half widths add up in squares, weighted by answers; a cell in which everybody answered adds none. */
function totalInterval(cells: readonly Cell[], total: Published, bounds: Interval): Interval | null {
  if (cells.length === 1) return cells[0]?.ci ?? null;
  if (total.bound !== 'exact') return null;
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  let squares = 0;
  for (const cell of cells) {
    if (!cell.ci && cell.n < cell.invited) return null;
    if (cell.ci) squares += ((cell.n / n) * ((cell.ci.high - cell.ci.low) / 2)) ** 2;
  }
  if (squares === 0) return null;
  const half = Math.sqrt(squares);
  return outward(overlap({ low: total.value - half, high: total.value + half }, bounds));
}
