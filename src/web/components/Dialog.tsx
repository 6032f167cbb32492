import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/**
 * A native modal dialog: the page behind it is inert, Escape closes, focus returns to where it came from.
 * Mount it to open it: `{open && <Dialog title onClose>…</Dialog>}`.
 */
export function Dialog({
  title,
  onClose,
  children,
  wide,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
  wide?: boolean;
}) {
  const { t } = useTranslation();
  const id = useId();
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" className="btn plain small icon" onClick={onClose} aria-label={t('action.close')}>
          <Icon name="cross" />
        </button>
      </header>
      {children}
    </dialog>
  );
}

/** A question before something that cannot be undone. The safe answer has the focus. */
export function Confirm({
  title,
  children,
  action,
  instead,
  onConfirm,
  onClose,
  busy,
}: {
  title: string;
  children: ReactNode;
  action: string;
  /** What closing it means, where “Cancel” could be read as the action itself. */
  instead?: string;
  onConfirm: () => void;
  onClose: () => void;
  busy?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="sm dim">{children}</div>
      <div className="acts">
        <Button onClick={onClose} autoFocus>
          {instead ?? t('action.cancel')}
        </Button>
        <Button kind="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
