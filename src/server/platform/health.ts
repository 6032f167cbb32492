import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Deps } from './api.ts';
import { forbidden, unavailable } from './errors.ts';

const outside = {
  config: { access: 'anyone' as const, outside: true, rateLimit: false as const },
  schema: { hide: true },
};

/** Alive, ready, and how fast: for whatever watches an installation. Routes are counted by pattern, never by address. */
export async function healthRoutes(app: FastifyInstance, deps: Deps): Promise<void> {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'entente_request_seconds',
    help: 'Time to answer, by route pattern and status class',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 5],
    registers: [registry],
  });
  new Gauge({
    name: 'entente_live_streams',
    help: 'Streams of live updates that are open',
    registers: [registry],
    collect() {
      this.set(deps.live.streams.size);
    },
  });
  new Gauge({
    name: 'entente_sockets',
    help: 'Windows with an open draft',
    registers: [registry],
    collect() {
      this.set(deps.live.sockets.size);
    },
  });
  app.addHook('onResponse', (request, reply, done) => {
    done();
    const { silent, stream } = request.routeOptions.config;
    if (silent || stream) return;
    seconds.observe(
      {
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: `${Math.floor(reply.statusCode / 100)}xx`,
      },
      reply.elapsedTime / 1000,
    );
    request.log.info(
      {
        route: request.routeOptions.url,
        method: request.method,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'answered',
    );
  });

  app.get('/healthz', outside, async () => ({ alive: true }));
  app.get('/readyz', outside, async () => {
    try {
      await sql`select 1`.execute(deps.db);
    } catch {
      throw unavailable();
    }
    // Without live updates everything works; people see what others change when they look again.
    return { ready: true, live: deps.live.feed.state };
  });
  app.get('/metrics', outside, async (request, reply) => {
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip) && !request.headers['x-forwarded-for'];
    const token = deps.config.metricsToken;
    if (!local && !(token && request.headers.authorization === `Bearer ${token}`))
      throw forbidden('Metrics answer on this machine only, or to METRICS_TOKEN.');
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
