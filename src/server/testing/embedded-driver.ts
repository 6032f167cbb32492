import { startEmbedded } from '../platform/embedded-postgres.ts';
import { StartupError } from '../platform/startup-error.ts';

/** A process of its own for tests that kill one: starts on DATA_DIR, says so in one JSON line, stops on SIGTERM. */
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);
const [, , dataDir = '', systemDir = '', visitor] = process.argv;
try {
  const log = (line: string) => say({ log: line });
  const onExit = (gone: string) => say({ gone });
  const database = await startEmbedded({ dataDir, systemDir, log, onExit, instanceLock: visitor !== 'visitor' });
  await database.lock?.setAddress('http://localhost:4321');
  const { url, adopted, clusterDir } = database;
  say({ url, adopted, clusterDir, server: database.pid() });
  const alive = setInterval(() => {}, 1000);
  process.once('SIGTERM', async () => {
    await database.stop();
    clearInterval(alive);
  });
} catch (error) {
  if (!(error instanceof StartupError)) throw error;
  say({ refused: error.message });
  process.exitCode = 1;
}
