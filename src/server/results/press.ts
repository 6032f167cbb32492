import { Worker } from 'node:worker_threads';
import { busy } from '../platform/errors.ts';

export type Press<Order> = {
  /** What is ordered, as a PDF. Refused when too many wait already, or when it takes too long. */
  print: (order: Order) => Promise<Buffer>;
  stop: () => Promise<void>;
};

type Hand = { worker: Worker; idle: NodeJS.Timeout | undefined };
type Waiting<Order> = { order: Order; done: (pdf: Buffer) => void; failed: (error: Error) => void };

const TOO_BUSY = 'Many documents are being made at this moment. Try again in a few seconds.';
const TOO_SLOW = 'This document took too long to make. Try again, or take the figures as CSV.';

/**
 * Makes PDFs in threads of their own, two at a time. A thread is started when somebody wants a document, brings its
 * libraries with it, and ends after a quiet minute: a server that prints nothing pays nothing.
 *
 * @param script what the thread runs: it answers each order with a PDF
 */
export function openPress<Order>(
  script: URL,
  { hands: most = 2, waiting = 12, limitMs = 10_000, idleMs = 60_000 } = {},
): Press<Order> {
  const hands = new Set<Hand>();
  const free: Hand[] = [];
  const orders: Waiting<Order>[] = [];

  function next(): void {
    while (orders.length > 0 && (free.length > 0 || hands.size < most)) {
      const hand = free.pop() ?? newHand();
      clearTimeout(hand.idle);
      work(hand, orders.shift() as Waiting<Order>);
    }
  }

  function newHand(): Hand {
    const worker = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    // A thread at work or at rest never keeps the server from ending.
    worker.unref();
    const hand: Hand = { worker, idle: undefined };
    hands.add(hand);
    return hand;
  }

  function drop(hand: Hand): void {
    hands.delete(hand);
    const at = free.indexOf(hand);
    if (at >= 0) free.splice(at, 1);
    clearTimeout(hand.idle);
    void hand.worker.terminate();
  }

  function work(hand: Hand, order: Waiting<Order>): void {
    const { worker } = hand;
    const settle = (error: Error | undefined, pdf?: Uint8Array) => {
      clearTimeout(limit);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      if (error) {
        // Whatever state it is in, the next order gets a fresh one.
        drop(hand);
        order.failed(error);
      } else {
        free.push(hand);
        hand.idle = setTimeout(() => drop(hand), idleMs).unref();
        order.done(Buffer.from(pdf as Uint8Array));
      }
      next();
    };
    const limit = setTimeout(() => settle(busy(TOO_SLOW)), limitMs);
    const answered = ({ pdf, problem }: { pdf?: Uint8Array; problem?: string }) =>
      settle(problem === undefined ? undefined : new Error(problem), pdf);
    const failed = (error: unknown) => settle(error as Error);
    const ended = () => settle(new Error('the printing thread ended'));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(order.order);
  }

  return {
    print(order) {
      return new Promise((done, failed) => {
        if (orders.length >= waiting) return failed(busy(TOO_BUSY));
        orders.push({ order, done, failed });
        next();
      });
    },
    async stop() {
      for (const { failed } of orders.splice(0)) failed(busy(TOO_BUSY));
      const workers = [...hands].map((hand) => hand.worker);
      for (const hand of [...hands]) drop(hand);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
