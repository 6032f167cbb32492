-- The briefing: what is in force, part by part; who has read which words; whom to write to. See docs/decisions/0028.

-- A part of what is in force now: a section, or one expectation. `hash` is of its words and of nothing else, so that a
-- part that a new version leaves alone stays the part it was.
create table briefing_part (
  partnership_id uuid not null,
  document_id uuid not null,
  hash bytea not null check (length(hash) = 32),
  kind text not null,
  number integer not null,
  section text not null,
  row_id text,
  words integer not null,
  -- Since when these words are in force.
  since timestamptz not null,
  primary key (partnership_id, document_id, hash),
  foreign key (partnership_id, document_id, number) references document_version (partnership_id, document_id, number)
);

-- Somebody has read these words: version, section and row say where they stood then.
create table acknowledgement (
  partnership_id uuid not null,
  participant_id uuid not null,
  document_id uuid not null,
  hash bytea not null,
  person_id uuid not null,
  number integer not null,
  section text not null,
  row_id text,
  at timestamptz not null,
  primary key (partnership_id, participant_id, document_id, hash),
  foreign key (partnership_id, participant_id) references participant (partnership_id, id),
  foreign key (partnership_id, document_id, number) references document_version (partnership_id, document_id, number)
);
create index on acknowledgement (partnership_id, document_id, hash);

-- How far each person with an account is, and what they were told by letter: kept by the doors and triggers below.
create table briefing_reader (
  partnership_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  -- Parts in force that are not acknowledged, and those of them that are expectations.
  open integer not null,
  open_expectations integer not null,
  -- Has acknowledged anything yet.
  begun boolean not null,
  -- Since when the newest open part is in force.
  since timestamptz,
  -- Letters since something new came up, the last one of all, and when to look again.
  told integer not null default 0,
  told_at timestamptz,
  next_at timestamptz,
  stopped boolean not null default false,
  -- Behind the link that stops letters; it opens nothing else, and every letter needs it.
  stop_secret bytea,
  primary key (partnership_id, participant_id),
  foreign key (partnership_id, participant_id) references participant (partnership_id, id)
);
create index briefing_reader_open on briefing_reader (person_id) where open > 0;
create index briefing_reader_due on briefing_reader (next_at) where next_at is not null;

-- The questions made from one version of expectations.
create table check_in (
  partnership_id uuid not null,
  document_id uuid not null,
  number integer not null,
  instrument_id uuid not null,
  primary key (partnership_id, document_id, number),
  foreign key (partnership_id, document_id, number) references document_version (partnership_id, document_id, number),
  foreign key (partnership_id, instrument_id) references instrument (partnership_id, id) on delete cascade
);
create index on check_in (partnership_id, instrument_id);

-- Where a mail program stops letters of this kind (RFC 8058).
alter table mail add column stop text;

-- ── The second lock ──

call app.lock_to_partnership('briefing_part', 'acknowledgement', 'check_in');
-- Reading is personal: others learn counts, and whoever speaks for a party the names of its own people, by the doors.
create policy self on acknowledgement as restrictive to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));
alter table briefing_reader enable row level security;
alter table briefing_reader force row level security;
create policy self on briefing_reader as restrictive to entente_app
  using (person_id = (select app.person()) or (partnership_id = app.partnership() and (select app.worker())))
  with check (person_id = (select app.person()) or (partnership_id = app.partnership() and (select app.worker())));
create policy allow on briefing_reader using (true) with check (true);

grant select on briefing_part, acknowledgement, briefing_reader to entente_app;
grant update (told, told_at, next_at, stop_secret) on briefing_reader to entente_app;
grant select, insert on check_in to entente_app;

-- ── Counting ──

-- Whoever changes what is in force holds this alone until commit, whoever acknowledges holds it together with others: so
-- each count sees all that came before it.
create function app.hold_briefing(here uuid, alone boolean) returns void language plpgsql set search_path = '' as $$
declare key constant bigint := pg_catalog.hashtextextended(here::text, 7206016);
begin
  if alone then perform pg_catalog.pg_advisory_xact_lock(key);
  else perform pg_catalog.pg_advisory_xact_lock_shared(key); end if;
end $$;

