import Type, { type Static } from 'typebox';
import { closed, Id, nullable } from '../common/contract.ts';
import { SEAL_BYTES } from './seal.ts';

/** Shapes of sealed ballots. Bytes travel as base64url without padding. */

const bytes = (length: number) => Math.ceil((length * 8) / 6);
const Bytes = (length: number) =>
  Type.String({ minLength: bytes(length), maxLength: bytes(length), pattern: '^[\\w-]*$' });

/** What proves an invited answer: made by the page, signed without being seen. It names round and group inside. */
export const SealedBallot = Type.Object(
  { prepared: Type.String({ minLength: 100, maxLength: 220, pattern: '^[\\w-]*$' }), signature: Bytes(SEAL_BYTES) },
  closed,
);
export type SealedBallot = Static<typeof SealedBallot>;

/** The box of one's group, with the ballot reply of a sealed round. */
export const SealOffer = Type.Object({
  stratum: Type.String(),
  /** SPKI, DER. The page goes on only if its SHA-256 begins as the link says. */
  publicKey: Type.String(),
  /** Whether a device that cannot seal may answer confidentially; decided when the round was opened. */
  unsealed: Type.Boolean(),
  /** Where the answer goes, if not here: the origin of an independent ballot host. */
  host: nullable(Type.String()),
});
export type SealOffer = Static<typeof SealOffer>;

export const SealRequest = Type.Object(
  {
    round: Id,
    token: Type.String({ minLength: 20, maxLength: 100 }),
    /** What to sign; null: this device cannot seal and asks for a confidential ballot. */
    blinded: nullable(Bytes(SEAL_BYTES)),
  },
  closed,
);
export type SealRequest = Static<typeof SealRequest>;

/** How a sealed round came out, by group. */
export const BallotAudit = Type.Object({
  strata: Type.Array(
    Type.Object({
      key: Type.String(),
      /** Of the public key: SHA-256, the first 16 bytes, as links end with it. */
      fingerprint: Type.String(),
      /** Ballots handed out and sheets entered. Null while the round is open. */
      handed: nullable(Type.Integer()),
      /** Answers counted. Null while the round is open. */
      counted: nullable(Type.Integer()),
    }),
  ),
  /** Whether no group has more answers than ballots. Null while the round is open. */
  addsUp: nullable(Type.Boolean()),
  /** Confidential ballots handed to devices that could not seal. `count` null: some, but how many is not shown. */
  unsealed: nullable(Type.Object({ count: nullable(Type.Integer()) })),
});
export type BallotAudit = Static<typeof BallotAudit>;
