import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  Acknowledged,
  Briefing,
  BriefingEntry,
  BriefingNames,
  BriefingShare,
  CheckIn,
  CheckInList,
} from '../../../domain/documents/briefing-contract.ts';
import { get, post, put, remove } from '../../platform/http.ts';

const base = (partnership: string) => `/partnerships/${partnership}/briefing`;
const document = (partnership: string, id: string) => `/partnerships/${partnership}/documents/${id}`;

export const briefingQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'briefing'],
    queryFn: ({ signal }) => get<Briefing>(base(partnership), undefined, signal),
  });
export const shareQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'briefing-share'],
    queryFn: ({ signal }) => get<BriefingShare>(`${base(partnership)}/share`, undefined, signal),
  });
/** Below the share, so that it is read again when that moves. */
const namesQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'briefing-share', 'names'],
    queryFn: ({ signal }) => get<BriefingNames>(`${base(partnership)}/names`, undefined, signal),
  });
export const checkInsQuery = (partnership: string, id: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', id, 'check-ins'],
    queryFn: ({ signal }) => get<CheckInList>(`${document(partnership, id)}/check-ins`, undefined, signal),
  });

export const useBriefing = (partnership: string) => useQuery(briefingQuery(partnership));
export const useNames = (partnership: string, wanted: boolean) =>
  useQuery({ ...namesQuery(partnership), enabled: wanted });
export const useShare = (partnership: string) => useQuery(shareQuery(partnership));
export const useCheckIns = (partnership: string, id: string) => useQuery(checkInsQuery(partnership, id));

export const makeCheckIn = (partnership: string, id: string) => post<CheckIn>(`${document(partnership, id)}/check-in`);

export type Part = Pick<BriefingEntry, 'documentId' | 'hash'>;

/** Says that I have read a part, or takes it back; what is shown follows the answer. A refusal reads everything again. */
export function useAcknowledge(partnership: string): (part: Part, read: boolean) => Promise<void> {
  const client = useQueryClient();
  const { queryKey } = briefingQuery(partnership);
  return async (part, read) => {
    const at = `${base(partnership)}/parts/${part.documentId}/${part.hash}`;
    try {
      const said = read ? await put<Acknowledged>(at, undefined) : await remove<Acknowledged>(at);
      const same = (one: Part) => one.documentId === part.documentId && one.hash === part.hash;
      client.setQueryData(
        queryKey,
        (was) =>
          was && {
            ...was,
            open: said.open,
            chapters: was.chapters.map((chapter) => ({
              ...chapter,
              parts: chapter.parts.map((one) => (same(one) ? { ...one, acknowledgedAt: said.at } : one)),
            })),
          },
      );
    } catch (error) {
      void client.invalidateQueries({ queryKey });
      throw error;
    } finally {
      void client.invalidateQueries({ queryKey: shareQuery(partnership).queryKey });
      void client.invalidateQueries({ queryKey: ['home'] });
    }
  };
}

/** The parts of one document, in the order in which they are read. */
export const partsOfDocument = (briefing: Briefing, id: string): BriefingEntry[] =>
  briefing.chapters.flatMap(({ parts }) => parts.filter((part) => part.documentId === id));
