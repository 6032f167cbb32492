import { Link, useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded, Skeleton } from '../components/Skeleton.tsx';
import { EmptyState } from '../components/State.tsx';
import { useMyLink } from './api.ts';

/** From Home to my own ballot: an address of its own, so that asking for the link happens when it is followed. */
export default function AnswerPage() {
  const { t } = useTranslation('surveys');
  const params = useParams({ from: '/inside/partnerships/$id/listen/$roundId/answer' });
  const mine = useMyLink(params.id, params.roundId);
  const link = mine.data?.link;
  useEffect(() => {
    // Instead of this page: back leads to where the person came from.
    if (link) window.location.replace(link);
  }, [link]);
  return (
    <>
      <PageHead title={t('answer.title')} hidden />
      <Loaded query={mine}>
        {({ none }) =>
          none ? (
            <EmptyState
              icon="bubble"
              title={t(`answer.${none}`)}
              actions={
                <Link className={buttonClass()} to="/partnerships/$id/listen/$roundId" params={params}>
                  {t('answer.round')}
                </Link>
              }
            >
              <p>{t(`answer.${none}Text`)}</p>
            </EmptyState>
          ) : (
            <Skeleton lines={6} />
          )
        }
      </Loaded>
    </>
  );
}
