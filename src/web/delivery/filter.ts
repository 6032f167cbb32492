import type { Action } from '../../domain/delivery/contract.ts';

/** Everything that tells one view from another stands in the address. */
export const VIEW = {
  view: 'list',
  q: '',
  owner: '',
  party: '',
  state: 'open',
  late: '',
  round: '',
  sort: 'due',
};
export type View = typeof VIEW;

/** Value of the round filter for what was agreed outside a session. */
export const NO_ROUND = 'none';

/** The actions of a view. The board shows all states side by side, so that filter is not asked there. */
export function matching(actions: readonly Action[], view: View): Action[] {
  const words = view.q.trim().toLocaleLowerCase().split(/\s+/);
  return actions.filter((action) => {
    const text = `${action.text} ${action.owner.name}`.toLocaleLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (view.owner !== 'me' || action.owner.me) &&
      (view.party === '' || action.owner.partyId === view.party) &&
      (view.view === 'board' || view.state === 'all' || action.state === view.state) &&
      (view.late === '' || action.late) &&
      (view.round === '' || (view.round === NO_ROUND ? !action.review : action.review?.roundId === view.round))
    );
  });
}

/** Late first, then by day; what is over, the newest first. */
export function inOrder(actions: readonly Action[]): Action[] {
  return actions.toSorted((a, b) =>
    a.state === 'open' ? a.dueOn.localeCompare(b.dueOn) : (b.closedAt ?? '').localeCompare(a.closedAt ?? ''),
  );
}

/** Rounds that any action came from, newest first. */
export function roundsIn(actions: readonly Action[]): { id: string; number: number }[] {
  const found = new Map<string, number>();
  for (const { review } of actions) if (review) found.set(review.roundId, review.roundNumber);
  return [...found].map(([id, number]) => ({ id, number })).sort((a, b) => b.number - a.number);
}
