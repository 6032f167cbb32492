import { sql } from 'kysely';
import { dayIn, isLate } from '../../domain/delivery/rules.ts';
import { lastMoment } from '../../domain/documents/rules.ts';
import type { Me } from '../../domain/partnerships/contract.ts';
import type { HomeItem, HomeList } from '../../domain/partnerships/home-contract.ts';
import { dialogueNeeds } from '../dialogue/queries.ts';
import { briefingNeeds } from '../documents/briefing/queries.ts';
import { myPartings } from '../parting/queries.ts';
import type { Database, Tx } from '../platform/database.ts';
import { afterMoment, type Cursor, momentKey, pageOf } from '../platform/pages.ts';
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
  parties: { id: string; name: string; state: string }[];
  open_round: { id: string; number: number; closesAt: string; openedAt: string; timeZone: string } | null;
  last_closed_round: { id: string; number: number; closedAt: string; discuss: number | null; timeZone?: string } | null;
  /** Joint texts that wait for somebody's yes, and whose: of a party, whoever has the role. */
  partings: { partyId: string; leavesOn: string; at: string }[];
  proposals: {
    documentId: string;
    title: string;
    at: string;
    expiresAt: string | null;
    waiting: { party: string; role: string }[];
  }[];
  /** Which parties have shown what they need, and when last. */
  needs: { party: string; count: number; at: string }[];
};
/** Results are news for this long. */
const NEWS_DAYS = 60;

/** What needs me: from the summary rows of the partnerships in which something came up most recently. */
export async function listNeeds(
  tx: Tx,
  scope: PersonScope,
  { limit, after }: Cursor,
  now: Temporal.Instant,
): Promise<HomeList> {
  let query = tx
    .selectFrom('membership')
    .innerJoin('partnership_card', 'partnership_card.partnership_id', 'membership.partnership_id')
    .select([
      'membership.partnership_id as id',
      'membership.role',
      'membership.party_id',
      'membership.needs_since as at',
      'name',
      'parties',
      'open_round',
      'last_closed_round',
      'proposals',
      'needs',
      'partings',
    ])
    .where('membership.person_id', '=', scope.person)
    .where('membership.needs_since', 'is not', null)
    .orderBy('membership.needs_since', 'desc')
    .orderBy('membership.partnership_id')
    .limit(limit + 1)
    .$narrowType<{ at: string }>();
  if (after) {
    const { at, id } = afterMoment(after);
    query = query.where(
      sql<boolean>`(needs_since < ${at} or (needs_since = ${at} and membership.partnership_id > ${id}))`,
    );
  }
  const { items, next } = pageOf(await query.execute(), limit, momentKey, (row) =>
    needsOf(row, row as unknown as Card, now),
  );
  const any = items.length > 0 || (await hasPartnership(tx, scope));
  // What I owe stands on the first page, from whichever partnership.
  if (!after)
    items.push(
      await listMyActions(tx, scope, now),
      await dialogueNeeds(tx, scope, now),
      await briefingNeeds(tx, scope),
    );
  const left = after ? [] : await myPartings(tx, scope, now);
  return { items: items.flat().sort((a, b) => (a.at < b.at ? 1 : -1)), left, partnerships: any, next };
}

/** More than this is a list of its own: the page of actions. */
const ACTIONS = 20;

