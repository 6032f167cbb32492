import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';
import { StartupError } from './startup-error.ts';

/** What the operator is told. */
function mistakes(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(StartupError);
    return (error as Error).message.split('\n');
  }
}

test('nothing set: this machine only, embedded database, no mail', () => {
  expect(readConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    dataDir: resolve('data'),
    publicUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    appDatabaseUrl: undefined,
    smtpUrl: undefined,
    mailFrom: 'Entente <entente@localhost>',
    logLevel: 'warn',
    signUp: 'open',
    trustedProxies: [],
    metricsToken: undefined,
  });
});

test('everything set', () => {
  expect(
    readConfig({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/entente',
      PUBLIC_URL: 'https://entente.example.org/',
      DATABASE_URL: 'postgres://owner:secret@db.example:5432/entente',
      APP_DATABASE_URL: 'postgresql://app:secret@db.example/entente',
      SMTP_URL: 'smtps://user:secret@mail.example.org:465',
      MAIL_FROM: 'entente@example.org',
      LOG_LEVEL: 'debug',
      SIGN_UP: 'invited',
      TRUSTED_PROXIES: '10.0.0.1, 192.168.0.0/16 ,loopback,fd00::/8',
      METRICS_TOKEN: 'abc',
    }),
  ).toMatchObject({
    port: 8080,
    host: '0.0.0.0',
    dataDir: '/srv/entente',
    publicUrl: 'https://entente.example.org',
    mailFrom: 'entente@example.org',
    logLevel: 'debug',
    signUp: 'invited',
    trustedProxies: ['10.0.0.1', '192.168.0.0/16', 'loopback', 'fd00::/8'],
    metricsToken: 'abc',
  });
});

test('empty and blank count as not set', () => {
  expect(readConfig({ PORT: '', PUBLIC_URL: ' ', SMTP_URL: '', TRUSTED_PROXIES: ' , ' })).toEqual(readConfig({}));
});

test.each([
  ['127.0.0.1', 'http://localhost:3000'],
  ['0.0.0.0', 'http://localhost:3000'],
  ['::', 'http://localhost:3000'],
  ['::1', 'http://localhost:3000'],
  ['fd00::7', 'http://[fd00::7]:3000'],
  ['box.lan', 'http://box.lan:3000'],
])('listening on %s without PUBLIC_URL, people reach it at %s', (HOST, address) => {
  expect(readConfig({ HOST }).publicUrl).toBe(address);
});

describe('each mistake is one sentence that names the variable and says what to write', () => {
  test.each([
    ['PORT', 'http', 'PORT is “http”; give a whole number from 1 to 65535.'],
    ['PORT', '70000', 'PORT is “70000”; give a whole number from 1 to 65535.'],
    ['PORT', '30.5', 'PORT is “30.5”; give a whole number from 1 to 65535.'],
    [
      'PUBLIC_URL',
      'entente.example.org',
      'PUBLIC_URL is “entente.example.org”; give the address people use, like https://entente.example.org, without a path.',
    ],
    [
      'PUBLIC_URL',
      'https://example.org/entente',
      'PUBLIC_URL is “https://example.org/entente”; give the address people use, like https://entente.example.org, without a path.',
    ],
    [
      'PUBLIC_URL',
      'javascript:alert(1)',
      'PUBLIC_URL is “javascript:alert(1)”; give the address people use, like https://entente.example.org, without a path.',
    ],
    [
      'DATABASE_URL',
      'mysql://db/entente',
      'DATABASE_URL is not a PostgreSQL address; it looks like postgres://user:password@host:5432/database.',
    ],
    [
      'APP_DATABASE_URL',
      'nonsense',
      'APP_DATABASE_URL is not a PostgreSQL address; it looks like postgres://user:password@host:5432/database.',
    ],
    [
      'SMTP_URL',
      'mail.example.org',
      'SMTP_URL is not a mail server address; it looks like smtps://user:password@mail.example.org:465.',
    ],
    ['MAIL_FROM', 'nobody', 'MAIL_FROM is not a sender; it looks like “Entente <entente@example.org>”.'],
    ['MAIL_FROM', 'a@b.c\r\nBcc: x@y.z', 'MAIL_FROM is not a sender; it looks like “Entente <entente@example.org>”.'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is “loud”; choose one of fatal, error, warn, info, debug, silent.'],
    ['SIGN_UP', 'closed', 'SIGN_UP is “closed”; choose open or invited.'],
    [
      'TRUSTED_PROXIES',
      '10.0.0.1, proxy.local',
      'TRUSTED_PROXIES has “proxy.local”; give addresses or ranges, like 10.0.0.1 or 10.0.0.0/8.',
    ],
    [
      'TRUSTED_PROXIES',
      '10.0.0.0/40',
      'TRUSTED_PROXIES has “10.0.0.0/40”; give addresses or ranges, like 10.0.0.1 or 10.0.0.0/8.',
    ],
  ])('%s=%s', (name, value, sentence) => {
    expect(mistakes({ [name]: value })).toEqual([sentence]);
  });

  test('all are told at once', () => {
    const told = mistakes({ PORT: '-1', SIGN_UP: 'x', LOG_LEVEL: 'y' });
    expect(told.map((line) => line.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL', 'SIGN_UP']);
  });

  test('secrets of an address are not repeated', () => {
    for (const name of ['DATABASE_URL', 'APP_DATABASE_URL', 'SMTP_URL'])
      expect(mistakes({ [name]: 'http://user:hunter2@host/' }).join()).not.toContain('hunter2');
  });
});
