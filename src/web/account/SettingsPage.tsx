import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHead } from '../components/PageHead.tsx';
import { Section } from '../components/Section.tsx';
import { useMe } from '../platform/session.ts';
import { SchemeSwitch } from '../shell/SchemeSwitch.tsx';
import { SignOut } from '../shell/Shell.tsx';
import { Outbox } from './Outbox.tsx';
import { Passkeys } from './Passkeys.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { ProfileForm } from './ProfileForm.tsx';
import { Sessions } from './Sessions.tsx';

export default function SettingsPage() {
  const { t } = useTranslation('account');
  const me = useMe();
  if (!me) return null;
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PageHead
        title={t('settings.title')}
        intro={<p>{t('settings.email', { email: me.email })}</p>}
        actions={<SignOut className="btn narrow-only" />}
      />
      <div className="cols">
        <Section span={7} title={t('settings.profile')}>
          <ProfileForm key={me.id} me={me} />
        </Section>
        <Section span={5} title={t('settings.look')}>
          <div className="stack tight narrow">
            <SchemeSwitch />
            <p className="sm dim">{t('settings.lookHint')}</p>
          </div>
        </Section>
        <Section span={7} title={t('settings.password')}>
          <PasswordForm />
        </Section>
        <Section span={5} title={t('settings.passkeys')}>
          <Passkeys />
        </Section>
        <Section span={12} title={t('settings.reflections')}>
          <p className="sm">
            <Link to="/reflections">{t('settings.reflectionsLink')}</Link>
          </p>
        </Section>
        <Section span={12} title={t('settings.sessions')}>
          <Sessions />
        </Section>
        {me.administrator && (
          <Section span={12} title={t('outbox.title')}>
            <Outbox />
          </Section>
        )}
      </div>
    </main>
  );
}
