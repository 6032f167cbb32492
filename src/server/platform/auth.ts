import { createHash } from 'node:crypto';
import { passkey } from '@better-auth/passkey';
import { APIError, betterAuth } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type pg from 'pg';
import { Check } from 'typebox/value';
import { Line } from '../../domain/common/contract.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Costly } from './costly.ts';
import { tooMany } from './errors.ts';
import { newId } from './id.ts';

/**
 * Sign-in is better-auth's, and nothing but sign-in: who may do what is decided by our own tables. Its known traps
 * (docs/decisions/0004) are closed here: database sessions only, no cookie cache, a fixed address, the client's address
 * from one trusted source, limits that hold per account as well as per address, a bounded number of password hashes.
 */
export type Auth = {
  session: (request: Pick<FastifyRequest, 'headers'>) => Promise<{ person: string } | undefined>;
  register: (app: FastifyInstance) => void;
  /**
   * Whether whoever is signed in proves once more, now, that it is them: by their password, or by a passkey used a moment
   * ago in this session (once). How they did; undefined: they did not.
   */
  confirm: (request: FastifyRequest, password: string | undefined) => Promise<'password' | 'passkey' | undefined>;
};

const FAILURES_ALLOWED = 10;
const FAILURE_WINDOW = 'PT15M';
/** A passkey used just now stands for a password typed just now. */
const CONFIRMED_FOR = 'PT2M';
const TOO_MANY = 'Too many tries for this account. Wait a quarter of an hour, or use a passkey.';
/** A hash takes a tenth of a second of one core; more at once would only slow each other, and everybody else. */
const HASHES_AT_ONCE = 4;
const ADDRESS_HEADER = 'x-entente-address';

