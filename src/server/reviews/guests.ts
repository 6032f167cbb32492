import type { Guest, GuestLink, NewGuest } from '../../domain/reviews/contract.ts';
import { GUEST_DAYS, GUEST_DAYS_MOST } from '../../domain/reviews/words.ts';
import { listPartyNames } from '../partnerships/queries.ts';
import type { Deps } from '../platform/api.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, invalid } from '../platform/errors.ts';
import { hashOf, newToken } from '../platform/guest-cookie.ts';
import { newId } from '../platform/id.ts';
import { record } from '../platform/record.ts';
import type { Scope } from '../platform/scope.ts';
import { insertGuest, listGuests, revokeGuest } from './guest-queries.ts';
import type { ReviewRow } from './queries.ts';

/** A link for somebody from outside who leads this one session. The secret is in the reply and nowhere else. */
export async function inviteGuest(
  tx: Tx,
  scope: Scope,
  deps: Pick<Deps, 'config'>,
  review: ReviewRow,
  wish: NewGuest,
  now: Temporal.Instant,
): Promise<GuestLink> {
  const days = wish.days ?? GUEST_DAYS;
  if (days > GUEST_DAYS_MOST) throw invalid(`A guest link works for ${GUEST_DAYS_MOST} days at most.`);
  if ((await listPartyNames(tx, scope)).sample)
    throw conflict(
      'sample',
      'The sample is yours alone; begin a partnership of your own to hold a session with a guest.',
    );
  const id = newId();
  const token = newToken();
  const name = wish.name.trim();
  const expiresAt = now.add({ hours: 24 * days });
  await insertGuest(tx, scope, { id, review: review.id, name, tokenHash: hashOf(token), expiresAt }, now);
  await record(tx, scope, {
    at: now,
    type: 'guest.invited',
    subject: { type: 'guest', id, label: name },
    after: { expiresAt: expiresAt.toString() },
  });
  const guest = (await listGuests(tx, scope, review.id, now)).find((one) => one.id === id) as Guest;
  return { guest, link: `${deps.config.publicUrl}/guest#${token}` };
}

/** False: it was taken back before. */
export async function endGuest(
  tx: Tx,
  scope: Scope,
  review: ReviewRow,
  guest: Guest,
  now: Temporal.Instant,
): Promise<boolean> {
  if (!(await revokeGuest(tx, scope, review.id, guest.id, now))) return false;
  await record(tx, scope, {
    at: now,
    type: 'guest.revoked',
    subject: { type: 'guest', id: guest.id, label: guest.name },
  });
  return true;
}
