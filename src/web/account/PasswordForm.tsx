import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { CheckField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { type Errors, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { changePassword, useMe } from '../platform/session.ts';
import { PASSWORD_LENGTH } from './CredentialFields.tsx';

export function PasswordForm() {
  const { t } = useTranslation('account');
  const client = useQueryClient();
  const me = useMe();
  const form = useForm({
    values: { current: '', next: '', others: true },
    check: (values) => {
      const errors: Errors = {};
      if (values.current === '') errors.current = t('check.passwordMissing');
      if (values.next.length < PASSWORD_LENGTH) errors.next = t('check.passwordShort');
      return errors;
    },
    explain: (error) =>
      error.type === 'auth:INVALID_PASSWORD' ? { current: t('refused.currentPassword') } : undefined,
    send: async (values) => {
      await changePassword(values.current, values.next, values.others);
      form.reset({ current: '', next: '', others: true });
      toast(t('settings.passwordSaved'));
      await client.invalidateQueries({ queryKey: ['account', 'sessions'] });
    },
  });
  return (
    <form className="stack narrow" onSubmit={form.submit} noValidate>
      {/* For password managers: whose password this is. */}
      <input type="hidden" name="username" autoComplete="username" value={me?.email ?? ''} />
      <TextField
        label={t('field.currentPassword')}
        type="password"
        id={form.id('current')}
        error={form.errors.current}
        value={form.values.current}
        onChange={(current) => form.set({ current })}
        autoComplete="current-password"
        maxLength={128}
      />
      <TextField
        label={t('field.newPassword')}
        hint={t('field.passwordHint')}
        type="password"
        id={form.id('next')}
        error={form.errors.next}
        value={form.values.next}
        onChange={(next) => form.set({ next })}
        autoComplete="new-password"
        maxLength={128}
      />
      <CheckField
        label={t('settings.endOthers')}
        checked={form.values.others}
        onChange={(others) => form.set({ others })}
      />
      <FormNotes form={form} />
      <div>
        <Button type="submit" busy={form.busy}>
          {t('settings.changePassword')}
        </Button>
      </div>
    </form>
  );
}
