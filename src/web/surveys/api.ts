import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  InstrumentList,
  InviteeLink,
  InviteePage,
  ItemHistory,
  NewRound,
  OwnLink,
  Results,
  Round,
  RoundChange,
  RoundImport,
  RoundImportResult,
  RoundPage,
  RoundPreview,
} from '../../domain/surveys/contract.ts';
import { get, patch, post } from '../platform/http.ts';

const base = (partnership: string) => `/partnerships/${partnership}/rounds`;

/* ── Reads. Keys begin with the partnership, so that one invalidation reaches them all. ── */

export const instrumentsQuery = queryOptions({
  queryKey: ['instruments'],
  queryFn: ({ signal }) => get<Static<typeof InstrumentList>>('/instruments', undefined, signal),
  staleTime: 60 * 60_000,
});

export const roundsQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'rounds', 'all'],
    queryFn: ({ signal }) => everyPage<Round, Static<typeof RoundPage>>(base(partnership), signal),
  });

export const roundQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round],
    queryFn: ({ signal }) => get<Round>(`${base(partnership)}/${round}`, undefined, signal),
    // While a round is open the ballots fetched go up, and at closing the page turns into its results.
    refetchInterval: (query) => (query.state.data?.state === 'open' ? 30_000 : false),
  });

/** Written once at closing: never read again. */
/** `earlier`: number of the round to compare with; empty: the one before. */
export const resultsQuery = (partnership: string, round: string, earlier = '') =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round, 'results', earlier],
    queryFn: ({ signal }) =>
      get<Results>(`${base(partnership)}/${round}/results`, earlier ? { with: earlier } : undefined, signal),
    staleTime: 60 * 60_000,
  });

export const itemHistoryQuery = (partnership: string, round: string, item: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round, 'item', item],
    queryFn: ({ signal }) =>
      get<ItemHistory>(`${base(partnership)}/${round}/items/${encodeURIComponent(item)}`, undefined, signal),
    staleTime: 60 * 60_000,
  });

export const inviteesQuery = (partnership: string, round: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'round', round, 'invitees'],
    queryFn: ({ signal }) =>
      everyPage<InviteeLink, Static<typeof InviteePage>>(`${base(partnership)}/${round}/invitees`, signal),
  });

/** Not kept: a link is for opening, and the next one who sits here may be somebody else. */
export const useMyLink = (partnership: string, round: string) =>
  useQuery({
    queryKey: ['partnership', partnership, 'round', round, 'my-link'],
    queryFn: ({ signal }) => get<OwnLink>(`${base(partnership)}/${round}/my-link`, undefined, signal),
    gcTime: 0,
  });

export const useInstruments = () => useQuery(instrumentsQuery);
export const useRounds = (partnership: string) => useQuery(roundsQuery(partnership));
export const useRound = (partnership: string, round: string) => useQuery(roundQuery(partnership, round));
export const useResults = (partnership: string, round: string, earlier?: string) =>
  useQuery({
    ...resultsQuery(partnership, round, earlier),
    // While another round is fetched to compare with, this one stays to be read.
    placeholderData: (before: Results | undefined) => (before?.round.id === round ? before : undefined),
  });
export const useInvitees = (partnership: string, round: string) => useQuery(inviteesQuery(partnership, round));

/** What opening would do. Asking changes nothing; the last answer stays while the next one is on its way. */
export const usePreview = (partnership: string, wish: Static<typeof NewRound> | null) =>
  useQuery({
    queryKey: ['preview', partnership, wish],
    queryFn: () => post<Static<typeof RoundPreview>>(`${base(partnership)}/preview`, wish),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
  });

export async function everyPage<T, P extends { items: T[]; next: string | null }>(
  path: string,
  signal: AbortSignal,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: P = await get<P>(path, { limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/* ── Writes ── */

export const openRound = (partnership: string, body: Static<typeof NewRound>, key: string) =>
  post<Round>(base(partnership), body, key);
export const extendRound = (partnership: string, round: Round, body: Static<typeof RoundChange>) =>
  patch<Round>(`${base(partnership)}/${round.id}`, body, round.version);
export const closeRound = (partnership: string, round: Round) => post<Round>(`${base(partnership)}/${round.id}/close`);
export const cancelRound = (partnership: string, round: Round) =>
  post<Round>(`${base(partnership)}/${round.id}/cancel`);
export const importRound = (partnership: string, body: Static<typeof RoundImport>, key?: string) =>
  post<Static<typeof RoundImportResult>>(`${base(partnership)}/import`, body, key);

/** After a write: rounds, overview, home and lists are read again. */
export function useRefreshRounds(partnership: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['partnership', partnership] }),
      client.invalidateQueries({ queryKey: ['partnerships'] }),
      client.invalidateQueries({ queryKey: ['home'] }),
    ]);
}
