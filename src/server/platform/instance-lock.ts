import { Client, type ClientConfig } from 'pg';
import { StartupError } from './startup-error.ts';

/** "Ente", as a key for advisory locks: a lock held by a session vanishes with the process, even one that is killed. */
const LOCK_CLASS = 0x456e7465;
const INSTANCE = 1;
const PREFIX = 'entente pid=';

export interface InstanceLock {
  /** What a second copy tells its user about this one. */
  setAddress(address: string): Promise<void>;
  release(): Promise<void>;
}

export interface InstanceLockOptions {
  /** The lock's connection was lost and another process has taken the lock since: this process must stop. */
  onLost?: (reason: string) => void;
  /** How long a lock whose holder is already dead may take to vanish. */
  patienceMs?: number;
}

/**
 * One running Entente for each embedded database. Refuses with the other's pid and address; comes back by itself after the
 * database restarts. `connection` must lead to the same database every time: advisory locks belong to one.
 */
export async function acquireInstanceLock(
  connection: ClientConfig,
  { onLost, patienceMs = 10_000 }: InstanceLockOptions = {},
): Promise<InstanceLock> {
  let address = '';
  let released = false;
  const label = () => `${PREFIX}${process.pid} ${address}`.trimEnd();

  async function take(): Promise<Client> {
    const client = new Client({ ...connection, application_name: label(), keepAlive: true });
    // Without a listener a dropped connection would end the process; 'end' below deals with it.
    client.on('error', () => {});
    await client.connect();
    const deadline = Date.now() + patienceMs;
    try {
      for (;;) {
        const { rows } = await client.query('select pg_try_advisory_lock($1, $2) as taken', [LOCK_CLASS, INSTANCE]);
        if (rows[0].taken) return client;
        const holder = await currentHolder(client);
        if (holder ? holderLives(holder) || Date.now() > deadline : Date.now() > deadline) throw alreadyRunning(holder);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    } catch (error) {
      await client.end().catch(() => {});
      throw error;
    }
  }

  async function retake(): Promise<void> {
    while (!released) {
      await new Promise((resolve) => setTimeout(resolve, 250).unref());
      if (released) return;
      try {
        const next = await take();
        if (released) return void (await next.end());
        client = next;
        client.once('end', onEnd);
        return;
      } catch (error) {
        if (error instanceof StartupError) {
          released = true;
          onLost?.(error.message);
          return;
        }
      }
    }
  }

  function onEnd(): void {
    if (!released) void retake();
  }

  let client = await take();
  client.once('end', onEnd);
  return {
    async setAddress(next) {
      address = next;
      // A connection that is just being replaced gets the new label when it comes back.
      await client.query(`select set_config('application_name', $1, false)`, [label()]).catch(() => {});
    },
    async release() {
      released = true;
      await client.end().catch(() => {});
    },
  };
}

async function currentHolder(client: Client): Promise<string | undefined> {
  const { rows } = await client.query(
    `select a.application_name as name from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.classid = $1 and l.objid = $2 and l.granted`,
    [LOCK_CLASS, INSTANCE],
  );
  return rows[0]?.name;
}

const pidOf = (holder: string) => Number(holder.slice(PREFIX.length).split(' ')[0]);

function holderLives(holder: string): boolean {
  try {
    process.kill(pidOf(holder), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function alreadyRunning(holder = `${PREFIX}unknown`): StartupError {
  const address = holder.slice(PREFIX.length).split(' ')[1];
  return new StartupError(
    `Entente is already running on this data: pid ${pidOf(holder)}, address ${address ?? 'not open yet'}; use that one, or stop it before starting another.`,
  );
}
