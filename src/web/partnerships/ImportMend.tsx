import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Partnership } from '../../domain/partnerships/contract.ts';
import type { Cells, Column } from '../../domain/partnerships/people-words.ts';
import { ROLES } from '../../domain/partnerships/words.ts';
import { Button } from '../components/Button.tsx';
import { SelectField, TextField } from '../components/Field.tsx';
import { LANGUAGE_NAMES } from '../platform/languages.ts';
import type { ImportRow } from './useImport.ts';

type Props = {
  row: ImportRow;
  cells: Cells;
  parties: Partnership['parties'];
  busy: boolean;
  onMend: (cells: Cells) => Promise<void>;
  onClose: () => void;
};

/** The cells of one row, to write anew: those with a reason, and always name and address. */
export function ImportMend({ row, cells, parties, busy, onMend, onClose }: Props) {
  const { t } = useTranslation('partnerships');
  const [values, setValues] = useState(cells);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus(), []);
  const reasons = new Map(row.reasons.map((reason) => [reason.column, reason.text]));
  // A row whose cells stand in the wrong columns is mended whole.
  const whole = reasons.has(null);
  const shown = COLUMNS.filter(
    (column) => column === 'name' || column === 'email' || reasons.has(column) || (whole && column in cells),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onMend(values);
  };
  return (
    <form ref={form} className="import-mend" onSubmit={submit} noValidate>
      <div className="forms">
        {shown.map((column) => {
          const value = values[column] ?? '';
          const props = {
            label: t(`import.column.${column}`),
            error: value === (cells[column] ?? '') ? reasons.get(column) : undefined,
            value,
            onChange: (next: string) => setValues({ ...values, [column]: next }),
          };
          const options = optionsOf(column);
          if (!options) return <TextField key={column} {...props} autoComplete="off" />;
          // What the file says stays to be seen until something else is chosen.
          const known = options.some((option) => option.value === value);
          return (
            <SelectField key={column} {...props} options={known ? options : [{ value, label: value }, ...options]} />
          );
        })}
      </div>
      <div className="acts">
        <Button type="submit" busy={busy}>
          {t('import.checkRow')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('common:action.cancel')}
        </Button>
      </div>
    </form>
  );

  function optionsOf(column: Column): { value: string; label: string }[] | undefined {
    if (column === 'role') return ROLES.map((role) => ({ value: role, label: t(`common:role.${role}`) }));
    if (column === 'party') return parties.map((party) => ({ value: party.name, label: party.name }));
    if (column === 'language')
      return [
        { value: '', label: t('people.field.languageNone') },
        ...Object.entries(LANGUAGE_NAMES).map(([value, label]) => ({ value, label })),
      ];
    if (column === 'decides')
      return [
        { value: 'no', label: t('common:stale.no') },
        { value: 'yes', label: t('common:stale.yes') },
      ];
    return undefined;
  }
}

/** First and last name have become one name by the time a row is mended. */
const COLUMNS = [
  'name',
  'email',
  'party',
  'role',
  'function',
  'level',
  'region',
  'decides',
  'language',
  'joined',
  'left',
] as const satisfies readonly Column[];
