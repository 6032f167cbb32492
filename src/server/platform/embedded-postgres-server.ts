import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import type { Binaries } from './embedded-postgres-binaries.ts';
import { OWNER, readSecret, secretFile, serverEnvironment } from './embedded-postgres-cluster.ts';
import type { Place } from './embedded-postgres-place.ts';
import { acquireInstanceLock, type InstanceLock } from './instance-lock.ts';
import { holdsCluster, isAlive, type LockFile, readLockFile } from './postmaster-lock-file.ts';
import { errorCode, StartupError } from './startup-error.ts';

/** The owner of the database, a superuser: for migrations and administration, never for requests. */
export interface OwnerConnection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
}

/** Every server has it, and it is never dropped or restored over: the place for locks and questions about the server. */
export const LOCK_DATABASE = 'postgres';

/** Nobody there; starting, recovering or shutting down (57P03); or there, but without a sensible answer. */
type Unready = 'none' | 'wait' | 'busy';

const windows = process.platform === 'win32';
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** One PostgreSQL server on one cluster, whoever started it. */
export class EmbeddedServer {
  pid: number | undefined;
  onGone: (reason: string) => void = () => {};
  private host = '';
  private port = 5432;
  private child: ChildProcess | undefined;
  private abandoned = false;
  private ends: number[] = [];
  private readonly secret: string;
  private readonly clusterDir: string;
  private readonly place: Place;
  private readonly binaries: Binaries;
  private readonly log: (line: string) => void;
  private readonly durable: boolean;
  private readonly patienceMs: number;

  constructor(
    clusterDir: string,
    place: Place,
    binaries: Binaries,
    log: (line: string) => void,
    durable: boolean,
    patienceMs: number,
  ) {
    this.clusterDir = clusterDir;
    this.place = place;
    this.binaries = binaries;
    this.log = log;
    this.durable = durable;
    this.patienceMs = patienceMs;
    this.secret = readSecret(clusterDir);
  }

  connection(database: string): OwnerConnection {
    return { host: this.host, port: this.port, user: OWNER, password: this.secret, database };
  }

  /**
   * Adopts a server only after it has answered a real query; otherwise starts one and lets PostgreSQL's own lock file decide
   * whether that is allowed. The lock file is never removed by us.
   */
  async bringUp(): Promise<{ adopted: boolean }> {
    const deadline = Date.now() + this.patienceMs;
    const failures: string[] = [];
    for (;;) {
      const lockFile = readLockFile(this.clusterDir);
      if (lockFile) {
        const answer = await this.askLiveServer(lockFile);
        if (answer === 'adopted') return { adopted: true };
        if (answer === 'busy' && Date.now() > deadline) throw this.silentServer(lockFile);
        if (answer !== 'none') {
          await sleep(100);
          continue;
        }
      }
      const outcome = await this.spawnServer(lockFile);
      if (outcome === 'ready') return { adopted: false };
      failures.push(outcome);
      const worthWaiting = /lock file .* already exists|shared memory block .* still in use|already in use/.test(
        outcome,
      );
      if (!worthWaiting || Date.now() > deadline) throw this.startFailed(outcome, readLockFile(this.clusterDir));
      await sleep(200);
    }
  }

  private async askLiveServer(lockFile: LockFile): Promise<'adopted' | Unready> {
    let unready: Unready = 'none';
    for (const host of windows ? ['127.0.0.1'] : new Set([this.socketDir(), lockFile.socketDir])) {
      if (!host) continue;
      const answer = await this.ask(host, windows ? lockFile.port : 5432);
      if (typeof answer === 'string' && answer !== 'none') unready = answer;
      if (typeof answer === 'object' && this.isOurs(answer.dataDirectory, host)) {
        this.host = host;
        this.port = windows ? lockFile.port : 5432;
        this.pid = lockFile.pid;
        this.watchAdopted(lockFile.pid);
        return 'adopted';
      }
    }
    return unready;
  }

  /** A copied directory carries the lock file of the original along: the server there is not ours. */
  private isOurs(dataDirectory: string, host: string): boolean {
    const theirs = fs.statSync(dataDirectory, { throwIfNoEntry: false });
    const ours = fs.statSync(this.clusterDir);
    if (theirs) return theirs.dev === ours.dev && theirs.ino === ours.ino;
    return host.startsWith(this.place.home);
  }

