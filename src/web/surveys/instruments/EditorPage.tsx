import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OwnInstrument } from '../../../domain/surveys/draft-contract.ts';
import { PageHead } from '../../components/PageHead.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { usePartnership } from '../../partnerships/api.ts';
import { useOwn } from './api.ts';
import { InstrumentEditor } from './InstrumentEditor.tsx';
import { titleOf } from './titles.ts';
import '../surveys.css';
import './instruments.css';

/** Writing an instrument of the partnership's own, with a phone beside it that shows what respondents will see. */
export default function EditorPage() {
  const { id, instrumentId } = useParams({ from: '/inside/partnerships/$id/listen/instruments/$instrumentId' });
  const { t } = useTranslation(['instruments', 'surveys']);
  const navigate = useNavigate();
  const partnership = usePartnership(id).data;
  const query = useOwn(id, instrumentId);
  const gone = () => navigate({ to: '/partnerships/$id/listen/instruments', params: { id } });
  return (
    <Loaded query={query} lines={10}>
      {(found: OwnInstrument) => (
        <>
          <PageHead
            title={titleOf(found.draft) || t('list.untitled')}
            context={partnership?.name}
            back={
              <Link to="/partnerships/$id/listen/instruments" params={{ id }}>
                {t('own.title')}
              </Link>
            }
          />
          <InstrumentEditor key={instrumentId} partnership={id} instrument={found} onGone={gone} />
        </>
      )}
    </Loaded>
  );
}
