import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import Type from 'typebox';
import { Problem } from '../../domain/common/contract.ts';
import type { Auth } from './auth.ts';
import type { Clock } from './clock.ts';
import { compress } from './compress.ts';
import type { Config } from './config.ts';
import type { Costly } from './costly.ts';
import type { Database, Tx } from './database.ts';
import { conflict, forbidden, invalid, needsVersion, unauthenticated } from './errors.ts';
import type { FileStore } from './file-store.ts';
import { guestToken } from './guest-cookie.ts';
import type { Jobs } from './jobs.ts';
import type { LiveFeed } from './live.ts';
import type { LiveStreams } from './live-streams.ts';
import { once } from './once.ts';
import {
  asGuest,
  asPerson,
  type Guard,
  type GuestScope,
  inPartnership,
  type PersonScope,
  type Scope,
} from './scope.ts';
import type { Signer } from './signer.ts';
import type { Sockets } from './sockets.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in, once a route that asks for it has found out. */
    person: string | null;
  }
}

/** What every chapter is given. */
export type Deps = {
  db: Database;
  auth: Auth;
  jobs: Jobs;
  clock: Clock;
  config: Config;
  guard: Guard;
  live: Live;
  signer: Signer;
  files: FileStore;
  costly: Costly;
};
/** What others change, as it happens: the one ear of this process, the streams it feeds, and sockets. */
export type Live = { feed: LiveFeed; streams: LiveStreams; sockets: Sockets };

export type Access = 'anyone' | 'person' | 'participant' | 'administrator' | 'guest';

/** What a route says about itself: without access and a reply shape it cannot be written down. */
type Spec<P extends TSchema, Q extends TSchema, B extends TSchema, R extends TSchema> = {
  summary: string;
  params?: P;
  query?: Q;
  body?: B;
  reply: R;
  status?: 200 | 201 | 204;
  /** The request names the version it read (If-Match). */
  ifMatch?: true;
  /** Largest body in bytes; 64 KB unless said. */
  bodyLimit?: number;
  /** Requests a minute from one address; 600 unless said. */
  perMinute?: number;
  /** The reply is not JSON but a file of this type. */
  file?: string;
  /** The reply goes on for as long as somebody listens (a Readable): no timeout cuts it, no measure of speed counts it. */
  stream?: true;
  /** Long and without secrets: sent compressed. A secret beside words of the caller could be guessed from lengths. */
  compress?: true;
  /** What takes long: made from what the handler loaded, when its transaction has given the connection back. */
  after?(loaded: Static<R>): Promise<Buffer | Readable>;
  /** What comes is a file, which `after` reads from the stream that is the body: for as long as it takes, and not kept. */
  upload?: true;
  /** A POST that changes nothing (more): made again it is done again, and neither what came nor the answer is kept. */
  reads?: true;
  /** Nothing about the request is logged, counted by address or kept for a repetition: what holds answers. */
  silent?: true;
};

type Given<P extends TSchema, Q extends TSchema, B extends TSchema> = {
  params: Static<P>;
  query: Static<Q>;
  body: Static<B>;
  /** From If-Match. */
  version: number;
  now: Temporal.Instant;
  deps: Deps;
  request: FastifyRequest;
  reply: FastifyReply;
};

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
const Empty = Type.Object({});
export const BYTES = 'application/octet-stream';

/**
 * The shape of every endpoint: declare who may, what comes in and what goes out; then load, decide, act, present.
 * `person`, `participant` and `administrator` run in one transaction that has proven who is asking, and reply after
 * its commit.
 */
export class Api {
  readonly app: FastifyInstance;
  readonly deps: Deps;
  constructor(app: FastifyInstance, deps: Deps) {
    this.app = app;
    this.deps = deps;
  }

  anyone<
    P extends TSchema = typeof Empty,
    Q extends TSchema = typeof Empty,
    B extends TSchema = TSchema,
    R extends TSchema = TSchema,
  >(method: Method, url: string, spec: Spec<P, Q, B, R>, handler: (given: Given<P, Q, B>) => Promise<Static<R>>): void {
    this.#route('anyone', method, url, spec, (given) => handler(given as Given<P, Q, B>));
  }

