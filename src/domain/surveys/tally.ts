/**
 * Counting answers as they stream by, in constant memory: closing a round reads a database cursor into a tally, the
 * command line reads a file into one. Nothing about a single person can be read back from it except through counts.
 */
import { type Instrument, pointsOf } from './instrument.ts';

/** Counts of one group of people (a stratum, a party), or of several together. */
export interface GroupCounts {
  /** People, whether they answered anything or not. */
  rows: number;
  /** People who answered at least half of the items. */
  respondents: number;
  /** Per item of the instrument: how often each scale point was given, lowest first. */
  items: Float64Array[];
  /** The same of guesses about the other side; all zero where nobody was asked to guess. */
  guesses: Float64Array[];
  /** Over people who answered every item: how many, and per item the sum and the sum of squares of their answers. */
  complete: { n: number; sums: Float64Array; squares: Float64Array };
}

/** Over everybody who answered every item: sums, and sums of products of each pair of items (row by row, J × J). */
export interface ScaleSums {
  n: number;
  sums: Float64Array;
  products: Float64Array;
}

export interface Tally {
  readonly instrument: Instrument;
  /**
   * Count one person.
   *
   * @param group the person's group; made on first sight
   * @param ratings one entry per item in the order of the instrument; null for "can't say" or missing. Reversed items
   *   are turned round here, once, so that everything counted points the same way.
   * @param guesses how they think the other side answered, in the same form; empty: they did not guess
   * @throws RangeError if there are more or fewer entries than items, or an entry is not a point of the scale
   */
  add(group: string | number, ratings: readonly (number | null)[], guesses?: readonly (number | null)[]): void;
  /** Keys of the groups in order of first sight. */
  groups(): string[];
  /** The counts of the groups named, added up; groups never seen count as empty. Without names: of everybody. */
  counts(...groups: readonly string[]): GroupCounts;
  /** What alpha and lambda-2 need, over everybody. */
  scale(): ScaleSums;
}

export function createTally(instrument: Instrument): Tally {
  const { min, max } = instrument.scale;
  const points = pointsOf(instrument.scale);
  const reversed = instrument.items.map((item) => item.reversed);
  const length = reversed.length;
  const half = length / 2;
  const groups = new Map<string, GroupCounts>();
  const products = new Float64Array(length * length);
  const keyed = new Float64Array(length);

  const onScale = (answer: number): void => {
    if (!Number.isInteger(answer) || answer < min || answer > max)
      throw new RangeError(`${answer} is not a point of the scale from ${min} to ${max}`);
  };

  return {
    instrument,

    add(group, ratings, guesses = []) {
      if (ratings.length !== length) throw new RangeError(`expected ${length} ratings, got ${ratings.length}`);
      if (guesses.length !== 0 && guesses.length !== length)
        throw new RangeError(`expected ${length} guesses or none, got ${guesses.length}`);
      let answered = 0;
      for (let item = 0; item < length; item++) {
        const guess = guesses[item];
        if (guess != null) onScale(guess);
        const rating = ratings[item];
        if (rating == null) continue;
        onScale(rating);
        keyed[item] = reversed[item] ? min + max - rating : rating;
        answered++;
      }

      const key = String(group);
      let counts = groups.get(key);
      if (!counts) {
        counts = emptyCounts(length, points);
        groups.set(key, counts);
      }
      counts.rows++;
      if (answered > 0 && answered >= half) counts.respondents++;
      for (let item = 0; item < length; item++) {
        if (ratings[item] == null) continue;
        increase(counts.items[item] as Float64Array, (keyed[item] as number) - min, 1);
      }
      for (const [item, guess] of guesses.entries())
        if (guess !== null)
          increase(counts.guesses[item] as Float64Array, (reversed[item] ? min + max - guess : guess) - min, 1);
      if (answered < length) return;

      const { complete } = counts;
      complete.n++;
      for (let item = 0; item < length; item++) {
        const value = keyed[item] as number;
        increase(complete.sums, item, value);
        increase(complete.squares, item, value * value);
        // Only one triangle is counted here; scale() mirrors it.
        for (let other = 0; other <= item; other++)
          increase(products, item * length + other, value * (keyed[other] as number));
      }
    },

    groups: () => [...groups.keys()],

    counts(...names) {
      const sum = emptyCounts(length, points);
      for (const [key, counts] of groups) {
        if (names.length === 0 || names.includes(key)) addCounts(sum, counts);
      }
      return sum;
    },

    scale() {
      const whole = emptyCounts(length, points);
      for (const counts of groups.values()) addCounts(whole, counts);
      const square = Float64Array.from(products, (_, at) => {
        const [row, column] = [Math.floor(at / length), at % length];
        return products[Math.max(row, column) * length + Math.min(row, column)] as number;
      });
      return { n: whole.complete.n, sums: whole.complete.sums, products: square };
    },
  };
}

function emptyCounts(items: number, points: number): GroupCounts {
  return {
    rows: 0,
    respondents: 0,
    items: Array.from({ length: items }, () => new Float64Array(points)),
    guesses: Array.from({ length: items }, () => new Float64Array(points)),
    complete: { n: 0, sums: new Float64Array(items), squares: new Float64Array(items) },
  };
}

function addCounts(into: GroupCounts, from: GroupCounts): void {
  into.rows += from.rows;
  into.respondents += from.respondents;
  for (const [item, counts] of from.items.entries()) addTo(into.items[item] as Float64Array, counts);
  for (const [item, counts] of from.guesses.entries()) addTo(into.guesses[item] as Float64Array, counts);
  into.complete.n += from.complete.n;
  addTo(into.complete.sums, from.complete.sums);
  addTo(into.complete.squares, from.complete.squares);
}

function addTo(into: Float64Array, from: Float64Array): void {
  for (let at = 0; at < from.length; at++) increase(into, at, from[at] as number);
}

function increase(numbers: Float64Array, at: number, by: number): void {
  numbers[at] = (numbers[at] as number) + by;
}
