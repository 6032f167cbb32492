import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import helmet from 'helmet';
import { canSealAt } from '../domain/surveys/seal.ts';
import { deliveryRoutes } from './delivery/routes.ts';
import { reflectionRoutes } from './dialogue/reflection-routes.ts';
import { dialogueRoutes } from './dialogue/routes.ts';
import { briefingRoutes } from './documents/briefing/routes.ts';
import { stopBriefingRoutes } from './documents/briefing/stop-routes.ts';
import { fileRoutes } from './documents/files/routes.ts';
import { needsRoutes } from './documents/needs-routes.ts';
import { proofRoutes } from './documents/proof-routes.ts';
import { proposalRoutes } from './documents/proposal-routes.ts';
import { documentRoutes } from './documents/routes.ts';
import { wordRoutes } from './documents/word/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { outboxRoutes } from './outbox/routes.ts';
import { partingRoutes } from './parting/routes.ts';
import { participantRoutes } from './partnerships/participant-routes.ts';
import { partnershipRoutes } from './partnerships/routes.ts';
import { hasPerson } from './persons/queries.ts';
import { personRoutes } from './persons/routes.ts';
import { Api, type Deps } from './platform/api.ts';
import { trustedOrigins } from './platform/auth.ts';
import type { Config } from './platform/config.ts';
import { notFound } from './platform/errors.ts';
import { healthRoutes } from './platform/health.ts';
import { guardBodies, readForms } from './platform/json.ts';
import { describeApi } from './platform/openapi.ts';
import { problems, sendProblem } from './platform/problems.ts';
import { bodyChecks } from './platform/validation.ts';
import { webRoutes } from './platform/web.ts';
import { programmeRoutes } from './programme/routes.ts';
import { resultsRoutes } from './results/routes.ts';
import { guestRoutes } from './reviews/guest-routes.ts';
import { reviewRoutes } from './reviews/routes.ts';
import { sampleRoutes } from './sample/routes.ts';
import { instrumentRoutes } from './surveys/instrument-routes.ts';
import { paperRoutes } from './surveys/paper-routes.ts';
import { planRoutes } from './surveys/plan-routes.ts';
import { respondRoutes } from './surveys/respond-routes.ts';
import { roomRoutes } from './surveys/room-routes.ts';
import { surveyRoutes } from './surveys/routes.ts';
import { stopRoutes } from './surveys/stop-routes.ts';
import { Rooms } from './writing/channel.ts';
import { writingRoutes } from './writing/routes.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call; set by the Api helper. A route without it does not boot. */
    access?: 'anyone' | 'person' | 'participant' | 'administrator' | 'guest';
    /** Not part of /api/v1: sign-in, health, files. */
    outside?: boolean;
    /** No log line, no counting by address. */
    silent?: boolean;
    /** Goes on for as long as somebody listens. */
    stream?: boolean;
    /** A file comes in, however long that takes. */
    upload?: boolean;
  }
}

/** 25 MB over a poor line. */
const LONGEST_UPLOAD = 15 * 60_000;
/** How long the server puts up with what takes long, in milliseconds. */
const PATIENCE = {
  /** Without a moment to listen; after it requests are turned away. 0: however long. */
  stall: 2000,
  /** Until a whole request is here; a file may take longer. */
  request: 30_000,
  /** Until a first view is drawn; after it the page draws itself. Nobody should wait longer. */
  firstView: 2_000,
};

