import { PageQuery } from '../../domain/common/contract.ts';
import { checkAnswer } from '../../domain/surveys/answers.ts';
import {
  PaperChoice,
  PaperCount,
  PaperForm,
  PaperPeople,
  PaperPerson,
  type Sheet,
  SheetStack,
} from '../../domain/surveys/paper-contract.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { conflict, invalid, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { record } from '../platform/record.ts';
import { enterWorker } from '../platform/scope.ts';
import { mayRunRounds } from './access.ts';
import { sheetNullifier } from './ballots.ts';
import { countPaper, findOwnPerson, listPaperPeople, setOnPaper, storeSheets } from './paper-queries.ts';
import { findKey, findRound, type RoundRow } from './queries.ts';

type One = { roundId: string };
const OVER = 'This round is over; sheets are no longer taken.';

/** Answers on paper: who gets a sheet instead of a link, and what comes back. */
export function paperRoutes(api: Api): void {
  api.participant(
    'GET',
    '/partnerships/:partnershipId/paper',
    { summary: 'People of my own party, and who of them answers on paper', query: PageQuery, reply: PaperPeople },
    ({ tx, scope, query }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return listPaperPeople(tx, scope, cursorOf(query));
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/paper',
    { summary: 'Say whether somebody answers on paper, from the next round on', body: PaperChoice, reply: PaperPerson },
    async ({ tx, scope, body: { participantId, paper }, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      const person = await findOwnPerson(tx, scope, participantId);
      if (!person) throw notFound();
      if (await setOnPaper(tx, scope, participantId, paper))
        await record(tx, scope, {
          at: now,
          type: paper ? 'paper.chosen' : 'paper.dropped',
          subject: { type: 'participant', id: participantId, label: person.name },
          privateTo: scope.party,
        });
      return { participantId, name: person.name, role: person.role as PaperPerson['role'], paper };
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/rounds/:roundId/form',
    {
      summary: 'What is asked in an open round, to print it and to enter sheets',
      reply: PaperForm,
    },
    async ({ tx, scope, params }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      const round = await findRound(tx, scope, (params as One).roundId);
      if (!round) throw notFound();
      if (round.state !== 'open') throw conflict('round-over', OVER);
      const paper = (await countPaper(tx, scope, round.id)) ?? { people: 0, entered: 0 };
      const { partnership } = await listPartyNames(tx, scope);
      return {
        partnership,
        number: round.number,
        closesAt: round.closes_at,
        timeZone: round.time_zone,
        k: round.k,
        instrument: round.instrument,
        paper,
      };
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/rounds/:roundId/sheets',
    {
      summary: 'Enter a stack of sheets, all or none; the same stack again is counted once',
      body: SheetStack,
      reply: PaperCount,
      bodyLimit: 1_000_000,
      // Neither who entered sheets nor when is written down anywhere.
      silent: true,
    },
    async ({ tx, scope, params, body, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      const round = await findRound(tx, scope, (params as One).roundId);
      if (!round) throw notFound();
      const secret = await findKey(tx, await enterWorker(tx, scope.partnership), round.id);
      if (!secret) throw conflict('round-over', OVER);
      const sheets = body.sheets.map((sheet, place) => ({
        nullifier: sheetNullifier(secret, round.id, body.stack, place),
        ...checkedSheet(round, sheet, place),
      }));
      const outcome = await storeSheets(tx, scope, round.id, sheets, now);
      if (outcome === 'closed') throw conflict('round-over', OVER);
      if (outcome === 'other')
        throw conflict(
          'entered',
          'These sheets were entered already, as they were before your last change. They count.',
        );
      const paper = (await countPaper(tx, scope, round.id)) ?? { people: 0, entered: 0 };
      if (outcome === 'full')
        throw conflict(
          'paper-full',
          `${paper.people} of your people answer this round on paper and ${paper.entered} sheets are entered; ${body.sheets.length} more would be too many. Check the stack for sheets of people who have a link.`,
        );
      return paper;
    },
  );
}

function checkedSheet({ instrument }: RoundRow, sheet: Sheet, place: number) {
  const wrong = (reason: string) => invalid(`Sheet ${place + 1}: ${reason}`);
  if (sheet.ratings.length !== instrument.items.length || sheet.comments.length !== instrument.questions.length)
    throw wrong('it does not have the items of this round. Load the page again.');
  const answer = checkAnswer(instrument, {
    ratings: Object.fromEntries(instrument.items.map((item, i) => [item.key, sheet.ratings[i] ?? null])),
    comments: Object.fromEntries(instrument.questions.map((question, i) => [question.key, sheet.comments[i] ?? ''])),
  });
  if (!answer.ok) throw wrong(answer.reason);
  return { ratings: answer.ratings, comments: answer.comments };
}
