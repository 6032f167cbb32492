import type { Static, TSchema } from 'typebox';
import Type from 'typebox';
import { Action, ActionChange, NewSessionAction } from '../../domain/delivery/contract.ts';
import { agenda } from '../../domain/reviews/agenda.ts';
import {
  Entry,
  EntryChange,
  FollowUp,
  GuestLink,
  GuestList,
  NewEntry,
  NewGuest,
  NewReview,
  Review,
  ReviewChange,
  ReviewOfRound,
} from '../../domain/reviews/contract.ts';
import { mayEditAction, OBSERVERS_LOOK_ON, ONLY_OWNERS } from '../delivery/access.ts';
import { addAction, changeAction } from '../delivery/actions.ts';
import { needs, ONLY_SPEAKERS } from '../partnerships/access.ts';
import type { Api } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, notFound } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { findRound, type RoundRow } from '../surveys/queries.ts';
import {
  mayCapture,
  mayEditEntry,
  mayEnd,
  mayHold,
  mayInvite,
  mayLead,
  ONLY_AUTHORS,
  ONLY_HOLDERS,
  type SessionScope,
} from './access.ts';
import {
  addEntry,
  changeEntry,
  moveReview,
  removeEntry,
  requireItem,
  requireOpen,
  resultsBehind,
  startReview,
} from './actions.ts';
import { followUp } from './follow-up.ts';
import { listGuests } from './guest-queries.ts';
import { endGuest, inviteGuest } from './guests.ts';
import { presentEntry, presentReview, presentSessionAction } from './present.ts';
import {
  type Basis,
  dayOf,
  type EntryRow,
  findBasis,
  findEntry,
  findReview,
  findReviewOfRound,
  lockReview,
  type ReviewRow,
  sessionActions,
} from './queries.ts';

type Params = { roundId: string; reviewId: string; entryId: string; actionId: string; guestId: string };
export const ROUND = '/partnerships/:partnershipId/rounds/:roundId';
const REVIEW = '/partnerships/:partnershipId/reviews/:reviewId';

