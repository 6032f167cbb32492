import { expect, test } from 'vitest';
import {
  acceptedKeys,
  asSheets,
  countFits,
  type Entry,
  jump,
  missing,
  newEntry,
  note,
  restored,
  takeBack,
} from './entry.ts';

const shape = { items: 3, questions: 1, scale: { min: 1, max: 5 } };
const type = (entry: Entry, keys: string, comment = '') => ({ ...entry, typed: { keys, comments: [comment] } });
const filled = (...sheets: string[]) =>
  sheets.reduce((entry, keys) => note(type(entry, keys), shape), newEntry('s', shape));

test('only keys that are answers are taken, from whichever keyboard', () => {
  expect(acceptedKeys('1 5X', shape)).toEqual({ keys: '15x', wrong: null });
  expect(acceptedKeys('167', shape)).toEqual({ keys: '1', wrong: '6' });
  expect(acceptedKeys('\uFF11\u0665\u06F3', shape)).toEqual({ keys: '153', wrong: null });
});

test('a key hit twice shows: one more than there are items is kept and not noted', () => {
  const { keys } = acceptedKeys('15x02', shape);
  expect(keys).toBe('15x0');
  expect(missing({ keys, comments: [''] }, shape)).toBe('surplus');
  const entry = type(newEntry('s', shape), keys);
  expect(note(entry, shape)).toBe(entry);
  expect(restored(JSON.stringify(entry), shape)).toEqual(entry);
});

test('a sheet is noted when it is whole and says something', () => {
  expect(missing({ keys: '12', comments: [''] }, shape)).toBe('items');
  expect(missing({ keys: 'x0x', comments: [' '] }, shape)).toBe('blank');
  expect(missing({ keys: 'x0x', comments: ['Well'] }, shape)).toBeNull();
  expect(note(type(newEntry('s', shape), '12'), shape).sheets).toEqual([]);
  const two = filled('123', '321');
  expect([two.sheets.length, two.at, two.typed.keys]).toEqual([2, 2, '']);
});

test('a noted sheet is opened, changed in its place, and entry goes on at the end', () => {
  const back = jump(filled('111', '222', '333'), 1, shape);
  expect(back.typed.keys).toBe('222');
  const changed = note(type(back, '555'), shape);
  expect(changed.sheets.map((one) => one.keys)).toEqual(['111', '555', '333']);
  expect(changed.at).toBe(3);
  expect(jump(changed, 9, shape)).toBe(changed);
});

test('the last one is taken back, to be typed again', () => {
  const back = takeBack(filled('111', '222'));
  expect([back.sheets.length, back.at, back.typed.keys]).toEqual([1, 1, '222']);
  expect(takeBack(newEntry('s', shape)).sheets).toEqual([]);
});

test('the count on the desk has to fit', () => {
  expect(countFits({ ...filled('111', '222'), hand: '2' })).toBe(true);
  expect(countFits({ ...filled('111'), hand: '2' })).toBe(false);
  expect(countFits({ ...newEntry('s', shape), hand: '0' })).toBe(false);
});

test('nothing changes while nobody knows whether the stack arrived', () => {
  const unsure = { ...filled('111'), unsure: true };
  expect(takeBack(unsure)).toBe(unsure);
  expect(jump(unsure, 0, shape)).toBe(unsure);
  expect(note(type(unsure, '222'), shape).sheets).toHaveLength(1);
});

test('sheets are sent as ratings and trimmed comments, and come back after a reload', () => {
  const entry = note(type(newEntry('s', shape), '1x0', ' Yes '), shape);
  expect(asSheets(entry, shape)).toEqual([{ ratings: [1, null, null], comments: ['Yes'] }]);
  expect(restored(JSON.stringify(entry), shape)).toEqual(entry);
  expect(restored(JSON.stringify(entry), { ...shape, questions: 2 })).toBeNull();
  for (const broken of [null, '', '{', '{}', '[]']) expect(restored(broken, shape)).toBeNull();
});
