import type { Plan, PlanChange, PlanPreview, PlanWish } from '../../domain/surveys/plan-contract.ts';
import { closingMoment } from '../../domain/surveys/rounds.ts';
import { closesAfter, nextOccurrences, occurrencesBetween } from '../../domain/surveys/schedule.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import { changedMeanwhile, conflict, invalid, notFound } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import { asWorker, type Scope, type WorkerScope } from '../platform/scope.ts';
import { previewRound, tryRound } from './actions.ts';
import { skippedLetters } from './emails.ts';
import { requireInstrument } from './own-instruments.ts';
import {
  deletePlan,
  findPlan,
  insertPlan,
  lockPlan,
  movePlan,
  type PlanRow,
  plansDue,
  presentPlan,
  SHOWN,
  scheduleOf,
  updatePlan,
} from './plan-queries.ts';

const subjectOf = (id: string) => ({ type: 'plan', id, label: 'Plan of rounds' });

/** The round that a plan asks for, opening at this moment. */
const roundOf = (wish: PlanWish, opens: Temporal.Instant) => ({
  instrument: wish.instrument,
  partyIds: wish.partyIds,
  roles: wish.roles,
  k: wish.k,
  closesAt: closesAfter(scheduleOf(wish), opens, wish.openDays),
  timeZone: wish.timeZone,
});

/** Refuses what could never work; returns the next dates. */
async function checked(tx: Tx, scope: Scope, wish: PlanWish, now: Temporal.Instant): Promise<Temporal.Instant[]> {
  await requireInstrument(tx, scope, wish.instrument);
  const { parties } = await listPartyNames(tx, scope);
  if (wish.partyIds?.some((id) => !parties.some((party) => party.id === id)))
    throw invalid('One of the parties chosen is not part of this partnership.');
  // A month has 28 days at least: a round would still be open when the next one is due.
  if (wish.openDays >= 28 * wish.everyMonths)
    throw invalid('A round would still be open when the next one is due; leave it open for fewer days.', [
      { path: 'openDays', message: 'Fewer days, or more months between rounds.' },
    ]);
  const zone = closingMoment(`${wish.startsOn}T${wish.time}`, wish.timeZone);
  if (typeof zone === 'string') throw invalid(zone);
  if (Temporal.Instant.compare(zone, now.add({ hours: 24 * 731 })) > 0)
    throw invalid('The first date is more than two years away; choose an earlier one.');
  return nextOccurrences(scheduleOf(wish), now, SHOWN);
}

export async function previewPlan(
  tx: Tx,
  scope: Scope,
  deps: Pick<Deps, 'config'>,
  wish: PlanWish,
  now: Temporal.Instant,
): Promise<PlanPreview> {
  const dates = await checked(tx, scope, wish, now);
  const { invited, refused } = await previewRound(tx, scope, deps, roundOf(wish, now), now, dates[0]);
  return {
    next: dates.map((opens) => {
      const closes = closingMoment(roundOf(wish, opens).closesAt, wish.timeZone);
      return { opens: opens.toString(), closes: closes.toString() };
    }),
    invited,
    refused,
  };
}

export async function setPlan(tx: Tx, scope: Scope, wish: PlanWish, now: Temporal.Instant): Promise<Plan> {
  const [next] = (await checked(tx, scope, wish, now)) as [Temporal.Instant];
  const id = newId();
  if (!(await insertPlan(tx, scope, id, wish, next)))
    throw conflict('plan-there', 'There is a plan already; look at it and change it.');
  await record(tx, scope, { at: now, type: 'plan.set', subject: subjectOf(id), after: { ...wish } });
  return presentPlan((await findPlan(tx, scope)) as PlanRow, now);
}

