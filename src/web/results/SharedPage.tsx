import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/PageHead.tsx';
import { Skeleton } from '../components/Skeleton.tsx';
import { EmptyState, ErrorState } from '../components/State.tsx';
import { ProblemError } from '../platform/http.ts';
import { secretNow, sharedQuery } from './api.ts';
import { SharedFrame, SharedView } from './SharedView.tsx';

/**
 * Results for somebody with a link and no account. The secret goes to the server once, in the body of a request.
 */
export function SharedPage() {
  const { t } = useTranslation('results');
  const token = useSyncExternalStore(onFragment, secretNow);
  const shared = useQuery(sharedQuery(token));
  if (shared.data) return <SharedView shared={shared.data} token={token} />;
  const nothing = token === '' || (shared.error instanceof ProblemError && shared.error.status === 404);
  return (
    <SharedFrame>
      {nothing ? (
        <>
          <PageHead title={t('shared.nothing')} hidden />
          <EmptyState icon="link" title={t('shared.nothing')}>
            <p>{t('shared.nothingText')}</p>
          </EmptyState>
        </>
      ) : shared.error ? (
        <ErrorState error={shared.error} level={1} retry={() => void shared.refetch()} />
      ) : (
        <Skeleton lines={10} />
      )}
    </SharedFrame>
  );
}

const onFragment = (listener: () => void) => {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
};