export function reviewRoutes(api: Api): void {
  api.participant(
    'GET',
    `${ROUND}/review`,
    {
      summary: 'The review session of a closed round, or what one would talk about',
      reply: ReviewOfRound,
      compress: true,
    },
    async ({ tx, scope, params, now }) => {
      const round = await requireRound(tx, scope, (params as Params).roundId);
      const row = await findReviewOfRound(tx, scope, round.id);
      if (row) return { review: await presentReview(tx, scope, row, now), agenda: [], can: { start: false } };
      if (round.state !== 'closed') return { review: null, agenda: [], can: { start: false } };
      const items = agenda((await resultsBehind(tx, scope, round)).snapshot);
      return { review: null, agenda: items, can: { start: mayHold(scope) && items.length > 0 } };
    },
  );

  api.participant(
    'POST',
    `${ROUND}/review`,
    { summary: 'Begin the review session of a closed round', body: NewReview, reply: Review, status: 201 },
    async ({ tx, scope, params, body, now }) => {
      const round = await requireRound(tx, scope, (params as Params).roundId);
      needs(mayHold(scope), ONLY_HOLDERS);
      const id = await startReview(tx, scope, round, now, body.itemSeconds);
      return presentReview(tx, scope, await requireReview(tx, scope, id), now);
    },
  );

  api.participant(
    'PATCH',
    REVIEW,
    {
      summary: 'Move the session to an item, start and stop its timer, pause, continue, finish',
      body: ReviewChange,
      reply: Review,
      ifMatch: true,
    },
    async ({ tx, scope, params, body, version, now }) => {
      const row = await lockReview(tx, scope, (params as Params).reviewId);
      if (!row) throw notFound();
      needs(mayLead(scope), ONLY_HOLDERS);
      if (body.state !== undefined) needs(mayEnd(scope), ONLY_HOLDERS);
      const round = await requireRound(tx, scope, row.round_id);
      if (!(await moveReview(tx, scope, row, version, body, now, round.number)))
        throw changedMeanwhile(await presentReview(tx, scope, row, now));
      return presentReview(tx, scope, await requireReview(tx, scope, row.id), now);
    },
  );

  captureRoutes(api);

  api.participant(
    'GET',
    `${REVIEW}/guests`,
    { summary: 'Facilitators from outside with a link to this session', reply: GuestList },
    async ({ tx, scope, params, now }) => {
      const row = await requireReview(tx, scope, (params as Params).reviewId);
      needs(mayInvite(scope), ONLY_SPEAKERS);
      return { items: await listGuests(tx, scope, row.id, now) };
    },
  );

  api.participant(
    'POST',
    `${REVIEW}/guests`,
    {
      summary: 'Make a link for a named facilitator: this session, until a day, without an account',
      body: NewGuest,
      reply: GuestLink,
      status: 201,
    },
    async ({ tx, scope, params, body, deps, now }) => {
      const row = await requireReview(tx, scope, (params as Params).reviewId);
      needs(mayInvite(scope), ONLY_SPEAKERS);
      return inviteGuest(tx, scope, deps, row, body, now);
    },
  );

  api.participant(
    'DELETE',
    `${REVIEW}/guests/:guestId`,
    { summary: 'Take a guest’s link back; open screens of theirs close', reply: GuestList },
    async ({ tx, scope, params, now }) => {
      const { reviewId, guestId } = params as Params;
      const row = await requireReview(tx, scope, reviewId);
      needs(mayInvite(scope), ONLY_SPEAKERS);
      const guest = (await listGuests(tx, scope, row.id, now)).find((one) => one.id === guestId);
      if (!guest) throw notFound();
      if (!(await endGuest(tx, scope, row, guest, now)))
        throw conflict('revoked-already', 'This link was taken back already.');
      return { items: await listGuests(tx, scope, row.id, now) };
    },
  );

  api.participant(
    'GET',
    `${ROUND}/follow-up`,
    {
      summary: 'What became of the items that the session before this round talked through',
      reply: FollowUp,
      compress: true,
    },
    async ({ tx, scope, params, now }) =>
      followUp(tx, scope, await requireRound(tx, scope, (params as Params).roundId), now),
  );
}

/** What people of the partnership and the guest of a session do alike: each is registered behind both doors. */
function both<B extends TSchema, R extends TSchema>(
  api: Api,
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  spec: { summary: string; body?: B; reply: R; status?: 201; ifMatch?: true },
  handler: (given: {
    tx: Tx;
    scope: SessionScope;
    params: unknown;
    body: Static<B>;
    version: number;
    now: Temporal.Instant;
  }) => Promise<Static<R>>,
): void {
  api.participant(method, `${REVIEW}${path}`, spec as never, handler as never);
  api.guest(method, `/guest/reviews/:reviewId${path}`, spec as never, handler as never);
}