  private async ask(host: string, port: number): Promise<{ dataDirectory: string } | Unready> {
    const client = new Client({
      ...this.connection(LOCK_DATABASE),
      host,
      port,
      connectionTimeoutMillis: 3000,
      query_timeout: 3000,
    });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query(`select current_setting('data_directory') as dir`);
      return { dataDirectory: rows[0].dir };
    } catch (error) {
      const code = errorCode(error);
      if (code === '28P01' || code === '28000') {
        throw new StartupError(
          `The database server of ${this.clusterDir} refuses the secret in ${secretFile(this.clusterDir)}: ` +
            'put the file of that database back from a backup.',
        );
      }
      if (code === '57P03') return 'wait';
      return ['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'EACCES', 'ENOTDIR'].includes(code) ? 'none' : 'busy';
    } finally {
      void client.end().catch(() => {});
    }
  }

  private async spawnServer(lockFile: LockFile | undefined): Promise<string> {
    this.host = windows ? '127.0.0.1' : this.makeSocketDir();
    if (windows && !this.pid) this.port = await freePort();
    const logFile = path.join(this.place.home, 'server.log');
    const logStart = beginLog(logFile, this.place);
    const output = fs.openSync(logFile, 'a');
    // PostgreSQL takes any live process of the same account for the lock's owner. For a pid that provably went to another
    // program it offers this variable (pg_ctl's way to name a harmless pid); its check of shared memory still stands.
    const harmless = lockFile && isAlive(lockFile.pid) && !holdsCluster(lockFile.pid, this.clusterDir);
    const child = spawn(path.join(this.binaries.dir, 'bin', 'postgres'), this.serverArguments(), {
      ...this.place.user,
      cwd: this.place.home,
      env: serverEnvironment(harmless ? { PG_GRANDPARENT_PID: String(lockFile.pid) } : {}),
      stdio: ['ignore', output, output],
      // Its own process group: Ctrl-C must reach Entente first, which finishes its requests and then stops the server.
      detached: true,
      windowsHide: true,
    });
    fs.closeSync(output);
    child.unref();
    let ended: string | undefined;
    child.once('error', (error) => {
      ended = errorCode(error);
    });
    child.once('exit', (code, signal) => {
      ended = lastWords(logFile, logStart) || `ended with ${signal ?? code}`;
    });
    const serving = async () => {
      const started = Date.now();
      for (let tries = 1; ended === undefined; tries++) {
        await sleep(tries < 50 ? 20 : 250);
        const lock = readLockFile(this.clusterDir);
        if (lock?.pid === child.pid && typeof (await this.ask(this.host, this.port)) === 'object') return;
        if (tries % 60 > 0) continue;
        const seconds = Math.round((Date.now() - started) / 1000);
        this.log(`The database is still starting after ${seconds} s (recovery after a crash can take minutes).`);
      }
    };
    try {
      await serving();
    } catch (error) {
      child.kill('SIGINT');
      for (const last = Date.now() + 10_000; ended === undefined && Date.now() < last; ) await sleep(20);
      throw error;
    }
    if (ended !== undefined) return ended;
    this.child = child;
    this.pid = child.pid;
    child.once('exit', (code, signal) => this.gone(`${signal ?? code}`));
    return 'ready';
  }

