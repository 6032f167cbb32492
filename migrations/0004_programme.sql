-- The programme of one organisation: what it does to manage its partnerships, across all of them. It belongs to no
-- partnership; whoever is a member sees it, nobody of another organisation does.

create table programme (
  id uuid primary key,
  organisation text not null,
  founded_by uuid not null,
  created_at timestamptz not null,
  version integer not null default 1
);

create table programme_member (
  programme_id uuid not null references programme (id),
  person_id uuid not null,
  joined_at timestamptz not null,
  primary key (person_id, programme_id)
);
create index on programme_member (programme_id);

-- Kept 60-second assessments. Taking one away leaves its row, with who did it and when: it can be put back.
create table programme_assessment (
  programme_id uuid not null references programme (id),
  id uuid not null,
  taken_on date not null,
  -- The version of the questions, then yes, no or open for each item (src/domain/programme/assessment.ts).
  answers text not null check (answers ~ '^1[yno]{10}$'),
  kept_at timestamptz not null,
  kept_by text not null,
  removed_at timestamptz,
  removed_by text,
  primary key (programme_id, id),
  check ((removed_at is null) = (removed_by is null))
);

-- Whoever starts a programme is its first member. By trigger: the application itself cannot make anybody a member.
create function app.follow_programme() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  insert into public.programme_member (programme_id, person_id, joined_at)
  values (new.id, new.founded_by, new.created_at);
  return null;
end $$;
revoke execute on function app.follow_programme() from public;
create trigger follow_programme after insert on programme for each row execute function app.follow_programme();

-- ── The second lock ──

alter table programme_member enable row level security;
alter table programme_member force row level security;
create policy self on programme_member as restrictive to entente_app
  using (person_id = app.person()) with check (person_id = app.person());
create policy allow on programme_member using (true) with check (true);

alter table programme enable row level security;
alter table programme force row level security;
create policy member on programme as restrictive to entente_app
  using (exists (select from programme_member m where m.person_id = app.person() and m.programme_id = programme.id))
  with check (founded_by = app.person()
    or exists (select from programme_member m where m.person_id = app.person() and m.programme_id = programme.id));
create policy allow on programme using (true) with check (true);

alter table programme_assessment enable row level security;
alter table programme_assessment force row level security;
create policy member on programme_assessment as restrictive to entente_app
  using (exists (select from programme_member m
    where m.person_id = app.person() and m.programme_id = programme_assessment.programme_id))
  with check (exists (select from programme_member m
    where m.person_id = app.person() and m.programme_id = programme_assessment.programme_id));
create policy allow on programme_assessment using (true) with check (true);

grant select, insert, update (organisation, version) on programme to entente_app;
grant select on programme_member to entente_app;
grant select, insert, update (removed_at, removed_by) on programme_assessment to entente_app;
