import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { StartupError } from './startup-error.ts';

export type Config = {
  port: number;
  host: string;
  dataDir: string;
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string;
  /** Owner of the schema on an external server; absent: the embedded one. */
  databaseUrl: string | undefined;
  /** The role requests use on an external server, when DATABASE_URL may not create roles. */
  appDatabaseUrl: string | undefined;
  /** Origin of an independent ballot host that takes sealed answers; absent: this server does. */
  ballotOrigin: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  signUp: 'open' | 'invited';
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  trustedProxies: string[];
  /** Lets /metrics answer to others than this machine, when they send it as a bearer token. */
  metricsToken: string | undefined;
};

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;

/**
 * Reads the configuration from environment variables (documented in docs/guide/operate.md).
 * Throws one StartupError naming every mistake, one sentence each.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const mistakes: string[] = [];
  const value = (name: string) => env[name]?.trim() || undefined;

  let port = Number(value('PORT') ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    mistakes.push(`PORT is “${env['PORT']}”; give a whole number from 1 to 65535.`);
    port = 3000;
  }
  const host = value('HOST') ?? '127.0.0.1';

  const publicUrl = value('PUBLIC_URL') ?? `http://${nameOf(host)}:${port}`;
  const url = parseUrl(publicUrl);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/' || url.search || url.hash)
    mistakes.push(
      `PUBLIC_URL is “${publicUrl}”; give the address people use, like https://entente.example.org, without a path.`,
    );

  const ballotOrigin = value('BALLOT_ORIGIN');
  const ballotUrl = ballotOrigin && parseUrl(ballotOrigin);
  if (
    ballotOrigin &&
    (!ballotUrl || !['http:', 'https:'].includes(ballotUrl.protocol) || ballotUrl.origin !== ballotOrigin)
  )
    mistakes.push(
      `BALLOT_ORIGIN is “${ballotOrigin}”; give the origin of the ballot host, like https://ballots.example.org, without a path.`,
    );

  for (const name of ['DATABASE_URL', 'APP_DATABASE_URL']) {
    const given = value(name);
    if (given && !['postgres:', 'postgresql:'].includes(parseUrl(given)?.protocol ?? ''))
      mistakes.push(`${name} is not a PostgreSQL address; it looks like postgres://user:password@host:5432/database.`);
  }
  const smtpUrl = value('SMTP_URL');
  if (smtpUrl && !['smtp:', 'smtps:'].includes(parseUrl(smtpUrl)?.protocol ?? ''))
    mistakes.push('SMTP_URL is not a mail server address; it looks like smtps://user:password@mail.example.org:465.');
  const mailFrom = value('MAIL_FROM') ?? `Entente <entente@${url?.hostname || 'localhost'}>`;
  if (/[\r\n]/.test(mailFrom) || !/^[^<>]*<[^@<>\s]+@[^@<>\s]+>$|^[^@<>\s]+@[^@<>\s]+$/.test(mailFrom))
    mistakes.push('MAIL_FROM is not a sender; it looks like “Entente <entente@example.org>”.');

  const logLevel = (value('LOG_LEVEL') ?? 'warn') as Config['logLevel'];
  if (!LEVELS.includes(logLevel)) mistakes.push(`LOG_LEVEL is “${logLevel}”; choose one of ${LEVELS.join(', ')}.`);
  const signUp = (value('SIGN_UP') ?? 'open') as Config['signUp'];
  if (!['open', 'invited'].includes(signUp)) mistakes.push(`SIGN_UP is “${signUp}”; choose open or invited.`);
  const trustedProxies = (value('TRUSTED_PROXIES') ?? '')
    .split(',')
    .map((s) => s.trim())
    .filter(Boolean);
  for (const proxy of trustedProxies)
    if (!isRange(proxy))
      mistakes.push(`TRUSTED_PROXIES has “${proxy}”; give addresses or ranges, like 10.0.0.1 or 10.0.0.0/8.`);
  const dataDir = value('DATA_DIR') ?? './data';

  if (mistakes.length > 0) throw new StartupError(mistakes.join('\n'));
  return {
    port,
    host,
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    publicUrl: url?.origin ?? publicUrl,
    databaseUrl: value('DATABASE_URL'),
    appDatabaseUrl: value('APP_DATABASE_URL'),
    ballotOrigin,
    smtpUrl,
    mailFrom,
    logLevel,
    signUp,
    trustedProxies,
    metricsToken: value('METRICS_TOKEN'),
  };
}

export type BallotConfig = Pick<Config, 'port' | 'host' | 'logLevel'> & { databaseUrl: string; entente: string };

/** Settings of the ballot host: as few as it has rights. Throws one StartupError naming every mistake. */
export function readBallotConfig(env: Record<string, string | undefined>): BallotConfig {
  const { port, host, logLevel } = readConfig({
    PORT: env['PORT'] ?? '3001',
    HOST: env['HOST'],
    LOG_LEVEL: env['LOG_LEVEL'],
  });
  const mistakes: string[] = [];
  const databaseUrl = env['BALLOT_DATABASE_URL']?.trim() ?? '';
  if (!['postgres:', 'postgresql:'].includes(parseUrl(databaseUrl)?.protocol ?? ''))
    mistakes.push(
      'BALLOT_DATABASE_URL is not a PostgreSQL address; it looks like postgres://user:password@host/database.',
    );
  const entente = env['ENTENTE_URL']?.trim() ?? '';
  const url = parseUrl(entente);
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.origin !== entente)
    mistakes.push('ENTENTE_URL is the address of Entente without a path, like https://entente.example.org.');
  if (mistakes.length > 0) throw new StartupError(mistakes.join('\n'));
  return { port, host, logLevel, databaseUrl, entente };
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** How people on this machine or network call the address that is listened on. */
function nameOf(host: string): string {
  if (['0.0.0.0', '127.0.0.1', '::', '::1'].includes(host)) return 'localhost';
  return isIP(host) === 6 ? `[${host}]` : host;
}

function isRange(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
