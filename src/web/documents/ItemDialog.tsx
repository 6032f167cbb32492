import { useTranslation } from 'react-i18next';
import { ITEM_KINDS, ITEM_THEMES, type ItemKind, type ItemTheme } from '../../domain/documents/needs.ts';
import type { ItemChange, OwnItem } from '../../domain/documents/needs-contract.ts';
import { Button } from '../components/Button.tsx';
import { Dialog } from '../components/Dialog.tsx';
import { CheckField, ChoiceField, TextArea } from '../components/Field.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';
import { toast } from '../components/toast.ts';
import { useVersioned } from '../components/useVersioned.tsx';
import { addItem, changeItem, useRefreshNeeds } from './needs-api.ts';

const THEMES_MOST = 3;

/** Writes an item of my party, or words one differently. */
export function ItemDialog({
  partnership,
  item,
  kind,
  onClose,
}: {
  partnership: string;
  /** Null: a new one. */
  item: OwnItem | null;
  kind: ItemKind;
  onClose: () => void;
}) {
  const { t } = useTranslation('needs');
  const refresh = useRefreshNeeds(partnership);
  const done = async (words: string) => {
    toast(words);
    onClose();
    await refresh();
  };
  const versioned = useVersioned<OwnItem, ItemChange>({
    record: item ?? ({ version: 0 } as OwnItem),
    send: (change, version) => changeItem(partnership, item?.id ?? '', change, version),
    compare: (current, change) =>
      change.text !== undefined && change.text !== current.text
        ? [{ label: t('field.text'), theirs: current.text, mine: change.text }]
        : [],
    onSaved: () => void done(t('change.done')),
    onKept: () => void done(t('change.kept')),
  });
  const form = useForm({
    values: { kind, text: item?.text ?? '', themes: item?.themes ?? ([] as ItemTheme[]) },
    check: ({ text }): Record<string, string> => (text.trim() === '' ? { text: t('field.missing') } : {}),
    send: async ({ kind: chosen, text, themes }, key) => {
      if (item) return versioned.save({ text: text.trim(), themes });
      await addItem(partnership, { kind: chosen, text: text.trim(), themes }, key);
      await done(t('added'));
    },
  });
  const { values } = form;
  return (
    <Dialog title={item ? t('change.title') : t('write')} onClose={onClose}>
      <form className="stack" onSubmit={form.submit} noValidate>
        {!item && (
          <ChoiceField
            legend={t('field.kind')}
            value={values.kind}
            onChange={(next) => form.set({ kind: next })}
            options={ITEM_KINDS.map((each) => ({ value: each, label: t(`one.${each}`) }))}
            columns
          />
        )}
        <TextArea
          label={t('field.text')}
          hint={t(`prompt.${values.kind}`)}
          id={form.id('text')}
          error={form.errors['text']}
          value={values.text}
          onChange={(text) => form.set({ text })}
          maxLength={500}
          rows={4}
        />
        <fieldset className="field">
          <legend className="lab">{t('field.themes')}</legend>
          <span className="hint">{t('field.themesHint')}</span>
          <div className="choices columns">
            {ITEM_THEMES.map((theme) => {
              const chosen = values.themes.includes(theme);
              return (
                <CheckField
                  key={theme}
                  label={t(`theme.${theme}`)}
                  checked={chosen}
                  disabled={!chosen && values.themes.length >= THEMES_MOST}
                  onChange={(on) =>
                    form.set({
                      themes: on ? [...values.themes, theme] : values.themes.filter((each) => each !== theme),
                    })
                  }
                />
              );
            })}
          </div>
        </fieldset>
        <p className="sm dim">{item?.sharedId ? t('change.shared') : t('writePrivate')}</p>
        <FormNotes form={form} labels={{ text: t('field.text') }} />
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