  person<
    P extends TSchema = typeof Empty,
    Q extends TSchema = typeof Empty,
    B extends TSchema = TSchema,
    R extends TSchema = TSchema,
  >(
    method: Method,
    url: string,
    spec: Spec<P, Q, B, R>,
    handler: (given: Given<P, Q, B> & { tx: Tx; scope: PersonScope }) => Promise<Static<R>>,
  ): void {
    this.#route('person', method, url, spec, async (given) => {
      const person = personOf(given.request);
      return asPerson(this.deps.db, person, (tx, scope) => {
        const work = () => handler({ ...(given as Given<P, Q, B>), tx, scope });
        return spec.reads ? work() : once(tx, scope.person, given, spec.status ?? 200, work);
      });
    });
  }

  administrator<
    P extends TSchema = typeof Empty,
    Q extends TSchema = typeof Empty,
    B extends TSchema = TSchema,
    R extends TSchema = TSchema,
  >(
    method: Method,
    url: string,
    spec: Spec<P, Q, B, R>,
    handler: (given: Given<P, Q, B> & { tx: Tx; scope: PersonScope }) => Promise<Static<R>>,
  ): void {
    this.#route('administrator', method, url, spec, async (given) => {
      const person = personOf(given.request);
      return asPerson(this.deps.db, person, async (tx, scope) => {
        if (!scope.administrator) throw forbidden('Only the administrator of this installation can see this.');
        return handler({ ...(given as Given<P, Q, B>), tx, scope });
      });
    });
  }

  /** `url` begins with /partnerships/:partnershipId. */
  participant<
    P extends TSchema = typeof Empty,
    Q extends TSchema = typeof Empty,
    B extends TSchema = TSchema,
    R extends TSchema = TSchema,
  >(
    method: Method,
    url: string,
    spec: Spec<P, Q, B, R>,
    handler: (given: Given<P, Q, B> & { tx: Tx; scope: Scope }) => Promise<Static<R>>,
  ): void {
    if (!url.startsWith('/partnerships/:partnershipId')) throw new Error(`${url} does not name its partnership`);
    this.#route('participant', method, url, spec, async (given) => {
      const person = personOf(given.request);
      const { partnershipId } = given.params as { partnershipId: string };
      return inPartnership(
        this.deps.db,
        person,
        partnershipId,
        (tx, scope) => {
          if (scope.ended && method !== 'GET' && !spec.reads)
            throw conflict(
              'partnership-ended',
              'This partnership has ended: you can read and copy everything, and nothing in it changes any more.',
            );
          const work = () => handler({ ...(given as Given<P, Q, B>), tx, scope });
          return spec.silent || spec.reads || spec.upload ? work() : once(tx, person, given, spec.status ?? 200, work);
        },
        this.deps.guard,
      );
    });
  }

  /** `url` begins with /guest/reviews/:reviewId. The bearer of a guest link, in that session and nowhere else. */
  guest<
    P extends TSchema = typeof Empty,
    Q extends TSchema = typeof Empty,
    B extends TSchema = TSchema,
    R extends TSchema = TSchema,
  >(
    method: Method,
    url: string,
    spec: Spec<P, Q, B, R>,
    handler: (given: Given<P, Q, B> & { tx: Tx; scope: GuestScope }) => Promise<Static<R>>,
  ): void {
    if (!url.startsWith('/guest/reviews/:reviewId')) throw new Error(`${url} does not name its session`);
    this.#route('guest', method, url, spec, async (given) => {
      const tokenHash = this.#bearer(given.request);
      const { reviewId } = given.params as { reviewId: string };
      return asGuest(this.deps.db, { tokenHash, review: reviewId, now: given.now }, (tx, scope) =>
        once(tx, scope.guest, given, spec.status ?? 200, () => handler({ ...(given as Given<P, Q, B>), tx, scope })),
      );
    });
  }

  #bearer(request: FastifyRequest): Buffer {
    const tokenHash = guestToken(request, this.deps.config.publicUrl);
    if (!tokenHash) throw unauthenticated();
    return tokenHash;
  }

  async #known(access: Access, request: FastifyRequest): Promise<void> {
    if (access === 'guest') return void this.#bearer(request);
    const session = await this.deps.auth.session(request);
    if (!session) throw unauthenticated();
    request.person = session.person;
  }

  #route(
    access: Access,
    method: Method,
    url: string,
    spec: Spec<TSchema, TSchema, TSchema, TSchema>,
    handler: (given: Given<TSchema, TSchema, TSchema>) => Promise<unknown>,
  ): void {
    const ids = [...url.matchAll(/:(\w+)/g)].map((match) => match[1] as string);
    const params =
      spec.params ?? Type.Object(Object.fromEntries(ids.map((id) => [id, Type.String({ format: 'uuid' })])));
    const headers = {
      ...(spec.ifMatch ? { 'if-match': Type.Optional(Type.String()) } : {}),
      ...(method === 'POST' && access !== 'anyone' ? { 'idempotency-key': Type.Optional(Type.String()) } : {}),
    };
    this.app.route({
      method,
      url: `/api/v1${url}`,
      // Before the body is read: a stranger learns nothing about what would have been accepted.
      ...(access === 'anyone' ? {} : { onRequest: (request) => this.#known(access, request) }),
      config: {
        access,
        silent: spec.silent ?? false,
        stream: spec.stream ?? false,
        upload: spec.upload ?? false,
        rateLimit: spec.silent ? false : { max: spec.perMinute ?? 600 },
      },
      bodyLimit: spec.bodyLimit ?? 65_536,
      // A respondent's call is a statement or two, and the database ends those that take too long. At closing time
      // thousands come at once, and a timer for each costs as much as reading it.
      ...(spec.silent || spec.stream || spec.upload ? {} : { handlerTimeout: 15_000 }),
      ...(spec.stream ? { exposeHeadRoute: false } : {}),
      ...(spec.compress ? { onSend: compress } : {}),
      // A malformed id is an id that does not exist: same answer, no hint.
      ...(ids.length ? { attachValidation: false } : {}),
      schema: {
        summary: spec.summary,
        operationId: operationId(method, url),
        tags: [url.split('/').filter((part) => part && !part.startsWith(':'))[0] ?? ''],
        ...(access === 'anyone' ? { security: [] } : {}),
        ...(ids.length ? { params } : {}),
        ...(spec.query ? { querystring: spec.query } : {}),
        ...(spec.body ? { body: spec.body } : {}),
        ...(spec.upload ? { body: { content: { [BYTES]: { schema: {} } } } } : {}),
        ...(Object.keys(headers).length > 0 ? { headers: Type.Object(headers) } : {}),
        response: {
          [spec.file ? '200' : '2xx']: spec.file ? { content: { [spec.file]: { schema: Type.String() } } } : spec.reply,
          '4xx': { content: { 'application/problem+json': { schema: Problem } } },
        },
      },
      handler: async (request, reply) => {
        const loaded = await handler({
          params: request.params as never,
          query: request.query as never,
          body: request.body as never,
          version: spec.ifMatch ? versionOf(request) : 0,
          now: this.deps.clock.now(),
          deps: this.deps,
          request,
          reply,
        });
        const result = spec.after ? await spec.after(loaded) : loaded;
        if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
        // Proxies must hand every line on as it comes.
        if (spec.stream) reply.header('x-accel-buffering', 'no');
        if (reply.statusCode === 200) reply.code(spec.status ?? 200);
        if (spec.file) return reply.type(typeOf(spec.file)).send(result);
        const next = (result as { next?: unknown } | null)?.next;
        if (method === 'GET' && typeof next === 'string')
          reply.header('link', `<${nextUrl(request, next)}>; rel="next"`);
        return reply.send(result);
      },
    });
  }
}

function personOf(request: FastifyRequest): string {
  if (request.person === null) throw unauthenticated();
  return request.person;
}

const typeOf = (file: string): string => (file.startsWith('text/') ? `${file}; charset=utf-8` : file);

function operationId(method: Method, url: string): string {
  const words = url
    .split('/')
    .filter(Boolean)
    .map((part) => part.replace(/^:/, 'by-').replace(/\.\w+$/, (end) => `-${end.slice(1)}`));
  return [method.toLowerCase(), ...words].join('-');
}

function versionOf(request: FastifyRequest): number {
  const header = request.headers['if-match'];
  if (header === undefined) throw needsVersion();
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
  if (!match) throw invalid('If-Match holds the version you read, like "3".');
  return Number(match[1]);
}

function nextUrl(request: FastifyRequest, cursor: string): string {
  const url = new URL(request.url, 'http://localhost');
  url.searchParams.set('cursor', cursor);
  return url.pathname + url.search;
}
