/**
 * What travels between an open draft and the server, over one socket for each draft and window.
 *
 * Bytes, by their first one:
 * - `0` + state vector: what the sender has; the other side answers with what it lacks.
 * - `1` + number (4 bytes, big endian) + update: a change. The number is the sender's own; from the server it is 0.
 *
 * Text is JSON: `Said` from the server, `Place` from a window. Names come from the server alone.
 */
export const VECTOR = 0;
export const UPDATE = 1;

/** Whether this window may change the text now. */
export type Mode = 'write' | 'read';

/** Where somebody's caret stands, in Yjs' relative positions; null: nowhere. */
export type Cursor = { anchor: unknown; head: unknown } | null;
export type Place = { client: number; cursor: Cursor };
export type Present = Place & { participantId: string; partyId: string; name: string };

export type Said =
  | { say: 'welcome'; mode: Mode }
  | { say: 'mode'; mode: Mode }
  /** Written to the database for good: every change up to this number. */
  | { say: 'kept'; number: number }
  | { say: 'here'; people: Present[] }
  | { say: 'gone'; client: number };

/** Why a socket was closed; above 4000, as the standard leaves them to applications. */
export const CLOSED = {
  /** A change that cannot be taken: not readable, in another's name, or pointing at what the server has not got. */
  refused: 4400,
  signedOut: 4401,
  /** Does not exist, is not yours, is no draft any more: the same to whoever asks. */
  missing: 4404,
  /** This window holds an earlier draft of the document. */
  otherDraft: 4409,
  tooBig: 4413,
  tooMany: 4429,
  later: 4503,
} as const;

/** Largest message in bytes: fifty pages written without a connection come as one. */
export const MESSAGE_BYTES = 1024 * 1024;
/** Largest draft in bytes, with what was deleted in it. Fifty pages are about 300 KB. */
export const DRAFT_BYTES = 4 * 1024 * 1024;
/** A caret's place is a few numbers. */
export const PLACE_BYTES = 2048;

export function vectorMessage(vector: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(1 + vector.length);
  message[0] = VECTOR;
  message.set(vector, 1);
  return message;
}

export function updateMessage(number: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const message = new Uint8Array(5 + update.length);
  message[0] = UPDATE;
  new DataView(message.buffer).setUint32(1, number);
  message.set(update, 5);
  return message;
}

export type Message = { vector: Uint8Array } | { number: number; update: Uint8Array };

/** Undefined: none of ours. */
export function readMessage(bytes: Uint8Array): Message | undefined {
  if (bytes[0] === VECTOR) return { vector: bytes.subarray(1) };
  if (bytes[0] !== UPDATE || bytes.length < 6) return undefined;
  const number = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(1);
  return { number, update: bytes.subarray(5) };
}

/** Undefined: none of ours. The caret itself is passed on unread. */
export function readPlace(text: string): Place | undefined {
  if (text.length > PLACE_BYTES) return undefined;
  try {
    const { client, cursor } = JSON.parse(text) as Partial<Place>;
    if (!Number.isSafeInteger(client) || (client as number) < 0) return undefined;
    if (cursor === null || cursor === undefined) return { client: client as number, cursor: null };
    if (typeof cursor !== 'object' || !('anchor' in cursor) || !('head' in cursor)) return undefined;
    return { client: client as number, cursor: { anchor: cursor.anchor, head: cursor.head } };
  } catch {
    return undefined;
  }
}
