import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import type { DB } from './generated/database.ts';
import { migrate } from './migrate.ts';
import { ensureGroups, ensureLogin, GROUPS, type Group } from './roles.ts';
import { StartupError } from './startup-error.ts';

export type { DB } from './generated/database.ts';
export type Database = Kysely<DB>;
/** Every query takes one of these first: nothing is read or written outside a transaction with a proven scope. */
export type Tx = Transaction<DB>;

const TIMESTAMPTZ = 1184;
const DATE = 1082;
const INT8 = 20;
/** Moments as ISO 8601 in UTC and days as YYYY-MM-DD: never a Date of the machine's zone. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString();
    if (oid === DATE) return (text: string) => text;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

/** What better-auth expects: moments as Date, counts as numbers. */
const withDates: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

export type Logins = Record<Group, pg.PoolConfig>;
export type Secrets = Record<Group, string>;

/**
 * Makes roles, schema and queue ready with the owner's rights, then hands out what the server works with: connections
 * that own nothing. `owner` is used here only.
 */
export async function prepareDatabase(
  owner: pg.ClientConfig,
  secrets: Secrets,
  options: { appUrl?: string | undefined; suffix?: string } = {},
): Promise<Logins> {
  const client = new pg.Client(owner);
  await client.connect().catch((error: Error) => {
    throw new StartupError(`The database cannot be reached (${error.message}); check DATABASE_URL.`);
  });
  try {
    await checkServer(client);
    await ensureGroups(client);
    await migrate(client);
    const logins = {} as Logins;
    for (const group of GROUPS) {
      if (options.appUrl) logins[group] = { connectionString: options.appUrl };
      else {
        const suffix = options.suffix ?? client.database ?? 'entente';
        const user = await ensureLogin(client, group, suffix, secrets[group]);
        logins[group] = { ...(owner as pg.PoolConfig), user, password: secrets[group] };
      }
    }
    return logins;
  } finally {
    await client.end();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('server_version_num', 'server_version', 'server_encoding')`,
  );
  const setting = Object.fromEntries(rows.map((row) => [row.name, row.setting]));
  if (Number(setting['server_version_num']) < 150_000)
    throw new StartupError(`PostgreSQL ${setting['server_version']} is too old; Entente needs 15 or later.`);
  if (setting['server_encoding'] !== 'UTF8')
    throw new StartupError(`The database is encoded as ${setting['server_encoding']}; create it with encoding UTF8.`);
}

export function openPool(config: pg.PoolConfig, max: number, moments: 'texts' | 'dates' = 'texts'): pg.Pool {
  const parsers = moments === 'texts' ? types : withDates;
  const pool = new pg.Pool({
    ...config,
    types: parsers,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
  });
  // A server that goes away closes idle connections; the next query reports it to whoever asks. Without this listener
  // the event would end the process.
  pool.on('error', () => {});
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool, cursor: Cursor }) });
}

/** Bytes within JSON, as PostgreSQL reads them. */
export const bytea = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;
