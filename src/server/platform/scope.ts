import { sql } from 'kysely';
import type { Role } from '../../domain/partnerships/words.ts';
import type { Database, Tx } from './database.ts';
import { notFound } from './errors.ts';

declare const proven: unique symbol;

/** Somebody signed in, in a transaction that knows it. Minted here only. */
export type PersonScope = { readonly person: string; readonly administrator: boolean; readonly [proven]: 'person' };

/**
 * A participant acting in one partnership. Every query on a partnership's tables takes one and says
 * `where partnership_id = scope.partnership`: the first lock. Row-level security beneath it is the second.
 */
export type Scope = {
  readonly partnership: string;
  readonly person: string;
  readonly participant: string;
  readonly name: string;
  readonly party: string;
  readonly role: Role;
  /** My party, and those it invited that have not come in yet: their people are in my care. */
  readonly parties: readonly string[];
  /**
   * One party is left: it is read, and nothing in it changes any more. Whoever is here looks on like an observer, so that
   * no page offers what would be refused; what they were is still who takes the copy.
   */
  readonly ended?: boolean;
  readonly was?: Role;
  readonly [proven]: 'participant';
};

/**
 * A member of the programme of one organisation. Every query on a programme's tables takes one and says
 * `where programme_id = scope.programme`, as with partnerships.
 */
export type ProgrammeScope = {
  readonly programme: string;
  readonly person: string;
  readonly [proven]: 'programme';
};

/** Background work in one partnership: no person behind it. */
export type WorkerScope = { readonly partnership: string; readonly [proven]: 'worker' };
/** Somebody from outside in the one review session their link is for. No query on anything else takes this scope. */
export type GuestScope = {
  readonly partnership: string;
  readonly review: string;
  readonly guest: string;
  readonly name: string;
  readonly expiresAt: string;
  readonly [proven]: 'guest';
};
/** Either: what reading a partnership's shared records needs. */
export type AnyScope = Scope | WorkerScope;

/** The first lock, apart from the database. Replaced only by the test that proves that each lock holds alone. */
export type Guard = {
  /** What this person is in this partnership, from loaded rows; undefined: nothing. */
  membership: (tx: Tx, person: string, partnership: string) => Promise<Omit<Scope, typeof proven> | undefined>;
  /** Whether this person is a member of this programme. */
  programme: (tx: Tx, person: string, programme: string) => Promise<boolean>;
};

export const guard: Guard = {
  async membership(tx, person, partnership) {
    const row = await tx
      .selectFrom('participant')
      .select((at) => [
        'id',
        'party_id',
        'role',
        'name',
        at
          .selectFrom('party')
          .select(sql<string[]>`coalesce(array_agg(party.id), '{}')`.as('ids'))
          .where('party.partnership_id', '=', partnership)
          .whereRef('party.invited_by', '=', 'participant.party_id')
          .where('party.accepted_at', 'is', null)
          .as('invited'),
        at
          .selectFrom('partnership')
          .select(sql<boolean>`partnership.ended_at is not null`.as('ended'))
          .where('partnership.id', '=', partnership)
          .as('ended'),
      ])
      .where('partnership_id', '=', partnership)
      .where('person_id', '=', person)
      .where('left_on', 'is', null)
      .executeTakeFirst();
    if (!row) return undefined;
    return {
      partnership,
      person,
      participant: row.id,
      name: row.name,
      party: row.party_id,
      role: row.ended ? 'observer' : (row.role as Role),
      parties: [row.party_id, ...(row.invited ?? [])],
      ended: row.ended ?? false,
      was: row.role as Role,
    };
  },
  async programme(tx, person, programme) {
    const row = await tx
      .selectFrom('programme_member')
      .select('joined_at')
      .where('person_id', '=', person)
      .where('programme_id', '=', programme)
      .executeTakeFirst();
    return row !== undefined;
  },
};

export async function asPerson<T>(
  db: Database,
  person: string,
  work: (tx: Tx, scope: PersonScope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ administrator: boolean }>`
      select app.enter_person(${person}) as administrator`.execute(tx);
    return work(tx, { person, administrator: rows[0]?.administrator ?? false } as PersonScope);
  });
}

/** Proves the membership in a programme; its rows are locked to members by the database as well. */
export async function enterProgramme(
  tx: Tx,
  scope: PersonScope,
  programme: string,
  locks: Guard,
): Promise<ProgrammeScope> {
  if (!(await locks.programme(tx, scope.person, programme))) throw notFound();
  return { programme, person: scope.person } as ProgrammeScope;
}

