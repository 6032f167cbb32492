import { CompiledQuery } from 'kysely';
import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import type { Tx } from './database.ts';

/**
 * Background work. A job is put into the queue by the transaction that causes it, so it exists exactly when its cause
 * does; it carries ids only; and every handler is safe to run twice.
 */
export type JobName =
  | 'send-mail'
  | 'close-rounds'
  | 'open-planned'
  | 'remind'
  | 'remind-owners'
  | 'mix-answers'
  | 'end-dialogues'
  | 'expire-proposals'
  | 'remind-readers'
  | 'part'
  | 'sweep'
  | 'sweep-files';
export type Jobs = {
  /** Queues a job in this transaction. */
  enqueue: (
    tx: Tx,
    name: JobName,
    data: Record<string, string>,
    options?: { startAfter?: Temporal.Instant },
  ) => Promise<void>;
  /** Registers what to do with a kind of job; called by each chapter before start(). */
  handle: (name: JobName, handler: (data: Record<string, string>) => Promise<void>) => void;
  /** Runs a job's handler at once; for tests and for the sweep at start. */
  run: (name: JobName, data?: Record<string, string>) => Promise<void>;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

const QUEUES: Record<JobName, { retryLimit: number; cron?: string }> = {
  // About a day and a half of tries, ever further apart.
  'send-mail': { retryLimit: 12 },
  'close-rounds': { retryLimit: 5, cron: '* * * * *' },
  'open-planned': { retryLimit: 2, cron: '* * * * *' },
  // Every minute anyway; each reminder has tries of its own.
  remind: { retryLimit: 0, cron: '* * * * *' },
  'mix-answers': { retryLimit: 0, cron: '*/10 * * * *' },
  'end-dialogues': { retryLimit: 5, cron: '* * * * *' },
  'expire-proposals': { retryLimit: 5, cron: '* * * * *' },
  'remind-readers': { retryLimit: 2, cron: '* * * * *' },
  part: { retryLimit: 2, cron: '* * * * *' },
  sweep: { retryLimit: 1, cron: '17 3 * * *' },
  'sweep-files': { retryLimit: 5, cron: '37 3 * * *' },
  // Every quarter of an hour: somewhere it is seven in the morning.
  'remind-owners': { retryLimit: 2, cron: '*/15 * * * *' },
};

/** Makes the queue's own tables with the owner's rights; the server itself only fills them. */
export async function prepareQueue(owner: pg.Client, connection: pg.ClientConfig): Promise<void> {
  const boss = new PgBoss({ ...connection, schema: 'pgboss', supervise: false, schedule: false } as never);
  boss.on('error', () => {});
  await boss.start();
  for (const [name, { retryLimit }] of Object.entries(QUEUES))
    await boss.createQueue(name, { retryLimit, retryBackoff: true, retryDelay: 15, expireInSeconds: 120 });
  await boss.stop({ graceful: false });
  await owner.query(`
    grant usage on schema pgboss to entente_app, entente_jobs;
    grant select, insert, update, delete on all tables in schema pgboss to entente_jobs;
    grant select on pgboss.queue to entente_app;
    grant select, insert on pgboss.job, pgboss.job_common to entente_app;
    grant execute on all functions in schema pgboss to entente_jobs, entente_app`);
}

/** `work` false: jobs are put into the queue and wait, for tests that run them themselves. */
export function openJobs(connection: pg.PoolConfig, onError: (error: Error) => void, work: boolean): Jobs {
  const boss = new PgBoss({
    ...connection,
    schema: 'pgboss',
    max: 3,
    migrate: false,
    createSchema: false,
    supervise: work,
    schedule: work,
  } as never);
  boss.on('error', onError);
  const handlers = new Map<JobName, (data: Record<string, string>) => Promise<void>>();

  return {
    async enqueue(tx, name, data, options = {}) {
      await boss.send(name, data, {
        ...(options.startAfter ? { startAfter: options.startAfter.toString() } : {}),
        db: {
          executeSql: async (text: string, values: unknown[] = []) => {
            const { rows } = await tx.executeQuery(CompiledQuery.raw(text, values));
            return { rows };
          },
        },
      } as never);
    },
    handle(name, handler) {
      handlers.set(name, handler);
    },
    async run(name, data = {}) {
      await handlers.get(name)?.(data);
    },
    async start() {
      await boss.start();
      if (!work) return;
      for (const [name, handler] of handlers) {
        await boss.work<Record<string, string>>(name, { batchSize: 1, pollingIntervalSeconds: 2 }, async ([job]) => {
          if (job) await handler(job.data ?? {});
        });
        const cron = QUEUES[name].cron;
        if (cron) await boss.schedule(name, cron);
      }
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
