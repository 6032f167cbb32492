import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { acceptInvitation } from '../partnerships/api.ts';
import { signIn, signUp, useForgetEverything } from '../platform/session.ts';
import { CredentialFields, checkCredentials, explainCredentials } from './CredentialFields.tsx';

/** Accepts, and lands in the partnership. */
function useAccept(token: string, onAccepted: () => void) {
  const forget = useForgetEverything();
  const router = useRouter();
  return async (key: string) => {
    const { partnershipId } = await acceptInvitation(token, key);
    onAccepted();
    await forget();
    await router.invalidate();
    await router.navigate({ to: '/partnerships/$id', params: { id: partnershipId }, replace: true });
  };
}

export function AcceptAsMe({ token, email, onAccepted }: { token: string; email: string; onAccepted: () => void }) {
  const { t } = useTranslation('account');
  const accept = useAccept(token, onAccepted);
  const form = useForm({ values: {}, send: (_values, key) => accept(key) });
  return (
    <form className="stack tight" onSubmit={form.submit}>
      <p className="sm dim">{t('join.acceptAs', { email })}</p>
      <FormNotes form={form} />
      <Button kind="primary" type="submit" busy={form.busy}>
        {t('join.accept')}
      </Button>
    </form>
  );
}

/** The account is created, or signed in to, with the address the invitation was made for. */
export function AcceptWithAccount({
  token,
  name,
  email,
  onAccepted,
}: {
  token: string;
  name: string;
  email: string | null;
  onAccepted: () => void;
}) {
  const { t } = useTranslation('account');
  const accept = useAccept(token, onAccepted);
  const [fresh, setFresh] = useState(true);
  // Entered already, refused afterwards: the second try must not create the account again.
  const [entered, setEntered] = useState(false);
  const form = useForm({
    values: { name, email: email ?? '', password: '' },
    check: (values) => checkCredentials(t, values, fresh),
    explain: (error) => explainCredentials(t, error),
    send: async (values, key) => {
      if (!entered) {
        if (fresh) await signUp(values.name.trim(), values.email.trim(), values.password);
        else await signIn(values.email.trim(), values.password);
        setEntered(true);
      }
      await accept(key);
    },
  });
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <CredentialFields form={form} fresh={fresh} fixedEmail={email !== null} />
      <FormNotes form={form} />
      <Button kind="primary" type="submit" busy={form.busy}>
        {fresh ? t('join.create') : t('join.signIn')}
      </Button>
      <Button kind="plain" onClick={() => setFresh(!fresh)}>
        {fresh ? t('join.haveAccount') : t('join.noAccount')}
      </Button>
    </form>
  );
}
