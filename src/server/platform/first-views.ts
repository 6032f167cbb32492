import { existsSync } from 'node:fs';
import { MessageChannel } from 'node:worker_threads';
import type { Answer, Drawing, FirstView, Question } from '../../domain/common/first-view.ts';
import { openThreads } from './threads.ts';

/** Made by the build from web/first/worker.tsx. */
const DRAWER = new URL('../../../dist/first/worker.js', import.meta.url);

/** Who is signed in. */
const WHO = '/api/v1/me';

/** Asks the API, in the name of whoever the page is drawn for. */
export type Ask = (address: string) => Promise<{ status: number; body: string }>;

export type FirstViews = {
  /** `null`, whatever the reason, means that the page has to draw itself. */
  draw: (drawing: Drawing, ask: Ask) => Promise<FirstView>;
  begin: () => void;
  stop: () => Promise<void>;
};

/**
 * First views of pages. One at a time: what draws them is made for one reader.
 *
 * @param patience milliseconds until the page comes as it always can
 */
export function openFirstViews(patience: number, failed: (error: Error) => void, drawer = DRAWER): FirstViews {
  const there = existsSync(drawer);
  const { make, begin, stop } = openThreads<unknown, FirstView>(drawer, {
    threads: 1,
    // Whoever is further back is quicker without.
    waiting: 20,
    limitMs: 10_000,
    idleMs: Number.POSITIVE_INFINITY,
    tooMany: () => new Error('Too many first views are waiting.'),
    tooSlow: () => new Error('A first view took too long.'),
    worker: {
      env: { NODE_ENV: 'production' },
      execArgv: ['--no-experimental-webstorage'],
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    },
  });

  async function drawn(drawing: Drawing, ask: Ask): Promise<FirstView> {
    const { port1: ours, port2: theirs } = new MessageChannel();
    const asked = new Set<string>();
    ours.on('message', async ({ ask: number, address }: Question) => {
      asked.add(address);
      ours.postMessage({ ask: number, ...(await answer(ask, address)) } satisfies Answer);
    });
    try {
      const view = await make({ drawing, port: theirs }, [theirs]);
      // The second lock: a page that was drawn without asking who reads it may have been drawn for somebody else.
      if (view && 'page' in drawing && !asked.has(WHO)) throw new Error('A first view did not ask who reads it.');
      return view;
    } catch (error) {
      failed(error as Error);
      return null;
    } finally {
      ours.close();
    }
  }

  return {
    async draw(drawing, ask) {
      if (!there) return null;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<null>((resolve) => {
        timer = setTimeout(resolve, patience, null);
      });
      return Promise.race([drawn(drawing, ask), late]).finally(() => clearTimeout(timer));
    },
    begin: () => void (there && begin()),
    stop,
  };
}

/** The drawer reads, and nothing but our own API. */
async function answer(ask: Ask, address: string): Promise<{ status: number; body: string }> {
  if (!address.startsWith('/api/')) return { status: 404, body: '' };
  return ask(address).catch(() => ({ status: 500, body: '' }));
}
