import { useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { backTo, signUp, useForgetEverything } from '../platform/session.ts';
import { CredentialFields, checkCredentials, explainCredentials } from './CredentialFields.tsx';

/** The form for a new account; goes on to where the person was heading. */
export function NewAccount({ action }: { action: string }) {
  const { t } = useTranslation('account');
  const router = useRouter();
  const forget = useForgetEverything();
  const { next } = useSearch({ strict: false }) as { next?: string };
  const form = useForm({
    values: { name: '', email: '', password: '' },
    check: (values) => checkCredentials(t, values, true),
    explain: (error) => explainCredentials(t, error),
    send: async (values) => {
      await signUp(values.name.trim(), values.email.trim(), values.password);
      await forget();
      await router.invalidate();
      router.history.push(backTo(next));
    },
  });
  return (
    <form className="stack" onSubmit={form.submit} noValidate>
      <CredentialFields form={form} fresh />
      <FormNotes form={form} />
      <Button kind="primary" type="submit" busy={form.busy}>
        {action}
      </Button>
    </form>
  );
}
