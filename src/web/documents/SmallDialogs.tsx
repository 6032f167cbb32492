import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../domain/documents/contract.ts';
import type { SignatoryRole } from '../../domain/documents/words.ts';
import { Button } from '../components/Button.tsx';
import { Confirm, Dialog } from '../components/Dialog.tsx';
import { ChoiceField, TextArea, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { chooseSignatory, declineVersion, removeDocument, renameDocument, useTakeIn } from './api.ts';

type Props = { partnership: string; document: Document; onClose: () => void };

export function RenameDialog({ partnership, document, onClose }: Props) {
  const { t } = useTranslation('documents');
  const takeIn = useTakeIn(partnership);
  const form = useForm({
    values: { title: document.title },
    check: ({ title }): Record<string, string> => (title.trim() === '' ? { title: t('rename.empty') } : {}),
    send: async ({ title }) => {
      takeIn(await renameDocument(partnership, document.id, title.trim(), document.version));
      onClose();
    },
  });
  return (
    <Dialog title={t('rename.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <TextField
          label={t('rename.field')}
          id={form.id('title')}
          error={form.errors['title']}
          value={form.values.title}
          onChange={(title) => form.set({ title })}
          maxLength={120}
        />
        <FormNotes form={form} />
        <Foot action={t('common:action.save')} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function RemoveDialog({ partnership, document, onClose, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation('documents');
  const [busy, setBusy] = useState(false);
  return (
    <Confirm
      title={t('remove.title', { title: document.title })}
      action={t('remove.confirm')}
      busy={busy}
      onClose={onClose}
      onConfirm={() => {
        setBusy(true);
        removeDocument(partnership, document.id, document.version).then(
          () => {
            toast(t('remove.done', { title: document.title }));
            onDone();
          },
          (error: Error) => {
            toast(error.message, { kind: 'error' });
            onClose();
          },
        );
      }}
    >
      <p>{t(document.sharedAt === null ? 'remove.mine' : 'remove.ours')}</p>
    </Confirm>
  );
}

/** No, with the reason that everybody concerned reads. */
export function DeclineDialog({ partnership, document, number, onClose }: Props & { number: number }) {
  const { t } = useTranslation('documents');
  const takeIn = useTakeIn(partnership);
  const form = useForm({
    values: { reason: '' },
    check: ({ reason }): Record<string, string> => (reason.trim() === '' ? { reason: t('decline.empty') } : {}),
    send: async ({ reason }) => {
      takeIn(await declineVersion(partnership, document.id, number, reason.trim()));
      toast(t('decline.done', { number }));
      onClose();
    },
  });
  return (
    <Dialog title={t('decline.title', { number })} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <p>{t('decline.text')}</p>
        <TextArea
          label={t('decline.reason')}
          hint={t('decline.hint')}
          id={form.id('reason')}
          error={form.errors['reason']}
          value={form.values.reason}
          onChange={(reason) => form.set({ reason })}
          rows={4}
          maxLength={1000}
        />
        <FormNotes form={form} />
        <Foot action={t('decline.confirm')} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

/** Who signs for my party. */
export function SignatoryDialog({ partnership, document, role, onClose }: Props & { role: SignatoryRole }) {
  const { t } = useTranslation('documents');
  const takeIn = useTakeIn(partnership);
  const form = useForm({
    values: { role },
    send: async (values) => {
      takeIn(await chooseSignatory(partnership, document.id, values.role));
      toast(t('signatory.done'));
      onClose();
    },
  });
  return (
    <Dialog title={t('signatory.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <ChoiceField
          legend={t('signatory.legend')}
          hint={t('signatory.hint')}
          value={form.values.role}
          onChange={(next) => form.set({ role: next })}
          options={[
            { value: 'sponsor', label: t('signatory.sponsor') },
            { value: 'lead', label: t('signatory.lead') },
          ]}
        />
        <FormNotes form={form} />
        <Foot action={t('common:action.save')} busy={form.busy} onClose={onClose} />
      </form>
    </Dialog>
  );
}

export function Foot({ action, busy, onClose }: { action: string; busy: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="acts">
      <Button kind="primary" type="submit" busy={busy}>
        {action}
      </Button>
      <Button onClick={onClose}>{t('action.cancel')}</Button>
    </div>
  );
}
