import { Readable } from 'node:stream';
import Type from 'typebox';
import { closed } from '../../domain/common/contract.ts';
import { HttpError, tooMany, unavailable } from './errors.ts';
import { newId } from './id.ts';
import type { LiveEvent, LiveFeed } from './live.ts';

/**
 * A page that comes back says what it heard last; a browser that reconnects by itself says it in Last-Event-ID. A new one
 * says how old it is, in milliseconds: what it shows was read since then, perhaps before it could hear.
 */
export const StreamQuery = Type.Object(
  {
    after: Type.Optional(Type.String({ format: 'uuid' })),
    age: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
  },
  closed,
);

/** What somebody may hear, proven a moment ago. */
export type Ears = {
  /** My party in each of my partnerships. */
  partnerships: ReadonlyMap<string, string>;
  /** Narrower than all that is shared in them. */
  only?: (event: LiveEvent) => boolean;
};

export type StreamWish = {
  /** Who listens: streams are counted by it, and proven again when the access of this person (or guest) changes. */
  who: string;
  /** Proves anew who is asking and what they may hear; an error of 4xx ends the stream. */
  admit: () => Promise<Ears>;
  /** Events numbered from this id on, of the partnerships one may hear of; undefined: too many, read everything again. */
  since: (ears: Ears, firstId: string) => Promise<LiveEvent[] | undefined>;
  /** The last event heard before, from Last-Event-ID. */
  after: string | undefined;
  /** Where nothing was heard before: milliseconds since what is shown began to be read. */
  age?: number | undefined;
};

/** For tests, which do not wait a minute. */
export type Pace = { heartbeatMs: number; proofMs: number };

const PER_PERSON = 12;
const IN_ALL = 4000;
/** A reader this far behind (bytes) is let go; it comes back and is told to read everything again. */
const BEHIND = 256 * 1024;
/** An event is numbered before its transaction commits: looked for again this long before the last one heard. */
const OVERLAP_MS = 120_000;
/** Away for longer: not worth replaying. */
const REPLAY_MS = 3_600_000;

/**
 * Open streams of server-sent events in this process. Whoever opens one was let in by a transaction that has ended;
 * from then on the proof is made again whenever the access of its reader changes, and every minute.
 */
export class LiveStreams {
  pace: Pace = { heartbeatMs: 20_000, proofMs: 60_000 };
  readonly #feed: LiveFeed;
  readonly #onError: (error: Error) => void;
  readonly #open = new Set<Stream>();
  #closing = false;

  constructor(feed: LiveFeed, onError: (error: Error) => void) {
    this.#feed = feed;
    this.#onError = onError;
  }

  get size(): number {
    return this.#open.size;
  }

  open(wish: StreamWish): Readable {
    if (this.#closing || this.#open.size >= IN_ALL) throw unavailable();
    const mine = [...this.#open].filter((stream) => stream.who === wish.who).length;
    if (mine >= PER_PERSON)
      throw tooMany(`${PER_PERSON} windows of yours are listening for changes already; close one.`);
    const stream = new Stream(wish, this.#feed, this.pace, this.#onError);
    this.#open.add(stream);
    stream.once('close', () => void this.#open.delete(stream));
    return stream;
  }

  /** Ends every stream in order, so that a server that stops does not wait for them. */
  close(): void {
    this.#closing = true;
    for (const stream of this.#open) stream.finish();
  }
}

class Stream extends Readable {
  readonly who: string;
  readonly #wish: StreamWish;
  readonly #feed: LiveFeed;
  readonly #pace: Pace;
  readonly #onError: (error: Error) => void;
  #ears: Ears = { partnerships: new Map() };
  /** One thing after the other: a proof that is being made holds back the events after it. */
  #work: Promise<void> = Promise.resolve();
  #stop: (() => void)[] = [];
  #begun = false;
  #over = false;

  constructor(wish: StreamWish, feed: LiveFeed, pace: Pace, onError: (error: Error) => void) {
    super();
    this.who = wish.who;
    this.#wish = wish;
    this.#feed = feed;
    this.#pace = pace;
    this.#onError = onError;
  }

  /** Called when the reply begins, after the commit of the transaction that let this reader in. */
  override _read(): void {
    if (this.#begun) return;
    this.#begun = true;
    // Hears before it asks what was missed: rather twice than not at all.
    this.#stop.push(
      this.#feed.listen({
        event: (event) => this.#then(async () => this.#tell(event)),
        member: (id) => id === this.who && this.#then(() => this.#prove()),
        gap: () => this.#then(async () => this.#say('refetch')),
      }),
    );
    const beat = setInterval(() => this.#write(':\n\n'), this.#pace.heartbeatMs).unref();
    const proof = setInterval(() => this.#then(() => this.#prove()), this.#pace.proofMs).unref();
    this.#stop.push(
      () => clearInterval(beat),
      () => clearInterval(proof),
    );
    this.#then(() => this.#begin());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    for (const stop of this.#stop) stop();
    done(error);
  }

  /** What was said before still arrives. */
  finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.push(null);
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#over || this.destroyed) return;
      await work().catch((error: unknown) => {
        // Refused, or nobody can say at the moment: either way this reader has to ask again to be let in.
        this.finish();
        if (!(error instanceof HttpError) && (error as { code?: string }).code !== 'EN404')
          this.#onError(error as Error);
      });
    });
  }

  async #begin(): Promise<void> {
    // Browsers that lost the server together come back one after the other.
    this.#write(`retry: ${2000 + Math.round(Math.random() * 3000)}\n`);
    this.#write(`id: ${newId()}\nevent: hello\ndata: {}\n\n`);
    this.#ears = await this.#wish.admit();
    const { after, age } = this.#wish;
    if (after === undefined && age === undefined) return;
    const missed = after === undefined ? this.#feed.since(age ?? 0) : await this.#missedAfter(after);
    if (!missed) return this.#say('refetch');
    for (const event of missed) this.#tell(event);
  }

  async #missedAfter(id: string): Promise<LiveEvent[] | undefined> {
    const last = momentOf(id);
    const recent = last !== undefined && last > (momentOf(newId()) as number) - REPLAY_MS;
    return recent ? this.#wish.since(this.#ears, firstIdAt(last - OVERLAP_MS)) : undefined;
  }

  async #prove(): Promise<void> {
    const before = this.#ears.partnerships;
    this.#ears = await this.#wish.admit();
    const now = this.#ears.partnerships;
    if (now.size !== before.size || [...now].some(([id, party]) => before.get(id) !== party)) this.#say('refetch');
  }

  #tell({ privateTo, ...event }: LiveEvent): void {
    const party = this.#ears.partnerships.get(event.partnershipId);
    if (party === undefined || (privateTo !== null && privateTo !== party)) return;
    if (this.#ears.only && !this.#ears.only({ privateTo, ...event })) return;
    this.#write(`${event.id ? `id: ${event.id}\n` : ''}data: ${JSON.stringify(event)}\n\n`);
  }

  #say(what: 'refetch'): void {
    this.#write(`event: ${what}\ndata: {}\n\n`);
  }

  #write(text: string): void {
    if (this.#over || this.destroyed) return;
    if (this.readableLength > BEHIND) this.destroy();
    else this.push(text);
  }
}

/** When a UUIDv7 was made, in milliseconds; undefined for anything else. */
function momentOf(id: string): number | undefined {
  const match = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.exec(id);
  return match ? Number.parseInt(`${match[1]}${match[2]}`, 16) : undefined;
}

/** The smallest id made at a moment. */
function firstIdAt(ms: number): string {
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
