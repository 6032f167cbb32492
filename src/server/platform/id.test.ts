import { expect, test } from 'vitest';
import { newId } from './id.ts';

test('what is made later is sorted later, within a millisecond too', () => {
  const made = Array.from({ length: 2000 }, newId);
  expect(made).toEqual(made.toSorted());
  expect(new Set(made.map((id) => id.slice(0, 13))).size).toBeLessThan(made.length);
});
