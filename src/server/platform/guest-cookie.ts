import { createHash, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * The secret of a guest link stands behind the # of its address and is exchanged once for a cookie that no script can
 * read: a stream of events cannot carry a header, and a secret in an address ends in somebody's log.
 */
const name = (publicUrl: string) => (publicUrl.startsWith('https:') ? '__Host-entente-guest' : 'entente-guest');

export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** What the database knows of the secret in this request's cookie. */
export function guestToken(request: FastifyRequest, publicUrl: string): Buffer | undefined {
  const start = `${name(publicUrl)}=`;
  const pair = (request.headers.cookie ?? '').split(/; */).find((one) => one.startsWith(start));
  return pair === undefined ? undefined : hashOf(pair.slice(start.length));
}

export function keepGuest(reply: FastifyReply, publicUrl: string, token: string, expiresAt: string): void {
  const ends = `Expires=${new Date(expiresAt).toUTCString()}`;
  const secure = publicUrl.startsWith('https:') ? '; Secure' : '';
  reply.header('set-cookie', `${name(publicUrl)}=${token}; Path=/; HttpOnly; SameSite=Lax; ${ends}${secure}`);
}
