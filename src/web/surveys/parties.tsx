import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import { shortName } from '../../domain/surveys/reading.ts';
import { usePartnership } from '../partnerships/api.ts';
import { PartyMark } from '../partnerships/PartyMark.tsx';

export { shortName };

/** What results need to know of a party. */
export type Side = Pick<Party, 'id' | 'name' | 'mark'>;
export type Sides = (ids: readonly string[]) => Side[];

/** Parties by id, in the order asked for. A party that is no longer there keeps its place without a name. */
export function useSides(partnership: string): Sides {
  return useSidesOf(usePartnership(partnership).data?.parties);
}

export function useSidesOf(parties: readonly Side[] | undefined): Sides {
  const { t } = useTranslation('surveys');
  return useMemo(() => {
    const known = new Map(parties?.map((party) => [party.id, party]));
    return (ids) => ids.map((id, at) => known.get(id) ?? { id, name: t('party.gone'), mark: 'cd'[at % 2] ?? 'c' });
  }, [parties, t]);
}

/** One published group by its marks and names: "Nordhavn", or "Nordhavn + Railia together". */
export function GroupName({ sides, short }: { sides: readonly Side[]; short?: boolean }) {
  const { t } = useTranslation('surveys');
  const names = sides.map((side) => (short ? shortName(side.name) : side.name)).join(' + ');
  return (
    <span className="pt group">
      {sides.map((side) => (
        <PartyMark key={side.id} party={side} />
      ))}
      <span>{sides.length > 1 ? t('party.together', { names }) : names}</span>
    </span>
  );
}
