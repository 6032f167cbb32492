import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from './database.ts';
import { conflict, invalid, notFound } from './errors.ts';

const KEY = /^[\x21-\x7e]{8,100}$/;

/**
 * Runs a creating request once for each Idempotency-Key of a person. The key is written first, in the same transaction:
 * a second request with it waits for the first to commit, then gets the first one's answer.
 *
 * An answer may hold what is shown once and kept nowhere, like the secret of a link. So nothing of it can be read where
 * it is kept: it is sealed with the key, and of the key there is a hash.
 */
export async function once<T>(
  tx: Tx,
  person: string,
  given: { request: FastifyRequest; reply: FastifyReply; now: Temporal.Instant },
  status: number,
  work: () => Promise<T>,
): Promise<T> {
  const key = given.request.headers['idempotency-key'];
  if (given.request.method !== 'POST' || key === undefined) return work();
  if (typeof key !== 'string' || !KEY.test(key))
    throw invalid('Idempotency-Key is 8 to 100 printable characters without spaces; a new UUID does well.');
  const row = {
    person_id: person,
    key: derived(key, 'name').toString('base64url'),
    route: `${given.request.method} ${given.request.url}`,
    request_hash: derived(key, `request ${JSON.stringify(given.request.body ?? null)}`),
    status,
    created_at: given.now.toString(),
  };
  const claimed = await tx
    .insertInto('idempotency_key')
    .values({ ...row, body: null })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  if (claimed.numInsertedOrUpdatedRows === 0n) {
    const before = await tx
      .selectFrom('idempotency_key')
      .selectAll()
      .where('person_id', '=', person)
      .where('key', '=', row.key)
      .executeTakeFirst();
    if (!before) throw notFound();
    if (before.route !== row.route || !before.request_hash.equals(row.request_hash))
      throw conflict('key-reused', 'This Idempotency-Key came with another request before; make a new one.');
    given.reply.header('idempotency-replayed', 'true');
    return JSON.parse(opened(key, before.body as string)) as T;
  }
  const result = await work();
  // Rights are insert and delete, not update: a kept answer cannot be changed afterwards.
  await tx.deleteFrom('idempotency_key').where('person_id', '=', person).where('key', '=', row.key).execute();
  const body = JSON.stringify(sealed(key, JSON.stringify(result ?? null)));
  await tx
    .insertInto('idempotency_key')
    .values({ ...row, body })
    .execute();
  return result;
}

const derived = (key: string, what: string): Buffer => createHmac('sha256', key).update(what).digest();

function sealed(key: string, text: string): string {
  const start = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', derived(key, 'seal'), start);
  const inside = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([start, cipher.getAuthTag(), inside]).toString('base64');
}

function opened(key: string, kept: string): string {
  const bytes = Buffer.from(kept, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', derived(key, 'seal'), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString();
}
