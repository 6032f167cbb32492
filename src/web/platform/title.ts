import { useEffect } from 'react';

/** The name of the page in the browser's tab and history: "Overview · Northern Corridor · Entente". */
export function useTitle(...parts: (string | null | undefined)[]) {
  const title = [...parts.filter(Boolean), 'Entente'].join(' · ');
  useEffect(() => {
    document.title = title;
  }, [title]);
}
