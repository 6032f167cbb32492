import type { ReactNode } from 'react';
import { Icon } from './Icon.tsx';

const ICONS = { info: 'info', warn: 'warn', error: 'error', ok: 'check' } as const;

/** A few words that stand on the page: what happened, what it means, the one next step. `alert`: read out at once. */
export function Note({
  kind = 'info',
  alert,
  children,
}: {
  kind?: keyof typeof ICONS;
  alert?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={kind === 'info' ? 'note' : `note ${kind}`} role={alert ? 'alert' : undefined}>
      <Icon name={ICONS[kind]} />
      <div>{children}</div>
    </div>
  );
}
