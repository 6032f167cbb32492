import { useSyncExternalStore } from 'react';

/** What was opened last on this device, newest first. Names only; nothing here grants anything. */
export type Recent = { id: string; name: string };

const KEY = 'entente.recent';
const listeners = new Set<() => void>();
let recents: readonly Recent[] = read();

function read(): readonly Recent[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(stored)
      ? stored.filter((one) => typeof one?.id === 'string' && typeof one.name === 'string')
      : [];
  } catch {
    return [];
  }
}

function write(next: readonly Recent[]) {
  recents = next;
  try {
    localStorage.setItem(KEY, JSON.stringify(next));
  } catch {
    // Storage may be switched off; the list then lasts until the page is left.
  }
  for (const listener of listeners) listener();
}

export function remember(one: Recent): void {
  if (recents[0]?.id === one.id && recents[0].name === one.name) return;
  write([one, ...recents.filter((other) => other.id !== one.id)].slice(0, 4));
}

/** Something that is gone. */
export const forget = (id: string): void => write(recents.filter((one) => one.id !== id));

/** At signing out: the next person on this device sees nothing of the last one. */
export const forgetRecent = (): void => write([]);

const now = () => recents;
export const useRecent = (): readonly Recent[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now,
    now,
  );
