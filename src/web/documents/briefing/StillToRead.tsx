import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { DocumentCard } from '../../../domain/documents/contract.ts';
import { Note } from '../../components/Note.tsx';
import { partsOfDocument, useBriefing } from './api.ts';
import { placeOf } from './PartCard.tsx';

/** On a document in force: what of it I have not acknowledged, and the way there. */
export function StillToRead({
  partnership,
  document,
}: {
  partnership: string;
  document: Pick<DocumentCard, 'id' | 'inForce'>;
}) {
  const { t } = useTranslation('briefing');
  const briefing = useBriefing(partnership).data;
  const open = briefing ? partsOfDocument(briefing, document.id).filter((part) => part.acknowledgedAt === null) : [];
  const [first] = open;
  if (!first) return null;
  return (
    <div className="noprint">
      <Note>
        <p>
          <b>{t('still.title', { count: open.length, number: document.inForce?.number })}</b> {t('still.text')}{' '}
          <Link to="/partnerships/$id/agree/briefing" params={{ id: partnership }} hash={placeOf(first)}>
            {t('still.open')}
          </Link>
        </p>
      </Note>
    </div>
  );
}
