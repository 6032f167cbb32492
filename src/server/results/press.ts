import { busy } from '../platform/errors.ts';
import { openThreads } from '../platform/threads.ts';

export type Press<Order> = {
  /** What is ordered, as a PDF. Refused when too many wait already, or when it takes too long. */
  print: (order: Order) => Promise<Buffer>;
  stop: () => Promise<void>;
};

const TOO_BUSY = 'Many documents are being made at this moment. Try again in a few seconds.';
const TOO_SLOW = 'This document took too long to make. Try again, or take the figures as CSV.';

/** Makes PDFs, two at a time. A server that prints nothing pays nothing. */
export function openPress<Order>(
  script: URL,
  { hands = 2, waiting = 12, limitMs = 10_000, idleMs = 60_000 } = {},
): Press<Order> {
  const { make, stop } = openThreads<Order, Uint8Array>(script, {
    threads: hands,
    waiting,
    limitMs,
    idleMs,
    tooMany: () => busy(TOO_BUSY),
    tooSlow: () => busy(TOO_SLOW),
    worker: { resourceLimits: { maxOldGenerationSizeMb: 256 } },
  });
  return { print: async (order) => Buffer.from(await make(order)), stop };
}
