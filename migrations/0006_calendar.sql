-- Rounds over a year: the plan, reminders, and answers on paper.

-- One plan for a partnership: its rounds come one after the other anyway.
create table round_plan (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  instrument text not null,
  starts_on date not null,
  every_months integer not null check (every_months between 1 and 24),
  -- The time a wall clock in the zone shows.
  local_time text not null check (local_time ~ '^[0-2][0-9]:[0-5][0-9]$'),
  time_zone text not null,
  open_days integer not null check (open_days between 2 and 60),
  -- Null: every party, also those that come in later.
  party_ids uuid[],
  roles text[] not null,
  k integer not null check (k >= 4),
  paused boolean not null default false,
  -- Null while paused.
  next_at timestamptz,
  -- The last date on which no round could be opened, and why.
  skipped_at timestamptz,
  skipped_reason text,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id)
);
create index round_plan_due on round_plan (next_at) where next_at is not null;

-- A reminder was made for a round: at most one of each kind, whatever the clock does.
create table reminder_batch (
  partnership_id uuid not null,
  round_id uuid not null,
  which text not null check (which in ('first', 'last')),
  created_at timestamptz not null,
  people integer not null,
  -- What keeps the mail server from taking letters, never what it said about one of them.
  problem text,
  primary key (partnership_id, round_id, which),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);
-- One row for everybody asked, whether or not they get a letter: whom it is sent to is decided while sending, and a row
-- looks the same afterwards either way. Rows die with the round.
create table reminder (
  partnership_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  which text not null,
  participant_id uuid not null,
  done boolean not null default false,
  attempts integer not null default 0,
  next_at timestamptz not null,
  primary key (partnership_id, id),
  unique (partnership_id, round_id, which, participant_id),
  foreign key (partnership_id, round_id, which) references reminder_batch (partnership_id, round_id, which),
  foreign key (partnership_id, participant_id) references participant (partnership_id, id)
);
create index reminder_due on reminder (next_at) where not done;

-- People who will answer on paper in rounds to come.
create table on_paper (
  partnership_id uuid not null,
  participant_id uuid not null,
  party_id uuid not null,
  primary key (partnership_id, participant_id),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);
-- How many people of a party answer a round on paper, frozen at opening, and how many sheets were entered. The check is
-- what makes it impossible to count more sheets than people.
create table round_paper (
  partnership_id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  stratum text not null,
  people integer not null check (people > 0),
  entered integer not null default 0 check (entered between 0 and people),
  primary key (partnership_id, round_id, party_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id),
  foreign key (partnership_id, party_id) references party (partnership_id, id)
);

call app.lock_to_partnership('round_plan', 'reminder_batch', 'reminder', 'on_paper', 'round_paper');
do $$
declare t text;
begin
  -- Background work only: a signed-in person's transaction sees nothing of reminders.
  foreach t in array array['reminder_batch', 'reminder'] loop
    execute format('create policy worker on %I as restrictive to entente_app using ((select app.worker())) with check ((select app.worker()))', t);
  end loop;
  -- Who is on paper, and how many sheets came back, is private to the party.
  foreach t in array array['on_paper', 'round_paper'] loop
    execute format('create policy private on %I as restrictive to entente_app using (party_id = any ((select app.parties())::uuid[]) or (select app.worker())) with check (party_id = any ((select app.parties())::uuid[]) or (select app.worker()))', t);
  end loop;
end $$;

grant select, insert, update, delete on round_plan to entente_app;
grant select, insert on reminder_batch to entente_app;
grant update (problem) on reminder_batch to entente_app;
grant select, insert, delete on reminder to entente_app;
grant update (done, attempts, next_at) on reminder to entente_app;
grant select, insert, delete on on_paper to entente_app;
grant select, insert on round_paper to entente_app;

-- ── What the clock asks for, over all partnerships ──

