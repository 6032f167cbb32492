import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveChange, listenLive } from '../platform/live.ts';

/** Many changes at once (an import, a closing round) are read once. */
const TOGETHER_MS = 120;

/**
 * What is read again when something of this kind changed: parts of a partnership, by the keys of their queries. A kind
 * that is not here reads everything of its partnership again: right, only more than needed.
 */
const PARTS: Record<string, readonly string[]> = {
  participant: ['participants', 'rounds'],
  round: ['rounds', 'round'],
};

/** The queries that a change makes stale. */
export function staleAfter({ partnershipId, subject }: LiveChange): { queryKey: QueryKey; exact?: boolean }[] {
  const all: QueryKey = ['partnership', partnershipId];
  const parts = PARTS[subject.type];
  return [
    ...(parts
      ? [{ queryKey: all, exact: true }, ...['record', ...parts].map((part) => ({ queryKey: [...all, part] }))]
      : [{ queryKey: all }]),
    { queryKey: ['partnerships'] },
    { queryKey: ['home'] },
  ];
}

/** Keeps what is on the screen as others change it. */
export function useLive(signedIn: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!signedIn) return;
    const stale = new Map<string, { queryKey: QueryKey; exact?: boolean }>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = (filters: { queryKey: QueryKey; exact?: boolean }[]) => {
      for (const filter of filters) stale.set(JSON.stringify(filter), filter);
      clearTimeout(timer);
      timer = setTimeout(() => {
        for (const filter of stale.values()) void client.invalidateQueries(filter);
        stale.clear();
      }, TOGETHER_MS);
    };
    const stop = listenLive('/live', {
      change: (change) => soon(staleAfter(change)),
      refetch: () => soon([['partnership'], ['partnerships'], ['home']].map((queryKey) => ({ queryKey }))),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, signedIn]);
}
