import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Analysis, analyse, type GroupFigures } from './analysis.ts';
import { mergeCells } from './release.ts';
import { createTally } from './tally.ts';
import { bhrTally, instrumentOf, tallyOf } from './testing.ts';

const one = instrumentOf(['item']);
const only = (analysis: Analysis) => analysis.items[0] as Analysis['items'][number];

describe('the fixture, against R', () => {
  const analysis = analyse(bhrTally(), { floor: 1 });

  it('figures per group', () => {
    const figures = only(analysis).byParty['1'] as GroupFigures;
    expect(figures.n).toBe(59);
    expect(figures.mean).toBeCloseTo(3.23728813559322, 12);
    expect(figures.sd).toBeCloseTo(0.916119685202446, 12);
    expect(figures.median).toBe(3);
    expect(figures.ci?.low).toBeCloseTo(2.99854604533302, 10);
    expect(figures.ci?.method).toBe('t');
    expect(figures.distribution).toEqual({ 1: 2, 2: 10, 3: 22, 4: 22, 5: 3 });
  });

  it('the gap between the two groups', () => {
    const { gap } = only(analysis);
    if (!gap || 'against' in gap) throw new Error('two groups are compared with each other');
    expect(gap).toMatchObject({ a: '1', b: '4' });
    expect(gap.difference).toBeCloseTo(0.506518904823989, 12);
    expect(gap.ci?.low).toBeCloseTo(0.0573382944365427, 8);
    expect(gap.ci?.high).toBeCloseTo(0.955699515211436, 8);
    expect(gap.pHolm).toBeGreaterThan(gap.p as number);
    expect(gap.label).toBe('notable');
  });
});

describe('everybody', () => {
  it('has exactly the documented fields', () => {
    const item = only(analyse(tallyOf(one, { A: [3, 4, null], B: [5] }), { floor: 1 }));
    expect(Object.keys(item)).toEqual([
      'key',
      'n',
      'mean',
      'sd',
      'median',
      'ci',
      'distribution',
      'missing',
      'agreement',
      'flag',
      'byParty',
      'gap',
    ]);
    expect(item).toMatchObject({ n: 3, mean: 4, missing: 1, flag: 'strength' });
  });

  it('is null where nothing is defined', () => {
    const analysis = analyse(createTally(one), { floor: 5 });
    expect(analysis).toMatchObject({ respondents: 0, parties: [], scale: { alpha: null, lambda2: null } });
    expect(only(analysis)).toMatchObject({ n: 0, mean: null, sd: null, median: null, ci: null, flag: null, gap: null });
    const single = only(analyse(tallyOf(one, { A: [4] }), { floor: 1 }));
    expect(single).toMatchObject({ n: 1, mean: 4, sd: null, ci: null, agreement: { rwgStar: null, adm: null } });
  });

  it('uses the finite-population correction when it knows how many were invited', () => {
    const tally = tallyOf(one, { A: [1, 2, 3, 4, 5, 3], B: [2, 2, 3, 4, 4, 5] });
    const known = only(analyse(tally, { floor: 1, invited: { A: 8, B: 6 } }));
    const plain = only(analyse(tally, { floor: 1 }));
    const width = ({ ci }: Pick<GroupFigures, 'ci'>) => (ci ? ci.high - ci.low : Number.NaN);
    expect(known.ci?.method).toBe('t-fpc');
    expect(width(known) / width(plain)).toBeCloseTo(Math.sqrt(1 - 12 / 14), 10);
    expect(known.byParty.B).toMatchObject({ ci: null });
    expect(only(analyse(tally, { floor: 1, invited: { A: 8 } })).ci?.method).toBe('t');
  });

  it('flags exactly at the thresholds', () => {
    const flag = (answers: number[]) => only(analyse(tallyOf(one, { A: answers }), { floor: 1 })).flag;
    expect([flag([3, 3]), flag([3, 3, 3, 4]), flag([4, 4]), flag([4, 4, 4, 3])]).toEqual([
      'discuss',
      'worth',
      'strength',
      'worth',
    ]);
  });
});

