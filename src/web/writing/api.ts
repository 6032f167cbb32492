import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  NewRemark,
  Remark,
  RemarkChange,
  RemarkList,
  VersionShares,
  Writers,
} from '../../domain/writing/contract.ts';
import { get, patch, post } from '../platform/http.ts';

const of = (partnership: string, document: string) => `/partnerships/${partnership}/documents/${document}`;

export const writersQuery = (partnership: string, document: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', document, 'writers'],
    queryFn: ({ signal }) => get<Writers>(`${of(partnership, document)}/writers`, undefined, signal),
  });

export const remarksQuery = (partnership: string, document: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', document, 'remarks'],
    queryFn: ({ signal }) => get<RemarkList>(`${of(partnership, document)}/remarks`, undefined, signal),
  });

export const sharesQuery = (partnership: string, document: string, number: number) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'document', document, 'version', number, 'shares'],
    queryFn: ({ signal }) =>
      get<VersionShares>(`${of(partnership, document)}/versions/${number}/shares`, undefined, signal),
  });

export const useShares = (partnership: string, document: string, number: number) =>
  useQuery(sharesQuery(partnership, document, number));
export const useWriters = (partnership: string, document: string) => useQuery(writersQuery(partnership, document));
export const useRemarks = (partnership: string, document: string) => useQuery(remarksQuery(partnership, document));

export const makeRemark = (partnership: string, document: string, body: NewRemark, key: string) =>
  post<Remark>(`${of(partnership, document)}/remarks`, body, key);
export const replyTo = (partnership: string, document: string, remark: string, text: string, key: string) =>
  post<Remark>(`${of(partnership, document)}/remarks/${remark}/replies`, { text }, key);
export const changeRemark = (partnership: string, document: string, remark: Remark, change: RemarkChange) =>
  patch<Remark>(`${of(partnership, document)}/remarks/${remark.id}`, change, remark.version);

/** What a write answered is what is shown. */
export function useTakeRemark(partnership: string, document: string) {
  const client = useQueryClient();
  return (remark: Remark) =>
    client.setQueryData(
      remarksQuery(partnership, document).queryKey,
      (before: RemarkList | undefined) =>
        before && {
          items: before.items.some((one) => one.id === remark.id)
            ? before.items.map((one) => (one.id === remark.id ? remark : one))
            : [...before.items, remark],
        },
    );
}