-- Of one person, or of all who are here. `anew`: what is newer than all they had to read is told by letter again.
create function app.count_briefing(here uuid, who uuid, anew boolean) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform from public.briefing_reader r where r.partnership_id = here and r.participant_id = who for update;
  insert into public.briefing_reader as r
    (partnership_id, participant_id, person_id, open, open_expectations, begun, since, next_at)
  select p.partnership_id, p.id, p.person_id, c.open, c.open_expectations,
    exists (select from public.acknowledgement a where a.partnership_id = p.partnership_id and a.participant_id = p.id),
    c.since, c.since
  from public.participant p
  cross join lateral (
    select count(*) as open, count(*) filter (where b.kind = 'relational-expectations') as open_expectations,
      max(b.since) as since
    from public.briefing_part b where b.partnership_id = p.partnership_id and not exists (
      select from public.acknowledgement a where a.partnership_id = b.partnership_id and a.participant_id = p.id
        and a.document_id = b.document_id and a.hash = b.hash)) c
  where p.partnership_id = here and (who is null or p.id = who) and p.person_id is not null and p.left_on is null
  on conflict (partnership_id, participant_id) do update set person_id = excluded.person_id, open = excluded.open,
    open_expectations = excluded.open_expectations, begun = excluded.begun, since = excluded.since,
    told = case when anew and excluded.since > coalesce(r.since, '-infinity') then 0 else r.told end,
    next_at = case when excluded.open = 0 then null
      when anew and excluded.since > coalesce(r.since, '-infinity') then excluded.since else r.next_at end;
end $$;

-- Somebody who gets an account has something to read; somebody who leaves has nothing any more. What they have read
-- stays read, should they come back.
create function app.follow_reader() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.person_id is not null and (new.left_on is not null or new.person_id is null) then
    delete from public.briefing_reader r where r.partnership_id = new.partnership_id and r.participant_id = new.id;
  elsif new.person_id is not null and new.left_on is null then
    perform app.hold_briefing(new.partnership_id, false);
    perform app.count_briefing(new.partnership_id, new.id, true);
  end if;
  return null;
end $$;
create trigger follow_reader after insert or update of person_id, left_on on participant
  for each row execute function app.follow_reader();

-- Shares move on open pages. That they do is no event of the record, and says nobody's name.
create function app.tell_briefing() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('entente_event', pg_catalog.json_build_object('partnershipId', new.partnership_id,
    'id', null, 'type', 'briefing.moved', 'subject',
    pg_catalog.json_build_object('type', 'briefing', 'id', new.partnership_id), 'privateTo', null)::text);
  return null;
end $$;
create trigger tell_briefing after update on briefing_reader for each row
  when ((old.open = 0) <> (new.open = 0) or old.open_expectations <> new.open_expectations)
  execute function app.tell_briefing();

-- ── Doors ──

