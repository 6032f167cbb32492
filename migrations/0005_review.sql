-- Live updates, review sessions and actions.

-- ── Live updates ──

-- Tells every server process that an event was written: which and about what, never what it says. Notifications leave
-- at commit, so whoever hears of a change can read it. Answers and ballots write no event and are never heard of here.
create function app.tell_event() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('entente_event', pg_catalog.json_build_object(
    'partnershipId', new.partnership_id, 'id', new.id, 'type', new.type,
    'subject', pg_catalog.json_build_object('type', new.subject_type, 'id', new.subject_id),
    'privateTo', new.private_to)::text);
  return null;
end $$;
revoke execute on function app.tell_event() from public;
create trigger tell_event after insert on event for each row execute function app.tell_event();

-- Whose access changed: open streams of that person prove it again before they say another word.
create function app.tell_member() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('entente_event',
    pg_catalog.json_build_object('member', coalesce(new.person_id, old.person_id))::text);
  return null;
end $$;
revoke execute on function app.tell_member() from public;
create trigger tell_member after insert or delete on membership for each row execute function app.tell_member();

-- ── Review sessions ──

-- Whoever holds a guest link is nobody's participant. No policy of another table knows these settings, so a guest's
-- transaction sees nothing there, now and whatever is added later.
create function app.guest() returns uuid language sql stable
  as $$ select nullif(current_setting('app.guest', true), '')::uuid $$;
create function app.guest_partnership() returns uuid language sql stable
  as $$ select nullif(current_setting('app.guest_partnership', true), '')::uuid $$;
create function app.guest_review() returns uuid language sql stable
  as $$ select nullif(current_setting('app.guest_review', true), '')::uuid $$;

create table review (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  round_id uuid not null,
  state text not null check (state in ('running', 'paused', 'finished')),
  current_item text not null,
  running_since timestamptz,
  item_seconds integer not null check (item_seconds between 60 and 3600),
  started_at timestamptz not null,
  started_by uuid not null,
  finished_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id),
  foreign key (partnership_id, started_by) references participant (partnership_id, id),
  check (running_since is null or state = 'running')
);

-- The agenda, frozen when the session began: one row for each item, with the time spent on it.
create table discussion (
  partnership_id uuid not null,
  review_id uuid not null,
  item_key text not null,
  place integer not null,
  kind text not null check (kind in ('discuss', 'worth', 'strength')),
  -- Published averages of earlier rounds, so that a guest sees the way here without seeing those rounds.
  past jsonb not null,
  spent_ms integer not null default 0,
  primary key (partnership_id, review_id, item_key),
  unique (partnership_id, review_id, place),
  foreign key (partnership_id, review_id) references review (partnership_id, id)
);

-- Somebody from outside who leads one session: a name, a secret, an end.
create table review_guest (
  partnership_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  name text not null,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (partnership_id, id),
  unique (partnership_id, review_id, id),
  foreign key (partnership_id, review_id) references review (partnership_id, id),
  foreign key (partnership_id, invited_by) references participant (partnership_id, id)
);
create index review_guest_token on review_guest using hash (token_hash);

-- Conclusions and celebrations. Gone ones stay in the record.
create table review_entry (
  partnership_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  kind text not null check (kind in ('conclusion', 'celebration')),
  item_key text,
  text text not null,
  by_participant_id uuid,
  by_party_id uuid,
  by_name text not null,
  guest_id uuid,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, review_id) references review (partnership_id, id),
  foreign key (partnership_id, review_id, item_key) references discussion (partnership_id, review_id, item_key),
  foreign key (partnership_id, by_participant_id, by_party_id) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, review_id, guest_id) references review_guest (partnership_id, review_id, id),
  check (num_nonnulls(by_participant_id, guest_id) = 1)
);
create index on review_entry (partnership_id, review_id);

-- ── Actions: agreed in a session or at any other time, owned by somebody of either party ──

create table action (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  text text not null,
  owner_id uuid not null,
  due_on date not null,
  state text not null check (state in ('open', 'done', 'dropped')),
  closed_at timestamptz,
  review_id uuid,
  item_key text,
  by_participant_id uuid,
  by_party_id uuid,
  by_name text not null,
  guest_id uuid,
  reminded_soon boolean not null default false,
  reminded_late boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, owner_id) references participant (partnership_id, id),
  foreign key (partnership_id, review_id) references review (partnership_id, id),
  foreign key (partnership_id, review_id, item_key) references discussion (partnership_id, review_id, item_key),
  foreign key (partnership_id, by_participant_id, by_party_id) references participant (partnership_id, id, party_id),
  foreign key (partnership_id, review_id, guest_id) references review_guest (partnership_id, review_id, id),
  check (num_nonnulls(by_participant_id, guest_id) = 1),
  check ((state = 'open') = (closed_at is null))
);
create index on action (partnership_id, review_id);
create index on action (partnership_id, owner_id);
create index action_due on action (due_on, id) where state = 'open' and not reminded_late;

