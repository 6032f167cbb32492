import { sql } from 'kysely';
import type { Leaving, Partnership, PartnershipCard, Party, RecordEvent } from '../../domain/partnerships/contract.ts';
import { byName } from '../../domain/partnerships/rules.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor, pageOf } from '../platform/pages.ts';
import type { AnyScope, PersonScope, Scope } from '../platform/scope.ts';
import { mayActFor, mayAddParty, mayEditPartnership } from './access.ts';

/* ── Partnership and parties ── */

export async function findPartnership(tx: Tx, scope: Scope): Promise<Partnership | undefined> {
  const row = await tx.selectFrom('partnership').selectAll().where('id', '=', scope.partnership).executeTakeFirst();
  if (!row) return undefined;
  const parties = await listParties(tx, scope);
  return {
    id: row.id,
    name: row.name,
    kind: row.kind as Partnership['kind'],
    status: row.status as Partnership['status'],
    startedOn: row.started_on,
    sample: row.sample,
    endedAt: row.ended_at,
    leaving: await listLeaving(tx, scope),
    createdAt: row.created_at,
    version: row.version,
    parties,
    myRole: scope.was ?? scope.role,
    myParticipantId: scope.participant,
    can: {
      edit: mayEditPartnership(scope) && row.ended_at === null,
      addParty: mayAddParty(scope) && parties.length < 8 && row.ended_at === null,
      openRound: mayEditPartnership(scope) && row.ended_at === null,
    },
  };
}

/** Parties that have announced the day they leave, the first to go first. */
export async function listLeaving(tx: Tx, scope: AnyScope): Promise<Leaving[]> {
  const rows = await tx
    .selectFrom('parting')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('taken_back_at', 'is', null)
    .where('done_at', 'is', null)
    .orderBy('ends_at')
    .execute();
  return rows.map((row) => ({
    partyId: row.party_id,
    leavesOn: row.leaves_on,
    timeZone: row.time_zone,
    words: row.words,
    by: row.announced_name,
    announcedAt: row.announced_at,
  }));
}

const stateOf = (row: { accepted_at: string | null; left_on: string | null }) =>
  row.left_on ? ('left' as const) : row.accepted_at ? ('in' as const) : ('invited' as const);

export async function listParties(tx: Tx, scope: Scope): Promise<Party[]> {
  const rows = await tx
    .selectFrom('party')
    .selectAll('party')
    .select((eb) =>
      eb
        .selectFrom('participant')
        .whereRef('participant.partnership_id', '=', 'party.partnership_id')
        .whereRef('participant.party_id', '=', 'party.id')
        .where('left_on', 'is', null)
        .select((inner) => inner.fn.countAll<number>().as('people'))
        .as('people'),
    )
    .where('partnership_id', '=', scope.partnership)
    .execute();
  return byName(
    rows.map((row) => ({
      id: row.id,
      name: row.name ?? row.organisation,
      organisation: row.organisation,
      unit: row.unit,
      place: row.place,
      mark: row.mark,
      state: stateOf(row),
      acceptedAt: row.accepted_at,
      leftOn: row.left_on,
      people: Number(row.people ?? 0),
      mine: row.id === scope.party,
      version: row.version,
      can: { edit: mayActFor(scope, row.id), addPeople: mayActFor(scope, row.id) },
    })),
  );
}

export async function insertPartnership(
  tx: Tx,
  scope: Scope,
  row: { name: string; kind: string; status: string; startedOn: string | null; sample: boolean; now: Temporal.Instant },
): Promise<void> {
  await tx
    .insertInto('partnership')
    .values({
      id: scope.partnership,
      name: row.name,
      kind: row.kind,
      status: row.status,
      started_on: row.startedOn,
      sample: row.sample,
      created_at: row.now.toString(),
    })
    .execute();
}

export async function insertParty(
  tx: Tx,
  scope: Scope,
  row: {
    id: string;
    organisation: string;
    unit: string | null;
    place: string | null;
    mark: string;
    invitedBy: string | null;
    acceptedAt: Temporal.Instant | null;
    now: Temporal.Instant;
  },
): Promise<void> {
  await tx
    .insertInto('party')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      organisation: row.organisation,
      unit: row.unit,
      place: row.place,
      mark: row.mark,
      invited_by: row.invitedBy,
      accepted_at: row.acceptedAt?.toString() ?? null,
      created_at: row.now.toString(),
    })
    .execute();
}

