-- Sealed ballots: signed blindly for whoever is invited, opened by nobody. See docs/decisions/0019.

alter table round drop constraint round_level_check;
alter table round add constraint round_level_check check (level in ('confidential', 'sealed'));
-- Frozen at opening: whether a device that cannot seal a ballot may answer confidentially.
alter table round add column unsealed_devices boolean not null default false;

-- The ballot box of a group in a sealed round. Its public key stays for ever; the other half is in round_seal_key.
create table round_seal (
  partnership_id uuid not null,
  round_id uuid not null,
  stratum text not null,
  public_key bytea not null,
  -- People of the group who have a link, and ballots handed out to them: never more than that, whatever happens.
  links integer not null,
  issued integer not null default 0 check (issued between 0 and links),
  -- Of these, confidential ones for devices that cannot seal.
  unsealed integer not null default 0,
  -- Written at closing: ballots and sheets handed out, and answers counted.
  handed integer,
  counted integer,
  primary key (partnership_id, round_id, stratum),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);
-- Destroyed when the round ends.
create table round_seal_key (
  partnership_id uuid not null,
  round_id uuid not null,
  stratum text not null,
  private_key bytea not null,
  primary key (partnership_id, round_id, stratum),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);

-- Who has a ballot. Unlogged, so that the log of changes (and what is made of it: archives, replicas) never holds who
-- came when; and without a foreign key, because checking one would write a lock of the invitation into that log. After
-- a crash of the database it is empty: round_seal.issued still keeps ballots from outnumbering people.
create unlogged table round_claim (
  partnership_id uuid not null,
  round_id uuid not null,
  token_hash bytea not null,
  stratum text not null,
  -- Both null: a confidential ballot, for a device that cannot seal.
  blinded_hash bytea,
  signature bytea,
  primary key (partnership_id, round_id, token_hash),
  check ((blinded_hash is null) = (signature is null))
);

-- Published at closing: the first eight bytes of each receipt, in their own order.
create table round_receipts (
  partnership_id uuid not null,
  round_id uuid not null,
  receipts bytea not null,
  primary key (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);

call app.lock_to_partnership('round_seal', 'round_seal_key', 'round_claim', 'round_receipts');
do $$
declare t text;
begin
  -- Background work and respondents' calls only.
  foreach t in array array['round_seal_key', 'round_claim'] loop
    execute format('create policy worker on %I as restrictive to entente_app using ((select app.worker())) with check ((select app.worker()))', t);
  end loop;
end $$;
create policy closing on round_seal as restrictive for update to entente_app
  using ((select app.worker())) with check ((select app.worker()));

grant select, insert on round_seal, round_receipts to entente_app;
grant update (handed, counted) on round_seal to entente_app;
grant select, insert, delete on round_seal_key to entente_app;
-- Enough to empty it. Who is in it is known to the functions below.
grant select (partnership_id, round_id), delete on round_claim to entente_app;

-- The group of whoever holds this secret. For the functions below.
create function app.group_of(partnership uuid, round uuid, hash bytea) returns text
  language sql stable security definer set search_path = '' as $$
  select i.stratum from public.round_invitation i
  where i.partnership_id = partnership and i.round_id = round and i.token_hash = hash $$;

-- The same in an open sealed round; null: the secret leads nowhere, or the round is over.
create function app.invited(round uuid, hash bytea) returns text
  language sql stable security definer set search_path = '' as $$
  select app.group_of(r.partnership_id, r.id, hash) from public.round r
  where r.id = round and r.state = 'open' and r.level = 'sealed' $$;

-- Hands out ballots, many at a time. given: [{ round, hash, blinded, signature }]; blinded null: a confidential one.
-- For each, by its place: 'issued' with the signature, now or before; 'other' = this link has another ballot already;
-- 'none' = as many were handed out as there are links; 'unknown' = no such link; 'closed' = the round is over.
create function app.claim(given jsonb, at timestamptz) returns table (place integer, outcome text, signed bytea)
  language plpgsql security definer set search_path = '' as $$
declare
  one record;
  r public.round;
  grp text;
  had public.round_claim;
  fresh_round uuid[] := '{}';
  fresh_hash bytea[] := '{}';
  part record;
begin
  for one in
    select g.* from rows from (pg_catalog.jsonb_to_recordset(given)
      as (round uuid, hash bytea, blinded bytea, signature bytea))
      with ordinality as g (round, hash, blinded, signature, n)
    order by g.round, g.hash
  loop
    place := one.n - 1;
    signed := null;
    if r.id is distinct from one.round then
      -- One at a time for each round, as its rows are written together.
      perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(one.round::text, 7206004));
      select * into r from public.round x where x.id = one.round for key share;
    end if;
    grp := app.group_of(r.partnership_id, r.id, one.hash);
    if grp is null then
      outcome := 'unknown';
    elsif r.state <> 'open' or r.closes_at <= at then
      outcome := 'closed';
    else
      select * into had from public.round_claim c
      where c.partnership_id = r.partnership_id and c.round_id = r.id and c.token_hash = one.hash;
      if found then
        outcome := case when had.blinded_hash is not distinct from one.blinded then 'issued' else 'other' end;
        if outcome = 'issued' then signed := had.signature; end if;
      else
        update public.round_seal s
        set issued = s.issued + 1, unsealed = s.unsealed + case when one.blinded is null then 1 else 0 end
        where s.partnership_id = r.partnership_id and s.round_id = r.id and s.stratum = grp and s.issued < s.links;
        if not found then
          outcome := 'none';
        else
          insert into public.round_claim values (r.partnership_id, r.id, one.hash, grp, one.blinded, one.signature);
          outcome := 'issued';
          signed := one.signature;
          fresh_round := fresh_round || one.round;
          fresh_hash := fresh_hash || one.hash;
        end if;
      end if;
    end if;
    return next;
  end loop;
  -- The rows of the group are written again together, in the order of their hash, so that neither where a row lies nor
  -- the transaction that wrote it tells who came when. In a large group about one in 256 of them.
  for part in
    select distinct c.partnership_id, c.round_id, c.stratum,
      case when s.links > 256 then pg_catalog.get_byte(c.token_hash, 0) end as first
    from unnest(fresh_round, fresh_hash) as f (round, hash)
    join public.round x on x.id = f.round
    join public.round_claim c on c.partnership_id = x.partnership_id and c.round_id = x.id and c.token_hash = f.hash
    join public.round_seal s on s.partnership_id = c.partnership_id and s.round_id = c.round_id and s.stratum = c.stratum
  loop
    with moved as (
      delete from public.round_claim c
      where c.partnership_id = part.partnership_id and c.round_id = part.round_id and c.stratum = part.stratum
        and (part.first is null or c.token_hash >= pg_catalog.set_byte('\x00', 0, part.first))
        and (part.first is null or part.first = 255 or c.token_hash < pg_catalog.set_byte('\x00', 0, part.first + 1))
      returning c.*)
    insert into public.round_claim select * from moved order by moved.token_hash;
  end loop;
