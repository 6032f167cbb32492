import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Status } from '../surveys/snapshot-contract.ts';
import { drift, markOf } from './marks.ts';

const number = (value: number, level = false): Change => ({ kind: 'number', value, shown: `${value}`, level });
const toward = (direction: 'up' | 'down' | 'same'): Change => ({ kind: 'direction', direction });
const never: Change = { kind: 'not-comparable', reason: 'different parties answered' };
const statuses: Status[] = ['discuss', 'worth', 'strength'];

describe('the mark of an item that was talked through', () => {
  it('says recovered only where it left the band it was talked about for', () => {
    expect(markOf('discuss', 'worth', number(0.6))).toBe('recovered');
    expect(markOf('discuss', 'strength', toward('up'))).toBe('recovered');
    expect(markOf('worth', 'strength', number(0.4))).toBe('recovered');
    expect(markOf('discuss', 'discuss', number(0.6))).toBe('better');
    expect(markOf('strength', 'strength', number(0.6))).toBe('better');
  });

  it('calls what one answer could make unchanged, even across a threshold', () => {
    expect(markOf('discuss', 'worth', number(0.1, true))).toBe('unchanged');
    expect(markOf('discuss', 'worth', toward('same'))).toBe('unchanged');
    expect(markOf('worth', 'discuss', number(-0.1, true))).toBe('unchanged');
  });

  it('says worse where it is lower, whatever the band', () => {
    expect(markOf('worth', 'discuss', number(-0.5))).toBe('worse');
    expect(markOf('strength', 'strength', toward('down'))).toBe('worse');
  });

  it('says nothing where nothing may be said', () => {
    expect(markOf('discuss', 'worth', never)).toBeNull();
    expect(markOf('discuss', null, number(0.6))).toBeNull();
  });

  it('never says more than the change does', () => {
    const change = fc.oneof(
      fc
        .tuple(fc.integer({ min: -400, max: 400 }), fc.boolean())
        .map(([hundredths, level]) => number(hundredths / 100, level || hundredths === 0)),
      fc.constantFrom(toward('up'), toward('down'), toward('same'), never),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...statuses),
        fc.option(fc.constantFrom(...statuses)),
        change,
        (before, after, given) => {
          const mark = markOf(before, after, given);
          const rises =
            given.kind === 'direction' ? given.direction === 'up' : given.kind === 'number' && given.value > 0;
          const falls =
            given.kind === 'direction' ? given.direction === 'down' : given.kind === 'number' && given.value < 0;
          if (given.kind === 'not-comparable' || after === null) expect(mark).toBeNull();
          if (mark === 'recovered') {
            expect(rises && after !== null).toBe(true);
            expect(statuses.indexOf(after as Status)).toBeGreaterThan(statuses.indexOf(before));
          }
          if (mark === 'better') expect(rises).toBe(true);
          if (mark === 'worse') expect(falls).toBe(true);
          if (given.kind === 'number' && given.level && after !== null) expect(mark).toBe('unchanged');
        },
      ),
    );
  });
});

describe('regression to the mean', () => {
  const items = (changes: Record<string, Change>) =>
    Object.entries(changes).map(([key, change]) => ({ key, change, cells: [] }));

  it('sets what was talked about beside everything else', () => {
    const comparison = items({
      a: number(0.5),
      b: number(0.4),
      c: number(0.3),
      d: number(0.1),
      e: number(0.2),
      f: number(0),
      g: never,
      h: toward('up'),
    });
    expect(drift(comparison, new Set(['a', 'b', 'c', 'g']))).toEqual({ discussed: 0.4, others: 0.1 });
  });

  it('needs three numbers on both sides', () => {
    const comparison = items({ a: number(1), b: number(1), c: number(1), d: number(0), e: number(0), f: toward('up') });
    expect(drift(comparison, new Set(['a', 'b', 'c']))).toBeNull();
    expect(drift(comparison, new Set(['a', 'b']))).toBeNull();
  });

  it('lies within the changes it is the average of, and moves with them', () => {
    const values = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 3, maxLength: 12 });
    fc.assert(
      fc.property(values, values, (talked, rest) => {
        const comparison = [
          ...talked.map((v, at) => ({ key: `t${at}`, change: number(v / 10), cells: [] })),
          ...rest.map((v, at) => ({ key: `r${at}`, change: number(v / 10), cells: [] })),
        ];
        const found = drift(comparison, new Set(talked.map((_, at) => `t${at}`)));
        for (const [value, from] of [
          [found?.discussed, talked],
          [found?.others, rest],
        ] as const) {
          expect((value ?? Number.NaN) * 10).toBeGreaterThanOrEqual(Math.min(...from) - 0.51);
          expect((value ?? Number.NaN) * 10).toBeLessThanOrEqual(Math.max(...from) + 0.51);
          expect(Object.is(value, -0)).toBe(false);
        }
      }),
    );
  });
});
