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

  const take = () => {
    const batch = waiting.slice(0, MOST);
    waiting = waiting.slice(MOST);
    return { batch, outcomes: batch.length > 0 ? store(batch.map((one) => one.given)) : undefined };
  };

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      await setImmediate();
      let under = take();
      while (under.outcomes) {
        const { batch, outcomes } = under;
        const result = await Promise.allSettled([outcomes]);
        // The next ones are sent before these are answered: the database works while replies are written.
        under = take();
        const [settled] = result;
        for (const [place, one] of batch.entries())
          if (settled.status === 'fulfilled') one.resolve(settled.value[place] as O);
          else one.reject(settled.reason);
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
