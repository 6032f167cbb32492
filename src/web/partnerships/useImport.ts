import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decodeText, type Encoding } from '../../domain/common/text-file.ts';
import type { ParticipantImport, ParticipantImportResult } from '../../domain/partnerships/contract.ts';
import type { Cells } from '../../domain/partnerships/people-words.ts';
import { type Form, useForm } from '../components/form.ts';
import { newKey } from '../platform/http.ts';
import { importParticipants } from './api.ts';

/** Letters that the server takes at once. */
const MOST = 2_000_000;

/** The file as it was sent, and what was done to its rows since. */
type Wanted = { csv: string; partyId: string; mend: ReadonlyMap<number, Cells>; leaveOut: ReadonlySet<number> };
export type ImportRow = ParticipantImportResult['rows'][number];
type Chosen = { name: string; encoding: Encoding };

export type Import = {
  form: Form<{ partyId: string; csv: string }>;
  choose: (file: File | undefined) => Promise<void>;
  /** The file that was read, and in which letters it was written. */
  chosen: Chosen | null;
  result: ParticipantImportResult | null;
  /** Checks everything again with a row mended, left out or taken back in. */
  change: (next: (before: Wanted) => Partial<Wanted>) => Promise<void>;
  /** What is to be saved, with all that was done so far; null: nothing was checked. */
  wish: () => Omit<ParticipantImport, 'check'> | null;
};

/** A list of people on its way in: chosen or pasted, checked, mended. Nothing is written before it is saved. */
export function useImport(id: string, partyId: string): Import {
  const { t } = useTranslation('partnerships');
  // Ahead of the result while the server checks: who leaves out two rows at once means both.
  const wanted = useRef<Wanted | null>(null);
  const settled = useRef<Wanted | null>(null);
  const [result, setResult] = useState<ParticipantImportResult | null>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [unreadable, setUnreadable] = useState(false);

  const forget = () => {
    wanted.current = null;
    settled.current = null;
    setResult(null);
  };
  const ask = async (next: Wanted) => {
    wanted.current = next;
    try {
      const told = await importParticipants(id, { ...wishOf(next), check: true });
      if (wanted.current !== next) return;
      settled.current = next;
      setResult(told);
    } catch (error) {
      if (wanted.current === next) wanted.current = settled.current;
      throw error;
    }
  };
  const form = useForm({
    values: { partyId, csv: '' },
    check: ({ csv }) => {
      if (unreadable) return { csv: t('import.unreadable') };
      if (csv.trim() === '') return { csv: t('import.need') };
      return csv.length > MOST ? { csv: t('import.tooBig') } : ({} as Record<string, string>);
    },
    send: async (values) => {
      forget();
      await ask({ ...values, mend: new Map(), leaveOut: new Set() });
    },
  });
  return {
    form: {
      ...form,
      set: (values) => {
        // Another text is another check.
        forget();
        if (values.csv !== undefined) {
          setChosen(null);
          setUnreadable(false);
        }
        form.set(values);
      },
    },
    choose: async (file) => {
      if (!file) return;
      forget();
      const read = file.size > MOST * 2 ? { text: ' '.repeat(MOST + 1) } : decodeText(await bytesOf(file));
      setUnreadable(read === undefined);
      setChosen(read && 'encoding' in read ? { name: file.name, encoding: read.encoding } : null);
      form.set({ csv: read?.text ?? '' });
    },
    chosen,
    result,
    change: async (next) => {
      const before = wanted.current;
      if (before) await ask({ ...before, ...next(before) });
    },
    wish: () => wanted.current && wishOf(wanted.current),
  };
}

const wishOf = ({ csv, partyId, mend, leaveOut }: Wanted): Omit<ParticipantImport, 'check'> => ({
  csv,
  partyId,
  mend: [...mend].map(([line, cells]) => ({ line, cells })),
  leaveOut: [...leaveOut],
});

/** A file that is gone or may not be read is no text either. */
const bytesOf = (file: File): Promise<Uint8Array> =>
  file.arrayBuffer().then(
    (buffer) => new Uint8Array(buffer),
    () => new Uint8Array([0]),
  );

/** An id of our own, under which the progress of saving can be read. */
export const newImportId = (): string =>
  newKey().replace(/^(.{8})-?(.{4})-?(.{4})-?(.{4})-?(.{12})$/, '$1-$2-$3-$4-$5');
