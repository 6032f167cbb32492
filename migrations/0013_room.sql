-- A round that is answered in one room: one code for all, and a seat for each device. See docs/decisions/0025.

create table round_room (
  partnership_id uuid not null,
  round_id uuid not null,
  -- Counts codes: another one after each end.
  code integer not null default 1,
  -- Null: no more seats are given.
  token_hash bytea,
  primary key (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);

-- As many seats as people asked; more are impossible.
create table round_room_group (
  partnership_id uuid not null,
  round_id uuid not null,
  stratum text not null,
  seats integer not null check (seats >= 0),
  taken integer not null default 0 check (taken between 0 and seats),
  primary key (partnership_id, round_id, stratum),
  foreign key (partnership_id, round_id) references round_room (partnership_id, round_id)
);

-- What takes the place of invitations: the hash of a secret that a device made, and its group. Nobody's name is near it.
-- Unlogged and written again together like round_claim, so that nothing tells who came when.
create unlogged table round_seat (
  partnership_id uuid not null,
  round_id uuid not null,
  token_hash bytea not null,
  stratum text not null,
  primary key (partnership_id, round_id, token_hash)
);

call app.lock_to_partnership('round_room', 'round_room_group', 'round_seat');
-- Background work and respondents' calls only.
create policy worker on round_seat as restrictive to entente_app using ((select app.worker())) with check ((select app.worker()));

grant select, insert, update (code, token_hash) on round_room to entente_app;
grant select, insert on round_room_group to entente_app;
grant select, delete on round_seat to entente_app;

-- Gives a device its seat. 'seated' = now or before; 'full' = none of this group is left; 'other' = this device sits in
-- another group; 'closed' = the round is over; 'unknown' = no such room, group, or the room was ended.
create function app.take_seat(round uuid, room bytea, grp text, hash bytea, at timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  r public.round;
  had text;
begin
  -- One at a time for each round, as its rows are written together.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(round::text, 7206004));
  select x.* into r from public.round x
  join public.round_room m on m.partnership_id = x.partnership_id and m.round_id = x.id and m.token_hash = room
  where x.id = round for key share of x;
  if not found then return 'unknown'; end if;
  if r.state <> 'open' or r.closes_at <= at then return 'closed'; end if;
  select s.stratum into had from public.round_seat s
  where s.partnership_id = r.partnership_id and s.round_id = r.id and s.token_hash = hash;
  if found then return case when had = grp then 'seated' else 'other' end; end if;
  update public.round_room_group g set taken = g.taken + 1
  where g.partnership_id = r.partnership_id and g.round_id = r.id and g.stratum = grp and g.taken < g.seats;
  if not found then
    return case when exists (select from public.round_room_group g
      where g.partnership_id = r.partnership_id and g.round_id = r.id and g.stratum = grp) then 'full' else 'unknown' end;
  end if;
  insert into public.round_seat values (r.partnership_id, r.id, hash, grp);
  with moved as (
    delete from public.round_seat s
    where s.partnership_id = r.partnership_id and s.round_id = r.id and s.stratum = grp returning s.*)
  insert into public.round_seat select * from moved order by moved.token_hash;
  return 'seated';
end $$;

-- Of whoever holds this secret: of a link, or of a seat.
create or replace function app.group_of(partnership uuid, round uuid, hash bytea) returns text
  language sql stable security definer set search_path = '' as $$
  select coalesce(
    (select i.stratum from public.round_invitation i
      where i.partnership_id = partnership and i.round_id = round and i.token_hash = hash),
    (select s.stratum from public.round_seat s
      where s.partnership_id = partnership and s.round_id = round and s.token_hash = hash)) $$;

-- Ballots taken, by group: links opened (or seats, in a confidential room), ballots handed out, and sheets entered.
create or replace function app.fetched(round uuid) returns table (stratum text, fetched integer)
  language sql stable security definer set search_path = '' as $$
  select g.key, (
    (select count(*) from public.round_invitation i
      where i.partnership_id = r.partnership_id and i.round_id = r.id and i.stratum = g.key and i.fetched)
    + coalesce((select s.issued from public.round_seal s
      where s.partnership_id = r.partnership_id and s.round_id = r.id and s.stratum = g.key), 0)
    + coalesce((select m.taken from public.round_room_group m
      where m.partnership_id = r.partnership_id and m.round_id = r.id and m.stratum = g.key
        and r.level = 'confidential'), 0)
    + coalesce((select sum(p.entered) from public.round_paper p
      where p.partnership_id = r.partnership_id and p.round_id = r.id and p.stratum = g.key), 0))::integer
  from public.round r, pg_catalog.jsonb_to_recordset(r.strata) as g (key text)
  where r.partnership_id = app.partnership() and r.id = round $$;

revoke execute on function app.take_seat(uuid, bytea, text, bytea, timestamptz) from public;
grant execute on function app.take_seat(uuid, bytea, text, bytea, timestamptz) to entente_app;
