-- Named dialogues, private reflections, and how far saving a list of people has come.

-- ── Named dialogue: a few people who all agreed to it see each other's answers, all at the same moment ──

create table dialogue (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  title text,
  instrument_key text not null,
  instrument_version text not null,
  instrument jsonb not null,
  -- waiting: for consents and answers; open: everybody sees everybody's; ended: without opening, answers deleted.
  state text not null check (state in ('waiting', 'open', 'ended')),
  ended_by text check (ended_by in ('declined', 'withdrawn', 'deadline', 'left')),
  -- Accounts of the named people, frozen: nobody else can see that this dialogue exists.
  people uuid[] not null check (cardinality(people) between 2 and 12),
  called_by uuid not null,
  time_zone text not null,
  created_at timestamptz not null,
  closes_at timestamptz not null,
  opened_at timestamptz,
  ended_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  foreign key (partnership_id, called_by) references participant (partnership_id, id),
  check ((state = 'open') = (opened_at is not null)),
  check ((state = 'ended') = (ended_at is not null and ended_by is not null))
);
create index dialogue_waiting on dialogue (closes_at) where state = 'waiting';

create table dialogue_person (
  partnership_id uuid not null,
  dialogue_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  consented_at timestamptz,
  sent_at timestamptz,
  declined_at timestamptz,
  reason text,
  primary key (partnership_id, dialogue_id, participant_id),
  foreign key (partnership_id, dialogue_id) references dialogue (partnership_id, id),
  foreign key (partnership_id, participant_id) references participant (partnership_id, id),
  check (sent_at is null or consented_at is not null)
);
create index on dialogue_person (person_id);

create table dialogue_answer (
  partnership_id uuid not null,
  dialogue_id uuid not null,
  participant_id uuid not null,
  person_id uuid not null,
  -- { ratings, comments } by key: what is absent is not answered yet, null is "can't say".
  answer jsonb not null,
  primary key (partnership_id, dialogue_id, participant_id),
  foreign key (partnership_id, dialogue_id, participant_id)
    references dialogue_person (partnership_id, dialogue_id, participant_id)
);

do $$
declare t text;
begin
  foreach t in array array['dialogue', 'dialogue_person', 'dialogue_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy allow on %I using (true) with check (true)', t);
  end loop;
end $$;

-- The named people alone, in the partnership they are in; from Home (no partnership entered) while they are a member.
create policy tenant on dialogue as restrictive to entente_app
  using (((select app.person()) = any (people) or (select app.worker()))
    and (partnership_id = app.partnership() or (app.partnership() is null and exists (
      select from membership m where m.person_id = (select app.person()) and m.partnership_id = dialogue.partnership_id))))
  with check (partnership_id = app.partnership() and (select app.person()) = any (people) and state = 'waiting');

create policy tenant on dialogue_person as restrictive to entente_app
  using (exists (select from dialogue d where d.partnership_id = dialogue_person.partnership_id and d.id = dialogue_id))
  with check (partnership_id = app.partnership() and exists (
    select from dialogue d where d.partnership_id = dialogue_person.partnership_id and d.id = dialogue_id
      and dialogue_person.person_id = any (d.people)));
-- Nobody consents, sends or declines for somebody else.
create policy own on dialogue_person as restrictive for update to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));

-- My own answers, and everybody's from the moment the dialogue is open. Background work sees none.
create policy tenant on dialogue_answer as restrictive to entente_app
  using (partnership_id = app.partnership() and (person_id = (select app.person()) or exists (
    select from dialogue d where d.partnership_id = dialogue_answer.partnership_id and d.id = dialogue_id
      and d.state = 'open' and (select app.person()) = any (d.people))))
  with check (partnership_id = app.partnership() and person_id = (select app.person()) and exists (
    select from dialogue d where d.partnership_id = dialogue_answer.partnership_id and d.id = dialogue_id
      and d.state = 'waiting'));
create policy own on dialogue_answer as restrictive for update to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));

