/** Small instruments and histograms for the tests of this chapter. */
import { readFileSync } from 'node:fs';
import { type Instrument, parseInstrument } from './instrument.ts';
import { createTally, type Tally } from './tally.ts';

/** Keys of the eleven items of the fixture. */
export const BHR_ITEMS = ['AF06', 'AF07', 'AP12', 'AP17', 'AP33', 'AP34', 'AS14', 'AS15', 'AS16', 'AS17', 'AS28'];

export function instrumentOf(keys: readonly string[], extra: object = {}): Instrument {
  const items = keys.map((key) => ({ key, text: key }));
  const parsed = parseInstrument({ key: 'test', version: 1, scale: { min: 1, max: 5 }, items, ...extra });
  if (!parsed.ok) throw new Error(parsed.problems.join(' '));
  return parsed.instrument;
}

/** Histogram of answers; nulls are left out. */
export function histogram(answers: readonly (number | null)[], scale = { min: 1, max: 5 }): number[] {
  const counts = new Array<number>(scale.max - scale.min + 1).fill(0);
  for (const answer of answers) if (answer !== null) counts[answer - scale.min] = (counts[answer - scale.min] ?? 0) + 1;
  return counts;
}

/** A tally of one item, from the answers of each group. */
export function tallyOf(instrument: Instrument, groups: Record<string, readonly (number | null)[]>): Tally {
  const tally = createTally(instrument);
  for (const [group, answers] of Object.entries(groups)) for (const answer of answers) tally.add(group, [answer]);
  return tally;
}

/** The fixture: two groups of Bliese, Halverson & Rothberg (2000), as a tally by group. */
export function bhrTally(): Tally {
  const text = readFileSync(new URL('./fixtures/bhr2000-two-groups.csv', import.meta.url), 'utf8');
  const tally = createTally(instrumentOf(BHR_ITEMS));
  for (const line of text.trim().split('\n').slice(1)) {
    const [group, ...ratings] = line.split(',').map(Number);
    tally.add(group as number, ratings);
  }
  return tally;
}

/** Every histogram of n answers on so many points. */
export function* histograms(points: number, n: number): Generator<number[]> {
  if (points === 1) yield [n];
  else
    for (let first = 0; first <= n; first++)
      for (const rest of histograms(points - 1, n - first)) yield [first, ...rest];
}
