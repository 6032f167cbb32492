import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../components/Field.tsx';

interface Props {
  label: string;
  hint?: string;
  accept: string;
  onText: (text: string) => void;
}

const LARGEST = 4_000_000;

/** A file read as text on this device. */
export function FileField({ label, hint, accept, onText }: Props) {
  const { t } = useTranslation('surveys');
  const [error, setError] = useState<string>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) {
      setError(t('import.tooLarge'));
      return;
    }
    setError(undefined);
    onText(await file.text());
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          className="inp"
          type="file"
          accept={accept}
          onChange={(event) => void read(event.currentTarget.files?.[0])}
        />
      )}
    </Field>
  );
}
