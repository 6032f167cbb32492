import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ItemKind } from '../../domain/documents/needs.ts';
import type {
  Fit,
  FitChange,
  ItemChange,
  Needs,
  NewFit,
  NewItem,
  OwnItem,
  SharedItem,
} from '../../domain/documents/needs-contract.ts';
import { get, patch, post, remove } from '../platform/http.ts';

const base = (partnership: string) => `/partnerships/${partnership}/needs`;
const one = (partnership: string, item: string) => `${base(partnership)}/items/${item}`;

/** An item that all see and that was not withdrawn. */
export type Visible = SharedItem & { text: string };
export const visible = (shared: readonly SharedItem[]): Visible[] =>
  shared.filter((item): item is Visible => item.text !== null);

export const needsQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'needs'],
    queryFn: ({ signal }) => get<Needs>(base(partnership), undefined, signal),
  });
export const useNeeds = (partnership: string) => useQuery(needsQuery(partnership));

export function useRefreshNeeds(partnership: string) {
  const client = useQueryClient();
  return () =>
    Promise.all(
      ['needs', 'record'].map((part) => client.invalidateQueries({ queryKey: ['partnership', partnership, part] })),
    );
}

export const addItem = (partnership: string, body: NewItem, key: string) =>
  post<OwnItem>(`${base(partnership)}/items`, body, key);
export const changeItem = (partnership: string, item: string, body: ItemChange, version: number) =>
  patch<OwnItem>(one(partnership, item), body, version);
export const removeItem = (partnership: string, item: OwnItem) => remove(one(partnership, item.id), item.version);
export const actOnItem = (partnership: string, item: string, what: 'share' | 'withdraw' | 'review') =>
  post<OwnItem>(`${one(partnership, item)}/${what}`);

export const offerItems = (partnership: string, kind: ItemKind, itemIds: string[], key: string) =>
  post<Needs>(`${base(partnership)}/exchange`, { kind, itemIds }, key);
export const endOffer = (partnership: string, kind: ItemKind) =>
  post<Needs>(`${base(partnership)}/exchange/end`, { kind });

export const addFit = (partnership: string, body: NewFit) => post<Fit>(`${base(partnership)}/fits`, body);
export const changeFit = (partnership: string, fit: Fit, body: FitChange) =>
  patch<Fit>(`${base(partnership)}/fits/${fit.id}`, body, fit.version);
export const removeFit = (partnership: string, fit: Fit) => remove(`${base(partnership)}/fits/${fit.id}`, fit.version);
