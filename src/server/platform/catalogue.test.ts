import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ownerOf, type TestApp, testApp } from '../testing/app.ts';
import { DATABASE_TYPES, writeDatabaseTypes } from '../testing/database-types.ts';
import { makeWorld, type World } from '../testing/principals.ts';
import { keyOf, programmeTables, tenantTables } from '../testing/tables.ts';
import { type Database, openDatabase, openPool, type Tx } from './database.ts';
import { newId } from './id.ts';
import { ensureLogin } from './roles.ts';
import { asPerson, asWorker, inPartnership } from './scope.ts';

/** What the schema promises, read from the database's own catalogue: a new table cannot forget it. */

let t: TestApp;
let world: World;
let database: string;
/** The account behind each of the cast. */
const ids = new Map<string, string>();
const idOf = (who: keyof World['people']): string => ids.get(who) as string;
beforeAll(async () => {
  t = await testApp();
  world = await makeWorld(t);
  database = (await t.sql('select current_database() as name')).rows[0].name;
  for (const [who, { email }] of Object.entries(world.people))
    ids.set(who, (await t.sql('select id from person where email = $1', [email])).rows[0].id);
});
afterAll(() => t.close());

const names = async (text: string, values: unknown[] = []): Promise<string[]> =>
  (await t.sql(text, values)).rows.map((row) => row.name as string).sort();

/** Runs a check after breaking the schema on purpose, and takes the breakage back: shows that the check can fail. */
async function broken<T>(ddl: string, check: () => Promise<T>): Promise<T> {
  await t.sql('begin');
  try {
    await t.sql(ddl);
    return await check();
  } finally {
    await t.sql('rollback');
  }
}

/* ── The second lock is on every table ── */

/** Tables without rows of a person or a partnership. */
const OPEN_TABLES: Record<string, string> = {
  migration: 'which migrations were applied; the application has no right on it',
};

const unlocked = () =>
  names(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relname = any ($1)
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (
         select from pg_policy p where p.polrelid = c.oid and not p.polpermissive and p.polcmd = '*'
           and p.polqual is not null and p.polwithcheck is not null and p.polroles @> array['entente_app'::regrole::oid]))`,
    [Object.keys(OPEN_TABLES)],
  );

test('every table has forced row-level security and a restrictive policy both ways for the application', async () => {
  expect(await unlocked()).toEqual([]);
  const policies = (to: string) =>
    `create table note (partnership_id uuid primary key); alter table note enable row level security; ${to}`;
  const all = 'alter table note force row level security; create policy tenant on note as restrictive';
  for (const wrong of [
    '',
    'alter table note force row level security; create policy tenant on note to entente_app using (true) with check (true)',
    `${all} to entente_app using (true)`,
    `${all} for select to entente_app using (true)`,
    `${all} to entente_auth using (true) with check (true)`,
    'create policy tenant on note as restrictive to entente_app using (true) with check (true)',
  ])
    expect(await broken(policies(wrong), unlocked), wrong).toEqual(['note']);
  expect(await broken(policies(`${all} to entente_app using (true) with check (true)`), unlocked)).toEqual([]);
});

test('tables without a lock give the application no right', async () => {
  for (const table of Object.keys(OPEN_TABLES)) expect(await rightsOf('entente_app_test', 'public', table)).toEqual([]);
});

const LOGINS = ['entente_app_test', 'entente_auth_test', 'entente_jobs_test'];

test('the roles the server works with own nothing and cannot get around a policy', async () => {
  const powerful = () =>
    names(
      `select rolname as name from pg_roles where (rolname like 'entente\\_%\\_test' or rolname in ('entente_app', 'entente_auth', 'entente_jobs'))
       and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
    );
  expect(await powerful()).toEqual([]);
  expect(await broken('alter role entente_app_test bypassrls', powerful)).toEqual(['entente_app_test']);
  const owned = () =>
    names(
      `select c.relname as name from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname like 'entente\\_%'
       union all select n.nspname from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname like 'entente\\_%'
       union all select p.proname from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname like 'entente\\_%'`,
    );
  expect(await owned()).toEqual([]);
  expect(await broken('alter table contact owner to entente_app', owned)).toContain('contact');
  expect(await names('select rolname as name from pg_roles where rolname = any ($1)', [LOGINS])).toEqual(LOGINS);
  const member = await names(
    `select m.rolname || ' in ' || g.rolname as name from pg_auth_members a join pg_roles m on m.oid = a.member
     join pg_roles g on g.oid = a.roleid where m.rolname = any ($1)`,
    [LOGINS],
  );
  expect(member).toEqual([
    'entente_app_test in entente_app',
    'entente_auth_test in entente_auth',
    'entente_jobs_test in entente_jobs',
  ]);
});

