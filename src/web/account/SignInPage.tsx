import { useQuery } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { PageHead } from '../components/PageHead.tsx';
import { backTo, installationQuery, signIn, useForgetEverything } from '../platform/session.ts';
import { CredentialFields, checkCredentials, explainCredentials } from './CredentialFields.tsx';

export default function SignInPage() {
  const { t } = useTranslation('account');
  const router = useRouter();
  const forget = useForgetEverything();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const installation = useQuery(installationQuery).data;
  const [refused, setRefused] = useState(false);

  const enter = async () => {
    await forget();
    await router.invalidate();
    router.history.push(backTo(next));
  };
  const form = useForm({
    values: { name: '', email: '', password: '' },
    check: (values) => checkCredentials(t, values, false),
    explain: (error) => explainCredentials(t, error),
    send: async (values) => {
      await signIn(values.email.trim(), values.password);
      await enter();
    },
  });
  const passkey = async () => {
    setRefused(false);
    try {
      const { signInWithPasskey } = await import('../platform/passkeys.ts');
      if (await signInWithPasskey()) await enter();
    } catch {
      setRefused(true);
    }
  };

  return (
    <>
      <PageHead title={t('signIn.title')} />
      <form className="stack" onSubmit={form.submit} noValidate>
        <CredentialFields form={form} fresh={false} />
        <FormNotes form={form} />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('signIn.action')}
        </Button>
      </form>
      {'PublicKeyCredential' in window && (
        <>
          <Button icon="key" onClick={() => void passkey()}>
            {t('signIn.passkey')}
          </Button>
          {refused && (
            <Note kind="error" alert>
              {t('refused.passkey')}
            </Note>
          )}
        </>
      )}
      {installation && (
        <p className="sm dim">
          {installation.firstRun || installation.signUp === 'open' ? (
            <>
              {t('signIn.signUp')}{' '}
              <Link to={installation.firstRun ? '/welcome' : '/sign-up'} search={next ? { next } : {}} hash>
                {t('signIn.signUpLink')}
              </Link>
            </>
          ) : (
            t('signIn.invitedOnly')
          )}
        </p>
      )}
    </>
  );
}
