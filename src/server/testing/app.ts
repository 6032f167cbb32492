import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { pino } from 'pino';
import { buildApp } from '../app.ts';
import type { Clock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { type Logins, prepareDatabase } from '../platform/database.ts';
import { prepareQueue } from '../platform/jobs.ts';
import type { Guard } from '../platform/scope.ts';
import { openServices, type Services, type StoredSecrets } from '../services.ts';
import { doneAhead, PASSWORD } from './costly.ts';
import { testCluster } from './postgres.ts';

/** A clock that stands where the test puts it. */
export class TestClock implements Clock {
  #now: Temporal.Instant;
  constructor(at = '2026-11-02T09:00:00Z') {
    this.#now = Temporal.Instant.from(at);
  }
  now = () => this.#now;
  set(at: string): void {
    this.#now = Temporal.Instant.from(at);
  }
  pass(duration: Temporal.DurationLike): void {
    this.#now = this.#now.add(duration);
  }
}

export const SECRETS = Object.fromEntries(
  ['entente_app', 'entente_auth', 'entente_jobs', 'session', 'signing'].map((name) => [
    name,
    `${name}-of-the-tests-only`,
  ]),
) as StoredSecrets;
const TEMPLATE = 'entente_template';

async function withOwner<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...(await ownerOf(database)) });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export async function ownerOf(database: string): Promise<pg.ClientConfig> {
  const { url } = await testCluster();
  return { ...parseIntoClientConfig(url), database };
}

/** One migrated database for the whole run, made by whichever test file comes first. */
async function ensureTemplate(): Promise<void> {
  const { url } = await testCluster();
  const base = parseIntoClientConfig(url).database ?? 'postgres';
  await withOwner(base, async (client) => {
    await client.query('select pg_advisory_lock(7206003)');
    try {
      const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [
        TEMPLATE,
      ]);
      if (rowCount) return;
      await client.query(`drop database if exists ${TEMPLATE}`);
      await client.query(`create database ${TEMPLATE} template template0 encoding 'UTF8'`);
      const owner = await ownerOf(TEMPLATE);
      await prepareDatabase(owner, SECRETS, { suffix: 'test' });
      await withOwner(TEMPLATE, (inside) => prepareQueue(inside, owner));
      await client.query(`alter database ${TEMPLATE} is_template true`);
    } finally {
      await client.query('select pg_advisory_unlock(7206003)');
    }
  });
}

/** A database of one's own, cloned from the template. */
export async function testDatabase(): Promise<{ name: string; drop: () => Promise<void> }> {
  await ensureTemplate();
  const name = `entente_test_${randomBytes(6).toString('hex')}`;
  const { url } = await testCluster();
  const base = parseIntoClientConfig(url).database ?? 'postgres';
  await withOwner(base, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
  return {
    name,
    drop: () =>
      withOwner(base, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

export function loginsOf(owner: pg.ClientConfig): Logins {
  return Object.fromEntries(
    (['entente_app', 'entente_auth', 'entente_jobs'] as const).map((group) => [
      group,
      { ...(owner as pg.PoolConfig), user: `${group}_test`, password: SECRETS[group] },
    ]),
  ) as Logins;
}

export type TestApp = {
  app: FastifyInstance;
  services: Services;
  clock: TestClock;
  config: Config;
  /** Rights of the owner: for looking under the hood and for breaking things on purpose. */
  sql: (text: string, values?: unknown[]) => Promise<pg.QueryResult>;
  /** A new account, signed in. */
  person: (name?: string) => Promise<TestPerson>;
  /** Nobody signed in. */
  nobody: Client;
  close: () => Promise<void>;
};

export async function testApp(
  options: { env?: Record<string, string>; guard?: Guard; at?: string } = {},
): Promise<TestApp> {
  const database = await testDatabase();
  const owner = await ownerOf(database.name);
  const clock = new TestClock(options.at);
  const dataDir = await mkdtemp(join(tmpdir(), 'entente-files-'));
  const config = readConfig({ PUBLIC_URL: 'http://entente.test', DATA_DIR: dataDir, ...options.env });
  const logins = loginsOf(owner);
  const services = await openServices(config, owner, SECRETS, {
    clock,
    work: false,
    prepared: logins,
    costly: doneAhead(),
  });
  if (options.guard) services.guard = options.guard;
  // A fault of ours shows in the test's output with its stack.
  // The process is shared with the test: a stall is the test's own work, or another's on this machine; and what is
  // drawn late is drawn.
  const app = await buildApp(services, pino({ level: 'error' }), { stall: 0, firstView: 10_000 });
  const root = new pg.Client(owner);
  await root.connect();
  let people = 0;
  return {
    app,
    services,
    clock,
    config,
    sql: (text, values) => root.query(text, values as never),
    async person(name = `Person ${++people}`) {
      const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}.${randomBytes(3).toString('hex')}@example.org`;
      return signUp(app, name, email);
    },
    nobody: new Client(app),
    async close() {
      await app.close();
      await services.stop();
      await root.end();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export type Reply<T = never> = { status: number; body: T; headers: LightMyRequestResponse['headers'] };

/** Speaks to the API the way the web application does. */
export class Client {
  readonly app: FastifyInstance;
  readonly cookie: string | undefined;
  constructor(app: FastifyInstance, cookie?: string) {
    this.app = app;
    this.cookie = cookie;
  }
  async send<T>(method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<T>> {
    // Bytes go as they are, everything else as JSON.
    const bytes = body instanceof Uint8Array;
    const response = await this.app.inject({
      method: method as InjectOptions['method'] & string,
      url: url.startsWith('/api') ? url : `/api/v1${url}`,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: bytes ? Buffer.from(body) : JSON.stringify(body) }),
    } as InjectOptions);
    const json = String(response.headers['content-type'] ?? '').includes('json');
    return {
      status: response.statusCode,
      body: (json ? response.json() : response.body) as T,
      headers: response.headers,
    };
  }
  get<T = never>(url: string): Promise<Reply<T>> {
    return this.send('GET', url);
  }
  post<T = never>(url: string, body: unknown = {}, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.send('POST', url, body, headers);
  }
  patch<T = never>(url: string, version: number, body: unknown): Promise<Reply<T>> {
    return this.send('PATCH', url, body, { 'if-match': `"${version}"` });
  }
  delete<T = never>(url: string): Promise<Reply<T>> {
    return this.send('DELETE', url);
  }
}

export class TestPerson extends Client {
  readonly name: string;
  readonly email: string;
  constructor(app: FastifyInstance, cookie: string, name: string, email: string) {
    super(app, cookie);
    this.name = name;
    this.email = email;
  }
}

export async function signUp(app: FastifyInstance, name: string, email: string): Promise<TestPerson> {
  const response = await app.inject({
    method: 'POST',
    url: '/api/auth/sign-up/email',
    headers: { 'content-type': 'application/json' },
    payload: JSON.stringify({ name, email, password: PASSWORD }),
  });
  if (response.statusCode !== 200) throw new Error(`sign-up: ${response.statusCode} ${response.body}`);
  return new TestPerson(app, cookiesOf(response), name, email);
}

export function cookiesOf(response: LightMyRequestResponse): string {
  return response.cookies.map((cookie) => `${cookie.name}=${encodeURIComponent(cookie.value)}`).join('; ');
}
