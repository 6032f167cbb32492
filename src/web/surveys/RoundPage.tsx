import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { usePartnership } from '../partnerships/api.ts';
import { useAddressState } from '../platform/addressState.ts';
import { useFormat } from '../platform/useFormat.ts';
import { filesOf } from '../results/api.ts';
import { DownloadMenu } from '../results/DownloadMenu.tsx';
import { HandOn } from '../results/HandOn.tsx';
import { FollowUpProvider, followUpQuery } from '../reviews/api.ts';
import { FollowUpSummary } from '../reviews/FollowUp.tsx';
import { ReviewCall } from '../reviews/ReviewCall.tsx';
import { useResults, useRound } from './api.ts';
import { Ballots } from './Ballots.tsx';
import { OpenRound } from './OpenRound.tsx';
import { useSides } from './parties.tsx';
import { CompareWith } from './results/CompareWith.tsx';
import { ResultsView } from './results/ResultsView.tsx';
import { useRoundName } from './useRoundName.ts';
import './surveys.css';

/** Of all that is on this page, so that they come together and not one after the other. */
const WORDS = ['surveys', 'instruments', 'results', 'reviews', 'delivery'] as const;
const VIEW = { with: '' };

/** One round: what is going on while it is open, its results once it is closed. */
export default function RoundPage() {
  useTranslation(WORDS);
  const { id, roundId } = useParams({ from: '/inside/partnerships/$id/listen/$roundId' });
  const round = useRound(id, roundId);
  const name = usePartnership(id).data?.name ?? '';
  return (
    <Loaded query={round} lines={8}>
      {(found) =>
        found.state === 'closed' ? (
          <ClosedRound id={id} roundId={roundId} name={name} />
        ) : found.state === 'open' ? (
          <OpenRound id={id} round={found} name={name} />
        ) : (
          <CancelledRound id={id} round={found} name={name} />
        )
      }
    </Loaded>
  );
}

function ClosedRound({ id, roundId, name }: { id: string; roundId: string; name: string }) {
  const { t } = useTranslation('surveys');
  const sides = useSides(id);
  const [view, setView] = useAddressState(VIEW);
  const results = useResults(id, roundId, view.with);
  const followUp = useQuery(followUpQuery(id, roundId)).data;
  return (
    <Loaded query={results} lines={10}>
      {(found) => (
        <FollowUpProvider value={followUp}>
          <ResultsView
            name={name}
            results={found}
            sides={sides}
            compare={<CompareWith results={found} choose={(number) => setView({ with: number })} />}
            more={(itemKey) => (
              <Link to="/partnerships/$id/listen/$roundId/items/$itemKey" params={{ id, roundId, itemKey }}>
                {t('item.all')}
              </Link>
            )}
            back={
              <>
                <Link to="/partnerships/$id/listen" params={{ id }}>
                  {t('listen')}
                </Link>{' '}
                /
              </>
            }
            actions={
              <>
                {found.round.can.handOn && <HandOn id={id} round={found.round} />}
                <DownloadMenu files={filesOf(id, found.round)} />
              </>
            }
          >
            <ReviewCall partnership={id} round={roundId} />
            {followUp && <FollowUpSummary partnership={id} found={followUp} />}
          </ResultsView>
          <Ballots round={found.round} sides={sides} />
        </FollowUpProvider>
      )}
    </Loaded>
  );
}

function CancelledRound({ id, round, name }: { id: string; round: Round; name: string }) {
  const { t } = useTranslation('surveys');
  const format = useFormat();
  const title = useRoundName()(round);
  return (
    <>
      <PageHead title={title} context={name} hidden />
      <EmptyState
        icon="cross"
        title={t('cancelled.title', { name: title })}
        actions={
          <Link to="/partnerships/$id/listen" params={{ id }} className="btn">
            {t('cancelled.back')}
          </Link>
        }
      >
        <p>{t('cancelled.text', { day: format.date(round.closedAt ?? round.closesAt) })}</p>
      </EmptyState>
    </>
  );
}
