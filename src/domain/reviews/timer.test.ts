import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RUN_MOST, spentMs } from './timer.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

it('counts what ran before and what runs now', () => {
  expect(spentMs(5000, null, now)).toBe(5000);
  expect(spentMs(5000, '2026-11-24T09:59:30Z', now)).toBe(35_000);
  // Two machines whose clocks differ: time never runs backwards.
  expect(spentMs(5000, '2026-11-24T10:00:02Z', now)).toBe(5000);
  // Forgotten overnight.
  expect(spentMs(5000, '2026-11-23T17:00:00Z', now)).toBe(5000 + RUN_MOST);
});

it('comes to the same, however often it is stopped on the way', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 60_000 }), { maxLength: 10 }), (runs) => {
      let counted = 0;
      let at = now;
      for (const run of runs) {
        const until = at + run;
        counted = spentMs(counted, new Date(at).toISOString(), until);
        at = until;
      }
      expect(counted).toBe(spentMs(0, new Date(now).toISOString(), at));
    }),
  );
});
