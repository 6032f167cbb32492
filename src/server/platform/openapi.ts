import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { VERSION } from './version.ts';

export function describeApi(): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Entente',
        version: VERSION,
        description:
          'Everything the web application does, it does through this. Errors are application/problem+json. Creating requests take an Idempotency-Key; changes take If-Match with the version that was read.',
        license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'entente.session_token' } } },
      security: [{ session: [] }],
    },
  };
}
