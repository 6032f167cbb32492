import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** The installation's own signature (Ed25519): what it says of joint texts can be checked without it. */
export type Signer = {
  /** 32 bytes, base64url. Published, so that others can check. */
  publicKey: string;
  sign: (text: string) => Buffer;
};

/** DER around the 32 bytes of an Ed25519 key (RFC 8410). */
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');

export function openSigner(secret: string): Signer {
  const seed = createHash('sha256').update(`entente signing key ${secret}`).digest();
  const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length);
  return { publicKey: publicKey.toString('base64url'), sign: (text) => sign(null, Buffer.from(text, 'utf8'), key) };
}

/** Whether this public key signed this text. */
export function isSigned(text: string, signature: Buffer, publicKey: string): boolean {
  const raw = Buffer.from(publicKey, 'base64url');
  if (raw.length !== 32 || signature.length !== 64) return false;
  const key = createPublicKey({ key: Buffer.concat([PUBLIC, raw]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text, 'utf8'), key, signature);
}
