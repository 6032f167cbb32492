import { describe, expect, it } from 'vitest';
import type { Action } from '../../domain/delivery/contract.ts';
import { inOrder, matching, NO_ROUND, roundsIn, VIEW } from './filter.ts';

const action = (over: Partial<Action>): Action => ({
  id: 'x',
  text: 'Call the yard',
  owner: { id: 'o', name: 'Sanna Åkesson', partyId: 'rail', left: false, me: false },
  dueOn: '2026-12-01',
  state: 'open',
  late: false,
  closedAt: null,
  review: null,
  by: { name: 'Astrid Moen', partyId: 'north', guest: false },
  createdAt: '2026-11-01T00:00:00Z',
  version: 1,
  can: { edit: true },
  ...over,
});
const review = { id: 'v', roundId: 'r', roundNumber: 2, itemKey: null, item: null };
const all = [
  action({ id: 'open', dueOn: '2026-12-04' }),
  action({ id: 'late', late: true, dueOn: '2026-11-01', review }),
  action({ id: 'mine', owner: { id: 'm', name: 'Astrid Moen', partyId: 'north', left: false, me: true } }),
  action({ id: 'done', state: 'done', closedAt: '2026-11-03T00:00:00Z' }),
  action({ id: 'dropped', state: 'dropped', closedAt: '2026-11-04T00:00:00Z' }),
];
const ids = (over: Partial<typeof VIEW>) => matching(all, { ...VIEW, ...over }).map((one) => one.id);

describe('the actions of a view', () => {
  it('are the open ones unless said otherwise', () => {
    expect(ids({})).toEqual(['open', 'late', 'mine']);
    expect(ids({ state: 'all' })).toHaveLength(5);
    expect(ids({ state: 'done' })).toEqual(['done']);
    expect(ids({ view: 'board' })).toHaveLength(5);
  });

  it('narrow by owner, party, lateness, round and words', () => {
    expect(ids({ owner: 'me' })).toEqual(['mine']);
    expect(ids({ party: 'north' })).toEqual(['mine']);
    expect(ids({ late: 'yes' })).toEqual(['late']);
    expect(ids({ round: 'r' })).toEqual(['late']);
    expect(ids({ round: NO_ROUND })).toEqual(['open', 'mine']);
    expect(ids({ q: 'yard åkesson' })).toEqual(['open', 'late']);
    expect(ids({ q: 'nothing' })).toEqual([]);
  });

  it('stand by day while open, and the newest first when over', () => {
    expect(inOrder(matching(all, VIEW)).map((one) => one.id)).toEqual(['late', 'mine', 'open']);
    expect(inOrder(all.slice(3)).map((one) => one.id)).toEqual(['dropped', 'done']);
  });

  it('name the rounds they come from once', () => {
    expect(roundsIn([...all, action({ review })])).toEqual([{ id: 'r', number: 2 }]);
  });
});
