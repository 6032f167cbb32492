import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { type Errors, useForm } from '../components/form.ts';
import { Loaded } from '../components/Skeleton.tsx';
import { toast } from '../components/toast.ts';
import { listPasskeys, type Passkey, removePasskey } from '../platform/session.ts';
import { useFormat } from '../platform/useFormat.ts';

const KEY = ['account', 'passkeys'];

export function Passkeys() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const client = useQueryClient();
  const passkeys = useQuery({ queryKey: KEY, queryFn: listPasskeys });
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const [busy, setBusy] = useState(false);
  const nameOf = (passkey: Passkey) => passkey.name || t('settings.passkeyUnnamed');
  const form = useForm({
    values: { name: '' },
    check: (values) => (values.name.trim() === '' ? { name: t('settings.passkeyNameMissing') } : ({} as Errors)),
    send: async ({ name }) => {
      const { addPasskey } = await import('../platform/passkeys.ts');
      if (!(await addPasskey(name.trim()))) return;
      form.reset();
      toast(t('settings.passkeyAdded', { name: name.trim() }));
      await client.invalidateQueries({ queryKey: KEY });
    },
  });
  const confirm = async (passkey: Passkey) => {
    setBusy(true);
    try {
      await removePasskey(passkey.id);
      toast(t('settings.passkeyRemoved', { name: nameOf(passkey) }));
      await client.invalidateQueries({ queryKey: KEY });
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { kind: 'error' });
    } finally {
      setBusy(false);
      setRemoving(null);
    }
  };
  return (
    <div className="stack narrow">
      <p className="sm dim">{t('settings.passkeysIntro')}</p>
      <Loaded query={passkeys} lines={2}>
        {(list) =>
          list.length === 0 ? (
            <p className="sm">{t('settings.passkeysNone')}</p>
          ) : (
            <ul className="l rows">
              {list.map((passkey) => (
                <li key={passkey.id} className="lineitem">
                  <span>
                    {nameOf(passkey)}
                    <small className="under">
                      {t('settings.added', { day: format.date(new Date(passkey.createdAt).toISOString(), 'medium') })}
                    </small>
                  </span>
                  <Button
                    small
                    kind="plain"
                    aria-label={t('settings.removePasskey', { name: nameOf(passkey) })}
                    onClick={() => setRemoving(passkey)}
                  >
                    {t('common:action.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {'PublicKeyCredential' in window ? (
        <form className="stack tight" onSubmit={form.submit} noValidate>
          <TextField
            label={t('settings.passkeyName')}
            hint={t('settings.passkeyNameHint')}
            id={form.id('name')}
            error={form.errors.name}
            value={form.values.name}
            onChange={(name) => form.set({ name })}
            maxLength={80}
          />
          <FormNotes form={form} />
          <div>
            <Button type="submit" icon="key" busy={form.busy}>
              {t('settings.addPasskey')}
            </Button>
          </div>
        </form>
      ) : (
        <p className="sm dim">{t('settings.notHere')}</p>
      )}
      {removing && (
        <Confirm
          title={t('settings.removePasskeyTitle')}
          action={t('common:action.remove')}
          busy={busy}
          onConfirm={() => void confirm(removing)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('settings.removePasskeyText', { name: nameOf(removing) })}</p>
        </Confirm>
      )}
    </div>
  );
}
