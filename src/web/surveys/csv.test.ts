import { describe, expect, it } from 'vitest';
import { columnsOf, likelyParty, likelyPartyColumn } from './csv.ts';

describe('the header of a file of answers', () => {
  it('is read whatever the separator, with quotes and a byte-order mark', () => {
    expect(columnsOf('\uFEFFparty,trust,needs\nA,1,2')).toEqual(['party', 'trust', 'needs']);
    expect(columnsOf('Firma;trust;"how; really"\r\n')).toEqual(['Firma', 'trust', 'how; really']);
    expect(columnsOf('party\ttrust')).toEqual(['party', 'trust']);
    expect(columnsOf('"say ""hi""","two\nlines",x\n1,2,3')).toEqual(['say "hi"', 'two\nlines', 'x']);
    expect(columnsOf('')).toEqual([]);
  });
  it('offers the column that sounds like a party', () => {
    expect(likelyPartyColumn(['id', 'Organisation', 'trust'])).toBe('Organisation');
    expect(likelyPartyColumn(['a', 'b'])).toBe('a');
  });
});

describe('values of the party column', () => {
  const parties = [
    { id: '1', name: 'Nordhavn Terminals', organisation: 'Nordhavn Terminals AS' },
    { id: '2', name: 'Railia Freight', organisation: 'Railia' },
  ];
  it('find the party they begin like', () => {
    expect(likelyParty('nordhavn', parties)).toBe('1');
    expect(likelyParty('Railia Freight AB', parties)).toBe('2');
    expect(likelyParty('', parties)).toBe('');
    expect(likelyParty('Somebody', parties)).toBe('');
  });
});
