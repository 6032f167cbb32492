import type { Database, Tx } from '../platform/database.ts';
import type { LiveEvent } from '../platform/live.ts';
import { asPerson, type Guard, inPartnership, type PersonScope, type Scope } from '../platform/scope.ts';

/** More than this is read again as a whole. */
const REPLAYED = 200;
const PARTNERSHIPS_REPLAYED = 20;

export async function listMemberships(tx: Tx, scope: PersonScope): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom('membership')
    .select(['partnership_id', 'party_id'])
    .where('person_id', '=', scope.person)
    .execute();
  return new Map(rows.map((row) => [row.partnership_id, row.party_id]));
}

export const membershipsOf = (db: Database, person: string) => asPerson(db, person, listMemberships);

/** Events of these partnerships numbered from an id on, each read in its own scope; undefined: too many to tell. */
export async function eventsSince(
  db: Database,
  guard: Guard,
  person: string,
  partnerships: readonly string[],
  firstId: string,
): Promise<LiveEvent[] | undefined> {
  if (partnerships.length > PARTNERSHIPS_REPLAYED) return undefined;
  const events: LiveEvent[] = [];
  for (const partnership of partnerships) {
    events.push(...(await inPartnership(db, person, partnership, (tx, scope) => listFrom(tx, scope, firstId), guard)));
    if (events.length > REPLAYED) return undefined;
  }
  return events.sort((a, b) => ((a.id ?? '') < (b.id ?? '') ? -1 : 1));
}

async function listFrom(tx: Tx, scope: Scope, firstId: string): Promise<LiveEvent[]> {
  const rows = await tx
    .selectFrom('event')
    .select(['partnership_id', 'id', 'type', 'subject_type', 'subject_id', 'private_to'])
    .where('partnership_id', '=', scope.partnership)
    .where((eb) => eb.or([eb('private_to', 'is', null), eb('private_to', '=', scope.party)]))
    .where('id', '>=', firstId)
    .orderBy('id')
    .limit(REPLAYED + 1)
    .execute();
  return rows.map((row) => ({
    partnershipId: row.partnership_id,
    id: row.id,
    type: row.type,
    subject: { type: row.subject_type, id: row.subject_id },
    privateTo: row.private_to,
  }));
}