-- My open actions over all my partnerships, for Home: kept by the transaction that changes their source.
create table my_action (
  person_id uuid not null,
  partnership_id uuid not null references partnership (id),
  action_id uuid not null,
  text text not null,
  due_on date not null,
  since timestamptz not null,
  primary key (person_id, partnership_id, action_id),
  unique (partnership_id, action_id)
);
create index on my_action (person_id, due_on, action_id);
create function app.follow_action() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.my_action m where m.partnership_id = new.partnership_id and m.action_id = new.id;
  insert into public.my_action (person_id, partnership_id, action_id, text, due_on, since)
  select p.person_id, new.partnership_id, new.id, new.text, new.due_on, new.created_at from public.participant p
  where new.state = 'open' and p.partnership_id = new.partnership_id and p.id = new.owner_id
    and p.person_id is not null and p.left_on is null;
  return null;
end $$;
create trigger follow_action after insert or update of text, owner_id, due_on, state on action
  for each row execute function app.follow_action();
-- Somebody who gets an account finds what they owe; somebody who leaves owes nothing any more.
create function app.follow_owner() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  delete from public.my_action m using public.action a
  where a.partnership_id = new.partnership_id and a.owner_id = new.id
    and m.partnership_id = a.partnership_id and m.action_id = a.id;
  insert into public.my_action (person_id, partnership_id, action_id, text, due_on, since)
  select new.person_id, a.partnership_id, a.id, a.text, a.due_on, a.created_at from public.action a
  where new.person_id is not null and new.left_on is null
    and a.partnership_id = new.partnership_id and a.owner_id = new.id and a.state = 'open';
  return null;
end $$;
create trigger follow_owner after update of person_id, left_on on participant
  for each row execute function app.follow_owner();

-- ── The locks ──

do $$
declare
  t text;
  mine text;
begin
  foreach t in array array['review', 'discussion', 'review_entry', 'action', 'review_guest'] loop
    mine := case t
      when 'review_guest' then 'partnership_id = app.partnership()'
      else format('(partnership_id = app.partnership() or (partnership_id = app.guest_partnership() and %I = app.guest_review()))',
        case t when 'review' then 'id' else 'review_id' end)
    end;
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy tenant on %I as restrictive to entente_app using (%s) with check (%s)', t, mine, mine);
    execute format('create policy allow on %I using (true) with check (true)', t);
  end loop;
  -- A guest writes in their own name and changes what they wrote themselves.
  foreach t in array array['review_entry', 'action'] loop
    execute format('create policy guest_insert on %I as restrictive for insert to entente_app with check (app.guest() is null or guest_id = app.guest())', t);
    execute format('create policy guest_update on %I as restrictive for update to entente_app using (app.guest() is null or guest_id = app.guest())', t);
    execute format('create policy guest_delete on %I as restrictive for delete to entente_app using (app.guest() is null or guest_id = app.guest())', t);
  end loop;
end $$;
create policy guest_insert on review as restrictive for insert to entente_app with check (app.guest() is null);
create policy guest_insert on discussion as restrictive for insert to entente_app with check (app.guest() is null);
alter table my_action enable row level security;
alter table my_action force row level security;
create policy self on my_action as restrictive to entente_app
  using (person_id = app.person()) with check (person_id = app.person());
create policy allow on my_action using (true) with check (true);
-- A guest's writing is told in the record like everybody's; reading it is not theirs.
alter policy tenant on event using (partnership_id = app.partnership())
  with check (partnership_id = app.partnership()
    or (partnership_id = app.guest_partnership() and by_participant_id is null and private_to is null));

grant select, insert, update on review, discussion, action to entente_app;
grant select, insert, update, delete on review_entry to entente_app;
grant select (partnership_id, id, review_id, name, invited_by, created_at, expires_at, revoked_at), insert,
  update (revoked_at) on review_guest to entente_app;
grant select on my_action to entente_app;

-- ── Doors ──

-- The bearer of a guest link, in the one session it is for. A secret that is unknown, over or taken back opens nothing;
-- one for another session does not say that this one exists.
create function app.enter_guest(hash bytea, session uuid, at timestamptz)
  returns table (partnership_id uuid, guest_id uuid, guest_name text, review_id uuid, expires_at timestamptz)
  language plpgsql security definer set search_path = '' as $$
