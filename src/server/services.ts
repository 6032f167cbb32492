import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';
import { deliveryJobs } from './delivery/jobs.ts';
import { dialogueJobs } from './dialogue/jobs.ts';
import { documentJobs } from './documents/jobs.ts';
import { partingJobs } from './parting/jobs.ts';
import { dropCopies } from './parting/queries.ts';
import { sweepReplies } from './persons/queries.ts';
import type { Deps } from './platform/api.ts';
import { openAuth, trustedOrigins } from './platform/auth.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import { type Costly, costly as really } from './platform/costly.ts';
import { type Logins, openDatabase, openPool, prepareDatabase, type Secrets } from './platform/database.ts';
import { FileStore } from './platform/file-store.ts';
import { openJobs, prepareQueue } from './platform/jobs.ts';
import { LiveFeed } from './platform/live.ts';
import { LiveStreams } from './platform/live-streams.ts';
import { mailJob, openPost, openTransport } from './platform/mail.ts';
import { GROUPS } from './platform/roles.ts';
import { guard } from './platform/scope.ts';
import { openSigner } from './platform/signer.ts';
import { Sockets } from './platform/sockets.ts';
import { errorCode, StartupError } from './platform/startup-error.ts';
import { surveyJobs } from './surveys/jobs.ts';

export type Services = Deps & { stop: () => Promise<void> };
export type StoredSecrets = Secrets & { session: string; signing: string };

/** Everything the application works with, connected and ready; the order of stopping is the reverse. */
export async function openServices(
  config: Config,
  owner: pg.ClientConfig,
  secrets: StoredSecrets,
  options: {
    clock?: Clock;
    suffix?: string;
    work?: boolean;
    onError?: (error: Error) => void;
    prepared?: Logins;
    costly?: Costly;
  } = {},
): Promise<Services> {
  const { clock = systemClock, costly = really } = options;
  const logins =
    options.prepared ??
    (await prepareDatabase(owner, secrets, {
      appUrl: config.appDatabaseUrl,
      ...(options.suffix ? { suffix: options.suffix } : {}),
    }));
  if (!options.prepared) {
    const client = new pg.Client(owner);
    await client.connect();
    try {
      await prepareQueue(client, owner);
    } finally {
      await client.end();
    }
  }
  const appPool = outliving(openPool(logins.entente_app, 10));
  // better-auth compares moments as Date objects: a text would never be found expired.
  const authPool = outliving(openPool(logins.entente_auth, 4, 'dates'));
  const db = openDatabase(appPool);
  const jobs = openJobs(logins.entente_jobs, options.onError ?? (() => {}), options.work ?? true);
  const auth = openAuth(authPool, config, secrets.session, clock, costly);
  const transport = openTransport(config);
  const onError = options.onError ?? (() => {});
  const feed = new LiveFeed(logins.entente_app, onError);
  const sockets = new Sockets(auth, trustedOrigins(config));
  const live = { feed, streams: new LiveStreams(feed, onError), sockets };
  const signer = openSigner(secrets.signing);
  const files = new FileStore(config.dataDir);
  const deps: Deps = { db, auth, jobs, clock, config, guard, live, signer, files, costly };
  jobs.handle('send-mail', mailJob(db, config, transport, clock));
  jobs.handle('sweep', async () => {
    await sweepReplies(db, clock.now());
    await dropCopies(db, clock.now());
  });
  surveyJobs(deps, openPost(config, transport));
  deliveryJobs(deps);
  dialogueJobs(deps);
  documentJobs(deps);
  const stopPrinting = partingJobs(deps);
  await jobs.start();
  await feed.start();
  return {
    ...deps,
    async stop() {
      await feed.stop();
      await jobs.stop();
      await stopPrinting();
      transport?.close();
      await appPool.end();
      await authPool.end();
    },
  };
}

/**
 * A database that goes away in the middle of a transaction, between two of its queries, says so by an event of that
 * connection. Nobody listens there, and it would end this process; the next query of the transaction reports it.
 */
function outliving(pool: pg.Pool): pg.Pool {
  return pool.on('connect', (client) => void client.on('error', () => {}));
}

/** Passwords of our own database roles, the session secret and the signing key: made once, kept beside the data, readable by us alone. */
export async function readSecrets(dataDir: string): Promise<StoredSecrets> {
  const file = join(dataDir, 'secrets.json');
  const kept = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<StoredSecrets>,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return {} as Partial<StoredSecrets>;
      throw new StartupError(
        `${file} cannot be read (${errorCode(error)}); put it back from a backup, or let this account read it.`,
      );
    },
  );
  const names = [...GROUPS, 'session', 'signing'] as const;
  const secrets = Object.fromEntries(
    names.map((name) => [name, kept[name] ?? randomBytes(32).toString('base64url')]),
  ) as StoredSecrets;
  if (names.some((name) => !kept[name])) {
    // Whole or not at all: a half-written file would lock everybody out.
    await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }
  return secrets;
}

export function ownerFrom(url: string): pg.ClientConfig {
  return parseIntoClientConfig(url);
}
