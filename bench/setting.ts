import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../src/server/platform/config.ts';
import { startEmbedded } from '../src/server/platform/embedded-postgres.ts';
import { openServices, readSecrets, type Services } from '../src/server/services.ts';

export type Figure = { name: string; value: number; unit: string; goal: string; met: boolean };

export type Setting = { services: Services; owner: pg.ClientConfig; dataDir: string; stop: () => Promise<void> };

/** A real, durable embedded database with the server's own roles: what an installation has. */
export async function openSetting(): Promise<Setting> {
  const dataDir = mkdtempSync(join(tmpdir(), 'entente-bench-'));
  chmodSync(dataDir, 0o711);
  const embedded = await startEmbedded({ dataDir });
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  const services = await openServices(config, embedded.connection, await readSecrets(dataDir), { work: false });
  return {
    services,
    owner: embedded.connection,
    dataDir,
    async stop() {
      await services.stop();
      await embedded.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]) => quantile(values, 0.5);

/** Runs `work` from so many callers at once until the time is over. Returns how often it was done in a second. */
export async function rate(callers: number, seconds: number, work: (caller: number) => Promise<void>): Promise<number> {
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() < until) {
        await work(caller);
        done++;
      }
    }),
  );
  return done / ((performance.now() - began) / 1000);
}

export async function withOwner<T>(owner: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
