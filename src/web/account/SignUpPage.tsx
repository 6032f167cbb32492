import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/PageHead.tsx';
import { installationQuery } from '../platform/session.ts';
import { NewAccount } from './NewAccount.tsx';

export default function SignUpPage() {
  const { t } = useTranslation('account');
  const installation = useQuery(installationQuery).data;
  const { next } = useSearch({ strict: false }) as { next?: string };
  return (
    <>
      <PageHead title={t('signUp.title')} />
      {installation?.signUp === 'invited' && !installation.firstRun && (
        <p className="sm dim">{t('signIn.invitedOnly')}</p>
      )}
      <NewAccount action={t('signUp.action')} />
      <p className="sm dim">
        {t('signUp.have')}{' '}
        <Link to="/sign-in" search={next ? { next } : {}} hash>
          {t('signIn.action')}
        </Link>
      </p>
    </>
  );
}
