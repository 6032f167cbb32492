-- Partnerships, parties, participants, invitations and the record.
--
-- Row-level security compares with settings of this transaction, set once by app.enter() (measured: a policy that looks
-- memberships up per row costs up to twelve times as much; the same inside a sub-select costs planning, a tenth of a
-- short transaction). Restrictive policies hold whatever permissive ones say.

create function app.partnership() returns uuid language sql stable
  as $$ select nullif(current_setting('app.partnership', true), '')::uuid $$;
create function app.party() returns uuid language sql stable
  as $$ select nullif(current_setting('app.party', true), '')::uuid $$;
-- Parties whose private rows may be seen: my own, and those my party invited that have not come in yet.
create function app.parties() returns uuid[] language sql stable
  as $$ select coalesce(nullif(current_setting('app.parties', true), ''), '{}')::uuid[] $$;
-- Background work: no person, one partnership, private rows of all its parties.
create function app.worker() returns boolean language sql stable
  as $$ select coalesce(current_setting('app.worker', true), '') = 'on' $$;
create function app.administrator() returns boolean language sql stable
  as $$ select coalesce(current_setting('app.administrator', true), '') = 'on' $$;

create table partnership (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('strategic-alliance', 'joint-marketing', 'union-management', 'merger-acquisition',
    'board', 'executive-team', 'cross-functional', 'public-private', 'non-profit-for-profit', 'community-based',
    'internal-team', 'supplier-outsourcing', 'other')),
  status text not null check (status in ('exploring', 'forming', 'active', 'winding-down', 'ended')),
  started_on date,
  created_at timestamptz not null,
  version integer not null default 1
);

create table party (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  organisation text not null,
  unit text,
  name text generated always as (coalesce(unit, organisation)) stored,
  place text,
  mark text not null check (mark ~ '^[a-h]$'),
  invited_by uuid,
  accepted_at timestamptz,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, mark),
  foreign key (partnership_id, invited_by) references party (partnership_id, id)
);

create table participant (
  partnership_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  name text not null,
  role text not null check (role in ('sponsor', 'lead', 'member', 'facilitator', 'observer')),
  function text,
  level text,
  region text,
  decides boolean not null default false,
  language text,
  joined_on date not null,
  left_on date,
  person_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, id, party_id),
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  check (left_on is null or left_on >= joined_on)
);
create index on participant (partnership_id, party_id);
create unique index participant_person on participant (partnership_id, person_id) where person_id is not null and left_on is null;

-- A person's address is private to their party, by lock and not by courtesy.
create table contact (
  partnership_id uuid not null,
  participant_id uuid not null,
  party_id uuid not null,
  email text not null check (email = lower(email)),
  primary key (partnership_id, participant_id),
  unique (partnership_id, party_id, email),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);

create table invitation (
  partnership_id uuid not null,
  id uuid not null,
  participant_id uuid not null,
  party_id uuid not null,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (partnership_id, id),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, invited_by) references participant (partnership_id, id)
);
create index on invitation (partnership_id, participant_id);
create index invitation_token on invitation using hash (token_hash);

-- The record: one event for each change of a shared record, in the same transaction; never changed, never removed.
create table event (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  at timestamptz not null,
  type text not null,
  by_participant_id uuid,
  by_party_id uuid,
  by_name text,
  subject_type text not null,
  subject_id uuid not null,
  subject_label text not null,
  before jsonb,
  after jsonb,
  private_to uuid,
  primary key (partnership_id, id),
  foreign key (partnership_id, by_participant_id) references participant (partnership_id, id),
  foreign key (partnership_id, by_party_id) references party (partnership_id, id),
  foreign key (partnership_id, private_to) references party (partnership_id, id)
);

-- ── Read across partnerships: small rows kept by the same transaction that changes their source ──

create table membership (
  person_id uuid not null,
  partnership_id uuid not null references partnership (id),
  participant_id uuid not null,
  party_id uuid not null,
  role text not null,
  -- Since when something of this partnership may need this person; Home reads the newest and stops.
  needs_since timestamptz,
  primary key (person_id, partnership_id)
);
create index membership_needs on membership (person_id, needs_since desc, partnership_id) where needs_since is not null;
create index on membership (partnership_id);
create table partnership_card (
  partnership_id uuid primary key references partnership (id),
  name text not null,
  kind text not null,
  status text not null,
  parties jsonb not null,
  open_round jsonb,
  last_closed_round jsonb,
  -- When the newest thing came up that concerns everybody, and that concerns leads and sponsors.
  concerns_all timestamptz,
  concerns_leads timestamptz
);

-- Access follows the participant row itself, so that leaving ends it whatever code path wrote the row.
create function app.follow_participant() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'UPDATE' and old.person_id is not null then
    delete from public.membership where person_id = old.person_id and partnership_id = old.partnership_id;
  end if;
  if new.person_id is not null and new.left_on is null then
    insert into public.membership (person_id, partnership_id, participant_id, party_id, role, needs_since)
    select new.person_id, new.partnership_id, new.id, new.party_id, new.role,
      case when new.role in ('lead', 'sponsor') then c.concerns_leads else c.concerns_all end
    from (values (1)) one left join public.partnership_card c on c.partnership_id = new.partnership_id;
  end if;
  return new;
end $$;
create trigger follow_participant after insert or update on participant
  for each row execute function app.follow_participant();

create function app.follow_card() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  update public.membership m
  set needs_since = case when m.role in ('lead', 'sponsor') then new.concerns_leads else new.concerns_all end
  where m.partnership_id = new.partnership_id
    and m.needs_since is distinct from case when m.role in ('lead', 'sponsor') then new.concerns_leads else new.concerns_all end;
  return new;
