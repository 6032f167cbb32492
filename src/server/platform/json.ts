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
    try {
      const plain = plainValue(text);
      if (plain !== undefined) return done(null, plain);
      const fault = faultOf(text);
      if (fault) return done(refused(fault));
      // The character that ends strings in C and that PostgreSQL cannot store.
      if (text.includes('\\u0000') || text.includes('\u0000'))
        return done(refused('The request holds a null character.'));
      const value: unknown = JSON.parse(text, (key, inner) => {
        if (key === '__proto__') throw refused('The request holds a name that cannot be used.');
        if (!key.isWellFormed() || (typeof inner === 'string' && !inner.isWellFormed()))
          throw refused('The request holds broken characters.');
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

/**
 * For the one place that is written to by mail programs instead of our pages: forms, in the two ways a mail program may
 * send one. Of the second only the fact that it came is read.
 */
export function readForms(app: FastifyInstance): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(body as string))),
  );
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, _body, done) => done(null, {}));
}

function refused(message: string): Error {
  return Object.assign(new Error(message), { statusCode: 400, code: 'BAD_JSON' });
}

/**
 * What nearly every request is: without escapes, so that the text shows what its names and strings are, and with as many
 * fields read as it has names. Anything else is undefined and looked at closely.
 */
function plainValue(text: string): unknown {
  if (text.includes('\\') || text.includes('__proto__') || text.includes('\u0000') || !text.isWellFormed())
    return undefined;
  const value: unknown = JSON.parse(text);
  // Whatever stands before a colon, a string that begins with one included: never fewer than there are names.
  const names = text.match(/"\s*:/g)?.length ?? 0;
  return fieldsIn(value, 0) === names ? value : undefined;
}

/** How many fields a value has, with those inside it; none of a value that is nested too deeply. */
function fieldsIn(value: unknown, depth: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === DEPTH) return Number.NaN;
  let fields = 0;
  if (Array.isArray(value)) for (const inner of value) fields += fieldsIn(inner, depth + 1);
  else for (const name in value) fields += 1 + fieldsIn((value as Record<string, unknown>)[name], depth + 1);
  return fields;
}

/**
 * What is wrong with a text. Of two fields of one name JSON.parse silently takes the last, and whoever looked at the text
 * before may have taken the first.
 */
function faultOf(text: string): string | undefined {
  const open: Set<string>[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 123 || c === 91) {
      if (open.push(new Set()) > DEPTH) return 'The request is nested too deeply.';
    } else if (c === 125 || c === 93) open.pop();
    else if (c === 34) {
      const start = i;
      i = endOfString(text, i);
      let next = i + 1;
      while (text.charCodeAt(next) <= 32) next++;
      if (text.charCodeAt(next) !== 58) continue;
      const name = unquoted(text.slice(start, i + 1));
      if (open.at(-1)?.has(name)) return `The request names “${name.slice(0, 60)}” twice.`;
      open.at(-1)?.add(name);
    }
  }
  return undefined;
}

/** Where a string that begins at `start` ends: at the next quote with an even number of backslashes before it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === 92) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

function unquoted(quoted: string): string {
  try {
    return quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  } catch {
    return quoted;
  }
}
