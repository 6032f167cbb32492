import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import type { Present } from '../../domain/writing/protocol.ts';
import { PartyMark } from '../partnerships/PartyMark.tsx';

/** Who else has this draft open, by name and party. One person with two windows is one person. */
export function People({ people, parties }: { people: readonly Present[]; parties: readonly Party[] }) {
  const { t } = useTranslation('writing');
  const each = [...new Map(people.map((one) => [one.participantId, one])).values()];
  if (each.length === 0) return <p className="sm dim">{t('alone')}</p>;
  return (
    <div className="here">
      <p className="sm dim" id="here">
        {t('here', { count: each.length })}
      </p>
      <ul aria-labelledby="here">
        {each.map((one) => {
          const party = parties.find(({ id }) => id === one.partyId);
          return (
            <li key={one.participantId} className="pt">
              {party && <PartyMark party={party} />}
              <span>
                {one.name}
                {party && <span className="dim"> · {party.name}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
