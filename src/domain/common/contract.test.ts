import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { Line, Prose, Words } from './contract.ts';

/** As the server checks what comes in. */
const ajv = new Ajv({ strict: false });
const line = ajv.compile<string>(Line());
const prose = ajv.compile<string>(Prose());
const words = ajv.compile<string>(Words(500));

test.each([
  'Åsa Ünal-O’Neill',
  'شراكة الممر الشمالي',
  'שלום \u200fעולם',
  '👩‍👩‍👧‍👦 family',
  '北方回廊アライアンス',
  'a\u00adb',
  '👍🏽',
])('“%s” is a line, and words', (text) => {
  expect([line(text), prose(text), words(text)]).toEqual([true, true, true]);
});

test.each([
  ['nothing', ''],
  ['blanks', ' \u00a0\u3000'],
  ['characters of no width', '\u200b\u200d\u2060\ufeff'],
  ['direction alone', '\u202e\u2066'],
  ['a filler', '\u3164'],
])('%s is nothing to see', (_, text) => {
  expect([line(text), words(text)]).toEqual([false, false]);
});

test.each([
  ['a line break', 'a\nb', true],
  ['next line', 'a\u0085b', false],
  ['a control character of the second kind', 'a\u009bb', false],
  ['escape', 'a\u001bb', false],
  ['delete', 'a\u007fb', false],
])('%s is not in a line', (_, text, inProse) => {
  expect([line(text), prose(text)]).toEqual([false, inProse]);
});
