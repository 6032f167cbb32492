import { buildApp } from '../src/server/app.ts';
import { readConfig } from '../src/server/platform/config.ts';
import { openServices, readSecrets } from '../src/server/services.ts';

/** The server in a process of its own, on the database of the benchmark. */
const dataDir = process.env['BENCH_DATA_DIR'] ?? '';
const config = readConfig({ DATA_DIR: dataDir, PORT: process.env['PORT'], LOG_LEVEL: 'silent' });
const services = await openServices(
  config,
  JSON.parse(process.env['BENCH_OWNER'] ?? '{}'),
  await readSecrets(dataDir),
  { work: false },
);
const app = await buildApp(services);
await app.listen({ port: config.port, host: '127.0.0.1' });
process.stdout.write('open\n');
process.once(
  'SIGTERM',
  () =>
    void app
      .close()
      .then(() => services.stop())
      .then(() => process.exit(0)),
);