-- The state is not for the application to set: it opens and ends through the doors below.
grant select, insert on dialogue, dialogue_person, dialogue_answer to entente_app;
grant update (version) on dialogue to entente_app;
grant update (consented_at, sent_at, declined_at, reason) on dialogue_person to entente_app;
grant update (answer) on dialogue_answer to entente_app;

-- Opens a dialogue in which all have consented and all have sent, and no other. True for exactly one caller.
create function app.open_dialogue(dialogue uuid, at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update public.dialogue d set state = 'open', opened_at = at, version = d.version + 1
  where d.partnership_id = app.partnership() and d.id = dialogue and app.person() = any (d.people)
    and d.state = 'waiting' and d.closes_at > at
    and not exists (select from public.dialogue_person p
      where p.partnership_id = d.partnership_id and p.dialogue_id = d.id
        and (p.consented_at is null or p.sent_at is null));
  return found;
end $$;

-- Ends a dialogue that was not opened and deletes its answers, unseen. True for exactly one caller.
create function app.end_dialogue(dialogue uuid, why text, at timestamptz) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update public.dialogue d set state = 'ended', ended_by = why, ended_at = at, version = d.version + 1
  where d.partnership_id = app.partnership() and d.id = dialogue and d.state = 'waiting'
    and (app.person() = any (d.people) or app.worker());
  if not found then return false; end if;
  delete from public.dialogue_answer a where a.partnership_id = app.partnership() and a.dialogue_id = dialogue;
  return true;
end $$;

-- Dialogues that can no longer open, over all partnerships: their time has come, or somebody named has left.
create function app.dialogues_due(at timestamptz) returns table (partnership_id uuid, id uuid, why text)
  language sql stable security definer set search_path = '' as $$
  select d.partnership_id, d.id, case when d.closes_at <= at then 'deadline' else 'left' end
  from public.dialogue d
  where d.state = 'waiting' and (d.closes_at <= at or exists (
    select from public.dialogue_person n join public.participant p
      on p.partnership_id = n.partnership_id and p.id = n.participant_id
    where n.partnership_id = d.partnership_id and n.dialogue_id = d.id and p.left_on is not null))
  order by d.closes_at limit 100 $$;

-- ── Private reflection: one person's own answers, for nobody else. It belongs to the person, not to a partnership. ──

create table reflection (
  person_id uuid not null references person (id),
  id uuid not null,
  -- Which partnership it is about, with its name at that time; null: none in particular. No key: it outlives leaving.
  about uuid,
  about_name text,
  instrument_key text not null,
  instrument_version text not null,
  instrument jsonb not null,
  answer jsonb not null,
  at timestamptz not null,
  primary key (person_id, id)
);
alter table reflection enable row level security;
alter table reflection force row level security;
create policy self on reflection as restrictive to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy allow on reflection using (true) with check (true);
grant select, insert, delete on reflection to entente_app;

-- ── Saving a list of people: counts only, written beside the transaction that saves ──

create table people_import (
  partnership_id uuid not null,
  id uuid not null,
  party_id uuid not null,
  participant_id uuid not null,
  state text not null check (state in ('saving', 'saved', 'failed')),
  total integer not null,
  done integer not null,
  updated_at timestamptz not null,
  primary key (partnership_id, id),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);
call app.lock_to_partnership('people_import');
create policy private on people_import as restrictive to entente_app
  using (party_id = (select app.party())) with check (party_id = (select app.party()));
grant select, insert, update on people_import to entente_app;

-- Whoever checks that a row's person is of its party (every address, every link of a round) asks for partnership, id and
-- party at once. Before the first statistics of a young database this index looked as good for that as the key, and
-- 5,000 new addresses compared themselves with 5,000 people each. Limited to those here now it cannot be mistaken.
drop index participant_partnership_id_party_id_idx;
create index participant_here on participant (partnership_id, party_id) where left_on is null;

revoke execute on function app.open_dialogue(uuid, timestamptz), app.end_dialogue(uuid, text, timestamptz),
  app.dialogues_due(timestamptz) from public;
grant execute on function app.open_dialogue(uuid, timestamptz), app.end_dialogue(uuid, text, timestamptz),
  app.dialogues_due(timestamptz) to entente_app;
