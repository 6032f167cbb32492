/** The few words around an analysis, and how its figures are written. */
import type { Analysis, Comparison, GroupFigures, Spread, Suppressed } from '../../domain/surveys/analysis.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { exactMean } from '../../domain/surveys/release.ts';
import type { Status } from '../../domain/surveys/snapshot-contract.ts';

const english = {
  answered: 'answered',
  of: 'of',
  version: 'version',
  floor: (n: number) => `Nothing is shown of fewer than ${n} answers.`,
  mean: 'mean',
  interval: '95 %',
  spread: 'sd',
  agreement: 'agree',
  gap: 'gap',
  item: 'item',
  theme: 'theme',
  notShown: 'not shown',
  clear: 'clear',
  high: 'highest',
  low: 'lowest',
  reliability: 'Alpha and lambda-2 of the items',
  status: { discuss: 'Discuss', worth: 'Worth discussing', strength: 'Strength' } satisfies Record<Status, string>,
  legend:
    'Lowest first. agree: r*wg, 1 = all equal, below 0 = divided. A gap marked clear is half a point or more and beyond chance (permutation test, Holm over all comparisons, ten answers on both sides).',
};

const german: typeof english = {
  answered: 'haben geantwortet',
  of: 'von',
  version: 'Fassung',
  floor: (n) => `Von weniger als ${n} Antworten wird nichts gezeigt.`,
  mean: 'Mittel',
  interval: '95 %',
  spread: 'SD',
  agreement: 'einig',
  gap: 'Abstand',
  item: 'Frage',
  theme: 'Thema',
  notShown: 'nicht gezeigt',
  clear: 'deutlich',
  high: 'höchste',
  low: 'niedrigste',
  reliability: 'Alpha und Lambda-2 der Fragen',
  status: { discuss: 'Besprechen', worth: 'Einen Blick wert', strength: 'Stärke' },
  legend:
    'Niedrigste zuerst. einig: r*wg, 1 = alle gleich, unter 0 = gespalten. Ein deutlicher Abstand beträgt mindestens einen halben Punkt und ist mehr als Zufall (Permutationstest, Holm über alle Vergleiche, zehn Antworten auf beiden Seiten).',
};

export type Words = typeof english;

export function wordsIn(language: string): Words {
  return language.split('-')[0] === 'de' ? german : english;
}

/** Decimals with a true minus sign; a dash where there is no figure. */
export function figure(value: number | null, digits: number): string {
  return value === null ? '–' : value.toFixed(digits).replace('-', '−');
}

export function interval({ ci }: Pick<GroupFigures, 'ci'>): string {
  return ci === null ? '–' : `${figure(ci.low, 1)}–${figure(ci.high, 1)}`;
}

/** Lowest mean first; what is not shown comes last. */
export function lowestFirst<T extends { mean: number | null }>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => (a.mean ?? Number.POSITIVE_INFINITY) - (b.mean ?? Number.POSITIVE_INFINITY));
}

/** A mean with one decimal, or as many as it takes not to contradict the status beside it. */
export function meanText(
  item: Pick<GroupFigures, 'mean' | 'distribution'>,
  instrument: Instrument,
  words: Words,
): string {
  if (item.mean === null || item.distribution === null) return words.notShown;
  const counts = Object.entries(item.distribution);
  const n = counts.reduce((all, [, count]) => all + count, 0);
  const sum = counts.reduce((all, [point, count]) => all + Number(point) * count, 0);
  return exactMean(sum, n, instrument.thresholds.discuss).shown;
}

export function partyMean(figures: { mean: number | null } | Suppressed | undefined, words: Words): string {
  if (!figures) return '–';
  return 'suppressed' in figures ? words.notShown : figure(figures.mean, 1);
}

export function gapText(gap: Comparison | Spread | null, words: Words): string {
  if (gap === null) return '–';
  const clear = 'against' in gap ? gap.against.some((one) => one.label === 'clear') : gap.label === 'clear';
  return `${figure(Math.abs(gap.difference), 1)}${clear ? ` ${words.clear}` : ''}`;
}

/** "8 of 10", or "8" when nobody said how many were invited. */
export function answeredOf(respondents: number, invited: number | undefined, words: Words): string {
  return invited === undefined ? String(respondents) : `${respondents} ${words.of} ${invited}`;
}

/** How many were invited in all, if that is known of every party. */
export function invitedInAll(analysis: Analysis, invited: Readonly<Record<string, number>>): number | undefined {
  if (analysis.parties.some(({ key }) => invited[key] === undefined)) return undefined;
  return analysis.parties.reduce((sum, { key }) => sum + (invited[key] ?? 0), 0);
}