/** The application without a port: tests call it through inject, main.ts lets it listen. */
export async function buildApp(
  deps: Deps,
  logger?: FastifyBaseLogger,
  patience: Partial<typeof PATIENCE> = {},
): Promise<FastifyInstance> {
  const { stall, request, firstView } = { ...PATIENCE, ...patience };
  const secure = secureHeaders(deps.config);
  const app = fastify({
    // What has no route goes past every hook: an address that cannot be read is not there.
    frameworkErrors: (_error, _request, reply) => void sendProblem(reply.headers(secure), notFound().problem),
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID().slice(0, 8),
    trustProxy: deps.config.trustedProxies.length > 0 ? deps.config.trustedProxies : false,
    bodyLimit: 65_536,
    requestTimeout: LONGEST_UPLOAD,
    http: { headersTimeout: 30_000 },
    connectionTimeout: 30_000,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
  });

  bodyChecks(app);
  problems(app);
  guardBodies(app);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(secure);
    done();
  });
  // Whoever hung up meanwhile has no address left to count, and nobody is there to answer.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.socket.destroyed) reply.hijack();
    else done();
  });
  await app.register(rateLimit, {
    global: true,
    max: 600,
    timeWindow: '1 minute',
    // The built files are the same for everybody, and twenty colleagues behind one address open a page at once.
    allowList: (request) => request.url.startsWith('/assets/'),
    cache: 10_000,
    // One home or office has all the addresses of its network in IPv6. Whoever has hung up already has none any more.
    keyGenerator: ({ ip }) => (ip ? normalizeIP(ip) : ''),
    errorResponseBuilder: (_request, context) => ({
      statusCode: 429,
      code: 'FST_TOO_MANY',
      message: `Too many requests. Wait ${Math.ceil(context.ttl / 1000)} seconds.`,
    }),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: stall,
    // One stalled second of a small machine is no reason to turn people away.
    sampleInterval: 5000,
    retryAfter: 5,
    exposeStatusRoute: false,
  });
  inTime(app, request);
  onlySameSite(app, trustedOrigins(deps.config));
  declaredOnly(app);
  await app.register(swagger, describeApi());

  deps.auth.register(app);
  app.decorateRequest('person', null);
  const api = new Api(app, deps);
  app.register(async () => {
    personRoutes(api);
    partnershipRoutes(api);
    participantRoutes(api);
    surveyRoutes(api);
    instrumentRoutes(api);
    planRoutes(api);
    paperRoutes(api);
    respondRoutes(api);
    roomRoutes(api);
    resultsRoutes(api);
    sampleRoutes(api);
    dialogueRoutes(api);
    reflectionRoutes(api);
    documentRoutes(api);
    proposalRoutes(api);
    proofRoutes(api);
    wordRoutes(api);
    needsRoutes(api);
    briefingRoutes(api);
    outboxRoutes(api);
    reviewRoutes(api);
    guestRoutes(api);
    deliveryRoutes(api);
    liveRoutes(api);
    programmeRoutes(api);
    writingRoutes(api);
    partingRoutes(api);
  });
  // A server that stops waits for replies on their way; these would never end by themselves.
  app.addHook('preClose', async () => deps.live.streams.close());
  new Rooms(deps, (error) => app.log.error({ err: error.message }, 'writing')).serve(app);
  app.register(async (forms) => {
    readForms(forms);
    stopRoutes(new Api(forms, deps));
    stopBriefingRoutes(new Api(forms, deps));
  });
  app.register(async (files) => fileRoutes(new Api(files, deps)));
  await healthRoutes(app, deps);
  await webRoutes(app, firstRun(deps), firstView);
  await app.ready();
  return app;
}

/** Cuts off whoever sends a request slowly to hold the line; only a file may take its time. */
function inTime(app: FastifyInstance, longest: number): void {
  const coming = new Map<IncomingMessage, number>();
  app.addHook('onRequest', ({ raw, routeOptions }, _reply, done) => {
    if (!routeOptions.config.upload) coming.set(raw, performance.now());
    done();
  });
  app.addHook('preValidation', ({ raw }, _reply, done) => {
    coming.delete(raw);
    done();
  });
  // One look at all of them: a timer for each costs as much as reading it.
  const sweep = setInterval(() => {
    for (const [raw, since] of coming) {
      if (!raw.complete && !raw.destroyed && performance.now() - since < longest) continue;
      coming.delete(raw);
      if (!raw.complete) raw.destroy();
    }
  }, longest / 10).unref();
  app.addHook('onClose', (_app, done) => {
    clearInterval(sweep);
    done();
  });
}

/** Whether nobody has an account yet. Once somebody has, that never changes back, and is not asked again. */
function firstRun({ db }: Deps): () => Promise<boolean> {
  let settled = false;
  return async () => {
    settled ||= await hasPerson(db);
    return !settled;
  };
}

/** The same for every reply, so they are made once: building them for each request costs more than sending them. */
function secureHeaders({ publicUrl, ballotOrigin }: Config): Record<string, string> {
  const headers: Record<string, string> = {};
  const collect = { setHeader: (name: string, value: string) => (headers[name] = value), removeHeader() {} };
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'", ...(ballotOrigin ? [ballotOrigin] : [])],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: publicUrl.startsWith('https:') ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
    // Words to browsers and plug-ins that are gone; every reply would carry them.
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    // Over plain http browsers ignore both, and say so in every console.
    crossOriginOpenerPolicy: canSealAt(publicUrl),
    originAgentCluster: canSealAt(publicUrl),
  })(undefined as never, collect as never, () => {});
  return headers;
}

/** A write from a browser must come from our own pages: cookies alone prove nothing about who made a request. */
function onlySameSite(app: FastifyInstance, origins: string[]): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return done();
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if ((origin === undefined || origins.includes(origin)) && site !== 'cross-site') return done();
    done(
      Object.assign(new Error('This request came from another site; open Entente itself and try again.'), {
        statusCode: 403,
        code: 'CROSS_SITE',
      }),
    );
  });
}

/** Refuses to boot a route of the API that does not declare who may call it and what it replies. */
function declaredOnly(app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    // Files of the built pages hold nothing of anybody.
    if (
      route.config?.outside ||
      route.url.startsWith('/assets/') ||
      route.method === 'HEAD' ||
      route.method === 'OPTIONS'
    )
      return;
    const response = route.schema?.response as Record<string, unknown> | undefined;
    if (!route.config?.access) throw new Error(`${route.method} ${route.url} does not declare who may call it`);
    if (!response?.['2xx'] && !response?.['200'])
      throw new Error(`${route.method} ${route.url} does not declare its reply`);
  });
}
