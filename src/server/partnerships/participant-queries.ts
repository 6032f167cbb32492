import { sql } from 'kysely';
import type { Participant } from '../../domain/partnerships/contract.ts';
import type { Role } from '../../domain/partnerships/words.ts';
import type { Tx } from '../platform/database.ts';
import { afterName, type Cursor, nameKey, pageOf } from '../platform/pages.ts';
import type { AnyScope, Scope } from '../platform/scope.ts';
import { mayActFor } from './access.ts';

export type ParticipantRow = {
  id: string;
  party_id: string;
  name: string;
  role: string;
  function: string | null;
  level: string | null;
  region: string | null;
  decides: boolean;
  language: string | null;
  joined_on: string;
  left_on: string | null;
  person_id: string | null;
  version: number;
  email: string | null;
  invited: boolean;
};

function participants(tx: Tx, scope: AnyScope, now: Temporal.Instant) {
  return tx
    .selectFrom('participant')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.partnership_id', '=', 'participant.partnership_id')
        .onRef('contact.participant_id', '=', 'participant.id')
        // The first lock on private rows; the policy on contact is the second.
        .on((eb) => ('parties' in scope ? eb('contact.party_id', 'in', scope.parties as string[]) : eb.lit(true))),
    )
    .select([
      'participant.id',
      'participant.party_id',
      'participant.name',
      'role',
      'function',
      'level',
      'region',
      'decides',
      'language',
      'joined_on',
      'left_on',
      'person_id',
      'version',
      'contact.email',
      sql<string>`lower(participant.name)`.as('sorted'),
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('invitation')
            .select(sql`1`.as('one'))
            .whereRef('invitation.partnership_id', '=', 'participant.partnership_id')
            .whereRef('invitation.participant_id', '=', 'participant.id')
            .where((of) =>
              'parties' in scope ? of('invitation.party_id', 'in', scope.parties as string[]) : of.lit(true),
            )
            .where('invitation.accepted_at', 'is', null)
            .where('invitation.revoked_at', 'is', null)
            .where('invitation.expires_at', '>', now.toString()),
        )
        .as('invited'),
    )
    .where('participant.partnership_id', '=', scope.partnership);
}

export async function listParticipants(
  tx: Tx,
  scope: Scope,
  filter: { partyId?: string; current?: 'true' | 'false' | 'all'; q?: string },
  { limit, after }: Cursor,
  now: Temporal.Instant,
) {
  // By name, then id: two people of one name are two people.
  let query = participants(tx, scope, now)
    .orderBy(sql`lower(participant.name)`)
    .orderBy('participant.id')
    .limit(limit + 1);
  if (filter.partyId) query = query.where('participant.party_id', '=', filter.partyId);
  if (filter.current !== 'all') query = query.where('left_on', filter.current === 'false' ? 'is not' : 'is', null);
  if (filter.q) {
    const text = `%${filter.q.replace(/[\\%_]/g, '\\$&')}%`;
    query = query.where((eb) =>
      eb.or([eb('participant.name', 'ilike', text), eb('function', 'ilike', text), eb('contact.email', 'ilike', text)]),
    );
  }
  if (after) {
    const { name, id } = afterName(after);
    query = query.where(sql<boolean>`(lower(participant.name), participant.id) > (${name}, ${id}::uuid)`);
  }
  return pageOf(await query.execute(), limit, nameKey, (row) => presentParticipant(row as ParticipantRow, scope));
}

export async function findParticipant(
  tx: Tx,
  scope: AnyScope,
  id: string,
  now: Temporal.Instant,
): Promise<ParticipantRow | undefined> {
  return (await participants(tx, scope, now).where('participant.id', '=', id).executeTakeFirst()) as
    | ParticipantRow
    | undefined;
}

export function presentParticipant(row: ParticipantRow, scope: Scope): Participant {
  const mine = mayActFor(scope, row.party_id);
  return {
    id: row.id,
    partyId: row.party_id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    function: row.function,
    level: row.level,
    region: row.region,
    decides: row.decides,
    language: row.language as Participant['language'],
    joinedOn: row.joined_on,
    leftOn: row.left_on,
    account: row.person_id ? 'active' : row.invited ? 'invited' : 'none',
    me: row.id === scope.participant,
    version: row.version,
    can: { edit: mine, invite: mine && row.person_id === null && row.left_on === null },
  };
}

