-- Parting: a party announces the day it leaves, may take that back until then, and on that day is out of everything.

-- The last day of a party here, and the moment it ended where that day was meant.
alter table party add column left_on date;
alter table party add column left_at timestamptz;
alter table party add check ((left_on is null) = (left_at is null));
-- Ended because one party is left in it: read by the others, written by nobody. Set by leaving alone, unlike the status.
alter table partnership add column ended_at timestamptz;
-- That a party has left is not for the application to write: that goes through the door below.
revoke update on party from entente_app;
grant update (organisation, unit, place, accepted_at, version) on party to entente_app;

create table parting (
  partnership_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  -- The last day, and the end of it in the zone it is meant in.
  leaves_on date not null,
  time_zone text not null,
  ends_at timestamptz not null,
  words text,
  announced_by uuid not null,
  announced_name text not null,
  announced_at timestamptz not null,
  proof text not null check (proof in ('password', 'passkey')),
  taken_back_by uuid,
  taken_back_at timestamptz,
  done_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, announced_by, party_id) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, taken_back_by) references participant (partnership_id, id),
  check (taken_back_at is null or done_at is null)
);
create unique index parting_open on parting (partnership_id, party_id) where taken_back_at is null and done_at is null;
create index parting_due on parting (ends_at) where taken_back_at is null and done_at is null;

-- The complete copy as the party had it when it left, in pieces, for ninety days. In the database, so that it is there
-- exactly when the party has left, and in every backup.
create table kept_copy (
  partnership_id uuid not null,
  party_id uuid not null,
  piece integer not null,
  bytes bytea not null,
  -- Null until the party has left: a copy whose party stayed is written over.
  until timestamptz,
  primary key (partnership_id, party_id, piece),
  foreign key (partnership_id, party_id) references party (partnership_id, id)
);
create index kept_copy_over on kept_copy (until) where until is not null;

-- Announced and not taken back, for Home and every page.
alter table partnership_card add column partings jsonb not null default '[]';

-- ── The locks ──

call app.lock_to_partnership('parting');
grant select on parting to entente_app;

-- Read by those who spoke for the party that left, and nobody besides: the two settings are set by app.enter_left alone.
-- Written in the party's own scope, which is how what stands in it was read.
create function app.left_partnership() returns uuid language sql stable
  as $$ select nullif(current_setting('app.left_partnership', true), '')::uuid $$;
create function app.left_party() returns uuid language sql stable
  as $$ select nullif(current_setting('app.left_party', true), '')::uuid $$;
alter table kept_copy enable row level security;
alter table kept_copy force row level security;
create policy tenant on kept_copy as restrictive to entente_app
  using (partnership_id = app.partnership() or partnership_id = app.left_partnership())
  with check (partnership_id = app.partnership());
create policy private on kept_copy as restrictive to entente_app
  using (party_id = (select app.left_party()) or (select app.worker()))
  with check (party_id = (select app.party()) and (select app.person()) is null);
create policy allow on kept_copy using (true) with check (true);
grant select, insert, delete on kept_copy to entente_app;

-- ── What has ended stays as it is ──

create function app.keep_ended() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if new.private_to is null and not app.worker() and exists (
    select from public.partnership p where p.id = new.partnership_id and p.ended_at is not null) then
    raise exception 'this partnership has ended' using errcode = 'EN409';
  end if;
  return new;
end $$;
create trigger keep_ended before insert on event for each row execute function app.keep_ended();

-- A text is proposed to parties that are here. The share lock makes proposing and leaving wait for each other.
create function app.only_present() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from public.party a where a.partnership_id = new.partnership_id and a.id = any (new.parties) for share;
  if exists (select from public.party a where a.partnership_id = new.partnership_id and a.id = any (new.parties)
      and a.left_on is not null) then
    raise exception 'a party of this text has left' using errcode = 'EN409';
  end if;
  return new;
end $$;
create trigger only_present before insert on document_version for each row execute function app.only_present();

-- ── Doors ──

