import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { StartupError } from './startup-error.ts';

const DIRECTORY = join(import.meta.dirname, '../../../migrations');
/** Any number will do, as long as every process that migrates takes the same. */
const LOCK = 7206002;

/**
 * Brings the schema up to date: plain SQL files in order, one transaction each, under a lock so that two processes
 * starting at once apply each file once. Refuses a schema newer than it knows, and files edited after they were applied.
 */
export async function migrate(client: pg.Client, directory = DIRECTORY): Promise<number> {
  const files = (await readdir(directory)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  await client.query('select pg_advisory_lock($1)', [LOCK]);
  try {
    await client.query(`create table if not exists public.migration (
      number integer primary key, name text not null, sha256 text not null, applied_at timestamptz not null default now())`);
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>(
      'select number, name, sha256 from public.migration order by number',
    );
    const applied = new Map(rows.map((row) => [row.number, row]));
    const known = new Set(files.map((file) => Number(file.slice(0, 4))));
    const newer = rows.find((row) => !known.has(row.number));
    if (newer)
      throw new StartupError(
        `The database was written by a newer Entente (it has ${newer.name}, which this release does not know); start that release or a later one.`,
      );
    let count = 0;
    for (const file of files) {
      const text = await readFile(join(directory, file), 'utf8');
      const sha256 = createHash('sha256').update(text).digest('hex');
      const before = applied.get(Number(file.slice(0, 4)));
      if (before) {
        if (before.sha256 !== sha256)
          throw new StartupError(
            `The migration ${file} differs from the one this database was made with; restore the released file.`,
          );
        continue;
      }
      await client.query('begin');
      try {
        await client.query(text);
        await client.query('insert into public.migration (number, name, sha256) values ($1, $2, $3)', [
          Number(file.slice(0, 4)),
          file,
          sha256,
        ]);
        await client.query('commit');
        count++;
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
    }
    return count;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]);
  }
}
