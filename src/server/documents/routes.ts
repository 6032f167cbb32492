import Type from 'typebox';
import { Id, PageQuery } from '../../domain/common/contract.ts';
import {
  Document,
  DocumentChange,
  DocumentPage,
  DocumentVersion,
  NewDocument,
} from '../../domain/documents/contract.ts';
import type { Api } from '../platform/api.ts';
import { cursorOf } from '../platform/pages.ts';
import { amendDocument, dropDraft, removeDocument, renameDocument, shareDocument, startDocument } from './actions.ts';
import { presentDocument, presentList, presentVersion } from './present.ts';

export type One = { documentId: string };
export type OneVersion = One & { number: number };
export const VersionParams = Type.Object({
  partnershipId: Id,
  documentId: Id,
  number: Type.Integer({ minimum: 1, maximum: 100_000 }),
});

export const AT = '/partnerships/:partnershipId/documents';

export function documentRoutes(api: Api): void {
  api.participant(
    'GET',
    AT,
    {
      summary: 'Joint documents, newest first; a party’s private drafts are listed for that party',
      query: PageQuery,
      reply: DocumentPage,
    },
    ({ tx, scope, query, now }) => presentList(tx, scope, cursorOf(query), now),
  );

  api.participant(
    'POST',
    AT,
    {
      summary: 'Start a document of a kind: empty, with its examples, or with a text from elsewhere',
      body: NewDocument,
      reply: Document,
      status: 201,
      bodyLimit: 2_000_000,
    },
    ({ tx, scope, body, now }) => startDocument(tx, scope, body, now),
  );

  api.participant(
    'GET',
    `${AT}/:documentId`,
    { summary: 'A document: its draft, what is proposed and in force, and every version’s fate', reply: Document },
    ({ tx, scope, params, now }) => presentDocument(tx, scope, (params as One).documentId, now),
  );

  api.participant(
    'PATCH',
    `${AT}/:documentId`,
    { summary: 'Give the draft another title', body: DocumentChange, reply: Document, ifMatch: true },
    ({ tx, scope, params, body, version, now }) =>
      renameDocument(tx, scope, (params as One).documentId, version, body.title, now),
  );

  api.participant(
    'DELETE',
    `${AT}/:documentId`,
    { summary: 'Throw away a document that was never in force', reply: Type.Null(), status: 204, ifMatch: true },
    async ({ tx, scope, params, version, deps, now }) => {
      await removeDocument(tx, scope, deps, (params as One).documentId, version, now);
      return null;
    },
  );

  api.participant(
    'POST',
    `${AT}/:documentId/share`,
    { summary: 'Share my party’s draft with all parties', reply: Document },
    ({ tx, scope, params, deps, now }) => shareDocument(tx, scope, deps, (params as One).documentId, now),
  );

  api.participant(
    'POST',
    `${AT}/:documentId/draft`,
    { summary: 'Begin a change to what is in force', reply: Document, status: 201 },
    ({ tx, scope, params, now }) => amendDocument(tx, scope, (params as One).documentId, now),
  );

  api.participant(
    'DELETE',
    `${AT}/:documentId/draft`,
    { summary: 'Give a change up; what is in force stays', reply: Document },
    ({ tx, scope, params, now }) => dropDraft(tx, scope, (params as One).documentId, now),
  );

  api.participant(
    'GET',
    `${AT}/:documentId/versions/:number`,
    { summary: 'A text as it was proposed, word for word', params: VersionParams, reply: DocumentVersion },
    ({ tx, scope, params }) => {
      const { documentId, number } = params as OneVersion;
      return presentVersion(tx, scope, documentId, number);
    },
  );
}
