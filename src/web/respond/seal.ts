import type { AnswerRequest, BallotReply } from '../../domain/surveys/contract.ts';
import { FINGERPRINT_BYTES, messageOf, paddingFor, receiptOf } from '../../domain/surveys/seal.ts';
import type { SealedBallot, SealOffer } from '../../domain/surveys/seal-contract.ts';
import { fetchSeal } from './api.ts';
import type { Link } from './link.ts';
import type { Kept, KeptSeal, Store } from './store.ts';

/** How this device answers: with a ballot the server made, with one of its own, or as a sealed round lets it otherwise. */
export type Way = 'confidential' | 'sealed' | 'unsealed';

/** Browsers keep the cryptography from pages that came without TLS. */
const canSeal = (): boolean => isSecureContext && crypto.subtle !== undefined;

export const wayOf = (reply: BallotReply): Way =>
  reply.level === 'confidential' ? 'confidential' : canSeal() ? 'sealed' : 'unsealed';

/**
 * Why this page does not go on with a round. A key of one's own would make one's ballot known, so the box must be the
 * one that the link names; and a link that names one is not answered in any weaker way.
 */
export async function whyNot(link: Link, reply: BallotReply): Promise<'key' | 'insecure' | 'unknown' | null> {
  if (reply.level === 'confidential') return link.key ? 'key' : null;
  if (!reply.seal) return 'unknown';
  if (!canSeal()) return reply.seal.unsealed ? null : 'insecure';
  // The end of the link was lost on the way.
  if (!link.key) return 'unknown';
  return (await fingerprintOf(reply.seal.publicKey)) === link.key ? null : 'key';
}

async function fingerprintOf(publicKey: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', fromBase64url(publicKey));
  return toBase64url(new Uint8Array(hash).subarray(0, FINGERPRINT_BYTES));
}

/* ── The ballot ── */

export type Barred = 'elsewhere' | 'none-left' | 'key' | 'over';
type Got = { ballot: AnswerRequest['ballot'] } | { barred: Barred } | 'try-again';

/** The ballot this device answers with, fetched if it is not there yet. Two tabs get the same one. */
export async function ensureBallot(link: Link, reply: BallotReply, store: Store): Promise<Got> {
  if (reply.ballot) return { ballot: reply.ballot };
  if (!reply.seal) return { barred: 'over' };
  if (wayOf(reply) === 'unsealed') {
    const { status, problem, body } = await fetchSeal(link.round, link.token, null);
    return body?.ballot ? { ballot: body.ballot } : refusedBy(status, problem);
  }
  const had = (await store.read())?.seal;
  if (had?.signature) return { ballot: { prepared: had.prepared, signature: had.signature } };
  const made = had ?? (await cover(link.round, reply.seal));
  const kept = await store.change((before) => (before?.seal ? before : { ...(before ?? freshly(reply)), seal: made }));
  const mine = kept?.seal ?? made;
  if (mine.signature) return { ballot: { prepared: mine.prepared, signature: mine.signature } };
  const { status, problem, body } = await fetchSeal(link.round, link.token, mine.blinded);
  if (!body?.signature) return refusedBy(status, problem);
  const signature = await uncover(mine, reply.seal, body.signature).catch(() => null);
  if (!signature) return { barred: 'key' };
  const ballot: SealedBallot = { prepared: mine.prepared, signature };
  await store.change((before) => before && { ...before, seal: { ...ballot, blinded: '', inv: '' } });
  return { ballot };
}

const freshly = (reply: BallotReply): Kept => ({
  reply,
  draft: null,
  frozen: null,
  done: null,
  until: Date.parse(reply.closesAt),
});

function refusedBy(status: number, problem: string): Got {
  if (/ballot-elsewhere/.test(problem)) return { barred: 'elsewhere' };
  if (/no-ballots-left/.test(problem)) return { barred: 'none-left' };
  if (status === 404 || status === 410) return { barred: 'over' };
  return 'try-again';
}

/** Loaded when it is needed: confidential rounds do without. */
const library = async () => (await import('@cloudflare/blindrsa-ts')).RSABSSA.SHA384.PSS.Randomized();
const keyOf = (offer: SealOffer) =>
  crypto.subtle.importKey('spki', fromBase64url(offer.publicKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, [
    'verify',
  ]);

async function cover(round: string, offer: SealOffer): Promise<KeptSeal> {
  const suite = await library();
  const prepared = suite.prepare(messageOf(round, offer.stratum, crypto.getRandomValues(new Uint8Array(32))));
  const { blindedMsg, inv } = await suite.blind(await keyOf(offer), prepared);
  return {
    prepared: toBase64url(prepared),
    blinded: toBase64url(blindedMsg),
    inv: toBase64url(inv),
    signature: null,
  };
}

/** Checks the signature too: one of another key is refused here. */
async function uncover(mine: KeptSeal, offer: SealOffer, signature: string): Promise<string> {
  const suite = await library();
  const [prepared, inv] = [fromBase64url(mine.prepared), fromBase64url(mine.inv)];
  return toBase64url(await suite.finalize(await keyOf(offer), prepared, fromBase64url(signature), inv));
}

/* ── What is sent ── */

/** Brings a sealed answer to the size that all have. */
export function padded(answer: AnswerRequest): AnswerRequest {
  if (!('prepared' in answer.ballot)) return answer;
  const bytes = new TextEncoder().encode(JSON.stringify({ ...answer, padding: '' })).length;
  return { ...answer, padding: ' '.repeat(paddingFor(bytes)) };
}

/** With a ballot that the link brings: only this device is told that its very answer is counted. */
export const nonceFor = (ballot: AnswerRequest['ballot']): { nonce?: string } =>
  'prepared' in ballot ? {} : { nonce: toBase64url(crypto.getRandomValues(new Uint8Array(16))) };

/** The code that tells its holder, and nobody else, that a ballot was counted; null: a ballot without one. */
export async function receiptFor(ballot: AnswerRequest['ballot']): Promise<string | null> {
  if (!('prepared' in ballot)) return null;
  return receiptOf(new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64url(ballot.prepared))));
}

const [SHORTEST, LONGEST] = [2_000, 10_000];

/** Milliseconds until a sealed answer leaves: by chance, so that the moment of "Send" is not that of its arrival. */
export function chance(): number {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return SHORTEST + ((random ?? 0) / 2 ** 32) * (LONGEST - SHORTEST);
}

/* ── Bytes as texts ── */

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
