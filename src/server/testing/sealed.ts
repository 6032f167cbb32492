import { RSABSSA } from '@cloudflare/blindrsa-ts';
import type { SealReply } from '../../domain/surveys/contract.ts';
import { messageOf } from '../../domain/surveys/seal.ts';
import type { SealedBallot, SealOffer } from '../../domain/surveys/seal-contract.ts';
import type { Client } from './app.ts';

/** The respondent's half of a sealed ballot, as the page does it, by the same library. */
const suite = RSABSSA.SHA384.PSS.Randomized();
const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

export const importKey = (spki: string) =>
  crypto.subtle.importKey('spki', Buffer.from(spki, 'base64url'), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);

export type Blinded = { prepared: Uint8Array; blinded: string; inv: Uint8Array; key: CryptoKey };

export async function blind(
  round: string,
  { stratum, publicKey }: Pick<SealOffer, 'stratum' | 'publicKey'>,
): Promise<Blinded> {
  const key = await importKey(publicKey);
  const prepared = suite.prepare(messageOf(round, stratum, crypto.getRandomValues(new Uint8Array(32))));
  const { blindedMsg, inv } = await suite.blind(key, prepared);
  return { prepared, blinded: base64url(blindedMsg), inv, key };
}

export async function unblind({ prepared, inv, key }: Blinded, signature: string): Promise<SealedBallot> {
  const signed = await suite.finalize(key, prepared, Buffer.from(signature, 'base64url'), inv);
  return { prepared: base64url(prepared), signature: base64url(signed) };
}

/** A sealed ballot for the holder of this link. */
export async function sealBallot(
  t: { nobody: Client },
  round: string,
  token: string,
  offer: SealOffer,
): Promise<SealedBallot> {
  const mine = await blind(round, offer);
  const reply = await t.nobody.post<SealReply>('/respond/seals', { round, token, blinded: mine.blinded });
  if (reply.status !== 200) throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
  return unblind(mine, reply.body.signature as string);
}
