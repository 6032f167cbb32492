import { expect, test } from 'vitest';
import { keyOf, paperShown, readKeys, usesLetters } from './sheets.ts';

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
  expect([five, { min: 0, max: 1 }, { min: 1, max: 10 }].map(usesLetters)).toEqual([false, false, false]);
});

test('scales without a digit for each point are entered with letters, the lowest first', () => {
  const scale = { min: -5, max: 4 };
  expect(readKeys('ajXe', scale)).toEqual({ ratings: [-5, 4, null, -1], wrong: null });
  expect(readKeys('k', scale).wrong).toBe(0);
  expect(readKeys('1', scale).wrong).toBe(0);
  expect([scale, { min: 0, max: 10 }, { min: -2, max: 2 }, { min: 11, max: 15 }].map(usesLetters)).toEqual(
    Array(4).fill(true),
  );
});

test.each([
  [1, 5],
  [0, 1],
  [0, 9],
  [1, 10],
  [-5, 4],
  [-100, -91],
])('on %i to %i each point has a key of its own that is read back', (min, max) => {
  const points = Array.from({ length: max - min + 1 }, (_, at) => min + at);
  const keys = points.map((point) => keyOf(point, { min, max }));
  expect(new Set(keys).size).toBe(points.length);
  expect(readKeys(keys.join(''), { min, max })).toEqual({ ratings: points, wrong: null });
});

test('how many came on paper is said where both groups are as large as any that is shown', () => {
  expect(paperShown(7, 19, 5)).toBe(7);
  expect(paperShown(4, 19, 5)).toBeNull();
  expect(paperShown(15, 19, 5)).toBeNull();
  expect(paperShown(0, 19, 5)).toBeNull();
});
