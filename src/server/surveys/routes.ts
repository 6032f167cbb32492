import Type from 'typebox';
import { PageQuery } from '../../domain/common/contract.ts';
import {
  InstrumentList,
  InviteePage,
  ItemHistory,
  NewRound,
  OwnLink,
  Results,
  ResultsQuery,
  Round,
  RoundChange,
  RoundImport,
  RoundImportResult,
  RoundPage,
  RoundPreview,
} from '../../domain/surveys/contract.ts';
import { Instrument } from '../../domain/surveys/instrument.ts';
import { remindAt } from '../../domain/surveys/reminders.ts';
import { closingMoment } from '../../domain/surveys/rounds.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import { refreshCard } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, invalid, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { record } from '../platform/record.ts';
import { enterWorker, type Scope } from '../platform/scope.ts';
import { mayHandOutLinks, mayHoldRoom, mayRunRounds } from './access.ts';
import { cancelRound, closeRound, openRound, previewRound } from './actions.ts';
import { tokenOf } from './ballots.ts';
import { respondLink } from './emails.ts';
import { importRound } from './import.ts';
import { cardOf, instruments } from './instruments.ts';
import {
  extendRound,
  findKey,
  findRound,
  howAsked,
  listInvitees,
  listRounds,
  presentRoundNow,
  type RoundRow,
} from './queries.ts';
import { itemHistory, resultsOf } from './results.ts';
import { findRoom } from './room-queries.ts';
import { findFingerprints } from './seal-queries.ts';

type One = { roundId: string };

