import { useTranslation } from 'react-i18next';
import { Note } from '../components/Note.tsx';
import { OfflineError } from '../platform/http.ts';

/** Why something was not done, in the server's sentence. */
export function Trouble({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <Note kind="error" alert>
      {error instanceof OfflineError ? t('error.offlineForm') : error.message}
    </Note>
  );
}
