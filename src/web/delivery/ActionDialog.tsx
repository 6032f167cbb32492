import { useTranslation } from 'react-i18next';
import type { Action, ActionChange, NewAction } from '../../domain/delivery/contract.ts';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { Field, TextField } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { changesOf, type Errors, useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { useParticipants } from '../partnerships/api.ts';
import { useFormat } from '../platform/useFormat.ts';
import { addAction, changeAction, useRefreshActions } from './api.ts';
import { useSetState } from './useSetState.ts';

/** Agree an action, or change one: what, who, until when. */
export function ActionDialog({
  partnership,
  action,
  onClose,
}: {
  partnership: Partnership;
  /** Null: a new one. */
  action: Action | null;
  onClose: () => void;
}) {
  const { t } = useTranslation('delivery');
  const format = useFormat();
  const people = useParticipants(partnership.id).data ?? [];
  const refresh = useRefreshActions(partnership.id);
  const setState = useSetState(partnership.id);
  const done = async () => {
    onClose();
    await refresh();
  };
  const name = (id: string) => people.find((one) => one.id === id)?.name ?? action?.owner.name ?? '';
  const versioned = useVersioned<Action, ActionChange>({
    record: action ?? ({ version: 0 } as Action),
    send: (change, version) => changeAction(partnership.id, action?.id ?? '', change, version),
    compare: (current, change) => [
      ...(change.text !== undefined && change.text !== current.text
        ? [{ label: t('field.text'), theirs: current.text, mine: change.text }]
        : []),
      ...(change.ownerId !== undefined && change.ownerId !== current.owner.id
        ? [{ label: t('field.owner'), theirs: current.owner.name, mine: name(change.ownerId) }]
        : []),
      ...(change.dueOn !== undefined && change.dueOn !== current.dueOn
        ? [{ label: t('field.due'), theirs: format.day(current.dueOn), mine: format.day(change.dueOn) }]
        : []),
    ],
    onSaved: () => {
      toast(t('saved'));
      void done();
    },
    onKept: () => void done(),
  });
  const form = useForm<NewAction>({
    values: {
      text: action?.text ?? '',
      ownerId: action?.owner.id ?? partnership.myParticipantId,
      dueOn: action?.dueOn ?? '',
    },
    check: (values) => {
      const errors: Errors = {};
      if (values.text.trim() === '') errors['text'] = t('check.text');
      if (values.ownerId === '') errors['ownerId'] = t('check.owner');
      if (values.dueOn === '') errors['dueOn'] = t('check.due');
      return errors;
    },
    send: async (values, key) => {
      const wish = { ...values, text: values.text.trim() };
      if (!action) {
        await addAction(partnership.id, wish, key);
        toast(t('added'));
        return done();
      }
      const was = { text: action.text, ownerId: action.owner.id, dueOn: action.dueOn };
      const change = changesOf(was, wish);
      if (Object.keys(change).length === 0) onClose();
      else await versioned.save(change);
    },
  });
  return (
    <Dialog title={action ? t('editTitle') : t('addTitle')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        <TextField
          label={t('field.text')}
          id={form.id('text')}
          error={form.errors['text']}
          value={form.values.text}
          onChange={(text) => form.set({ text })}
          maxLength={300}
          autoComplete="off"
        />
        <Field
          label={t('field.owner')}
          hint={t('field.ownerHint')}
          id={form.id('ownerId')}
          error={form.errors['ownerId']}
        >
          {(ids) => (
            <select
              {...ids}
              className="inp"
              value={form.values.ownerId}
              onChange={(event) => form.set({ ownerId: event.currentTarget.value })}
            >
              {action?.owner.left && (
                <option value={action.owner.id}>{`${action.owner.name} (${t('hasLeft')})`}</option>
              )}
              {partnership.parties.map((party) => (
                <optgroup key={party.id} label={party.name}>
                  {people
                    .filter((one) => one.partyId === party.id)
                    .map((one) => (
                      <option key={one.id} value={one.id}>
                        {one.name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
          )}
        </Field>
        <TextField
          label={t('field.due')}
          id={form.id('dueOn')}
          error={form.errors['dueOn']}
          type="date"
          value={form.values.dueOn}
          onChange={(dueOn) => form.set({ dueOn })}
        />
        <FormNotes form={form} labels={{ text: t('field.text'), ownerId: t('field.owner'), dueOn: t('field.due') }} />
        <div className="acts">
          <Button kind="primary" type="submit" busy={form.busy}>
            {action ? t('common:action.save') : t('add')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </form>
      {action?.state === 'open' && (
        <div className="stack tight apart">
          <p className="sm dim">{t('dropHint')}</p>
          <div>
            <Button
              onClick={() => {
                onClose();
                void setState(action, 'dropped');
              }}
            >
              {t('drop')}
            </Button>
          </div>
        </div>
      )}
      {versioned.dialog}
    </Dialog>
  );
}