/** What a role may do with a table, whole or in columns. */
const rightsOf = (role: string, schema: string, table: string) =>
  names(
    `select kind as name from unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) kind
       where has_any_column_privilege($1, format('%I.%I', $2::text, $3::text), kind)
     union all select kind from unnest(array['DELETE', 'TRUNCATE', 'TRIGGER']) kind
       where has_table_privilege($1, format('%I.%I', $2::text, $3::text), kind)`,
    [role, schema, table],
  );
const tablesIn = (schema: string) => names('select tablename as name from pg_tables where schemaname = $1', [schema]);

test('each role sees its own side only', async () => {
  for (const table of await tablesIn('public'))
    for (const role of ['entente_auth_test', 'entente_jobs_test'])
      expect(await rightsOf(role, 'public', table), `${role} on ${table}`).toEqual([]);
  for (const table of await tablesIn('auth'))
    for (const role of ['entente_app_test', 'entente_jobs_test'])
      expect(await rightsOf(role, 'auth', table), `${role} on auth.${table}`).toEqual([]);
  // The check sees rights that are there.
  expect(await rightsOf('entente_auth_test', 'auth', 'session')).toContain('SELECT');
});

test('the application has no right that policies do not cover, and none to rewrite history', async () => {
  for (const table of await tablesIn('public'))
    for (const right of ['TRUNCATE', 'REFERENCES', 'TRIGGER'])
      expect(await rightsOf('entente_app_test', 'public', table), table).not.toContain(right);
  expect(await rightsOf('entente_app_test', 'public', 'event')).toEqual(['INSERT', 'SELECT']);
  expect(await rightsOf('entente_app_test', 'public', 'membership')).toEqual(['SELECT']);
  expect(await rightsOf('entente_app_test', 'public', 'round_result')).toEqual(['INSERT', 'SELECT']);
  const columns = (table: string, right: string) =>
    names(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1
       and has_column_privilege('entente_app_test', format('public.%I', $1::text), column_name, $2)`,
      [table, right],
    );
  // Nobody makes themselves an administrator; nobody sees who opened their link.
  expect(await columns('person', 'UPDATE')).toEqual(['language', 'time_zone']);
  for (const column of ['fetched', 'stopped', 'stop_hash'])
    expect(await columns('round_invitation', 'SELECT')).not.toContain(column);
  expect(await rightsOf('entente_app_test', 'public', 'round_paper')).toEqual(['INSERT', 'SELECT']);
  expect(await rightsOf('entente_app_test', 'public', 'round_invitation')).toEqual(['INSERT', 'SELECT']);
});

/* ── A row can never point into another partnership ── */

/** Keys that do not begin with partnership_id, and why they may. */
const OTHER_KEYS: Record<string, string> = {
  membership_pkey: 'read by person, for Home and the list of partnerships',
  my_action_pkey: 'read by person, for Home',
  mail_pkey: 'mails of the installation too, which belong to no partnership; ids are random',
  mail_key_key: 'one key, one mail: begins with the id of the round or invitation it tells of',
  round_by_id: 'the respondent’s door: whoever holds a link knows the round only',
};

const looseKeys = () =>
  names(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
     join pg_attribute tenant on tenant.attrelid = c.oid and tenant.attname = 'partnership_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (i.indisunique or i.indisexclusion)
       and i.indkey[0] <> tenant.attnum and not (i.indexrelid::regclass::text = any ($1))`,
    [Object.keys(OTHER_KEYS)],
  );

const looseReferences = () =>
  names(
    `select con.conname as name from pg_constraint con
     join pg_attribute tenant on tenant.attrelid = con.conrelid and tenant.attname = 'partnership_id'
     join pg_class target on target.oid = con.confrelid
     join pg_attribute theirs on theirs.attrelid = con.confrelid
       and theirs.attname = case when target.relname = 'partnership' then 'id' else 'partnership_id' end
     where con.contype = 'f' and con.connamespace = 'public'::regnamespace
       and not (con.conkey[1] = tenant.attnum and con.confkey[1] = theirs.attnum)`,
  );

test('keys and references of a partnership’s tables begin with the partnership', async () => {
  expect(await looseKeys()).toEqual([]);
  expect(await looseReferences()).toEqual([]);
  expect(await broken('create unique index loose on contact (email)', looseKeys)).toEqual(['loose']);
  expect(await broken('create table note (partnership_id uuid not null, id uuid primary key)', looseKeys)).toEqual([
    'note_pkey',
  ]);
  expect(
    await broken(
      `create unique index party_alone on party (id);
       create table note (partnership_id uuid primary key, party_id uuid constraint loose references party (id))`,
      looseReferences,
    ),
  ).toEqual(['loose']);
  // Exceptions that are gone are taken off the list.
  for (const key of Object.keys(OTHER_KEYS))
    expect((await t.sql('select to_regclass($1) as there', [`public.${key}`])).rows[0].there, key).not.toBeNull();
});

test('every table of a partnership has a primary key', async () => {
  expect(
    await names(
      `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`,
    ),
  ).toEqual([]);
});

/* ── Views and functions ── */

test('views use the rights of whoever asks', async () => {
  const loose = () =>
    names(
      `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'app') and (c.relkind = 'm'
         or c.relkind = 'v' and not coalesce(c.reloptions, '{}') && array['security_invoker=true', 'security_invoker=on'])`,
    );
  expect(await loose()).toEqual([]);
  expect(await broken('create view everybody as select * from contact', loose)).toEqual(['everybody']);
  expect(await broken('create materialized view everybody as select * from contact', loose)).toEqual(['everybody']);
  expect(await broken('create view mine with (security_invoker = true) as select * from contact', loose)).toEqual([]);
});

/** Functions that work with the owner's rights. Each is a door with one narrow purpose. */
const DOORS: Record<string, string> = {
  'app.alone_in_samples()': 'trigger: nobody else comes into a sample',
  'app.is_sample(uuid)': 'whether a partnership is made up',
  'app.my_sample()': 'the sample somebody has open, held until commit',
  'app.no_mail_from_samples()': 'trigger: no mail leaves a sample',
  'app.remove_sample(uuid)': 'removes a sample, and nothing that is not one',
  'app.open_dialogue(uuid,timestamp with time zone)':
    'opens a dialogue in which all have agreed and sent, and no other',
  'app.end_dialogue(uuid,text,timestamp with time zone)': 'ends a dialogue unopened and deletes its answers',
  'app.keep_draft()': 'trigger: nobody writes in a draft while it is proposed',
  'app.file_is_named(uuid,uuid,uuid)': 'whether a proposed text names a file; called by the trigger below',
  'app.keep_file()': 'trigger: nobody removes a file that a proposed text names',
  'app.signs(uuid,text,text)': 'whether somebody with this role signs for a party; called by the doors below',
  'app.say_yes(participant,uuid,integer,bytea,text,timestamp with time zone)': 'what both doors below have in common',
  'app.ratify_in_story(uuid,uuid,integer,bytea,timestamp with time zone)':
    'the same for somebody made up, in a sample alone; says so in the ratification',
  'app.ratify(uuid,integer,bytea,text,timestamp with time zone)':
    'one party’s yes, by its signatory; with the last one the text is in force',
  'app.settle_proposal(uuid,integer,text,text,timestamp with time zone)':
    'declines, withdraws or expires a proposal, for whoever may',
  'app.proposals_due(timestamp with time zone)': 'for the job that ends proposals',
  'app.dialogues_due(timestamp with time zone)': 'for the job that ends dialogues',
  'app.act_for(uuid,uuid)': 'sets whose private rows are seen; called by the doors below and after founding',
  'app.sweep(timestamp with time zone)': 'forgets kept replies to creating requests after two days',
  'app.answer(uuid,json,timestamp with time zone)': 'stores answers by their ballots, knowing nothing else',
  'app.follow_card()': 'trigger: since when something needs a person follows the partnership’s card',
  'app.enter(uuid,uuid)': 'proves a membership and opens exactly that partnership',
  'app.enter_new(uuid,uuid,uuid)': 'lets a founder write a partnership that does not exist yet',
  'app.enter_person(uuid)': 'sets who is asking',
  'app.enter_round(uuid)': 'the respondent’s side of a round',
  'app.enter_worker(uuid)': 'background work in one partnership',
  'app.actions_due(timestamp with time zone,uuid)': 'for the job that reminds owners',
  'app.enter_guest(bytea,uuid,timestamp with time zone)': 'proves a guest link and opens exactly its session',
  'app.follow_action()': 'trigger: what somebody owes follows the action',
  'app.follow_owner()': 'trigger: what somebody owes follows their account',
  'app.review_basis(uuid)': 'names and published figures a session is about, for those in it',
  'app.fetched(uuid)': 'how many links of a round were opened, never which',
  'app.invitation_mails(uuid)': 'how the invitations of my own people fare, without what they say',
  'app.empty_mail(text,text)': 'a letter of this partnership whose link leads nowhere any more',
  'app.find_invitation(bytea)': 'where an invitation leads, for whoever holds its secret',
  'app.follow_account()': 'trigger: the person follows the account',
  'app.follow_participant()': 'trigger: access follows the participant',
  'app.follow_programme()': 'trigger: whoever starts a programme is its first member',
  'app.has_person()': 'whether anybody has an account here yet',
  'app.is_invited(text,timestamp with time zone)': 'whether an address may sign up where that is limited',
  'app.mark_fetched(uuid,bytea)': 'a link was opened',
  'app.enter_sheets(uuid,uuid,jsonb,timestamp with time zone)':
    'stores sheets of paper, never more than people on paper',
  'app.plans_due(timestamp with time zone)': 'for the job that opens planned rounds',
  'app.reminder_log()': 'that reminders were made, for the administrator; never to whom',
  'app.reminder_wanted(uuid)': 'whether one waiting reminder is to be sent, for the job that sends it',
  'app.reminders_due(timestamp with time zone)': 'for the job that makes reminders',
  'app.reminders_waiting(timestamp with time zone)': 'for the job that sends reminders',
  'app.stop_reminders(uuid,bytea,boolean)': 'a person’s own choice, by a secret good for nothing else',
  'app.read_results(bytea,timestamp with time zone,integer)': 'the results behind a read-only link, and nothing else',
  'app.rounds_due(timestamp with time zone)': 'for the job that closes rounds',
  'app.rounds_open()': 'for the job that mixes answers',
  'app.invited(uuid,bytea)': 'the group of whoever holds a link of an open sealed round',
  'app.claim(jsonb,timestamp with time zone)': 'hands out ballots, one for each link',
  'app.take_seat(uuid,bytea,text,bytea,timestamp with time zone)':
    'gives a device a seat in a room, never more than people asked',
  'app.group_of(uuid,uuid,bytea)': 'the group of a link or a seat; called by the doors above',
  'app.brief(uuid,jsonb)': 'the parts of a version in force, in place of those of the one before',
  'app.acknowledge(uuid,bytea,timestamp with time zone)': 'my own: that I have read words that are in force',
  'app.take_back(uuid,bytea)': 'my own: that I have not, after all',
  'app.count_briefing(uuid,uuid,boolean)':
    'counts what somebody has to read; called by the doors and triggers around it',
  'app.follow_reader()': 'trigger: what somebody has to read follows their account',
  'app.briefing_share()': 'how many people are briefed, never who',
  'app.expectations_read()': 'how many people have acknowledged each expectation, never who',
  'app.briefing_names()': 'who of my own party is briefed, for those who speak for it',
  'app.briefings_due(timestamp with time zone)': 'for the job that writes to readers',
  'app.stop_briefing(uuid,uuid,bytea,boolean)': 'a person’s own choice, by a secret good for nothing else',
  'app.offer_exchange(text,uuid[],timestamp with time zone,uuid)':
    'offers what a party chose, and with the last offer shares what all offered, at once',
  'app.ballot_box(uuid)': 'what taking sealed answers needs to know of an open round',
  'app.may_part(uuid,uuid,text)': 'whether somebody with this role may end their party’s part',
  'app.announce_parting(uuid,date,text,timestamp with time zone,text,text,timestamp with time zone)':
    'says on which day a party leaves, for whoever may',
  'app.take_back_parting(timestamp with time zone)': 'takes that back, until its day is over',
  'app.partings_due(timestamp with time zone)': 'for the job that ends a party’s part',
  'app.part(uuid,timestamp with time zone,timestamp with time zone)':
    'ends a party’s part, all of it at once, for that job',
  'app.enter_left(uuid,timestamp with time zone)':
    'opens the kept copy of a party that left, for those who spoke for it',
  'app.my_partings(timestamp with time zone)': 'what my party left, while its copy is kept',
  'app.drop_copies(timestamp with time zone)': 'forgets kept copies after ninety days',
  'app.keep_ended()': 'trigger: nobody writes in the record of a partnership that has ended',
  'app.only_present()': 'trigger: a text is proposed to parties that are here',
  'app.receipts(uuid)': 'the receipts of a closed round, for whoever holds its id',
};

test('functions with the owner’s rights are known ones and find nothing by search path', async () => {
  const definers = () =>
    names(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('public', 'app', 'auth')`,
    );
  const loose = () =>
    names(
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
       where p.prosecdef and n.nspname in ('public', 'app', 'auth') and not coalesce(p.proconfig, '{}') @> array['search_path=""']`,
    );
  expect(await definers()).toEqual(Object.keys(DOORS).sort());
  expect(await loose()).toEqual([]);
  const bad = `create function app.back() returns int language sql security definer as 'select 1'`;
  expect(await broken(bad, loose)).toEqual(['app.back()']);
  expect(await broken(bad, definers)).toContain('app.back()');
});

/* ── Types ── */

test('the committed types are those of the migrated database', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'entente-types-'));
  try {
    const file = join(directory, 'database.ts');
    await writeDatabaseTypes(database, file);
    const plain = async (path: string) =>
      (await readFile(path, 'utf8'))
        .replace(/\s+/g, ' ')
        .replaceAll('"', "'")
        .replace(/[;,](?= ?[}|])/g, '')
        .trim();
    expect(
      await plain(DATABASE_TYPES),
      'Make src/server/platform/generated/database.ts again: npm run types:database.',
    ).toBe(await plain(file));
  } finally {
    await rm(directory, { recursive: true });
  }
});