-- Who ends a party's part: its sponsor, or whoever it chose to sign its agreement; its lead, where no sponsor has an
-- account here. A party must always be able to leave.
create function app.may_part(partnership uuid, party uuid, role text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select role = 'sponsor' or exists (select from public.signatory s where s.partnership_id = partnership
      and s.party_id = party and s.kind = 'partnership-agreement' and s.role = may_part.role)
    or (role = 'lead' and not exists (select from public.participant p where p.partnership_id = partnership
      and p.party_id = party and p.role = 'sponsor' and p.left_on is null and p.person_id is not null)) $$;

create function app.announce_parting(parting uuid, day date, zone text, ends timestamptz, said text, how text, moment timestamptz)
  returns text language plpgsql security definer set search_path = '' as $$
declare
  here uuid := app.partnership();
  me public.participant;
begin
  -- As leaving does: what two do at once comes one after the other.
  perform from public.partnership p where p.id = here and p.ended_at is null for no key update;
  if not found then return 'ended'; end if;
  select p.* into me from public.participant p where p.partnership_id = here and p.person_id = app.person()
    and p.party_id = app.party() and p.left_on is null;
  if not found or not app.may_part(here, me.party_id, me.role) then return 'not-allowed'; end if;
  if ends <= moment then return 'past'; end if;
  insert into public.parting (partnership_id, id, party_id, leaves_on, time_zone, ends_at, words, announced_by, announced_name,
    announced_at, proof)
  values (here, parting, me.party_id, day, zone, ends, said, me.id, me.name, moment, how)
  on conflict (partnership_id, party_id) where taken_back_at is null and done_at is null do nothing;
  return case when found then 'announced' else 'already' end;
end $$;

-- Until the day is over. True for exactly one caller.
create function app.take_back_parting(moment timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare me public.participant;
begin
  perform from public.partnership p where p.id = app.partnership() for no key update;
  select p.* into me from public.participant p where p.partnership_id = app.partnership() and p.person_id = app.person()
    and p.party_id = app.party() and p.left_on is null;
  if not found or not app.may_part(app.partnership(), me.party_id, me.role) then return false; end if;
  update public.parting x set taken_back_at = moment, taken_back_by = me.id
  where x.partnership_id = me.partnership_id and x.party_id = me.party_id
    and x.taken_back_at is null and x.done_at is null and x.ends_at > moment;
  return found;
end $$;

create function app.partings_due(moment timestamptz) returns table (partnership_id uuid, id uuid, party_id uuid)
  language sql stable security definer set search_path = '' as $$
  select x.partnership_id, x.id, x.party_id from public.parting x
  where x.taken_back_at is null and x.done_at is null and x.ends_at <= moment order by x.ends_at limit 20 $$;

-- The end of a party's part, all of it or none. Null: taken back, done by another, or its day has not come.
-- Order of locks: partnership, documents, party, people; proposing holds its document before it looks at the parties.
create function app.part(parting uuid, moment timestamptz, keep_until timestamptz) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  here uuid := app.partnership();
  one public.parting;
  gone uuid[];
  settled jsonb;
  ended boolean := false;
begin
  if not app.worker() then return null; end if;
  perform from public.partnership p where p.id = here for no key update;
  select x.* into one from public.parting x where x.partnership_id = here and x.id = parting
    and x.taken_back_at is null and x.done_at is null and x.ends_at <= moment for update;
  if not found then return null; end if;
  perform from public.document d where d.partnership_id = here and d.shared_at is not null and d.removed_at is null
    order by d.id for update;
  -- With it go parties it invited that never came in: nobody speaks for them any more, and their people's addresses are
  -- not for others to see.
  select pg_catalog.array_agg(p.id order by p.id) into gone from public.party p where p.partnership_id = here
    and p.left_on is null and (p.id = one.party_id or (p.invited_by = one.party_id and p.accepted_at is null));
  perform from public.party p where p.partnership_id = here and p.id = any (gone) order by p.id for update;
  update public.party p set left_on = one.leaves_on, left_at = one.ends_at, version = p.version + 1
    where p.partnership_id = here and p.id = any (gone);
  update public.parting x set done_at = moment where x.partnership_id = here and x.id = one.id;

  -- What was proposed to it names it, so it ends for all; the draft is open again. What is in force is not touched.
  with ends as (
    update public.document_version v set state = 'withdrawn', settled_at = moment,
      reason = (select p.name from public.party p where p.partnership_id = here and p.id = one.party_id) || ' left'
    where v.partnership_id = here and v.state = 'proposed' and one.party_id = any (v.parties)
    returning v.document_id, v.number)
  select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', e.document_id, 'title', d.title, 'number', e.number)), '[]')
    into settled from ends e join public.document d on d.partnership_id = here and d.id = e.document_id;
  delete from public.exchange_offer o where o.partnership_id = here and o.party_id = any (gone);
  update public.own_item i set offered = false where i.partnership_id = here and i.party_id = any (gone) and i.offered;

  -- What it handed out opens nothing any more.
  update public.invitation i set revoked_at = moment where i.partnership_id = here and i.party_id = any (gone)
    and i.accepted_at is null and i.revoked_at is null;
  update public.results_link l set ended_at = moment where l.partnership_id = here and l.party_id = any (gone) and l.ended_at is null;
  update public.review_guest g set revoked_at = moment from public.participant p
    where g.partnership_id = here and g.revoked_at is null and p.partnership_id = here and p.id = g.invited_by
      and p.party_id = any (gone);
  -- Planned rounds ask those who are here.
  update public.round_plan p set
      party_ids = case when p.party_ids <@ gone then p.party_ids
        else (select pg_catalog.array_agg(x) from unnest(p.party_ids) x where not x = any (gone)) end,
      paused = p.paused or p.party_ids <@ gone, next_at = case when not p.party_ids <@ gone then p.next_at end,
      version = p.version + 1
    where p.partnership_id = here and p.party_ids && gone;
  -- Access ends with the row of each person: app.follow_participant.
  update public.participant p set left_on = greatest(one.leaves_on, p.joined_on), version = p.version + 1
    where p.partnership_id = here and p.party_id = any (gone) and p.left_on is null;

  if (select count(*) from public.party p where p.partnership_id = here and p.accepted_at is not null and p.left_on is null) < 2 then
    ended := true;
    update public.partnership p set status = 'ended', ended_at = one.ends_at, version = p.version + 1 where p.id = here;
    update public.invitation i set revoked_at = moment
      where i.partnership_id = here and i.accepted_at is null and i.revoked_at is null;
    -- Sessions can be read by those who were in them; a guest came to lead what does not go on.
    update public.review_guest g set revoked_at = moment where g.partnership_id = here and g.revoked_at is null;
    update public.round_plan p set paused = true, next_at = null, version = p.version + 1
      where p.partnership_id = here and not p.paused;
  end if;
  update public.kept_copy k set until = keep_until where k.partnership_id = here and k.party_id = one.party_id;
  return pg_catalog.jsonb_build_object('party', one.party_id, 'leavesOn', one.leaves_on, 'settled', settled, 'ended', ended);
end $$;

-- Somebody who spoke for a party that has left, and is in this partnership for nobody else: opens that party's kept copy.
create function app.enter_left(partnership uuid, moment timestamptz) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare mine uuid;
begin
  select p.party_id into mine from public.participant p
  join public.party a on a.partnership_id = p.partnership_id and a.id = p.party_id and a.left_on is not null
  where p.partnership_id = enter_left.partnership and p.person_id = app.person() and p.role in ('lead', 'sponsor')
    -- Whoever had left before their party did took nothing along with it.
    and p.left_on >= a.left_on
    and exists (select from public.kept_copy k where k.partnership_id = p.partnership_id and k.party_id = p.party_id and k.until > moment)
  limit 1;
  if mine is null then return null; end if;
  perform pg_catalog.set_config('app.left_partnership', partnership::text, true),
    pg_catalog.set_config('app.left_party', mine::text, true);
  return mine;
end $$;

-- What my parties left, as long as their copy is kept.
create function app.my_partings(moment timestamptz)
  returns table (partnership_id uuid, name text, party text, left_on date, until timestamptz)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.name, a.name, a.left_on, max(k.until) from public.participant p
  join public.party a on a.partnership_id = p.partnership_id and a.id = p.party_id and a.left_on is not null
  join public.partnership s on s.id = p.partnership_id
  join public.kept_copy k on k.partnership_id = p.partnership_id and k.party_id = p.party_id and k.until > moment and k.piece = 0
  where p.person_id = app.person() and p.role in ('lead', 'sponsor') and p.left_on >= a.left_on
  group by s.id, s.name, a.name, a.left_on order by a.left_on desc $$;

create function app.drop_copies(moment timestamptz) returns void language sql security definer set search_path = ''
  as $$ delete from public.kept_copy k where k.until <= moment $$;

revoke execute on function app.left_partnership(), app.left_party(), app.keep_ended(), app.only_present(),
  app.may_part(uuid, uuid, text), app.announce_parting(uuid, date, text, timestamptz, text, text, timestamptz),
  app.take_back_parting(timestamptz), app.partings_due(timestamptz), app.part(uuid, timestamptz, timestamptz),
  app.enter_left(uuid, timestamptz), app.my_partings(timestamptz), app.drop_copies(timestamptz) from public;
grant execute on function app.left_partnership(), app.left_party(), app.may_part(uuid, uuid, text),
  app.announce_parting(uuid, date, text, timestamptz, text, text, timestamptz), app.take_back_parting(timestamptz),
  app.partings_due(timestamptz), app.part(uuid, timestamptz, timestamptz), app.enter_left(uuid, timestamptz),
  app.my_partings(timestamptz), app.drop_copies(timestamptz) to entente_app;
