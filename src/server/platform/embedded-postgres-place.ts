import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { errorCode, StartupError } from './startup-error.ts';

/** The account the database server runs under when Entente itself runs as root (PostgreSQL refuses to be root). */
export interface ServerUser {
  uid: number;
  gid: number;
}

/** Where the database of one DATA_DIR lives: `<home>/cluster` is PostgreSQL's own directory. */
export interface Place {
  home: string;
  user: ServerUser | undefined;
}

const LOCATION_NOTE = 'database-location.txt';
const isRoot = process.getuid?.() === 0;

/**
 * Decides where the database of a DATA_DIR is. Normally that is `DATA_DIR/postgres`. Only when Entente runs as root and the
 * unprivileged server account cannot reach that path (a project below /root, say) it is a directory under `systemDir`, and
 * DATA_DIR keeps a note with its path. The note is authoritative and travels with DATA_DIR when that is moved.
 */
export function findPlace(dataDir: string, systemDir: string, log: (line: string) => void): Place {
  const real = writableDirectory(dataDir);
  const noted = readLocationNote(real);
  const home = noted ?? path.join(real, 'postgres');
  if (noted && !fs.existsSync(noted)) {
    throw new StartupError(
      `${path.join(real, LOCATION_NOTE)} says that the database is in ${noted}, but nothing is there: ` +
        'bring that directory back, or remove the note to begin with an empty database.',
    );
  }
  if (!isRoot) return { home: ownDirectory(home), user: undefined };

  const hasCluster = fs.existsSync(path.join(home, 'cluster'));
  const user = ownerOf(path.join(home, 'cluster')) ?? ownerOf(home) ?? unprivilegedUser();
  if (giveTo(user, home) && reaches(user, home)) return { home, user };
  if (noted || hasCluster) {
    throw new StartupError(
      `The account that runs the database server (uid ${user.uid}) cannot reach ${home}: ` +
        'make the directories above it passable for that account (chmod o+x), or move the data directory.',
    );
  }
  if (fs.existsSync(home)) fs.rmdirSync(home);
  return { home: systemPlace(real, systemDir, user, log), user };
}