/* ── What the lock does, table by table, whatever the application asks ── */

const UNDONE = Symbol('undone');
/** What became of a statement, in a transaction that is taken back. */
async function attempt(
  scoped: (work: (tx: Tx) => Promise<never>) => Promise<never>,
  text: string,
  values: unknown[] = [],
): Promise<number | 'refused'> {
  let outcome: number | 'refused' = 'refused';
  try {
    await scoped(async (tx) => {
      const { rows, numAffectedRows } = await tx.executeQuery<{ n?: number }>({
        sql: text,
        parameters: values,
        query: { kind: 'RawNode' },
        queryId: { queryId: newId() },
      } as never);
      outcome = rows[0]?.n ?? Number(numAffectedRows ?? 0);
      throw UNDONE;
    });
  } catch (error) {
    if (error === UNDONE) return outcome;
    // 42501: no right, or refused by a policy.
    if ((error as { code?: string }).code === '42501') return 'refused';
    throw error;
  }
  return outcome;
}

/** A row of a table as the owner sees it, and the statement that would write it again. */
async function rewriting(table: string, row: Record<string, unknown>): Promise<[string, unknown[]]> {
  const columns = await names(
    `select quote_ident(column_name) as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  );
  const list = columns.join(', ');
  return [
    `insert into "${table}" (${list}) select ${list} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`,
    [JSON.stringify(row)],
  ];
}
/** A row of the partnership or programme with this id. */
const someRow = async (table: string, id: string): Promise<Record<string, unknown>> => {
  const { rows } = await t.sql(`select to_jsonb(r) as row from "${table}" r where ${keyOf(table)} = $1 limit 1`, [id]);
  return rows[0]?.row;
};

describe('without a scope', () => {
  test('there is nothing to see and nothing can be written', async () => {
    const nowhere = (work: (tx: Tx) => Promise<never>) => t.services.db.transaction().execute(work);
    const programmes = await programmeTables(t);
    for (const table of [...(await tenantTables(t)), ...programmes, 'person', 'idempotency_key', 'reflection']) {
      expect(await attempt(nowhere, `select count(*)::int as n from "${table}"`), table).toBe(0);
      expect(await attempt(nowhere, `delete from "${table}"`), table).toBeOneOf([0, 'refused']);
      if (['person', 'idempotency_key', 'reflection'].includes(table)) continue;
      const key = keyOf(table);
      expect(await attempt(nowhere, `update "${table}" set "${key}" = "${key}"`), table).toBeOneOf([0, 'refused']);
      const { programmeId, partnershipId } = world.victim;
      const row = await someRow(table, programmes.includes(table) ? programmeId : partnershipId);
      expect(row, `testing/principals.ts makes no row of ${table}`).toBeDefined();
      expect(await attempt(nowhere, ...(await rewriting(table, row))), table).toBe('refused');
    }
  });
});

describe('in the scope of one partnership', () => {
  const asLead = (work: (tx: Tx) => Promise<never>) =>
    inPartnership(t.services.db, idOf('outsider'), world.outside.partnershipId, work);

  test('rows of another are not seen, not changed, not written, and own rows cannot be moved there', async () => {
    for (const table of await tenantTables(t)) {
      const key = keyOf(table);
      const theirs = world.victim.partnershipId;
      const count = (how: string) => `select count(*)::int as n from "${table}" where "${key}" ${how} $1`;
      expect(await attempt(asLead, count('='), [theirs]), table).toBe(0);
      expect(await attempt(asLead, count('<>'), [world.outside.partnershipId]), table).toBe(0);
      for (const change of [`update "${table}" set "${key}" = "${key}"`, `delete from "${table}"`])
        expect(await attempt(asLead, `${change} where "${key}" = $1`, [theirs]), table).toBeOneOf([0, 'refused']);
      expect(await attempt(asLead, ...(await rewriting(table, await someRow(table, theirs)))), table).toBe('refused');
      // Of these nothing is seen to be moved.
      if (table !== 'answer' && table !== 'mail')
        expect(await attempt(asLead, `update "${table}" set "${key}" = $1`, [theirs]), table).toBe('refused');
    }
    // The same statements find what is there to be found.
    for (const table of ['party', 'participant', 'event', 'round', 'contact'])
      expect(await attempt(asLead, `select count(*)::int as n from "${table}"`), table).toBeGreaterThan(0);
  });

  test('what is private to the other party is not seen, changed or written', async () => {
    const asOther = (work: (tx: Tx) => Promise<never>) =>
      inPartnership(t.services.db, idOf('otherLead'), world.victim.partnershipId, work);
    for (const [table, column] of [
      ['contact', 'party_id'],
      ['invitation', 'party_id'],
      ['round_invitation', 'party_id'],
      ['on_paper', 'party_id'],
      ['round_paper', 'party_id'],
      ['event', 'private_to'],
      ['people_import', 'party_id'],
      ['draft_window', 'party_id'],
      ['remark', 'private_to'],
    ] as const) {
      const see = `select count(*)::int as n from "${table}" where "${column}" = $1`;
      expect(await attempt(asOther, see, [world.victim.partyId]), table).toBe(0);
      expect(await attempt(asOther, see, [world.victim.otherPartyId]), table).toBeGreaterThan(0);
      const { rows } = await t.sql(`select to_jsonb(r) as row from "${table}" r where "${column}" = $1 limit 1`, [
        world.victim.partyId,
      ]);
      const [insert, values] = await rewriting(table, rows[0].row);
      expect(await attempt(asOther, insert, values), table).toBe('refused');
      const change = `update "${table}" set "${column}" = "${column}" where "${column}" = $1`;
      expect(await attempt(asOther, change, [world.victim.partyId]), table).toBeOneOf([0, 'refused']);
      const remove = `delete from "${table}" where "${column}" = $1`;
      expect(await attempt(asOther, remove, [world.victim.partyId]), table).toBeOneOf([0, 'refused']);
    }
  });

  test('answers are for background work only', async () => {
    const asVictim = (work: (tx: Tx) => Promise<never>) =>
      inPartnership(t.services.db, idOf('lead'), world.victim.partnershipId, work);
    const { rows } = await t.sql('select count(*)::int as n from answer');
    expect(rows[0].n).toBeGreaterThan(0);
    expect(await attempt(asVictim, 'select count(*)::int as n from answer')).toBe(0);
    expect(await attempt(asVictim, 'delete from answer')).toBe(0);
    const again = await rewriting('answer', await someRow('answer', world.victim.partnershipId));
    expect(await attempt(asVictim, ...again)).toBe('refused');
  });
});

test('the key that makes everybody’s links and the letters that hold them are for background work only', async () => {
  const asVictim = (work: (tx: Tx) => Promise<never>) =>
    inPartnership(t.services.db, idOf('lead'), world.victim.partnershipId, work);
  const asJob = (work: (tx: Tx) => Promise<never>) => asWorker(t.services.db, world.victim.partnershipId, work);
  for (const table of ['round_key', 'mail']) {
    expect(await attempt(asVictim, `select count(*)::int as n from ${table}`), table).toBe(0);
    expect(await attempt(asVictim, `delete from ${table}`), table).toBeOneOf([0, 'refused']);
    expect(await attempt(asJob, `select count(*)::int as n from ${table}`), table).toBeGreaterThan(0);
  }
  const stolen = 'select count(*)::int as n from app.invitation_mails($1) where participant_id = any ($2)';
  const { rows } = await t.sql(
    `select r.id as round, array_agg(i.participant_id) filter (where i.party_id = $2) as mine,
       array_agg(i.participant_id) filter (where i.party_id <> $2) as theirs
     from round r join round_invitation i on i.partnership_id = r.partnership_id and i.round_id = r.id
     where r.partnership_id = $1 and r.state = 'open' group by r.id`,
    [world.victim.partnershipId, world.victim.partyId],
  );
  expect(await attempt(asVictim, stolen, [rows[0].round, rows[0].theirs])).toBe(0);
  expect(await attempt(asVictim, stolen, [rows[0].round, rows[0].mine])).toBeGreaterThan(0);
});

test('reminders are for background work only: to whom one goes tells who has not opened their link', async () => {
  const asVictim = (work: (tx: Tx) => Promise<never>) =>
    inPartnership(t.services.db, idOf('lead'), world.victim.partnershipId, work);
  const asAdministrator = (work: (tx: Tx) => Promise<never>) => asPerson(t.services.db, idOf('administrator'), work);
  for (const table of ['reminder', 'reminder_batch'])
    for (const who of [asVictim, asAdministrator])
      expect(await attempt(who, `select count(*)::int as n from ${table}`), table).toBe(0);
  const { rows } = await t.sql('select id from reminder where partnership_id = $1', [world.victim.partnershipId]);
  const wanted = 'select app.reminder_wanted($1)::int as n';
  expect(await attempt(asVictim, wanted, [rows[0].id])).toBe(0);
  const asJob = (work: (tx: Tx) => Promise<never>) => asWorker(t.services.db, world.victim.partnershipId, work);
  expect(await attempt(asJob, wanted, [rows[0].id])).toBe(1);
  // The list of batches names no person, and is the administrator’s alone.
  expect(await attempt(asVictim, 'select count(*)::int as n from app.reminder_log()')).toBe(0);
  expect(await attempt(asAdministrator, 'select count(*)::int as n from app.reminder_log()')).toBe(2);
});

test('a person’s scope shows their own rows; mails are for the administrator', async () => {
  const as = (who: keyof World['people']) => (work: (tx: Tx) => Promise<never>) =>
    asPerson(t.services.db, idOf(who), work);
  const mine = async (who: keyof World['people'], table: string) =>
    attempt(as(who), `select count(*)::int as n from "${table}"`);
  expect(await mine('member', 'person')).toBe(1);
  expect(await mine('member', 'membership')).toBe(1);
  expect(await mine('member', 'partnership_card')).toBe(1);
  expect(await mine('member', 'partnership')).toBe(0);
  expect(await mine('stranger', 'membership')).toBe(0);
  expect(await mine('lead', 'reflection')).toBe(1);
  for (const who of ['otherLead', 'member', 'administrator', 'stranger'] as const)
    expect(await mine(who, 'reflection'), who).toBe(0);
  expect(await mine('lead', 'dialogue')).toBe(3);
  expect(await mine('member', 'dialogue')).toBe(0);
  expect(await mine('stranger', 'partnership_card')).toBe(0);
  expect(await mine('removed', 'partnership_card')).toBe(0);
  expect(await mine('member', 'mail')).toBe(0);
  expect(await mine('administrator', 'mail')).toBeGreaterThan(0);
  expect(await mine('administrator', 'participant')).toBe(0);
  expect(await attempt(as('member'), 'update person set administrator = true')).toBe('refused');
  expect(await attempt(as('member'), `update person set language = 'de'`)).toBe(1);
});

test('a programme is seen, changed and written by its members only', async () => {
  const as = (who: keyof World['people']) => (work: (tx: Tx) => Promise<never>) =>
    asPerson(t.services.db, idOf(who), work);
  const theirs = world.victim.programmeId;
  for (const table of await programmeTables(t)) {
    const key = keyOf(table);
    const count = `select count(*)::int as n from "${table}" where "${key}" = $1`;
    const again = await rewriting(table, await someRow(table, theirs));
    expect(await attempt(as('lead'), count, [theirs]), table).toBe(1);
    // The lead of the other party shares a partnership with its member, and no organisation.
    for (const who of ['otherLead', 'outsider', 'administrator'] as const) {
      expect(await attempt(as(who), count, [theirs]), table).toBe(0);
      expect(await attempt(as(who), ...again), table).toBe('refused');
      for (const change of [`update "${table}" set "${key}" = "${key}"`, `delete from "${table}"`])
        expect(await attempt(as(who), `${change} where "${key}" = $1`, [theirs]), table).toBeOneOf([0, 'refused']);
    }
    // Nor by members: nobody is made one, nothing is deleted, what was answered stays as it was.
    expect(await attempt(as('lead'), `delete from "${table}"`), table).toBe('refused');
  }
  const remove = 'update programme_assessment set removed_at = kept_at, removed_by = kept_by';
  expect(await attempt(as('outsider'), `${remove} where programme_id = $1`, [theirs])).toBe(0);
  expect(await attempt(as('lead'), `${remove} where programme_id = $1`, [theirs])).toBe(1);
  expect(await attempt(as('lead'), `update programme_assessment set answers = '1yyyyyyyyyy'`)).toBe('refused');
  expect(await attempt(as('lead'), 'update programme_member set joined_at = joined_at')).toBe('refused');
});

/* ── A pooled connection never carries a scope over ── */

test('twenty partnerships through a pool of four, with throws in between: no foreign row', async () => {
  const owner = new pg.Client(await ownerOf(database));
  await owner.connect();
  const tenants = Array.from({ length: 20 }, () => ({ id: newId(), party: newId(), person: newId() }));
  let user: string;
  try {
    user = await ensureLogin(owner, 'entente_app', `bleed_${database}`, 'for this test');
    for (const { id, party, person } of tenants)
      await owner.query(`
        insert into person (id, name, email) values ('${person}', 'P', '${person}@example.org');
        insert into partnership (id, name, kind, status, created_at) values ('${id}', 'A', 'other', 'active', now());
        insert into party (partnership_id, id, organisation, mark, accepted_at, created_at)
          values ('${id}', '${party}', 'O', 'a', now(), now());
        insert into participant (partnership_id, id, party_id, name, role, joined_on, person_id, created_at)
          values ('${id}', gen_random_uuid(), '${party}', 'P', 'lead', now(), '${person}', now())`);
  } finally {
    await owner.end();
  }
  const { user: _, password: __, ...place } = (await ownerOf(database)) as pg.PoolConfig;
  const pool = openPool({ ...place, user, password: 'for this test' }, 4);
  const db: Database = openDatabase(pool);
  let foreign = 0;
  let seen = 0;
  let thrown = 0;
  const one = async (turn: number) => {
    const tenant = tenants[(turn * 7) % tenants.length] as (typeof tenants)[number];
    const way = turn % 5;
    try {
      if (way === 4) {
        const { rows } = await sql<{ n: number }>`select count(*)::int as n from participant`.execute(db);
        foreign += rows[0]?.n ?? 0;
        return;
      }
      await inPartnership(db, tenant.person, tenant.id, async (tx) => {
        // No "where": the lock alone.
        const rows = await tx.selectFrom('partnership').select('id').execute();
        foreign += rows.filter((row) => row.id !== tenant.id).length;
        seen += rows.filter((row) => row.id === tenant.id).length;
        if (way === 1) throw new Error('ours');
        if (way === 2) await sql`select 1 / 0`.execute(tx);
        if (way === 3) await sql`set local statement_timeout = 1; select pg_sleep(1)`.execute(tx).catch(() => {});
      });
    } catch {
      thrown++;
    }
  };
  try {
    const TURNS = 2000;
    let next = 0;
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        while (next < TURNS) await one(next++);
      }),
    );
    expect(foreign).toBe(0);
    expect(seen).toBe((TURNS / 5) * 4);
    expect(thrown).toBeGreaterThanOrEqual((TURNS / 5) * 2);
    expect(pool.totalCount).toBeLessThanOrEqual(4);
    for (let i = 0; i < 4; i++) {
      const { rows } = await pool.query(`select current_setting('app.partnership', true) as p`);
      expect(rows[0].p || '').toBe('');
    }
  } finally {
    await db.destroy();
    await t.sql(`drop role "${user}"`);
  }
});
