import { markClass } from './PartyMark.tsx';

type Part = { id: string; mark: string; state?: string };

/** One line of as many equal parts as there are parties. A party that has not come in yet is dashed. */
export function PairLine({ parties }: { parties: readonly Part[] }) {
  const half = (party: Part) => (
    <i key={party.id} className={`${markClass(party.mark)}${party.state === 'invited' ? ' waiting' : ''}`} />
  );
  if (parties.length !== 2) {
    return (
      <div className="twoline many" aria-hidden="true">
        {parties.map(half)}
      </div>
    );
  }
  return (
    <div className="twoline" aria-hidden="true">
      {parties[0] && half(parties[0])}
      <svg viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="7.5" fill="none" stroke="currentColor" strokeWidth="3" />
        <circle cx="10" cy="10" r="2.5" fill="currentColor" />
      </svg>
      {parties[1] && half(parties[1])}
    </div>
  );
}
