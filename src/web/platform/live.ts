import { address } from './http.ts';

/** Something changed: what it is about, never what it says. Whoever shows it reads it again. */
export type LiveChange = {
  partnershipId: string;
  id: string | null;
  type: string;
  subject: { type: string; id: string };
};

/** A tab that is hidden for longer than this stops listening, and catches up when it is shown again. */
const HIDDEN_MS = 10_000;
/** What a page shows was read in its first moments, or, in a page that lives long, when this part of it was opened. */
const OLDEST_MS = 60_000;
const RETRY_MS = [2000, 5000, 15_000, 60_000];

/**
 * Listens to what others change, while this tab is visible. Reconnects by itself; after a gap that the server cannot
 * fill, `refetch` is called. Returns how to stop.
 * @param path of the stream, `/live` or narrower
 */
export function listenLive(
  path: string,
  heard: { change: (change: LiveChange) => void; refetch: () => void },
): () => void {
  let source: EventSource | undefined;
  let last: string | undefined;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function open() {
    clearTimeout(timer);
    if (source) return;
    const age = last ? undefined : `${Math.min(Math.round(performance.now()), OLDEST_MS)}`;
    const now = new EventSource(address(path, { after: last, age }));
    source = now;
    const remember = (event: MessageEvent) => {
      if (event.lastEventId) last = event.lastEventId;
    };
    now.addEventListener('open', () => {
      failures = 0;
    });
    // The server's first word gives a place to go on from, even when nothing is heard afterwards.
    now.addEventListener('hello', remember);
    now.addEventListener('message', (event) => {
      remember(event);
      heard.change(JSON.parse(event.data) as LiveChange);
    });
    now.addEventListener('refetch', () => heard.refetch());
    now.addEventListener('error', () => {
      // A line that broke is mended by the browser; a refusal (signed out, too many windows) is asked about again later.
      if (now.readyState !== EventSource.CLOSED) return;
      close();
      const wait = RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)];
      timer = setTimeout(look, wait);
    });
  }
  function close() {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  }
  function look() {
    if (document.visibilityState === 'visible') return open();
    clearTimeout(timer);
    timer = setTimeout(close, HIDDEN_MS);
  }

  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    close();
  };
}
