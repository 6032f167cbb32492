import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Action, ActionChange, NewAction } from '../../domain/delivery/contract.ts';
import { get, patch, post } from '../platform/http.ts';

const base = (partnership: string) => `/partnerships/${partnership}/actions`;

/** All of them: they are searched, sorted and filtered on the spot, so that every view is an address. */
export const actionsQuery = (partnership: string) =>
  queryOptions({
    queryKey: ['partnership', partnership, 'actions'],
    queryFn: async ({ signal }) => {
      const items: Action[] = [];
      let cursor: string | null = null;
      do {
        const page: { items: Action[]; next: string | null } = await get(
          base(partnership),
          { limit: 200, cursor },
          signal,
        );
        items.push(...page.items);
        cursor = page.next;
      } while (cursor !== null);
      return items;
    },
  });
export const useActions = (partnership: string) => useQuery(actionsQuery(partnership));

export const addAction = (partnership: string, action: NewAction, key: string) =>
  post<Action>(base(partnership), action, key);
export const changeAction = (partnership: string, id: string, change: ActionChange, version: number) =>
  patch<Action>(`${base(partnership)}/${id}`, change, version);

/** After a write: actions, the sessions they belong to, and Home. */
export function useRefreshActions(partnership: string) {
  const client = useQueryClient();
  return () =>
    Promise.all([
      ...['actions', 'review', 'follow-up'].map((part) =>
        client.invalidateQueries({ queryKey: ['partnership', partnership, part] }),
      ),
      client.invalidateQueries({ queryKey: ['home'] }),
    ]);
}
