import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { couldDo } from '../../domain/documents/needs.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Section } from '../components/Section.tsx';
import { useNeeds } from '../documents/needs-api.ts';
import { PartyName } from './PartyName.tsx';

const SHOWN = 4;

/** Needs of the others, and which strengths of my party meet them. Nothing at all where there are none. */
export function OverviewNeeds({ partnership }: { partnership: Partnership }) {
  const { t } = useTranslation('partnerships');
  const { id } = partnership;
  const needs = useNeeds(id).data;
  const mine = partnership.parties.find((party) => party.mine);
  const could = needs && mine ? couldDo(mine.id, needs.shared, needs.fits) : [];
  if (could.length === 0) return null;
  return (
    <Section
      span={12}
      title={t('overview.could.title')}
      more={
        <Link to="/partnerships/$id/agree/needs" params={{ id }}>
          {t('overview.could.all')}
        </Link>
      }
    >
      <ul className="l rows">
        {could.slice(0, SHOWN).map(({ need, strengths }) => {
          const party = partnership.parties.find((one) => one.id === need.partyId);
          return (
            <li key={need.id}>
              <p>
                {party ? (
                  <PartyName party={party}>
                    {t('overview.could.needs', { party: party.name, need: need.text })}
                  </PartyName>
                ) : (
                  need.text
                )}
              </p>
              <p className="sm dim">
                {strengths.length > 0
                  ? t('overview.could.meets', { strengths: strengths.map((one) => one.text).join('; ') })
                  : t('overview.could.open')}
              </p>
            </li>
          );
        })}
      </ul>
      {could.length > SHOWN && (
        <p className="sm dim after">{t('overview.could.more', { count: could.length - SHOWN })}</p>
      )}
    </Section>
  );
}
