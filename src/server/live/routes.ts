import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';
import type { Api, Deps } from '../platform/api.ts';
import { unauthenticated } from '../platform/errors.ts';
import { type Ears, StreamQuery } from '../platform/live-streams.ts';
import { inPartnership } from '../platform/scope.ts';
import { eventsSince, membershipsOf } from './queries.ts';

const spec = {
  query: StreamQuery,
  reply: Type.Unsafe<Readable>(Type.String()),
  file: 'text/event-stream',
  stream: true,
} as const;

export function liveRoutes(api: Api): void {
  api.person(
    'GET',
    '/live',
    { summary: 'What changes in my partnerships, as it happens: ids only, as server-sent events', ...spec },
    async ({ scope, deps, request, query }) =>
      listen(deps, request, query, scope.person, async () => ({
        partnerships: await membershipsOf(deps.db, scope.person),
      })),
  );

  api.participant(
    'GET',
    '/partnerships/:partnershipId/live',
    { summary: 'The same of one partnership', ...spec },
    async ({ scope, deps, request, query }) =>
      listen(deps, request, query, scope.person, () =>
        inPartnership(
          deps.db,
          scope.person,
          scope.partnership,
          async (_tx, now) => ({ partnerships: new Map([[now.partnership, now.party]]) }),
          deps.guard,
        ),
      ),
  );
}

function listen(
  deps: Deps,
  request: FastifyRequest,
  query: Static<typeof StreamQuery>,
  person: string,
  admit: () => Promise<Ears>,
): Readable {
  const last = request.headers['last-event-id'];
  return deps.live.streams.open({
    who: person,
    async admit() {
      // Whoever signed out meanwhile hears no more.
      if ((await deps.auth.session(request))?.person !== person) throw unauthenticated();
      return admit();
    },
    since: (ears, firstId) => eventsSince(deps.db, deps.guard, person, [...ears.partnerships.keys()], firstId),
    after: typeof last === 'string' && last !== '' ? last : query.after,
    age: query.age,
  });
}
