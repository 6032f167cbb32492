// npm test: every check, in the order in which a mistake is cheapest to find. See CONTRIBUTING.md.
//   npm test -- --only api            one step, or one project of vitest
//   npm test -- --only unit trust     … and only the test files whose path contains "trust"
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ensureInstalled, main, projectRoot, Refusal, run } from './node.mjs';
import { ensureWebBuilt } from './web-build.mjs';

/** What runs on the built pages, the second with the machine for itself. */
const BUILT = ['e2e', 'processes'];
const STEPS = {
  style: () => run(['node_modules/@biomejs/biome/bin/biome', 'ci', '.']),
  types: () => run(['node_modules/typescript/bin/tsc', '-p', '.']),
  structure: () => run(['scripts/check-structure.ts']),
  build: async () => {
    await ensureWebBuilt();
    return 0;
  },
  tests: () => vitest(['--project', 'unit', '--project', 'api']),
  e2e: () => vitest(['--project', 'e2e']),
  processes: () => vitest(['--project', 'processes']),
};

let passed = 0;
/** What failed, a line each, said again at the end: a run prints thousands of lines. */
const failures = [];
let filters = [];

await main(async () => {
  const args = process.argv.slice(2);
  const at = args.indexOf('--only');
  const only = at < 0 ? undefined : args.splice(at, 2)[1];
  filters = args;

  ensureInstalled();
  let steps = Object.entries(STEPS);
  if (BUILT.includes(only)) steps = steps.filter(([name]) => name === 'build' || name === only);
  else if (only) steps = [[only, STEPS[only] ?? (() => vitest(['--project', only]))]];
  else if (filters.length > 0)
    steps = steps.filter(([name]) => name === 'build' || name === 'tests' || BUILT.includes(name));
  if (steps.some(([name]) => name === 'e2e')) process.env.CHROMIUM_PATH = ensureChromium();

  sweep();
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), `entente-run-${process.pid}-`));
  fs.chmodSync(scratch, 0o711);
  process.env.TMPDIR = scratch;
  const failedSteps = [];
  try {
    for (const [name, step] of steps) {
      console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
      const started = performance.now();
      const before = failures.length;
      const code = await step().catch((error) => {
        console.error(error instanceof Refusal ? error.message : error);
        return 1;
      });
      console.log(
        `── ${name}: ${code === 0 ? 'good' : 'FAILED'}, ${((performance.now() - started) / 1000).toFixed(1)} s`,
      );
      if (code === 0) continue;
      failedSteps.push(name);
      // A step without tests of its own, or a run that broke outside a test, is one failure more.
      if (failures.length === before) failures.push(`${name}: ended with ${code}; the reason stands above`);
      if (code > 128) break;
    }
  } finally {
    clear(scratch);
  }
  if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(', ')}`);
  for (const failure of failures) console.log(`  ${failure}`);
  console.log(`\n${passed} passed, ${failures.length} failed`);
  return failedSteps.length > 0 ? 1 : 0;
});

async function vitest(args) {
  const report = path.join(process.env.TMPDIR, `vitest-${Date.now()}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(['node_modules/vitest/vitest.mjs', 'run', ...args, ...reporters, ...filters, ...lenient()]);
  if (!fs.existsSync(report)) return code || 1;
  const { numPassedTests, testResults } = JSON.parse(fs.readFileSync(report, 'utf8'));
  passed += numPassedTests;
  for (const { name, message, assertionResults } of testResults) {
    const file = path.relative(projectRoot, name);
    const failed = assertionResults.filter(({ status }) => status === 'failed');
    for (const one of failed) failures.push(`${file} > ${one.fullName}: ${firstLine(one.failureMessages[0])}`);
    if (message && failed.length === 0) failures.push(`${file}: ${firstLine(message)}`);
  }
  return code;
}

function firstLine(text = '') {
  return text.split('\n')[0];
}

/** A filter that matches files of one project only must not fail the others. */
function lenient() {
  return filters.length > 0 ? ['--passWithNoTests'] : [];
}

function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  const bareDebian = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
  if (bareDebian) {
    console.log('Installing Chromium for the journeys in the browser …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const quiet = { env, stdio: ['ignore', 'ignore', 'inherit'] };
    spawnSync('apt-get', ['update', '-qq'], quiet);
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core'], quiet);
  }
  const now = findChromium();
  if (now) return now;
  throw new Refusal('The journeys need Chromium and none was found: install it, or set CHROMIUM_PATH to its program.');
}

function findChromium() {
  const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  if (process.platform === 'darwin') places.push('/Applications/Google Chrome.app/Contents/MacOS/Google Chrome');
  return [process.env.CHROMIUM_PATH, ...places].find((place) => place && fs.existsSync(place));
}

/** What test runs that were killed have left in the temporary directory. */
function sweep() {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(/^entente-run-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) clear(path.join(os.tmpdir(), name));
  }
}

/** Database servers that tests left running go before their directories. */
function clear(scratch) {
  try {
    for (const entry of fs.readdirSync(scratch, { recursive: true, withFileTypes: true })) {
      if (entry.name !== 'postmaster.pid') continue;
      const lock = path.join(entry.parentPath ?? entry.path, entry.name);
      const pid = Number.parseInt(fs.readFileSync(lock, 'utf8'), 10);
      const command = process.platform === 'linux' ? fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8') : scratch;
      if (command.includes(scratch)) process.kill(pid, 'SIGQUIT');
    }
  } catch {
    // Gone in the meantime.
  }
  fs.rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
