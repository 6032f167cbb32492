import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import type { FastifyInstance } from 'fastify';

/** Bodies are checked as they are; only what comes in an address (always text) is turned into numbers and booleans. */
export function bodyChecks(app: FastifyInstance): void {
  const formats = ajvFormats.default;
  const checks = (coerceTypes: boolean) =>
    formats(
      new Ajv({
        coerceTypes,
        removeAdditional: false,
        useDefaults: true,
        allErrors: true,
        strict: false,
        strictNumbers: true,
      }),
    );
  const [strict, fromText] = [checks(false), checks(true)];
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : fromText).compile(schema as object),
  );
}
