import { testDatabase } from '../src/server/testing/app.ts';
import { DATABASE_TYPES, writeDatabaseTypes } from '../src/server/testing/database-types.ts';

/** npm run types:database: after a migration, the types of its tables. */
const { name, drop } = await testDatabase();
await writeDatabaseTypes(name, DATABASE_TYPES);
await drop();
process.exit(0);
