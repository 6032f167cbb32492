import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import type { CopiedFile } from '../../../domain/parting/manifest.ts';

export type Bytes = string | Uint8Array;
/** One file of a copy. What is long comes in pieces, and is never whole in memory. */
export type Entry = { path: string; data: Bytes | AsyncIterable<Bytes> };
/** Takes what the archive is made of; resolves when there is room for more. */
export type Sink = (piece: Uint8Array) => Promise<void>;

/** Written in pieces of this size, so that packing never holds up others for long. */
const PIECE = 65_536;

/** A ZIP archive that is handed on as it is made. */
export class Archive {
  readonly files: CopiedFile[] = [];
  readonly #zip: Zip;
  readonly #sink: Sink;
  readonly #mtime: Date;
  #ready: Uint8Array[] = [];

  constructor(sink: Sink, at: Temporal.Instant) {
    this.#sink = sink;
    // Archives know no year before 1980; a test's clock may.
    this.#mtime = new Date(Math.max(at.epochMilliseconds, Date.UTC(1980, 0, 2)));
    this.#zip = new Zip((error, piece) => {
      if (error) throw error;
      this.#ready.push(piece);
    });
  }

  async add({ path, data }: Entry): Promise<void> {
    if (this.files.some((one) => one.path === path)) throw new Error(`two files of a copy are called ${path}`);
    const file = path.endsWith('.pdf') ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
    file.mtime = this.#mtime;
    this.#zip.add(file);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of inPieces(data)) {
      hash.update(piece);
      bytes += piece.length;
      // The archive may keep what it is given until it is handed on.
      file.push(piece.slice());
      await this.#handOn();
    }
    file.push(new Uint8Array(), true);
    await this.#handOn();
    this.files.push({ path, bytes, sha256: hash.digest('hex') });
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#handOn();
  }

  async #handOn(): Promise<void> {
    const ready = this.#ready;
    this.#ready = [];
    for (const piece of ready) if (piece.length > 0) await this.#sink(piece);
  }
}

async function* inPieces(data: Entry['data']): AsyncGenerator<Uint8Array> {
  const whole = typeof data === 'string' || data instanceof Uint8Array;
  for await (const part of whole ? [data] : data) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part;
    for (let at = 0; at < bytes.length; at += PIECE) {
      yield bytes.subarray(at, at + PIECE);
      await new Promise(setImmediate);
    }
  }
}
