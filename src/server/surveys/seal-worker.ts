import { createPrivateKey, type KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import type { SignResult, SignTask } from './seal-signer.ts';
import { publicKeyOf, signBlinded } from './seals.ts';

/** Signs in a thread of its own: a private operation takes milliseconds, and three hundred people may come at once. */
const MOST = 200;
const keys = new Map<string, { privateKey: KeyObject; publicKey: KeyObject }>();

parentPort?.on('message', ({ id, key, blinded }: SignTask) => {
  const name = Buffer.from(key.publicKey).toString('base64');
  let pair = keys.get(name);
  if (!pair) {
    if (keys.size >= MOST) keys.clear();
    const der = Buffer.from(key.privateKey);
    pair = {
      privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
      publicKey: publicKeyOf(Buffer.from(key.publicKey)),
    };
    keys.set(name, pair);
  }
  let result: SignResult;
  try {
    result = { id, signature: signBlinded(pair.privateKey, pair.publicKey, Buffer.from(blinded)), failed: null };
  } catch (error) {
    result = { id, signature: undefined, failed: (error as Error).message };
  }
  parentPort?.postMessage(result);
});
