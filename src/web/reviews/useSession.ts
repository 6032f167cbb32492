import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Review, ReviewChange, ReviewOfRound } from '../../domain/reviews/contract.ts';
import { spentMs } from '../../domain/reviews/timer.ts';
import { toast } from '../components/toast.ts';
import { ProblemError } from '../platform/http.ts';
import type { Session } from './api.ts';

/** Moves a session and shows where it went, also where somebody else was a moment faster. */
export function useSession(session: Session, review: Review) {
  const client = useQueryClient();
  const busy = useRef(false);

  const show = (next: Review) =>
    client.setQueryData(session.queryKey, (before: Review | ReviewOfRound | undefined) =>
      before && 'review' in before ? { ...before, review: next } : next,
    );
  const refresh = () => client.invalidateQueries({ queryKey: session.queryKey });

  const move = async (change: ReviewChange): Promise<void> => {
    // One key press after the other: the version of the second is known after the first.
    if (busy.current) return;
    busy.current = true;
    try {
      show(await session.move(change, review.version));
    } catch (error) {
      const current = error instanceof ProblemError && error.status === 412 ? error.current<Review>() : undefined;
      if (current) show(current);
      else toast((error as Error).message, { kind: 'error' });
    } finally {
      busy.current = false;
    }
  };
  return { move, refresh };
}

/** Milliseconds spent on the current item, counting along with the server's clock. */
export function useSpent(review: Review, key: string): number {
  const counted = review.agenda.find((item) => item.key === key)?.spentMs ?? 0;
  const runs = key === review.currentItem ? review.runningSince : null;
  // The difference between the two clocks, as well as one answer tells it.
  const offset = useRef({ now: '', ms: 0 });
  if (offset.current.now !== review.now) offset.current = { now: review.now, ms: Date.parse(review.now) - Date.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, [runs]);
  return spentMs(counted, runs, Date.now() + offset.current.ms);
}

/** "7:05", and "1:02:05" from an hour on. */
export function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

const TYPING = 'input:not([type="checkbox"]):not([type="radio"]), textarea, select, [contenteditable]';

/** Single keys, unless somebody is typing, a dialog is open, or they were switched off. */
export function useKeys(keys: Record<string, (() => void) | undefined>, on: boolean): void {
  const current = useRef(keys);
  current.current = keys;
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target as HTMLElement | null;
      if (target?.closest(TYPING) || document.querySelector('dialog[open]')) return;
      const act = current.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on]);
}

const STORED = 'entente.session.keys';
/** Whether single keys act; people who dictate or use a switch turn them off, and it stays so. */
export function useKeysWanted(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    try {
      return localStorage.getItem(STORED) !== 'off';
    } catch {
      return true;
    }
  });
  return [
    on,
    (next) => {
      setOn(next);
      try {
        localStorage.setItem(STORED, next ? 'on' : 'off');
      } catch {
        // Storage may be switched off; the choice then lasts until the page is left.
      }
    },
  ];
}
