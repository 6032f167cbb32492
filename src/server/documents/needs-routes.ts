import Type from 'typebox';
import {
  Fit,
  FitChange,
  ItemChange,
  Needs,
  NewFit,
  NewItem,
  NewOffer,
  OfferEnd,
  OwnItem,
} from '../../domain/documents/needs-contract.ts';
import { needs } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import {
  addFit,
  addItem,
  changeFit,
  changeItem,
  endOffer,
  exchangeItems,
  presentNeeds,
  removeFit,
  removeItem,
  requireOwn,
  reviewItem,
  shareItem,
  withdrawItem,
} from './needs.ts';
import { mayShareItems, mayWriteItems, ONLY_SHARERS, ONLY_WRITERS } from './needs-access.ts';

const AT = '/partnerships/:partnershipId/needs';
type One = { itemId: string; fitId: string };

/** Needs, strengths and weaknesses: private to a party, shared one by one or in exchange, and what fits. */
export function needsRoutes(api: Api): void {
  api.participant(
    'GET',
    AT,
    { summary: 'What my party has written, what all have shared, and what fits', reply: Needs },
    ({ tx, scope, now }) => presentNeeds(tx, scope, now),
  );

  api.participant(
    'POST',
    `${AT}/items`,
    {
      summary: 'Write a need, strength or weakness of my party; it alone sees it',
      body: NewItem,
      reply: OwnItem,
      status: 201,
    },
    ({ tx, scope, body, now }) => {
      needs(mayWriteItems(scope), ONLY_WRITERS);
      return addItem(tx, scope, body, now);
    },
  );

  api.participant(
    'PATCH',
    `${AT}/items/:itemId`,
    {
      summary: 'Word it differently; what is shared changes for all, and its wording before stays',
      body: ItemChange,
      reply: OwnItem,
      ifMatch: true,
    },
    async ({ tx, scope, params, body, version, now }) => {
      const { itemId } = params as One;
      await requireOwn(tx, scope, itemId);
      needs(mayWriteItems(scope), ONLY_WRITERS);
      return changeItem(tx, scope, itemId, version, body, now);
    },
  );

  api.participant(
    'DELETE',
    `${AT}/items/:itemId`,
    { summary: 'Remove what nobody outside my party sees', reply: Type.Null(), status: 204, ifMatch: true },
    async ({ tx, scope, params, version, now }) => {
      const { itemId } = params as One;
      await requireOwn(tx, scope, itemId);
      needs(mayWriteItems(scope), ONLY_WRITERS);
      await removeItem(tx, scope, itemId, version, now);
      return null;
    },
  );

  for (const [what, summary, act] of [
    ['share', 'Share it with all parties', shareItem],
    ['withdraw', 'Withdraw it: the words go, and that it was shared stays', withdrawItem],
    ['review', 'Say that it still holds', reviewItem],
  ] as const)
    api.participant(
      'POST',
      `${AT}/items/:itemId/${what}`,
      { summary, reply: OwnItem },
      async ({ tx, scope, params, now }) => {
        const { itemId } = params as One;
        await requireOwn(tx, scope, itemId);
        needs(mayShareItems(scope), ONLY_SHARERS);
        return act(tx, scope, itemId, now);
      },
    );

  api.participant(
    'POST',
    `${AT}/exchange`,
    {
      summary: 'Offer these in exchange: with the last party’s offer all that was offered is shared at once',
      body: NewOffer,
      reply: Needs,
    },
    async ({ tx, scope, body, now }) => {
      needs(mayShareItems(scope), ONLY_SHARERS);
      await exchangeItems(tx, scope, body.kind, body.itemIds, now);
      return presentNeeds(tx, scope, now);
    },
  );

  api.participant(
    'POST',
    `${AT}/exchange/end`,
    { summary: 'Take my party’s offer back, before the exchange', body: OfferEnd, reply: Needs },
    async ({ tx, scope, body, now }) => {
      needs(mayShareItems(scope), ONLY_SHARERS);
      await endOffer(tx, scope, body.kind, now);
      return presentNeeds(tx, scope, now);
    },
  );

  api.participant(
    'POST',
    `${AT}/fits`,
    {
      summary: 'Say that a strength meets a need of another party, or that it does not',
      body: NewFit,
      reply: Fit,
      status: 201,
    },
    ({ tx, scope, body, now }) => {
      needs(mayWriteItems(scope), ONLY_WRITERS);
      return addFit(tx, scope, body, now);
    },
  );

  api.participant(
    'PATCH',
    `${AT}/fits/:fitId`,
    { summary: 'Change what was said about a pair', body: FitChange, reply: Fit, ifMatch: true },
    ({ tx, scope, params, body, version, now }) => {
      needs(mayWriteItems(scope), ONLY_WRITERS);
      return changeFit(tx, scope, (params as One).fitId, version, body, now);
    },
  );

  api.participant(
    'DELETE',
    `${AT}/fits/:fitId`,
    { summary: 'Take back what was said about a pair', reply: Type.Null(), status: 204, ifMatch: true },
    async ({ tx, scope, params, version, now }) => {
      needs(mayWriteItems(scope), ONLY_WRITERS);
      await removeFit(tx, scope, (params as One).fitId, version, now);
      return null;
    },
  );
}
