import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { StateBadge } from './StateBadge.tsx';
import { titleOf } from './standing.ts';

/** Every text that was ever proposed: what became of it, why, and who said yes when. */
export function Versions({ partnership, document }: { partnership: Partnership; document: Document }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const { id, parties } = partnership;
  if (document.versions.length === 0) return null;
  return (
    <Section title={t('versions.title')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways where there is little room */}
      <section className="scroll" tabIndex={0} aria-label={t('versions.scrolls')}>
        <table className="versions">
          <caption className="vh">{t('versions.caption', { title: titleOf(document) })}</caption>
          <thead>
            <tr>
              <th scope="col">{t('versions.number')}</th>
              <th scope="col">{t('versions.state')}</th>
              <th scope="col">{t('versions.what')}</th>
              {parties.map((party) => (
                <th key={party.id} scope="col">
                  {party.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {document.versions.map((one) => (
              <tr key={one.number}>
                <th scope="row">
                  <Link
                    to="/partnerships/$id/agree/$documentId/versions/$number"
                    params={{ id, documentId: document.id, number: `${one.number}` }}
                    aria-label={t('versions.read', { number: one.number })}
                  >
                    {one.number}
                  </Link>
                </th>
                <td>
                  <StateBadge state={one.state} />
                </td>
                <td>
                  {one.note ?? (one.base === null ? t('versions.first') : t('versions.changes', { number: one.base }))}
                  {one.state === 'declined' && (
                    <span className="dim block">
                      {t('versions.declined', { name: one.settledBy?.name, reason: one.reason })}
                    </span>
                  )}
                </td>
                {parties.map((party) => {
                  const yes = one.ratifications.find((ratification) => ratification.partyId === party.id);
                  const asked = one.partyIds.includes(party.id) || one.waitingFor.includes(party.id);
                  return (
                    <td key={party.id} className={yes ? undefined : 'dim'}>
                      {yes ? format.date(yes.at, 'medium') : asked ? t('versions.notYet') : t('versions.notAsked')}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Section>
  );
}
