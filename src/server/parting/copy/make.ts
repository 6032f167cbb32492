import { MANIFEST, manifestFile, manifestText } from '../../../domain/parting/manifest.ts';
import { findPartnership } from '../../partnerships/queries.ts';
import type { Deps } from '../../platform/api.ts';
import type { Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Scope } from '../../platform/scope.ts';
import { Archive, type Sink } from './archive.ts';
import { cover } from './cover.ts';
import { dialogues } from './dialogues.ts';
import { documents } from './documents.ts';
import { needs } from './needs.ts';
import type { Copying, Part, Printing } from './parts.ts';
import { people } from './people.ts';
import { record } from './record.ts';
import { rounds } from './rounds.ts';
import { sessions } from './sessions.ts';

/** The chapters of a copy, in the order of its pages. What else comes to be shared adds its own function here. */
const PARTS: readonly Part[] = [people, documents, needs, rounds, sessions, dialogues, record];

/**
 * Makes the complete copy of what one party sees and hands it on piece by piece. The transaction reads one moment
 * (repeatable read) with the party's own scope: what is another party's alone is not there for it.
 *
 * @param by who took it, as the first page says
 */
export async function makeCopy(
  tx: Tx,
  scope: Scope,
  given: { deps: Deps; print: Printing; now: Temporal.Instant; timeZone: string; by: string },
  sink: Sink,
): Promise<void> {
  const { deps, now } = given;
  const partnership = await findPartnership(tx, scope);
  const party = partnership?.parties.find((one) => one.mine);
  if (!partnership || !party) throw notFound();
  const copying: Copying = { tx, scope, partnership, ...given };
  const archive = new Archive(sink, now);
  for (const part of PARTS) for await (const entry of part(copying)) await archive.add(entry);
  await archive.add(cover(copying, [...archive.files], given.by));
  const body = {
    format: 'entente-copy/1' as const,
    installation: deps.config.publicUrl,
    partnership: { id: partnership.id, name: partnership.name },
    party: { id: party.id, name: party.name },
    takenAt: now.toString(),
    files: archive.files,
  };
  const signature = deps.signer.sign(manifestText(body)).toString('base64url');
  await archive.add({
    path: MANIFEST,
    data: manifestFile({ ...body, files: [...archive.files], publicKey: deps.signer.publicKey, signature }),
  });
  await archive.end();
}
