import { useTranslation } from 'react-i18next';
import { useTitle } from '../platform/title.ts';
import { NotFoundState } from './State.tsx';

export function PageMissing() {
  const { t } = useTranslation();
  useTitle(t('error.missingTitle'));
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <NotFoundState />
    </main>
  );
}
