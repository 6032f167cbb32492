import { checkAnswer } from '../../domain/surveys/answers.ts';
import {
  AnswerReply,
  type AnswerRequest,
  AnswerRequest as AnswerRequestSchema,
  BallotReply,
  BallotRequest,
} from '../../domain/surveys/contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import type { Database } from '../platform/database.ts';
import { conflict, forbidden, gone, invalid, notFound } from '../platform/errors.ts';
import { inRound } from '../platform/scope.ts';
import { answerBox } from './answer-box.ts';
import { isGenuine, makeBallot, nullifierOf, tokenHash } from './ballots.ts';
import { findInvitee, findKey, findRound, markFetched, type RoundRow } from './queries.ts';

/**
 * The respondent's two calls. The first knows who is asking and hands out a ballot; the second takes a ballot with
 * answers and sees neither link nor person. Neither is logged, counted by address, or given a cookie.
 */
export function respondRoutes(api: Api): void {
  const rounds = roundCache(api.deps.db);
  const box = answerBox(api.deps.db, api.deps.clock);

  api.anyone(
    'POST',
    '/respond/ballots',
    {
      summary: 'Open an invitation to answer: what is asked, and the ballot to answer with',
      body: BallotRequest,
      reply: BallotReply,
      silent: true,
    },
    ({ body, deps, now }) =>
      inRound(deps.db, body.round, async (tx, scope) => {
        const hash = tokenHash(body.token);
        const round = await findRound(tx, scope, body.round);
        const invitee = await findInvitee(tx, scope, body.round, hash);
        if (!round || !invitee) throw notFound();
        const late = Temporal.Instant.compare(Temporal.Instant.from(round.closes_at), now) <= 0;
        const state = round.state === 'open' && late ? ('closed' as const) : round.state;
        const { partnership, sample, parties } = await listPartyNames(tx, scope);
        const asked = new Set(round.strata.flatMap((stratum) => stratum.parties));
        const secret = state === 'open' ? await findKey(tx, scope, body.round) : undefined;
        if (secret) await markFetched(tx, body.round, hash);
        return {
          state,
          partnership,
          sample,
          parties: parties.filter((party) => asked.has(party.id)).map(({ name, mark }) => ({ name, mark })),
          closesAt: round.closes_at,
          timeZone: round.time_zone,
          level: round.level,
          k: round.k,
          language: invitee.language,
          guessAbout: round.guess ? othersThan(invitee.stratum, round, parties) : null,
          instrument: secret ? round.instrument : null,
          ballot: secret ? makeBallot(secret, body.round, invitee.stratum, body.token) : null,
        };
      }),
  );

  api.anyone(
    'POST',
    '/respond/answers',
    {
      summary: 'Answer with a ballot; the same answer again changes nothing',
      body: AnswerRequestSchema,
      reply: AnswerReply,
      silent: true,
    },
    async ({ body }) => {
      const { ballot } = body as AnswerRequest;
      const round = await rounds(ballot.round);
      if (!round) throw gone('round-over', 'This survey is closed; answers are no longer taken.');
      if (!isGenuine(round.secret, ballot))
        throw forbidden('This ballot was not made for this survey. Open your link again.');
      const answer = checkAnswer(round.instrument, body as AnswerRequest, round.guess);
      if (!answer.ok) throw invalid(answer.reason);
      const outcome = await box({
        round: ballot.round,
        nullifier: nullifierOf(ballot),
        stratum: ballot.stratum,
        ratings: answer.ratings,
        comments: answer.comments,
        guesses: answer.guesses,
      });
      if (outcome === 'closed') throw gone('round-over', 'This survey is closed; answers are no longer taken.');
      if (outcome === 'other')
        throw conflict('answered', 'An answer from this link is counted already; it stays as it is.');
      return { counted: true };
    },
  );
}

/** Everybody outside one's own group: whose answers one is asked to guess. */
const othersThan = (stratum: string, round: RoundRow, parties: readonly { id: string; name: string }[]): string[] => {
  const others = round.strata.filter((one) => one.key !== stratum).flatMap((one) => one.parties);
  return parties.filter((party) => others.includes(party.id)).map((party) => party.name);
};

type Known = { secret: Buffer; instrument: Instrument; guess: boolean };
const KEEP_MS = 60_000;
const MOST = 500;

/**
 * What checking a ballot needs, kept for a minute. Safe to be late: whether the round still takes answers is decided by
 * the database with each answer.
 */
function roundCache(db: Database): (round: string) => Promise<Known | undefined> {
  const kept = new Map<string, { until: number; known: Promise<Known | undefined> }>();
  return (round) => {
    const found = kept.get(round);
    if (found && found.until > performance.now()) return found.known;
    const known = inRound(db, round, async (tx, scope) => {
      const row = await findRound(tx, scope, round);
      const secret = await findKey(tx, scope, round);
      return row && secret ? { secret, instrument: row.instrument, guess: row.guess } : undefined;
    });
    known.catch(() => kept.delete(round));
    if (kept.size >= MOST) kept.delete(kept.keys().next().value as string);
    kept.set(round, { until: performance.now() + KEEP_MS, known });
    return known;
  };
}
