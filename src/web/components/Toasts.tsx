import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from './Icon.tsx';
import { current, dismiss, subscribe, type Toast } from './toast.ts';

/** Longer when there is something to undo, and no end while the pointer or the focus is on it. */
const STAYS = 5_000;
const STAYS_WITH_UNDO = 12_000;

export function Toasts() {
  const toasts = useSyncExternalStore(subscribe, current, current);
  return (
    <div className="toasts noprint" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const { t } = useTranslation();
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), toast.undo ? STAYS_WITH_UNDO : STAYS);
    return () => clearTimeout(timer);
  }, [held, toast.id, toast.undo]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only holds the message while it is being read
    <div
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name={toast.kind === 'ok' ? 'check' : 'error'} />
      <span>{toast.text}</span>
      {toast.undo && (
        <button
          type="button"
          onClick={() => {
            dismiss(toast.id);
            void toast.undo?.();
          }}
        >
          {t('action.undo')}
        </button>
      )}
      <button type="button" className="bare" aria-label={t('action.dismiss')} onClick={() => dismiss(toast.id)}>
        <Icon name="cross" />
      </button>
    </div>
  );
}
