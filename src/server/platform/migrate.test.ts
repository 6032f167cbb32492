import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ownerOf } from '../testing/app.ts';
import { testCluster } from '../testing/postgres.ts';
import { migrate } from './migrate.ts';
import { ensureGroups } from './roles.ts';

const RELEASED = join(import.meta.dirname, '../../../migrations');

let root: pg.Client;
let database: string;
let directory: string;
const clients: pg.Client[] = [];

beforeAll(async () => {
  root = new pg.Client((await testCluster()).url);
  await root.connect();
  await ensureGroups(root);
});
afterAll(() => root.end());
beforeEach(async () => {
  database = `entente_migrate_${Math.random().toString(36).slice(2)}`;
  await root.query(`create database ${database} template template0 encoding 'UTF8'`);
  directory = await mkdtemp(join(tmpdir(), 'entente-migrations-'));
  await cp(RELEASED, directory, { recursive: true });
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end();
  await root.query(`drop database ${database} with (force)`);
  await rm(directory, { recursive: true });
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client(await ownerOf(database));
  await client.connect();
  clients.push(client);
  return client;
}
const released = async () => (await readdir(RELEASED)).filter((name) => name.endsWith('.sql')).length;
const applied = async (client: pg.Client): Promise<string[]> =>
  (await client.query('select name from migration order by number')).rows.map((row) => row.name);
const add = (name: string, text: string) => writeFile(join(directory, name), text);

test('an empty database gets every file once; a second start finds nothing to do', async () => {
  const client = await connect();
  expect(await migrate(client, directory)).toBe(await released());
  expect(await migrate(client, directory)).toBe(0);
  expect(await applied(client)).toHaveLength(await released());
});

test('two processes starting at once apply each file once', async () => {
  // Fails when applied twice.
  await add('9001_counter.sql', 'create table counter (n int); insert into counter values (1)');
  const counts = await Promise.all([migrate(await connect(), directory), migrate(await connect(), directory)]);
  expect(counts.toSorted()).toEqual([0, (await released()) + 1]);
});

test('a database of a newer release is refused and left as it is', async () => {
  const client = await connect();
  await add('9001_future.sql', 'create table future ()');
  await migrate(client, directory);
  await rm(join(directory, '9001_future.sql'));
  await add('9000_mine.sql', 'create table mine ()');
  await expect(migrate(client, directory)).rejects.toThrow(
    'The database was written by a newer Entente (it has 9001_future.sql, which this release does not know); start that release or a later one.',
  );
  expect((await client.query(`select to_regclass('mine') as mine`)).rows[0].mine).toBeNull();
});

test('a file edited after it was applied is refused', async () => {
  const client = await connect();
  await migrate(client, directory);
  const [first = ''] = (await readdir(directory)).sort();
  await add(first, `${await readFile(join(directory, first), 'utf8')}\n-- harmless`);
  await expect(migrate(client, directory)).rejects.toThrow(
    `The migration ${first} differs from the one this database was made with; restore the released file.`,
  );
});

test('a file that fails leaves nothing behind, frees the lock, and can be repaired', async () => {
  const client = await connect();
  await add('9001_bad.sql', 'create table half (); select 1 / 0');
  await expect(migrate(client, directory)).rejects.toThrow('division by zero');
  expect((await client.query(`select to_regclass('half') as half`)).rows[0].half).toBeNull();
  expect(await applied(client)).toHaveLength(await released());
  await add('9001_bad.sql', 'create table whole ()');
  expect(await migrate(await connect(), directory)).toBe(1);
});

test('files that are no migrations are left alone', async () => {
  await add('README.md', 'words');
  await add('notes.sql', 'select 1 / 0');
  expect(await migrate(await connect(), directory)).toBe(await released());
});
