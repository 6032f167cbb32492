import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { rowRunsOf, runsOf } from './authorship.ts';
import { addShares, fractions, jointlyDeveloped, shareOf } from './shares.ts';

/** A window of its own on the same draft. */
function windowOn(from?: Y.Doc): Y.Doc {
  const doc = new Y.Doc();
  if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
  return doc;
}
const textOf = (doc: Y.Doc): Y.XmlText => {
  const fragment = doc.getXmlFragment('text:vision');
  const paragraph = fragment.get(0) as Y.XmlElement | undefined;
  return paragraph?.get(0) as Y.XmlText;
};
function begin(doc: Y.Doc, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  const inside = new Y.XmlText();
  inside.insert(0, text);
  paragraph.insert(0, [inside]);
  doc.getXmlFragment('text:vision').insert(0, [paragraph]);
}
const share = (doc: Y.Doc, authors: Map<number, string>) => shareOf(runsOf(doc.getXmlFragment('text:vision'), authors));

describe('who wrote what', () => {
  test('each character belongs to the window it was typed in', () => {
    const north = windowOn();
    begin(north, 'We run the corridor.');
    const rail = windowOn(north);
    textOf(rail).insert(6, ' jointly');
    const authors = new Map([
      [north.clientID, 'north'],
      [rail.clientID, 'rail'],
    ]);
    expect(runsOf(rail.getXmlFragment('text:vision'), authors)).toEqual([
      { partyId: 'north', text: 'We run' },
      { partyId: 'rail', text: ' jointly' },
      { partyId: 'north', text: ' the corridor.' },
    ]);
    expect(share(rail, authors)).toEqual({ characters: 24, byParty: { north: 17, rail: 7 } });
  });

  test('what was deleted counts for nobody, blanks never, letters of any alphabet once', () => {
    const doc = windowOn();
    begin(doc, 'gone 𝔸 ü\u00a0 ');
    textOf(doc).delete(0, 5);
    expect(share(doc, new Map([[doc.clientID, 'north']]))).toEqual({ characters: 2, byParty: { north: 2 } });
  });

  test('text from nobody’s window counts in the whole and for no party', () => {
    const doc = windowOn();
    begin(doc, 'carried over');
    const rail = windowOn(doc);
    textOf(rail).insert(0, 'new');
    const found = share(rail, new Map([[rail.clientID, 'rail']]));
    expect(found).toEqual({ characters: 14, byParty: { rail: 3 } });
    expect(fractions(found)['rail']).toBeCloseTo(3 / 14);
  });

  test('marks and levels are no text; attributes of rows are text where they are written', () => {
    const doc = windowOn();
    begin(doc, 'bold');
    textOf(doc).format(0, 4, { bold: true });
    (doc.getXmlFragment('text:vision').get(0) as Y.XmlElement).setAttribute('level', 'three');
    const authors = new Map([[doc.clientID, 'north']]);
    expect(shareOf(runsOf(doc.getXmlFragment('text:vision'), authors)).characters).toBe(4);
    const rows = doc.getArray<Y.Map<unknown>>('rows:goals');
    const row = new Y.Map<unknown>();
    rows.insert(0, [row]);
    row.set('id', '0190');
    row.set('goal', 'Faster');
    row.set('goal', 'Fast');
    row.set('count', 3);
    expect(shareOf(rowRunsOf(rows, authors, (field) => field === 'goal')).characters).toBe(4);
  });

  test('the shares of parties never exceed the whole, and adding sections loses nothing', () => {
    const edits = fc.array(
      fc.record({ who: fc.nat(3), at: fc.nat(500), text: fc.string({ maxLength: 12 }), remove: fc.nat(6) }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(edits, (list) => {
        const first = windowOn();
        begin(first, 'start');
        const windows = [first, windowOn(first), windowOn(first), windowOn(first)];
        const authors = new Map(windows.slice(0, 3).map((doc, n) => [doc.clientID, `party-${n % 2}`] as const));
        for (const { who, at, text, remove } of list) {
          const doc = windows[who] as Y.Doc;
          const words = textOf(doc);
          const place = at % (words.length + 1);
          if (text) words.insert(place, text);
          words.delete(place, Math.min(remove, words.length - place));
          for (const other of windows) if (other !== doc) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
        }
        const shares = windows.map((doc) => share(doc, authors));
        // Everybody counts alike, whatever the order in which the edits came.
        for (const one of shares) expect(one).toEqual(shares[0]);
        const [found] = shares;
        if (!found) return;
        const sum = Object.values(found.byParty).reduce((total, count) => total + count, 0);
        expect(sum).toBeLessThanOrEqual(found.characters);
        const visible = runsOf(first.getXmlFragment('text:vision'), authors)
          .map((run) => run.text)
          .join('');
        expect([...visible.replaceAll(/\s/g, '')]).toHaveLength(found.characters);
        const twice = addShares([found, found]);
        expect(twice.characters).toBe(2 * found.characters);
        expect(fractions(twice)).toEqual(fractions(found));
      }),
      { numRuns: 60 },
    );
  });
});

describe('jointly developed', () => {
  test.each([
    [{ north: 75, rail: 25 }, true],
    [{ north: 76, rail: 24 }, false],
    [{ north: 100 }, false],
    [{}, false],
  ])('%o: %s', (byParty, joint) => {
    expect(jointlyDeveloped({ characters: 1000, byParty }, ['north', 'rail'])).toBe(joint);
  });
  test('of three, each a sixth; of one, nothing is joint', () => {
    expect(jointlyDeveloped({ characters: 60, byParty: { a: 40, b: 10, c: 10 } }, ['a', 'b', 'c'])).toBe(true);
    expect(jointlyDeveloped({ characters: 60, byParty: { a: 42, b: 9, c: 9 } }, ['a', 'b', 'c'])).toBe(false);
    expect(jointlyDeveloped({ characters: 60, byParty: { a: 60 } }, ['a'])).toBe(false);
  });
});
