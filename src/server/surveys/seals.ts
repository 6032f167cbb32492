import {
  createHash,
  createPublicKey,
  constants as crypto,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
  verify,
} from 'node:crypto';
import { FINGERPRINT_BYTES, readPrepared, SEAL_BYTES } from '../../domain/surveys/seal.ts';
import type { SealedBallot } from '../../domain/surveys/seal-contract.ts';
import type { RsaKey } from '../platform/costly.ts';

/**
 * Blind signatures, the server's half of RFC 9474 (RSABSSA-SHA384-PSS-Randomized). Node's own RSA does the arithmetic:
 * raw, in constant time and blinded by OpenSSL, some hundred times faster than big integers in JavaScript.
 */

/** A key for one group of one round, used for nothing else. */
export type SealKey = RsaKey;

/** What of a key travels with links and stands on the round's page. */
export const fingerprintOf = (publicKey: Buffer): string =>
  createHash('sha256').update(publicKey).digest().subarray(0, FINGERPRINT_BYTES).toString('base64url');

export const publicKeyOf = (der: Buffer): KeyObject => createPublicKey({ key: der, format: 'der', type: 'spki' });

/**
 * Signs what nobody here can read, and checks the signature before it leaves: one wrong by a fault of the machine would
 * give the key away. Undefined: that is no number this key can sign.
 */
export function signBlinded(privateKey: KeyObject, publicKey: KeyObject, blinded: Buffer): Buffer | undefined {
  const raw = { padding: crypto.RSA_NO_PADDING };
  let signature: Buffer;
  try {
    signature = privateDecrypt({ key: privateKey, ...raw }, blinded);
  } catch {
    return undefined;
  }
  if (!publicEncrypt({ key: publicKey, ...raw }, signature).equals(blinded))
    throw new Error('a blind signature is wrong');
  return signature;
}

export type ReadBallot = { round: string; stratum: string; prepared: Buffer; signature: Buffer };

/** The ballot as bytes, with what it says of itself; undefined: it is none. */
export function readSealed(ballot: SealedBallot): ReadBallot | undefined {
  const prepared = Buffer.from(ballot.prepared, 'base64url');
  const signature = Buffer.from(ballot.signature, 'base64url');
  const said = readPrepared(prepared);
  // One text for each ballot: what decodes to the same bytes must be the same text.
  if (!said || signature.length !== SEAL_BYTES || prepared.toString('base64url') !== ballot.prepared) return undefined;
  return { ...said, prepared, signature };
}

/** Whether the key of this group signed it. A tenth of a millisecond: not worth another thread. */
export function isSealed(publicKey: KeyObject, { prepared, signature }: ReadBallot): boolean {
  return verify(
    'sha384',
    prepared,
    { key: publicKey, padding: crypto.RSA_PKCS1_PSS_PADDING, saltLength: 48 },
    signature,
  );
}

/** What an answer is filed under; its beginning is the receipt. */
export const sealedNullifier = (prepared: Buffer): Buffer => createHash('sha256').update(prepared).digest();
