import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../components/Button.tsx';
import { Note } from '../components/Note.tsx';
import { Section } from '../components/Section.tsx';
import { useFormat } from '../platform/useFormat.ts';
import { importProgressQuery } from './api.ts';

/** How far saving has come, and how it ended; also for whoever left the page and comes back. */
export function ImportSaving({
  partnership,
  importId,
  sending,
  onAgain,
}: {
  partnership: string;
  importId: string;
  /** The list is on its way from this page. */
  sending: boolean;
  onAgain: () => void;
}) {
  const { t } = useTranslation('partnerships');
  const format = useFormat();
  const progress = useQuery(importProgressQuery(partnership, importId, sending)).data;
  // Not known to the server and not on its way: it never arrived.
  const state = progress?.state ?? (sending || progress === undefined ? 'saving' : 'failed');
  const people = (
    <Link className={buttonClass()} to="/partnerships/$id/people" params={{ id: partnership }}>
      {t('people.title')}
    </Link>
  );
  return (
    <Section title={t('import.saving.title')}>
      <div className="stack narrow">
        {state === 'saving' && (
          <>
            <p id="import-progress">
              {progress
                ? t('import.saving.of', { done: format.number(progress.done), total: format.number(progress.total) })
                : t('import.saving.sending')}
            </p>
            <progress
              className="bar"
              aria-labelledby="import-progress"
              max={progress?.total || 1}
              value={progress?.done}
            />
            <p className="sm dim">{t(progress ? 'import.saving.leave' : 'import.saving.stay')}</p>
          </>
        )}
        <div role="status" className="stack">
          {state === 'saved' && (
            <>
              <Note kind="ok">{t('import.saved', { count: progress?.total ?? 0 })}</Note>
              <div>{people}</div>
            </>
          )}
          {state === 'failed' && (
            <>
              <Note kind="error">
                <p>
                  <b>{t('import.saving.failed')}</b>
                </p>
                <p>{t('import.saving.failedText')}</p>
              </Note>
              <div className="acts">
                <Button onClick={onAgain}>{t('import.saving.again')}</Button>
                {people}
              </div>
            </>
          )}
        </div>
      </div>
    </Section>
  );
}
