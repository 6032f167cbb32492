import Type from 'typebox';
import { Id } from '../../../domain/common/contract.ts';
import {
  Acknowledged,
  Briefing,
  BriefingNames,
  BriefingShare,
  CheckIn,
  CheckInList,
} from '../../../domain/documents/briefing-contract.ts';
import { Sha256 } from '../../../domain/documents/contract.ts';
import { speaksFor } from '../../../domain/partnerships/rules.ts';
import { needs, ONLY_SPEAKERS } from '../../partnerships/access.ts';
import type { Api } from '../../platform/api.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import { mayRunRounds } from '../../surveys/access.ts';
import { findDocument } from '../queries.ts';
import { AT, type One } from '../routes.ts';
import { listCheckIns, makeCheckIn } from './check-ins.ts';
import { presentBriefing, presentShare } from './present.ts';
import { acknowledge, namesOfMyParty, openForMe, takeBack } from './queries.ts';

const BRIEFING = '/partnerships/:partnershipId/briefing';
const PART = `${BRIEFING}/parts/:documentId/:hash`;
const PartParams = Type.Object({ partnershipId: Id, documentId: Id, hash: Sha256 });
type Part = One & { hash: string };

export function briefingRoutes(api: Api): void {
  api.participant(
    'GET',
    BRIEFING,
    { summary: 'What is in force, to be read part by part, and which of it I have acknowledged', reply: Briefing },
    ({ tx, scope }) => presentBriefing(tx, scope),
  );

  api.participant(
    'GET',
    `${BRIEFING}/share`,
    {
      summary: 'How many people are briefed: in all and of each party, never who',
      reply: BriefingShare,
    },
    ({ tx, scope }) => presentShare(tx, scope),
  );

  api.participant(
    'GET',
    `${BRIEFING}/names`,
    { summary: 'Who of my party is briefed, for those who speak for it', reply: BriefingNames },
    async ({ tx, scope }) => {
      needs(speaksFor(scope.role), ONLY_SPEAKERS);
      return { items: await namesOfMyParty(tx) };
    },
  );

  // Nobody does this for somebody else, so it asks for no role: observers read what holds for them, too.
  api.participant(
    'PUT',
    PART,
    { summary: 'I have read this part, in these words', params: PartParams, reply: Acknowledged },
    async ({ tx, scope, params, now }) => {
      const { documentId, hash } = params as Part;
      if (!(await findDocument(tx, scope, documentId))) throw notFound();
      if (!(await acknowledge(tx, documentId, Buffer.from(hash, 'hex'), now)))
        throw conflict(
          'not-in-force',
          'These words are not in force, or not any more. Read the briefing as it is now.',
        );
      return { at: now.toString(), open: await openForMe(tx, scope) };
    },
  );

  api.participant(
    'DELETE',
    PART,
    { summary: 'Take back that I have read this part', params: PartParams, reply: Acknowledged },
    async ({ tx, scope, params }) => {
      const { documentId, hash } = params as Part;
      if (!(await findDocument(tx, scope, documentId))) throw notFound();
      await takeBack(tx, documentId, Buffer.from(hash, 'hex'));
      return { at: null, open: await openForMe(tx, scope) };
    },
  );

  api.participant(
    'GET',
    `${AT}/:documentId/check-ins`,
    { summary: 'Rounds about how well these expectations are kept, by version', reply: CheckInList },
    ({ tx, scope, params }) => listCheckIns(tx, scope, (params as One).documentId),
  );

  api.participant(
    'POST',
    `${AT}/:documentId/check-in`,
    {
      summary: 'Make the questions about the expectations in force, one for each, or find them again',
      reply: CheckIn,
      status: 201,
    },
    ({ tx, scope, params, now }) => {
      needs(mayRunRounds(scope), ONLY_SPEAKERS);
      return makeCheckIn(tx, scope, (params as One).documentId, now);
    },
  );
}
