import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../platform/title.ts';
import { ErrorState } from './State.tsx';

/** Shown by the router when a page breaks or could not be loaded. The rest of the application keeps working. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  useTitle(t('error.oursTitle'));
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <ErrorState
        error={error}
        level={1}
        retry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </main>
  );
}
