import type { Canonical } from '../../domain/documents/canonical.ts';
import { canonicalJson } from '../../domain/documents/canonical.ts';
import type { ChainFile, ProofFile } from '../../domain/documents/chain.ts';
import type { Ratification } from '../../domain/documents/contract.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import type { Scope } from '../platform/scope.ts';
import { chainOf, type LinkRow, linkOf } from './chain-queries.ts';
import { findDocument } from './queries.ts';
import { findVersion, type RatificationRow, ratificationsOf, type VersionRow } from './version-queries.ts';

type Proven = {
  version: VersionRow & { canonical: string };
  link: LinkRow;
  ratifications: RatificationRow[];
};

/** A version that is or was in force, with where it stands in the chain. */
async function provenVersion(tx: Tx, scope: Scope, id: string, number: number): Promise<Proven> {
  if (!(await findDocument(tx, scope, id))) throw notFound();
  const version = await findVersion(tx, scope, id, number);
  if (!version) throw notFound();
  const link = await linkOf(tx, scope, id, number);
  if (!link) throw conflict('never-in-force', 'This version has not come into force; there is nothing to prove yet.');
  const ratifications = (await ratificationsOf(tx, scope, [id])).filter((one) => one.number === number);
  return { version, link, ratifications };
}

/** One text with everything that proves it; every byte of the file is covered by a hash or the signature. */
export async function proofFile(tx: Tx, scope: Scope, deps: Deps, id: string, number: number): Promise<string> {
  const { version, link } = await provenVersion(tx, scope, id, number);
  const file: ProofFile = {
    format: 'entente-proof/1',
    text: version.canonical,
    link: link.entry,
    head: link.head,
    signature: link.signature.toString('base64url'),
    publicKey: deps.signer.publicKey,
  };
  return `${canonicalJson(file)}\n`;
}

/** Everything that ever came into force in this partnership, link by link. */
export async function chainFile(tx: Tx, scope: Scope, deps: Deps): Promise<string> {
  const links = await chainOf(tx, scope);
  const file: ChainFile = {
    format: 'entente-chain/1',
    links: links.map(({ entry, head, signature }) => ({
      link: entry,
      head,
      signature: signature.toString('base64url'),
    })),
    publicKey: deps.signer.publicKey,
  };
  return `${canonicalJson(file)}\n`;
}

/** What a ratified text is printed from. */
export type PrintedText = {
  text: Canonical;
  number: number;
  state: 'in-force' | 'superseded';
  inForceAt: string;
  supersededAt: string | null;
  timeZone: string;
  partnership: string;
  sample: boolean;
  /** In the order of their names, with their marks. */
  parties: { id: string; name: string; mark: string }[];
  ratifications: Ratification[];
  /** Parties of them that have left since: bound until that day. */
  left: { id: string; on: string }[];
  hash: string;
  position: number;
  head: string;
  signature: string;
  publicKey: string;
  installation: string;
};

export async function printedText(tx: Tx, scope: Scope, deps: Deps, id: string, number: number): Promise<PrintedText> {
  const { version, link, ratifications } = await provenVersion(tx, scope, id, number);
  const { partnership, sample, parties } = await listPartyNames(tx, scope);
  return {
    text: JSON.parse(version.canonical) as Canonical,
    number,
    state: version.state === 'superseded' ? 'superseded' : 'in-force',
    inForceAt: version.in_force_at as string,
    supersededAt: version.settled_at,
    timeZone: version.time_zone,
    partnership,
    sample,
    parties: parties.filter((party) => ratifications.some((one) => one.partyId === party.id)),
    ratifications,
    left: parties.flatMap((party) =>
      party.leftOn && ratifications.some((one) => one.partyId === party.id) ? [{ id: party.id, on: party.leftOn }] : [],
    ),
    hash: version.hash.toString('hex'),
    position: link.position,
    head: link.hash.toString('hex'),
    signature: link.signature.toString('base64url'),
    publicKey: deps.signer.publicKey,
    installation: deps.config.publicUrl,
  };
}
