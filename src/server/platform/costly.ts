import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { hashPassword, verifyPassword } from 'better-auth/crypto';

const generate = promisify(generateKeyPair);

/** In DER: SPKI and PKCS #8. */
export type RsaKey = { publicKey: Buffer; privateKey: Buffer };

/**
 * What takes a core for a tenth of a second or more, on purpose. By the thread pool, so that nobody else waits. Passed
 * in, so that tests do it once and not a thousand times.
 */
export type Costly = {
  /** Half a second for 3,072 bits. */
  findRsaKey: (bits: number) => Promise<RsaKey>;
  hashPassword: (password: string) => Promise<string>;
  verifyPassword: (claim: { hash: string; password: string }) => Promise<boolean>;
};

export const costly: Costly = {
  async findRsaKey(bits) {
    const { publicKey, privateKey } = await generate('rsa', {
      modulusLength: bits,
      publicExponent: 0x10001,
      publicKeyEncoding: { type: 'spki', format: 'der' },
      privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    });
    return { publicKey: publicKey as Buffer, privateKey: privateKey as Buffer };
  },
  hashPassword,
  verifyPassword,
};
