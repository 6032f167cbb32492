import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decodeText } from '../../domain/common/text-file.ts';
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
  const choose = async (file: File | undefined) => {
    if (!file) return;
    if (file.size > LARGEST) {
      setError(t('import.tooLarge'));
      return;
    }
    setError(undefined);
    const read = decodeText(new Uint8Array(await file.arrayBuffer()));
    if (read) onText(read.text);
    else setError(t('import.notText'));
  };
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          {...ids}
          className="inp"
          type="file"
          accept={accept}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
      )}
    </Field>
  );
}
