import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { type Canonical, canonicalText, peopleIn } from './canonical.ts';
import { type Content, emptyContent, isRows, tidyContent } from './content.ts';
import { findingsIn, raciFindings } from './findings.ts';
import { type Kind, kindOf, kinds } from './kinds.ts';
import { namesOf, plainSections } from './plain.ts';
import { exampleContent, headingsOf, kindText } from './texts/index.ts';
import { contentIn, contentOf, draftFrom, newRow, rowsOf, textOf } from './ydoc.ts';

const parties = [
  { id: 'p-north', name: 'Nordhavn Terminals', organisation: 'Nordhavn' },
  { id: 'p-rail', name: 'Railia Freight', organisation: 'Railia' },
];
const people = [
  { id: 'm-astrid', name: 'Astrid Moen', party: 'p-north', here: true },
  { id: 'm-gone', name: 'Gone Person', party: 'p-rail', here: false },
];
let count = 0;
const newId = () => `row-${++count}`;
const example = (kind: Kind) => exampleContent(kind, 'en', parties, newId);
const known = (kind: Kind) => ({ parties, people, files: new Set<string>(), headings: headingsOf(kind) });

describe.each(kinds)('$key', (kind) => {
  test('every section and field has words, and no words are left over', () => {
    const text = kindText(kind.key);
    expect(Object.keys(text.sections)).toEqual(kind.sections.map(({ key }) => key));
    for (const section of kind.sections) {
      const words = text.sections[section.key];
      expect(words?.prompt.length, section.key).toBeGreaterThan(20);
      const fields = section.type === 'rows' ? section.fields : [];
      expect(Object.keys(words?.fields ?? {}), section.key).toEqual(fields.map(({ key }) => key));
      expect(Object.keys(words?.choices ?? {}), section.key).toEqual(fields.flatMap(({ choices }) => choices ?? []));
    }
  });

  test('its examples lose nothing on the way into a draft and back', () => {
    const content = example(kind);
    const back = contentOf(kind, draftFrom(kind, content));
    expect(back).toEqual(content);
  });

  test('what its examples leave to be filled in is said', () => {
    const content = example(kind);
    expect(findingsIn(kind, content, known(kind)).map(({ message }) => message)).toEqual([]);
    expect(findingsIn(kind, emptyContent(kind), known(kind))[0]?.message).toBe('Nothing is written yet.');
  });
});

const agreement = kindOf('partnership-agreement');
const matrix = kindOf('responsibility-matrix');

test('two people who write at the same time, apart, both find everything after they met', () => {
  const start = draftFrom(matrix, example(matrix));
  const [north, rail] = [new Y.Doc(), new Y.Doc()];
  for (const doc of [north, rail]) Y.applyUpdate(doc, start);
  const cell = (doc: Y.Doc, row: number) => rowsOf(doc, 'matrix').get(row);
  (cell(north, 0).get('work') as Y.Text).insert(0, 'The ');
  (cell(rail, 0).get('work') as Y.Text).insert(6, ' train');
  cell(north, 1).set('letters:m-astrid', 'C');
  cell(rail, 1).set('letters:p-north', 'R');
  const section = matrix.sections[1];
  if (section?.type === 'rows') rowsOf(rail, 'matrix').push([newRow(section, { id: 'r-new', work: 'New' })]);
  Y.applyUpdate(north, Y.encodeStateAsUpdate(rail));
  Y.applyUpdate(rail, Y.encodeStateAsUpdate(north));
  const [a, b] = [contentIn(matrix, north), contentIn(matrix, rail)];
  expect(a).toEqual(b);
  const rows = a['matrix'];
  expect(isRows(rows) && rows.map((row) => row['work'])).toEqual([
    'The Weekly train slot plan',
    'First word to customers when a path changes',
    'Handover at the yard gate',
    'New',
  ]);
  expect(isRows(rows) && rows[1]?.['letters']).toEqual({ 'm-astrid': 'C', 'p-north': 'R', 'p-rail': 'A' });
});

test('reads what the editor writes: marks with their attributes, overlapping ones, breaks, attributes nobody asked for', () => {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  textOf(doc, 'framework').push([paragraph, new Y.XmlElement('paragraph')]);
  text.applyDelta([
    { insert: 'We ', attributes: {} },
    { insert: 'both', attributes: { bold: {}, comment: { id: 'c1' } } },
    { insert: ' win', attributes: { bold: {} } },
    { insert: ' here', attributes: { 'link--abcdEFG=': { href: 'https://entente.example/a', target: '_blank' } } },
    { insert: ' now', attributes: { link: { href: 'javascript:alert(1)' } } },
  ]);
  expect(contentIn(agreement, doc)['framework']).toEqual({
    type: 'doc',
    content: [
      {
        type: 'paragraph',
        content: [
          { type: 'text', text: 'We ' },
          { type: 'text', text: 'both win', marks: [{ type: 'bold' }] },
          { type: 'text', text: ' here', marks: [{ type: 'link', attrs: { href: 'https://entente.example/a' } }] },
          { type: 'text', text: ' now' },
        ],
      },
    ],
  });
});

