import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { passableDirectory, type ServerUser } from './embedded-postgres-place.ts';
import { errorCode, StartupError } from './startup-error.ts';

export interface Binaries {
  dir: string;
  major: string;
}

/**
 * The PostgreSQL programs of this platform's package, made usable: the package leaves its library links to a lifecycle
 * script, which our installation never runs, and root's server account may be unable to reach node_modules at all.
 */
export function usableBinaries(user: ServerUser | undefined, copyInto: string, native = packagedBinaries()): Binaries {
  linkLibraries(native);
  const found = runs(native, user);
  if (found.major) return { dir: native, major: found.major };

  let copy: string;
  try {
    copy = copyBinaries(native, copyInto);
  } catch (error) {
    throw new StartupError(
      `The PostgreSQL programs in ${native} do not run (${found.problem}) and cannot be copied to ${copyInto} (${errorCode(error)}): ` +
        'install again with `npm ci`, or set DATABASE_URL.',
    );
  }
  const copied = runs(copy, user);
  if (copied.major) return { dir: copy, major: copied.major };
  throw new StartupError(
    `The PostgreSQL programs that come with Entente do not run on this system (${copied.problem}): ` +
      'set DATABASE_URL to a PostgreSQL 15 or newer that does.',
  );
}

function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '../native');
  } catch {
    throw new StartupError(
      `The package ${name} with the PostgreSQL programs is not installed: ` +
        'run `npm ci` without leaving out optional dependencies, or set DATABASE_URL.',
    );
  }
}

function linkLibraries(native: string): void {
  const list = path.join(native, 'pg-symlinks.json');
  if (!fs.existsSync(list)) return;
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch {
      // A read-only node_modules: the programs then prove unusable and a linked copy is made.
    }
  }
}

function runs(dir: string, user: ServerUser | undefined): { major?: string; problem?: string } {
  const result = spawnSync(path.join(dir, 'bin', 'postgres'), ['--version'], { ...user, cwd: '/', encoding: 'utf8' });
  const major = /\(PostgreSQL\) (\d+)/.exec(result.stdout ?? '')?.[1];
  return major
    ? { major }
    : { problem: result.error ? errorCode(result.error) : (result.stderr.trim().split('\n')[0] ?? '') };
}

/** Copied beside its final name and renamed, so that a half-made copy is never mistaken for a whole one. */
function copyBinaries(native: string, copyInto: string): string {
  const { version } = JSON.parse(fs.readFileSync(path.join(native, '../package.json'), 'utf8')) as { version: string };
  const hash = createHash('sha256')
    .update(fs.readFileSync(path.join(native, 'bin', 'postgres')))
    .digest('hex');
  const target = path.join(copyInto, `pg-${version}-${hash.slice(0, 12)}`);
  if (fs.existsSync(target)) return target;

  passableDirectory(copyInto);
  const draft = path.join(copyInto, `.copying-${randomBytes(6).toString('hex')}`);
  try {
    const unneeded = /\.a$|[/\\]pkgconfig$/;
    const wanted = (source: string) => !unneeded.test(source);
    fs.cpSync(native, path.join(draft, 'native'), { recursive: true, verbatimSymlinks: true, filter: wanted });
    linkLibraries(path.join(draft, 'native'));
    for (const entry of fs.readdirSync(draft, { recursive: true, withFileTypes: true })) {
      const full = path.join(entry.parentPath, entry.name);
      if (!entry.isSymbolicLink())
        fs.chmodSync(full, entry.isDirectory() || /[/\\]bin$/.test(entry.parentPath) ? 0o755 : 0o644);
    }
    fs.renameSync(path.join(draft, 'native'), target);
  } catch (error) {
    if (!fs.existsSync(target)) throw error;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
