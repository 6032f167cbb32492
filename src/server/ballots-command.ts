import { parseIntoClientConfig } from 'pg-connection-string';
import { pino } from 'pino';
import { buildBallotServer } from './ballot-server.ts';
import { systemClock } from './platform/clock.ts';
import type { Command } from './platform/command.ts';
import { readBallotConfig } from './platform/config.ts';
import { openDatabase, openPool } from './platform/database.ts';
import { StartupError } from './platform/startup-error.ts';

const help = `entente ballots: takes sealed answers on a server of its own

Usage: entente ballots

Settings, as environment variables:
  BALLOT_DATABASE_URL  a login of Entente’s database that is a member of entente_ballots and of nothing else
  ENTENTE_URL          where Entente is open, like https://entente.example.org: its pages may send answers here
  PORT, HOST           where to listen; 3001 and 127.0.0.1 unless said
  LOG_LEVEL            warn unless said; requests are never logged

Entente itself needs BALLOT_ORIGIN, the address of this server. See docs/guide/operate-ballots.md.
`;

export const ballotsCommand: Command = {
  help,
  async run(_args, streams) {
    try {
      const config = readBallotConfig(process.env);
      const log = pino({ level: config.logLevel, base: null });
      const pool = openPool(parseIntoClientConfig(config.databaseUrl) as never, 4);
      await pool.query('select 1').catch((error: Error) => {
        throw new StartupError(`The database cannot be reached (${error.message}); check BALLOT_DATABASE_URL.`);
      });
      const db = openDatabase(pool);
      const app = await buildBallotServer({ db, clock: systemClock, entente: config.entente }, log);
      await app.listen({ port: config.port, host: config.host });
      streams.stdout.write(`The ballot box of ${config.entente} is open at ${config.host}, port ${config.port}\n`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      });
      await app.close();
      await db.destroy();
      return 0;
    } catch (error) {
      if (!(error instanceof StartupError)) throw error;
      streams.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
};