/** False when the version was not the one in the table: somebody else was faster. */
export async function updatePartnership(
  tx: Tx,
  scope: Scope,
  version: number,
  set: { name?: string; kind?: string; status?: string; started_on?: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('partnership')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('id', '=', scope.partnership)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function updateParty(
  tx: Tx,
  scope: Scope,
  id: string,
  version: number,
  set: { organisation?: string; unit?: string | null; place?: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('party')
    .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A party comes in once: the second acceptance finds the first. */
export async function acceptParty(tx: Tx, scope: AnyScope, partyId: string, now: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('party')
    .set((eb) => ({ accepted_at: now.toString(), version: eb('version', '+', 1) }))
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', partyId)
    .where('accepted_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/* ── Summary rows, for reads across partnerships ── */

/** Writes the summary again from its sources; called by every change that a list or Home shows. */
export async function refreshCard(tx: Tx, scope: AnyScope): Promise<void> {
  // Whoever writes it next waits here, and reads what this transaction did.
  await sql`select from partnership_card where partnership_id = ${scope.partnership} for update`.execute(tx);
  await sql`
    with card as (
      select p.*,
        (select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'mark', a.mark,
            'state', case when a.left_on is not null then 'left' when a.accepted_at is null then 'invited' else 'in' end))
          from party a where a.partnership_id = p.id) as parties,
        (select max(a.created_at) from party a where a.partnership_id = p.id and a.accepted_at is null and a.left_on is null)
          as waiting_since,
        coalesce(g.partings, '[]') as partings, g.parting_at,
        coalesce(d.proposals, '[]') as proposals, d.asked_at, coalesce(s.needs, '[]') as needs, s.shown_at,
        to_jsonb(o) as open_round, o."openedAt" as opened_at, to_jsonb(c) as last_closed_round, c."closedAt" as closed_at
      from partnership p
      left join lateral (select r.id, r.number, r.opened_at as "openedAt", r.closes_at as "closesAt", r.time_zone as "timeZone"
        from round r where r.partnership_id = p.id and r.state = 'open' order by r.number desc limit 1) o on true
      left join lateral (select r.id, r.number, r.closed_at as "closedAt", r.discuss, r.time_zone as "timeZone"
        from round r where r.partnership_id = p.id and r.state = 'closed' order by r.closed_at desc limit 1) c on true
      -- Texts that wait for somebody's yes: all asked while proposed; in force, parties that came in later.
      left join lateral (select max(w.at) as asked_at, jsonb_agg(to_jsonb(w) order by w.at desc) as proposals
        from (select v.document_id as "documentId", v.title, v.state, v.number,
            case v.state when 'proposed' then v.proposed_at else max(a.accepted_at) end as at,
            case v.state when 'proposed' then v.expires_at end as "expiresAt",
            jsonb_agg(jsonb_build_object('party', a.id, 'role', coalesce(s.role, 'sponsor'))) as waiting
          from document_version v
          join document i on i.partnership_id = v.partnership_id and i.id = v.document_id
          join party a on a.partnership_id = v.partnership_id and a.accepted_at is not null and a.left_on is null
            and (v.state = 'in-force' or a.id = any (v.parties))
          left join signatory s on s.partnership_id = a.partnership_id and s.party_id = a.id and s.kind = i.kind
          where v.partnership_id = p.id and v.state in ('proposed', 'in-force')
            and not exists (select from document_ratification r where r.partnership_id = v.partnership_id
              and r.document_id = v.document_id and r.number = v.number and r.party_id = a.id)
          group by v.partnership_id, v.document_id, v.number) w) d on true
      left join lateral (select max(n.at) as shown_at, jsonb_agg(to_jsonb(n)) as needs
        from (select i.party_id as party, count(*) as count, max(i.shared_at) as at from shared_item i
          join party a on a.partnership_id = i.partnership_id and a.id = i.party_id and a.left_on is null
          where i.partnership_id = p.id and i.kind = 'need' and i.text is not null group by i.party_id) n) s on true
      left join lateral (select max(x.announced_at) as parting_at, jsonb_agg(jsonb_build_object('partyId', x.party_id,
          'leavesOn', x.leaves_on, 'at', x.announced_at)) as partings
        from parting x where x.partnership_id = p.id and x.taken_back_at is null and x.done_at is null) g on true
      where p.id = ${scope.partnership})
    insert into partnership_card
      (partnership_id, name, kind, status, sample, parties, open_round, last_closed_round, proposals, needs, partings,
        concerns_all, concerns_leads)
    select id, name, kind, status, sample, parties, open_round, last_closed_round, proposals, needs, partings,
      -- A sample is to look around in: nothing of it asks for anybody.
      case when not sample then greatest(opened_at, closed_at, shown_at, parting_at) end,
      case when not sample then coalesce(greatest(opened_at, closed_at, waiting_since, asked_at, shown_at, parting_at), created_at) end
    from card
    on conflict (partnership_id) do update set name = excluded.name, kind = excluded.kind, status = excluded.status,
      parties = excluded.parties, open_round = excluded.open_round, last_closed_round = excluded.last_closed_round,
      proposals = excluded.proposals, needs = excluded.needs, partings = excluded.partings, concerns_all = excluded.concerns_all, concerns_leads = excluded.concerns_leads`.execute(
    tx,
  );
}

type CardJson = {
  parties: { id: string; name: string; mark: string; state: 'invited' | 'in' | 'left' }[];
  open_round: { id: string; number: number; closesAt: string; timeZone: string } | null;
  last_closed_round: { id: string; number: number; closedAt: string; discuss: number | null } | null;
};

export async function listCards(tx: Tx, scope: PersonScope, { limit, after }: Cursor) {
  let query = tx
    .selectFrom('membership')
    .innerJoin('partnership_card', 'partnership_card.partnership_id', 'membership.partnership_id')
    .select([
      'membership.partnership_id as id',
      'membership.role',
      'membership.party_id',
      'partnership_card.name',
      'partnership_card.sample',
      'kind',
      'status',
      'parties',
      'open_round',
      'last_closed_round',
    ])
    .where('membership.person_id', '=', scope.person)
    .orderBy('membership.partnership_id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('membership.partnership_id', '<', afterId(after));
  return pageOf(
    await query.execute(),
    limit,
    (row) => row.id,
    (row): PartnershipCard => {
      const json = row as unknown as CardJson;
      const iso = (at: string) => new Date(at).toISOString();
      return {
        id: row.id,
        name: row.name,
        kind: row.kind as PartnershipCard['kind'],
        status: row.status as PartnershipCard['status'],
        sample: row.sample,
        myRole: row.role as PartnershipCard['myRole'],
        parties: byName(json.parties).map((party) => ({ ...party, mine: party.id === row.party_id })),
        openRound: json.open_round && { ...json.open_round, closesAt: iso(json.open_round.closesAt) },
        lastClosedRound: json.last_closed_round && {
          ...json.last_closed_round,
          closedAt: iso(json.last_closed_round.closedAt),
        },
      };
    },
  );
}

/* ── The record ── */

export async function listEvents(tx: Tx, scope: Scope, { limit, after }: Cursor) {
  let query = tx
    .selectFrom('event')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where((eb) => eb.or([eb('private_to', 'is', null), eb('private_to', '=', scope.party)]))
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('id', '<', afterId(after));
  return pageOf(
    await query.execute(),
    limit,
    (row) => row.id,
    (row): RecordEvent => ({
      id: row.id,
      at: row.at,
      type: row.type,
      by:
        row.by_name === null
          ? null
          : { participantId: row.by_participant_id, name: row.by_name, partyId: row.by_party_id },
      subject: { type: row.subject_type, id: row.subject_id, label: row.subject_label },
      before: row.before as RecordEvent['before'],
      after: row.after as RecordEvent['after'],
      private: row.private_to !== null,
    }),
  );
}

/** Begins the name of every file that leaves a sample: whoever finds it later sees what it is. */
export const fileMark = (sample: boolean) => (sample ? 'fictional-sample-' : '');

/** What a respondent is told about where the question comes from. */
export async function listPartyNames(tx: Tx, scope: AnyScope) {
  const row = await tx
    .selectFrom('partnership')
    .select(['name', 'status', 'sample'])
    .where('id', '=', scope.partnership)
    .executeTakeFirst();
  const parties = await tx
    .selectFrom('party')
    .select(['id', 'name', 'organisation', 'mark', 'accepted_at', 'left_on'])
    .where('partnership_id', '=', scope.partnership)
    .execute();
  return {
    partnership: row?.name ?? '',
    sample: row?.sample ?? false,
    ended: row?.status === 'ended',
    parties: byName(
      parties.map((party) => ({
        id: party.id,
        name: party.name ?? party.organisation,
        mark: party.mark,
        state: stateOf(party),
        leftOn: party.left_on,
      })),
    ),
  };
}