function captureRoutes(api: Api): void {
  both(
    api,
    'GET',
    '',
    { summary: 'A review session: its agenda, figures, and what was captured', reply: Review },
    async ({ tx, scope, params, now }) =>
      presentReview(tx, scope, await requireReview(tx, scope, (params as Params).reviewId), now),
  );

  both(
    api,
    'POST',
    '/entries',
    { summary: 'Capture a conclusion or a celebration', body: NewEntry, reply: Entry, status: 201 },
    async ({ tx, scope, params, body, now }) => {
      const row = await requireReview(tx, scope, (params as Params).reviewId);
      needs(mayCapture(scope), OBSERVERS_LOOK_ON);
      const id = await addEntry(tx, scope, row, body, now);
      return presentEntry(await requireEntry(tx, scope, row.id, id), scope, true);
    },
  );

  both(
    api,
    'PATCH',
    '/entries/:entryId',
    { summary: 'Change what I wrote', body: EntryChange, reply: Entry, ifMatch: true },
    async ({ tx, scope, params, body, version, now }) => {
      const { reviewId, entryId } = params as Params;
      const row = await requireReview(tx, scope, reviewId);
      const entry = await requireEntry(tx, scope, row.id, entryId);
      needs(mayEditEntry(scope, entry), ONLY_AUTHORS);
      const changed = await changeEntry(tx, scope, row, entry, version, body, now);
      const current = presentEntry(await requireEntry(tx, scope, row.id, entryId), scope, true);
      if (!changed) throw changedMeanwhile(current);
      return current;
    },
  );

  both(
    api,
    'DELETE',
    '/entries/:entryId',
    { summary: 'Take back what I wrote; the record keeps it', reply: Type.Object({ removed: Type.Boolean() }) },
    async ({ tx, scope, params, now }) => {
      const { reviewId, entryId } = params as Params;
      const row = await requireReview(tx, scope, reviewId);
      const entry = await requireEntry(tx, scope, row.id, entryId);
      needs(mayEditEntry(scope, entry), ONLY_AUTHORS);
      await removeEntry(tx, scope, row, entry, now);
      return { removed: true };
    },
  );

  both(
    api,
    'POST',
    '/actions',
    {
      summary: 'Agree an action in the session: what, who, until when',
      body: NewSessionAction,
      reply: Action,
      status: 201,
    },
    async ({ tx, scope, params, body: { itemKey = null, ...wish }, now }) => {
      const row = await requireReview(tx, scope, (params as Params).reviewId);
      needs(mayCapture(scope), OBSERVERS_LOOK_ON);
      requireOpen(row);
      await requireItem(tx, scope, row, itemKey);
      const basis = await requireBasis(tx, row);
      const given = { owner: ownerIn(basis, wish.ownerId), today: dayOf(basis, now) };
      const id = await addAction(tx, scope, wish, given, now, { review: row.id, itemKey });
      return oneAction(tx, scope, row, basis, id, now);
    },
  );

  both(
    api,
    'PATCH',
    '/actions/:actionId',
    { summary: 'Change an action of this session', body: ActionChange, reply: Action, ifMatch: true },
    async ({ tx, scope, params, body, version, now }) => {
      const { reviewId, actionId } = params as Params;
      const row = await requireReview(tx, scope, reviewId);
      const basis = await requireBasis(tx, row);
      const [action] = await sessionActions(tx, scope, row.id, basis, actionId);
      if (!action) throw notFound();
      needs(mayEditAction(scope, action), ONLY_OWNERS);
      // What was agreed lives on with those who do it; a guest came for the conversation.
      if ('guest' in scope) requireOpen(row);
      const given = { owner: body.ownerId ? ownerIn(basis, body.ownerId) : undefined, today: dayOf(basis, now) };
      const changed = await changeAction(tx, scope, action, version, body, given, now);
      const current = await oneAction(tx, scope, row, basis, actionId, now);
      if (!changed) throw changedMeanwhile(current);
      return current;
    },
  );
}

const ownerIn = (basis: Basis, id: string) => basis.people.find((one) => one.id === id && one.here);

async function oneAction(
  tx: Tx,
  scope: SessionScope,
  row: ReviewRow,
  basis: Basis,
  id: string,
  now: Temporal.Instant,
): Promise<Action> {
  const [action] = await sessionActions(tx, scope, row.id, basis, id);
  if (!action) throw notFound();
  return presentSessionAction(row, action, scope, dayOf(basis, now));
}

async function requireRound(tx: Tx, scope: Scope, id: string): Promise<RoundRow> {
  const row = await findRound(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

export async function requireReview(tx: Tx, scope: SessionScope, id: string): Promise<ReviewRow> {
  const row = await findReview(tx, scope, id);
  if (!row) throw notFound();
  return row;
}

async function requireEntry(tx: Tx, scope: SessionScope, review: string, id: string): Promise<EntryRow> {
  const row = await findEntry(tx, scope, review, id);
  if (!row) throw notFound();
  return row;
}

async function requireBasis(tx: Tx, row: ReviewRow): Promise<Basis> {
  const basis = await findBasis(tx, row.id);
  if (!basis) throw notFound();
  return basis;
}
