import { Worker } from 'node:worker_threads';
import type { SealKey } from './seals.ts';

export type SignTask = { id: number; key: SealKey; blinded: Uint8Array };
export type SignResult = { id: number; signature: Uint8Array | undefined; failed: string | null };

/** A thread that had nothing to do for so long ends, and what it knew of keys with it. */
const IDLE_MS = 60_000;

type Waiting = { resolve: (signature: Buffer | undefined) => void; reject: (error: Error) => void };

/**
 * Blind signatures beside the event loop, which stays free for everybody else. One thread: two would only take turns
 * with the database on a small machine.
 */
export function sealSigner() {
  let worker: Worker | undefined;
  let next = 0;
  const waiting = new Map<number, Waiting>();
  let idle: NodeJS.Timeout | undefined;

  function open(): Worker {
    const opened = new Worker(new URL('./seal-worker.ts', import.meta.url));
    opened.unref();
    opened.on('message', ({ id, signature, failed }: SignResult) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (failed) one?.reject(new Error(failed));
      else one?.resolve(signature && Buffer.from(signature));
      if (waiting.size === 0) rest();
    });
    opened.on('error', lost);
    opened.on('exit', () => lost(new Error('the thread that signs ended')));
    return opened;
  }

  function lost(error: Error): void {
    worker = undefined;
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  function rest(): void {
    clearTimeout(idle);
    idle = setTimeout(() => void close(), IDLE_MS).unref();
  }

  async function close(): Promise<void> {
    clearTimeout(idle);
    const closing = worker;
    worker = undefined;
    closing?.removeAllListeners();
    await closing?.terminate();
  }

  return {
    /** Undefined: that is no number this key can sign. */
    sign: (key: SealKey, blinded: Buffer): Promise<Buffer | undefined> =>
      new Promise((resolve, reject) => {
        clearTimeout(idle);
        worker ??= open();
        const id = next++;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, key, blinded } satisfies SignTask);
      }),
    close,
  };
}