export async function inPartnership<T>(
  db: Database,
  person: string,
  partnership: string,
  work: (tx: Tx, scope: Scope) => Promise<T>,
  locks: Guard = guard,
): Promise<T> {
  return db.transaction().execute(async (tx) => work(tx, await enterPartnership(tx, person, partnership, locks)));
}

/** The same inside a transaction that is open already. */
export async function enterPartnership(tx: Tx, person: string, partnership: string, locks: Guard): Promise<Scope> {
  await sql`select app.enter(${person}, ${partnership})`.execute(tx);
  const membership = await locks.membership(tx, person, partnership);
  if (!membership) throw notFound();
  return membership as Scope;
}

/**
 * Somebody of a sample alliance, who is made up and has no account: what they do is done by whoever's transaction this
 * is, in their name. Refuses any other partnership.
 */
export async function inSample(
  tx: Tx,
  scope: Scope,
): Promise<(one: Pick<Scope, 'participant' | 'party' | 'name' | 'role'>) => Scope> {
  const { rows } = await sql<{ sample: boolean }>`select app.is_sample(${scope.partnership}) as sample`.execute(tx);
  if (!rows[0]?.sample) throw notFound();
  return (one) => ({ ...scope, ...one, parties: [one.party] });
}

/** A partnership about to be written for the first time, by its founder. */
export async function foundPartnership<T>(
  db: Database,
  founder: Omit<Scope, typeof proven | 'parties'>,
  work: (tx: Tx, scope: Scope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => work(tx, await enterNew(tx, founder)));
}

/** The same inside a transaction that is open already (so that an idempotency key is kept with it). */
export async function enterNew(tx: Tx, founder: Omit<Scope, typeof proven | 'parties'>): Promise<Scope> {
  await sql`select app.enter_new(${founder.person}, ${founder.partnership}, ${founder.party})`.execute(tx);
  return { ...founder, parties: [founder.party] } as unknown as Scope;
}

/** Sees the parties invited a moment ago by this same transaction. */
export async function refreshParties(tx: Tx, scope: Scope): Promise<Scope> {
  await sql`select app.act_for(${scope.partnership}, ${scope.party})`.execute(tx);
  const invited = await tx
    .selectFrom('party')
    .select('id')
    .where('partnership_id', '=', scope.partnership)
    .where('invited_by', '=', scope.party)
    .where('accepted_at', 'is', null)
    .execute();
  return { ...scope, parties: [scope.party, ...invited.map((party) => party.id)] };
}

/**
 * A party as such, with nobody of it: what it sees, and what it keeps to itself. For the copy that is kept as it leaves;
 * whatever is somebody's own, like a named dialogue, is not there.
 */
export async function enterParty(tx: Tx, partnership: string, party: string): Promise<Scope> {
  await sql`select app.act_for(${partnership}, ${party})`.execute(tx);
  const nobody = '00000000-0000-0000-0000-000000000000';
  const none = { person: nobody, participant: nobody, name: '', role: 'observer', parties: [party] };
  return { ...none, partnership, party } as unknown as Scope;
}

export async function asWorker<T>(
  db: Database,
  partnership: string,
  work: (tx: Tx, scope: WorkerScope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => work(tx, await enterWorker(tx, partnership)));
}

export async function enterWorker(tx: Tx, partnership: string): Promise<WorkerScope> {
  await sql`select app.enter_worker(${partnership})`.execute(tx);
  return { partnership } as WorkerScope;
}

/** The respondent's side: whoever holds a round's id gets its scope; what they may do is decided by their secret. */
export async function inRound<T>(
  db: Database,
  round: string,
  work: (tx: Tx, scope: WorkerScope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ partnership: string }>`select app.enter_round(${round}) as partnership`.execute(tx);
    const partnership = rows[0]?.partnership;
    if (!partnership) throw notFound();
    return work(tx, { partnership } as WorkerScope);
  });
}

/** The bearer of a guest link. `review`: the session asked for; null when entering, to learn which one it is. */
export async function asGuest<T>(
  db: Database,
  bearer: { tokenHash: Buffer; review: string | null; now: Temporal.Instant },
  work: (tx: Tx, scope: GuestScope) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    const { rows } = await sql<Omit<GuestScope, typeof proven>>`
      select partnership_id as partnership, review_id as review, guest_id as guest, guest_name as name,
        expires_at as "expiresAt"
      from app.enter_guest(${bearer.tokenHash}, ${bearer.review}, ${bearer.now.toString()})`.execute(tx);
    if (!rows[0]) throw notFound();
    return work(tx, rows[0] as GuestScope);
  });
}