declare found_guest public.review_guest;
begin
  select g.* into found_guest from public.review_guest g
  where g.token_hash = hash and g.revoked_at is null and g.expires_at > at;
  if not found then raise exception 'no such guest' using errcode = 'EN401'; end if;
  if session is not null and found_guest.review_id <> session then
    raise exception 'not the session of this guest' using errcode = 'EN404';
  end if;
  perform pg_catalog.set_config('app.person', found_guest.id::text, true),
    pg_catalog.set_config('app.administrator', '', true), pg_catalog.set_config('app.worker', '', true),
    pg_catalog.set_config('app.partnership', '', true), pg_catalog.set_config('app.party', '', true),
    pg_catalog.set_config('app.parties', '', true),
    pg_catalog.set_config('app.guest', found_guest.id::text, true),
    pg_catalog.set_config('app.guest_partnership', found_guest.partnership_id::text, true),
    pg_catalog.set_config('app.guest_review', found_guest.review_id::text, true);
  return query select found_guest.partnership_id, found_guest.id, found_guest.name, found_guest.review_id, found_guest.expires_at;
end $$;

-- What a session is about: names of the partnership, its parties and people, and the round with its published result.
-- For whoever is in the session's partnership, and for its guests, who see nothing else of these tables.
create function app.review_basis(session uuid) returns json
  language sql stable security definer set search_path = '' as $$
  -- Not jsonb, which would forget which language of the instrument comes first.
  select pg_catalog.json_build_object(
    'partnership', p.name,
    'round', pg_catalog.json_build_object('id', r.id, 'number', r.number, 'title', r.title, 'closedAt', r.closed_at,
      'instrument', r.instrument),
    'timeZone', (select z.time_zone from public.round z where z.partnership_id = v.partnership_id
      order by z.number desc limit 1),
    'snapshot', s.snapshot,
    'startedBy', (select pg_catalog.jsonb_build_object('name', b.name, 'partyId', b.party_id) from public.participant b
      where b.partnership_id = v.partnership_id and b.id = v.started_by),
    'parties', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'name', a.name, 'mark', a.mark))
      from public.party a where a.partnership_id = v.partnership_id),
    -- Who can be given an action, and who was given one here and has left since.
    'people', (select coalesce(pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', o.id, 'name', o.name,
        'partyId', o.party_id, 'here', o.left_on is null) order by pg_catalog.lower(o.name), o.id), '[]')
      from public.participant o where o.partnership_id = v.partnership_id and (o.left_on is null or exists (
        select from public.action t where t.partnership_id = v.partnership_id and t.review_id = v.id and t.owner_id = o.id))))
  from public.review v
  join public.partnership p on p.id = v.partnership_id
  join public.round r on r.partnership_id = v.partnership_id and r.id = v.round_id
  join public.round_result s on s.partnership_id = v.partnership_id and s.round_id = v.round_id
  where v.id = session and (v.partnership_id = app.partnership()
    or (v.partnership_id = app.guest_partnership() and v.id = app.guest_review())) $$;

-- Actions whose owner may have to be reminded, over all partnerships: for that job only. A day more than needed on
-- either side of the world; the rule decides.
create function app.actions_due(at timestamptz, after uuid) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = '' as $$
  select a.partnership_id, a.id from public.action a
  where a.state = 'open' and not a.reminded_late and a.id > after
    and ((not a.reminded_soon and a.due_on <= (at at time zone 'UTC')::date + 4)
      or a.due_on <= (at at time zone 'UTC')::date)
  order by a.id limit 200 $$;

-- Screens in a session follow whatever happens in it. Where it stands is no event of the record; what is captured is,
-- and is told here once more under the session's own number, which is all that a guest hears of.
create function app.tell_review() returns trigger language plpgsql set search_path = '' as $$
declare
  row_now jsonb := pg_catalog.to_jsonb(coalesce(new, old));
  session text := row_now ->> case when tg_table_name = 'review' then 'id' else 'review_id' end;
begin
  if session is not null then
    perform pg_catalog.pg_notify('entente_event', pg_catalog.json_build_object(
      'partnershipId', row_now ->> 'partnership_id', 'id', null, 'type', 'review.moved',
      'subject', pg_catalog.json_build_object('type', 'review', 'id', session), 'privateTo', null)::text);
  end if;
  return null;
end $$;
create trigger tell_review after update on review for each row execute function app.tell_review();
create trigger tell_review after insert or update or delete on review_entry for each row execute function app.tell_review();
create trigger tell_review after insert or update on action for each row execute function app.tell_review();
create function app.tell_guest() returns trigger language plpgsql set search_path = '' as $$
begin
  perform pg_catalog.pg_notify('entente_event', pg_catalog.json_build_object('member', new.id)::text);
  return null;
end $$;
create trigger tell_guest after update on review_guest for each row execute function app.tell_guest();

revoke execute on function app.guest(), app.guest_partnership(), app.guest_review(), app.follow_action(),
  app.follow_owner(), app.enter_guest(bytea, uuid, timestamptz), app.review_basis(uuid),
  app.actions_due(timestamptz, uuid), app.tell_review(), app.tell_guest() from public;
grant execute on function app.guest(), app.guest_partnership(), app.guest_review(),
  app.enter_guest(bytea, uuid, timestamptz), app.review_basis(uuid), app.actions_due(timestamptz, uuid) to entente_app;
