/**
 * Sealed ballots, as both sides must know them: what is signed, what its receipt looks like, and where a browser can
 * make one. RSABSSA-SHA384-PSS-Randomized of RFC 9474, with 3072 bits. See docs/decisions/0019.
 */
export const SEAL_BITS = 3072;
/** Length of a signature and of what is signed blindly. */
export const SEAL_BYTES = SEAL_BITS / 8;
/** The random part of a ballot, and the one that preparing it puts in front. */
const RANDOM_BYTES = 32;
/** How much of a key's SHA-256 travels with a link. */
export const FINGERPRINT_BYTES = 16;
/** Of each receipt this much is kept and published. */
export const RECEIPT_BYTES = 8;

/** What a ballot says of itself: this round, this group, and nothing else. */
export const tagOf = (round: string, stratum: string): string => `v1|${round}|${stratum}|`;

/** What is signed, before it is prepared: the tag, and random bytes that make it this person's own. */
export function messageOf(round: string, stratum: string, random: Uint8Array): Uint8Array<ArrayBuffer> {
  if (random.length !== RANDOM_BYTES) throw new RangeError(`a ballot has ${RANDOM_BYTES} random bytes`);
  const tag = new TextEncoder().encode(tagOf(round, stratum));
  const message = new Uint8Array(tag.length + random.length);
  message.set(tag);
  message.set(random, tag.length);
  return message;
}

const TAG = /^v1\|([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\|(\w{1,40})\|$/;

/** The round and group a prepared ballot is for; undefined: it is none. */
export function readPrepared(prepared: Uint8Array): { round: string; stratum: string } | undefined {
  if (prepared.length < 2 * RANDOM_BYTES) return undefined;
  const tag = prepared.subarray(RANDOM_BYTES, prepared.length - RANDOM_BYTES);
  // Byte by byte: what is no ASCII is no tag.
  const found = TAG.exec(String.fromCharCode(...tag));
  return found ? { round: found[1] as string, stratum: found[2] as string } : undefined;
}

/* ── Receipts ── */

/** Crockford's: without I, L, O and U, so that it can be read out and written down. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RECEIPT_LETTERS = 12;

/** "K7QF-3MX9-PT2D": the first sixty bits of the hash a ballot is filed under. */
export function receiptOf(nullifier: Uint8Array): string {
  let bits = 0n;
  for (const byte of nullifier.subarray(0, RECEIPT_BYTES)) bits = (bits << 8n) | BigInt(byte);
  bits >>= BigInt(8 * RECEIPT_BYTES - 5 * RECEIPT_LETTERS);
  let text = '';
  for (let at = 0; at < RECEIPT_LETTERS; at++) {
    text = `${LETTERS[Number(bits & 31n)]}${text}`;
    bits >>= 5n;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/* ── The size of what is sent ── */

/** Every answer is padded to a multiple of this, so that its size does not tell how much was written. */
export const ANSWER_BYTES = 16_384;

/** How many letters of padding bring a body of so many bytes to its size. */
export const paddingFor = (bytes: number): number => (ANSWER_BYTES - (bytes % ANSWER_BYTES)) % ANSWER_BYTES;

/* ── Where a browser can seal ── */

/**
 * Whether browsers give pages at this address the cryptography that a sealed ballot needs: https, or the machine itself.
 */
export function canSealAt(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d+\.\d+\.\d+$/.test(hostname)
  );
}
