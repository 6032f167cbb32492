import { sql } from 'kysely';
import type { Dialogue, GivenAnswer, Named } from '../../domain/dialogue/contract.ts';
import type { Ending } from '../../domain/dialogue/words.ts';
import type { HomeItem } from '../../domain/partnerships/home-contract.ts';
import type { Instrument } from '../../domain/surveys/instrument.ts';
import type { Tx } from '../platform/database.ts';
import { afterId, type Cursor, pageOf } from '../platform/pages.ts';
import type { AnyScope, PersonScope, Scope, WorkerScope } from '../platform/scope.ts';

export type DialogueRow = {
  id: string;
  title: string | null;
  instrument: Instrument;
  state: Dialogue['state'];
  ended_by: Ending | null;
  called_by: string;
  time_zone: string;
  created_at: string;
  closes_at: string;
  opened_at: string | null;
  ended_at: string | null;
  /** Somebody named is not here any more: it ends at the next look of the clock, and until then nothing opens it. */
  someone_left: boolean;
};

/** The first lock: dialogues in which I am named. For everybody else there is none. */
function mine(tx: Tx, scope: Scope) {
  return tx
    .selectFrom('dialogue')
    .selectAll('dialogue')
    .select((at) =>
      at
        .exists(
          at
            .selectFrom('dialogue_person as n')
            .innerJoin('participant as p', (join) =>
              join.onRef('p.partnership_id', '=', 'n.partnership_id').onRef('p.id', '=', 'n.participant_id'),
            )
            .select(sql`1`.as('one'))
            .whereRef('n.partnership_id', '=', 'dialogue.partnership_id')
            .whereRef('n.dialogue_id', '=', 'dialogue.id')
            .where('p.left_on', 'is not', null),
        )
        .as('someone_left'),
    )
    .where('dialogue.partnership_id', '=', scope.partnership)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('dialogue_person as me')
          .select(sql`1`.as('one'))
          .whereRef('me.partnership_id', '=', 'dialogue.partnership_id')
          .whereRef('me.dialogue_id', '=', 'dialogue.id')
          .where('me.participant_id', '=', scope.participant),
      ),
    );
}

export async function findDialogue(tx: Tx, scope: Scope, id: string): Promise<DialogueRow | undefined> {
  return (await mine(tx, scope).where('dialogue.id', '=', id).executeTakeFirst()) as unknown as DialogueRow | undefined;
}

/** Takes the row for itself: of two people who send or consent last, one comes second and sees what the first did. */
export async function lockDialogue(tx: Tx, scope: Scope, id: string): Promise<DialogueRow | undefined> {
  return (await mine(tx, scope).where('dialogue.id', '=', id).forUpdate('dialogue').executeTakeFirst()) as unknown as
    | DialogueRow
    | undefined;
}

export async function listDialogues(
  tx: Tx,
  scope: Scope,
  { limit, after }: Cursor,
  present: (row: DialogueRow, people: Named[]) => Omit<Dialogue, 'instrument' | 'mine' | 'answers' | 'can'>,
) {
  let query = mine(tx, scope)
    .orderBy('dialogue.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('dialogue.id', '<', afterId(after));
  const rows = (await query.execute()) as unknown as DialogueRow[];
  const people = await namedIn(
    tx,
    scope,
    rows.map((row) => row.id),
  );
  return pageOf(
    rows,
    limit,
    (row) => row.id,
    (row) => present(row, people.get(row.id) ?? []),
  );
}

/** The named people of dialogues, by name. */
export async function namedIn(tx: Tx, scope: Scope, ids: readonly string[]): Promise<Map<string, Named[]>> {
  const found = new Map<string, Named[]>();
  if (ids.length === 0) return found;
  const rows = await tx
    .selectFrom('dialogue_person as n')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'n.partnership_id').onRef('p.id', '=', 'n.participant_id'),
    )
    .select(['n.dialogue_id', 'p.id', 'p.party_id', 'p.name'])
    .select(['n.consented_at', 'n.sent_at', 'n.declined_at', 'n.reason'])
    .where('n.partnership_id', '=', scope.partnership)
    .where('n.dialogue_id', 'in', [...ids])
    .orderBy(sql`lower(p.name)`)
    .orderBy('p.id')
    .execute();
  for (const row of rows) {
    const people = found.get(row.dialogue_id) ?? [];
    found.set(row.dialogue_id, people);
    people.push({
      participantId: row.id,
      partyId: row.party_id,
      name: row.name,
      me: row.id === scope.participant,
      consentedAt: row.consented_at,
      sentAt: row.sent_at,
      declinedAt: row.declined_at,
      reason: row.reason,
    });
  }
  return found;
}

