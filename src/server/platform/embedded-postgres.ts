import fs from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { usableBinaries } from './embedded-postgres-binaries.ts';
import { checkMajor, createCluster } from './embedded-postgres-cluster.ts';
import { findPlace } from './embedded-postgres-place.ts';
import { EmbeddedServer, LOCK_DATABASE, type OwnerConnection } from './embedded-postgres-server.ts';
import { acquireInstanceLock, type InstanceLock } from './instance-lock.ts';
import { StartupError } from './startup-error.ts';

export interface EmbeddedOptions {
  /** What the operator names (DATA_DIR). */
  dataDir: string;
  log?: (line: string) => void;
  /** The server ended for good without stop(), or the instance lock went to another process: this process cannot go on. */
  onExit?: (reason: string) => void;
  /** Commands that only visit (backup, doctor) take no instance lock and leave a server that others use running. */
  instanceLock?: boolean;
  /** Where root keeps binaries and databases that its server account could not reach otherwise. */
  systemDir?: string;
  /** Tests only: trades safety against power loss for speed. */
  durable?: boolean;
  /** How long a server may hold the data without answering. Recovery after a crash is not limited by it. */
  patienceMs?: number;
}

export interface EmbeddedPostgres {
  connection: OwnerConnection;
  /** The same as a URL. */
  url: string;
  /** A server left behind by a killed process was taken over. */
  adopted: boolean;
  /** PostgreSQL's own directory. */
  clusterDir: string;
  pid(): number | undefined;
  lock: InstanceLock | undefined;
  stop(deadlineMs?: number): Promise<void>;
}

const DATABASE = 'entente';

/** Starts PostgreSQL on the data of `dataDir`, or takes over the server that already runs on it. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log = () => {}, onExit, instanceLock = true, durable = true } = options;
  const systemDir = options.systemDir ?? '/var/lib/entente';
  const place = findPlace(dataDir, systemDir, log);
  const binaries = usableBinaries(place.user, place.user ? systemDir : place.home);
  const clusterDir = path.join(place.home, 'cluster');
  if (!fs.existsSync(path.join(clusterDir, 'PG_VERSION'))) createCluster(clusterDir, place, binaries, durable);
  checkMajor(clusterDir, binaries);

  const server = new EmbeddedServer(clusterDir, place, binaries, log, durable, options.patienceMs ?? 60_000);
  const { adopted } = await server.bringUp();
  server.onGone = (reason) => onExit?.(reason);
  let lock: InstanceLock | undefined;
  try {
    if (instanceLock) {
      lock = await acquireInstanceLock(server.connection(LOCK_DATABASE), { onLost: (reason) => server.onGone(reason) });
    }
    await prepare(server, durable);
  } catch (error) {
    server.abandon();
    await server.stopUnlessUsed(lock, 10_000);
    throw error;
  }

  const connection = server.connection(DATABASE);
  let stopping: Promise<void> | undefined;
  return {
    connection,
    url: connectionUrl(connection),
    adopted,
    clusterDir,
    pid: () => server.pid,
    lock,
    stop(deadlineMs = 30_000) {
      server.abandon();
      stopping ??= adopted && !lock ? Promise.resolve() : server.stopUnlessUsed(lock, deadlineMs);
      return stopping;
    },
  };
}

async function prepare(server: EmbeddedServer, durable: boolean): Promise<void> {
  const client = new Client(server.connection(LOCK_DATABASE));
  await client.connect();
  try {
    if (durable) await checkDurability(client);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount) return;
    await client.query(`create database ${DATABASE}`).catch((error) => {
      // A visitor started at the same moment and was faster.
      if (error.code !== '42P04') throw error;
    });
  } finally {
    await client.end();
  }
}

/** What makes a commit survive a power cut. The command line sets it; a server that was adopted must have it too. */
async function checkDurability(client: Client): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums']) {
    const { rows } = await client.query('select current_setting($1) as value', [setting]);
    if (rows[0].value === 'on') continue;
    throw new StartupError(
      `The database server runs with ${setting} = ${rows[0].value}, which can lose what was saved: remove that setting from its configuration and start again.`,
    );
  }
}

function connectionUrl({ host, port, user, password, database }: OwnerConnection): string {
  if (!path.isAbsolute(host)) return `postgresql://${user}:${password}@${host}:${port}/${database}`;
  // "localhost" only because a URL with a name and password must have a host; the socket's directory overrides it.
  return `postgresql://${user}:${password}@localhost/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}
