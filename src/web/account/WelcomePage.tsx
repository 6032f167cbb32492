import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../components/Button.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { Loaded } from '../components/Skeleton.tsx';
import { installationQuery } from '../platform/session.ts';
import { NewAccount } from './NewAccount.tsx';

/** First run: whoever comes first creates the first account. */
export default function WelcomePage() {
  const { t } = useTranslation('account');
  const installation = useQuery(installationQuery);
  return (
    <Loaded query={installation}>
      {({ firstRun }) =>
        firstRun ? (
          <>
            <PageHead title={t('welcome.title')} intro={<p>{t('welcome.intro')}</p>} />
            <NewAccount action={t('welcome.action')} />
          </>
        ) : (
          <>
            <PageHead title={t('welcome.title')} intro={<p>{t('welcome.done')}</p>} />
            <Link className={buttonClass('primary')} to="/sign-in">
              {t('signIn.action')}
            </Link>
          </>
        )
      }
    </Loaded>
  );
}
