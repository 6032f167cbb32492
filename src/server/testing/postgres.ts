import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EmbeddedPostgres, startEmbedded } from '../platform/embedded-postgres.ts';
import { isAlive, readLockFile } from '../platform/postmaster-lock-file.ts';
import { workAhead } from './costly.ts';

export interface TestCluster {
  /** A superuser's connection; tests create their own databases beside the one it names. */
  url: string;
}

const HANDED_ON = 'ENTENTE_TEST_CLUSTER';
let own: Promise<TestCluster> | undefined;

/**
 * The one PostgreSQL of this test run: TEST_DATABASE_URL when set, the cluster the global set-up started when there is one,
 * otherwise a cluster of this process that ends with it.
 */
export function testCluster(): Promise<TestCluster> {
  const url = process.env.TEST_DATABASE_URL || process.env[HANDED_ON];
  own ??= url ? Promise.resolve({ url }) : startTestCluster();
  return own;
}

/** Vitest's globalSetup: workers inherit the environment and find the cluster there. */
export default async function setup(): Promise<() => Promise<void>> {
  await workAhead();
  if (process.env.TEST_DATABASE_URL) return async () => {};
  const { url, stop } = await startTestCluster();
  process.env[HANDED_ON] = url;
  return async () => {
    delete process.env[HANDED_ON];
    await stop();
  };
}

export async function startTestCluster(): Promise<TestCluster & { stop(): Promise<void> }> {
  sweepAbandoned();
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `entente-test-${process.pid}-`));
  // The server's account must be able to pass when the tests run as root.
  fs.chmodSync(dir, 0o711);
  const postgres: EmbeddedPostgres = await startEmbedded({ dataDir: dir, durable: false });
  const atExit = () => endAtOnce(dir);
  process.once('exit', atExit);
  return {
    url: postgres.url,
    async stop() {
      process.off('exit', atExit);
      await postgres.stop();
      fs.rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What a killed test run left behind. */
function sweepAbandoned(): void {
  for (const name of fs.readdirSync(os.tmpdir())) {
    const pid = Number(/^entente-test-(\d+)-/.exec(name)?.[1]);
    if (pid && !isAlive(pid)) endAtOnce(path.join(os.tmpdir(), name));
  }
}

function endAtOnce(dir: string): void {
  try {
    const lockFile = readLockFile(path.join(dir, 'postgres', 'cluster'));
    if (lockFile) process.kill(lockFile.pid, 'SIGQUIT');
  } catch {
    // Gone already.
  }
  fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
}
