import Type from 'typebox';
import { Id } from '../../domain/common/contract.ts';
import {
  NewRemark,
  NewReply,
  Remark,
  RemarkChange,
  RemarkList,
  VersionShares,
  Writers,
} from '../../domain/writing/contract.ts';
import type { Api } from '../platform/api.ts';
import { presentShares, presentWriters } from './actions.ts';
import { changeRemark, makeRemark, presentRemarks, replyTo } from './remarks.ts';

const AT = '/partnerships/:partnershipId/documents/:documentId';
type One = { documentId: string };
type OneRemark = One & { remarkId: string };

/** Beside the channel (channel.ts), on which the text itself travels. */
export function writingRoutes(api: Api): void {
  api.participant(
    'GET',
    `${AT}/writers`,
    { summary: 'Whose window each number in the draft’s Yjs document is, as the server bound them', reply: Writers },
    ({ tx, scope, params }) => presentWriters(tx, scope, (params as One).documentId),
  );

  api.participant(
    'GET',
    `${AT}/versions/:number/shares`,
    {
      summary: 'How much of a proposed text each party wrote, by section',
      params: Type.Object({
        partnershipId: Id,
        documentId: Id,
        number: Type.Integer({ minimum: 1, maximum: 100_000 }),
      }),
      reply: VersionShares,
    },
    ({ tx, scope, params }) => {
      const { documentId, number } = params as One & { number: number };
      return presentShares(tx, scope, documentId, number);
    },
  );

  api.participant(
    'GET',
    `${AT}/remarks`,
    { summary: 'Comments, suggestions and challenges beside a document, oldest first', reply: RemarkList },
    ({ tx, scope, params }) => presentRemarks(tx, scope, (params as One).documentId),
  );

  api.participant(
    'POST',
    `${AT}/remarks`,
    {
      summary: 'Comment on a section, suggest a wording, or put a dissent on record',
      body: NewRemark,
      reply: Remark,
      status: 201,
    },
    ({ tx, scope, params, body, now }) => makeRemark(tx, scope, (params as One).documentId, body, now),
  );

  api.participant(
    'POST',
    `${AT}/remarks/:remarkId/replies`,
    {
      summary: 'Reply to a remark; somebody else’s first reply to a challenge is its answer',
      body: NewReply,
      reply: Remark,
      status: 201,
    },
    ({ tx, scope, params, body, now }) => {
      const { documentId, remarkId } = params as OneRemark;
      return replyTo(tx, scope, documentId, remarkId, body.text, now);
    },
  );

  api.participant(
    'PATCH',
    `${AT}/remarks/:remarkId`,
    { summary: 'Settle a remark, or open it again', body: RemarkChange, reply: Remark, ifMatch: true },
    ({ tx, scope, params, body, version, now }) => {
      const { documentId, remarkId } = params as OneRemark;
      return changeRemark(tx, scope, documentId, remarkId, version, body, now);
    },
  );
}
