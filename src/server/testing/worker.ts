import type pg from 'pg';
import type { Clock } from '../platform/clock.ts';
import { readConfig } from '../platform/config.ts';
import type { JobName } from '../platform/jobs.ts';
import { openServices } from '../services.ts';
import { loginsOf, SECRETS } from './app.ts';

/** One run of one job in a process of its own, so that a test can kill it in the middle. */
export type Errand = { owner: pg.ClientConfig; env: Record<string, string>; job: JobName; at: string };

const errand = JSON.parse(process.env['ENTENTE_ERRAND'] ?? '') as Errand;
const clock: Clock = { now: () => Temporal.Instant.from(errand.at) };
const services = await openServices(readConfig(errand.env), errand.owner, SECRETS, {
  clock,
  work: false,
  prepared: loginsOf(errand.owner),
});
await services.jobs.run(errand.job);
await services.stop();
