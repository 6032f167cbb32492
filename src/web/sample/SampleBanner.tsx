import { useTranslation } from 'react-i18next';
import { Button } from '../components/Button.tsx';
import { useRemoveSample } from './api.ts';
import './sample.css';

/** Says on every page of a sample, on the screen and on paper, that it is one; and takes it away again. */
export function SampleBanner({ id }: { id: string }) {
  const { t } = useTranslation('sample');
  const { busy, run } = useRemoveSample(id);
  return (
    <div className="sample-banner">
      <div className="in">
        <p className="sm">
          <b>{t('badge')}</b> {t('text')}
        </p>
        <Button small busy={busy} onClick={run}>
          {t('remove')}
        </Button>
      </div>
    </div>
  );
}

export function SampleBadge() {
  const { t } = useTranslation('sample');
  return <span className="badge">{t('badge')}</span>;
}
