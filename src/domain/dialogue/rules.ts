import { closingMoment } from '../surveys/rounds.ts';

type Candidate = { id: string; name: string; hasAccount: boolean; here: boolean };

/**
 * Decides whether these people can be named in a dialogue that closes then.
 * @param named everybody named who is in the partnership
 * @returns the moment it closes, or one sentence that says why not
 */
export function planDialogue(
  wish: { participantIds: readonly string[]; closesAt: string; timeZone: string },
  named: readonly Candidate[],
  me: string,
  now: Temporal.Instant,
): { ok: true; closesAt: Temporal.Instant } | { ok: false; reason: string } {
  const refuse = (reason: string) => ({ ok: false, reason }) as const;
  if (!wish.participantIds.includes(me)) return refuse('Name yourself, too: only the named people see a dialogue.');
  if (named.length < wish.participantIds.length) return refuse('Somebody named is not in this partnership.');
  const left = named.find((one) => !one.here);
  if (left) return refuse(`${left.name} has left; leave them out.`);
  const without = named.find((one) => !one.hasAccount);
  if (without) return refuse(`${without.name} has no account here yet; invite them first.`);
  const closesAt = closingMoment(wish.closesAt, wish.timeZone);
  if (typeof closesAt === 'string') return refuse(closesAt);
  if (Temporal.Instant.compare(closesAt, now.add({ minutes: 60 })) < 0)
    return refuse('The last moment to answer is less than an hour away; choose a later one.');
  if (Temporal.Instant.compare(closesAt, now.add({ hours: 24 * 92 })) > 0)
    return refuse('The last moment to answer is more than three months away; choose an earlier one.');
  return { ok: true, closesAt };
}
