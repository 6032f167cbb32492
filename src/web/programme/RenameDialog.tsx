import { useTranslation } from 'react-i18next';
import type { NewProgramme, Programme } from '../../domain/programme/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { renameProgramme, useRefreshProgrammes } from './api.ts';

/** The name of the organisation, as it should have been written. */
export function RenameDialog({ programme, onClose }: { programme: Programme; onClose: () => void }) {
  const { t } = useTranslation('programme');
  const refresh = useRefreshProgrammes();
  const done = async () => {
    onClose();
    await refresh();
  };
  const versioned = useVersioned<Programme, NewProgramme>({
    record: programme,
    send: (change, version) => renameProgramme(programme.id, change, version),
    compare: (current, { organisation }) =>
      current.organisation === organisation
        ? []
        : [{ label: t('field.organisation'), theirs: current.organisation, mine: organisation }],
    onSaved: () => {
      toast(t('rename.done'));
      void done();
    },
    onKept: () => void done(),
  });
  const form = useForm({
    values: { organisation: programme.organisation },
    check: ({ organisation }): Record<string, string> =>
      organisation.trim() === '' ? { organisation: t('check.organisation') } : {},
    explain: (error) => (error.type === '/problems/name-taken' ? { organisation: error.message } : undefined),
    send: async ({ organisation }) => {
      if (organisation.trim() === programme.organisation) onClose();
      else await versioned.save({ organisation: organisation.trim() });
    },
  });
  return (
    <Dialog title={t('rename.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <TextField
          label={t('field.organisation')}
          id={form.id('organisation')}
          error={form.errors.organisation}
          value={form.values.organisation}
          onChange={(organisation) => form.set({ organisation })}
          maxLength={120}
        />
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('rename.save')}
          </Button>
        </div>
      </form>
      {versioned.dialog}
    </Dialog>
  );
}
