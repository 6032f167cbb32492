import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentFile } from '../../domain/documents/contract.ts';
import { FILE_TYPES, LARGEST_FILE } from '../../domain/documents/files.ts';
import { Button } from '../components/Button.tsx';
import { Field, FieldError } from '../components/Field.tsx';
import { ProblemError } from '../platform/http.ts';
import { documentQuery, sendFile } from './api.ts';
import { FileLink, type FilePlace, useSize } from './FileLink.tsx';

/** Files of the document that is being written, and where they go. */
export type DraftFiles = FilePlace & { files: readonly DocumentFile[] };

interface Props {
  label: string;
  hint?: string | undefined;
  note?: string | undefined;
  /** Id of the file that stands there; undefined: none. */
  value: string | undefined;
  place: DraftFiles;
  readOnly: boolean;
  onChange: (file: DocumentFile | undefined) => void;
}

type Sending = { file: File; sent: number; stop: AbortController };
const EXTENSIONS = Object.values(FILE_TYPES).flatMap(({ extensions }) => extensions.map((one) => `.${one}`));

/** A file in a line: chosen or dropped, sent with its progress, and tried again where that fails. */
export function FileCell({ label, hint, note, value, place, readOnly, onChange }: Props) {
  const { t } = useTranslation('files');
  const size = useSize();
  const client = useQueryClient();
  const [sending, setSending] = useState<Sending | null>(null);
  const [failed, setFailed] = useState<{ file: File; message: string; again: boolean } | null>(null);
  /** What I added just now: the list of files comes a moment later. */
  const [made, setMade] = useState<DocumentFile | null>(null);
  const [over, setOver] = useState(false);
  const gone = useId();
  const out = useRef<HTMLButtonElement>(null);
  const input = useRef<HTMLInputElement>(null);
  /** Where the focus goes when what had it is gone; never away from where somebody is writing. */
  const moveTo = (target: { current: HTMLElement | null }) =>
    requestAnimationFrame(() => document.activeElement === document.body && target.current?.focus());
  const stop = sending?.stop;
  // Whoever leaves the page takes the file with them.
  useEffect(() => () => stop?.abort(), [stop]);
  const file = place.files.find(({ id }) => id === value) ?? (made?.id === value ? made : undefined);
  const most = size(LARGEST_FILE);

  const send = async (chosen: File | undefined) => {
    setFailed(null);
    if (!chosen) return;
    if (chosen.size > LARGEST_FILE) {
      const message = t('tooLarge', { name: chosen.name, size: size(chosen.size), most });
      return setFailed({ file: chosen, message, again: false });
    }
    const stopping = new AbortController();
    setSending({ file: chosen, sent: 0, stop: stopping });
    try {
      const how = {
        signal: stopping.signal,
        onSent: (sent: number) => setSending({ file: chosen, sent, stop: stopping }),
      };
      const added = await sendFile(place.partnership, place.document, chosen, how);
      setMade(added);
      onChange(added);
      await client.invalidateQueries({
        queryKey: documentQuery(place.partnership, place.document).queryKey,
        exact: true,
      });
      moveTo(out);
    } catch (error) {
      if (stopping.signal.aborted) return moveTo(input);
      const refused = error instanceof ProblemError;
      const message = refused ? error.message : t('offline', { name: chosen.name });
      // What was refused for what it is, is refused again.
      setFailed({ file: chosen, message, again: !refused || error.status === 429 || error.status >= 500 });
    } finally {
      setSending(null);
    }
  };

  const status = (
    <p role="status" className="vh">
      {sending
        ? t('sendingStatus', { name: sending.file.name })
        : made && made.id === value && t('sent', { name: made.name })}
    </p>
  );
  if (value !== undefined && !sending)
    return (
      // biome-ignore lint/a11y/useSemanticElements: a label with what stands under it, not a set of fields
      <div className="field file-field" role="group" aria-label={label}>
        <span className="lab">{label}</span>
        {file ? <FileLink file={file} place={place} /> : <FieldError id={gone}>{t('gone')}</FieldError>}
        {!readOnly && (
          <button
            ref={out}
            type="button"
            className="btn plain small"
            aria-label={t('takeOutOf', { name: file?.name ?? label })}
            onClick={() => {
              onChange(undefined);
              moveTo(input);
            }}
          >
            {t('takeOut')}
          </button>
        )}
        {status}
      </div>
    );
  if (sending) {
    const percent = Math.floor(sending.sent * 100);
    return (
      // biome-ignore lint/a11y/useSemanticElements: the same
      <div className="field file-field" role="group" aria-label={label}>
        <span className="lab">{label}</span>
        <progress max={100} value={percent} aria-label={t('sendingStatus', { name: sending.file.name })} />
        <span className="sm dim" aria-hidden="true">
          {t('sending', { name: sending.file.name, percent })}
        </span>
        <div>
          <Button small onClick={() => sending.stop.abort()}>
            {t('stop')}
          </Button>
        </div>
        {status}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the field inside is the first
    <div
      className={over ? 'file-drop over' : 'file-drop'}
      onDragOver={(event) => {
        if (readOnly || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (readOnly) return;
        event.preventDefault();
        setOver(false);
        void send(event.dataTransfer.files[0]);
      }}
    >
      <Field
        label={label}
        hint={hint ?? t('drop', { types: t('types'), size: most })}
        note={note}
        error={failed?.message}
      >
        {(ids) => (
          <input
            {...ids}
            ref={input}
            className="inp"
            type="file"
            accept={EXTENSIONS.join()}
            onChange={(event) => void send(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {failed?.again && (
        <Button small onClick={() => void send(failed.file)}>
          {t('again')}
        </Button>
      )}
      {status}
    </div>
  );
}
