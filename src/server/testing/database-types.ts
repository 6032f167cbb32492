import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testCluster } from './postgres.ts';

const ROOT = join(import.meta.dirname, '../../..');
export const DATABASE_TYPES = join(ROOT, 'src/server/platform/generated/database.ts');

/** Writes the types of a migrated database, as Kysely wants them, into a file. */
export async function writeDatabaseTypes(database: string, file: string): Promise<void> {
  const at = new URL((await testCluster()).url);
  at.pathname = `/${database}`;
  const options = ['--dialect', 'postgres', '--date-parser', 'string', '--url', at.href, '--out-file', file];
  const mapping = ['--type-mapping', '{"timestamptz":"string","jsonb":"unknown","json":"unknown"}'];
  const patterns = ['--include-pattern', 'public.*', '--exclude-pattern', '*.migration'];
  await promisify(execFile)(
    process.execPath,
    ['node_modules/kysely-codegen/dist/cli/bin.js', ...options, ...mapping, ...patterns],
    { cwd: ROOT },
  );
}
