import Type from 'typebox';
import { Id } from '../../domain/common/contract.ts';
import {
  DecliningProposal,
  Document,
  NewProposal,
  Ratifying,
  SignatoryChoice,
} from '../../domain/documents/contract.ts';
import type { Api } from '../platform/api.ts';
import { presentDocument } from './present.ts';
import {
  chooseSignatory,
  declineProposal,
  proposeDocument,
  ratifyProposal,
  remindSignatories,
  withdrawProposal,
} from './proposals.ts';
import { AT, type One, type OneVersion, VersionParams } from './routes.ts';

export function proposalRoutes(api: Api): void {
  api.participant(
    'POST',
    `${AT}/:documentId/proposal`,
    {
      summary: 'Propose the draft as it was read: it freezes, and every party is asked',
      body: NewProposal,
      reply: Document,
      status: 201,
    },
    ({ tx, scope, params, body, deps, now }) => proposeDocument(tx, scope, deps, (params as One).documentId, body, now),
  );

  // PUT: a yes given twice is one yes, and no reply is kept with what proved it.
  api.participant(
    'PUT',
    `${AT}/:documentId/versions/:number/ratification`,
    {
      summary: 'Ratify for my party, proving once more that it is me; with the last yes it is in force for all',
      params: VersionParams,
      body: Ratifying,
      reply: Document,
      perMinute: 60,
    },
    ({ tx, scope, params, body, deps, request, now }) => {
      const { documentId, number } = params as OneVersion;
      const proof = () => deps.auth.confirm(request, body.password);
      return ratifyProposal(tx, scope, deps, documentId, { number, hash: body.hash, proof }, now);
    },
  );

  api.participant(
    'POST',
    `${AT}/:documentId/versions/:number/decline`,
    {
      summary: 'Decline for my party, with a reason; the draft is open again',
      params: VersionParams,
      body: DecliningProposal,
      reply: Document,
    },
    ({ tx, scope, params, body, deps, now }) => {
      const { documentId, number } = params as OneVersion;
      return declineProposal(tx, scope, deps, documentId, { number, reason: body.reason }, now);
    },
  );

  api.participant(
    'POST',
    `${AT}/:documentId/versions/:number/withdraw`,
    { summary: 'Withdraw what my party proposed; the draft is open again', params: VersionParams, reply: Document },
    ({ tx, scope, params, deps, now }) => {
      const { documentId, number } = params as OneVersion;
      return withdrawProposal(tx, scope, deps, documentId, number, now);
    },
  );

  api.participant(
    'POST',
    `${AT}/:documentId/versions/:number/reminder`,
    {
      summary: 'Remind those whose yes is missing, once a day',
      params: VersionParams,
      reply: Type.Object({ told: Type.Integer() }),
    },
    ({ tx, scope, params, deps, now }) => {
      const { documentId, number } = params as OneVersion;
      return remindSignatories(tx, scope, deps, documentId, number, now);
    },
  );

  api.participant(
    'PUT',
    `${AT}/:documentId/signatory`,
    {
      summary: 'Choose who signs for my party: its sponsor or its lead, for documents of this kind',
      params: Type.Object({ partnershipId: Id, documentId: Id }),
      body: SignatoryChoice,
      reply: Document,
    },
    async ({ tx, scope, params, body, now }) => {
      const { documentId } = params as One;
      const document = await presentDocument(tx, scope, documentId, now);
      await chooseSignatory(tx, scope, { kind: document.kind, role: body.role }, now);
      return presentDocument(tx, scope, documentId, now);
    },
  );
}