/** My own answer; of an open dialogue everybody's. The policy on the table says the same. */
export async function answersIn(
  tx: Tx,
  scope: Scope,
  { id, state }: Pick<DialogueRow, 'id' | 'state'>,
): Promise<Map<string, GivenAnswer>> {
  let query = tx
    .selectFrom('dialogue_answer')
    .select(['participant_id', 'answer'])
    .where('partnership_id', '=', scope.partnership)
    .where('dialogue_id', '=', id);
  if (state !== 'open') query = query.where('participant_id', '=', scope.participant);
  return new Map((await query.execute()).map((row) => [row.participant_id, row.answer as GivenAnswer]));
}

/** People who may be named, in the order asked for. */
export async function candidatesIn(tx: Tx, scope: Scope, ids: readonly string[]) {
  const rows = await tx
    .selectFrom('participant')
    .select(['id', 'name', 'person_id', 'left_on'])
    .where('partnership_id', '=', scope.partnership)
    .where('id', 'in', [...ids])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    personId: row.person_id,
    hasAccount: row.person_id !== null,
    here: row.left_on === null,
  }));
}

export async function insertDialogue(
  tx: Tx,
  scope: Scope,
  row: { id: string; title: string | null; instrument: Instrument; timeZone: string; closesAt: Temporal.Instant },
  named: readonly { id: string; personId: string }[],
  now: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto('dialogue')
    .values({
      partnership_id: scope.partnership,
      id: row.id,
      title: row.title,
      instrument: JSON.stringify(row.instrument),
      instrument_key: row.instrument.key,
      instrument_version: row.instrument.version,
      state: 'waiting',
      people: named.map((one) => one.personId),
      called_by: scope.participant,
      time_zone: row.timeZone,
      created_at: now.toString(),
      closes_at: row.closesAt.toString(),
    })
    .execute();
  await tx
    .insertInto('dialogue_person')
    .values(
      named.map((one) => ({
        partnership_id: scope.partnership,
        dialogue_id: row.id,
        participant_id: one.id,
        person_id: one.personId,
        // Calling a dialogue is agreeing to it.
        consented_at: one.id === scope.participant ? now.toString() : null,
      })),
    )
    .execute();
}

/** My own row in a dialogue: what I agreed to, sent or declined. */
export async function setMine(
  tx: Tx,
  scope: Scope,
  dialogue: string,
  set: { consented_at?: string; sent_at?: string | null; declined_at?: string; reason?: string | null },
): Promise<void> {
  await tx
    .updateTable('dialogue_person')
    .set(set)
    .where('partnership_id', '=', scope.partnership)
    .where('dialogue_id', '=', dialogue)
    .where('participant_id', '=', scope.participant)
    .execute();
}

export async function writeAnswer(tx: Tx, scope: Scope, dialogue: string, answer: GivenAnswer): Promise<void> {
  const text = JSON.stringify(answer);
  await tx
    .insertInto('dialogue_answer')
    .values({
      partnership_id: scope.partnership,
      dialogue_id: dialogue,
      participant_id: scope.participant,
      person_id: scope.person,
      answer: text,
    })
    .onConflict((on) => on.columns(['partnership_id', 'dialogue_id', 'participant_id']).doUpdateSet({ answer: text }))
    .execute();
}

/* ── The doors: the state of a dialogue is not for the application to set ── */