  private serverArguments(): string[] {
    const settings: Record<string, string> = {
      listen_addresses: windows ? '127.0.0.1' : '',
      unix_socket_permissions: '0700',
      cluster_name: 'entente',
      timezone: 'UTC',
      fsync: this.durable ? 'on' : 'off',
      full_page_writes: this.durable ? 'on' : 'off',
      synchronous_commit: this.durable ? 'on' : 'off',
      // Above 'error': failed statements quote what people wrote, which has no place in a log file.
      log_min_messages: 'log',
      log_checkpoints: 'off',
      logging_collector: 'off',
      lc_messages: 'C',
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // A list in PostgreSQL's eyes: quoted, or a comma in the path would make two of one.
    const socket = windows ? [] : ['-k', `"${this.host.replaceAll('"', '""')}"`];
    return ['-D', this.clusterDir, '-p', String(this.port), ...socket, ...flags];
  }

  /** A socket's path may have 103 bytes on the strictest platform, `/.s.PGSQL.5432` included. */
  private socketDir(): string {
    const inside = path.join(this.place.home, 'socket');
    if (Buffer.byteLength(inside) + 14 <= 103) return inside;
    return path.join(os.tmpdir(), `entente-${createHash('sha256').update(this.clusterDir).digest('hex').slice(0, 16)}`);
  }

  private makeSocketDir(): string {
    const dir = this.socketDir();
    const owner = this.place.user ?? { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
    try {
      fs.mkdirSync(dir, { mode: 0o700 });
      if (this.place.user) fs.chownSync(dir, owner.uid, owner.gid);
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
    const stat = fs.lstatSync(dir);
    if (stat.isDirectory() && stat.uid === owner.uid && (stat.mode & 0o077) === 0) return dir;
    throw new StartupError(
      `${dir} is not a private directory of the database server's account: remove it and start again.`,
    );
  }

  private watchAdopted(pid: number): void {
    const timer = setInterval(() => {
      if (this.abandoned || this.pid !== pid) return clearInterval(timer);
      if (this.holds(pid)) return;
      clearInterval(timer);
      this.gone('it was not started by this process');
    }, 1000);
    timer.unref();
  }

  /** A zombie still counts as alive; its lock file, gone after an orderly stop, tells. */
  private holds(pid: number): boolean {
    return readLockFile(this.clusterDir)?.pid === pid && isAlive(pid) && holdsCluster(pid, this.clusterDir);
  }

  /** The server ended by itself: once more from the start, where its data recovers; connections come back by themselves. */
  private gone(how: string): void {
    this.child = undefined;
    if (this.abandoned) return;
    this.ends = [...this.ends.filter((at) => Date.now() - at < 300_000), Date.now()];
    if (this.ends.length > 5) {
      this.onGone(
        `The database server ended ${this.ends.length} times within five minutes; see ${path.join(this.place.home, 'server.log')}.`,
      );
      return;
    }
    this.log(`The database server ended unexpectedly (${how}); starting it again.`);
    this.bringUp().catch((error) => this.onGone(error instanceof Error ? error.message : String(error)));
  }

  abandon(): void {
    this.abandoned = true;
  }

  /** Only the holder of the instance lock may stop the server; a visitor may when nobody holds it. */
  async stopUnlessUsed(lock: InstanceLock | undefined, deadlineMs: number): Promise<void> {
    const held = lock ?? (await acquireInstanceLock(this.connection(LOCK_DATABASE)).catch(() => undefined));
    const pid = this.pid;
    const running = () =>
      pid !== undefined &&
      (this.child ? this.child.exitCode === null && this.child.signalCode === null : this.holds(pid));
    if (held && pid !== undefined && running()) {
      // The lock goes with the server, so that no other process can begin to use one that is about to stop.
      this.shutDown(pid, 'SIGINT');
      const deadline = Date.now() + deadlineMs;
      while (running() && Date.now() < deadline) await sleep(10);
      if (running()) {
        this.log(
          `The database server did not stop within ${deadlineMs / 1000} s and is ended; it recovers at the next start.`,
        );
        this.shutDown(pid, 'SIGQUIT');
        const last = Date.now() + 10_000;
        while (running() && Date.now() < last) await sleep(10);
      }
    }
    await held?.release();
  }

  private shutDown(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
    if (windows) {
      const mode = signal === 'SIGINT' ? 'fast' : 'immediate';
      spawnSync(path.join(this.binaries.dir, 'bin', 'pg_ctl.exe'), ['stop', '-D', this.clusterDir, '-m', mode, '-W']);
      return;
    }
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in between.
    }
  }

  private silentServer(lockFile: LockFile): StartupError {
    return new StartupError(
      `A database server (process ${lockFile.pid}) holds ${this.clusterDir} but does not answer: end that process (kill ${lockFile.pid}) and start again.`,
    );
  }

  private startFailed(why: string, lockFile: LockFile | undefined): StartupError {
    if (lockFile && /lock file|shared memory/.test(why)) return this.silentServer(lockFile);
    if (/Permission denied/.test(why)) {
      return new StartupError(
        `The database server may not use ${this.place.home} (${why}): give that directory to the account that runs it (chown -R).`,
      );
    }
    if (/No space left/.test(why)) {
      return new StartupError(`The disk that holds ${this.place.home} is full: make room and start again.`);
    }
    return new StartupError(
      `The database in ${this.clusterDir} did not start (${why}): put that right and start again; the whole story is in ${path.join(this.place.home, 'server.log')}.`,
    );
  }
}

/** Opens the account's own log and says where this start's lines begin; one earlier file is kept. */
function beginLog(file: string, place: Place): number {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 5_000_000) fs.renameSync(file, `${file}.1`);
  fs.closeSync(fs.openSync(file, 'a', 0o600));
  if (place.user) fs.chownSync(file, place.user.uid, place.user.gid);
  return size > 5_000_000 ? 0 : size;
}

/** The server's own explanation of why it ended: its fatal line with what led to it, else its last line. */
function lastWords(file: string, start: number): string {
  const lines = fs.readFileSync(file).subarray(start).toString('utf8').trim().split('\n');
  const said = lines.map((line) => line.replace(/^.*?\b(LOG|FATAL|PANIC|HINT|DETAIL):\s*/, ''));
  const at = lines.findIndex((line) => /FATAL|PANIC/.test(line));
  if (at > 0 && /contains errors/.test(lines[at] ?? '')) return `${said[at - 1]}; ${said[at]}`;
  return said.at(at) ?? '';
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as net.AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
