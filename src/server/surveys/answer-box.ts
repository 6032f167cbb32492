import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { type Answer, type Outcome, storeAnswers } from './answer-queries.ts';

/** Two at work: while one waits for the disk, the next is on its way. */
const BATCHES = 2;
const MOST = 200;

type Waiting = { answer: Answer; resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };

/**
 * Answers that arrive while others are being stored go in together: one statement and one commit for all of them. Each
 * is acknowledged after that commit. Nobody waits for company: with nothing under way an answer goes at once.
 */
export function answerBox(db: Database, clock: Clock): (answer: Answer) => Promise<Outcome> {
  let waiting: Waiting[] = [];
  let working = 0;

  async function work(): Promise<void> {
    working++;
    while (waiting.length > 0) {
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
    working--;
  }

  return (answer) =>
    new Promise((resolve, reject) => {
      waiting.push({ answer, resolve, reject });
      if (working < BATCHES) void work();
    });
}
