import { checkAnswer } from '../../domain/surveys/answers.ts';
import { AnswerReply, AnswerRequest, type Ballot } from '../../domain/surveys/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { SealedBallot } from '../../domain/surveys/seal-contract.ts';
import type { Api } from '../platform/api.ts';
import { conflict, forbidden, gone, invalid } from '../platform/errors.ts';
import { minuteCache } from '../platform/minute-cache.ts';
import { box } from './answer-box.ts';
import { storeAnswers } from './answer-queries.ts';
import { nonceFrom } from './ballots.ts';
import { findBox } from './seal-queries.ts';
import { isSealed, publicKeyOf, readSealed, sealedNullifier } from './seals.ts';

/** A ballot that holds: what is asked, with guesses or without, and where its answer is filed. */
export type Accepted = {
  round: string;
  stratum: string;
  nullifier: Buffer;
  /** For an answer that brings none of its own. */
  nonce: Buffer;
  instrument: Instrument;
  guess: boolean;
};

export const over = () => gone('round-over', 'This survey is closed; answers are no longer taken.');
export const forged = () => forbidden('This ballot was not made for this survey. Open your link again.');

/**
 * The respondent's second call: a ballot and answers, with neither link nor person. Not logged, not counted by address,
 * no cookie. Served beside the rest or by a ballot host of its own (ballot-server.ts).
 * @param confidential checks a ballot that the server itself made; absent where only sealed ones are taken
 */
export function answerRoute(api: Api, confidential?: (ballot: Ballot) => Promise<Accepted>): void {
  const { db, clock } = api.deps;
  const store = box((batch: Parameters<typeof storeAnswers>[1]) => storeAnswers(db, batch, clock.now()));
  // Safe to be late: whether the round still takes answers is decided by the database with each answer.
  const boxes = minuteCache(async (round) => {
    const found = await findBox(db, round);
    return found && { ...found, keys: new Map([...found.keys].map(([stratum, key]) => [stratum, publicKeyOf(key)])) };
  });

  async function sealed(ballot: SealedBallot): Promise<Accepted> {
    const read = readSealed(ballot);
    if (!read) throw forged();
    const known = await boxes(read.round);
    if (!known) throw over();
    const key = known.keys.get(read.stratum);
    if (!key || !isSealed(key, read)) throw forged();
    const { round, stratum, prepared } = read;
    const { instrument, guess } = known;
    return { round, stratum, nullifier: sealedNullifier(prepared), nonce: nonceFrom(prepared), instrument, guess };
  }

  api.anyone(
    'POST',
    '/respond/answers',
    {
      summary: 'Answer with a ballot; the same answer again changes nothing',
      body: AnswerRequest,
      reply: AnswerReply,
      silent: true,
    },
    async ({ body }) => {
      const { ballot } = body;
      if (!('prepared' in ballot) && !confidential) throw forged();
      const accepted = await ('prepared' in ballot
        ? sealed(ballot)
        : (confidential as NonNullable<typeof confidential>)(ballot));
      const answer = checkAnswer(accepted.instrument, body, accepted.guess);
      if (!answer.ok) throw invalid(answer.reason);
      const { round, stratum, nullifier } = accepted;
      const { ratings, comments, guesses } = answer;
      // A sealed ballot is itself known to its device alone.
      const nonce = body.nonce && !('prepared' in ballot) ? Buffer.from(body.nonce, 'base64url') : accepted.nonce;
      const outcome = await store({ round, nullifier, stratum, ratings, comments, guesses, nonce });
      if (outcome === 'closed') throw over();
      if (outcome === 'other')
        throw conflict('answered', 'An answer from this link is counted already; it stays as it is.');
      return { counted: true };
    },
  );
}
