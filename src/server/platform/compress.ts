import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
// On every request: the quick setting, which still sends a fifth.
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

/** What a browser says it can unpack, the better first. */
export function encodingOf(request: FastifyRequest): 'br' | 'gzip' | undefined {
  const accepted = String(request.headers['accept-encoding'] ?? '').split(/[,;\s]+/);
  return (['br', 'gzip'] as const).find((one) => accepted.includes(one));
}

export function variesByEncoding(reply: FastifyReply): void {
  reply.header('vary', [reply.getHeader('vary'), 'accept-encoding'].filter(Boolean).join(', '));
}

/** Sends a long text compressed (a hook of routes that ask for it). */
export async function compress(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<unknown> {
  if (typeof payload !== 'string' || payload.length < 1024) return payload;
  variesByEncoding(reply);
  const encoding = encodingOf(request);
  if (!encoding) return payload;
  reply.header('content-encoding', encoding).removeHeader('content-length');
  return encoding === 'br' ? brotli(payload, QUICK) : zip(payload);
}