/** Opens it if all have consented and sent; true for whoever did. */
export async function openDialogue(tx: Tx, id: string, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`
    select app.open_dialogue(${id}, ${now.toString()}) as opened`.execute(tx);
  return rows[0]?.opened ?? false;
}

/** Ends it and deletes every answer, unseen; true for whoever did. */
export async function endDialogue(tx: Tx, id: string, why: Ending, now: Temporal.Instant): Promise<boolean> {
  const { rows } = await sql<{ ended: boolean }>`
    select app.end_dialogue(${id}, ${why}, ${now.toString()}) as ended`.execute(tx);
  return rows[0]?.ended ?? false;
}

export async function dialoguesDue(tx: Tx, now: Temporal.Instant) {
  const { rows } = await sql<{ partnership_id: string; id: string; why: Ending }>`
    select partnership_id, id, why from app.dialogues_due(${now.toString()})`.execute(tx);
  return rows.map((row) => ({ partnershipId: row.partnership_id, id: row.id, why: row.why }));
}

/* ── Letters ── */

export async function letterFacts(tx: Tx, scope: WorkerScope | AnyScope, id: string) {
  const dialogue = (await tx
    .selectFrom('dialogue')
    .selectAll()
    .where('partnership_id', '=', scope.partnership)
    .where('id', '=', id)
    .executeTakeFirst()) as unknown as DialogueRow | undefined;
  const people = await tx
    .selectFrom('dialogue_person as n')
    .innerJoin('participant as p', (join) =>
      join.onRef('p.partnership_id', '=', 'n.partnership_id').onRef('p.id', '=', 'n.participant_id'),
    )
    .select(['p.id', 'p.name', 'p.language', 'p.left_on', 'n.declined_at'])
    .where('n.partnership_id', '=', scope.partnership)
    .where('n.dialogue_id', '=', id)
    .orderBy(sql`lower(p.name)`)
    .execute();
  return { dialogue, people };
}

/* ── Home ── */

/** What dialogues ask of me, across partnerships: to agree, to answer; and those that opened in the last days. */
export async function dialogueNeeds(tx: Tx, scope: PersonScope, now: Temporal.Instant): Promise<HomeItem[]> {
  const rows = await tx
    .selectFrom('dialogue_person as me')
    .innerJoin('dialogue as d', (join) =>
      join.onRef('d.partnership_id', '=', 'me.partnership_id').onRef('d.id', '=', 'me.dialogue_id'),
    )
    .innerJoin('partnership_card as c', 'c.partnership_id', 'd.partnership_id')
    .select(['d.id', 'd.partnership_id', 'd.state', 'd.created_at', 'd.closes_at', 'd.opened_at', 'c.name'])
    .select(['me.consented_at', 'me.sent_at'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('dialogue_person as n')
            .select(sql`1`.as('one'))
            .whereRef('n.partnership_id', '=', 'd.partnership_id')
            .whereRef('n.dialogue_id', '=', 'd.id')
            .where('n.consented_at', 'is', null),
        )
        .as('undecided'),
    )
    .where('me.person_id', '=', scope.person)
    .where((eb) =>
      eb.or([
        eb.and([eb('d.state', '=', 'waiting'), eb('d.closes_at', '>', now.toString())]),
        eb('d.opened_at', '>', now.subtract({ hours: 24 * 14 }).toString()),
      ]),
    )
    .execute();
  return rows.flatMap((row): HomeItem[] => {
    const base = {
      partnershipId: row.partnership_id,
      partnership: row.name,
      roundId: null,
      dialogueId: row.id,
      detail: null,
      at: row.created_at,
      due: row.closes_at,
    };
    if (row.state === 'open') return [{ ...base, kind: 'dialogue-open', at: row.opened_at as string, due: null }];
    if (!row.consented_at) return [{ ...base, kind: 'dialogue-consent' }];
    if (!row.undecided && !row.sent_at) return [{ ...base, kind: 'dialogue-answer' }];
    return [];
  });
}
