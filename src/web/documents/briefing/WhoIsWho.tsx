import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Briefing } from '../../../domain/documents/briefing-contract.ts';
import type { Partnership } from '../../../domain/partnerships/contract.ts';
import { PartyName } from '../../partnerships/PartyName.tsx';

/** Who leads, sponsors and decides today. Read and not acknowledged: it changes by the day. */
export function WhoIsWho({ partnership, who }: { partnership: Partnership; who: Briefing['who'] }) {
  const { t } = useTranslation('briefing');
  return (
    <div className="who">
      <p className="sm dim">{t('who.today')}</p>
      <ul className="l whos">
        {partnership.parties.map((party) => {
          const here = who.find((one) => one.partyId === party.id);
          // One that has left is in the record, and no more who is who.
          if (!here && party.state !== 'invited') return null;
          return (
            <li key={party.id}>
              <h3>
                <PartyName party={party} />
              </h3>
              {here ? (
                <dl>
                  {here.people.map(({ id, name, role, function: does, decides, me }) => (
                    <div key={id}>
                      <dt>
                        {name}
                        {me && <span className="dim"> {t('who.me')}</span>}
                      </dt>
                      <dd className="sm">
                        {[t(`common:role.${role}`), does, decides && t('who.decides')].filter(Boolean).join(' · ')}
                      </dd>
                    </div>
                  ))}
                </dl>
              ) : (
                <p className="sm dim">{t('who.notIn')}</p>
              )}
              {here && here.others > 0 && (
                <p className="sm">
                  <Link
                    to="/partnerships/$id/people"
                    params={{ id: partnership.id }}
                    search={{ party: party.id } as never}
                  >
                    {t('who.others', { count: here.others })}
                  </Link>
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
