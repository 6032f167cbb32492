import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { FormNotes } from '../components/FormNotes.tsx';
import { useForm } from '../components/form.ts';

/** One line to write while people talk. Enter adds it and leaves the cursor where it is, for the next one. */
export function CaptureText({
  field,
  label,
  placeholder,
  onAdd,
  onChanged,
}: {
  /** The key that brings the cursor here. */
  field: string;
  label: string;
  placeholder: string;
  onAdd: (text: string, key: string) => Promise<unknown>;
  onChanged: () => Promise<unknown>;
}) {
  const { t } = useTranslation('reviews');
  const id = useId();
  const form = useForm({
    values: { text: '' },
    send: async ({ text }, key) => {
      if (text.trim() === '') return;
      await onAdd(text.trim(), key);
      form.reset();
      await onChanged();
    },
  });
  return (
    <form className="add" onSubmit={form.submit} noValidate>
      <label className="dim" htmlFor={id}>
        {label}
      </label>
      <textarea
        id={id}
        className="inp"
        data-key={field}
        rows={1}
        maxLength={1000}
        placeholder={placeholder}
        value={form.values.text}
        onChange={(event) => form.set({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
          // Shift with Enter makes a new line; a word being composed is not sent half.
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          void form.submit();
        }}
      />
      <Button type="submit" busy={form.busy}>
        {t('common:action.add')}
        <span className="vh">: {label}</span>
      </Button>
      <FormNotes form={form} />
    </form>
  );
}
