import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { kindOf, type RowsSection } from '../documents/kinds.ts';
import { contentIn, rowsInOrder, rowsOf } from '../documents/ydoc.ts';
import { addRow, moveRow, removeRow, rewrite } from './rows.ts';
import { settlements, wouldAnswer } from './rules.ts';

describe('remarks', () => {
  const me = { participant: 'me', writes: true };
  test('a challenge is settled by nobody’s click; only whoever raised it withdraws it', () => {
    const challenge = { kind: 'challenge', state: 'open', by: 'you' } as const;
    expect(settlements(challenge, me)).toEqual([]);
    expect(settlements({ ...challenge, by: 'me' }, me)).toEqual(['withdrawn']);
    expect(settlements({ ...challenge, by: 'me', state: 'answered' }, me)).toEqual([]);
  });
  test('somebody else’s word answers it, once', () => {
    const challenge = { kind: 'challenge', state: 'open', by: 'you' } as const;
    expect(wouldAnswer(challenge, me)).toBe(true);
    expect(wouldAnswer({ ...challenge, by: 'me' }, me)).toBe(false);
    expect(wouldAnswer({ ...challenge, state: 'answered' }, me)).toBe(false);
    expect(wouldAnswer({ ...challenge, kind: 'comment' }, me)).toBe(false);
  });
  test('comments are resolved and opened again, suggestions taken up or not, by whoever writes here', () => {
    const comment = { kind: 'comment', state: 'open', by: 'you' } as const;
    expect(settlements(comment, me)).toEqual(['resolved']);
    expect(settlements({ ...comment, by: 'me' }, { ...me, writes: false })).toEqual(['resolved', 'withdrawn']);
    expect(settlements(comment, { ...me, writes: false })).toEqual([]);
    expect(settlements({ ...comment, kind: 'suggestion' }, me)).toEqual(['taken-up', 'not-taken-up']);
    expect(settlements({ ...comment, state: 'resolved' }, me)).toEqual(['open']);
  });
});

describe('rows', () => {
  const kind = kindOf('relational-expectations');
  const section = kind.sections.find((one) => one.key === 'expectations') as RowsSection;
  const begin = () => {
    const doc = new Y.Doc();
    const rows = rowsOf(doc, section.key);
    for (const id of ['a', 'b', 'c', 'd']) addRow(rows, section, id);
    return { doc, rows };
  };
  const ids = (doc: Y.Doc) => (contentIn(kind, doc)['expectations'] as { id: string }[]).map((row) => row.id).join('');
  const row = (rows: ReturnType<typeof rowsOf>, id: string) =>
    rowsInOrder(rows).find((one) => one.get('id') === id) as Y.Map<unknown>;

  test('move by one, stop at the ends, and stand where they were put', () => {
    const { doc, rows } = begin();
    expect(moveRow(rows, row(rows, 'a'), -1)).toBe(false);
    moveRow(rows, row(rows, 'a'), 1);
    moveRow(rows, row(rows, 'a'), 1);
    moveRow(rows, row(rows, 'd'), -1);
    moveRow(rows, row(rows, 'c'), -1);
    expect(ids(doc)).toBe('cbda');
    removeRow(rows, row(rows, 'b'));
    addRow(rows, section, 'e');
    expect(ids(doc)).toBe('cdae');
  });

  test('what somebody types in a row that is moved at the same time is not lost', () => {
    const { doc, rows } = begin();
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    moveRow(rows, row(rows, 'a'), 1);
    (row(rowsOf(other, section.key), 'a').get('expectation') as Y.Text).insert(0, 'Typed');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(ids(doc)).toBe('bacd');
    expect((row(rows, 'a').get('expectation') as Y.Text).toString()).toBe('Typed');
  });

  test('a field is rewritten by its difference alone', () => {
    const doc = new Y.Doc();
    const text = doc.getText('x');
    for (const [was, now] of [
      ['', 'abc'],
      ['abc', 'abXc'],
      ['aaa', 'aa'],
      ['same', 'same'],
      ['one two', 'one'],
      ['ab', 'ba'],
    ] as const) {
      rewrite(text, was);
      const updates: Uint8Array[] = [];
      const hear = (update: Uint8Array) => updates.push(update);
      doc.on('update', hear);
      doc.transact(() => rewrite(text, now));
      doc.off('update', hear);
      expect(text.toString()).toBe(now);
      expect(updates.length).toBe(was === now ? 0 : 1);
    }
  });
});
