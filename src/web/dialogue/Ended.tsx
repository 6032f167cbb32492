import { Link } from '@tanstack/react-router';
import type { Dialogue } from '../../domain/dialogue/contract.ts';
import { Note } from '../components/Note.tsx';
import type { Own } from './useOwn.ts';

/** It did not happen: why, and that nobody's answers were shown. */
export function Ended({ partnership, dialogue, own }: { partnership: string; dialogue: Dialogue; own: Own }) {
  const { t, moment } = own;
  const who = dialogue.people.find((one) => one.declinedAt)?.name ?? '';
  return (
    <div className="stack narrow">
      <Note>
        <p>
          <b>{t(`ended.${dialogue.endedBy ?? 'deadline'}`, { who, when: moment(dialogue.closesAt) })}</b>
        </p>
        <p>{t('ended.text')}</p>
      </Note>
      <p>
        <Link to="/partnerships/$id/listen" params={{ id: partnership }}>
          {t('ended.back')}
        </Link>
      </p>
    </div>
  );
}
