import type { Party } from '../../domain/partnerships/contract.ts';
import { useShares } from './api.ts';
import { WholeShare } from './ShareLine.tsx';

/** How much of a proposed text each party wrote, counted by the server when it was proposed. */
export function VersionShare({
  partnership,
  document,
  number,
  parties,
}: {
  partnership: string;
  document: string;
  number: number;
  /** Those it is between. */
  parties: readonly Party[];
}) {
  const { data } = useShares(partnership, document, number);
  // Nobody wrote in it together: it came whole, from an example or a file.
  if (!data || Object.keys(data.whole.byParty).length === 0) return null;
  return <WholeShare share={data.whole} parties={parties} settled />;
}
