import { defineConfig } from 'vitest/config';

/** Real processes, started and killed: they need the machine for themselves. */
const PROCESSES = ['e2e/install-matrix.test.ts', 'e2e/kill.test.ts'];

/** A file finds the modules loaded and warm that the one before it used; what it makes it makes for itself. */
const isolate = false;

/** unit: rules, no database. api: the server on a real database. e2e: a real browser. processes: see above. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          isolate,
          include: ['src/domain/**/*.test.ts', 'src/web/**/*.test.ts', 'src/web/**/*.test.tsx'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'api',
          isolate,
          include: ['src/server/**/*.test.ts'],
          globalSetup: ['src/server/testing/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'e2e',
          isolate,
          include: ['e2e/**/*.test.ts'],
          exclude: PROCESSES,
          globalSetup: ['src/server/testing/postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'processes',
          include: PROCESSES,
          globalSetup: ['src/server/testing/postgres.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
