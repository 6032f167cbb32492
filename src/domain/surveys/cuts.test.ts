import { expect, it } from 'vitest';
import { betweenWords, cutDigits } from './reading.ts';

const number = (value: number, digits: number) => value.toFixed(digits);

it('thresholds are printed with the decimals they need', () => {
  expect([3, 4.5, 0.75, 1.75, -0.5].map(cutDigits)).toEqual([1, 1, 2, 2, 1]);
});

it.each([
  [3, 4, '3.0–3.9'],
  [5.5, 7.75, '> 5.5, < 7.75'],
  [0.5, 0.75, '> 0.5, < 0.75'],
  [-0.5, 1.5, '> -0.5, < 1.5'],
])('what lies between %f and %f', (discuss, strength, words) => {
  expect(betweenWords({ discuss, strength }, number)).toBe(words);
});
