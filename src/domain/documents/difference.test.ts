import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDifference } from './difference.ts';

const shown = (before: string, after: string) =>
  wordDifference(before, after)
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `[+${text}+]` : `[-${text}-]`))
    .join('');

test('changed words in a row are one change, and what went stands before what came', () => {
  expect(
    shown('It answers within two working days and says when.', 'It answers within four working hours and says when.'),
  ).toBe('It answers within [-two-][+four+] working [-days-][+hours+] and says when.');
  expect(shown('within two working days of it', 'within four long hours of it')).toBe(
    'within [-two working days-][+four long hours+] of it',
  );
  expect(shown('', 'New words')).toBe('[+New words+]');
});

test('without what was added it reads as before, without what was removed as after', () => {
  const words = fc.array(fc.constantFrom('we', 'both', 'say', 'early', 'what', 'we', 'need', '.', '\n', ','), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, words, (a, b) => {
      const [before, after] = [a.join(' '), b.join(' ')];
      const pieces = wordDifference(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map(({ text }) => text)
          .join('')
          .replaceAll(/\s+/g, ' ');
      expect(without('removed')).toBe(after.replaceAll(/\s+/g, ' '));
      expect(without('added').replaceAll(' ', '')).toBe(before.replaceAll(/\s+/g, ''));
    }),
  );
});
