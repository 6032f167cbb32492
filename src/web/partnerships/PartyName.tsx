import type { ReactNode } from 'react';
import { PartyMark } from './PartyMark.tsx';

/** A party by mark and name. `children` replaces the name, e.g. with a person of that party. */
export function PartyName({ party, children }: { party: { name: string; mark: string }; children?: ReactNode }) {
  return (
    <span className="pt">
      <PartyMark party={party} />
      <span>{children ?? party.name}</span>
    </span>
  );
}
