import { sql } from 'kysely';
import type { HomeItem, Me } from '../../domain/partnerships/contract.ts';
import { dialogueNeeds } from '../dialogue/queries.ts';
import type { Database, Tx } from '../platform/database.ts';
import type { PersonScope } from '../platform/scope.ts';

export async function findMe(tx: Tx, scope: PersonScope): Promise<Me | undefined> {
  const row = await tx.selectFrom('person').selectAll().where('id', '=', scope.person).executeTakeFirst();
  return (
    row && {
      id: row.id,
      name: row.name,
      email: row.email,
      language: row.language as Me['language'],
      timeZone: row.time_zone,
      administrator: row.administrator,
    }
  );
}

export async function changeMe(
  tx: Tx,
  scope: PersonScope,
  change: { language?: string | null; timeZone?: string | null },
): Promise<void> {
  const set = {
    ...(change.language !== undefined ? { language: change.language } : {}),
    ...(change.timeZone !== undefined ? { time_zone: change.timeZone } : {}),
  };
  if (Object.keys(set).length > 0) await tx.updateTable('person').set(set).where('id', '=', scope.person).execute();
}

/** Whether anybody has an account here yet; asked by the sign-in page before anybody can be signed in. */
export async function hasPerson(db: Database): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`select app.has_person() as has`.execute(db);
  return rows[0]?.has ?? false;
}

type Card = {
  parties: { name: string; state: string; mine?: boolean; id: string }[];
  open_round: { id: string; number: number; closesAt: string; openedAt: string } | null;
  last_closed_round: { id: string; number: number; closedAt: string; discuss: number | null } | null;
};

/** What needs me, from the summary rows of my partnerships: newest first. */
export async function listNeeds(tx: Tx, scope: PersonScope, now: Temporal.Instant): Promise<HomeItem[]> {
  const rows = await tx
    .selectFrom('membership')
    .innerJoin('partnership_card', 'partnership_card.partnership_id', 'membership.partnership_id')
    .select([
      'membership.partnership_id',
      'membership.role',
      'membership.party_id',
      'name',
      'parties',
      'open_round',
      'last_closed_round',
    ])
    .where('membership.person_id', '=', scope.person)
    .limit(500)
    .execute();
  const recent = now.subtract({ hours: 24 * 60 }).toString();
  const items: HomeItem[] = [];
  for (const row of rows) {
    const card = row as unknown as Card;
    const base = {
      partnershipId: row.partnership_id,
      partnership: row.name,
      roundId: null,
      dialogueId: null,
      detail: null,
    };
    const leads = row.role === 'lead' || row.role === 'sponsor';
    const waiting = card.parties.filter((party) => party.state === 'invited');
    if (leads && waiting.length > 0)
      items.push({
        ...base,
        kind: 'party-waiting',
        detail: waiting.map((party) => party.name).join(', '),
        at: now.toString(),
      });
    if (leads && waiting.length === 0 && !card.open_round && !card.last_closed_round)
      items.push({ ...base, kind: 'no-round-yet', at: now.toString() });
    if (card.open_round)
      items.push({
        ...base,
        kind: 'round-open',
        roundId: card.open_round.id,
        detail: `${card.open_round.number}`,
        at: card.open_round.closesAt,
      });
    if (card.last_closed_round && card.last_closed_round.closedAt > recent)
      items.push({
        ...base,
        kind: 'results-open',
        roundId: card.last_closed_round.id,
        detail: card.last_closed_round.discuss === null ? null : `${card.last_closed_round.discuss}`,
        at: card.last_closed_round.closedAt,
      });
  }
  items.push(...(await dialogueNeeds(tx, scope, now)));
  return items.sort((a, b) => (a.at < b.at ? 1 : -1));
}

/** Forgets kept replies to creating requests that are older than two days. */
export async function sweepReplies(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`select app.sweep(${now.toString()})`.execute(db);
}