export function openAuth(pool: pg.Pool, config: Config, secret: string, clock: Clock, costly: Costly): Auth {
  const https = config.publicUrl.startsWith('https:');
  const inTurn = limiter(HASHES_AT_ONCE);
  const db = new Kysely<AuthTables>({ dialect: new PostgresDialect({ pool }) }).withSchema('auth');

  const auth = betterAuth({
    appName: 'Entente',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: trustedOrigins(config),
    database: { db, type: 'postgres' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: {
        hash: (password) => inTurn(() => costly.hashPassword(password)),
        verify: (data) => inTurn(() => costly.verifyPassword(data)),
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/*': { window: 3600, max: 100 },
        '/sign-up/*': { window: 3600, max: 100 },
        '/get-session': false,
      },
    },
    advanced: {
      database: { generateId: () => newId() },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      cookiePrefix: https ? '__Host-entente' : 'entente',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: https, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const { email, name } = (context.body ?? {}) as { email?: unknown; name?: unknown };
        if (['/sign-up/email', '/update-user'].includes(context.path) && name !== undefined) checkName(name);
        if (typeof email !== 'string') return;
        if (context.path === '/sign-up/email') await mayJoin(email);
        if (context.path === '/sign-in/email' && (await countTry(email)) > FAILURES_ALLOWED)
          throw new APIError('TOO_MANY_REQUESTS', { message: TOO_MANY });
      }),
      after: createAuthMiddleware(async (context) => {
        const email = (context.body as { email?: unknown } | undefined)?.email;
        const used = context.context.newSession;
        if (context.path === '/passkey/verify-authentication' && used) await remember(used.session.id, used.user.id);
        if (context.path !== '/sign-in/email' || typeof email !== 'string') return;
        if (!(context.context.returned instanceof APIError))
          await db.deleteFrom('attempt').where('account', '=', accountKey(email)).execute();
      }),
    },
    plugins: [
      passkey({
        rpID: new URL(config.publicUrl).hostname,
        rpName: 'Entente',
        origin: trustedOrigins(config),
      }),
    ],
    telemetry: { enabled: false },
    logger: { disabled: true },
  });

  // Whether an installation is still empty is asked before the account is written: one after the other.
  const joining = config.signUp === 'invited' ? limiter(1) : <T>(work: () => Promise<T>) => work();

  async function mayJoin(email: string): Promise<void> {
    if (config.signUp === 'open') return;
    const { rows } = await sql<{ invited: boolean; first: boolean }>`
      select app.is_invited(${email}, ${clock.now().toString()}) as invited,
        not exists (select from auth."user") as first`.execute(db);
    if (!rows[0]?.invited && !rows[0]?.first)
      throw new APIError('FORBIDDEN', {
        message: 'Accounts here are for invited people. Ask your partnership lead to invite this address.',
      });
  }

  /** Counts before the password is looked at, so that tries made at the same moment count too; success starts anew. */
  async function countTry(email: string): Promise<number> {
    const now = clock.now();
    const expired = now.subtract(FAILURE_WINDOW).toString();
    const { rows } = await sql<{ failures: number }>`
      insert into auth.attempt (account, failures, since) values (${accountKey(email)}, 1, ${now.toString()})
      on conflict (account) do update set
        failures = case when attempt.since < ${expired} then 1 else attempt.failures + 1 end,
        since = case when attempt.since < ${expired} then excluded.since else attempt.since end
      returning failures`.execute(db);
    return rows[0]?.failures ?? 0;
  }

  /** That a passkey opened this session, for a moment. */
  async function remember(session: string, person: string): Promise<void> {
    const now = new Date(clock.now().toString());
    const expiresAt = new Date(clock.now().add(CONFIRMED_FOR).toString());
    const identifier = `confirmed:${person}`;
    await db.deleteFrom('verification').where('identifier', '=', identifier).execute();
    await db
      .insertInto('verification')
      .values({ id: newId(), identifier, value: session, expiresAt, createdAt: now, updatedAt: now })
      .execute();
  }

  return {
    async confirm(request, password) {
      const found = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie ?? '' }) });
      if (!found) return undefined;
      if (password === undefined) {
        const { numDeletedRows } = await db
          .deleteFrom('verification')
          .where('identifier', '=', `confirmed:${found.user.id}`)
          .where('value', '=', found.session.id)
          .where('expiresAt', '>', new Date(clock.now().toString()))
          .executeTakeFirst();
        return numDeletedRows > 0n ? 'passkey' : undefined;
      }
      if ((await countTry(found.user.email)) > FAILURES_ALLOWED) throw tooMany(TOO_MANY);
      const kept = await db
        .selectFrom('account')
        .select('password')
        .where('userId', '=', found.user.id)
        .where('providerId', '=', 'credential')
        .executeTakeFirst();
      const hash = kept?.password;
      if (!hash || !(await inTurn(() => costly.verifyPassword({ hash, password })))) return undefined;
      await db.deleteFrom('attempt').where('account', '=', accountKey(found.user.email)).execute();
      return 'password';
    },
    async session(request) {
      if (!request.headers.cookie) return undefined;
      const found = await auth.api.getSession({ headers: new Headers({ cookie: request.headers.cookie }) });
      return found ? { person: found.user.id } : undefined;
    },
    register(app) {
      // Bodies reach better-auth as they came: it has parsers and checks of its own.
      app.register(async (raw) => {
        raw.removeAllContentTypeParsers();
        raw.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: 65_536 }, (_request, body, done) =>
          done(null, body),
        );
        raw.route({
          method: ['GET', 'POST'],
          url: '/api/auth/*',
          config: { access: 'anyone', outside: true },
          schema: { hide: true },
          handler: async (request, reply) => {
            const headers = new Headers();
            // What a client says about its own address or another host is not passed on.
            for (const [name, value] of Object.entries(request.headers))
              if (typeof value === 'string' && !/^(x-|forwarded$|host$|content-length$|connection$)/.test(name))
                headers.set(name, value);
            headers.set(ADDRESS_HEADER, request.ip);
            const url = new URL(request.url, config.publicUrl);
            const asked = new Request(url, {
              method: request.method,
              headers,
              ...(request.body ? { body: new Uint8Array(request.body as Buffer) } : {}),
            });
            const answer = () => auth.handler(asked);
            const response = await (url.pathname.startsWith('/api/auth/sign-up') ? joining(answer) : answer());
            reply.code(response.status);
            response.headers.forEach((value, name) => {
              if (name !== 'set-cookie') reply.header(name, value);
            });
            for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
            reply.header('cache-control', 'no-store');
            return reply.send(response.body ? Buffer.from(await response.arrayBuffer()) : null);
          },
        });
      });
    },
  };
}

/** On one's own machine people type localhost or 127.0.0.1; both are the same place. */
export function trustedOrigins(config: Config): string[] {
  const { protocol, hostname, port } = new URL(config.publicUrl);
  if (!['localhost', '127.0.0.1'].includes(hostname)) return [config.publicUrl];
  return ['localhost', '127.0.0.1'].map((name) => `${protocol}//${name}${port ? `:${port}` : ''}`);
}

/** The name goes into lists and mails: what is a line of text elsewhere is one here too. */
function checkName(name: unknown): void {
  if (!Check(Line(), name) || !name.isWellFormed())
    throw new APIError('BAD_REQUEST', { message: 'Write your name on one line, with at most 120 characters.' });
}

function accountKey(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
}

function limiter(max: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= max) await new Promise<void>((resume) => waiting.push(resume));
    running++;
    try {
      return await work();
    } finally {
      running--;
      waiting.shift()?.();
    }
  };
}

type AuthTables = {
  attempt: { account: string; failures: number; since: string };
  account: { userId: string; providerId: string; password: string | null };
  verification: { id: string; identifier: string; value: string; expiresAt: Date; createdAt: Date; updatedAt: Date };
};
