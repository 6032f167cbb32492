import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/Dialog.tsx';

const KEYS = [
  ['← →', 'item'],
  ['T', 'timer'],
  ['N', 'note'],
  ['A', 'action'],
  ['C', 'celebration'],
  ['F', 'full'],
  ['?', 'help'],
] as const;

/** What each key does. Tab and Enter work everywhere as usual. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('reviews');
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl className="keylist">
        {KEYS.map(([key, what]) => (
          <div key={what}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.long.${what}`)}</dd>
          </div>
        ))}
      </dl>
      <p className="sm dim">{t('keys.typing')}</p>
    </Dialog>
  );
}