/** Makes the data directory when it is missing; its real path, or a sentence. */
export function writableDirectory(dir: string): string {
  try {
    makeDirectory(dir);
    fs.accessSync(dir, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return fs.realpathSync(dir);
  } catch (error) {
    throw new StartupError(
      `Entente cannot write to its data directory ${path.resolve(dir)} (${errorCode(error)}): ` +
        'give the account that starts it write access, or set DATA_DIR to another directory.',
    );
  }
}

/** Like mkdir -p, which in Node never returns for a place like /proc/entente. */
function makeDirectory(dir: string): void {
  if (fs.existsSync(dir)) return;
  makeDirectory(path.dirname(path.resolve(dir)));
  try {
    fs.mkdirSync(dir);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Without root the database server is this account, so the directory must be its own. */
function ownDirectory(home: string): string {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    fs.accessSync(home, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    const cluster = path.join(home, 'cluster');
    if (fs.existsSync(cluster)) fs.accessSync(cluster, fs.constants.R_OK | fs.constants.W_OK | fs.constants.X_OK);
    return home;
  } catch (error) {
    throw new StartupError(
      `The database in ${home} belongs to another account (${errorCode(error)}): ` +
        'start Entente as the account that started it before, or give this account the directory (chown -R).',
    );
  }
}

function readLocationNote(dataDir: string): string | undefined {
  const file = path.join(dataDir, LOCATION_NOTE);
  if (!fs.existsSync(file)) return undefined;
  const noted = fs.readFileSync(file, 'utf8').trim().split('\n').at(-1)?.trim();
  if (noted && path.isAbsolute(noted)) return noted;
  throw new StartupError(
    `${file} does not end with the path of the database: write that path into its last line, or remove the file to begin with an empty database.`,
  );
}

function systemPlace(dataDir: string, systemDir: string, user: ServerUser, log: (line: string) => void): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  try {
    const parent = path.join(systemDir, 'databases');
    passableDirectory(systemDir);
    passableDirectory(parent);
    let home = path.join(parent, name);
    const earlier = fs.existsSync(home) ? home : undefined;
    for (let n = 2; fs.existsSync(home); n++) home = path.join(parent, `${name}-${n}`);
    fs.mkdirSync(home, { mode: 0o700 });
    fs.chownSync(home, user.uid, user.gid);
    const kept = writeLocationNote(dataDir, home);
    if (kept !== home) {
      fs.rmdirSync(home);
      return kept;
    }
    log(`The database server's account cannot enter ${dataDir}, so the database is kept in ${home}.`);
    if (earlier) log(`An earlier database of this directory is still in ${earlier}; nothing was changed there.`);
    return home;
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `Entente was started as root and cannot keep the database in ${systemDir} (${errorCode(error)}): ` +
        'start it as an ordinary account, set DATA_DIR to a directory every account can enter, or set DATABASE_URL.',
    );
  }
}

/** Two first starts at the same moment must agree on one place: the note appears whole and only once. Returns what it says. */
function writeLocationNote(dataDir: string, home: string): string {
  const file = path.join(dataDir, LOCATION_NOTE);
  const draft = `${file}.${randomBytes(4).toString('hex')}`;
  fs.writeFileSync(
    draft,
    'The database of this directory is kept in the place named on the last line, because Entente runs as root here and\n' +
      'the account that runs the database server cannot enter this directory. Keep this note: it is how it is found.\n' +
      `${home}\n`,
  );
  try {
    fs.linkSync(draft, file);
    return home;
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return readLocationNote(dataDir) ?? home;
  } finally {
    fs.unlinkSync(draft);
  }
}

export function passableDirectory(dir: string): void {
  if (fs.existsSync(dir)) return;
  makeDirectory(dir);
  fs.chmodSync(dir, 0o755);
}

/** An account that exists already; none is ever created. */
function unprivilegedUser(): ServerUser {
  const passwd = fs.existsSync('/etc/passwd') ? fs.readFileSync('/etc/passwd', 'utf8') : '';
  const entries = new Map(passwd.split('\n').map((line) => [line.split(':')[0], line.split(':')]));
  for (const name of ['postgres', 'nobody', 'daemon']) {
    const entry = entries.get(name);
    const uid = Number(entry?.[2]);
    if (entry && uid > 0) return { uid, gid: Number(entry[3]) };
  }
  throw new StartupError(
    'Entente was started as root, PostgreSQL must not be root, and this system has no account postgres, nobody or daemon: ' +
      'start Entente as an ordinary account, or set DATABASE_URL.',
  );
}

/** A database that exists keeps its owner, whichever accounts the system has gained since. */
function ownerOf(dir: string): ServerUser | undefined {
  const stat = fs.statSync(dir, { throwIfNoEntry: false });
  return stat && stat.uid !== 0 ? { uid: stat.uid, gid: stat.gid } : undefined;
}

/** A directory copied or restored by root belongs to root all the way down: the server could not open it. */
function giveTo(user: ServerUser, home: string): boolean {
  try {
    fs.mkdirSync(home, { recursive: true, mode: 0o700 });
    const stale = [home, path.join(home, 'cluster')].some(
      (dir) => fs.statSync(dir, { throwIfNoEntry: false })?.uid === 0,
    );
    if (!stale) return true;
    fs.chownSync(home, user.uid, user.gid);
    for (const entry of fs.readdirSync(home, { recursive: true, encoding: 'utf8' })) {
      fs.lchownSync(path.join(home, entry), user.uid, user.gid);
    }
    return true;
  } catch {
    return false;
  }
}

/** Asked as that account itself: permissions, ACLs and mounts all have their say. */
function reaches(user: ServerUser, dir: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd -- "$1" && test -w .', 'sh', dir], { ...user, cwd: '/' }).status === 0;
}
