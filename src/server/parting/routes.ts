import type { Readable } from 'node:stream';
import Type from 'typebox';
import { CopyWish, Parting, PartingWish } from '../../domain/parting/contract.ts';
import { needs } from '../partnerships/access.ts';
import { fileMark, listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { invalid, notFound } from '../platform/errors.ts';
import { record } from '../platform/record.ts';
import { mayCopy, ONLY_COPIERS } from './access.ts';
import { announce, presentParting, takeBack } from './actions.ts';
import { Copies, type CopyOrder } from './copies.ts';
import { enterLeft } from './queries.ts';

const P = '/partnerships/:partnershipId';

export function partingRoutes(api: Api): void {
  const copies = new Copies(api.deps, (error) => api.app.log.error({ err: error.message }, 'copy'));
  // A server that stops waits for replies on their way.
  api.app.addHook('preClose', () => copies.stop());
  const archive = {
    reply: Type.Unsafe<Readable | CopyOrder>(Type.String()),
    file: 'application/zip',
    stream: true,
    // Done again each time: nothing of it is kept for a repetition.
    reads: true,
    perMinute: 20,
    after: async (order: Readable | CopyOrder) => copies.open(order as CopyOrder),
  } as const;

  api.participant(
    'POST',
    `${P}/copy`,
    {
      summary: 'Take the complete copy: a ZIP of everything my party sees, signed file by file; see entente verify',
      body: CopyWish,
      ...archive,
    },
    async ({ tx, scope, body, reply, now }) => {
      needs(mayCopy(scope), ONLY_COPIERS);
      const timeZone = zone(body.timeZone ?? 'UTC');
      copies.check(scope.person);
      const { parties, partnership, sample } = await listPartyNames(tx, scope);
      await record(tx, scope, {
        at: now,
        type: 'copy.taken',
        subject: { type: 'party', id: scope.party, label: parties.find((one) => one.id === scope.party)?.name ?? '' },
        privateTo: scope.party,
      });
      reply.header('content-disposition', attachment(`${fileMark(sample)}${partnership}`, now));
      return { person: scope.person, partnership: scope.partnership, timeZone };
    },
  );

  api.participant(
    'GET',
    `${P}/parting`,
    { summary: 'What leaving means for my party, what is open, and whether it has announced a day', reply: Parting },
    ({ tx, scope, now }) => presentParting(tx, scope, now),
  );

  // PUT: announced twice is announced once, and no reply is kept with what proved it.
  api.participant(
    'PUT',
    `${P}/parting`,
    {
      summary: 'Announce the day my party leaves, proving once more that it is me; everybody is told at once',
      body: PartingWish,
      reply: Parting,
      perMinute: 60,
    },
    ({ tx, scope, body, deps, request, now }) =>
      announce(tx, scope, deps, body, () => deps.auth.confirm(request, body.password), now),
  );

  api.participant(
    'DELETE',
    `${P}/parting`,
    { summary: 'Take it back: my party stays. Until the end of the day it named', reply: Parting },
    ({ tx, scope, deps, now }) => takeBack(tx, scope, deps, now),
  );

  api.person(
    'POST',
    '/left/:partnershipId/copy',
    { summary: 'Take the copy that was kept as my party left, for ninety days', ...archive },
    async ({ tx, scope, params, reply, now }) => {
      const { partnershipId } = params as { partnershipId: string };
      if (!(await enterLeft(tx, scope, partnershipId, now))) throw notFound();
      copies.check(scope.person);
      reply.header('content-disposition', attachment('partnership', now));
      return { person: scope.person, partnership: partnershipId, kept: true as const };
    },
  );
}

function zone(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone && name;
  } catch {
    throw invalid('Choose a time zone like Europe/Oslo.', [{ path: 'timeZone', message: 'No such time zone.' }]);
  }
}

function attachment(partnership: string, now: Temporal.Instant): string {
  const words = partnership
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `attachment; filename="${words || 'partnership'}-copy-${now.toString().slice(0, 10)}.zip"`;
}
