-- Results out of the door: read-only links for named people.

-- A link belongs to the party that made it, not to the person: it stays when they leave. The address it was mailed to is
-- not kept, and of its secret only a hash.
create table results_link (
  partnership_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  made_by uuid not null,
  name text not null,
  language text not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  -- A day and no more: enough to see whether a link is used, too little to follow a reader.
  last_opened_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, round_id) references round (partnership_id, id),
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, made_by) references participant (partnership_id, id),
  foreign key (partnership_id, ended_by) references participant (partnership_id, id)
);
create index on results_link (partnership_id, round_id);
create index results_link_token on results_link using hash (token_hash);

call app.lock_to_partnership('results_link');
grant select, insert on results_link to entente_app;
-- What was agreed when it was made stays: a link can be ended, not turned into another.
grant update (ended_at, ended_by) on results_link to entente_app;

-- The reader's side of a link: everything it shows, in one answer, and no scope in which anything else could be read.
-- Null for whatever opens nothing: unknown, ended, or past its day.
create function app.read_results(hash bytea, at timestamptz, most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  link public.results_link;
  round public.round;
begin
  select * into link from public.results_link l where l.token_hash = hash and l.ended_at is null and l.ends_at > at;
  if not found then return null; end if;
  select * into round from public.round r
  where r.partnership_id = link.partnership_id and r.id = link.round_id and r.state = 'closed';
  if not found then return null; end if;
  update public.results_link l set last_opened_on = (at at time zone 'UTC')::date
  where l.partnership_id = link.partnership_id and l.id = link.id
    and l.last_opened_on is distinct from (at at time zone 'UTC')::date;
  return pg_catalog.jsonb_build_object(
    'name', link.name, 'language', link.language, 'ends_at', link.ends_at,
    'partnership', (select p.name from public.partnership p where p.id = link.partnership_id),
    'sample', app.is_sample(link.partnership_id),
    'parties', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'name', a.name, 'mark', a.mark))
      from public.party a where a.partnership_id = link.partnership_id),
    'round', pg_catalog.to_jsonb(round),
    -- The round itself and those it is compared with: closed, of the same wording, up to this one.
    'results', (select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(one)) from (
      select r.id, r.number, r.closed_at, s.snapshot from public.round r
      join public.round_result s on s.partnership_id = r.partnership_id and s.round_id = r.id
      where r.partnership_id = round.partnership_id and r.state = 'closed' and r.instrument_key = round.instrument_key
        and r.instrument_version = round.instrument_version and r.closed_at <= round.closed_at
      order by r.closed_at desc, r.number desc limit most) one));
end $$;

revoke execute on function app.read_results(bytea, timestamptz, integer) from public;
grant execute on function app.read_results(bytea, timestamptz, integer) to entente_app;

-- ── Sample alliances: made up, one person's own, and the only partnerships that can be deleted ──

alter table partnership add column sample boolean not null default false;
alter table partnership_card add column sample boolean not null default false;
-- A sample is one from its first row on: nothing real can be turned into something that may be deleted.
revoke update on partnership from entente_app;
grant update (name, kind, status, started_on, version) on partnership to entente_app;

create function app.is_sample(partnership uuid) returns boolean language sql stable security definer set search_path = ''
  as $$ select coalesce((select p.sample from public.partnership p where p.id = partnership), false) $$;

-- No mail ever leaves a sample, whatever code path would write one.
create function app.no_mail_from_samples() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.partnership_id is not null and app.is_sample(new.partnership_id) then return null; end if;
  return new;
end $$;
create trigger no_mail_from_samples before insert on mail for each row execute function app.no_mail_from_samples();

-- Nobody else comes in: an account in it is that of whoever opened it.
create function app.alone_in_samples() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.person_id is not null and app.is_sample(new.partnership_id) and exists (
    select from public.participant p where p.partnership_id = new.partnership_id and p.id <> new.id and p.person_id is not null)
  then raise exception 'a sample is for one person' using errcode = 'EN404'; end if;
  return new;
end $$;
create trigger alone_in_samples before insert or update of person_id on participant
  for each row execute function app.alone_in_samples();

-- The clock does nothing in a sample but close a round that somebody opened there to see what happens.
create or replace function app.plans_due(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select p.partnership_id, p.id from public.round_plan p
    where p.next_at <= at and not app.is_sample(p.partnership_id) order by p.next_at limit 100 $$;
create or replace function app.reminders_due(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select r.partnership_id, r.id from public.round r
    where r.state = 'open' and r.remind_at <= at and not app.is_sample(r.partnership_id) order by r.remind_at limit 100 $$;
create or replace function app.actions_due(at timestamptz, after uuid) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = '' as $$
  select a.partnership_id, a.id from public.action a
  where a.state = 'open' and not a.reminded_late and a.id > after and not app.is_sample(a.partnership_id)
    and ((not a.reminded_soon and a.due_on <= (at at time zone 'UTC')::date + 4)
      or a.due_on <= (at at time zone 'UTC')::date)
  order by a.id limit 200 $$;

-- Removes a sample with everything in it, from every table that there is, for the person in it; false for anything
-- that is no sample. Tables hang together by references, so those that others still point to come in a later turn.
create function app.remove_sample(partnership uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare
  waiting text[];
  later text[];
  t text;
begin
  perform from public.partnership p where p.id = partnership and p.sample and p.id = app.partnership() for update;
  if not found then return false; end if;
  select pg_catalog.array_agg(c.table_name::text) into waiting
  from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
  where c.table_schema = 'public' and b.table_type = 'BASE TABLE' and c.column_name = 'partnership_id';
  while waiting <> '{}' loop
    later := '{}';
    foreach t in array waiting loop
      begin
        execute pg_catalog.format('delete from public.%I where partnership_id = $1', t) using partnership;
      exception when foreign_key_violation then later := later || t;
      end;
    end loop;
    if pg_catalog.cardinality(later) = pg_catalog.cardinality(waiting) then
      raise exception 'tables of a sample point to each other in a ring: %', later;
    end if;
    waiting := later;
  end loop;
  -- Kept replies of its own requests tell of it, too.
  delete from public.idempotency_key k where k.person_id = app.person()
    and (pg_catalog.strpos(k.route, partnership::text) > 0 or pg_catalog.strpos(k.body::text, partnership::text) > 0);
  delete from public.partnership p where p.id = partnership;
  return true;
end $$;

-- The sample somebody has open already; whoever asks holds the lock until commit, so that two clicks make one.
create function app.my_sample() returns uuid language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(app.person()::text, 7206008));
  return (select m.partnership_id from public.membership m join public.partnership p on p.id = m.partnership_id
    where m.person_id = app.person() and p.sample limit 1);
end $$;

revoke execute on function app.is_sample(uuid), app.no_mail_from_samples(), app.alone_in_samples(),
  app.remove_sample(uuid), app.my_sample() from public;
grant execute on function app.remove_sample(uuid), app.my_sample(), app.is_sample(uuid) to entente_app;
