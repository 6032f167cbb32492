import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Binaries } from './embedded-postgres-binaries.ts';
import type { Place } from './embedded-postgres-place.ts';
import { errorCode, StartupError } from './startup-error.ts';

/** The superuser every cluster is made with. */
export const OWNER = 'entente';

export const secretFile = (clusterDir: string) => path.join(clusterDir, 'entente-secret');

/** Made beside its final name and renamed: a directory called `cluster` is always a whole one, its secret inside it. */
export function createCluster(clusterDir: string, place: Place, binaries: Binaries, durable: boolean): void {
  if (fs.existsSync(clusterDir)) {
    throw new StartupError(
      `${clusterDir} has lost its file PG_VERSION and is no complete database: ` +
        'bring its files back from a backup, or move it away to begin with an empty database.',
    );
  }
  const draft = path.join(place.home, `cluster.new-${randomBytes(6).toString('hex')}`);
  const passwordFile = `${draft}.secret`;
  const args = [
    '-D',
    draft,
    `--username=${OWNER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  args.push('--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', ...(durable ? [] : ['--no-sync']));
  try {
    fs.writeFileSync(passwordFile, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' });
    if (place.user) fs.chownSync(passwordFile, place.user.uid, place.user.gid);
    const initdb = path.join(binaries.dir, 'bin', 'initdb');
    const result = spawnSync(initdb, args, {
      ...place.user,
      cwd: place.home,
      env: serverEnvironment(),
      encoding: 'utf8',
    });
    if (result.status !== 0) {
      const why = result.error ? errorCode(result.error) : (result.stderr.trim().split('\n').slice(-2).join(' ') ?? '');
      throw new StartupError(
        `The database could not be created in ${place.home} (${why}): put that right and start again.`,
      );
    }
    fs.renameSync(passwordFile, secretFile(draft));
    try {
      fs.renameSync(draft, clusterDir);
    } catch (error) {
      // Another process was first; its cluster stays, ours was never used.
      if (fs.existsSync(path.join(clusterDir, 'PG_VERSION'))) return;
      throw error;
    }
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
    fs.rmSync(passwordFile, { force: true });
  }
}

export function checkMajor(clusterDir: string, binaries: Binaries): void {
  const major = fs.readFileSync(path.join(clusterDir, 'PG_VERSION'), 'utf8').trim();
  if (major === binaries.major) return;
  throw new StartupError(
    `The database in ${clusterDir} was made by PostgreSQL ${major} and this release of Entente brings PostgreSQL ${binaries.major}: ` +
      'go back to the release that made it, and move as the notes of the newer release describe; nothing was changed.',
  );
}

/** Nothing of the host may change how the server behaves. */
export function serverEnvironment(extra: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|NODE_|npm_)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC', ...extra };
}

export function readSecret(clusterDir: string): string {
  try {
    return fs.readFileSync(secretFile(clusterDir), 'utf8').trim();
  } catch (error) {
    throw new StartupError(
      `The secret of the database cannot be read from ${secretFile(clusterDir)} (${errorCode(error)}): ` +
        'put the file back from a backup of that directory.',
    );
  }
}
