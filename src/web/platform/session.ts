import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Installation, Me } from '../../domain/partnerships/contract.ts';
import { deviceTimeZone } from './format.ts';
import { get, ProblemError, patch, send } from './http.ts';
import { queries } from './query.ts';

/** The signed-in person, or null. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    // Asking for a session is no error when there is none; asking for /me would be one, in every console.
    if (!(await currentSession())) return null;
    try {
      return await get<Me>('/me', undefined, signal);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) => get<Installation>('/installation', undefined, signal),
  staleTime: 5 * 60_000,
});

/** Asked by everything that writes a date: listens without the cost of a query of its own. */
export const useMe = (): Me | null => useSyncExternalStore(onMe, meNow, meNow);
const meNow = () => queries.getQueryData(meQuery.queryKey) ?? null;
const onMe = (listener: () => void) =>
  queries.getQueryCache().subscribe(({ query }) => query.queryKey[0] === 'me' && listener());

export const useTimeZone = (): string => useMe()?.timeZone ?? deviceTimeZone();

export const changeMe = (change: { language?: Me['language']; timeZone?: string | null }) => patch<Me>('/me', change);

/* ── Sign-in: the routes of better-auth ── */

async function auth<T>(path: string, body?: unknown): Promise<T> {
  const response = await send(`/api/auth${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

export type Session = { id: string; token: string; createdAt: string; updatedAt: string; userAgent?: string | null };

export const signIn = (email: string, password: string) => auth('/sign-in/email', { email, password });
export const signUp = (name: string, email: string, password: string) =>
  auth('/sign-up/email', { name, email, password });
/** The name belongs to the account. */
export const changeName = (name: string) => auth('/update-user', { name });
export const signOut = () => auth('/sign-out', {});
export const changePassword = (currentPassword: string, newPassword: string, revokeOtherSessions: boolean) =>
  auth('/change-password', { currentPassword, newPassword, revokeOtherSessions });
export const listSessions = () => auth<Session[]>('/list-sessions');
export const currentSession = () => auth<{ session: Session } | null>('/get-session');
export const endSession = (token: string) => auth('/revoke-session', { token });
export const endOtherSessions = () => auth('/revoke-other-sessions', {});

export type Passkey = { id: string; name?: string | null; createdAt: string | number };
export const listPasskeys = () => auth<Passkey[]>('/passkey/list-user-passkeys');
export const removePasskey = (id: string) => auth('/passkey/delete-passkey', { id });

/**
 * Takes an address along to the sign-in page and back. What stands behind its "#" stays behind the "#": it is made for
 * this browser alone, and must not become part of a request.
 */
export const wayBack = ({ href, hash }: { href: string; hash: string }) => {
  const next = href.split('#')[0] as string;
  return { search: next === '/' ? {} : { next }, hash };
};

/** Where `wayBack` came from. Only addresses of our own pages are gone to. */
export const backTo = (next: string | undefined): string =>
  (next && /^\/(?![/\\])/.test(next) ? next : '/') + window.location.hash;

/** After signing in or out nothing that was read before may be shown again. */
export function useForgetEverything() {
  const client = useQueryClient();
  return async () => {
    client.clear();
    await Promise.all([client.fetchQuery(meQuery), client.fetchQuery(installationQuery)]);
  };
}
