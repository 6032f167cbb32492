import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Allowed, emptyDraft, takeUpdate } from './update.ts';

const allowed: Allowed = {
  texts: ['text:vision'],
  rows: ['rows:goals'],
  nodes: new Set(['paragraph', 'bulletList', 'listItem']),
};
const update = (work: (doc: Y.Doc) => void): Uint8Array => {
  const doc = emptyDraft(allowed);
  work(doc);
  return Y.encodeStateAsUpdate(doc);
};
const refusal = (bytes: Uint8Array) => takeUpdate(emptyDraft(allowed), bytes, allowed);

describe('an update from outside', () => {
  test('is told as what it changed, with whose numbering it goes on', () => {
    const doc = emptyDraft(allowed);
    const other = emptyDraft(allowed);
    other.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]);
    const bytes = Y.encodeStateAsUpdate(other);
    const taken = takeUpdate(doc, bytes, allowed);
    expect(taken).toMatchObject({ clients: [other.clientID] });
    expect(doc.getXmlFragment('text:vision').toString()).toBe('<paragraph></paragraph>');
    // Again: nothing new.
    expect(takeUpdate(doc, bytes, allowed)).toEqual({ effect: undefined, clients: [] });
  });

  test('of deletions alone goes on with nobody’s numbering', () => {
    const doc = emptyDraft(allowed);
    doc.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]);
    const other = emptyDraft(allowed);
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    other.getXmlFragment('text:vision').delete(0, 1);
    const taken = takeUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), allowed);
    expect(taken).toMatchObject({ clients: [] });
    expect((taken as { effect: Uint8Array }).effect.length).toBeGreaterThan(0);
  });

  test('is refused when it holds what no draft holds', () => {
    const text = (work: (fragment: Y.XmlFragment, doc: Y.Doc) => void) =>
      update((doc) => work(doc.getXmlFragment('text:vision'), doc));
    const deep = text((fragment) => {
      let inside: Y.XmlFragment = fragment;
      for (let i = 0; i < 40; i++) {
        const next = new Y.XmlElement('bulletList');
        inside.insert(0, [next]);
        inside = next;
      }
    });
    const cases: [string, Uint8Array][] = [
      ['another root', update((doc) => doc.getText('secret').insert(0, 'x'))],
      ['a node that is not used', text((fragment) => fragment.insert(0, [new Y.XmlElement('script')]))],
      ['a document in the document', update((doc) => doc.getArray('rows:goals').insert(0, [new Y.Doc()]))],
      ['bytes', update((doc) => doc.getArray('rows:goals').insert(0, [new Uint8Array(9)]))],
      ['an object', update((doc) => doc.getArray('rows:goals').insert(0, [{ a: 1 }]))],
      ['a hook', text((fragment) => fragment.insert(0, [new Y.XmlHook('x') as never]))],
      ['a long value', update((doc) => doc.getArray('rows:goals').insert(0, ['x'.repeat(20_001)]))],
      ['lists without end', deep],
      ['nothing', new Uint8Array()],
      ['something else', new TextEncoder().encode('{"say":"hello"}')],
    ];
    for (const [name, bytes] of cases) expect(refusal(bytes), name).toHaveProperty('refused');
  });

  test('is refused when it builds on what is not there', () => {
    const far = emptyDraft(allowed);
    far.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]);
    const before = Y.encodeStateVector(far);
    far.getXmlFragment('text:vision').insert(1, [new Y.XmlElement('paragraph')]);
    expect(refusal(Y.encodeStateAsUpdate(far, before))).toEqual({ refused: 'builds on what is not here' });
  });

  test('of whatever bytes is taken or refused, and never anything else', () => {
    const good = update((doc) => doc.getXmlFragment('text:vision').insert(0, [new Y.XmlElement('paragraph')]));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
        (noise, flips) => {
          const bent = good.slice();
          for (const [at, value] of flips) bent[at % bent.length] = value;
          for (const bytes of [noise, bent]) {
            const doc = emptyDraft(allowed);
            const taken = takeUpdate(doc, bytes, allowed);
            if ('refused' in taken) continue;
            // What was taken can be read again from what was told of it.
            const again = emptyDraft(allowed);
            if (taken.effect) Y.applyUpdate(again, taken.effect);
            expect(again.getXmlFragment('text:vision').toString()).toBe(doc.getXmlFragment('text:vision').toString());
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});
