import Type, { type Static } from 'typebox';
import {
  NewResultsLink,
  ReportQuery,
  ReportRequest,
  ResultsFile,
  ResultsLink,
  ResultsLinkList,
  ResultsLinkMade,
  ResultsToken,
  SharedResults,
} from '../../domain/results/contract.ts';
import type { ReportKind, ReportLanguage } from '../../domain/results/words.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import { fileMark, listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { notFound } from '../platform/errors.ts';
import { mayHandOn } from '../surveys/access.ts';
import { resultsOf } from '../surveys/results.ts';
import { hashOf, makeLink, requireClosed, stopLink } from './actions.ts';
import { resultsCsv, resultsFile } from './exports.ts';
import { openPress } from './press.ts';
import { listLinks, readResults } from './queries.ts';
import type { Report } from './report/reader.ts';

type One = { roundId: string };
const Pdf = Type.Unsafe<Report>(Type.String());
const ROUND = '/partnerships/:partnershipId/rounds/:roundId';

/** Results out of the door: files for taking along, and links for people who have no account. */
export function resultsRoutes(api: Api): void {
  const press = openPress<Report>(new URL('./report/worker.ts', import.meta.url));
  api.app.addHook('onClose', () => press.stop());
  const attachment = (round: { number: number }, sample: boolean, ending: string) =>
    `attachment; filename="${fileMark(sample)}round-${round.number}${ending}"`;

  api.participant(
    'GET',
    `${ROUND}/results.csv`,
    { summary: 'The published figures as a file', reply: Type.String(), file: 'text/csv' },
    async ({ tx, scope, params, reply }) => {
      const results = await resultsOf(tx, scope, (params as One).roundId);
      const { parties, sample } = await listPartyNames(tx, scope);
      reply.header('content-disposition', attachment(results.round, sample, '.csv'));
      return resultsCsv(results, parties, sample);
    },
  );

  api.participant(
    'GET',
    `${ROUND}/results.json`,
    { summary: 'The published results for other programs, in a form that stays', reply: ResultsFile },
    async ({ tx, scope, params, reply }) => {
      const results = await resultsOf(tx, scope, (params as One).roundId);
      const { partnership: name, sample, parties } = await listPartyNames(tx, scope);
      reply.header('content-disposition', attachment(results.round, sample, '.json'));
      return resultsFile(results, { id: scope.partnership, name, sample }, parties);
    },
  );

  api.participant(
    'GET',
    `${ROUND}/results.pdf`,
    {
      summary: 'The results on paper: one page for sponsors, or everything for a team',
      query: ReportQuery,
      reply: Pdf,
      file: 'application/pdf',
      perMinute: 60,
      after: (report) => press.print(report),
    },
    async ({ tx, scope, params, query, reply, now }) => {
      const results = await resultsOf(tx, scope, (params as One).roundId);
      const { partnership, sample, parties } = await listPartyNames(tx, scope);
      const report = reportOf(query, { partnership, sample, parties, results, for: null }, now);
      reply.header('content-disposition', attachment(results.round, sample, nameOf(report)));
      return report;
    },
  );

  api.participant(
    'GET',
    `${ROUND}/links`,
    { summary: 'Who can read these results without an account', reply: ResultsLinkList },
    async ({ tx, scope, params, now }) => {
      needs(mayHandOn(scope), ONLY_SPEAKERS);
      const round = await requireClosed(tx, scope, (params as One).roundId);
      return { items: await listLinks(tx, scope, round.id, now) };
    },
  );

  api.participant(
    'POST',
    `${ROUND}/links`,
    {
      summary: 'Make a read-only link to these results for a named person, until a day',
      body: NewResultsLink,
      reply: ResultsLinkMade,
      status: 201,
      perMinute: 60,
    },
    async ({ tx, scope, params, body, deps, now }) => {
      needs(mayHandOn(scope), ONLY_SPEAKERS);
      return makeLink(tx, scope, deps, await requireClosed(tx, scope, (params as One).roundId), body, now);
    },
  );

  api.participant(
    'POST',
    `${ROUND}/links/:linkId/end`,
    { summary: 'End a link: it opens nothing from this moment on', reply: ResultsLink },
    async ({ tx, scope, params, now }) => {
      needs(mayHandOn(scope), ONLY_SPEAKERS);
      const { roundId, linkId } = params as One & { linkId: string };
      return stopLink(tx, scope, roundId, linkId, now);
    },
  );

  const read = async (token: string, now: Temporal.Instant): Promise<Static<typeof SharedResults>> => {
    const found = await readResults(api.deps.db, hashOf(token), now);
    if (!found) throw notFound();
    return found;
  };

  // The secret travels in the body: an address is kept in histories and logs, a body is not.
  api.anyone(
    'POST',
    '/results/read',
    { summary: 'Read results through a link', body: ResultsToken, reply: SharedResults, perMinute: 60, compress: true },
    ({ body, now }) => read(body.token, now),
  );

  api.anyone(
    'POST',
    '/results/read.pdf',
    {
      summary: 'The same on paper',
      body: ReportRequest,
      reply: Pdf,
      file: 'application/pdf',
      perMinute: 20,
      after: (report) => press.print(report),
    },
    async ({ body, reply, now }) => {
      const shared = await read(body.token, now);
      const report = reportOf({ language: shared.language, ...body }, shared, now);
      reply.header('content-disposition', attachment(shared.results.round, shared.sample, nameOf(report)));
      return report;
    },
  );
}

const nameOf = ({ kind }: Report): string => (kind === 'summary' ? '-one-page.pdf' : '.pdf');

function reportOf(
  wish: { kind?: ReportKind; language?: ReportLanguage },
  shared: Pick<Report, 'parties' | 'results' | 'for'> & { partnership: string; sample: boolean },
  now: Temporal.Instant,
): Report {
  return {
    kind: wish.kind ?? 'summary',
    language: wish.language ?? 'en',
    printedAt: now.toString(),
    for: shared.for,
    partnership: { name: shared.partnership, sample: shared.sample },
    parties: shared.parties.map(({ id, name, mark }) => ({ id, name, mark })),
    results: shared.results,
  };
}
