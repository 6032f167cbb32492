import Type from 'typebox';
import { type Ballot, BallotReply, BallotRequest, SealReply } from '../../domain/surveys/contract.ts';
import { RECEIPT_BYTES, receiptOf } from '../../domain/surveys/seal.ts';
import { SealRequest } from '../../domain/surveys/seal-contract.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { conflict, forbidden, invalid, notFound } from '../platform/errors.ts';
import { minuteCache } from '../platform/minute-cache.ts';
import { inRound } from '../platform/scope.ts';
import { box } from './answer-box.ts';
import { type Accepted, answerRoute, forged, over } from './answer-routes.ts';
import { isGenuine, makeBallot, nonceFrom, nullifierOf, tokenHash } from './ballots.ts';
import { findInvitee, markFetched } from './invitee-queries.ts';
import { findKey, findRound, type RoundRow } from './queries.ts';
import { type Claim, claimBallots, findReceipts, findSealKeys, groupOf } from './seal-queries.ts';
import { sealSigner } from './seal-signer.ts';

/**
 * The respondent's calls. Those that carry a link know who is asking and hand out a ballot; the one that takes answers
 * sees neither link nor person. None is logged, counted by address, or given a cookie.
 */
export function respondRoutes(api: Api): void {
  const { db, clock, config } = api.deps;
  const signer = sealSigner();
  api.app.addHook('onClose', () => signer.close());
  const claim = box((batch: Claim[]) => claimBallots(db, batch, clock.now()));
  // What ballots are checked and signed with. Safe to be late: the database decides with each one whether it is.
  const rounds = minuteCache((round) =>
    inRound(db, round, async (tx, scope) => {
      const row = await findRound(tx, scope, round);
      const secret = await findKey(tx, scope, round);
      return row && secret ? { row, secret, keys: await findSealKeys(tx, scope, round) } : undefined;
    }),
  );

  api.anyone(
    'POST',
    '/respond/ballots',
    {
      summary: 'Open an invitation to answer: what is asked, and the ballot to answer with, or the box to seal one for',
      body: BallotRequest,
      reply: BallotReply,
      silent: true,
    },
    ({ body, now }) =>
      inRound(db, body.round, async (tx, scope) => {
        const hash = tokenHash(body.token);
        const round = await findRound(tx, scope, body.round);
        const invitee = await findInvitee(tx, scope, body.round, hash);
        if (!round || !invitee) throw notFound();
        const late = Temporal.Instant.compare(Temporal.Instant.from(round.closes_at), now) <= 0;
        const state = round.state === 'open' && late ? ('closed' as const) : round.state;
        const { partnership, sample, parties } = await listPartyNames(tx, scope);
        const asked = new Set(round.strata.flatMap((stratum) => stratum.parties));
        const secret = state === 'open' ? await findKey(tx, scope, body.round) : undefined;
        const key =
          round.level === 'sealed' && secret
            ? (await findSealKeys(tx, scope, body.round)).get(invitee.stratum)
            : undefined;
        const confidential = round.level === 'confidential' && secret;
        if (confidential) await markFetched(tx, body.round, hash);
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
          ballot: confidential ? makeBallot(secret, body.round, invitee.stratum, body.token) : null,
          seal: key
            ? {
                stratum: invitee.stratum,
                publicKey: key.publicKey.toString('base64url'),
                unsealed: round.unsealed_devices,
                host: config.ballotOrigin ?? null,
              }
            : null,
        };
      }),
  );

  api.anyone(
    'POST',
    '/respond/seals',
    {
      summary: 'Have a ballot signed without showing it; once for each link, the same again gets the same',
      body: SealRequest,
      reply: SealReply,
      silent: true,
    },
    async ({ body }) => {
      const hash = tokenHash(body.token);
      const stratum = await groupOf(db, body.round, hash);
      const known = await rounds(body.round);
      const key = stratum === undefined ? undefined : known?.keys.get(stratum);
      if (!known || stratum === undefined || !key) throw notFound();
      const blinded = body.blinded === null ? null : Buffer.from(body.blinded, 'base64url');
      if (!blinded && !known.row.unsealed_devices)
        throw forbidden('This round takes sealed ballots only. Open your link on a device with a secure connection.');
      const signature = blinded && (await signer.sign(key, blinded));
      if (signature === undefined) throw invalid('That cannot be signed. Open your link again.');
      const blindedHash = blinded && tokenHash(blinded);
      const claimed = await claim({ round: body.round, hash, blinded: blindedHash, signature });
      if (claimed.outcome === 'closed') throw over();
      if (claimed.outcome === 'unknown') throw notFound();
      if (claimed.outcome === 'other')
        throw conflict('ballot-elsewhere', 'The ballot of this link is on the device where you began; finish there.');
      if (claimed.outcome === 'none')
        throw conflict(
          'no-ballots-left',
          'As many ballots were handed out as people were asked. Tell whoever invited you.',
        );
      return {
        signature: claimed.signature?.toString('base64url') ?? null,
        ballot: blinded ? null : makeBallot(known.secret, body.round, stratum, body.token),
      };
    },
  );

  answerRoute(api, async (ballot: Ballot): Promise<Accepted> => {
    const known = await rounds(ballot.round);
    if (!known) throw over();
    // In a sealed round the server makes ballots only where that was allowed when it was opened.
    const made = known.row.level === 'confidential' || known.row.unsealed_devices;
    if (!made || !isGenuine(known.secret, ballot)) throw forged();
    const { round, stratum } = ballot;
    const { instrument, guess } = known.row;
    return { round, stratum, nullifier: nullifierOf(ballot), nonce: nonceFrom(ballot.serial), instrument, guess };
  });

  api.anyone(
    'GET',
    '/respond/rounds/:roundId/receipts',
    {
      summary: 'Receipts of all ballots counted in a closed sealed round, sorted, one a line',
      reply: Type.String(),
      file: 'text/plain',
      silent: true,
    },
    async ({ params }) => {
      const receipts = await findReceipts(db, (params as { roundId: string }).roundId);
      if (!receipts) throw notFound();
      const lines: string[] = [];
      for (let at = 0; at < receipts.length; at += RECEIPT_BYTES)
        lines.push(receiptOf(receipts.subarray(at, at + RECEIPT_BYTES)));
      return lines.length > 0 ? `${lines.join('\n')}\n` : '';
    },
  );
}

/** Everybody outside one's own group: whose answers one is asked to guess. */
const othersThan = (stratum: string, round: RoundRow, parties: readonly { id: string; name: string }[]): string[] => {
  const others = round.strata.filter((one) => one.key !== stratum).flatMap((one) => one.parties);
  return parties.filter((party) => others.includes(party.id)).map((party) => party.name);
};