end $$;
create trigger follow_card after insert or update of concerns_all, concerns_leads on partnership_card
  for each row execute function app.follow_card();

-- ── The second lock ──

-- The same on every table of a partnership. It compares with the setting itself: a function of ours in between costs
-- each statement a twentieth of its time, because it is unfolded anew whenever a statement is planned.
create procedure app.lock_to_partnership(variadic tables text[]) language plpgsql as $$
declare
  t text;
  mine constant text := $sql$partnership_id = nullif(current_setting('app.partnership', true), '')::uuid$sql$;
begin
  foreach t in array tables loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I as restrictive to entente_app using (%s) with check (%s)', t, mine, mine);
    execute format('create policy allow on %I using (true) with check (true)', t);
  end loop;
end $$;
revoke execute on procedure app.lock_to_partnership(text[]) from public;

call app.lock_to_partnership('party', 'participant', 'event', 'contact', 'invitation');
do $$
declare t text;
begin
  foreach t in array array['contact', 'invitation'] loop
    execute format('create policy private on %I as restrictive to entente_app using (party_id = any ((select app.parties())::uuid[]) or (select app.worker())) with check (party_id = any ((select app.parties())::uuid[]) or (select app.worker()))', t);
  end loop;
end $$;
create policy private on event as restrictive to entente_app
  using (private_to is null or private_to = (select app.party()) or (select app.worker()))
  with check (private_to is null or private_to = (select app.party()) or (select app.worker()));

alter table partnership enable row level security;
alter table partnership force row level security;
create policy tenant on partnership as restrictive to entente_app
  using (id = app.partnership()) with check (id = app.partnership());
create policy allow on partnership using (true) with check (true);

alter table membership enable row level security;
alter table membership force row level security;
create policy self on membership as restrictive to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy allow on membership using (true) with check (true);

alter table partnership_card enable row level security;
alter table partnership_card force row level security;
create policy tenant on partnership_card as restrictive to entente_app
  using (partnership_id = app.partnership()
    or exists (select from membership m where m.person_id = (select app.person()) and m.partnership_id = partnership_card.partnership_id))
  with check (partnership_id = app.partnership());
create policy allow on partnership_card using (true) with check (true);

grant select, insert, update on partnership, party, participant, invitation, partnership_card to entente_app;
grant select, insert, update, delete on contact to entente_app;
grant select, insert on event to entente_app;
grant select on membership to entente_app;

-- ── Doors into a scope. Settings are local to the transaction: a pooled connection never carries them over. ──

create function app.enter_person(person uuid) returns boolean language plpgsql security definer set search_path = '' as $$
declare is_administrator boolean;
begin
  select p.administrator into is_administrator from public.person p where p.id = person;
  if not found then raise exception 'no such person' using errcode = 'EN401'; end if;
  perform pg_catalog.set_config('app.person', person::text, true),
    pg_catalog.set_config('app.administrator', case when is_administrator then 'on' else '' end, true);
  return is_administrator;
end $$;

create function app.act_for(partnership uuid, party uuid) returns void language plpgsql security definer set search_path = '' as $$
declare mine uuid[];
begin
  select pg_catalog.array_agg(p.id) into mine from public.party p
  where p.partnership_id = partnership and (p.id = party or (p.invited_by = party and p.accepted_at is null));
  perform pg_catalog.set_config('app.partnership', partnership::text, true),
    pg_catalog.set_config('app.party', party::text, true),
    pg_catalog.set_config('app.parties', coalesce(mine, array[party])::text, true);
end $$;
revoke execute on function app.act_for(uuid, uuid) from public;

-- Proves the membership by its primary key and opens exactly that partnership; refuses everybody else.
create function app.enter(person uuid, partnership uuid) returns void language plpgsql security definer set search_path = '' as $$
declare mine public.membership;
begin
  perform app.enter_person(person);
  select m.* into mine from public.membership m where m.person_id = person and m.partnership_id = partnership;
  if not found then raise exception 'not a participant of this partnership' using errcode = 'EN404'; end if;
  perform app.act_for(partnership, mine.party_id);
end $$;

-- A partnership that does not exist yet: its founder may write its first rows.
create function app.enter_new(person uuid, partnership uuid, party uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform app.enter_person(person);
  if exists (select from public.partnership p where p.id = partnership) then
    raise exception 'partnership exists' using errcode = 'EN404';
  end if;
  perform app.act_for(partnership, party);
end $$;

create function app.enter_worker(partnership uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.set_config('app.party', '', true), pg_catalog.set_config('app.parties', '', true),
    pg_catalog.set_config('app.partnership', coalesce(partnership::text, ''), true),
    pg_catalog.set_config('app.worker', 'on', true);
end $$;

-- Somebody holding an invitation's secret is no participant yet: finds where it leads, by the hash of the secret.
create function app.find_invitation(hash bytea) returns table (partnership_id uuid, id uuid, party_id uuid)
  language sql stable security definer set search_path = ''
  as $$ select i.partnership_id, i.id, i.party_id from public.invitation i where i.token_hash = hash $$;

-- Whether somebody with this address is invited anywhere: lets installations limit sign-up to invited people.
create function app.is_invited(address text, at timestamptz) returns boolean language sql stable security definer set search_path = ''
  as $$ select exists (select from public.contact c join public.invitation i using (partnership_id, participant_id)
    where c.email = lower(address) and i.accepted_at is null and i.revoked_at is null and i.expires_at > at) $$;
revoke execute on function app.is_invited(text, timestamptz) from public;
grant usage on schema app to entente_auth;
grant execute on function app.is_invited(text, timestamptz) to entente_auth;
grant execute on function app.is_invited(text, timestamptz), app.act_for(uuid, uuid) to entente_app;
create index contact_email on contact (email);
