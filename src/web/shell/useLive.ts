import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { type LiveChange, listenLive } from '../platform/live.ts';

/** Many changes at once (an import, a closing round) are read once. */
const TOGETHER_MS = 120;

type Touched = {
  /** Parts of a partnership, by the keys of their queries. */
  parts: readonly string[];
  /** Home and the list of partnerships show it, too. */
  lists?: false;
};
/**
 * What is read again when something of this kind changed. A kind that is not here reads everything of its partnership
 * again: right, only more than needed.
 */
const TOUCHED: Record<string, Touched> = {
  participant: { parts: ['participants', 'rounds', 'review', 'briefing', 'briefing-share'] },
  round: { parts: ['rounds', 'round'] },
  action: { parts: ['actions', 'review', 'follow-up'] },
  item: { parts: ['needs'], lists: false },
  exchange: { parts: ['needs'], lists: false },
  fit: { parts: ['needs'], lists: false },
  document: { parts: ['documents', 'document', 'briefing', 'briefing-share'] },
  // Somebody has read; no more than the share is told.
  briefing: { parts: ['briefing-share'], lists: false },
  // Many of these come while people talk.
  review: { parts: ['review'], lists: false },
  conclusion: { parts: ['review', 'follow-up'], lists: false },
  celebration: { parts: ['review'], lists: false },
  guest: { parts: ['guests'], lists: false },
};

/** The queries that a change makes stale. */
export function staleAfter({ id, partnershipId, subject }: LiveChange): { queryKey: QueryKey; exact?: boolean }[] {
  const all: QueryKey = ['partnership', partnershipId];
  const touched = TOUCHED[subject.type];
  if (!touched) return [{ queryKey: all }, { queryKey: ['partnerships'] }, { queryKey: ['home'] }];
  const lists = touched.lists ?? true;
  return [
    ...touched.parts.map((part) => ({ queryKey: [...all, part] })),
    // Without a number it left no trace in the record.
    ...(id === null ? [] : [{ queryKey: [...all, 'record'] }]),
    ...(lists ? [{ queryKey: all, exact: true }, { queryKey: ['partnerships'] }, { queryKey: ['home'] }] : []),
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
