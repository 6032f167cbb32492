import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { withItems } from '../../../domain/surveys/items-csv.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { TextArea } from '../../components/Field.tsx';
import { Note } from '../../components/Note.tsx';
import { FileField } from '../FileField.tsx';
import { useEditor } from './editor.ts';

/** Items from a spreadsheet, or pasted, in place of those that are there. */
export function ListFile() {
  const { t } = useTranslation(['instruments', 'common']);
  const { draft, editWithUndo } = useEditor();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [problems, setProblems] = useState<string[]>([]);
  const take = (file: string) => {
    const read = withItems(draft, file);
    setProblems(read.problems);
    if (read.problems.length > 0) return;
    editWithUndo(read.draft, t('list.taken', { count: read.draft.items.length }));
    setOpen(false);
    setText('');
  };
  return (
    <>
      <Button icon="upload" onClick={() => setOpen(true)}>
        {t('list.open')}
      </Button>
      {open && (
        <Dialog title={t('list.open')} onClose={() => setOpen(false)} wide>
          <div className="stack">
            <p className="sm dim">{t('list.how')}</p>
            <FileField label={t('list.file')} accept=".csv,.tsv,.txt,text/csv" onText={take} />
            <TextArea label={t('list.paste')} rows={6} value={text} onChange={setText} />
            {problems.length > 0 && (
              <Note kind="error" alert>
                <ul>
                  {problems.map((problem) => (
                    <li key={problem}>{problem}</li>
                  ))}
                </ul>
              </Note>
            )}
            <div className="acts">
              <Button kind="primary" unavailable={text.trim() ? null : t('list.nothing')} onClick={() => take(text)}>
                {t('list.take')}
              </Button>
              <Button onClick={() => setOpen(false)}>{t('common:action.cancel')}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  );
}
