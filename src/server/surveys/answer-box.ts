import { setImmediate } from 'node:timers/promises';

const MOST = 200;

type Waiting<G, O> = { given: G; resolve: (outcome: O) => void; reject: (error: unknown) => void };

/**
 * What arrives while others are being stored goes in together: one statement and one commit for all of them. Each is
 * acknowledged after that commit. Nobody waits for company: with nothing under way one goes at once, with those that
 * were read from the network in the same turn.
 * @param store gives outcomes in the order of what it was given
 */
export function box<G, O>(store: (batch: G[]) => Promise<O[]>): (given: G) => Promise<O> {
  let waiting: Waiting<G, O>[] = [];
  let working = false;

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      await setImmediate();
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      try {
        const outcomes = await store(batch.map((one) => one.given));
        for (const [place, one] of batch.entries()) one.resolve(outcomes[place] as O);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    working = false;
  }

  return (given) =>
    new Promise((resolve, reject) => {
      waiting.push({ given, resolve, reject });
      if (!working) void work();
    });
}
