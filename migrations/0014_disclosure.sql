-- Disclosure: needs, strengths and weaknesses of a party, private until it shares them; exchanges; what fits.
-- See docs/decisions/0026.

-- Private: nobody outside the party learns that there is a row, how many there are, or when one changed.
create table own_item (
  partnership_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('need', 'strength', 'weakness')),
  text text not null check (length(text) between 1 and 500),
  themes text[] not null,
  -- Goes out when every party has offered.
  offered boolean not null default false,
  -- What all see of it.
  shared_id uuid,
  created_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, shared_id),
  foreign key (partnership_id, created_by, party_id) references participant (partnership_id, id, party_id),
  check (not offered or shared_id is null)
);

-- What was shared, as all parties see it. A table of its own, so that nothing private is ever in it.
create table shared_item (
  partnership_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('need', 'strength', 'weakness')),
  -- Null: withdrawn. The row stays, and says that there was one.
  text text check (length(text) between 1 and 500),
  themes text[] not null,
  shared_at timestamptz not null,
  shared_by uuid not null,
  -- The same for all that was shared in one exchange.
  exchange_id uuid,
  reviewed_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  primary key (partnership_id, id),
  foreign key (partnership_id, shared_by, party_id) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, withdrawn_by, party_id) references participant (partnership_id, id, party_id),
  check ((text is null) = (withdrawn_at is not null)),
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index on shared_item (partnership_id, party_id);
alter table own_item add foreign key (partnership_id, shared_id) references shared_item (partnership_id, id);

-- Earlier wordings of what is shared.
create table shared_wording (
  partnership_id uuid not null,
  item_id uuid not null,
  number integer not null,
  text text not null,
  until timestamptz not null,
  primary key (partnership_id, item_id, number),
  foreign key (partnership_id, item_id) references shared_item (partnership_id, id)
);

-- "We are ready to exchange": the kind and nothing else. What is offered is marked in own_item.
create table exchange_offer (
  partnership_id uuid not null,
  party_id uuid not null,
  kind text not null check (kind in ('need', 'strength', 'weakness')),
  at timestamptz not null,
  by_participant_id uuid not null,
  primary key (partnership_id, party_id, kind),
  foreign key (partnership_id, by_participant_id, party_id) references participant (partnership_id, id, party_id)
);

-- Who has shown needs, how many and when last, for Home.
alter table partnership_card add column needs jsonb not null default '[]';

-- What people say about a need and a strength.
create table fit (
  partnership_id uuid not null,
  id uuid not null,
  need_id uuid not null,
  strength_id uuid not null,
  fits boolean not null,
  note text,
  by_participant_id uuid not null,
  at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, need_id, strength_id),
  foreign key (partnership_id, need_id) references shared_item (partnership_id, id),
  foreign key (partnership_id, strength_id) references shared_item (partnership_id, id),
  foreign key (partnership_id, by_participant_id) references participant (partnership_id, id)
);
create index on fit (partnership_id, strength_id);

call app.lock_to_partnership('own_item', 'shared_item', 'shared_wording', 'exchange_offer', 'fit');
create policy private on own_item as restrictive to entente_app
  using (party_id = (select app.party())) with check (party_id = (select app.party()));
-- A party speaks for itself alone.
create policy own_insert on shared_item as restrictive for insert to entente_app
  with check (party_id = (select app.party()));
create policy own_update on shared_item as restrictive for update to entente_app
  using (party_id = (select app.party())) with check (party_id = (select app.party()));
create policy own_insert on shared_wording as restrictive for insert to entente_app with check (exists (select
  from shared_item s where s.partnership_id = shared_wording.partnership_id and s.id = item_id and s.party_id = app.party()));
create policy own_delete on shared_wording as restrictive for delete to entente_app using (exists (select
  from shared_item s where s.partnership_id = shared_wording.partnership_id and s.id = item_id and s.party_id = app.party()));
create policy own_delete on exchange_offer as restrictive for delete to entente_app
  using (party_id = (select app.party()));

grant select, insert, update, delete on own_item to entente_app;
grant select, insert on shared_item to entente_app;
grant update (text, themes, reviewed_at, withdrawn_at, withdrawn_by) on shared_item to entente_app;
grant select, insert, delete on shared_wording to entente_app;
-- Offers are made by the door below.
grant select, delete on exchange_offer to entente_app;
grant select, insert, delete, update (fits, note, by_participant_id, at, version) on fit to entente_app;

-- Offers what my party chose, and with the last party's offer everything offered becomes visible, for all at once.
-- 'offered' | 'exchanged' | 'unknown' = one of these is not mine to offer (any more) | 'not-speaker'.
-- Whoever offers or takes back holds the partnership's row: two at once come one after the other.
-- Between the parties that are here: `left_on` comes with the migration on parting, before anything can be offered.
create function app.offer_exchange(what text, items uuid[], moment timestamptz, exchange uuid) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  here uuid := app.partnership();
  me public.participant;
  one record;
  fresh uuid;
begin
  perform from public.partnership p where p.id = here for update;
  select p.* into me from public.participant p where p.partnership_id = here and p.person_id = app.person()
    and p.party_id = app.party() and p.left_on is null and p.role in ('lead', 'sponsor');
  if not found then return 'not-speaker'; end if;
  -- In one order, so that nobody waits in a ring.
  perform from public.own_item i where i.partnership_id = here and i.kind = what order by i.id for update;
  update public.own_item i set offered = (i.id = any (items)), version = i.version + 1
  where i.partnership_id = here and i.party_id = me.party_id and i.kind = what and i.shared_id is null
    and i.offered is distinct from (i.id = any (items));
  if pg_catalog.cardinality(items) = 0 or pg_catalog.cardinality(items) <> (select count(*) from public.own_item i
      where i.partnership_id = here and i.party_id = me.party_id and i.kind = what and i.offered) then
    return 'unknown';
  end if;
  insert into public.exchange_offer (partnership_id, party_id, kind, at, by_participant_id)
  values (here, me.party_id, what, moment, me.id)
  on conflict (partnership_id, party_id, kind) do update set by_participant_id = excluded.by_participant_id;
  if (select count(*) from public.party p where p.partnership_id = here and p.accepted_at is not null and p.left_on is null) < 2
    or exists (select from public.party p where p.partnership_id = here and p.accepted_at is not null and p.left_on is null
      and not exists (select from public.exchange_offer o where o.partnership_id = here and o.party_id = p.id and o.kind = what))
  then return 'offered'; end if;
  for one in
    select i.*, o.by_participant_id from public.own_item i
    join public.exchange_offer o on o.partnership_id = here and o.party_id = i.party_id and o.kind = what
    where i.partnership_id = here and i.kind = what and i.offered
    order by i.id
  loop
    fresh := gen_random_uuid();
    insert into public.shared_item (partnership_id, id, party_id, kind, text, themes, shared_at, shared_by, exchange_id, reviewed_at)
    values (here, fresh, one.party_id, what, one.text, one.themes, moment, one.by_participant_id, exchange, moment);
    update public.own_item i set offered = false, shared_id = fresh, version = i.version + 1
    where i.partnership_id = here and i.id = one.id;
  end loop;
  delete from public.exchange_offer o where o.partnership_id = here and o.kind = what;
  return 'exchanged';
end $$;
revoke execute on function app.offer_exchange(text, uuid[], timestamptz, uuid) from public;
grant execute on function app.offer_exchange(text, uuid[], timestamptz, uuid) to entente_app;
