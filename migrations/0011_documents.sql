-- Joint documents: drafts, proposals, ratifications, and the chain that proves what is in force.

create table document (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  kind text not null check (kind in ('strategic-framework', 'relational-expectations', 'partnership-agreement',
    'rules-of-engagement', 'joint-business-plan', 'responsibility-matrix', 'contract-record', 'differences-register',
    'communication-structure')),
  kind_version integer not null,
  title text not null,
  language text not null,
  -- Whoever started it: alone they know of it until it is shared.
  party_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  shared_at timestamptz,
  -- Thrown away, before anything of it was in force.
  removed_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, created_by, party_id) references participant (partnership_id, id, party_id)
);

-- What is being written: a Yjs document. `base`: the version in force that it amends.
create table document_draft (
  partnership_id uuid not null,
  document_id uuid not null,
  state bytea not null,
  base integer,
  started_by uuid not null,
  started_at timestamptz not null,
  written_at timestamptz not null,
  primary key (partnership_id, document_id),
  foreign key (partnership_id, document_id) references document (partnership_id, id),
  foreign key (partnership_id, started_by) references participant (partnership_id, id)
);

-- A text as it was proposed. Nothing of it is ever written again but what became of it.
create table document_version (
  partnership_id uuid not null,
  document_id uuid not null,
  number integer not null check (number > 0),
  -- RFC 8785; what is hashed and ratified.
  canonical text not null,
  hash bytea not null check (hash = sha256(convert_to(canonical, 'UTF8'))),
  title text not null,
  note text,
  -- The version in force that it was written from.
  base integer,
  -- The parties it is between: each of them has to ratify it.
  parties uuid[] not null check (cardinality(parties) between 2 and 8),
  proposed_by uuid not null,
  proposed_party uuid not null,
  proposed_at timestamptz not null,
  expires_at timestamptz not null,
  time_zone text not null,
  state text not null check (state in ('proposed', 'in-force', 'superseded', 'declined', 'withdrawn', 'expired')),
  in_force_at timestamptz,
  -- When it stopped being proposed or in force, by whom, and why it was declined.
  settled_at timestamptz,
  settled_by uuid,
  reason text,
  primary key (partnership_id, document_id, number),
  foreign key (partnership_id, document_id) references document (partnership_id, id),
  foreign key (partnership_id, proposed_by, proposed_party) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, settled_by) references participant (partnership_id, id),
  check ((in_force_at is not null) = (state in ('in-force', 'superseded'))),
  check (state <> 'declined' or reason is not null)
);
create unique index document_version_proposed on document_version (partnership_id, document_id) where state = 'proposed';
create unique index document_version_in_force on document_version (partnership_id, document_id) where state = 'in-force';
create index document_version_due on document_version (expires_at) where state = 'proposed';

-- One party's yes to one text. Names and role as they were: the person may leave, the yes stays.
create table document_ratification (
  partnership_id uuid not null,
  document_id uuid not null,
  number integer not null,
  party_id uuid not null,
  participant_id uuid not null,
  party_name text not null,
  name text not null,
  role text not null check (role in ('sponsor', 'lead')),
  -- story: of somebody made up, in a sample.
  proof text not null check (proof in ('password', 'passkey', 'story')),
  hash bytea not null,
  at timestamptz not null,
  primary key (partnership_id, document_id, number, party_id),
  foreign key (partnership_id, document_id, number) references document_version (partnership_id, document_id, number),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);

-- Who signs for a party, where it is not its sponsor. Each party decides for itself.
create table signatory (
  partnership_id uuid not null,
  party_id uuid not null,
  kind text not null,
  role text not null check (role in ('sponsor', 'lead')),
  primary key (partnership_id, party_id, kind),
  foreign key (partnership_id, party_id) references party (partnership_id, id)
);

-- What came into force, one link after the other: each holds the hash of the one before and is signed.
create table chain_link (
  partnership_id uuid not null,
  position integer not null check (position > 0),
  document_id uuid not null,
  number integer not null,
  entry text not null,
  hash bytea not null check (hash = sha256(convert_to(entry, 'UTF8'))),
  -- What was signed: hash and position, and which installation says so.
  head text not null,
  signature bytea not null,
  at timestamptz not null,
  primary key (partnership_id, position),
  foreign key (partnership_id, document_id, number) references document_version (partnership_id, document_id, number)
);
create index on chain_link (partnership_id, document_id);

-- What is proposed and whose yes is missing, for Home.
alter table partnership_card add column proposals jsonb not null default '[]';

-- ── The second lock ──