-- The parts of the version in force, in place of those of the one before. parts: [{ hash, section, row, words }]
create function app.brief(document uuid, parts jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  v record;
begin
  perform app.hold_briefing(app.partnership(), true);
  select x.partnership_id, x.number, x.in_force_at, d.kind into v from public.document_version x
    join public.document d on d.partnership_id = x.partnership_id and d.id = x.document_id
    where x.partnership_id = app.partnership() and x.document_id = document and x.state = 'in-force';
  if not found then return; end if;
  delete from public.briefing_part b where b.partnership_id = v.partnership_id and b.document_id = document
    and pg_catalog.encode(b.hash, 'hex') not in (select p ->> 'hash' from pg_catalog.jsonb_array_elements(parts) p);
  insert into public.briefing_part (partnership_id, document_id, hash, kind, number, section, row_id, words, since)
  select v.partnership_id, document, pg_catalog.decode(p ->> 'hash', 'hex'), v.kind, v.number, p ->> 'section',
    p ->> 'row', (p ->> 'words')::integer, v.in_force_at
  from pg_catalog.jsonb_array_elements(parts) p
  on conflict (partnership_id, document_id, hash) do update set number = excluded.number, section = excluded.section,
    row_id = excluded.row_id, words = excluded.words;
  perform app.count_briefing(v.partnership_id, null, true);
end $$;

-- I have read these words, which are in force at this moment; false: they are not, or not any more.
create function app.acknowledge(document uuid, text_hash bytea, moment timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  me public.participant;
begin
  perform app.hold_briefing(app.partnership(), false);
  select p.* into me from public.participant p
    where p.partnership_id = app.partnership() and p.person_id = app.person() and p.left_on is null;
  if not found or not exists (select from public.briefing_part b where b.partnership_id = me.partnership_id
      and b.document_id = document and b.hash = text_hash) then return false; end if;
  insert into public.acknowledgement
    (partnership_id, participant_id, document_id, hash, person_id, number, section, row_id, at)
  select b.partnership_id, me.id, b.document_id, b.hash, me.person_id, b.number, b.section, b.row_id, moment
  from public.briefing_part b where b.partnership_id = me.partnership_id and b.document_id = document and b.hash = text_hash
  on conflict do nothing;
  perform app.count_briefing(me.partnership_id, me.id, false);
  return true;
end $$;

-- I have not, after all.
create function app.take_back(document uuid, text_hash bytea) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  me public.participant;
begin
  perform app.hold_briefing(app.partnership(), false);
  select p.* into me from public.participant p
    where p.partnership_id = app.partnership() and p.person_id = app.person() and p.left_on is null;
  if not found then return; end if;
  delete from public.acknowledgement a where a.partnership_id = me.partnership_id and a.participant_id = me.id
    and a.document_id = document and a.hash = text_hash;
  perform app.count_briefing(me.partnership_id, me.id, false);
end $$;

-- How many people each party that is in has here, with an account, briefed, and with every expectation acknowledged.
create function app.briefing_share() returns table
    (party_id uuid, people integer, accounts integer, briefed integer, expectations integer)
  language sql stable security definer set search_path = '' as $$
  select a.id, count(p.id)::integer, count(r.person_id)::integer, (count(*) filter (where r.open = 0))::integer,
    (count(*) filter (where r.open_expectations = 0))::integer
  from public.party a
  left join public.participant p on p.partnership_id = a.partnership_id and p.party_id = a.id and p.left_on is null
  left join public.briefing_reader r on r.partnership_id = p.partnership_id and r.participant_id = p.id
  where a.partnership_id = app.partnership() and a.accepted_at is not null group by a.id $$;

-- How many people who are here have acknowledged each expectation.
create function app.expectations_read() returns table (document_id uuid, hash bytea, people integer)
  language sql stable security definer set search_path = '' as $$
  select b.document_id, b.hash, count(p.id)::integer from public.briefing_part b
  left join public.acknowledgement a on a.partnership_id = b.partnership_id and a.document_id = b.document_id and a.hash = b.hash
  left join (public.participant p join public.party y on y.partnership_id = p.partnership_id and y.id = p.party_id
      and y.accepted_at is not null)
    on p.partnership_id = a.partnership_id and p.id = a.participant_id and p.left_on is null
  where b.partnership_id = app.partnership() and b.kind = 'relational-expectations'
  group by b.document_id, b.hash $$;

-- Who of my own party is briefed, for those who speak for it: done or not, never how far, never when. Those who are not
-- come first; of a very large party these are all that is looked for.
create function app.briefing_names() returns table (participant_id uuid, name text, account boolean, briefed boolean)
  language sql stable security definer set search_path = '' as $$
  select p.id, p.name, r.person_id is not null, coalesce(r.open = 0, false) from public.participant me
  join public.participant p on p.partnership_id = me.partnership_id and p.party_id = me.party_id and p.left_on is null
  left join public.briefing_reader r on r.partnership_id = p.partnership_id and r.participant_id = p.id
  where me.partnership_id = app.partnership() and me.person_id = app.person() and me.left_on is null
    and me.role in ('lead', 'sponsor')
  order by coalesce(r.open = 0, false), pg_catalog.lower(p.name), p.id limit 500 $$;

-- Letters that may be due, over all partnerships: for that job only.
create function app.briefings_due(moment timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = '' as $$
  select r.partnership_id, r.participant_id from public.briefing_reader r
  where r.next_at <= moment order by r.next_at limit 200 $$;

-- A person's own choice, by a secret that is good for nothing else. `wish` null: only look. No row: nothing to stop.
create function app.stop_briefing(here uuid, who uuid, secret bytea, wish boolean)
  returns table (stopped boolean, language text)
  language plpgsql security definer set search_path = '' as $$
begin
  if wish is not null then
    update public.briefing_reader r set stopped = wish
    where r.partnership_id = here and r.participant_id = who and r.stop_secret = secret and r.stopped <> wish;
  end if;
  return query select r.stopped, p.language from public.briefing_reader r
    join public.participant p on p.partnership_id = r.partnership_id and p.id = r.participant_id
    where r.partnership_id = here and r.participant_id = who and r.stop_secret = secret;
end $$;

revoke execute on function app.hold_briefing(uuid, boolean), app.count_briefing(uuid, uuid, boolean), app.follow_reader(),
  app.tell_briefing(), app.brief(uuid, jsonb), app.acknowledge(uuid, bytea, timestamptz), app.take_back(uuid, bytea),
  app.briefing_share(), app.expectations_read(), app.briefing_names(), app.briefings_due(timestamptz),
  app.stop_briefing(uuid, uuid, bytea, boolean) from public;
grant execute on function app.brief(uuid, jsonb), app.acknowledge(uuid, bytea, timestamptz), app.take_back(uuid, bytea),
  app.briefing_share(), app.expectations_read(), app.briefing_names(), app.briefings_due(timestamptz),
  app.stop_briefing(uuid, uuid, bytea, boolean) to entente_app;