describe('the floor', () => {
  it('hides a small party, and the one that would give it away', () => {
    const item = only(
      analyse(tallyOf(one, { A: [4, 4, 3, 5, 2, 4], B: [2, 4], C: [3, 3, 3, 2, 4, 4, 4] }), { floor: 5 }),
    );
    expect(item.byParty.B).toEqual({ suppressed: true, reason: 'fewer than 5 answers' });
    expect(item.byParty.A).toEqual({ suppressed: true, reason: 'would give away a smaller party by subtraction' });
    expect(item.byParty.C).toMatchObject({ n: 7 });
  });

  it('hides everything below it in all', () => {
    const analysis = analyse(tallyOf(one, { A: [4, 4], B: [2] }), { floor: 5 });
    expect(only(analysis)).toMatchObject({ n: 3, mean: null, distribution: null, flag: null, gap: null });
    expect(only(analysis).byParty.A).toMatchObject({ suppressed: true });
  });

  it('must be a whole number from 1', () => {
    for (const floor of [0, 2.5, Number.NaN]) expect(() => analyse(createTally(one), { floor })).toThrow(RangeError);
  });

  it('leaves no group below it to be found by subtraction', () => {
    const answers = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 9 });
    fc.assert(
      fc.property(answers, answers, answers, fc.integer({ min: 1, max: 6 }), (A, B, C, floor) => {
        const item = only(analyse(tallyOf(one, { A, B, C }), { floor }));
        const shown = Object.values(item.byParty).filter((figures): figures is GroupFigures => 'mean' in figures);
        for (const figures of shown) expect(figures.n === 0 || figures.n >= floor).toBe(true);
        const hidden = item.n - shown.reduce((sum, figures) => sum + figures.n, 0);
        if (item.mean !== null) expect(hidden === 0 || hidden >= floor).toBe(true);
        else expect(shown.every((figures) => figures.n === 0)).toBe(true);
        const sizes = Object.entries({ A, B, C }).map(([key, given]) => [key, given.length] as const);
        expect(mergeCells(sizes, floor).length === 0).toBe(item.mean === null);
      }),
    );
  });
});

describe('more than two parties', () => {
  const low = [1, 1, 2, 2, 2, 2, 3, 3, 3, 1, 2, 2];
  const analysis = analyse(tallyOf(one, { A: [5, 4, 4, 4], B: low, C: [3, 3, 4, 4] }), { floor: 1 });

  it('are each compared with everybody else', () => {
    const { gap } = only(analysis);
    if (!gap || !('against' in gap)) throw new Error('three parties are each compared with the rest');
    expect(gap).toMatchObject({ highest: 'A', lowest: 'B', difference: 4.25 - 2 });
    expect(gap.against.map(({ a, b }) => [a, b])).toEqual([
      ['A', 'rest'],
      ['B', 'rest'],
      ['C', 'rest'],
    ]);
  });

  it('are called clear only with ten answers on both sides', () => {
    const { gap } = only(analysis);
    expect(gap && 'against' in gap && gap.against[1]).toMatchObject({ label: 'notable' });
  });
});

it('averages themes over item means, per party where all items are shown', () => {
  const instrument = instrumentOf(['a', 'b'], { themes: [{ key: 't', items: ['a', 'b'] }] });
  const tally = createTally(instrument);
  for (const ratings of [
    [4, 2],
    [4, 2],
    [2, null],
  ])
    tally.add('A', ratings);
  for (const ratings of [
    [5, 5],
    [3, 3],
    [4, 4],
  ])
    tally.add('B', ratings);
  const [theme] = analyse(tally, { floor: 1 }).themes;
  expect(theme).toMatchObject({
    key: 't',
    items: ['a', 'b'],
    byParty: { A: { mean: (10 / 3 + 2) / 2 }, B: { mean: 4 } },
  });
  expect(analyse(tally, { floor: 3 }).themes[0]?.byParty.B).toMatchObject({ suppressed: true });
});
