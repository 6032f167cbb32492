import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { Api, type Deps } from './platform/api.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import { guardBodies } from './platform/json.ts';
import { problems } from './platform/problems.ts';
import { bodyChecks } from './platform/validation.ts';
import { answerRoute } from './surveys/answer-routes.ts';

/**
 * The ballot box alone: takes sealed answers, knows public keys, and nothing about links or people. Its login in the
 * database may run two functions and read no table. Whoever runs it sees when an answer comes and from where, but never
 * who holds which link; whoever runs Entente sees links, and not when answers come. See docs/guide/operate-ballots.md.
 * @param entente origin of the pages that may send answers here
 */
export async function buildBallotServer(
  { db, clock, entente }: { db: Database; clock: Clock; entente: string },
  logger?: FastifyBaseLogger,
): Promise<FastifyInstance> {
  const app = fastify({
    ...(logger ? { loggerInstance: logger } : { logger: false }),
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 65_536,
    requestTimeout: 30_000,
    connectionTimeout: 30_000,
    return503OnClosing: true,
  });
  bodyChecks(app);
  problems(app);
  guardBodies(app);
  // Other pages may knock, and are not answered: the browser is told who may read a reply, and writes come from there.
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'access-control-allow-origin': entente,
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'origin',
    });
    const { origin } = request.headers;
    if (request.method === 'POST' && origin !== undefined && origin !== entente)
      throw Object.assign(new Error('Answers come from the pages of Entente; open your link again.'), {
        statusCode: 403,
        code: 'CROSS_SITE',
      });
  });
  app.options('/api/v1/respond/answers', async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'POST',
        'access-control-allow-headers': 'content-type',
        'access-control-max-age': '86400',
      })
      .code(204)
      .send(),
  );
  app.get('/healthz', async () => ({ status: 'alive' }));
  // A route for anyone uses the database and the clock; there is nothing else here to give it.
  answerRoute(new Api(app, { db, clock } as Deps));
  await app.ready();
  return app;
}
