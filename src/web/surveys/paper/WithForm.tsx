import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperForm } from '../../../domain/surveys/paper-contract.ts';
import { buttonClass } from '../../components/Button.tsx';
import { PageHead } from '../../components/PageHead.tsx';
import { Loaded } from '../../components/Skeleton.tsx';
import { EmptyState } from '../../components/State.tsx';
import { ProblemError } from '../../platform/http.ts';
import { usePaperForm } from '../calendar-api.ts';

/** What a page about paper needs of its round, or where to go when the round is over. */
export function WithForm({
  id,
  roundId,
  title,
  children,
}: {
  id: string;
  roundId: string;
  title: string;
  children: (form: PaperForm) => ReactNode;
}) {
  const { t } = useTranslation('calendar');
  const form = usePaperForm(id, roundId);
  if (form.error instanceof ProblemError && form.error.status === 409)
    return (
      <>
        <PageHead title={title} hidden />
        <EmptyState
          icon="clock"
          title={t('sheets.over')}
          actions={
            <Link to="/partnerships/$id/listen/$roundId" params={{ id, roundId }} className={buttonClass('primary')}>
              {t('sheets.back')}
            </Link>
          }
        >
          <p>{t('sheets.overText')}</p>
        </EmptyState>
      </>
    );
  return (
    <Loaded query={form} lines={10}>
      {children}
    </Loaded>
  );
}
