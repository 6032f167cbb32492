import type { ActionChange, NewAction } from '../../domain/delivery/contract.ts';
import { reminderDue, toldAlready } from '../../domain/delivery/rules.ts';
import type { Deps } from '../platform/api.ts';
import type { Database, Tx } from '../platform/database.ts';
import { invalid } from '../platform/errors.ts';
import { newId } from '../platform/id.ts';
import { changes, record } from '../platform/record.ts';
import { asWorker, type WorkerScope } from '../platform/scope.ts';
import { reminderLetter } from './emails.ts';
import {
  type ActionRow,
  actionsDue,
  insertAction,
  lockReminder,
  markReminded,
  updateAction,
  type WriterScope,
  zoneOf,
} from './queries.ts';

/** Who it is for, as it was found in this partnership; and the day there. */
export type Given = { owner: { id: string; name: string } | undefined; today: string };

const NOBODY = 'This person is not here (any more); choose somebody who is.';
const PAST = 'This day has passed; choose today or a later one.';

/**
 * Writes an action down. `owner` and `today` are looked up by the caller, since a guest of a session sees its people
 * through that session only.
 * @param session the review session it is agreed in, with the item it is about
 */
export async function addAction(
  tx: Tx,
  scope: WriterScope,
  wish: NewAction,
  { owner, today }: Given,
  now: Temporal.Instant,
  session: { review: string; itemKey: string | null } | null = null,
): Promise<string> {
  if (!owner) throw invalid(NOBODY, [{ path: 'ownerId', message: NOBODY }]);
  if (wish.dueOn < today) throw invalid(PAST, [{ path: 'dueOn', message: PAST }]);
  const id = newId();
  const text = wish.text.trim();
  await insertAction(tx, scope, {
    id,
    text,
    ownerId: owner.id,
    dueOn: wish.dueOn,
    review: session?.review ?? null,
    itemKey: session?.itemKey ?? null,
    told: toldAlready(wish.dueOn, today),
    now,
  });
  await record(tx, scope, {
    at: now,
    type: 'action.added',
    subject: { type: 'action', id, label: text },
    after: { owner: owner.name, dueOn: wish.dueOn },
  });
  return id;
}

const VERB = { open: 'action.reopened', done: 'action.done', dropped: 'action.dropped' } as const;

/** False: somebody changed it since this version. `owner` is the new one, where the change names one. */
export async function changeAction(
  tx: Tx,
  scope: WriterScope,
  row: ActionRow,
  version: number,
  wish: ActionChange,
  { owner, today }: Given,
  now: Temporal.Instant,
): Promise<boolean> {
  if (wish.ownerId && wish.ownerId !== row.owner_id && !owner)
    throw invalid(NOBODY, [{ path: 'ownerId', message: NOBODY }]);
  if (wish.dueOn && wish.dueOn !== row.due_on && wish.dueOn < today)
    throw invalid(PAST, [{ path: 'dueOn', message: PAST }]);
  const change = changes(
    { text: row.text, owner: row.owner_name, dueOn: row.due_on, state: row.state },
    {
      ...(wish.text === undefined ? {} : { text: wish.text.trim() }),
      ...(owner && wish.ownerId !== row.owner_id ? { owner: owner.name } : {}),
      ...(wish.dueOn === undefined ? {} : { dueOn: wish.dueOn }),
      ...(wish.state === undefined ? {} : { state: wish.state }),
    },
  );
  const newOwner = owner && wish.ownerId !== row.owner_id ? owner.id : undefined;
  if (!change && !newOwner) return row.version === version;
  const state = change?.after.state;
  const { text, dueOn } = change?.after ?? {};
  const anew = newOwner !== undefined || dueOn !== undefined || state === 'open';
  const changed = await updateAction(
    tx,
    scope,
    row.id,
    version,
    {
      ...(text === undefined ? {} : { text }),
      ...(newOwner === undefined ? {} : { owner_id: newOwner }),
      ...(dueOn === undefined ? {} : { due_on: dueOn }),
      ...(state === undefined ? {} : { state, closed_at: state === 'open' ? null : now.toString() }),
    },
    anew ? { reminded_soon: toldAlready(dueOn ?? row.due_on, today), reminded_late: false } : undefined,
  );
  if (changed)
    await record(tx, scope, {
      at: now,
      type: state ? VERB[state] : 'action.changed',
      subject: { type: 'action', id: row.id, label: text ?? row.text },
      before: change?.before ?? {},
      after: change?.after ?? {},
    });
  return changed;
}

/* ── What the clock does ── */

const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Reminds owners of what is due soon or late, each in its own transaction, once; also after a downtime, also run twice.
 * One that fails does not hold up the others: it fails the job after them.
 */
export async function remindOwners(db: Database, deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const failures: unknown[] = [];
  let after = FIRST;
  for (;;) {
    const due = await db.transaction().execute((tx) => actionsDue(tx, now, after));
    for (const { partnershipId, id } of due)
      await asWorker(db, partnershipId, (tx, scope) => remindOwner(tx, scope, deps, id, now)).catch((error: unknown) =>
        failures.push(error),
      );
    const last = due.at(-1);
    if (!last) break;
    after = last.id;
  }
  if (failures.length > 0) throw failures[0];
}

async function remindOwner(tx: Tx, scope: WorkerScope, deps: Deps, id: string, now: Temporal.Instant): Promise<void> {
  const action = await lockReminder(tx, scope, id);
  if (!action) return;
  const kind = reminderDue(action, now, await zoneOf(tx, scope));
  if (!kind) return;
  await markReminded(tx, scope, id, kind === 'late');
  const { email } = action;
  // Somebody without an address, or who has left, cannot be written to; their actions are seen in the list.
  if (email && action.leftOn === null) await reminderLetter(tx, scope, deps, { ...action, email, kind, now });
}
