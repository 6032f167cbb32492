// Runs with whatever Node started npm (20 or newer) and with nothing installed yet: no imports but Node's own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(projectRoot, 'node_modules');
const OLDEST = 26;

/** Something the person at the keyboard can put right; shown as one sentence. */
export class Refusal extends Error {}

/** The Node that Entente is built and tested with, from the package of this platform; null when there is none. */
export function pinnedNode() {
  const { platform, arch } = process;
  const system = platform === 'win32' ? 'win' : platform;
  for (const name of [`node-${system}-${arch}`, `node-bin-${system}-${arch}`]) {
    const binary = path.join(modules, name, 'bin', platform === 'win32' ? 'node.exe' : 'node');
    if (fs.existsSync(binary)) return executable(binary);
  }
  return Number(process.versions.node.split('.')[0]) >= OLDEST ? process.execPath : null;
}

function executable(binary) {
  try {
    fs.accessSync(binary, fs.constants.X_OK);
  } catch {
    fs.chmodSync(binary, 0o755);
  }
  return binary;
}

/** Installs what package-lock.json names, unless exactly that is there already. */
export function ensureInstalled() {
  const lockFile = path.join(projectRoot, 'package-lock.json');
  const stampFile = path.join(modules, '.entente-install');
  const wanted = createHash('sha256').update(fs.readFileSync(lockFile)).digest('hex');
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === wanted) return;
  if (!installedMatches(lockFile)) {
    console.log('Installing the packages named in package-lock.json …');
    npmInstall();
  }
  try {
    fs.writeFileSync(stampFile, wanted);
  } catch {
    // Somebody else installed it for us; the comparison above is repeated next time.
  }
}

/** npm writes what it installed into node_modules/.package-lock.json: `npm install` by hand is as good as ours. */
function installedMatches(lockFile) {
  const hidden = path.join(modules, '.package-lock.json');
  if (!fs.existsSync(hidden)) return false;
  const wanted = JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  const installed = JSON.parse(fs.readFileSync(hidden, 'utf8')).packages;
  const same = (name) =>
    installed[name]?.version === wanted[name]?.version && fs.existsSync(path.join(projectRoot, name));
  return (
    Object.keys(installed).every((name) => name in wanted && same(name)) &&
    Object.keys(wanted).every((name) => name === '' || wanted[name].optional || wanted[name].peer || same(name)) &&
    pinnedNode() !== null
  );
}

function npmInstall() {
  // Without `include`, NODE_ENV=production would leave out what builds the web application.
  const flags = [
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const exact = npm(['ci', ...flags]);
  if (exact.status === 0) return;
  // A registry that lacks a package for some other platform makes `npm ci` give up; the same versions are then installed
  // by the way that allows for that, and the lock file stays as it is.
  const lenient = npm(['install', '--no-save', ...flags]);
  if (lenient.status === 0) return;
  const said = lenient.stderr?.trim();
  if (said) console.error(said);
  const why = lenient.error ? lenient.error.message : `npm ended with ${lenient.signal ?? lenient.status}`;
  throw new Refusal(
    `The packages could not be installed (${why}): check the connection to the package registry and the free space, then start again.`,
  );
}

function npm(args) {
  const self = process.env.npm_execpath;
  const viaNode = self && /\.c?js$/.test(self);
  return spawnSync(viaNode ? process.execPath : 'npm', viaNode ? [self, ...args] : args, {
    cwd: projectRoot,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: !viaNode && process.platform === 'win32',
  });
}

/** Starts the pinned Node, passes signals on once, and answers with its exit code when it has really ended. */
export function run(args, options = {}) {
  const node = pinnedNode();
  if (!node) {
    throw new Refusal(
      `There is no Node ${OLDEST} for ${process.platform}-${process.arch} among the installed packages: install Node ${OLDEST} or newer and start again.`,
    );
  }
  return new Promise((resolve, reject) => {
    const child = spawn(node, args, { cwd: projectRoot, stdio: 'inherit', ...options });
    const listeners = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
      let passed = false;
      // Ctrl-C reaches the child by itself too, and npm may send the signal a second time: the server takes the first.
      const listener = () => {
        if (!passed) child.kill(signal);
        passed = true;
      };
      process.on(signal, listener);
      return [signal, listener];
    });
    // npm starts a script through a shell, and a SIGTERM for npm alone ends that shell without a word to us.
    const parent = process.ppid;
    const orphaned = setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250);
    if (!process.env.npm_lifecycle_event) clearInterval(orphaned);
    const done = () => {
      clearInterval(orphaned);
      for (const [signal, listener] of listeners) process.off(signal, listener);
    };
    child.once('error', (error) => {
      done();
      reject(new Refusal(`${node} cannot be run (${error.message}): install again with \`npm ci\`.`));
    });
    child.once('exit', (code, signal) => {
      done();
      resolve(code ?? 128 + (os.constants.signals[signal] ?? 0));
    });
  });
}

/** Runs a script's main part: the exit code is its answer, and a Refusal is a sentence rather than a stack trace. */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