call app.lock_to_partnership('document', 'document_draft', 'document_version', 'document_ratification', 'signatory', 'chain_link');
do $$
declare t text;
begin
  -- What hangs on a document is seen by whoever sees the document.
  foreach t in array array['document_draft', 'document_version'] loop
    execute format('create policy private on %1$I as restrictive to entente_app using (exists (select from document d where d.partnership_id = %1$I.partnership_id and d.id = %1$I.document_id)) with check (exists (select from document d where d.partnership_id = %1$I.partnership_id and d.id = %1$I.document_id))', t);
  end loop;
end $$;
create policy private on document as restrictive to entente_app
  using (shared_at is not null or party_id = (select app.party()) or (select app.worker()))
  with check (shared_at is not null or party_id = (select app.party()));
create policy own on document as restrictive for insert to entente_app with check (party_id = (select app.party()));
create policy own on document_version as restrictive for insert to entente_app
  with check (proposed_party = (select app.party()) and state = 'proposed');
create policy own on signatory as restrictive for insert to entente_app with check (party_id = (select app.party()));
create policy own_change on signatory as restrictive for update to entente_app
  using (party_id = (select app.party())) with check (party_id = (select app.party()));

-- What becomes of a proposal is not for the application to write: that goes through the doors below.
grant select, insert on document, document_draft, document_version, signatory, chain_link to entente_app;
grant select on document_ratification to entente_app;
grant update (title, shared_at, removed_at, version) on document to entente_app;
grant update (state, written_at) on document_draft to entente_app;
grant delete on document_draft to entente_app;
grant update (role) on signatory to entente_app;

-- ── What never changes back ──

create function app.keep_shared() returns trigger language plpgsql set search_path = '' as $$
begin
  if old.shared_at is not null and new.shared_at is distinct from old.shared_at then
    raise exception 'what was shared stays shared' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_shared before update on document for each row execute function app.keep_shared();

create function app.keep_version() returns trigger language plpgsql set search_path = '' as $$
begin
  if (new.partnership_id, new.document_id, new.number, new.canonical, new.hash, new.title, new.note, new.base, new.parties,
      new.proposed_by, new.proposed_party, new.proposed_at, new.expires_at, new.time_zone)
    is distinct from (old.partnership_id, old.document_id, old.number, old.canonical, old.hash, old.title, old.note,
      old.base, old.parties, old.proposed_by, old.proposed_party, old.proposed_at, old.expires_at, old.time_zone) then
    raise exception 'a proposed text is never changed' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_version before update on document_version for each row execute function app.keep_version();

create function app.keep() returns trigger language plpgsql set search_path = '' as $$
begin
  raise exception 'this is never changed' using errcode = '42501';
end $$;
create trigger keep before update on document_ratification for each row execute function app.keep();
create trigger keep before update on chain_link for each row execute function app.keep();

-- While a text is proposed nobody writes in its draft: it is what will be written on when the proposal is declined.
-- The share lock makes writing and proposing wait for each other.
create function app.keep_draft() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from public.document d where d.partnership_id = new.partnership_id and d.id = new.document_id for share;
  if exists (select from public.document_version v where v.partnership_id = new.partnership_id
      and v.document_id = new.document_id and v.state = 'proposed') then
    raise exception 'this draft is proposed and does not change' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_draft before insert or update on document_draft for each row execute function app.keep_draft();

-- ── Doors ──

