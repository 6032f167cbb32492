import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OfflineError, ProblemError } from '../platform/http.ts';
import { Button } from './Button.tsx';
import { Icon, type IconName } from './Icon.tsx';

/** A place without content: a drawing, what is so, what it means, the one thing to do next. */
export function EmptyState({
  icon,
  title,
  children,
  actions,
  level = 2,
}: {
  icon: IconName;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  level?: 1 | 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <div className="state">
      <Icon name={icon} big />
      <Heading>{title}</Heading>
      {children && <div className="state-text">{children}</div>}
      {actions && <div className="acts">{actions}</div>}
    </div>
  );
}

/** What could not be loaded, and the way out. Says whose fault it is: ours, the connection, or no permission. */
export function ErrorState({ error, retry, level = 2 }: { error: unknown; retry?: () => void; level?: 1 | 2 | 3 }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  if (error instanceof OfflineError) {
    return (
      <EmptyState
        icon="offline"
        level={level}
        title={t('error.offlineTitle')}
        actions={retry && <Button onClick={retry}>{t('error.tryNow')}</Button>}
      >
        <p>{t('error.offlineText')}</p>
      </EmptyState>
    );
  }
  if (error instanceof ProblemError && error.status === 404) return <NotFoundState level={level} />;
  if (error instanceof ProblemError && error.status === 403) {
    return (
      <EmptyState icon="lock" level={level} title={t('error.forbiddenTitle')}>
        <p>{error.message}</p>
      </EmptyState>
    );
  }
  const reference = error instanceof ProblemError ? error.reference : null;
  return (
    <EmptyState
      icon="error"
      level={level}
      title={t('error.oursTitle')}
      actions={
        <>
          {retry && <Button onClick={retry}>{t('error.tryAgain')}</Button>}
          {reference && (
            <Button
              kind="plain"
              onClick={() => void navigator.clipboard.writeText(reference).then(() => setCopied(true))}
            >
              {copied ? t('action.copied') : t('error.copyReference')}
            </Button>
          )}
        </>
      }
    >
      <p>
        {t('error.oursText')} {reference && t('error.reference', { reference })}
      </p>
    </EmptyState>
  );
}

/** The same answer for what is private and for what never existed. */
export function NotFoundState({ level = 1 }: { level?: 1 | 2 | 3 }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon="document"
      level={level}
      title={t('error.missingTitle')}
      actions={
        <a className="btn" href="/">
          {t('error.goHome')}
        </a>
      }
    >
      <p>{t('error.missingText')}</p>
    </EmptyState>
  );
}
