import { type ReactNode, useRef, useState } from 'react';
import { ProblemError } from '../platform/http.ts';
import { Stale, type StaleRow } from './Stale.tsx';

/**
 * Saves a change on the version it was made on. When somebody else was faster (412) both versions are shown and the
 * person chooses. `compare` names the fields that differ; without a difference the change is simply sent again.
 * Await `save(change)` inside a form's `send`; render `dialog` beside the form.
 */
export function useVersioned<R extends { version: number }, C extends object>(options: {
  record: R;
  send: (change: C, version: number) => Promise<R>;
  compare: (current: R, change: C) => StaleRow[];
  onSaved: (saved: R) => void;
  /** Theirs was kept: show the record as it is now. */
  onKept: (current: R) => void;
}): { save: (change: C) => Promise<void>; dialog: ReactNode } {
  const [clash, setClash] = useState<{ current: R; change: C; rows: StaleRow[] } | null>(null);
  const [busy, setBusy] = useState(false);
  // What the person has before their eyes, whatever is read again beneath them meanwhile.
  const seen = useRef(options.record.version);

  const save = async (change: C, version = seen.current): Promise<void> => {
    try {
      const saved = await options.send(change, version);
      setClash(null);
      seen.current = saved.version;
      options.onSaved(saved);
    } catch (error) {
      if (!(error instanceof ProblemError) || error.status !== 412) throw error;
      const current = error.current<R>();
      if (!current) throw error;
      const rows = options.compare(current, change);
      if (rows.length === 0 && current.version !== version) return save(change, current.version);
      setClash({ current, change, rows });
    }
  };
  const dialog = clash && (
    <Stale
      rows={clash.rows}
      busy={busy}
      onKeep={() => {
        seen.current = clash.current.version;
        options.onKept(clash.current);
      }}
      onSave={async () => {
        setBusy(true);
        try {
          await save(clash.change, clash.current.version);
        } catch {
          // Refused for another reason: back to the form, where saving again says why.
          setClash(null);
        } finally {
          setBusy(false);
        }
      }}
      onClose={() => setClash(null)}
    />
  );
  return { save: (change) => save(change), dialog };
}
