import { describe, expect, it } from 'vitest';
import { cellFigures } from './figures.ts';
import { isFlagged, showMean, type Yardstick } from './release.ts';
import { buildSnapshot } from './snapshot.ts';
import { sumOf } from './statistics.ts';
import { createTally } from './tally.ts';
import { histograms, instrumentOf } from './testing.ts';

/**
 * The insider's attack, tried on every possible set of answers: one person knows their own answer and everything that
 * is published. They have won if only one answer is left for everybody else.
 */
function pinned(published: readonly { output: string; own: readonly number[]; other?: readonly number[] }[]): string[] {
  const alike = new Map<string, (typeof published)[number][]>();
  for (const one of published) alike.set(one.output, [...(alike.get(one.output) ?? []), one]);
  const pins: string[] = [];
  for (const [output, cases] of alike) {
    const points = cases[0]?.own.length ?? 0;
    for (let mine = 0; mine < points; mine++) {
      const possible = cases.filter(({ own }) => (own[mine] ?? 0) > 0);
      const colleagues = possible.map(({ own }) => unanimous(own.map((n, at) => (at === mine ? n - 1 : n))));
      const strangers = possible.map(({ other }) => (other ? unanimous(other) : null));
      if (isCertain(colleagues) || isCertain(strangers)) pins.push(`answer ${mine} of ${output}`);
    }
  }
  return pins;
}

/** The answer that all gave, as a place on the scale; null if they differ. */
function unanimous(counts: readonly number[]): number | null {
  const given = counts.flatMap((n, at) => (n > 0 ? [at] : []));
  return given.length === 1 ? (given[0] as number) : null;
}

function isCertain(outcomes: readonly (number | null)[]): boolean {
  return outcomes.length > 0 && outcomes[0] !== null && outcomes.every((one) => one === outcomes[0]);
}

function yardstick(points: number): Yardstick {
  return {
    scale: { min: 1, max: points },
    thresholds: { discuss: (1 + points) / 2, strength: 1 + 0.75 * (points - 1) },
  };
}

describe('nobody’s answer can be worked out', () => {
  const sizes = {
    2: [4, 5, 6, 10, 12, 20],
    3: [4, 5, 7, 10, 12, 20],
    4: [4, 5, 7, 10, 12],
    5: [4, 5, 6, 8, 10, 11, 12, 14],
    7: [4, 5, 6, 8],
  };
  for (const [points, all] of Object.entries(sizes)) {
    it.each(all)(`from all figures of one cell, on ${points} points, of %i answers`, (n) => {
      const rule = yardstick(Number(points));
      for (const invited of [n, n + 3]) {
        const published = [...histograms(Number(points), n)].map((own) => {
          const mean = showMean(sumOf(own, 1), n, rule);
          const cell = { parties: ['A'], n, ...mean, flag: isFlagged(mean, rule) };
          return { own, output: JSON.stringify(cellFigures(cell, invited, own, rule)) };
        });
        expect(pinned(published)).toEqual([]);
      }
    });
  }

  it.each([
    [3, 5, 5],
    [3, 3, 3],
    [3, 7, 2],
    [5, 4, 4],
    [2, 10, 10],
  ])('from the whole snapshot of two parties, on %i points, of %i and %i answers', (points, mine, theirs) => {
    const instrument = instrumentOf(['item'], { scale: { min: 1, max: points } });
    const strata = [
      { key: 'A', parties: ['A'], invited: mine + 1 },
      { key: 'B', parties: ['B'], invited: theirs },
    ];
    const published = [...histograms(points, mine)].flatMap((own) =>
      [...histograms(points, theirs)].map((other) => {
        const tally = createTally(instrument);
        for (const [key, counts] of [
          ['A', own],
          ['B', other],
        ] as const) {
          for (const [at, n] of counts.entries()) for (let i = 0; i < n; i++) tally.add(key, [at + 1]);
        }
        const snapshot = buildSnapshot({ instrument, k: 4, strata, tally, comments: [], random: () => 0 });
        return { own, other, output: JSON.stringify(snapshot) };
      }),
    );
    expect(pinned(published)).toEqual([]);
  });

  it('is a test that can fail: the bare mean gives people away', () => {
    const published = [...histograms(5, 5)].map((own) => ({ own, output: (sumOf(own, 1) / 5).toFixed(1) }));
    expect(pinned(published).length).toBeGreaterThan(0);
  });
});
