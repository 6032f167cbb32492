import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Round } from '../../domain/surveys/contract.ts';
import { Button } from '../components/Button.tsx';

const LinksDialog = lazy(() => import('./LinksDialog.tsx'));

/** The way to read-only links for people without an account. */
export function HandOn({ id, round }: { id: string; round: Round }) {
  const { t } = useTranslation('results');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button small icon="link" onClick={() => setOpen(true)}>
        {t('links.action')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <LinksDialog id={id} round={round} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
