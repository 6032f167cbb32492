import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyDraft, type InstrumentDraft } from '../../../domain/surveys/draft.ts';
import { add, isFull, move, putInTheme, remove, rename, rescale, themeOf, withoutLanguage } from './editing.ts';

const some = (): InstrumentDraft => {
  const draft = add(emptyDraft('en', 'Pulse'), 'items', 0, [{ en: 'B' }, { en: 'C' }]);
  return putInTheme(add(draft, 'themes', -1, [{ en: 'T' }]), 'q2', 't1');
};
const keys = (draft: InstrumentDraft) => draft.items.map((item) => item.key);

test('items are added after a place, each with a name of its own, up to sixty', () => {
  expect(keys(some())).toEqual(['q1', 'q2', 'q3']);
  expect(keys(add(some(), 'items', 0))).toEqual(['q1', 'q4', 'q2', 'q3']);
  const full = add(some(), 'items', 2, Array(100).fill({ en: 'X' }));
  expect([full.items.length, isFull(full, 'items'), new Set(keys(full)).size]).toEqual([60, true, 60]);
});

test('moving keeps everything, stays at the ends, and back again is where it was', () => {
  fc.assert(
    fc.property(fc.nat(2), fc.integer({ min: -3, max: 3 }), (at, by) => {
      const moved = move(some(), 'items', at, by);
      expect(keys(moved).toSorted()).toEqual(['q1', 'q2', 'q3']);
      if (at + by >= 0 && at + by <= 2) expect(move(moved, 'items', at + by, -by)).toEqual(some());
      else expect(moved).toEqual(some());
    }),
  );
});

test('an item that goes leaves its theme; one that is renamed stays in it', () => {
  expect(themeOf(some(), 'q2')).toBe('t1');
  expect(remove(some(), 'items', 1).themes[0]?.items).toEqual([]);
  expect(rename(some(), 1, 'trust').themes[0]?.items).toEqual(['trust']);
  expect(putInTheme(some(), 'q1', 't1').themes[0]?.items).toEqual(['q1', 'q2']);
  expect(themeOf(putInTheme(some(), 'q2', ''), 'q2')).toBe('');
});

test('a language goes with all that was written in it, the last one stays', () => {
  const two = { ...some(), languages: ['en', 'de'], title: { en: 'Pulse', de: 'Puls' } };
  expect(withoutLanguage(two, 'de')).toEqual(some());
  expect(withoutLanguage(some(), 'en')).toEqual(some());
});

test('words for the ends move with the ends', () => {
  const five = { ...some(), scale: { min: 1, max: 5, labels: { 1: { en: 'no' }, 5: { en: 'yes' } } } };
  expect(rescale(five, { min: -5, max: 4 }).scale).toEqual({
    min: -5,
    max: 4,
    labels: { '-5': { en: 'no' }, 4: { en: 'yes' } },
  });
});
