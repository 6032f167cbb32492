import Type from 'typebox';
import { Partnership } from '../../domain/partnerships/contract.ts';
import { findPartnership } from '../partnerships/queries.ts';
import { findMe } from '../persons/queries.ts';
import type { Api } from '../platform/api.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { enterPartnership } from '../platform/scope.ts';
import { makeSample } from './actions.ts';
import { findMySample, removeSample } from './queries.ts';

/** A made-up alliance to look around in: opened with one click, removed with one click, seen by nobody else. */
export function sampleRoutes(api: Api): void {
  api.person(
    'POST',
    '/sample',
    {
      summary: 'Open my fictional sample alliance, or the one I have',
      reply: Partnership,
      perMinute: 20,
      // Asked again it finds the one there is; of one that is gone no answer may be left.
      reads: true,
    },
    async ({ tx, scope, deps, now }) => {
      const me = await findMe(tx, scope);
      if (!me) throw notFound();
      const there = await findMySample(tx);
      const inside = there
        ? await enterPartnership(tx, scope.person, there, deps.guard)
        : await makeSample(tx, scope, deps, me, now);
      const partnership = await findPartnership(tx, inside);
      if (!partnership) throw notFound();
      return partnership;
    },
  );

  api.participant(
    'DELETE',
    '/partnerships/:partnershipId/sample',
    {
      summary: 'Remove a sample alliance with everything in it; nothing else can be removed',
      reply: Type.Object({ removed: Type.Boolean() }),
    },
    async ({ tx, scope }) => {
      if (await removeSample(tx, scope)) return { removed: true };
      // Of two clicks at once the second finds it gone.
      if (!(await findPartnership(tx, scope))) throw notFound();
      throw conflict('not-a-sample', 'Only a sample can be removed; what really happened stays in the record.');
    },
  );
}
