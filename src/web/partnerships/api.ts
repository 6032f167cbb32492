import { infiniteQueryOptions, queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Static } from 'typebox';
import type {
  ImportProgress,
  InvitationAccepted,
  InvitationLink,
  InvitationView,
  NewParticipant,
  NewPartnership,
  NewParty,
  Participant,
  ParticipantChange,
  ParticipantImport,
  ParticipantImportResult,
  ParticipantPage,
  Partnership,
  PartnershipChange,
  PartnershipPage,
  Party,
  PartyChange,
  RecordPage,
} from '../../domain/partnerships/contract.ts';
import type { HomeList } from '../../domain/partnerships/home-contract.ts';
import type { RoundPage } from '../../domain/surveys/contract.ts';
import { get, ProblemError, patch, post, remove } from '../platform/http.ts';

/* ── Reads. Keys begin with what they are about, so that one invalidation reaches everything of a partnership. ── */

export const homeQuery = infiniteQueryOptions({
  queryKey: ['home'],
  queryFn: ({ pageParam, signal }) => get<HomeList>('/home', { cursor: pageParam }, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (last) => last.next,
});

export const partnershipsQuery = queryOptions({
  queryKey: ['partnerships'],
  queryFn: ({ signal }) => everyPage<Static<typeof PartnershipPage>['items'][number]>('/partnerships', {}, signal),
});

export const partnershipQuery = (id: string) =>
  queryOptions({
    queryKey: ['partnership', id],
    queryFn: ({ signal }) => get<Partnership>(`/partnerships/${id}`, undefined, signal),
  });

export const participantsQuery = (id: string, current: 'true' | 'false' | 'all') =>
  queryOptions({
    queryKey: ['partnership', id, 'participants', current],
    queryFn: ({ signal }) =>
      everyPage<Static<typeof ParticipantPage>['items'][number]>(
        `/partnerships/${id}/participants`,
        { current },
        signal,
      ),
  });

export const recordQuery = (id: string, limit: number) =>
  infiniteQueryOptions({
    queryKey: ['partnership', id, 'record', limit],
    queryFn: ({ pageParam, signal }) =>
      get<Static<typeof RecordPage>>(`/partnerships/${id}/record`, { limit, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });

/** The newest rounds, for the overview. The pages of the surveys have their own reads. */
export const latestRoundsQuery = (id: string) =>
  queryOptions({
    queryKey: ['partnership', id, 'rounds', 'latest'],
    queryFn: ({ signal }) => get<Static<typeof RoundPage>>(`/partnerships/${id}/rounds`, { limit: 10 }, signal),
  });

/** How far saving a list has come; null: the server knows nothing of it (yet). */
export const importProgressQuery = (id: string, importId: string, sending: boolean) =>
  queryOptions({
    queryKey: ['partnership', id, 'import', importId],
    queryFn: ({ signal }) =>
      get<ImportProgress>(`/partnerships/${id}/participants/imports/${importId}`, undefined, signal).catch((error) => {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }),
    refetchInterval: ({ state: { data } }) => ((data ? data.state === 'saving' : sending) ? 400 : false),
  });

export const useHome = () => useInfiniteQuery(homeQuery);
export const usePartnerships = () => useQuery(partnershipsQuery);
export const usePartnership = (id: string) => useQuery(partnershipQuery(id));
export const useParticipants = (id: string, current: 'true' | 'false' | 'all' = 'true') =>
  useQuery(participantsQuery(id, current));
export const useRecord = (id: string, limit: number) => useInfiniteQuery(recordQuery(id, limit));
export const useLatestRounds = (id: string) => useQuery(latestRoundsQuery(id));

/** Reads a list to its end: people and partnerships are searched, sorted and filtered on the spot. */
async function everyPage<T>(path: string, query: Record<string, string>, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: T[]; next: string | null } = await get(path, { ...query, limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

/* ── Writes ── */

export const createPartnership = (body: NewPartnership, key: string) => post<Partnership>('/partnerships', body, key);
export const changePartnership = (id: string, body: PartnershipChange, version: number) =>
  patch<Partnership>(`/partnerships/${id}`, body, version);
export const addParty = (id: string, body: NewParty, key: string) =>
  post<Partnership>(`/partnerships/${id}/parties`, body, key);
export const changeParty = (id: string, partyId: string, body: PartyChange, version: number) =>
  patch<Party>(`/partnerships/${id}/parties/${partyId}`, body, version);
export const addParticipant = (id: string, body: NewParticipant, key: string) =>
  post<Participant>(`/partnerships/${id}/participants`, body, key);
export const changeParticipant = (id: string, participantId: string, body: ParticipantChange, version: number) =>
  patch<Participant>(`/partnerships/${id}/participants/${participantId}`, body, version);
export const importParticipants = (id: string, body: ParticipantImport, key?: string) =>
  post<ParticipantImportResult>(`/partnerships/${id}/participants/import`, body, key);
export const inviteParticipant = (id: string, participantId: string, key?: string) =>
  post<Static<typeof InvitationLink>>(`/partnerships/${id}/participants/${participantId}/invitation`, undefined, key);
export const revokeInvitation = (id: string, participantId: string) =>
  remove(`/partnerships/${id}/participants/${participantId}/invitation`);
export const lookUpInvitation = (token: string) =>
  post<Static<typeof InvitationView>>('/invitations/look-up', { token });
export const acceptInvitation = (token: string, key?: string) =>
  post<Static<typeof InvitationAccepted>>('/invitations/accept', { token }, key);

/** After a write: everything of this partnership and the lists across partnerships are read again. */
export function useRefresh(id?: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      id && client.invalidateQueries({ queryKey: ['partnership', id] }),
      client.invalidateQueries({ queryKey: ['partnerships'] }),
      client.invalidateQueries({ queryKey: ['home'] }),
    ]);
}
