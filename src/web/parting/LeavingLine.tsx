import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Note } from '../components/Note.tsx';
import { useFormat } from '../platform/useFormat.ts';
import './parting.css';

/** On every page of a partnership: who leaves and when, or that it has ended. */
export function LeavingLine({ partnership }: { partnership: Partnership }) {
  const { id, leaving, endedAt, parties } = partnership;
  return leaving.length > 0 || endedAt ? <Lines id={id} leaving={leaving} endedAt={endedAt} parties={parties} /> : null;
}

/** Its words are loaded only where there is something to say. */
function Lines({ id, leaving, endedAt, parties }: Pick<Partnership, 'id' | 'leaving' | 'endedAt' | 'parties'>) {
  const { t } = useTranslation('parting');
  const format = useFormat();
  const last = parties
    .map((party) => party.leftOn ?? '')
    .sort()
    .at(-1);
  return (
    <div className="in leaving">
      {endedAt && <Note kind="warn">{t('line.ended', { day: format.day(last || endedAt.slice(0, 10)) })}</Note>}
      {leaving.map((one) => (
        <Note key={one.partyId} kind="warn">
          <b>
            {t('line.leaves', {
              party: parties.find((party) => party.id === one.partyId)?.name,
              day: format.day(one.leavesOn),
            })}
          </b>{' '}
          {one.words && <span className="parting-said">{t('line.words', { who: one.by, words: one.words })} </span>}
          <Link to="/partnerships/$id/parting" params={{ id }}>
            {t('line.more')}
          </Link>
        </Note>
      ))}
    </div>
  );
}
