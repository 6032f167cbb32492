import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './State.tsx';

const LINES = [
  [80, 30],
  [55, 42],
  [70, 35],
  [40, 50],
  [62, 39],
] as const;

/** Nothing for 300 ms, then the shape of the content. `lines` up to 10. */
export function Skeleton({ lines = 5 }: { lines?: number }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), 300);
    return () => clearTimeout(timer);
  }, []);
  if (!shown) return null;
  return (
    <div role="status" className="sks">
      <p className="vh">{t('loading')}</p>
      {Array.from({ length: lines }, (_, at) => {
        const [first, second] = LINES[at % LINES.length] ?? [60, 40];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a picture have no identity
          <div key={at} className="skl">
            <span className="sk" style={{ inlineSize: `${first}%` }} />
            <span className="sk" style={{ inlineSize: `${second}%` }} />
          </div>
        );
      })}
    </div>
  );
}

/** A page that is still on its way. */
export function Pending() {
  return (
    <main id="main" className="in main" tabIndex={-1}>
      <Skeleton lines={8} />
    </main>
  );
}

type Loadable<T> = { data: T | undefined; error: Error | null; refetch: () => unknown };

/** The three states of something read from the server: on its way, failed, here. What is here stays during a re-read. */
export function Loaded<T>({
  query,
  lines,
  children,
}: {
  query: Loadable<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  return <Skeleton lines={lines} />;
}