export async function changePlan(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  change: PlanChange,
  now: Temporal.Instant,
): Promise<Plan> {
  const row = await requirePlan(tx, scope, id);
  if (row.version !== version) throw changedMeanwhile(presentPlan(row, now));
  const was: Record<string, unknown> = { ...row.wish, paused: row.paused };
  // Lists are compared by what is in them.
  const differ = Object.entries(change).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name]));
  if (differ.length === 0) return presentPlan(row, now);
  const { paused = row.paused, ...fields } = Object.fromEntries(differ) as PlanChange;
  const wish: PlanWish = { ...row.wish, ...fields };
  const [next] = (await checked(tx, scope, wish, now)) as [Temporal.Instant];
  // What a pause let pass is not made up for.
  if (!(await updatePlan(tx, scope, id, version, { wish, paused, nextAt: paused ? null : next })))
    throw changedMeanwhile(presentPlan(await requirePlan(tx, scope, id), now));
  const type = paused === row.paused ? 'plan.changed' : paused ? 'plan.paused' : 'plan.resumed';
  await record(tx, scope, {
    at: now,
    type,
    subject: subjectOf(id),
    before: Object.fromEntries(differ.map(([name]) => [name, was[name]])),
    after: Object.fromEntries(differ),
  });
  return presentPlan(await requirePlan(tx, scope, id), now);
}

export async function removePlan(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  now: Temporal.Instant,
): Promise<void> {
  const row = await requirePlan(tx, scope, id);
  if (!(await deletePlan(tx, scope, id, version)))
    throw changedMeanwhile(presentPlan(await requirePlan(tx, scope, id), now));
  await record(tx, scope, { at: now, type: 'plan.removed', subject: subjectOf(id), before: { ...row.wish } });
}

async function requirePlan(tx: Tx, scope: Scope, id: string): Promise<PlanRow> {
  const row = await findPlan(tx, scope);
  if (row?.id !== id) throw notFound();
  return row;
}

/* ── What the clock does ── */

/**
 * Opens every planned round whose date has come, each in its own transaction. Whoever comes second finds the date moved
 * on. After a downtime one round is opened, however many dates have passed.
 */
export async function openPlannedRounds(db: Database, deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const due = await db.transaction().execute((tx) => plansDue(tx, now));
  const failures: unknown[] = [];
  for (const { partnershipId, id } of due)
    await asWorker(db, partnershipId, (tx, scope) => openPlanned(tx, scope, deps, id, now)).catch((error: unknown) =>
      failures.push(error),
    );
  if (failures.length > 0) throw failures[0];
}

async function openPlanned(tx: Tx, scope: WorkerScope, deps: Deps, id: string, now: Temporal.Instant): Promise<void> {
  const row = await lockPlan(tx, scope, id);
  if (!row?.nextAt || row.paused) return;
  const due = Temporal.Instant.from(row.nextAt);
  if (Temporal.Instant.compare(due, now) > 0) return;
  const schedule = scheduleOf(row.wish);
  const [next] = nextOccurrences(schedule, now, 1) as [Temporal.Instant];
  const dates = occurrencesBetween(schedule, due, now);

  const { ended } = await listPartyNames(tx, scope);
  const outcome = ended
    ? ({ ok: false, reason: 'The partnership has ended.' } as const)
    : await tryRound(tx, scope, deps, roundOf(row.wish, now), now);
  if (outcome.ok) {
    await movePlan(tx, scope, id, next, null);
    if (dates > 1)
      await record(tx, scope, {
        at: now,
        type: 'plan.caught-up',
        subject: { type: 'round', id: outcome.id, label: `Round ${outcome.number}` },
        after: { count: dates },
      });
    return;
  }
  await movePlan(tx, scope, id, next, { at: due, reason: outcome.reason });
  await record(tx, scope, {
    at: now,
    type: 'plan.skipped',
    subject: subjectOf(id),
    after: { due: due.toString(), count: dates, reason: outcome.reason },
  });
  await skippedLetters(tx, scope, deps, { plan: id, due, timeZone: row.wish.timeZone, next, now });
}
