import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Answer, type Outcome, storeAnswers } from './answer-queries.ts';

const MOST = 200;

type Waiting = { answer: Answer; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };

/**
 * Answers that arrive while others are being stored go in together: one statement and one commit for all of them. Each
 * is acknowledged after that commit. Nobody waits for company: with nothing under way an answer goes at once, with those
 * that were read from the network in the same turn.
 */
export function answerBox(db: Database, clock: Clock): (answer: Answer) => Promise<Outcome> {
  let waiting: Waiting[] = [];
  let working = false;

  async function work(): Promise<void> {
    working = true;
    while (waiting.length > 0) {
      await setImmediate();
      const batch = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      try {
        const outcomes = await storeAnswers(
          db,
          batch.map((one) => one.answer),
          clock.now(),
        );
        for (const [place, one] of batch.entries()) one.resolve(outcomes[place] as Outcome);
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    working = false;
  }

  return (answer) =>
    new Promise((resolve, reject) => {
      waiting.push({ answer, resolve, reject });
      if (!working) void work();
    });
}
