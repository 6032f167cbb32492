import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export type StaleRow = { label: string; theirs: string; mine: string };

/** After a 412: both versions of what differs, and a choice. What was saved stays in the record. */
export function Stale({
  rows,
  busy,
  onKeep,
  onSave,
  onClose,
}: {
  rows: readonly StaleRow[];
  busy?: boolean;
  onKeep: () => void;
  onSave: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('stale.title')} onClose={onClose}>
      <p className="sm dim">{t('stale.text')}</p>
      {rows.map((row) => (
        <div key={row.label} className="stack tight">
          <p className="sm">
            <b>{row.label}</b>
          </p>
          <div className="vals">
            <div>
              <p className="dim">{t('stale.theirs')}</p>
              <p>
                <b>{row.theirs}</b>
              </p>
            </div>
            <div>
              <p className="dim">{t('stale.mine')}</p>
              <p>
                <b>{row.mine}</b>
              </p>
            </div>
          </div>
        </div>
      ))}
      <div className="acts">
        <Button kind="primary" onClick={onKeep}>
          {t('stale.keep')}
        </Button>
        <Button onClick={onSave} busy={busy}>
          {t('stale.saveMine')}
        </Button>
      </div>
      <p className="sm dim">{t('stale.record')}</p>
    </Dialog>
  );
}
