import { useTranslation } from 'react-i18next';
import type { Party } from '../../domain/partnerships/contract.ts';
import { SelectField, TextField } from '../components/Field.tsx';

/** By value in the party column: which party it is, and how many were asked, as typed. */
export type Mapped = Record<string, { partyId: string; invited: string }>;

interface Props {
  mapped: Mapped;
  rows: readonly { value: string; rows: number }[];
  parties: readonly Party[];
  onChange: (mapped: Mapped) => void;
}

export function ImportMapping({ mapped, rows, parties, onChange }: Props) {
  const { t } = useTranslation('surveys');
  const change = (value: string, part: Partial<Mapped[string]>) =>
    onChange({ ...mapped, [value]: { partyId: '', invited: '', ...mapped[value], ...part } });
  return (
    <ul className="l rows mapping">
      {Object.entries(mapped).map(([value, { partyId, invited }]) => {
        const count = rows.find((each) => each.value === value)?.rows;
        const named = value === '' ? t('import.emptyValue') : value;
        return (
          <li key={value}>
            <p>
              <b>{named}</b>
              {count !== undefined && <span className="sm dim"> {t('import.rows', { count })}</span>}
            </p>
            <SelectField
              label={t('import.is', { value: named })}
              value={partyId}
              onChange={(next) => change(value, { partyId: next })}
              options={[
                { value: '', label: t('import.nobody') },
                ...parties.map((party) => ({ value: party.id, label: party.name })),
              ]}
            />
            <TextField
              type="number"
              label={t('import.invited')}
              note={t('common:optional')}
              min={1}
              inputMode="numeric"
              value={invited}
              onChange={(next) => change(value, { invited: next.replace(/\D/g, '') })}
            />
          </li>
        );
      })}
    </ul>
  );
}
