import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { PrintedText } from '../documents/proof.ts';
import type { Deps } from '../platform/api.ts';
import { busy, notFound } from '../platform/errors.ts';
import { asPerson, enterPartnership } from '../platform/scope.ts';
import { openPress } from '../results/press.ts';
import type { Report } from '../results/report/reader.ts';
import type { Sink } from './copy/archive.ts';
import { makeCopy } from './copy/make.ts';
import type { Printing } from './copy/parts.ts';
import { enterLeft, readPiece } from './queries.ts';

/** Each holds a connection of the database for as long as its reader takes. */
const AT_ONCE = 2;
/** Whoever takes nothing for this long is gone. */
const IDLE_MS = 30_000;
const LONGEST_MS = 15 * 60_000;

/** One PDF at a time, whatever it takes: a copy waits, and pages that print have presses of their own. */
const PATIENT = { hands: 1, waiting: 100, limitMs: 60_000 };

export function openPrinting(): Printing & { stop: () => Promise<void> } {
  const texts = openPress<PrintedText>(new URL('../documents/print/worker.ts', import.meta.url), PATIENT);
  const results = openPress<Report>(new URL('../results/report/worker.ts', import.meta.url), PATIENT);
  return {
    text: texts.print,
    results: results.print,
    stop: async () => {
      await Promise.all([texts.stop(), results.stop()]);
    },
  };
}

/** What a reply is made from when its transaction is over. */
export type CopyOrder = { person: string; partnership: string } & ({ timeZone: string } | { kept: true });

/** Complete copies on their way to whoever takes them. */
export class Copies {
  readonly #deps: Deps;
  readonly #onError: (error: Error) => void;
  readonly #going = new Map<string, AbortController>();
  readonly #printing = openPrinting();

  constructor(deps: Deps, onError: (error: Error) => void) {
    this.#deps = deps;
    this.#onError = onError;
  }

  /** Refuses a second copy of the same person, and more at once than the database has room for. */
  check(person: string): void {
    if (this.#going.has(person))
      throw busy('A copy of yours is being made already. Wait until it is here, or cancel it first.');
    if (this.#going.size >= AT_ONCE)
      throw busy('Others are taking their copies at this moment. Try again in a minute.');
  }

  /** The archive, from its first byte on while the rest is still being made; whoever goes away ends it. */
  open(order: CopyOrder): Readable {
    this.check(order.person);
    const ending = new AbortController();
    const out = new PassThrough({ highWaterMark: 262_144 });
    this.#going.set(order.person, ending);
    const limit = setTimeout(() => ending.abort(new Error('this copy took too long')), LONGEST_MS).unref();
    out.once('close', () => ending.abort());
    const sink: Sink = async (piece) => {
      ending.signal.throwIfAborted();
      if (out.write(piece)) return;
      const idle = AbortSignal.timeout(IDLE_MS);
      await once(out, 'drain', { signal: AbortSignal.any([ending.signal, idle]) });
    };
    void ('kept' in order ? this.#handOut(order, sink) : this.#make(order, sink))
      .then(
        () => out.end(),
        (error: Error) => {
          if (!ending.signal.aborted) this.#onError(error);
          // Cut off, so that nobody takes a part for the whole.
          out.destroy(error);
        },
      )
      .finally(() => {
        clearTimeout(limit);
        this.#going.delete(order.person);
      });
    return out;
  }

  async #make(order: { person: string; partnership: string; timeZone: string }, sink: Sink): Promise<void> {
    const { db, guard, clock } = this.#deps;
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const scope = await enterPartnership(tx, order.person, order.partnership, guard);
        const { timeZone } = order;
        const given = { deps: this.#deps, print: this.#printing, now: clock.now(), timeZone, by: scope.name };
        await makeCopy(tx, scope, given, sink);
      });
  }

  /** The copy that was kept as the party left. */
  async #handOut({ person, partnership }: { person: string; partnership: string }, sink: Sink): Promise<void> {
    await asPerson(this.#deps.db, person, async (tx, scope) => {
      const party = await enterLeft(tx, scope, partnership, this.#deps.clock.now());
      if (!party) throw notFound();
      for (let piece = 0; ; piece++) {
        const bytes = await readPiece(tx, { partnership, party }, piece);
        if (!bytes) return;
        await sink(bytes);
      }
    });
  }

  async stop(): Promise<void> {
    for (const ending of this.#going.values()) ending.abort();
    await this.#printing.stop();
  }
}
