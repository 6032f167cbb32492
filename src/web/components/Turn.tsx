import { type ReactNode, startTransition, useEffect, useState } from 'react';

/**
 * A piece of a long page, put there in a turn of its own: the page answers a finger in between. `at` says where it
 * stands among the others; the uppermost comes next, so that nothing that can be seen is pushed down.
 */
export function Turn({ at, children }: { at: number; children: ReactNode }) {
  const [come, setCome] = useState(!inBrowser);
  useEffect(() => {
    const turn = { at, take: () => startTransition(() => setCome(true)) };
    waiting.push(turn);
    if (!running) setTimeout(next);
    running = true;
    return () => {
      waiting = waiting.filter((one) => one !== turn);
    };
  }, [at]);
  return come && children;
}

/** A drawing on the server is made in one go. */
const inBrowser = typeof document !== 'undefined';

let waiting: { at: number; take: () => void }[] = [];
let running = false;

function next() {
  const [turn, ...later] = waiting.toSorted((a, b) => a.at - b.at);
  waiting = later;
  turn?.take();
  running = turn !== undefined;
  // What a piece brings along lines up before the next is chosen.
  if (running) setTimeout(next);
}
