import { type FormEvent, useCallback, useId, useRef, useState } from 'react';
import { newKey, ProblemError } from '../platform/http.ts';

export type Errors = Record<string, string>;
export type Form<V> = {
  values: V;
  /** Sentences by path: those of `check`, then those of the server. */
  errors: Errors;
  busy: boolean;
  /** A refusal that belongs to no field, or a lost connection. What was typed stays. */
  failure: Error | null;
  set: (change: Partial<V>) => void;
  /** Also for paths below a value, e.g. `others.0.organisation`. */
  id: (path: string) => string;
  submit: (event?: FormEvent) => Promise<boolean>;
  reset: (values?: V) => void;
};

/**
 * State of one form. `check` answers with sentences by path; `send` does the work and may throw.
 * Nothing typed is lost by a refusal. The key given to `send` stays the same until the input changes, so that sending
 * again after a lost connection is the same submission.
 */
export function useForm<V extends object>(options: {
  values: V;
  check?: (values: V) => Errors;
  send: (values: V, idempotencyKey: string) => Promise<unknown>;
  /** Translates a refusal into sentences by path, when the server named no fields. */
  explain?: (error: ProblemError) => Errors | undefined;
}): Form<V> {
  const prefix = useId();
  const [values, setValues] = useState(options.values);
  const [errors, setErrors] = useState<Errors>({});
  const [failure, setFailure] = useState<Error | null>(null);
  const [busy, setBusy] = useState(false);
  const key = useRef<string | null>(null);
  const sending = useRef(false);
  const id = useCallback((path: string) => `${prefix}-${path.replaceAll('.', '-')}`, [prefix]);

  const set = (change: Partial<V>) => {
    key.current = null;
    setValues((before) => ({ ...before, ...change }));
    setErrors((before) => {
      const names = Object.keys(change);
      const kept = Object.entries(before).filter(
        ([path]) => !names.some((name) => path === name || path.startsWith(`${name}.`)),
      );
      return kept.length === Object.keys(before).length ? before : Object.fromEntries(kept);
    });
  };

  /** Shows the sentences and puts the focus on the first field that has one. */
  const refuse = (found: Errors): false => {
    setErrors(found);
    requestAnimationFrame(() => {
      const fields = Object.keys(found).map((path) => document.getElementById(id(path)));
      const first = fields
        .filter((field) => field !== null)
        .sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1))[0];
      first?.focus();
    });
    return false;
  };

  const submit = async (event?: FormEvent): Promise<boolean> => {
    event?.preventDefault();
    if (sending.current) return false;
    setFailure(null);
    const found = options.check?.(values) ?? {};
    if (Object.keys(found).length > 0) return refuse(found);
    setErrors({});
    sending.current = true;
    setBusy(true);
    key.current ??= newKey();
    try {
      await options.send(values, key.current);
      return true;
    } catch (error) {
      if (error instanceof ProblemError) {
        const fields = options.explain?.(error) ?? error.fields;
        if (Object.keys(fields).length > 0) refuse(fields);
        const shown = Object.keys(fields).some((path) => document.getElementById(id(path)));
        if (!shown) setFailure(error);
      } else {
        setFailure(error instanceof Error ? error : new Error(String(error)));
      }
      return false;
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };

  const reset = (next: V = options.values) => {
    key.current = null;
    setValues(next);
    setErrors({});
    setFailure(null);
  };
  return { values, errors, busy, failure, set, id, submit, reset };
}

/** Trimmed text, or null when nothing is left: how optional fields are sent. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());

/** Good enough to catch a slip of the finger; the server decides. */
export const looksLikeEmail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text.trim());

/** The fields of `now` that differ from `was`: what a change sends. */
export function changesOf<T extends object>(was: T, now: T): Partial<T> {
  const change: Partial<T> = {};
  for (const name of Object.keys(now) as (keyof T)[]) if (now[name] !== was[name]) change[name] = now[name];
  return change;
}
