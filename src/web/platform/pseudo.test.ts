import { expect, it } from 'vitest';
import { pseudo, pseudoTree } from './pseudo.ts';

it('makes English strange and a third longer, and keeps what the program fills in', () => {
  expect(pseudo('Save')).toBe('⟦Šáṽé⟧');
  expect(pseudo('{{count}} of {{of}} answered, <b>today</b>')).toBe(
    '⟦{{count}} óƒ {{of}} áñšŵéřéđ, <b>ťóđáý</b> öñé ťŵó ťĥřéé⟧',
  );
  expect(pseudo('{{when}}')).toBe('{{when}}');
  const long = 'Results open for all parties in the same second.';
  expect(pseudo(long).length / long.length).toBeGreaterThan(1.3);
  expect(pseudo('abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ')).not.toMatch(/[A-Za-z]/);
  expect(pseudoTree({ a: { b: 'Yes' } })).toEqual({ a: { b: '⟦Ýéš⟧' } });
});
