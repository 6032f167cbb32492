import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { useId } from 'react';
import { Icon, type IconName } from './Icon.tsx';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One `primary` a page. `plain` for the lesser way, `danger` for what cannot be undone. */
  kind?: 'primary' | 'plain' | 'danger';
  small?: boolean;
  icon?: IconName;
  /** While true the button keeps its place and focus, and does nothing. */
  busy?: boolean;
  /** Why it cannot be used now. Shown beside the button and read with it. */
  unavailable?: string | null;
  children: ReactNode;
};

/** The class of a button, for links that look like one: `<Link className={buttonClass('primary')}>`. */
export const buttonClass = (kind?: Props['kind'], small?: boolean): string =>
  ['btn', kind, small && 'small'].filter(Boolean).join(' ');

export function Button({ kind, small, icon, busy, unavailable, className, children, onClick, ...rest }: Props) {
  const why = useId();
  const off = Boolean(unavailable) || busy;
  const button = (
    <button
      type="button"
      {...rest}
      className={[buttonClass(kind, small), className].filter(Boolean).join(' ')}
      aria-disabled={unavailable ? true : undefined}
      aria-busy={busy || undefined}
      aria-describedby={unavailable ? why : rest['aria-describedby']}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
  if (!unavailable) return button;
  return (
    <span className="btn-why">
      {button}
      <span className="sm dim" id={why}>
        {unavailable}
      </span>
    </span>
  );
}
