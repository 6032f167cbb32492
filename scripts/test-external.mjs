// npm run test:external: the server's tests and the journeys on a PostgreSQL of the system instead of the embedded one
// (Debian 12: PostgreSQL 15). Takes the oldest that is installed, or the programs in PG_BIN; on a bare Debian, as root,
// it is installed first. The cluster is made for this run and thrown away.
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { main, projectRoot, Refusal } from './node.mjs';

const HOME = '/usr/lib/postgresql';

await main(async () => {
  const bin = process.env.PG_BIN ?? installed() ?? install();
  const account = process.getuid?.() === 0 ? accountOf('postgres') : {};
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'entente-external-'));
  if (account.uid !== undefined) fs.chownSync(place, account.uid, account.gid);
  const data = path.join(place, 'data');
  const secret = path.join(place, 'secret');
  const password = randomBytes(16).toString('hex');
  fs.writeFileSync(secret, password, { mode: 0o644 });
  const port = await freePort();
  const call = (program, args) => {
    const done = spawnSync(path.join(bin, program), args, { ...account, cwd: place, encoding: 'utf8', stdio: 'pipe' });
    if (done.status !== 0) throw new Refusal(`${program} failed: ${done.error?.message ?? done.stderr}`);
    return done.stdout.trim();
  };
  console.log(call('postgres', ['--version']));
  try {
    call('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '--pwfile',
      secret,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
    ]);
    const settings = `-p ${port} -k ${place} -h 127.0.0.1 -c fsync=off -c max_connections=200`;
    // pg_ctl's own output would keep our pipe open as long as the server lives.
    call('pg_ctl', ['-D', data, '-l', path.join(place, 'log'), '-w', '-o', settings, 'start']);
    try {
      const env = { ...process.env, TEST_DATABASE_URL: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres` };
      const filters = process.argv.slice(2);
      const only = filters.length > 0 ? filters : ['--only', 'api'];
      return spawnSync(process.execPath, ['scripts/test.mjs', ...only], { cwd: projectRoot, stdio: 'inherit', env })
        .status;
    } finally {
      call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
    }
  } finally {
    fs.rmSync(place, { recursive: true, force: true });
  }
});

function installed() {
  if (!fs.existsSync(HOME)) return undefined;
  const versions = fs.readdirSync(HOME).filter((name) => fs.existsSync(path.join(HOME, name, 'bin/initdb')));
  const oldest = versions.sort((a, b) => Number(a) - Number(b))[0];
  return oldest && path.join(HOME, oldest, 'bin');
}

function install() {
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get'))
    throw new Refusal('No PostgreSQL was found: install one, or name the directory of its programs in PG_BIN.');
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'postgresql'], quiet);
  const bin = installed();
  if (!bin) throw new Refusal('PostgreSQL could not be installed: the reason is above.');
  return bin;
}

function accountOf(name) {
  const line = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${name}:`));
  if (!line) throw new Refusal(`There is no account “${name}” to run PostgreSQL as; it refuses to run as root.`);
  const [, , uid, gid] = line.split(':');
  return { uid: Number(uid), gid: Number(gid) };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
