import Type from 'typebox';
import { Id, PageQuery } from '../../domain/common/contract.ts';
import {
  ImportProgress,
  InvitationLink,
  NewParticipant,
  Participant,
  ParticipantChange,
  ParticipantImport,
  ParticipantImportResult,
  ParticipantPage,
} from '../../domain/partnerships/contract.ts';
import { csvLine, PEOPLE_COLUMNS } from '../../domain/partnerships/people-csv.ts';
import type { Api } from '../platform/api.ts';
import { changedMeanwhile, conflict, invalid, notFound } from '../platform/errors.ts';
import { cursorOf } from '../platform/pages.ts';
import { record } from '../platform/record.ts';
import { mayActFor, needs, ONLY_OWN_PARTY } from './access.ts';
import { addParticipant, changeParticipant, inviteParticipant, requireParticipant } from './actions.ts';
import { importPeople } from './import.ts';
import { findImport } from './import-queries.ts';
import { endInvitations } from './invitation-queries.ts';
import { listParticipants, presentParticipant } from './participant-queries.ts';
import { fileMark, listParties, listPartyNames } from './queries.ts';

const ListQuery = Type.Object(
  {
    ...PageQuery.properties,
    partyId: Type.Optional(Id),
    current: Type.Optional(Type.Enum(['true', 'false', 'all'])),
    q: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);
type One = { participantId: string };

export function participantRoutes(api: Api): void {
  api.participant(
    'GET',
    '/partnerships/:partnershipId/participants',
    { summary: 'People, by name', query: ListQuery, reply: ParticipantPage },
    ({ tx, scope, query, now }) => listParticipants(tx, scope, query, cursorOf(query), now),
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/participants',
    { summary: 'Add a person to a party', body: NewParticipant, reply: Participant, status: 201 },
    async ({ tx, scope, body, now }) => {
      if (!(await listParties(tx, scope)).some((party) => party.id === body.partyId))
        throw invalid('There is no such party here.');
      needs(mayActFor(scope, body.partyId), ONLY_OWN_PARTY);
      const id = await addParticipant(tx, scope, body, now);
      return presentParticipant(await requireParticipant(tx, scope, id, now), scope);
    },
  );

  api.participant(
    'PATCH',
    '/partnerships/:partnershipId/participants/:participantId',
    {
      summary: 'Change a person, end their time here, or bring them back',
      body: ParticipantChange,
      reply: Participant,
      ifMatch: true,
    },
    async ({ tx, scope, params, body, version, now }) => {
      const row = await requireParticipant(tx, scope, (params as One).participantId, now);
      needs(mayActFor(scope, row.party_id), ONLY_OWN_PARTY);
      if (!(await changeParticipant(tx, scope, row, version, body, now)))
        throw changedMeanwhile(presentParticipant(row, scope));
      return presentParticipant(await requireParticipant(tx, scope, row.id, now), scope);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/participants/:participantId/invitation',
    { summary: 'Make a further invitation link for this person', reply: InvitationLink, status: 201 },
    async ({ tx, scope, params, deps, now }) => {
      const row = await requireParticipant(tx, scope, (params as One).participantId, now);
      needs(mayActFor(scope, row.party_id), ONLY_OWN_PARTY);
      return inviteParticipant(tx, scope, deps, row, now);
    },
  );

  api.participant(
    'DELETE',
    '/partnerships/:partnershipId/participants/:participantId/invitation',
    { summary: 'Take back every open invitation link of this person', reply: Participant },
    async ({ tx, scope, params, now }) => {
      const row = await requireParticipant(tx, scope, (params as One).participantId, now);
      needs(mayActFor(scope, row.party_id), ONLY_OWN_PARTY);
      if ((await endInvitations(tx, scope, row.id, 'revoked_at', now)) === 0)
        throw conflict('nothing-open', 'No invitation of this person is open.');
      await record(tx, scope, {
        at: now,
        type: 'participant.uninvited',
        subject: { type: 'participant', id: row.id, label: row.name },
      });
      return presentParticipant(await requireParticipant(tx, scope, row.id, now), scope);
    },
  );

  api.participant(
    'POST',
    '/partnerships/:partnershipId/participants/import',
    {
      summary: 'Check a list of people row by row, or save its good rows: all of them or none',
      body: ParticipantImport,
      reply: ParticipantImportResult,
      bodyLimit: 2_500_000,
    },
    ({ tx, scope, body, deps, now }) => importPeople(tx, scope, deps, body, now),
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/participants/imports/:importId',
    { summary: 'How far saving a list of mine has come', reply: ImportProgress },
    async ({ tx, scope, params, now }) => {
      const progress = await findImport(tx, scope, (params as { importId: string }).importId, now);
      if (!progress) throw notFound();
      return progress;
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/participants/template.csv',
    { summary: 'An empty list of people to fill in', reply: Type.String(), file: 'text/csv' },
    async ({ reply }) => {
      reply.header('content-disposition', 'attachment; filename="people.csv"');
      return csvLine(PEOPLE_COLUMNS);
    },
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/participants/export.csv',
    { summary: 'People as a file; addresses of my own party only', reply: Type.String(), file: 'text/csv' },
    async ({ tx, scope, reply, now }) => {
      const parties = new Map((await listParties(tx, scope)).map((party) => [party.id, party.name]));
      let text = `\uFEFF${csvLine(['party', ...PEOPLE_COLUMNS, 'joined', 'left'])}`;
      let after: string | undefined;
      do {
        const page = await listParticipants(tx, scope, { current: 'all' }, { limit: 1000, after }, now);
        for (const one of page.items)
          text += csvLine([
            parties.get(one.partyId),
            one.name,
            one.email,
            one.role,
            one.function,
            one.level,
            one.region,
            one.decides ? 'yes' : 'no',
            one.language,
            one.joinedOn,
            one.leftOn,
          ]);
        after = page.next === null ? undefined : Buffer.from(page.next, 'base64url').toString('utf8');
      } while (after !== undefined);
      const { sample } = await listPartyNames(tx, scope);
      reply.header('content-disposition', `attachment; filename="${fileMark(sample)}people.csv"`);
      return text;
    },
  );
}
