import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { inGroups } from '../../domain/documents/chain.ts';
import type { Document, VersionHead } from '../../domain/documents/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { CheckField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { Note } from '../components/Note.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { ratifyVersion, useTakeIn } from './api.ts';
import { partyIn } from './standing.ts';

/** My party's yes, given by me, now: what it means, and the proof that it is me. */
export function RatifyDialog({
  partnership,
  document,
  version,
  onClose,
}: {
  partnership: Partnership;
  document: Document;
  version: VersionHead;
  onClose: () => void;
}) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const takeIn = useTakeIn(partnership.id);
  const [refused, setRefused] = useState<string | null>(null);
  const mine = partnership.parties.find((party) => party.mine);
  const others = version.waitingFor.filter((id) => id !== mine?.id);
  const { number, hash } = version;
  const yes = async (password?: string) => {
    const made = await ratifyVersion(partnership.id, document.id, number, {
      hash,
      ...(password !== undefined && { password }),
    });
    takeIn(made);
    toast(t(made.inForce?.number === number ? 'ratify.inForce' : 'ratify.done', { number }));
    onClose();
  };
  const form = useForm({
    values: { read: false, password: '' },
    check: ({ read, password }) => {
      const errors: Record<string, string> = {};
      if (!read) errors['read'] = t('ratify.notRead');
      if (password === '') errors['password'] = t('ratify.noPassword');
      return errors;
    },
    send: ({ password }) => yes(password),
  });
  const passkey = async () => {
    setRefused(null);
    if (!form.values.read) return void form.submit();
    try {
      const { signInWithPasskey } = await import('../platform/passkeys.ts');
      if (await signInWithPasskey()) await yes();
    } catch (error) {
      setRefused((error as Error).message);
    }
  };
  return (
    <Dialog title={t('ratify.title', { number, title: version.title })} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <p>
          {t('ratify.for', { party: mine?.name })}{' '}
          {version.state === 'in-force'
            ? t('ratify.joins')
            : others.length > 0
              ? t('ratify.thenWaits', { parties: format.list(others.map((id) => partyIn(partnership.parties, id))) })
              : t('ratify.last')}
        </p>
        <CheckField
          id={form.id('read')}
          label={t('ratify.read', { number })}
          hint={<span className="hash">{t('ratify.hash', { hash: inGroups(hash) })}</span>}
          checked={form.values.read}
          onChange={(read) => form.set({ read })}
        />
        {form.errors['read'] && (
          <Note kind="error" alert>
            {form.errors['read']}
          </Note>
        )}
        <TextField
          label={t('ratify.password')}
          hint={t('ratify.passwordHint')}
          type="password"
          autoComplete="current-password"
          id={form.id('password')}
          error={form.errors['password']}
          value={form.values.password}
          onChange={(password) => form.set({ password })}
          maxLength={128}
        />
        <FormNotes form={form} labels={{ password: t('ratify.password') }} />
        {refused && (
          <Note kind="error" alert>
            {refused}
          </Note>
        )}
        <div className="acts">
          <Button kind="primary" type="submit" icon="check" busy={form.busy}>
            {t('ratify.confirm')}
          </Button>
          {'PublicKeyCredential' in window && (
            <Button icon="key" onClick={() => void passkey()}>
              {t('ratify.passkey')}
            </Button>
          )}
          <Button kind="plain" onClick={onClose}>
            {t('common:action.cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