test('whatever stands in a draft reads as a text of its kind, and twice the same', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.json(), fc.dictionary(fc.string(), fc.anything()), (kind, json, junk) => {
      const given = Object.fromEntries(
        kind.sections.map((section, index) => [
          section.key,
          index % 2 ? JSON.parse(json) : { content: [junk, JSON.parse(json)] },
        ]),
      );
      const content = tidyContent(kind, given);
      expect(tidyContent(kind, content)).toEqual(content);
      expect(contentOf(kind, draftFrom(kind, content))).toEqual(content);
    }),
    { numRuns: 200 },
  );
});

test('a day is one that exists', () => {
  const plan = kindOf('joint-business-plan');
  const by = (day: string) =>
    (tidyContent(plan, { work: [{ id: 'r', work: 'x', by: day }] })['work'] as { by?: string }[])[0]?.by;
  expect(['2028-02-29', '2027-02-29', '2027-2-1', '2027-13-01', 'soon', '0000-01-01T'].map(by)).toEqual([
    '2028-02-29',
    ...new Array(5).fill(undefined),
  ]);
});

test('a list nested far too deep does not exhaust the stack', () => {
  const doc = new Y.Doc();
  let inner = new Y.XmlElement('bulletList');
  const top = inner;
  textOf(doc, 'framework').push([top]);
  for (let i = 0; i < 3000; i++) {
    const next = new Y.XmlElement(i % 2 ? 'bulletList' : 'listItem');
    inner.push([next]);
    inner = next;
  }
  expect(JSON.stringify(contentIn(agreement, doc)).length).toBeLessThan(2000);
});

const canonical = (content: Content, wish: Partial<Canonical> = {}): Canonical => ({
  kind: agreement.key,
  kindVersion: 1,
  title: 'Agreement',
  language: 'en',
  headings: headingsOf(agreement),
  content,
  parties,
  people: [],
  ...wish,
});

test('equal texts have one canonical form, however they were written down', () => {
  const content = example(agreement);
  const shuffled = Object.fromEntries(Object.entries(content).reverse());
  expect(canonicalText(canonical(shuffled, { parties: parties.toReversed() }))).toBe(canonicalText(canonical(content)));
  expect(canonicalText(canonical(content, { title: 'Agreement ' }))).not.toBe(canonicalText(canonical(content)));
});

test('a text names the people in it', () => {
  const content: Content = { matrix: [{ id: 'r', work: 'x', letters: { 'm-astrid': 'A', 'p-north': 'R' } }] };
  expect(peopleIn(content, (id) => id.startsWith('m-'))).toEqual(['m-astrid']);
});

test('plain text has names for ids and words for choices', () => {
  const plan = kindOf('joint-business-plan');
  const names = namesOf({ parties, people: [], headings: headingsOf(plan) });
  const sections = Object.fromEntries(
    plainSections(plan, example(plan), names).map(({ section, text }) => [section, text]),
  );
  expect(sections['metrics']).toContain('Kind: Customer satisfaction');
  expect(sections['work']).toContain('Party: Railia Freight');
  expect(sections['growth']).toMatch(/^With a filled corridor/);
});

test('exactly one is accountable on each line', () => {
  const say = (letters: Record<string, 'R' | 'A' | 'C' | 'I'>) =>
    raciFindings(letters, { parties, people }).map(({ stops, message }) => `${stops ? 'stop' : 'look'}: ${message}`);
  expect(say({ 'p-north': 'A', 'p-rail': 'R' })).toEqual([]);
  expect(say({ 'p-north': 'A', 'm-astrid': 'A', 'p-rail': 'R' })).toEqual([
    'stop: Nordhavn Terminals and Astrid Moen are all accountable. Agree on one.',
  ]);
  expect(say({ 'p-north': 'R' })).toEqual(['stop: nobody is accountable. Give exactly one A.']);
  expect(say({ 'p-north': 'A' })).toEqual([
    'look: nobody is responsible for doing it; whoever is accountable does it then.',
  ]);
  expect(say({ 'p-north': 'A', 'm-gone': 'R' })).toEqual([
    'look: Gone Person has left; give the letter to somebody who is here.',
  ]);
  expect(say({ elsewhere: 'A', 'p-north': 'R' })[0]).toContain('not in this partnership');
});

test('findings name the section, the line and what to do', () => {
  const content: Content = {
    ...emptyContent(agreement),
    escalation: [{ id: 'r1', step: 'After a week' }],
  };
  const found = findingsIn(agreement, content, known(agreement));
  expect(found.filter(({ section }) => section === 'escalation')).toEqual([
    { section: 'escalation', row: 'r1', stops: true, message: '“After a week”: “It goes to” is not filled in.' },
  ]);
  expect(found.map(({ message }) => message)).toContain('“Purpose” is empty, and this kind of document needs it.');
});
