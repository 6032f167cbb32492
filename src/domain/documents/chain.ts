import { canonicalJson } from './canonical.ts';
import type { DocumentKind, Proof, SignatoryRole } from './words.ts';

/**
 * The chain of a partnership: one link for each text that came into force, one for each party that joined such a
 * text later, and one for each that left and is bound by it no more. A link holds the hash of the one before; its own hash is the head from then on, and is signed.
 */
export type Link = {
  format: 'entente-link/1';
  partnership: { id: string; name: string };
  position: number;
  /** Hash of the link before; null: the first. */
  previous: string | null;
  event: 'in-force' | 'joined' | 'left';
  at: string;
  document: {
    id: string;
    kind: DocumentKind;
    title: string;
    number: number;
    /** SHA-256 of its canonical text. */
    hash: string;
    /** The version that it replaced. */
    supersedes: number | null;
  };
  /** With “joined”: the one that was added. With “left”: the one that binds no more from here on. */
  ratifications: {
    party: { id: string; name: string };
    person: { id: string; name: string };
    role: SignatoryRole;
    proof: Proof;
    at: string;
  }[];
};

/** What the installation signs: where the chain stood, and who says so. */
export type Head = {
  format: 'entente-head/1';
  installation: string;
  partnership: string;
  position: number;
  hash: string;
  at: string;
};

export const linkText = (link: Link): string => canonicalJson(link);
export const headText = (head: Omit<Head, 'format'>): string => canonicalJson({ format: 'entente-head/1', ...head });

/** A file that proves one text; every byte of it is covered by a hash or the signature. */
export type ProofFile = {
  format: 'entente-proof/1';
  /** Canonical JSON, as text: exactly what was hashed. */
  text: string;
  link: string;
  head: string;
  signature: string;
  publicKey: string;
};
/** A file with the whole chain of a partnership, and its head at every position. */
export type ChainFile = {
  format: 'entente-chain/1';
  links: { link: string; head: string; signature: string }[];
  publicKey: string;
};

/** A hash in groups that can be read aloud. */
export const inGroups = (hash: string): string => hash.replace(/(.{4})(?=.)/g, '$1 ');
/** Enough of it to recognise: “9f2c 71d0 … 41ab”. */
export const shortHash = (hash: string): string => `${hash.slice(0, 4)} ${hash.slice(4, 8)} … ${hash.slice(-4)}`;
