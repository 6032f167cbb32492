import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document, DocumentFile } from '../../domain/documents/contract.ts';
import { Button } from '../components/Button.tsx';
import { Confirm } from '../components/Dialog.tsx';
import { Section } from '../components/Section.tsx';
import { toast } from '../components/toast.ts';
import { useFormat } from '../platform/useFormat.ts';
import { documentQuery, removeFile } from './api.ts';
import { FileLink } from './FileLink.tsx';

/** Files that were added and that no text names: to be removed, for good. */
export function SpareFiles({ partnership, document }: { partnership: string; document: Document }) {
  const { t } = useTranslation('files');
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<DocumentFile | null>(null);
  const [busy, setBusy] = useState(false);
  const spare = document.files.filter(({ named }) => named === null);
  if (spare.length === 0 || !document.can.write) return null;
  const remove = async (file: DocumentFile) => {
    setBusy(true);
    try {
      await removeFile(partnership, document.id, file.id);
      toast(t('spare.removed', { name: file.name }));
    } catch (error) {
      toast((error as Error).message, { kind: 'error' });
    } finally {
      setBusy(false);
      setAsked(null);
      await client.invalidateQueries({ queryKey: documentQuery(partnership, document.id).queryKey });
    }
  };
  return (
    <Section title={t('spare.title')}>
      <p className="sm dim">
        {t('spare.text')} {document.sharedAt === null && t('spare.mine')}
      </p>
      <ul className="l rows spare">
        {spare.map((file) => (
          <li key={file.id}>
            <div>
              <FileLink file={file} place={{ partnership, document: document.id }} />
              <p className="sm dim">{t('spare.by', { name: file.by.name, date: format.date(file.at) })}</p>
            </div>
            <Button small aria-label={t('spare.removeOf', { name: file.name })} onClick={() => setAsked(file)}>
              {t('spare.remove')}
            </Button>
          </li>
        ))}
      </ul>
      {asked && (
        <Confirm
          title={t('spare.ask', { name: asked.name })}
          action={t('spare.remove')}
          busy={busy}
          onClose={() => setAsked(null)}
          onConfirm={() => void remove(asked)}
        >
          <p>{t('spare.means')}</p>
        </Confirm>
      )}
    </Section>
  );
}
