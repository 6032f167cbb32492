import { createHash, createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Ballot } from '../../domain/surveys/contract.ts';

/**
 * What proves an invited answer, at the level "confidential". The seam for stronger levels is the pair of calls it
 * serves: one that knows who is asking and hands out a ballot, one that takes a ballot with answers and never sees the
 * invitation. Here the server makes the ballot itself, from the round's secret: the same link always gets the same
 * ballot, so two devices, a replay or a double click are one answer. A sealed ballot (seals.ts) is made by the page and
 * signed blindly.
 *
 * What is stored: of a link its hash, of a ballot another hash. Neither leads to the other without the link itself or
 * the round's secret, which is destroyed at closing.
 */
export const newSecret = () => randomBytes(32);

const mac = (secret: Buffer, ...parts: string[]) =>
  createHmac('sha256', secret).update(parts.join('\n')).digest('base64url');

/** The secret part of a participant's link. */
export function tokenOf(secret: Buffer, round: string, participant: string): string {
  return mac(secret, 'link', round, participant);
}

/** The secret of a person's link that stops reminders: good for that and nothing else. */
export function stopTokenOf(secret: Buffer, round: string, participant: string): string {
  return mac(secret, 'stop', round, participant);
}

/** The secret behind the code of a round's room. */
export function roomTokenOf(secret: Buffer, round: string, code: number): string {
  return mac(secret, 'room', round, `${code}`);
}

/**
 * What a sheet of paper is filed under, like an answer: the same stack sent again hits the same rows, and no row tells
 * that it came on paper, of whom, or from which stack.
 */
export function sheetNullifier(secret: Buffer, round: string, stack: string, place: number): Buffer {
  return tokenHash(`nullifier\n${mac(secret, 'sheet', round, stack, `${place}`)}`);
}

export function tokenHash(token: string | Buffer): Buffer {
  return hash('sha256', token, 'buffer');
}

export function makeBallot(secret: Buffer, round: string, stratum: string, token: string): Ballot {
  const serial = mac(secret, 'serial', round, token);
  return { round, stratum, serial, proof: mac(secret, 'proof', round, stratum, serial) };
}

/** Whether this round made this ballot for this stratum. Constant time. */
export function isGenuine(secret: Buffer, ballot: Ballot): boolean {
  const expected = Buffer.from(mac(secret, 'proof', ballot.round, ballot.stratum, ballot.serial));
  const given = Buffer.from(ballot.proof);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** What an answer is filed under: the same ballot always hits the same row. */
export function nullifierOf(ballot: Ballot): Buffer {
  return tokenHash(`nullifier\n${ballot.serial}`);
}

/** What stands beside an answer where its device sent nothing: known to whoever has the ballot, and like chance to others. */
export const nonceFrom = (ballot: string | Buffer): Buffer =>
  createHash('sha256').update('nonce\n').update(ballot).digest().subarray(0, 16);
