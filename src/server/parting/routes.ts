import type { Readable } from 'node:stream';
import Type from 'typebox';
import { CopyWish } from '../../domain/parting/contract.ts';
import { needs } from '../partnerships/access.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Api } from '../platform/api.ts';
import { invalid } from '../platform/errors.ts';
import { record } from '../platform/record.ts';
import { mayCopy, ONLY_COPIERS } from './access.ts';
import { Copies, type CopyOrder, orderOf } from './copies.ts';

const P = '/partnerships/:partnershipId';

export function partingRoutes(api: Api): void {
  const copies = new Copies(api.deps, (error) => api.app.log.error({ err: error.message }, 'copy'));
  // A server that stops waits for replies on their way.
  api.app.addHook('preClose', () => copies.stop());

  // A POST that is done again each time: it leaves a line in the party's own record.
  api.participant(
    'POST',
    `${P}/copy`,
    {
      summary: 'Take the complete copy: a ZIP of everything my party sees, signed file by file; see entente verify',
      body: CopyWish,
      reply: Type.Unsafe<Readable | CopyOrder>(Type.String()),
      file: 'application/zip',
      stream: true,
      reads: true,
      perMinute: 20,
      after: async (order) => copies.open(order as CopyOrder),
    },
    async ({ tx, scope, body, reply, now }) => {
      needs(mayCopy(scope), ONLY_COPIERS);
      const timeZone = zone(body.timeZone ?? 'UTC');
      copies.check(scope.person);
      const { parties, partnership } = await listPartyNames(tx, scope);
      await record(tx, scope, {
        at: now,
        type: 'copy.taken',
        subject: { type: 'party', id: scope.party, label: parties.find((one) => one.id === scope.party)?.name ?? '' },
        privateTo: scope.party,
      });
      reply.header('content-disposition', `attachment; filename="${fileNameOf(partnership, now)}"`);
      return orderOf(scope, timeZone);
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

export function fileNameOf(partnership: string, now: Temporal.Instant): string {
  const words = partnership
    .normalize('NFKD')
    .replaceAll(/[^a-zA-Z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60)
    .toLowerCase();
  return `${words || 'partnership'}-copy-${now.toString().slice(0, 10)}.zip`;
}