/** What I agreed to do and is open, the first due first; late by the day of each partnership, as in its list. */
async function listMyActions(tx: Tx, scope: PersonScope, now: Temporal.Instant): Promise<HomeItem[]> {
  const rows = await tx
    .selectFrom('my_action as a')
    .innerJoin('partnership_card as c', 'c.partnership_id', 'a.partnership_id')
    .select(['a.partnership_id', 'c.name', 'a.action_id', 'a.text', 'a.due_on', 'a.since'])
    .select(['c.open_round', 'c.last_closed_round'])
    .where('a.person_id', '=', scope.person)
    .where('c.sample', '=', false)
    .orderBy('a.due_on')
    .orderBy('a.action_id')
    .limit(ACTIONS)
    .execute();
  const dayOf = ({ open_round, last_closed_round }: Pick<Card, 'open_round' | 'last_closed_round'>) =>
    dayIn(now, (open_round ?? last_closed_round)?.timeZone ?? 'UTC');
  return rows.map((row) => ({
    kind: isLate({ state: 'open', dueOn: row.due_on }, dayOf(row as unknown as Card)) ? 'action-late' : 'action-open',
    partnershipId: row.partnership_id,
    partnership: row.name,
    roundId: null,
    detail: row.text,
    at: row.since,
    due: null,
    actionId: row.action_id,
    dueOn: row.due_on,
  }));
}

/** What one partnership asks of somebody with this role. */
function needsOf(
  row: { id: string; name: string; role: string; party_id: string; at: string },
  card: Card,
  now: Temporal.Instant,
) {
  const recent = now.subtract({ hours: 24 * NEWS_DAYS }).toString();
  const iso = (at: string) => new Date(at).toISOString();
  const base = { partnershipId: row.id, partnership: row.name, roundId: null, detail: null, at: row.at, due: null };
  const leads = row.role === 'lead' || row.role === 'sponsor';
  const { open_round: open, last_closed_round: closed } = card;
  const waiting = card.parties.filter((party) => party.state === 'invited');
  const items: HomeItem[] = [];
  if (leads && waiting.length > 0)
    items.push({ ...base, kind: 'party-waiting', detail: waiting.map((party) => party.name).join(', ') });
  else if (leads && !open && !closed) items.push({ ...base, kind: 'no-round-yet' });
  if (open)
    items.push({
      ...base,
      kind: 'round-open',
      roundId: open.id,
      detail: `${open.number}`,
      at: iso(open.openedAt),
      due: iso(open.closesAt),
    });
  if (closed && iso(closed.closedAt) > recent)
    items.push({
      ...base,
      kind: 'results-open',
      roundId: closed.id,
      detail: closed.discuss === null ? null : `${closed.discuss}`,
      at: iso(closed.closedAt),
    });
  for (const one of card.proposals)
    if (
      one.waiting.some(({ party, role }) => party === row.party_id && role === row.role) &&
      (one.expiresAt === null || iso(one.expiresAt) > now.toString())
    )
      items.push({
        ...base,
        kind: 'ratify',
        documentId: one.documentId,
        detail: one.title,
        at: iso(one.at),
        due: one.expiresAt && lastMoment(iso(one.expiresAt)),
      });
  const shown = card.needs.filter((one) => one.party !== row.party_id && iso(one.at) > recent);
  if (shown.length > 0)
    items.push({
      ...base,
      kind: 'needs-shown',
      detail: card.parties
        .filter((party) => shown.some((one) => one.party === party.id))
        .map((party) => party.name)
        .join(', '),
      at: shown
        .map((one) => iso(one.at))
        .sort()
        .at(-1) as string,
    });
  for (const one of card.partings)
    items.push({
      ...base,
      kind: 'party-leaves',
      detail: card.parties.find((party) => party.id === one.partyId)?.name ?? null,
      at: iso(one.at),
      dueOn: one.leavesOn,
    });
  return items;
}

async function hasPartnership(tx: Tx, scope: PersonScope): Promise<boolean> {
  const one = tx
    .selectFrom('membership')
    .innerJoin('partnership_card as c', 'c.partnership_id', 'membership.partnership_id')
    .select('person_id')
    .where('person_id', '=', scope.person)
    .where('c.sample', '=', false)
    .limit(1);
  return (await one.executeTakeFirst()) !== undefined;
}

/** Forgets kept replies to creating requests that are older than two days. */
export async function sweepReplies(db: Database, now: Temporal.Instant): Promise<void> {
  await sql`select app.sweep(${now.toString()})`.execute(db);
}