end $$;

-- What taking sealed answers needs to know of an open round, and nothing else: what is asked, and the public keys by
-- group. For the ballot host too, which has a database login of its own.
create function app.ballot_box(round uuid) returns table (instrument jsonb, guess boolean, keys jsonb)
  language sql stable security definer set search_path = '' as $$
  select r.instrument, r.guess, (
    select pg_catalog.jsonb_object_agg(s.stratum, pg_catalog.encode(s.public_key, 'base64')) from public.round_seal s
    where s.partnership_id = r.partnership_id and s.round_id = r.id)
  from public.round r where r.id = round and r.state = 'open' and r.level = 'sealed' $$;

-- The receipts of a closed round, for whoever holds its id: everybody who was asked.
create function app.receipts(round uuid) returns bytea
  language sql stable security definer set search_path = '' as $$
  select x.receipts from public.round_receipts x
  join public.round r on r.partnership_id = x.partnership_id and r.id = x.round_id
  where r.id = round $$;

-- As before; a sealed round knows who has a ballot.
create or replace function app.reminder_wanted(reminder uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select app.worker() and exists (
    select from public.reminder m
    join public.round r on r.partnership_id = m.partnership_id and r.id = m.round_id and r.state = 'open'
    join public.round_invitation i on i.partnership_id = m.partnership_id and i.round_id = m.round_id
      and i.participant_id = m.participant_id
    where m.partnership_id = app.partnership() and m.id = reminder and not m.done
      and not i.stopped and (m.which = 'last' or not (i.fetched or exists (
        select from public.round_claim c
        where c.partnership_id = i.partnership_id and c.round_id = i.round_id and c.token_hash = i.token_hash)))) $$;

revoke execute on function app.group_of(uuid, uuid, bytea), app.invited(uuid, bytea), app.claim(jsonb, timestamptz), app.ballot_box(uuid),
  app.receipts(uuid) from public;
grant execute on function app.invited(uuid, bytea), app.claim(jsonb, timestamptz), app.ballot_box(uuid),
  app.receipts(uuid) to entente_app;

-- An independent ballot host: the box of a round and taking answers, and no table.
grant usage on schema app to entente_ballots;
grant execute on function app.ballot_box(uuid), app.answer(uuid, json, timestamptz) to entente_ballots;
