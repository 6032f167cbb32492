import { pino } from 'pino';
import { readConfig } from './platform/config.ts';
import { startEmbedded } from './platform/embedded-postgres.ts';
import { writableDirectory } from './platform/embedded-postgres-place.ts';
import { errorCode, StartupError } from './platform/startup-error.ts';

/** Start: read the configuration, bring up the database, migrate, listen. Stop: the same in reverse. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: config.logLevel, base: null, serializers: { req: () => undefined, res: () => undefined } });
  const stops: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (code: number): Promise<void> => {
    stopping ??= (async () => {
      const late = setTimeout(() => process.exit(1), 25_000).unref();
      for (const step of stops.toReversed())
        await step().catch((error: Error) => log.error({ err: error.message }, 'while stopping'));
      clearTimeout(late);
      process.exit(code);
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  try {
    writableDirectory(config.dataDir);
    const starting = config.databaseUrl
      ? undefined
      : startEmbedded({
          dataDir: config.dataDir,
          log: (line) => log.info(line),
          onExit: (reason) => {
            process.stderr.write(`${reason}\n`);
            void stop(1);
          },
        });
    // Reading the application's sources takes a second; the database starts meanwhile.
    starting?.catch(() => {});
    const { buildApp } = await import('./app.ts');
    const { openServices, ownerFrom, readSecrets } = await import('./services.ts');
    const embedded = await starting;
    if (embedded) stops.push(() => embedded.stop());
    const owner = embedded?.connection ?? ownerFrom(config.databaseUrl as string);
    // After the instance lock: two first starts at once must not each make their own.
    const secrets = await readSecrets(config.dataDir);
    const services = await openServices(config, owner, secrets, {
      onError: (error) => log.warn({ err: error.message }, 'jobs'),
    });
    stops.push(() => services.stop());
    const app = await buildApp(services, log);
    stops.push(() => app.close());
    await app.listen({ port: config.port, host: config.host }).catch((error: Error) => {
      throw listenError(error, config.port, config.host);
    });
    await embedded?.lock?.setAddress(config.publicUrl);
    process.stdout.write(`Entente is open at ${config.publicUrl}\n`);
  } catch (error) {
    if (stopping) return;
    process.stderr.write(error instanceof StartupError ? `${error.message}\n` : `${(error as Error).stack}\n`);
    await stop(1);
  }
}

function listenError(error: Error, port: number, host: string): Error {
  if (errorCode(error) === 'EADDRINUSE')
    return new StartupError(
      `Port ${port} is in use by another program; stop it, or start Entente with PORT=${port + 1}.`,
    );
  if (errorCode(error) === 'EACCES')
    return new StartupError(`Port ${port} may not be opened by this user; take one above 1023, like PORT=3000.`);
  if (errorCode(error) === 'EADDRNOTAVAIL')
    return new StartupError(`HOST is ${host}, which is not an address of this machine; try 127.0.0.1 or 0.0.0.0.`);
  return error;
}

await main();
