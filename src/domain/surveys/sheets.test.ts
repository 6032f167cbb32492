import { expect, test } from 'vitest';
import { hasKeys, paperShown, readKeys } from './sheets.ts';

const five = { min: 1, max: 5 };

test('digits are ratings; 0 and x are “can’t say”', () => {
  expect(readKeys('135x0X', five)).toEqual({ ratings: [1, 3, 5, null, null, null], wrong: null });
  expect(readKeys('16', five)).toEqual({ ratings: [1], wrong: 1 });
  expect(readKeys('1a', five).wrong).toBe(1);
  expect(readKeys('', five)).toEqual({ ratings: [], wrong: null });
});

test('other scales: 0 is an answer where there is one, ten where the scale goes to ten', () => {
  expect(readKeys('0x1', { min: 0, max: 1 }).ratings).toEqual([0, null, 1]);
  expect(readKeys('10x', { min: 1, max: 10 }).ratings).toEqual([1, 10, null]);
  expect([five, { min: 0, max: 1 }, { min: 1, max: 10 }].map(hasKeys)).toEqual([true, true, true]);
  expect(
    [
      { min: 0, max: 10 },
      { min: -2, max: 2 },
      { min: 1, max: 12 },
    ].map(hasKeys),
  ).toEqual([false, false, false]);
});

test('how many came on paper is said where both groups are as large as any that is shown', () => {
  expect(paperShown(7, 19, 5)).toBe(7);
  expect(paperShown(4, 19, 5)).toBeNull();
  expect(paperShown(15, 19, 5)).toBeNull();
  expect(paperShown(0, 19, 5)).toBeNull();
});
