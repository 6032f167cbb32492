import { expect, test } from 'vitest';
import type { DocumentCard } from '../../domain/documents/contract.ts';
import { inOrder, isFiltered, matching, statesOf, VIEW } from './filter.ts';

const card = (given: Partial<DocumentCard>): DocumentCard => ({
  id: given.title ?? '',
  kind: 'partnership-agreement',
  kindVersion: 1,
  title: 'Agreement',
  language: 'en',
  startedBy: { participantId: 'm', name: 'Astrid Moen', partyId: 'p' },
  createdAt: '2026-11-01T09:00:00Z',
  sharedAt: '2026-11-01T09:00:00Z',
  version: 1,
  draftWrittenAt: null,
  inForce: null,
  proposed: null,
  asksMe: false,
  ...given,
});
const head = (title: string, at: string) => ({ title, proposedAt: at, inForceAt: at }) as DocumentCard['inForce'];

const agreement = card({
  title: 'New title',
  inForce: head('How we decide', '2026-11-03T09:00:00Z'),
  draftWrittenAt: '2026-11-04T09:00:00Z',
});
const plan = card({
  kind: 'joint-business-plan',
  title: 'Plan 10',
  proposed: head('Plan 10', '2026-11-06T09:00:00Z'),
  draftWrittenAt: '2026-11-05T09:00:00Z',
  asksMe: true,
});
const mine = card({
  kind: 'strategic-framework',
  title: 'Plan 9',
  sharedAt: null,
  draftWrittenAt: '2026-11-02T09:00:00Z',
});
const all = [agreement, plan, mine];
const titles = (found: DocumentCard[]) => found.map(({ title }) => title);

test('a document is in every state that holds for it', () => {
  expect(all.map(statesOf)).toEqual([['in-force', 'draft'], ['me', 'proposed'], ['mine']]);
});

test('search reads titles, also that of what is in force, the kind and who started it; filters narrow it', () => {
  const found = (view: Partial<typeof VIEW>) => titles(matching(all, { ...VIEW, ...view }));
  expect(found({})).toEqual(['New title', 'Plan 10', 'Plan 9']);
  expect(found({ q: ' DECIDE how ' })).toEqual(['New title']);
  expect(found({ q: 'strategic moen' })).toEqual(['Plan 9']);
  expect(found({ q: 'plan', kind: 'joint-business-plan' })).toEqual(['Plan 10']);
  expect(found({ state: 'draft' })).toEqual(['New title']);
  expect(found({ state: 'mine', q: 'ten' })).toEqual([]);
  expect([VIEW, { ...VIEW, q: ' ' }, { ...VIEW, sort: 'title' }, { ...VIEW, kind: 'x' }].map(isFiltered)).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

test('in the order they are usually written, by title with numbers as numbers, or what moved last', () => {
  const order = (sort: string) => titles(inOrder(all, sort, 'en'));
  expect(order('kind')).toEqual(['Plan 9', 'New title', 'Plan 10']);
  expect(order('title')).toEqual(['New title', 'Plan 9', 'Plan 10']);
  expect(order('newest')).toEqual(['Plan 10', 'New title', 'Plan 9']);
});