export type NewParticipantRow = {
  id: string;
  partyId: string;
  name: string;
  email: string | null;
  role: string;
  function?: string | null;
  level?: string | null;
  region?: string | null;
  decides?: boolean;
  language?: string | null;
  joinedOn: string;
  leftOn?: string | null;
  personId?: string | null;
};

export async function insertParticipants(
  tx: Tx,
  scope: AnyScope,
  rows: NewParticipantRow[],
  now: Temporal.Instant,
  onRows: (written: number) => void = () => {},
): Promise<void> {
  // PostgreSQL takes 65,535 parameters in a statement; 14 columns × 500 rows stay well below.
  for (let start = 0; start < rows.length; start += 500) {
    const part = rows.slice(start, start + 500);
    await tx
      .insertInto('participant')
      .values(
        part.map((row) => ({
          partnership_id: scope.partnership,
          id: row.id,
          party_id: row.partyId,
          name: row.name.trim(),
          role: row.role,
          function: row.function?.trim() || null,
          level: row.level?.trim() || null,
          region: row.region?.trim() || null,
          decides: row.decides ?? false,
          language: row.language ?? null,
          joined_on: row.joinedOn,
          left_on: row.leftOn ?? null,
          person_id: row.personId ?? null,
          created_at: now.toString(),
        })),
      )
      .execute();
    const contacts = part.filter((row) => row.email);
    if (contacts.length > 0)
      await tx
        .insertInto('contact')
        .values(
          contacts.map((row) => ({
            partnership_id: scope.partnership,
            participant_id: row.id,
            party_id: row.partyId,
            email: (row.email as string).trim().toLowerCase(),
          })),
        )
        .execute();
    onRows(start + part.length);
  }
}

export async function updateParticipant(
  tx: Tx,
  scope: AnyScope,
  id: string,
  version: number,
  set: Partial<
    Pick<
      ParticipantRow,
      'name' | 'role' | 'function' | 'level' | 'region' | 'decides' | 'language' | 'joined_on' | 'left_on' | 'person_id'
    >
  >,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('participant')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function setEmail(
  tx: Tx,
  scope: Scope,
  row: { id: string; party_id: string },
  email: string | null,
): Promise<void> {
  await tx
    .deleteFrom('contact')
    .where('partnership_id', '=', scope.partnership)
    .where('participant_id', '=', row.id)
    .where('party_id', 'in', scope.parties as string[])
    .execute();
  if (email)
    await tx
      .insertInto('contact')
      .values({
        partnership_id: scope.partnership,
        participant_id: row.id,
        party_id: row.party_id,
        email: email.trim().toLowerCase(),
      })
      .execute();
}

export async function emailTaken(
  tx: Tx,
  scope: Scope,
  partyId: string,
  email: string,
  except?: string,
): Promise<boolean> {
  let query = tx
    .selectFrom('contact')
    .select('participant_id')
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', partyId)
    .where('email', '=', email.trim().toLowerCase());
  if (except) query = query.where('participant_id', '!=', except);
  return (await query.executeTakeFirst()) !== undefined;
}

/** How many people of a party, other than this one, could still speak for it. */
export async function otherSpeakers(tx: Tx, scope: Scope, partyId: string, except: string): Promise<number> {
  const row = await tx
    .selectFrom('participant')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('partnership_id', '=', scope.partnership)
    .where('party_id', '=', partyId)
    .where('id', '!=', except)
    .where('role', 'in', ['lead', 'sponsor'])
    .where('person_id', 'is not', null)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

/** Decides races about a party's last speaker: whoever changes its people waits here. */
export async function lockParty(tx: Tx, scope: AnyScope, partyId: string): Promise<void> {
  await tx
    .selectFrom('party')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', partyId)
    .forUpdate()
    .executeTakeFirst();
}
