import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** What PostgreSQL writes into postmaster.pid. */
export interface LockFile {
  pid: number;
  port: number;
  socketDir: string | undefined;
}

export function readLockFile(clusterDir: string): LockFile | undefined {
  try {
    const lines = fs.readFileSync(path.join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Math.abs(Number(lines[0]));
    return pid > 0 ? { pid, port: Number(lines[3]) || 5432, socketDir: lines[4]?.trim() || undefined } : undefined;
  } catch {
    return undefined;
  }
}

/** Not being allowed to signal a process means that it is there. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Whether a live process may be the server of this directory. In doubt yes: the answer "no" lets another one start. */
export function holdsCluster(pid: number, clusterDir: string): boolean {
  if (process.platform === 'win32') return true;
  const found = process.platform === 'linux' ? processFromProc(pid) : processFromPs(pid);
  if (!found) return true;
  if (found.zombie) return false;
  return /postgres|postmaster/.test(found.command) ? found.command.includes(clusterDir) : false;
}

interface FoundProcess {
  zombie: boolean;
  command: string;
}

function processFromProc(pid: number): FoundProcess | undefined {
  try {
    // The name stands in parentheses and may contain any character; the state follows the last of them.
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { zombie: state === 'Z' || state === 'X', command };
  } catch {
    return undefined;
  }
}

function processFromPs(pid: number): FoundProcess | undefined {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'stat=,command=', '-p', String(pid)], { encoding: 'utf8' });
  const line = stdout?.trim();
  return line ? { zombie: line.startsWith('Z'), command: line } : undefined;
}
