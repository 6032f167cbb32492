import pg from 'pg';

/** That something changed, and never what: whoever hears it reads the change under their own rights. */
export type LiveEvent = {
  partnershipId: string;
  /** Of the event in the record; null for what leaves no trace there (where a session stands). */
  id: string | null;
  type: string;
  subject: { type: string; id: string };
  privateTo: string | null;
};

export type Listener = {
  event: (event: LiveEvent) => void;
  /** What this person may see has changed. */
  member: (id: string) => void;
  /** Something may have been missed: read again what is shown. */
  gap: () => void;
};

export type LiveState = 'starting' | 'listening' | 'lost' | 'stopped';

const CHANNEL = 'entente_event';
/** So much is remembered for pages that began to read before they could hear. */
const REMEMBERED = 1000;
/** A connection that died without a word (a pulled cable, a firewall) is noticed after this long. */
const PROBE_MS = 30_000;
const RETRY_MS = [100, 500, 1000, 2000, 5000];

/**
 * Hears of every event of the record, from whichever process wrote it, over one connection of its own that LISTENs. It
 * must reach PostgreSQL itself, not a pool in transaction mode. When the connection is lost it is made again, and every
 * listener is told of the gap; requests and writes go on meanwhile.
 */
export class LiveFeed {
  state: LiveState = 'starting';
  readonly #connection: pg.ClientConfig;
  readonly #onError: (error: Error) => void;
  readonly #listeners = new Set<Listener>();
  /** The last ones heard, with when that was; null: something may have been missed. */
  readonly #recent: { at: number; event: LiveEvent | null }[] = [];
  #client: pg.Client | undefined;
  #failures = 0;
  #heardBefore = false;
  #retry: NodeJS.Timeout | undefined;
  #probe: NodeJS.Timeout | undefined;

  constructor(connection: pg.ClientConfig, onError: (error: Error) => void) {
    this.#connection = connection;
    this.#onError = onError;
  }

  /** Returns how to stop hearing. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Heard in the last so many milliseconds; undefined: nobody knows whether that was all. */
  since(ms: number): LiveEvent[] | undefined {
    const from = performance.now() - ms;
    if (this.state !== 'listening' || (this.#recent.length === REMEMBERED && (this.#recent[0]?.at ?? 0) > from))
      return undefined;
    const heard = this.#recent.filter(({ at }) => at >= from).map(({ event }) => event);
    return heard.includes(null) ? undefined : (heard as LiveEvent[]);
  }

  /** Does not fail: what cannot be reached now is tried again. */
  async start(): Promise<void> {
    const client = new pg.Client({
      ...this.#connection,
      application_name: 'entente live',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    this.#client = client;
    client.on('error', (error) => this.#lose(client, error));
    client.on('end', () => this.#lose(client));
    client.on('notification', ({ payload }) => this.#hear(payload));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
    } catch (error) {
      this.#lose(client, error as Error);
      return;
    }
    if (this.#client !== client) return;
    this.state = 'listening';
    this.#failures = 0;
    this.#probe = setInterval(() => {
      client.query('select 1').catch((error: Error) => this.#lose(client, error));
    }, PROBE_MS).unref();
    if (this.#heardBefore) this.#remember(null);
    if (this.#heardBefore) for (const listener of this.#listeners) listener.gap();
    this.#heardBefore = true;
  }

  async stop(): Promise<void> {
    this.state = 'stopped';
    clearTimeout(this.#retry);
    clearInterval(this.#probe);
    const client = this.#client;
    this.#client = undefined;
    await client?.end().catch(() => {});
  }

  #hear(payload: string | undefined): void {
    const told = JSON.parse(payload ?? 'null') as LiveEvent | { member: string } | null;
    if (!told) return;
    if (!('member' in told)) this.#remember(told);
    for (const listener of this.#listeners)
      if ('member' in told) listener.member(told.member);
      else listener.event(told);
  }

  #remember(event: LiveEvent | null): void {
    this.#recent.push({ at: performance.now(), event });
    if (this.#recent.length > REMEMBERED) this.#recent.shift();
  }

  /** An error, an end and a failed probe may all tell of the same loss. */
  #lose(client: pg.Client, error?: Error): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    clearInterval(this.#probe);
    client.end().catch(() => {});
    this.state = 'lost';
    if (error) this.#onError(error);
    const wait = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)];
    this.#retry = setTimeout(() => void this.start(), wait).unref();
  }
}
