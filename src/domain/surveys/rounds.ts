import type { Role } from '../partnerships/words.ts';
import { mergeCells } from './release.ts';
import { K_DEFAULT } from './words.ts';

/** People usually asked: those who work in the partnership. A facilitator or an observer looks on. */
export const ROLES_ASKED: readonly Role[] = ['sponsor', 'lead', 'member'];

export type RoundWish = {
  partyIds?: string[] | null;
  roles?: Role[] | null;
  closesAt: string;
  timeZone: string;
  k?: number;
  /** Ask how the other side answered, too. */
  guess?: boolean;
};
export type RoundPlan = {
  k: number;
  closesAt: Temporal.Instant;
  strata: { key: string; parties: string[]; invited: number }[];
  invited: number;
  notes: string[];
};

/**
 * Decides whether a round can be opened and into which strata its people fall, before anything is sent.
 * @param parties every party of the partnership in alphabetical order: the order that is frozen
 * @param people everybody to be asked, with their party
 * @returns the plan, or one sentence that says why not
 */
export function planRound(
  wish: RoundWish,
  parties: readonly { id: string; name: string; state: 'invited' | 'in' | 'left' }[],
  people: readonly { partyId: string }[],
  now: Temporal.Instant,
): { ok: true; plan: RoundPlan } | { ok: false; reason: string } {
  const refuse = (reason: string) => ({ ok: false, reason }) as const;
  const k = wish.k ?? K_DEFAULT;
  const closesAt = closingMoment(wish.closesAt, wish.timeZone);
  if (typeof closesAt === 'string') return refuse(closesAt);
  if (Temporal.Instant.compare(closesAt, now.add({ minutes: 5 })) < 0)
    return refuse('The closing time has passed or is a few minutes away; choose a later one.');
  if (Temporal.Instant.compare(closesAt, now.add({ hours: 24 * 190 })) > 0)
    return refuse('The closing time is more than half a year away; choose an earlier one.');

  const asked = parties.filter(({ id, state }) => (wish.partyIds ? wish.partyIds.includes(id) : state !== 'left'));
  if (wish.partyIds && asked.length < wish.partyIds.length)
    return refuse('One of the parties chosen is not part of this partnership.');
  const left = asked.find((party) => party.state === 'left');
  if (left) return refuse(`${left.name} has left; a round asks those who are here.`);
  const waiting = asked.filter((party) => party.state === 'invited');
  if (waiting.length > 0)
    return refuse(
      `${waiting.map((party) => party.name).join(' and ')} ${waiting.length > 1 ? 'have' : 'has'} not accepted yet; a round opens for parties that are in.`,
    );

  const counts = asked.map((party) => [party.id, people.filter((one) => one.partyId === party.id).length] as const);
  const invited = counts.reduce((sum, [, n]) => sum + n, 0);
  if (invited === 0) return refuse('Nobody would be asked; add people first, or choose other roles.');
  const cells = mergeCells(counts, k);
  if (cells.length === 0)
    return refuse(
      `${invited} ${invited === 1 ? 'person' : 'people'} would be asked. With fewer than ${k}, answers could be traced to people; add people or talk directly.`,
    );

  if (wish.guess && cells.length < 2)
    return refuse(
      `Guessing the other side takes two groups of at least ${k} that can be shown apart; open the round without it.`,
    );

  const names = new Map(parties.map((party) => [party.id, party.name]));
  const notes: string[] = [];
  for (const [id, n] of counts) if (n === 0) notes.push(`Nobody from ${names.get(id)} would be asked.`);
  for (const cell of cells)
    if (cell.parties.length > 1)
      notes.push(
        `${cell.parties.map((id) => names.get(id)).join(' and ')} are shown together: alone, one of them has fewer than ${k} people.`,
      );
  return {
    ok: true,
    plan: {
      k,
      closesAt,
      invited,
      notes,
      strata: cells.map((cell, index) => ({ key: `s${index + 1}`, parties: [...cell.parties], invited: cell.n })),
    },
  };
}

/**
 * The moment a wall clock in a zone shows this time. In the hour skipped in spring: the next valid time; in the hour
 * that comes twice in autumn: the first. A sentence when there is no such time or zone.
 */
export function closingMoment(local: string, timeZone: string): Temporal.Instant | string {
  let plain: Temporal.PlainDateTime;
  try {
    plain = Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    return `“${local}” is not a day and time; write it like 2026-11-13T17:00.`;
  }
  try {
    return plain.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant();
  } catch {
    return `“${timeZone}” is not a time zone; choose one like Europe/Oslo.`;
  }
}
