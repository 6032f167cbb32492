import type { FastifyInstance } from 'fastify';

const DEPTH = 32;

/**
 * The only body this server reads is JSON, and none nested deeper than a person's form ever is: JSON.parse takes half a
 * million levels without complaint and everything after it breaks on five thousand.
 */
export function guardBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    const text = body as string;
    if (text === '') return done(null, undefined);
    if (tooDeep(text)) return done(refused('The request is nested too deeply.'));
    // The character that ends strings in C and that PostgreSQL cannot store.
    if (text.includes('\\u0000') || text.includes('\u0000'))
      return done(refused('The request holds a null character.'));
    try {
      const value: unknown = JSON.parse(text, (key, inner) => {
        if (key === '__proto__') throw refused('The request holds a name that cannot be used.');
        if (typeof inner === 'string' && !inner.isWellFormed()) throw refused('The request holds broken characters.');
        return inner;
      });
      done(null, value);
    } catch (error) {
      done(
        (error as { statusCode?: number }).statusCode ? (error as Error) : refused('The request is not valid JSON.'),
      );
    }
  });
}

function refused(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400, code: 'BAD_JSON' });
}

/** Counts brackets outside strings, before anything is built from them. */
function tooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (inString) {
      if (c === 92) i++;
      else if (c === 34) inString = false;
    } else if (c === 34) inString = true;
    else if (c === 123 || c === 91) {
      if (++depth > DEPTH) return true;
    } else if (c === 125 || c === 93) depth--;
  }
  return false;
}
