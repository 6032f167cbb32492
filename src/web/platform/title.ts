import { useEffect } from 'react';

/** Where there is no document, in a drawing on the server, the title is kept here. */
let drawn = 'Entente';
export const titleDrawn = (): string => drawn;

/** The name of the page in the browser's tab and history: "Overview · Northern Corridor · Entente". */
export function useTitle(...parts: (string | null | undefined)[]) {
  const title = [...parts.filter(Boolean), 'Entente'].join(' · ');
  if (typeof document === 'undefined') drawn = title;
  useEffect(() => {
    document.title = title;
  }, [title]);
}
