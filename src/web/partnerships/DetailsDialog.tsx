import { useTranslation } from 'react-i18next';
import type { Partnership, PartnershipChange } from '../../domain/partnerships/contract.ts';
import { KINDS, STATUSES } from '../../domain/partnerships/words.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { changesOf, orNull, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { changePartnership, useRefresh } from './api.ts';

/** Name, kind, status and start of a partnership. */
export function DetailsDialog({ partnership, onClose }: { partnership: Partnership; onClose: () => void }) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const refresh = useRefresh(partnership.id);
  const { name, kind, status, startedOn } = partnership;
  const done = async () => {
    onClose();
    await refresh();
  };
  const shown = (field: string, value: unknown): string => {
    if (value === null || value === '' || value === undefined) return t('common:stale.nothing');
    if (field === 'kind' || field === 'status') return t(`common:${field}.${value}`);
    return field === 'startedOn' ? format.day(String(value)) : String(value);
  };
  const versioned = useVersioned<Partnership, PartnershipChange>({
    record: partnership,
    send: (change, version) => changePartnership(partnership.id, change, version),
    compare: (current, change) =>
      Object.entries(change)
        .filter(([field, value]) => current[field as keyof PartnershipChange] !== value)
        .map(([field, value]) => ({
          label: t(`details.${field}`),
          theirs: shown(field, current[field as keyof PartnershipChange]),
          mine: shown(field, value),
        })),
    onSaved: () => {
      toast(t('overview.saved'));
      void done();
    },
    onKept: () => void done(),
  });
  const form = useForm({
    values: { name, kind: kind as string, status: status as string, startedOn: startedOn ?? '' },
    check: (values) => (values.name.trim() === '' ? { name: t('new.check.name') } : ({} as Record<string, string>)),
    send: async (values) => {
      const wish = { ...values, name: values.name.trim(), startedOn: orNull(values.startedOn) };
      const change = changesOf({ name, kind: kind as string, status: status as string, startedOn }, wish);
      if (Object.keys(change).length === 0) onClose();
      else await versioned.save(change as PartnershipChange);
    },
  });
  return (
    <Dialog title={t('details.title')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <TextField
          label={t('details.name')}
          id={form.id('name')}
          error={form.errors.name}
          value={form.values.name}
          onChange={(value) => form.set({ name: value })}
          maxLength={120}
        />
        <div className="forms">
          <SelectField
            label={t('details.kind')}
            id={form.id('kind')}
            value={form.values.kind}
            onChange={(value) => form.set({ kind: value })}
            options={KINDS.map((value) => ({ value: value as string, label: t(`common:kind.${value}`) }))}
          />
          <SelectField
            label={t('details.status')}
            id={form.id('status')}
            value={form.values.status}
            onChange={(value) => form.set({ status: value })}
            options={STATUSES.map((value) => ({ value: value as string, label: t(`common:status.${value}`) }))}
          />
          <TextField
            label={t('details.startedOn')}
            note={t('common:optional')}
            type="date"
            id={form.id('startedOn')}
            error={form.errors.startedOn}
            value={form.values.startedOn}
            onChange={(value) => form.set({ startedOn: value })}
          />
        </div>
        <FormNotes form={form} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('common:action.save')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
      {versioned.dialog}
    </Dialog>
  );
}
