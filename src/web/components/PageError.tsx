import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useTitle } from '../platform/title.ts';
import { ErrorState } from './State.tsx';

/** Shown by the router when a part of a page breaks or could not be loaded. The rest keeps working. */
export function PartError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  useTitle(t('error.oursTitle'));
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState error={error} level={1} retry={retry} />;
}

/** The same for a whole page. */
export function PageError(props: ErrorComponentProps) {
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <PartError {...props} />
    </main>
  );
}
