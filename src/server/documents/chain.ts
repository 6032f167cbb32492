import { createHash } from 'node:crypto';
import { headText, type Link, linkText } from '../../domain/documents/chain.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import type { AnyScope } from '../platform/scope.ts';
import { insertLink, type LinkRow, lockHead } from './chain-queries.ts';
import type { DocumentRow } from './queries.ts';
import type { RatificationRow, VersionRow } from './version-queries.ts';

/** Adds to the chain what has just come into force, in the transaction in which it did. */
export async function addLink(
  tx: Tx,
  scope: AnyScope,
  deps: Deps,
  given: {
    event: Link['event'];
    document: DocumentRow;
    version: VersionRow;
    supersedes: number | null;
    ratifications: readonly RatificationRow[];
  },
  now: Temporal.Instant,
): Promise<LinkRow> {
  const before = await lockHead(tx, scope);
  const { partnership } = await listPartyNames(tx, scope);
  const { document, version } = given;
  const at = now.toString({ fractionalSecondDigits: 3 });
  const position = (before?.position ?? 0) + 1;
  const entry = linkText({
    format: 'entente-link/1',
    partnership: { id: scope.partnership, name: partnership },
    position,
    previous: before?.hash.toString('hex') ?? null,
    event: given.event,
    at,
    document: {
      id: document.id,
      kind: document.kind,
      title: version.title,
      number: version.number,
      hash: version.hash.toString('hex'),
      supersedes: given.supersedes,
    },
    ratifications: given.ratifications.map((one) => ({
      party: { id: one.partyId, name: one.partyName },
      person: { id: one.participantId, name: one.name },
      role: one.role,
      proof: one.proof,
      at: one.at,
    })),
  });
  const hash = createHash('sha256').update(entry, 'utf8').digest();
  const head = headText({
    installation: deps.config.publicUrl,
    partnership: scope.partnership,
    position,
    hash: hash.toString('hex'),
    at,
  });
  const link = { position, entry, hash, head, signature: deps.signer.sign(head), at };
  await insertLink(tx, scope, { document: document.id, number: version.number, ...link });
  return link;
}
