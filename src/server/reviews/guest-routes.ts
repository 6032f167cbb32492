import type { Readable } from 'node:stream';
import Type from 'typebox';
import { GuestEntered, GuestToken, Review, ReviewMove } from '../../domain/reviews/contract.ts';
import type { Api } from '../platform/api.ts';
import { changedMeanwhile, notFound } from '../platform/errors.ts';
import { guestToken, hashOf, keepGuest } from '../platform/guest-cookie.ts';
import { StreamQuery } from '../platform/live-streams.ts';
import { asGuest } from '../platform/scope.ts';
import { moveReview } from './actions.ts';
import { presentReview } from './present.ts';
import { findBasis, lockReview } from './queries.ts';
import { requireReview } from './routes.ts';

/** What only the guest of a session has: the way in, and a narrower hand on the session and its stream. */
export function guestRoutes(api: Api): void {
  api.anyone(
    'POST',
    '/guest/enter',
    {
      summary: 'Open a guest link: its secret becomes a cookie for this one session',
      body: GuestToken,
      reply: GuestEntered,
      perMinute: 30,
    },
    async ({ body, deps, reply, now }) =>
      asGuest(deps.db, { tokenHash: hashOf(body.token), review: null, now }, async (_tx, scope) => {
        const expiresAt = new Date(scope.expiresAt).toISOString();
        keepGuest(reply, deps.config.publicUrl, body.token, expiresAt);
        return { reviewId: scope.review, name: scope.name, expiresAt };
      }),
  );

  api.guest(
    'PATCH',
    '/guest/reviews/:reviewId',
    {
      summary: 'Move the session to an item, start and stop its timer',
      body: ReviewMove,
      reply: Review,
      ifMatch: true,
    },
    async ({ tx, scope, body, version, now }) => {
      const row = await lockReview(tx, scope, scope.review);
      const basis = row && (await findBasis(tx, row.id));
      if (!row || !basis) throw notFound();
      if (!(await moveReview(tx, scope, row, version, body, now, basis.round.number)))
        throw changedMeanwhile(await presentReview(tx, scope, row, now));
      return presentReview(tx, scope, await requireReview(tx, scope, row.id), now);
    },
  );

  api.guest(
    'GET',
    '/guest/reviews/:reviewId/live',
    {
      summary: 'That something happens in this session, as server-sent events',
      query: StreamQuery,
      reply: Type.Unsafe<Readable>(Type.String()),
      file: 'text/event-stream',
      stream: true,
    },
    async ({ scope, deps, request, query }) => {
      const tokenHash = guestToken(request, deps.config.publicUrl) as Buffer;
      return deps.live.streams.open({
        who: scope.guest,
        admit: () =>
          asGuest(deps.db, { tokenHash, review: scope.review, now: deps.clock.now() }, async (_tx, now) => ({
            partnerships: new Map([[now.partnership, '']]),
            // Proven anew each minute; in between the end of the link is kept to the second.
            only: ({ subject }) =>
              subject.type === 'review' &&
              subject.id === now.review &&
              Temporal.Instant.compare(Temporal.Instant.from(now.expiresAt), deps.clock.now()) > 0,
          })),
        // Nothing of the record is theirs to read again.
        since: async () => undefined,
        after: query.after,
        age: query.age,
      });
    },
  );
}
