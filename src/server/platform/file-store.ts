import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileDamaged, noRoom, tooLarge } from './errors.ts';

/** Bytes that have come in whole and are not kept yet. */
export type Received = {
  partnership: string;
  path: string;
  size: number;
  sha256: string;
  /** At most so many bytes from there. */
  read: (from: number, length: number) => Promise<Buffer>;
};

const PART = '.part';
const HASH = /^[0-9a-f]{64}$/;

/**
 * Files outside the database: DATA_DIR/files/<partnership>/<SHA-256>, each content once. What comes in lies under another
 * name until it is whole and on the disk; what goes out is checked against its name first.
 */
export class FileStore {
  readonly #root: string;
  constructor(dataDir: string) {
    this.#root = join(dataDir, 'files');
  }

  /** Reads a stream to its end, one piece at a time. Whatever goes wrong, nothing is left behind. */
  async receive(partnership: string, stream: Readable, most: { bytes: number; message: string }): Promise<Received> {
    const directory = join(this.#root, partnership);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, `${randomUUID()}${PART}`);
    const file = await open(path, 'wx+', 0o600);
    try {
      const hash = createHash('sha256');
      let size = 0;
      // Not destroyed when we stop early: the reply that says why goes out on the same connection.
      for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        size += chunk.length;
        if (size > most.bytes) throw tooLarge(most.message);
        hash.update(chunk);
        for (let written = 0; written < chunk.length; )
          written += (await file.write(chunk, written, chunk.length - written)).bytesWritten;
      }
      await file.sync();
      return {
        partnership,
        path,
        size,
        sha256: hash.digest('hex'),
        async read(from, length) {
          const again = await open(path);
          try {
            return await readAt(again, from, length);
          } finally {
            await again.close();
          }
        },
      };
    } catch (error) {
      await unlink(path).catch(() => {});
      if (['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw noRoom();
      throw error;
    } finally {
      await file.close();
    }
  }

  /** From here on the bytes are there under their hash, also after a power cut. Replaces a file that was damaged. */
  async keep({ partnership, path, sha256 }: Received): Promise<void> {
    await rename(path, this.#at(partnership, sha256));
    const directory = await open(join(this.#root, partnership));
    try {
      await directory.sync();
    } catch {
      // Not every system lets a directory be written down by itself.
    } finally {
      await directory.close();
    }
  }

  async drop({ path }: Received): Promise<void> {
    await unlink(path).catch(() => {});
  }

  /** The bytes with this hash, read twice: nothing of a damaged file ever leaves. */
  async read(partnership: string, sha256: string): Promise<Readable> {
    const file = await open(this.#at(partnership, sha256)).catch(() => {
      throw fileDamaged();
    });
    try {
      const hash = createHash('sha256');
      for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) hash.update(chunk as Buffer);
      if (hash.digest('hex') !== sha256) throw fileDamaged();
      return file.createReadStream({ start: 0 });
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async remove(partnership: string, sha256: string): Promise<void> {
    await unlink(this.#at(partnership, sha256)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  /** Removes what an end in the middle of sending left behind, and tells what is kept: both if older than `before`. */
  async sweep(before: Temporal.Instant): Promise<Map<string, string[]>> {
    const kept = new Map<string, string[]>();
    for (const partnership of await readdir(this.#root).catch(() => [])) {
      if (!/^[0-9a-f-]{36}$/.test(partnership)) continue;
      for (const name of await readdir(join(this.#root, partnership)).catch(() => [])) {
        const path = join(this.#root, partnership, name);
        const changed = await stat(path).then(
          ({ mtimeMs }) => mtimeMs,
          () => Number.POSITIVE_INFINITY,
        );
        if (changed > before.epochMilliseconds) continue;
        if (name.endsWith(PART)) await unlink(path).catch(() => {});
        else if (HASH.test(name)) kept.set(partnership, [...(kept.get(partnership) ?? []), name]);
      }
    }
    return kept;
  }

  #at(partnership: string, sha256: string): string {
    if (!HASH.test(sha256)) throw new Error('not a hash');
    return join(this.#root, partnership, sha256);
  }
}

async function readAt(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
