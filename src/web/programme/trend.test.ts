import { expect, test } from 'vitest';
import { placeInTime } from './trend.ts';

test('days lie where they belong between the first and the last', () => {
  expect(placeInTime(['2026-01-01', '2026-01-06', '2026-01-11'])).toEqual([0, 50, 100]);
  expect(placeInTime(['2026-01-01', '2026-01-01', '2026-01-03'])).toEqual([0, 0, 100]);
  expect(placeInTime(['2026-01-01', '2026-01-01', '2026-01-01'])).toEqual([0, 50, 100]);
  expect(placeInTime(['2026-01-01'])).toEqual([50]);
  expect(placeInTime([])).toEqual([]);
});
