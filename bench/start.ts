import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, median } from './setting.ts';

const ROOT = join(import.meta.dirname, '..');

/** From `npm start`'s own script to the first answer, warm; and what an idle installation holds in memory. */
export async function benchStart(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'entente-bench-start-'));
  chmodSync(dataDir, 0o711);
  const port = 33_000 + (process.pid % 10_000);
  const times: number[] = [];
  let server = 0;
  let database = 0;
  for (let i = 0; i < 4; i++) {
    const began = performance.now();
    const child = spawn('node', ['scripts/start.mjs'], {
      cwd: ROOT,
      env: { ...process.env, DATA_DIR: dataDir, PORT: `${port}`, LOG_LEVEL: 'silent' },
      stdio: 'ignore',
    });
    while (!(await answers(port))) {
      if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (i > 0) times.push((performance.now() - began) / 1000);
    if (i === 3) {
      await new Promise((resolve) => setTimeout(resolve, 5000));
      const all = spawnSync('ps', ['-eo', 'pid,ppid,args'], { encoding: 'utf8' }).stdout.split('\n');
      const pids = all
        .filter((line) => line.includes('src/server/main.ts'))
        .map((line) => Number(line.trim().split(/\s+/)[0]));
      const mine = pids.find((pid) => environmentOf(pid).includes(`DATA_DIR=${dataDir}`)) ?? 0;
      server = proportional(mine);
      const owned = all
        .map((line) => line.trim().split(/\s+/))
        .filter(([, parent, command]) => command?.includes('postgres') && parent === `${postmasterOf(mine, all)}`)
        .map(([pid]) => Number(pid));
      database = [postmasterOf(mine, all), ...owned].reduce((sum, pid) => sum + proportional(pid), 0);
    }
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
  const warm = median(times);
  return [
    { name: 'warm start to first answer', value: warm, unit: 's', goal: '< 3', met: warm < 3 },
    { name: 'idle memory, server (PSS)', value: server, unit: 'MB', goal: '', met: true },
    { name: 'idle memory, database (PSS)', value: database, unit: 'MB', goal: '', met: true },
  ];
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
    (reply) => reply.ok,
    () => false,
  );
}

function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').replaceAll('\0', '\n');
  } catch {
    return '';
  }
}

function postmasterOf(server: number, all: string[]): number {
  const row = all
    .map((line) => line.trim().split(/\s+/))
    .find(([, parent, command]) => parent === `${server}` && command?.includes('postgres'));
  return Number(row?.[0] ?? 0);
}

/** Memory of a process in MB, shared pages counted in part: sums of it do not count them twice. */
function proportional(pid: number): number {
  try {
    const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
