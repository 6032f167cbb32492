import { useTranslation } from 'react-i18next';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { TakeCopy } from './TakeCopy.tsx';
import './parting.css';

/** What my party has left: its copy, for as long as it is kept. */
export function LeftPartnerships({ left }: { left: HomeList['left'] }) {
  return left.length > 0 ? <List left={left} /> : null;
}

function List({ left }: { left: HomeList['left'] }) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  return (
    <Section title={t('left.title')}>
      <ul className="l stack">
        {left.map((one) => (
          <li key={one.partnershipId} className="stack tight">
            <h3>{one.name}</h3>
            <p>{t('left.item', { party: one.party, day: format.day(one.leftOn), until: format.date(one.until) })}</p>
            <TakeCopy path={`/left/${one.partnershipId}/copy`} label={t('left.take')} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