create function app.signs(party uuid, document_kind text, role text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select role = coalesce((select s.role from public.signatory s
    where s.partnership_id = app.partnership() and s.party_id = party and s.kind = document_kind), 'sponsor') $$;

-- One party's yes, by its signatory alone, to exactly the text they read. With the last one it is in force for all, and
-- what was in force before is superseded, here and at once.
create function app.say_yes(
    me public.participant, document uuid, version_number integer, text_hash bytea, how text, moment timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  d public.document;
  v public.document_version;
begin
  select x.* into d from public.document x
    where x.partnership_id = app.partnership() and x.id = document and x.shared_at is not null for update;
  if not found then return 'nothing'; end if;
  select x.* into v from public.document_version x
    where x.partnership_id = d.partnership_id and x.document_id = d.id and x.number = version_number;
  if not found then return 'nothing'; end if;
  if me.id is null or not app.signs(me.party_id, d.kind, me.role) then return 'not-signatory'; end if;
  if exists (select from public.document_ratification r where r.partnership_id = d.partnership_id
      and r.document_id = d.id and r.number = v.number and r.party_id = me.party_id) then return 'already'; end if;
  if v.state not in ('proposed', 'in-force') then return v.state; end if;
  if v.hash <> text_hash then return 'changed'; end if;
  if v.state = 'proposed' and v.expires_at <= moment then return 'expired'; end if;
  -- Came in after it was proposed: the text is not between them yet. Once it is in force, they may join it.
  if v.state = 'proposed' and not me.party_id = any (v.parties) then return 'not-asked'; end if;
  insert into public.document_ratification
    (partnership_id, document_id, number, party_id, participant_id, party_name, name, role, proof, hash, at)
  select d.partnership_id, d.id, v.number, me.party_id, me.id, p.name, me.name, me.role, how, v.hash, moment
  from public.party p where p.partnership_id = d.partnership_id and p.id = me.party_id;
  if v.state = 'in-force' then return 'joined'; end if;
  if exists (select from unnest(v.parties) asked where not exists (
      select from public.document_ratification r where r.partnership_id = d.partnership_id
        and r.document_id = d.id and r.number = v.number and r.party_id = asked)) then return 'ratified'; end if;
  update public.document_version x set state = 'superseded', settled_at = moment
    where x.partnership_id = d.partnership_id and x.document_id = d.id and x.state = 'in-force';
  update public.document_version x set state = 'in-force', in_force_at = moment
    where x.partnership_id = d.partnership_id and x.document_id = d.id and x.number = v.number;
  delete from public.document_draft x where x.partnership_id = d.partnership_id and x.document_id = d.id;
  return 'in-force';
end $$;

create function app.ratify(document uuid, version_number integer, text_hash bytea, how text, moment timestamptz) returns text
  language plpgsql security definer set search_path = '' as $$
declare me public.participant;
begin
  if how not in ('password', 'passkey') then raise exception 'this proves nobody' using errcode = '42501'; end if;
  select p.* into me from public.participant p where p.partnership_id = app.partnership()
    and p.person_id = app.person() and p.party_id = app.party() and p.left_on is null;
  return app.say_yes(me, document, version_number, text_hash, how, moment);
end $$;

-- People of a sample are made up and have no account: their yes is part of its story, and says so.
create function app.ratify_in_story(signer uuid, document uuid, version_number integer, text_hash bytea, moment timestamptz)
  returns text language plpgsql security definer set search_path = '' as $$
declare me public.participant;
begin
  if not app.is_sample(app.partnership()) then raise exception 'this is no sample' using errcode = 'EN404'; end if;
  select p.* into me from public.participant p where p.partnership_id = app.partnership()
    and p.id = signer and p.party_id = app.party() and p.person_id is null;
  return app.say_yes(me, document, version_number, text_hash, 'story', moment);
end $$;

-- The end of a proposal without coming into force. Withdrawn by a speaker of the party that proposed it, declined by a
-- signatory of a party asked that has not said yes, expired by the clock. True for exactly one caller.
create function app.settle_proposal(document uuid, version_number integer, outcome text, why text, moment timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  d public.document;
  me public.participant;
begin
  select x.* into d from public.document x where x.partnership_id = app.partnership() and x.id = document for update;
  if not found then return false; end if;
  select p.* into me from public.participant p where p.partnership_id = d.partnership_id
    and p.person_id = app.person() and p.party_id = app.party() and p.left_on is null;
  update public.document_version v set state = outcome, settled_at = moment, settled_by = me.id, reason = why
    where v.partnership_id = d.partnership_id and v.document_id = d.id and v.number = version_number and v.state = 'proposed'
      and case outcome
        when 'withdrawn' then v.expires_at > moment and v.proposed_party = me.party_id and me.role in ('lead', 'sponsor')
        when 'declined' then v.expires_at > moment and me.party_id = any (v.parties)
          and app.signs(me.party_id, d.kind, me.role)
          and not exists (select from public.document_ratification r where r.partnership_id = v.partnership_id
            and r.document_id = v.document_id and r.number = v.number and r.party_id = me.party_id)
        when 'expired' then v.expires_at <= moment and app.worker()
        else false end;
  return found;
end $$;

-- One link at a time: whoever adds the next one holds this until commit.
create function app.lock_chain() returns void language sql set search_path = '' as $$
  select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(app.partnership()::text, 7206011)) $$;

create function app.proposals_due(moment timestamptz) returns table (partnership_id uuid, document_id uuid, number integer)
  language sql stable security definer set search_path = '' as $$
  select v.partnership_id, v.document_id, v.number from public.document_version v
  where v.state = 'proposed' and v.expires_at <= moment order by v.expires_at limit 100 $$;

revoke execute on function app.keep_shared(), app.keep_version(), app.keep(), app.keep_draft(), app.lock_chain(),
  app.signs(uuid, text, text), app.say_yes(public.participant, uuid, integer, bytea, text, timestamptz),
  app.ratify(uuid, integer, bytea, text, timestamptz), app.ratify_in_story(uuid, uuid, integer, bytea, timestamptz),
  app.settle_proposal(uuid, integer, text, text, timestamptz), app.proposals_due(timestamptz) from public;
grant execute on function app.lock_chain(), app.ratify(uuid, integer, bytea, text, timestamptz),
  app.ratify_in_story(uuid, uuid, integer, bytea, timestamptz),
  app.settle_proposal(uuid, integer, text, text, timestamptz), app.proposals_due(timestamptz) to entente_app;