export function surveyRoutes(api: Api): void {
  api.person(
    'GET',
    '/instruments',
    { summary: 'Questionnaires that come with Entente', reply: InstrumentList },
    async () => ({
      items: [...instruments.values()].map(cardOf),
    }),
  );

  api.person(
    'GET',
    '/instruments/:key',
    {
      summary: 'One questionnaire, whole',
      params: Type.Object({ key: Type.String({ maxLength: 60 }) }),
      reply: Instrument,
    },
    async ({ params }) => {
      const instrument = instruments.get(params.key);
      if (!instrument) throw notFound();
      return instrument;
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds',
    { summary: 'Rounds, newest first', query: PageQuery, reply: RoundPage },
    ({ tx, scope, query }) => listRounds(tx, scope, cursorOf(query)),
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/rounds/preview',
    { summary: 'What opening this round would do; nothing is sent', body: NewRound, reply: RoundPreview },
    ({ tx, scope, body, deps, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return previewRound(tx, scope, deps, body, now);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/rounds',
    { summary: 'Open a round and invite its people', body: NewRound, reply: Round, status: 201 },
    async ({ tx, scope, body, deps, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      const id = await openRound(tx, scope, deps, body, now);
      return presentRoundNow(tx, scope, await requireRound(tx, scope, id));
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/rounds/import',
    {
      summary: 'Bring a past survey in as a closed round',
      body: RoundImport,
      reply: RoundImportResult,
      bodyLimit: 5_000_000,
    },
    ({ tx, scope, body, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return importRound(tx, scope, body, now);
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId',
    { summary: 'One round; while open, how many fetched their ballot per group and never who', reply: Round },
    async ({ tx, scope, params }) => presentRoundNow(tx, scope, await requireRound(tx, scope, (params as One).roundId)),
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId/rounds/:roundId',
    { summary: 'Keep a round open longer', body: RoundChange, reply: Round, ifMatch: true },
    async ({ tx, scope, params, body, version, deps, now }) => {
      const row = await requireRound(tx, scope, (params as One).roundId);
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      if (row.state !== 'open') throw conflict('round-over', 'This round is over; open a new one instead.');
      // Before anything is said about the wish: it was made looking at something else.
      if (row.version !== version) throw changedMeanwhile(await presentRoundNow(tx, scope, row));
      const timeZone = body.timeZone ?? row.time_zone;
      const closesAt = closingMoment(body.closesAt, timeZone);
      if (typeof closesAt === 'string') throw invalid(closesAt);
      // Earlier would take away time that people were promised; closing early is an act of its own.
      if (
        Temporal.Instant.compare(closesAt, Temporal.Instant.from(row.closes_at)) <= 0 ||
        Temporal.Instant.compare(closesAt, now) <= 0
      )
        throw invalid('Choose a later moment than the present closing time.');
      if (Temporal.Instant.compare(closesAt, now.add({ hours: 24 * 190 })) > 0)
        throw invalid('The closing time is more than half a year away; choose an earlier one.');
      const room = await findRoom(tx, scope, row.id);
      const look = room ? null : remindAt(Temporal.Instant.from(row.opened_at), closesAt, timeZone, now);
      if (!(await extendRound(tx, scope, row.id, version, closesAt, timeZone, look)))
        throw changedMeanwhile(await presentRoundNow(tx, scope, await requireRound(tx, scope, row.id)));
      await deps.jobs.enqueue(tx, 'close-rounds', {}, { startAfter: closesAt });
      await record(tx, scope, {
        at: now,
        type: 'round.extended',
        subject: { type: 'round', id: row.id, label: `Round ${row.number}` },
        before: { closesAt: row.closes_at },
        after: { closesAt: closesAt.toString(), timeZone },
      });
      await refreshCard(tx, scope);
      return presentRoundNow(tx, scope, await requireRound(tx, scope, row.id));
    },
  );

  for (const [what, summary, act] of [
    ['close', 'Close a round now: results open for all parties at once', closeRound],
    ['cancel', 'Cancel a round: its answers are deleted unseen', cancelRound],
  ] as const)
    api.participant(
      'POST',
      `/partnerships/:partnershipId/rounds/:roundId/${what}`,
      { summary, reply: Round },
      async ({ tx, scope, params, deps, now }) => {
        const row = await requireRound(tx, scope, (params as One).roundId);
        const holds = what === 'close' && mayHoldRoom(scope) && (await findRoom(tx, scope, row.id)) !== undefined;
        needs(holds || mayRunRounds(scope), ONLY_SPEAKERS);
        if (act === closeRound) await closeRound(tx, scope, deps, row.id, now, scope);
        else await cancelRound(tx, scope, row.id, now);
        return presentRoundNow(tx, scope, await requireRound(tx, scope, row.id));
      },
    );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId/invitees',
    {
      summary: 'Links of my own party’s people, to hand out; nothing about who used theirs',
      query: PageQuery,
      reply: InviteePage,
    },
    async ({ tx, scope, params, query, deps }) => {
      const row = await requireRound(tx, scope, (params as One).roundId);
      needs(mayHandOutLinks(scope), ONLY_SPEAKERS);
      const page = await listInvitees(tx, scope, row.id, cursorOf(query));
      // The key makes everybody's links: it is fetched when it is settled whose are shown.
      const secret = await findKey(tx, await enterWorker(tx, scope.partnership), row.id);
      if (row.state !== 'open' || !secret) throw conflict('round-over', 'This round is over; its links lead nowhere.');
      const keys = await findFingerprints(tx, scope, row.id);
      const linkOf = (participant: string, stratum: string) =>
        respondLink(deps.config.publicUrl, row.id, tokenOf(secret, row.id, participant), keys.get(stratum));
      return {
        ...page,
        items: page.items.map(({ linked, stratum, ...one }) => {
          return { ...one, link: linked ? linkOf(one.participantId, stratum) : null };
        }),
      };
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId/my-link',
    { summary: 'My own link to answer, or why there is none; asking leaves no trace', reply: OwnLink },
    async ({ tx, scope, params, deps }) => {
      const row = await requireRound(tx, scope, (params as One).roundId);
      const asked = await howAsked(tx, scope, row.id);
      const secret = await findKey(tx, await enterWorker(tx, scope.partnership), row.id);
      if (row.state !== 'open' || !secret) return { link: null, none: 'over' as const };
      if (!asked && (await findRoom(tx, scope, row.id))) return { link: null, none: 'room' as const };
      if (asked?.by !== 'link') return { link: null, none: asked?.by ?? ('not-asked' as const) };
      const key = (await findFingerprints(tx, scope, row.id)).get(asked.stratum);
      const link = respondLink(deps.config.publicUrl, row.id, tokenOf(secret, row.id, scope.participant), key);
      return { link, none: null };
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId/results',
    {
      summary: 'Results of a closed round, as written at closing, compared with an earlier one',
      query: ResultsQuery,
      reply: Results,
      compress: true,
    },
    ({ tx, scope, params, query }) => resultsOf(tx, scope, (params as One).roundId, query.with),
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId/items/:itemKey',
    {
      summary: 'One item over the rounds up to this one',
      params: Type.Object({
        partnershipId: Type.String({ format: 'uuid' }),
        roundId: Type.String({ format: 'uuid' }),
        itemKey: Type.String({ maxLength: 60 }),
      }),
      reply: ItemHistory,
      compress: true,
    },
    ({ tx, scope, params }) => itemHistory(tx, scope, params.roundId, params.itemKey),
  );
}

async function requireRound(tx: Tx, scope: Scope, id: string): Promise<RoundRow> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  return row;
}
