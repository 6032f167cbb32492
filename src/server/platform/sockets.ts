import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { WebSocket, WebSocketServer } from 'ws';
import type { Auth } from './auth.ts';

/** What a chapter does with a socket of somebody who is signed in and comes from our own pages. */
export type SocketHandler = (socket: Socket, query: URLSearchParams) => void;
export type Served = { path: string; largest: number; handler: SocketHandler };

/** For tests, which do not wait a minute. */
export type SocketPace = { heartbeatMs: number; perSecond: number; burst: number };

const PER_PERSON = 12;
const IN_ALL = 2000;
/** Handshakes whose session is being looked up. */
const ASKING = 100;
/** A reader this far behind (bytes) is let go; it comes back and asks for what it lacks. */
const BEHIND = 4 * 1024 * 1024;
/** Messages heard and not worked off; then nothing more is read from this socket for a while. */
const WAITING = 64;
/** So many bytes weigh like another message. */
const LARGE = 16 * 1024;
const GOING_AWAY = 1001;
const TOO_FAST = 4429;
const TOO_MANY = 4430;

/**
 * WebSockets beside the API, on the same port. Cookies alone prove nothing about who made a request, so every handshake
 * names one of our own origins; the session is looked up as everywhere else. Whatever a socket says is authorised by the
 * chapter, each time.
 */
export class Sockets {
  pace: SocketPace = { heartbeatMs: 20_000, perSecond: 40, burst: 400 };
  readonly #auth: Auth;
  readonly #origins: readonly string[];
  readonly #open = new Set<Socket>();
  #asking = 0;
  #closing = false;

  constructor(auth: Auth, origins: readonly string[]) {
    this.#auth = auth;
    this.#origins = origins;
  }

  get size(): number {
    return this.#open.size;
  }

  serve(app: FastifyInstance, { path, largest, handler }: Served): void {
    const server = new WebSocketServer({
      noServer: true,
      maxPayload: largest,
      // Costs more memory than it saves on messages of a few bytes.
      perMessageDeflate: false,
      clientTracking: false,
    });
    app.server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
      raw.on('error', () => raw.destroy());
      // Null: no address at all, like //. Whatever is thrown here would end the process.
      const url = URL.parse(request.url ?? '/', 'http://localhost');
      this.#admit(request, url?.pathname === path).then(
        (answer) => {
          if (typeof answer === 'number') refuse(raw, answer);
          else
            server.handleUpgrade(request, raw, head, (ws) => {
              const mine = [...this.#open].filter((one) => one.person === answer).length;
              const signedIn = async () => (await this.#auth.session(request))?.person === answer;
              const socket = new Socket(ws, answer, this.pace, signedIn);
              // Said to the page, which would not see the status of a refused handshake.
              if (mine >= PER_PERSON) {
                socket.close(TOO_MANY);
                return;
              }
              this.#open.add(socket);
              ws.once('close', () => void this.#open.delete(socket));
              handler(socket, url?.searchParams ?? new URLSearchParams());
            });
        },
        () => refuse(raw, 503),
      );
    });
    app.addHook('preClose', async () => this.close());
  }

  /** The person, or the status of the refusal. */
  async #admit(request: IncomingMessage, ours: boolean): Promise<string | number> {
    if (!ours) return 404;
    const { origin } = request.headers;
    if (origin === undefined || !this.#origins.includes(origin)) return 403;
    if (this.#closing || this.#open.size >= IN_ALL || this.#asking >= ASKING) return 503;
    this.#asking++;
    try {
      return (await this.#auth.session(request))?.person ?? 401;
    } finally {
      this.#asking--;
    }
  }

  /** Lets every window go; they come back by themselves. */
  drop(): void {
    for (const socket of this.#open) socket.close(GOING_AWAY);
  }

  /** A server that stops says so; pages come back to the next one. */
  close(): void {
    this.#closing = true;
    this.drop();
  }
}

function refuse(raw: Duplex, status: number): void {
  raw.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** One open socket: counted, heartbeaten, and let go when it does not keep up. */
export class Socket {
  readonly person: string;
  /** Whether the session that opened this socket still stands. */
  readonly signedIn: () => Promise<boolean>;
  readonly #ws: WebSocket;
  readonly #pace: SocketPace;
  #left: number;
  #since = performance.now();
  #alive = true;
  #waiting = 0;

  constructor(ws: WebSocket, person: string, pace: SocketPace, signedIn: () => Promise<boolean>) {
    this.#ws = ws;
    this.person = person;
    this.signedIn = signedIn;
    this.#pace = pace;
    this.#left = pace.burst;
    // Too large, not masked, not UTF-8: the library closes with the right code by itself.
    ws.on('error', () => ws.terminate());
    ws.on('pong', () => {
      this.#alive = true;
    });
    const beat = setInterval(() => {
      if (!this.#alive) ws.terminate();
      this.#alive = false;
      if (this.open) ws.ping();
    }, pace.heartbeatMs).unref();
    ws.once('close', () => clearInterval(beat));
  }

  get open(): boolean {
    return this.#ws.readyState === WebSocket.OPEN;
  }

  /** `heard` is told of each message, and says when it has been worked off. */
  listen(heard: (message: string | Uint8Array) => Promise<void>, closed: () => void): void {
    this.#ws.once('close', closed);
    this.#ws.on('message', (data: Buffer, binary: boolean) => {
      if (!this.open) return;
      if (!this.#mayGoOn(data.length)) {
        this.close(TOO_FAST);
        return;
      }
      this.#waiting++;
      if (this.#waiting === WAITING) this.#ws.pause();
      void heard(binary ? data : data.toString()).finally(() => {
        this.#waiting--;
        if (this.#waiting === WAITING / 2) this.#ws.resume();
      });
    });
  }

  send(data: string | Uint8Array): void {
    if (!this.open) return;
    if (this.#ws.bufferedAmount > BEHIND) this.#ws.terminate();
    else this.#ws.send(data);
  }

  close(code: number): void {
    this.#ws.close(code);
    // Whoever does not answer is not waited for.
    setTimeout(() => this.#ws.terminate(), 2000).unref();
  }

  /** So many messages a second in the long run, large ones for more, with a reserve for what was typed offline. */
  #mayGoOn(bytes: number): boolean {
    const now = performance.now();
    const { perSecond, burst } = this.#pace;
    this.#left = Math.min(burst, this.#left + ((now - this.#since) / 1000) * perSecond) - 1 - bytes / LARGE;
    this.#since = now;
    return this.#left >= 0;
  }
}
