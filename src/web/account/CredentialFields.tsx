import { useTranslation } from 'react-i18next';
import { TextField } from '../components/Field.tsx';
import { type Errors, type Form, looksLikeEmail } from '../components/form.ts';
import type { ProblemError } from '../platform/http.ts';

export type Credentials = { name: string; email: string; password: string };
export const PASSWORD_LENGTH = 10;

type Translate = (key: string) => string;

/** Name, address and password, for a new account or (without a name) for signing in. */
export function CredentialFields({
  form,
  fresh,
  fixedEmail,
}: {
  form: Form<Credentials>;
  fresh: boolean;
  /** The address cannot be changed: an invitation is for one address. */
  fixedEmail?: boolean;
}) {
  const { t } = useTranslation('account');
  return (
    <>
      {fresh && (
        <TextField
          label={t('field.name')}
          id={form.id('name')}
          error={form.errors.name}
          value={form.values.name}
          onChange={(name) => form.set({ name })}
          autoComplete="name"
          maxLength={120}
        />
      )}
      <TextField
        label={t('field.email')}
        id={form.id('email')}
        error={form.errors.email}
        type="email"
        value={form.values.email}
        onChange={(email) => form.set({ email })}
        autoComplete={fresh ? 'email' : 'username webauthn'}
        readOnly={fixedEmail}
        maxLength={254}
      />
      <TextField
        label={t('field.password')}
        hint={fresh ? t('field.passwordHint') : undefined}
        id={form.id('password')}
        error={form.errors.password}
        type="password"
        value={form.values.password}
        onChange={(password) => form.set({ password })}
        autoComplete={fresh ? 'new-password' : 'current-password'}
        maxLength={128}
      />
    </>
  );
}

export function checkCredentials(t: Translate, values: Credentials, fresh: boolean): Errors {
  const errors: Errors = {};
  if (fresh && values.name.trim() === '') errors.name = t('check.name');
  if (!looksLikeEmail(values.email)) errors.email = t('check.email');
  if (fresh && values.password.length < PASSWORD_LENGTH) errors.password = t('check.passwordShort');
  if (!fresh && values.password === '') errors.password = t('check.passwordMissing');
  return errors;
}

/** What the sign-in library refuses, as sentences at their fields. Other refusals speak for themselves. */
export function explainCredentials(t: Translate, error: ProblemError): Errors | undefined {
  if (error.type.startsWith('auth:USER_ALREADY_EXISTS')) return { email: t('refused.taken') };
  if (error.type === 'auth:INVALID_EMAIL_OR_PASSWORD') return { password: t('refused.credentials') };
  if (error.type === 'auth:PASSWORD_TOO_SHORT') return { password: t('check.passwordShort') };
  if (error.type === 'auth:INVALID_EMAIL') return { email: t('check.email') };
  return undefined;
}
