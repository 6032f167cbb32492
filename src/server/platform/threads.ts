import { parentPort, type Transferable, Worker, type WorkerOptions } from 'node:worker_threads';

export type Threads<Order, Made> = {
  /** What is ordered. Refused when too many wait already, or when it takes too long. */
  make: (order: Order, take?: Transferable[]) => Promise<Made>;
  /** Starts a thread ahead of the first order. */
  begin: () => void;
  stop: () => Promise<void>;
};

interface Limits {
  /** How many work at a time. */
  threads: number;
  /** How many orders may wait for them. */
  waiting: number;
  /** How long one order may take. */
  limitMs: number;
  /** A thread without work for so long ends. */
  idleMs: number;
  tooMany: () => Error;
  tooSlow: () => Error;
  worker?: WorkerOptions;
}

type Thread = { worker: Worker; idle: NodeJS.Timeout | undefined };
type Waiting<Order, Made> = {
  order: Order;
  take: Transferable[];
  done: (made: Made) => void;
  failed: (error: Error) => void;
};

/**
 * Work of half a second, in threads of its own: the server goes on answering meanwhile. A thread is started when
 * something is ordered, brings its libraries with it, does one thing after the other, and ends when it is quiet.
 *
 * @param script what the thread runs: `takeOrders`
 */
export function openThreads<Order, Made>(script: URL, limits: Limits): Threads<Order, Made> {
  const threads = new Set<Thread>();
  const free: Thread[] = [];
  const orders: Waiting<Order, Made>[] = [];

  function next(): void {
    while (orders.length > 0 && (free.length > 0 || threads.size < limits.threads)) {
      const thread = free.pop() ?? newThread();
      clearTimeout(thread.idle);
      work(thread, orders.shift() as Waiting<Order, Made>);
    }
  }

  function newThread(): Thread {
    const worker = new Worker(script, limits.worker);
    // A thread at work or at rest never keeps the server from ending.
    worker.unref();
    const thread: Thread = { worker, idle: undefined };
    threads.add(thread);
    return thread;
  }

  function rest(thread: Thread): void {
    free.push(thread);
    if (Number.isFinite(limits.idleMs)) thread.idle = setTimeout(() => drop(thread), limits.idleMs).unref();
  }

  function drop(thread: Thread): void {
    threads.delete(thread);
    const at = free.indexOf(thread);
    if (at >= 0) free.splice(at, 1);
    clearTimeout(thread.idle);
    void thread.worker.terminate();
  }

  function work(thread: Thread, order: Waiting<Order, Made>): void {
    const { worker } = thread;
    const settle = (error: Error | undefined, made?: Made) => {
      clearTimeout(limit);
      worker.off('message', answered).off('error', failed).off('exit', ended);
      if (error) {
        // Whatever state it is in, the next order gets a fresh one.
        drop(thread);
        order.failed(error);
      } else {
        rest(thread);
        order.done(made as Made);
      }
      next();
    };
    const limit = setTimeout(() => settle(limits.tooSlow()), limits.limitMs);
    const answered = ({ made, problem }: { made?: Made; problem?: string }) =>
      settle(problem === undefined ? undefined : new Error(problem), made);
    const failed = (error: unknown) => settle(error as Error);
    const ended = () => settle(new Error('the thread ended'));
    worker.on('message', answered).on('error', failed).on('exit', ended);
    worker.postMessage(order.order, order.take);
  }

  return {
    make(order, take = []) {
      return new Promise((done, failed) => {
        if (orders.length >= limits.waiting) return failed(limits.tooMany());
        orders.push({ order, take, done, failed });
        next();
      });
    },
    begin() {
      if (threads.size === 0) rest(newThread());
    },
    async stop() {
      for (const { failed } of orders.splice(0)) failed(limits.tooMany());
      const workers = [...threads].map((thread) => thread.worker);
      for (const thread of [...threads]) drop(thread);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

/** The other side: answers each order with what was made of it. */
export function takeOrders<Order, Made>(make: (order: Order) => Promise<Made>): void {
  parentPort?.on('message', (order: Order) => {
    make(order).then(
      (made) => parentPort?.postMessage({ made }),
      (error: Error) => parentPort?.postMessage({ problem: error.stack ?? error.message }),
    );
  });
}
