import { SEAL_BITS } from '../../domain/surveys/seal.ts';
import { type Costly, costly } from '../platform/costly.ts';

/** What all people of all tests sign in with. */
export const PASSWORD = 'a long enough password';
/** Enough that rounds of one test, one after the other, have keys of their own. */
const KEYS = 8;
const HANDED_ON = 'ENTENTE_TEST_COSTLY';

type Done = { keys: { publicKey: string; privateKey: string }[]; hash: string };

/**
 * Done once for a whole run, and really: keys for every round that is opened and a hash for everybody who signs up were
 * a good part of the work of all tests.
 */
export async function workAhead(): Promise<void> {
  const [hash, ...keys] = await Promise.all([
    costly.hashPassword(PASSWORD),
    ...Array.from({ length: KEYS }, () => costly.findRsaKey(SEAL_BITS)),
  ]);
  const done: Done = {
    hash,
    keys: keys.map(({ publicKey, privateKey }) => {
      return { publicKey: publicKey.toString('base64'), privateKey: privateKey.toString('base64') };
    }),
  };
  process.env[HANDED_ON] = JSON.stringify(done);
}

/** Takes what was done ahead: the keys one after the other, the hash for its one password. Does everything else itself. */
export function doneAhead(): Costly {
  const handedOn = process.env[HANDED_ON];
  if (!handedOn) return costly;
  const { keys, hash } = JSON.parse(handedOn) as Done;
  let next = 0;
  return {
    async findRsaKey(bits) {
      const key = keys[next++ % keys.length];
      if (!key || bits !== SEAL_BITS) return costly.findRsaKey(bits);
      return { publicKey: Buffer.from(key.publicKey, 'base64'), privateKey: Buffer.from(key.privateKey, 'base64') };
    },
    hashPassword: async (password) => (password === PASSWORD ? hash : costly.hashPassword(password)),
    verifyPassword: async (claim) =>
      (claim.password === PASSWORD && claim.hash === hash) || costly.verifyPassword(claim),
  };
}
