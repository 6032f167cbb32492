import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { useId } from 'react';
import { Icon } from './Icon.tsx';

type Common = {
  label: string;
  /** Stands between label and control. */
  hint?: ReactNode;
  /** A sentence that names the way out. */
  error?: string;
  /** Said after the label, e.g. "optional". */
  note?: string;
  id?: string;
};

export type ControlIds = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label, hint, control, error, in this order. `children` receives the attributes its control has to carry. */
export function Field({
  label,
  hint,
  error,
  note,
  id,
  children,
}: Common & { children: (ids: ControlIds) => ReactNode }) {
  const own = useId();
  const control = id ?? own;
  const described = [hint && `${control}-hint`, error && `${control}-error`].filter(Boolean).join(' ');
  return (
    <div className="field">
      <label htmlFor={control}>
        {label}
        {note && <span className="optional"> {note}</span>}
      </label>
      {hint && (
        <span className="hint" id={`${control}-hint`}>
          {hint}
        </span>
      )}
      {children({ id: control, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined })}
      {error && <FieldError id={`${control}-error`}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <span className="err" id={id}>
      <Icon name="error" />
      <span>{children}</span>
    </span>
  );
}

type TextProps = Common &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> & {
    value: string;
    onChange: (value: string) => void;
  };

/** A line of text. Also for `type="email"`, `password`, `date`, `datetime-local`, `number`, `search`. */
export function TextField({ label, hint, error, note, id, value, onChange, ...rest }: TextProps) {
  return (
    <Field {...{ label, hint, error, note, id }}>
      {(ids) => (
        <input
          type="text"
          className="inp"
          {...rest}
          {...ids}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type AreaProps = Common &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> & {
    value: string;
    onChange: (value: string) => void;
  };

export function TextArea({ label, hint, error, note, id, value, onChange, ...rest }: AreaProps) {
  return (
    <Field {...{ label, hint, error, note, id }}>
      {(ids) => (
        <textarea
          className="inp"
          {...rest}
          {...ids}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export type Option<T extends string = string> = { value: T; label: string };

type SelectProps<T extends string> = Common &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> & {
    value: T;
    onChange: (value: T) => void;
    options: readonly Option<T>[];
  };

/** A native list. For more than some thirty options use a searchable one. */
export function SelectField<T extends string>(props: SelectProps<T>) {
  const { label, hint, error, note, id, value, onChange, options, ...rest } = props;
  return (
    <Field {...{ label, hint, error, note, id }}>
      {(ids) => (
        <select
          className="inp"
          {...rest}
          {...ids}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value as T)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

type CheckProps = {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  id?: string;
  disabled?: boolean;
};

export function CheckField({ label, hint, checked, onChange, id, disabled }: CheckProps) {
  const own = useId();
  return (
    <label className="check" htmlFor={id ?? own}>
      <input
        type="checkbox"
        id={id ?? own}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <span className="hint">{hint}</span>}
      </span>
    </label>
  );
}

type ChoiceProps<T extends string> = {
  legend: string;
  hint?: ReactNode;
  error?: string;
  /** Null: nothing chosen yet. */
  value: T | null;
  onChange: (value: T) => void;
  options: readonly (Option<T> & { hint?: string })[];
  id?: string;
  /** Side by side where there is room. */
  columns?: boolean;
};

/** One of a few, all visible. */
export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { legend, hint, error, value, onChange, options, id, columns } = props;
  const own = useId();
  const group = id ?? own;
  return (
    <fieldset className="field" aria-describedby={error ? `${group}-error` : undefined}>
      <legend className="lab">{legend}</legend>
      {hint && <span className="hint">{hint}</span>}
      <div className={columns ? 'choices columns' : 'choices'}>
        {options.map((option, at) => (
          <label className="check" key={option.value}>
            <input
              type="radio"
              id={at === 0 ? group : undefined}
              name={group}
              value={option.value}
              checked={value === option.value}
              onChange={() => onChange(option.value)}
            />
            <span>
              {option.label}
              {option.hint && <span className="hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <FieldError id={`${group}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
