import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, TextField } from '../components/Field.tsx';

export interface Closing {
  day: string;
  time: string;
  timeZone: string;
}

/** "2026-11-13T17:00", the time a wall clock in the zone shows. */
export const closingTime = ({ day, time }: Closing): string => `${day}T${time}`;
export const complete = ({ day, time, timeZone }: Closing): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time) && zones().includes(timeZone);

let known: string[] | null = null;
function zones(): string[] {
  known ??= [
    ...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', Intl.DateTimeFormat().resolvedOptions().timeZone]),
  ];
  return known;
}

interface Props {
  value: Closing;
  onChange: (value: Closing) => void;
  earliest: string;
  errors?: { day?: string; timeZone?: string };
  ids?: { day: string; timeZone: string };
}

/** Day, time and the zone they are meant in. The zone is a list to type in: there are some four hundred. */
export function ClosingFields({ value, onChange, earliest, errors, ids }: Props) {
  const { t } = useTranslation('surveys');
  const list = useId();
  const all = useMemo(zones, []);
  return (
    <>
      <TextField
        type="date"
        id={ids?.day}
        label={t('closing.day')}
        value={value.day}
        min={earliest}
        required
        error={errors?.day}
        onChange={(day) => onChange({ ...value, day })}
      />
      <TextField
        type="time"
        label={t('closing.time')}
        value={value.time}
        required
        onChange={(time) => onChange({ ...value, time })}
      />
      <Field label={t('closing.zone')} id={ids?.timeZone} error={errors?.timeZone}>
        {(control) => (
          <>
            <input
              {...control}
              className="inp"
              list={list}
              value={value.timeZone}
              autoComplete="off"
              spellCheck={false}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => onChange({ ...value, timeZone: event.currentTarget.value })}
            />
            <datalist id={list}>
              {all.map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Field>
    </>
  );
}

/** A moment as the day and time a wall clock in the zone shows. */
export function closingOf(moment: string, timeZone: string): Closing {
  const parts = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(
    new Date(moment),
  );
  const [day = '', time = ''] = parts.split(' ');
  return { day, time, timeZone };
}
