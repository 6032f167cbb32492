import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/PageHead.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { ErrorState } from '../components/State.tsx';
import { ProblemError } from '../platform/http.ts';
import { listenLive } from '../platform/live.ts';
import { BrandMark } from '../shell/Brand.tsx';
import { enterAsGuest, guestReviewQuery, guestSession } from './api.ts';
import { Stage } from './Stage.tsx';
import './reviews.css';

const REVIEW = 'entente.guest';

/**
 * The page behind a guest link: no account, this one session. The secret stands in the fragment, is exchanged for a
 * cookie and taken out of the address, so that it is neither seen on the projector nor left in the history.
 */
export default function GuestPage() {
  const [token] = useState(() => window.location.hash.slice(1));
  const [review, setReview] = useState<string | null>(() => (token ? null : sessionStorage.getItem(REVIEW)));
  const entering = useQuery({
    queryKey: ['guest-enter', token],
    queryFn: () => enterAsGuest(token),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  });
  const entered = entering.data?.reviewId;
  useEffect(() => {
    if (!entered) return;
    window.history.replaceState(null, '', window.location.pathname);
    sessionStorage.setItem(REVIEW, entered);
    setReview(entered);
  }, [entered]);
  if (entering.error) return <Closed error={entering.error} retry={() => void entering.refetch()} />;
  if (review) return <InSession review={review} />;
  return token ? <Waiting /> : <Closed />;
}

function InSession({ review }: { review: string }) {
  const { t } = useTranslation('reviews');
  const client = useQueryClient();
  const query = useQuery(guestReviewQuery(review));
  const inside = query.data !== undefined;
  useEffect(() => {
    if (!inside) return;
    const again = () => void client.invalidateQueries({ queryKey: ['guest', review] });
    return listenLive(`/guest/reviews/${review}/live`, { change: again, refetch: again });
  }, [client, review, inside]);
  const refused = query.error instanceof ProblemError && query.error.status < 500;
  if (query.error && (refused || !query.data)) return <Closed error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <Waiting />;
  return (
    <Stage
      session={guestSession(review)}
      review={query.data}
      end={<span className="dim sm">{t('guest.asGuest', { name: query.data.me.name })}</span>}
    />
  );
}

const Waiting = () => (
  <Frame>
    <Skeleton lines={6} />
  </Frame>
);

/** Over, taken back, or never there: the same sentence, since the page cannot know. */
function Closed({ error, retry }: { error?: Error; retry?: () => void }) {
  const { t } = useTranslation('reviews');
  const ours = error && !(error instanceof ProblemError && error.status < 500);
  return (
    <Frame>
      {ours ? (
        <ErrorState error={error} level={1} retry={retry} />
      ) : (
        <>
          <PageHead title={t('guest.closedTitle')} />
          <p>{t('guest.closed')}</p>
        </>
      )}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="outside">
      <header>
        <p className="brand">
          <BrandMark />
          Entente
        </p>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}
