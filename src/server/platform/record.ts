import type { Tx } from './database.ts';
import { newId } from './id.ts';
import type { AnyScope, GuestScope } from './scope.ts';

/**
 * Writes one event of the record, in the transaction of the change it tells of. `before` and `after` hold the changed
 * fields only, never an answer, an address or a secret. `privateTo`: seen by that party alone.
 */
export async function record(
  tx: Tx,
  scope: AnyScope | GuestScope,
  event: {
    at: Temporal.Instant;
    type: string;
    subject: { type: string; id: string; label: string };
    before?: Record<string, unknown> | null;
    after?: Record<string, unknown> | null;
    privateTo?: string | null;
  },
): Promise<void> {
  const by = 'participant' in scope ? scope : undefined;
  await tx
    .insertInto('event')
    .values({
      partnership_id: scope.partnership,
      id: newId(),
      at: event.at.toString(),
      type: event.type,
      by_participant_id: by?.participant ?? null,
      by_party_id: by?.party ?? null,
      // Of no party, and yet not nobody.
      by_name: by?.name ?? ('guest' in scope ? `${scope.name} (facilitator, guest)` : null),
      subject_type: event.subject.type,
      subject_id: event.subject.id,
      subject_label: event.subject.label,
      before: event.before ? JSON.stringify(event.before) : null,
      after: event.after ? JSON.stringify(event.after) : null,
      private_to: event.privateTo ?? null,
    })
    .execute();
}

/** The fields of `now` that differ from `was`, as the two halves of an event; undefined when nothing changed. */
export function changes<T extends Record<string, unknown>>(
  was: T,
  now: Partial<T>,
): { before: Partial<T>; after: Partial<T> } | undefined {
  const keys = (Object.keys(now) as (keyof T)[]).filter((key) => now[key] !== undefined && now[key] !== was[key]);
  if (keys.length === 0) return undefined;
  return {
    before: Object.fromEntries(keys.map((key) => [key, was[key]])) as Partial<T>,
    after: Object.fromEntries(keys.map((key) => [key, now[key]])) as Partial<T>,
  };
}
