import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Review, ReviewOfRound } from '../../domain/reviews/contract.ts';
import { Button, buttonClass } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Icon } from '../components/Icon.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { EmptyState, ErrorState } from '../components/State.tsx';
import { toast } from '../components/toast.ts';
import { usePartnership } from '../partnerships/api.ts';
import { newKey } from '../platform/http.ts';
import { useTitle } from '../platform/title.ts';
import { SampleBadge } from '../sample/SampleBanner.tsx';
import { sessionOf, startReview, useReviewOfRound } from './api.ts';
import { GuestsDialog } from './GuestsDialog.tsx';
import { Stage } from './Stage.tsx';
import { useSession } from './useSession.ts';
import './reviews.css';

/** The projector page of a round's review session; before there is one, the way to begin it. */
export default function SessionPage() {
  const { id, roundId } = useParams({ from: '/stage/partnerships/$id/listen/$roundId/review' });
  const query = useReviewOfRound(id, roundId);
  if (query.data?.review) return <Running id={id} roundId={roundId} review={query.data.review} />;
  return (
    <main id="main" className="begin" tabIndex={-1}>
      {query.data ? (
        <Begin id={id} roundId={roundId} found={query.data} onBegun={query.refetch} />
      ) : query.error ? (
        <ErrorState error={query.error} level={1} retry={() => void query.refetch()} />
      ) : (
        <Skeleton lines={8} />
      )}
    </main>
  );
}

function Begin({
  id,
  roundId,
  found,
  onBegun,
}: {
  id: string;
  roundId: string;
  found: ReviewOfRound;
  onBegun: () => Promise<unknown>;
}) {
  const { t } = useTranslation('reviews');
  const sample = usePartnership(id).data?.sample;
  const key = useRef(newKey());
  const [busy, setBusy] = useState(false);
  useTitle(t('title'));
  const begin = async () => {
    setBusy(true);
    // Somebody else may have begun it a moment ago: either way the session is there now.
    await startReview(id, roundId, key.current).catch((error: Error) => toast(error.message, { kind: 'error' }));
    await onBegun();
    setBusy(false);
  };
  const count = (kind: string) => found.agenda.filter((item) => item.kind === kind).length;
  return (
    <EmptyState
      icon="bubble"
      level={1}
      title={t('begin.title')}
      actions={
        <>
          {found.can.start && (
            <Button kind="primary" busy={busy} onClick={() => void begin()}>
              {t('begin.action')}
            </Button>
          )}
          <Link className={buttonClass()} to="/partnerships/$id/listen/$roundId" params={{ id, roundId }}>
            {t('toResults')}
          </Link>
        </>
      }
    >
      {sample && <SampleBadge />}
      {found.agenda.length > 0 ? (
        <p>{t('begin.text', { discuss: count('discuss'), worth: count('worth'), strength: count('strength') })}</p>
      ) : (
        <p>{t('begin.nothing')}</p>
      )}
      {found.agenda.length > 0 && !found.can.start && <p>{t('begin.others')}</p>}
    </EmptyState>
  );
}

function Running({ id, roundId, review }: { id: string; roundId: string; review: Review }) {
  const { t } = useTranslation('reviews');
  const session = sessionOf(id, roundId, review.id);
  const sample = usePartnership(id).data?.sample;
  const [open, setOpen] = useState<'guests' | 'end' | null>(null);
  return (
    <>
      <Stage
        session={session}
        review={review}
        mark={sample && <SampleBadge />}
        end={
          <span className="acts">
            {review.can.invite && (
              <Button small icon="people" onClick={() => setOpen('guests')}>
                {t('guests.short')}
              </Button>
            )}
            {review.can.end && review.state === 'running' ? (
              <Button small icon="cross" onClick={() => setOpen('end')}>
                {t('end.open')}
              </Button>
            ) : (
              <Link
                className={buttonClass(undefined, true)}
                to="/partnerships/$id/listen/$roundId/minutes"
                params={{ id, roundId }}
              >
                <Icon name="document" />
                {t('minutes.title')}
              </Link>
            )}
            <Link
              className={buttonClass('plain', true)}
              to="/partnerships/$id/listen/$roundId"
              params={{ id, roundId }}
            >
              {t('leave')}
            </Link>
          </span>
        }
      />
      {open === 'guests' && <GuestsDialog partnership={id} review={review} onClose={() => setOpen(null)} />}
      {open === 'end' && <EndDialog {...{ id, roundId, review }} onClose={() => setOpen(null)} />}
    </>
  );
}

/** Pausing and finishing are two different things, so the question offers both. */
function EndDialog({
  id,
  roundId,
  review,
  onClose,
}: {
  id: string;
  roundId: string;
  review: Review;
  onClose: () => void;
}) {
  const { t } = useTranslation('reviews');
  const navigate = useNavigate();
  const { move } = useSession(sessionOf(id, roundId, review.id), review);
  const end = async (state: 'paused' | 'finished') => {
    await move({ state });
    onClose();
    if (state === 'finished')
      await navigate({ to: '/partnerships/$id/listen/$roundId/minutes', params: { id, roundId } });
  };
  return (
    <Dialog title={t('end.title')} onClose={onClose}>
      <p className="sm dim">{t('end.text')}</p>
      <div className="acts">
        <Button kind="primary" onClick={() => void end('finished')}>
          {t('end.finish')}
        </Button>
        <Button onClick={() => void end('paused')}>{t('end.pause')}</Button>
        <Button kind="plain" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
