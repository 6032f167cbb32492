import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/**
 * Search, sort and filter live in the address bar, so that a view can be bookmarked, shared and gone back to.
 * `const [view, setView] = useAddressState({ q: '', sort: 'name' })`. A value equal to its default is left out.
 */
export function useAddressState<T extends Record<string, string>>(
  defaults: T,
): readonly [T, (change: Partial<T>) => void] {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const navigate = useNavigate();
  const state = Object.fromEntries(Object.entries(defaults).map(([name, value]) => [name, search[name] ?? value])) as T;
  const change = useCallback(
    (next: Partial<T>) => {
      void navigate({
        to: '.',
        replace: true,
        resetScroll: false,
        search: (before: Record<string, string>) => {
          const merged: Record<string, string> = { ...before, ...next };
          for (const [name, value] of Object.entries(defaults)) if (merged[name] === value) delete merged[name];
          return merged;
        },
      } as unknown as Parameters<typeof navigate>[0]);
    },
    [navigate, defaults],
  );
  return [state, change];
}
