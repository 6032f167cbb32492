import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stemsOf, suggestFits } from './fit.ts';
import { couldDo, ITEM_KINDS, ITEM_THEMES, type ItemKind, needsEvidence, openEnds } from './needs.ts';

const now = Temporal.Instant.from('2026-11-02T09:00:00Z');
const item = (id: string, partyId: string, kind: ItemKind, text: string | null = 'x', themes: never[] = []) => ({
  id,
  partyId,
  kind,
  text,
  themes,
});
const looked = (one: ReturnType<typeof item>, reviewedAt = '2026-10-01T00:00:00Z') => ({ ...one, reviewedAt });

describe('evidence that needs are shown', () => {
  const all = (party: string) => ITEM_KINDS.map((kind) => looked(item(`${party}${kind}`, party, kind)));
  test('is in place when each party shows one of each', () => {
    expect(needsEvidence(['a', 'b'], [...all('a'), ...all('b')], now)).toEqual({ inPlace: true, missing: [] });
  });
  test('names what is missing, by party', () => {
    expect(needsEvidence(['a', 'b'], [...all('a'), looked(item('1', 'b', 'need'))], now)).toEqual({
      inPlace: false,
      missing: [{ partyId: 'b', kinds: ['strength', 'weakness'] }],
    });
  });
  test.each([
    ['twelve months to the second', '2025-11-02T09:00:00Z', true],
    ['a second longer', '2025-11-02T08:59:59Z', false],
  ])('%s ago counts: %s', (_, reviewedAt, counts) => {
    const [first, ...rest] = all('a');
    const { inPlace } = needsEvidence(['a', 'b'], [looked(first as never, reviewedAt), ...rest, ...all('b')], now);
    expect(inPlace).toBe(counts);
  });
  test('withdrawn items do not count, and one party alone is no partnership', () => {
    const gone = all('a').map((one) => ({ ...one, text: null }));
    expect(needsEvidence(['a', 'b'], [...gone, ...all('b')], now).missing).toEqual([
      { partyId: 'a', kinds: [...ITEM_KINDS] },
    ]);
    expect(needsEvidence(['a'], all('a'), now).inPlace).toBe(false);
  });
});

describe('suggestions', () => {
  const need = { id: 'n', partyId: 'a', kind: 'need' as const, text: 'Free slots at the terminals', themes: [] };
  const strength = { id: 's', partyId: 'b', kind: 'strength' as const, text: 'Our own terminal in Malmö', themes: [] };
  test('say which word both wrote', () => {
    expect(suggestFits([need, strength], new Set())).toEqual([
      { needId: 'n', strengthId: 's', themes: [], words: [{ need: 'terminals', strength: 'terminal' }] },
    ]);
  });
  test('say which theme both chose, and themes come before words', () => {
    const themed = { ...strength, id: 't', text: 'Cranes', themes: ['capacity' as const] };
    const found = suggestFits([{ ...need, themes: ['capacity', 'speed'] }, strength, themed], new Set());
    expect(found.map(({ strengthId, themes }) => [strengthId, themes])).toEqual([
      ['t', ['capacity']],
      ['s', []],
    ]);
  });
  test('are not made of what was decided, withdrawn, or of the same party', () => {
    expect(suggestFits([need, strength], new Set(['n s']))).toEqual([]);
    expect(suggestFits([need, { ...strength, text: null }], new Set())).toEqual([]);
    expect(suggestFits([need, { ...strength, partyId: 'a' }], new Set())).toEqual([]);
  });
  test('always have a reason, never join a party with itself, and at most three for each need', () => {
    const words = fc.constantFrom('terminal', 'Terminals', 'crane', 'schnelle Züge', 'データ', 'rail data', 'and with');
    const one = fc.record({
      id: fc.uuid(),
      partyId: fc.constantFrom('a', 'b', 'c'),
      kind: fc.constantFrom(...ITEM_KINDS),
      text: fc.option(fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join(' '))),
      themes: fc.uniqueArray(fc.constantFrom(...ITEM_THEMES), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { selector: ({ id }) => id, maxLength: 20 }), (items) => {
        const found = suggestFits(items, new Set());
        const of = (id: string) => items.find((each) => each.id === id);
        for (const { needId, strengthId, themes, words: shared } of found) {
          expect(themes.length + shared.length).toBeGreaterThan(0);
          expect([of(needId)?.kind, of(strengthId)?.kind]).toEqual(['need', 'strength']);
          expect(of(needId)?.partyId).not.toBe(of(strengthId)?.partyId);
          for (const { need: a, strength: b } of shared) {
            expect(of(needId)?.text).toContain(a);
            expect(of(strengthId)?.text).toContain(b);
          }
        }
        for (const count of Map.groupBy(found, ({ needId }) => needId).values())
          expect(count.length).toBeLessThanOrEqual(3);
      }),
    );
  });
});

describe('words are compared by how they begin', () => {
  test.each([
    ['terminals', 'Terminal'],
    ['Kapazitäten', 'kapazitat'],
    ['négociation', 'negociations'],
    ['supplies', 'supplier'],
  ])('%s and %s are one', (a, b) => {
    expect([...stemsOf(a).keys()]).toEqual([...stemsOf(b).keys()]);
  });
  test.each(['we need more of this', 'wir brauchen mehr Partner', '2026', 'nos besoins'])(
    '“%s” says nothing',
    (text) => {
      expect([...stemsOf(text).keys()]).toEqual([]);
    },
  );
  test('scripts without spaces are cut into words', () => {
    expect([...stemsOf('港湾の設備が必要です').values()]).toContain('港湾');
  });
});

test('unmet needs, unused strengths and what I could do', () => {
  const shared = [
    item('n1', 'a', 'need'),
    item('n2', 'a', 'need'),
    item('n3', 'b', 'need'),
    item('s1', 'b', 'strength'),
    item('s2', 'b', 'strength'),
    item('gone', 'a', 'need', null),
  ];
  const fits = [
    { needId: 'n1', strengthId: 's1', fits: true },
    { needId: 'n2', strengthId: 's1', fits: false },
  ];
  const { unmet, unused } = openEnds(shared, fits);
  expect(unmet.map(({ id }) => id)).toEqual(['n2', 'n3']);
  expect(unused.map(({ id }) => id)).toEqual(['s2']);
  expect(couldDo('b', shared, fits).map(({ need, strengths }) => [need.id, strengths.map(({ id }) => id)])).toEqual([
    ['n1', ['s1']],
    ['n2', []],
  ]);
  expect(couldDo('a', shared, fits)).toMatchObject([{ need: { id: 'n3' }, strengths: [] }]);
});
