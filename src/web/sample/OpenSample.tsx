import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { useOpenSample } from './api.ts';

/** The way into the sample alliance, for whoever has nothing of their own to look at yet. */
export function OpenSample() {
  const { t } = useTranslation('sample');
  const { busy, run } = useOpenSample();
  return (
    <Button busy={busy} onClick={run}>
      {t('open')}
    </Button>
  );
}

/** The same as a sentence beside something else. */
export function SampleHint() {
  const { t } = useTranslation('sample');
  const { busy, run } = useOpenSample();
  return (
    <p className="sm dim">
      {t('hint')}{' '}
      <button type="button" className="linklike" aria-busy={busy} onClick={run}>
        {t('open')}
      </button>
    </p>
  );
}