create function app.plans_due(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select p.partnership_id, p.id from public.round_plan p where p.next_at <= at order by p.next_at limit 100 $$;

create function app.reminders_due(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select r.partnership_id, r.id from public.round r where r.state = 'open' and r.remind_at <= at order by r.remind_at limit 100 $$;

create function app.reminders_waiting(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select m.partnership_id, m.id from public.reminder m where not m.done and m.next_at <= at order by m.next_at limit 200 $$;

-- ── Reminders ──

-- Whether this one is to be sent. The only way from a person to whether they opened their link, open to background work
-- alone and only for a reminder that is waiting.
create function app.reminder_wanted(reminder uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select app.worker() and exists (
    select from public.reminder m
    join public.round r on r.partnership_id = m.partnership_id and r.id = m.round_id and r.state = 'open'
    join public.round_invitation i on i.partnership_id = m.partnership_id and i.round_id = m.round_id
      and i.participant_id = m.participant_id
    where m.partnership_id = app.partnership() and m.id = reminder and not m.done
      and not i.stopped and (m.which = 'last' or not i.fetched)) $$;

-- The respondent's own choice, by a secret that is good for nothing else. `wish` null: only look. No row: there is
-- nothing to stop, because the round is over or no such secret was ever made.
create function app.stop_reminders(round uuid, hash bytea, wish boolean) returns table (stopped boolean, language text)
  language plpgsql security definer set search_path = '' as $$
begin
  if wish is not null then
    update public.round_invitation i set stopped = wish
    where i.partnership_id = app.partnership() and i.round_id = round and i.stop_hash = hash and i.stopped <> wish
      and exists (select from public.round r where r.partnership_id = i.partnership_id and r.id = i.round_id and r.state = 'open');
  end if;
  return query select i.stopped, p.language from public.round_invitation i
    join public.round r on r.partnership_id = i.partnership_id and r.id = i.round_id and r.state = 'open'
    join public.participant p on p.partnership_id = i.partnership_id and p.id = i.participant_id
    where i.partnership_id = app.partnership() and i.round_id = round and i.stop_hash = hash;
end $$;

-- For the administrator: that reminders were made and for how many people asked. Never who, nor how many of them got one.
create function app.reminder_log() returns table (
    partnership text, number integer, which text, created_at timestamptz, people integer, problem text)
  language sql stable security definer set search_path = '' as $$
  select p.name, r.number, b.which, b.created_at, b.people, case when r.state = 'open' then b.problem end
  from public.reminder_batch b
  join public.round r on r.partnership_id = b.partnership_id and r.id = b.round_id
  join public.partnership p on p.id = b.partnership_id
  where app.administrator() order by b.created_at desc, r.number desc limit 50 $$;

-- ── Paper ──

-- Stores sheets like answers: no person, no time, no order. sheets: [{ nullifier, ratings, comments, nonce }], all or none.
-- 'counted' = they are stored, now or before; 'other' = one was stored before with another content; 'full' = more
-- sheets than people on paper; 'closed' = the round takes no answers.
create function app.enter_sheets(round uuid, party uuid, sheets jsonb, at timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r public.round;
  mine public.round_paper;
  fresh integer;
begin
  -- Shared lock: sheets that are accepted are always in the count, since closing takes this row for itself first.
  select * into r from public.round x where x.partnership_id = app.partnership() and x.id = round for key share;
  if r.state is distinct from 'open' or r.closes_at <= at then return 'closed'; end if;
  -- One stack at a time for each party.
  select * into mine from public.round_paper x
  where x.partnership_id = r.partnership_id and x.round_id = round and x.party_id = party and (party = any (app.parties()) or app.worker()) for update;
  if not found then return 'full'; end if;
  if exists (
    select from pg_catalog.jsonb_to_recordset(sheets) as s (nullifier bytea, ratings smallint[], comments text[])
    join public.answer a on a.partnership_id = r.partnership_id and a.round_id = round and a.nullifier = s.nullifier
    where a.ratings is distinct from s.ratings or a.comments is distinct from s.comments) then return 'other'; end if;
  select pg_catalog.count(*) into fresh
  from pg_catalog.jsonb_to_recordset(sheets) as s (nullifier bytea)
  where not exists (select from public.answer a
    where a.partnership_id = r.partnership_id and a.round_id = round and a.nullifier = s.nullifier);
  if mine.entered + fresh > mine.people then return 'full'; end if;
  -- Nobody guesses on paper; where others do, such a row looks like one of somebody who left it out.
  insert into public.answer (partnership_id, round_id, nullifier, stratum, ratings, comments, guesses, nonce)
  select r.partnership_id, round, s.nullifier, mine.stratum, s.ratings, s.comments,
    case when r.guess then pg_catalog.array_fill(null::smallint, array[pg_catalog.cardinality(s.ratings)]) end, s.nonce
  from pg_catalog.jsonb_to_recordset(sheets) as s (nullifier bytea, ratings smallint[], comments text[], nonce bytea)
  order by s.nullifier on conflict do nothing;
  get diagnostics fresh = row_count;
  update public.round_paper x set entered = x.entered + fresh
  where x.partnership_id = mine.partnership_id and x.round_id = mine.round_id and x.party_id = mine.party_id;
  return 'counted';
end $$;

revoke execute on function app.plans_due(timestamptz), app.reminders_due(timestamptz), app.reminders_waiting(timestamptz),
  app.reminder_wanted(uuid), app.stop_reminders(uuid, bytea, boolean), app.reminder_log(),
  app.enter_sheets(uuid, uuid, jsonb, timestamptz) from public;
grant execute on function app.plans_due(timestamptz), app.reminders_due(timestamptz), app.reminders_waiting(timestamptz),
  app.reminder_wanted(uuid), app.stop_reminders(uuid, bytea, boolean), app.reminder_log(),
  app.enter_sheets(uuid, uuid, jsonb, timestamptz) to entente_app;
