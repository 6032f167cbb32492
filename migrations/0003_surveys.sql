-- Rounds, invitations to answer, answers, and the snapshot that is all anybody ever sees of them.

create table round (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  number integer not null,
  title text,
  instrument_key text not null,
  instrument_version text not null,
  instrument jsonb not null,
  state text not null check (state in ('open', 'closed', 'cancelled')),
  source text not null check (source in ('survey', 'import')),
  level text not null check (level in ('confidential')),
  k integer not null check (k >= 4),
  -- Frozen at opening: [{ key, parties: [id], invited }]. No finer label ever travels with an answer.
  strata jsonb not null,
  time_zone text not null,
  opened_at timestamptz not null,
  closes_at timestamptz not null,
  closed_at timestamptz,
  discuss integer,
  -- When the next reminder is due; null: none is left.
  remind_at timestamptz,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, number)
);
create index round_due on round (closes_at) where state = 'open';
create index round_remind on round (remind_at) where state = 'open';
create unique index round_by_id on round (id) include (partnership_id);

-- Makes the links and proofs of one round; destroyed at closing.
create table round_key (
  partnership_id uuid not null,
  round_id uuid not null,
  secret bytea not null,
  primary key (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);

create table round_invitation (
  partnership_id uuid not null,
  round_id uuid not null,
  participant_id uuid not null,
  party_id uuid not null,
  stratum text not null,
  -- Both null: answers on paper and has no link.
  token_hash bytea,
  stop_hash bytea,
  fetched boolean not null default false,
  stopped boolean not null default false,
  primary key (partnership_id, round_id, participant_id),
  unique (partnership_id, round_id, token_hash),
  unique (partnership_id, round_id, stop_hash),
  check ((token_hash is null) = (stop_hash is null)),
  foreign key (partnership_id, round_id) references round (partnership_id, id),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);

-- No person, no time, no order: the key is a hash that only the holder of the ballot can make. Rows die at closing.
create table answer (
  partnership_id uuid not null,
  round_id uuid not null,
  nullifier bytea not null,
  stratum text not null,
  ratings smallint[] not null,
  comments text[] not null,
  -- How the other side answered, as this person thinks; null where nobody is asked.
  guesses smallint[],
  -- 16 bytes: of the device where the link brings the ballot again, so that nobody else is told that this very answer is
  -- stored; else such that all rows look alike.
  nonce bytea not null,
  primary key (partnership_id, round_id, nullifier)
);

-- Written once, in the transaction that closes the round. Everything that is ever shown reads this.
create table round_result (
  partnership_id uuid not null,
  round_id uuid not null,
  snapshot jsonb not null,
  primary key (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);
-- Counts per published cell, for later reports under the same partition; no page reads them.
create table round_histogram (
  partnership_id uuid not null,
  round_id uuid not null,
  cells jsonb not null,
  primary key (partnership_id, round_id),
  foreign key (partnership_id, round_id) references round (partnership_id, id)
);

call app.lock_to_partnership('round', 'round_key', 'round_invitation', 'answer', 'round_result', 'round_histogram');
-- Links are private to the party of the person they are for.
create policy private on round_invitation as restrictive to entente_app
  using (party_id = any ((select app.parties())::uuid[]) or (select app.worker()))
  with check (party_id = any ((select app.parties())::uuid[]) or (select app.worker()));
-- Only background work sees answers and keys of links; a signed-in person's transaction cannot.
create policy worker on answer as restrictive to entente_app using ((select app.worker())) with check ((select app.worker()));
-- A round's key makes everybody's links, also those of the other party: whoever opens a round writes one, and only
-- background work reads it.
create policy worker_reads on round_key as restrictive for select to entente_app using ((select app.worker()));
create policy worker_removes on round_key as restrictive for delete to entente_app using ((select app.worker()));

grant select, insert, update on round to entente_app;
grant select, insert, delete on round_key to entente_app;
-- Not "fetched": who opened their link is nobody's business; counts come from app.fetched().
grant select (partnership_id, round_id, participant_id, party_id, stratum, token_hash), insert on round_invitation to entente_app;
grant select, insert, delete on answer to entente_app;
grant select, insert on round_result, round_histogram to entente_app;

create function app.fetched(round uuid) returns table (stratum text, fetched integer)
  language sql stable security definer set search_path = '' as $$
  select i.stratum, count(*) filter (where i.fetched)::integer from public.round_invitation i
  where i.partnership_id = app.partnership() and i.round_id = round group by i.stratum $$;

-- The respondent's side of a round: which partnership it belongs to, for whoever holds its id.
create function app.enter_round(round uuid) returns uuid language plpgsql security definer set search_path = '' as $$
declare where_to uuid;
begin
  select r.partnership_id into where_to from public.round r where r.id = round;
  if not found then raise exception 'no such round' using errcode = 'EN404'; end if;
  perform app.enter_worker(where_to);
  return where_to;
end $$;

-- Marks a link as opened. Other rows of the stratum are rewritten together with it, all of them or (in a large one)
-- about one in 256, so that neither the order of rows nor the transaction that wrote one of them tells who came when.
-- Taken in the order of the hash: two links opened at once wait for each other instead of blocking each other.
create function app.mark_fetched(round uuid, hash bytea) returns void language plpgsql security definer set search_path = '' as $$
declare
  mine public.round_invitation;
  small boolean;
  first integer := pg_catalog.get_byte(hash, 0);
begin
  select * into mine from public.round_invitation i
  where i.partnership_id = app.partnership() and i.round_id = round and i.token_hash = hash;
  if not found or mine.fetched then return; end if;
  select count(*) <= 256 into small from (select from public.round_invitation i
    where i.partnership_id = app.partnership() and i.round_id = round and i.stratum = mine.stratum limit 257) few;
  perform from public.round_invitation i
  where i.partnership_id = app.partnership() and i.round_id = round and i.stratum = mine.stratum
    and (small or i.token_hash >= pg_catalog.set_byte('\x00', 0, first))
    and (small or first = 255 or i.token_hash < pg_catalog.set_byte('\x00', 0, first + 1))
  order by i.token_hash for update;
  update public.round_invitation i set fetched = i.fetched or i.token_hash is not distinct from hash
  where i.partnership_id = app.partnership() and i.round_id = round and i.stratum = mine.stratum
    and (small or i.token_hash >= pg_catalog.set_byte('\x00', 0, first))
    and (small or first = 255 or i.token_hash < pg_catalog.set_byte('\x00', 0, first + 1));
end $$;

-- Takes answers of a round, many at a time: one commit for all that came meanwhile, and no row of it older than another.
-- given: [{ nullifier, stratum, ratings, comments, guesses, nonce }]. For each in its place: true = this very answer is stored,
-- now or before; false = another answer with this ballot is stored. Null for all: the round takes no answers.
create function app.answer(round uuid, given json, at timestamptz) returns boolean[]
  language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  r public.round;
  asked integer := pg_catalog.json_array_length(given);
  stored integer;
begin
  -- Shared lock: an answer that is accepted is always in the count, since closing takes this row for itself first.
  select * into r from public.round x where x.id = round for key share;
  if r.state is distinct from 'open' or r.closes_at <= at then return null; end if;
  insert into public.answer (partnership_id, round_id, nullifier, stratum, ratings, comments, guesses, nonce)
  select r.partnership_id, r.id, g.nullifier, g.stratum, g.ratings, g.comments, g.guesses, g.nonce
  from pg_catalog.json_to_recordset(given)
    as g (nullifier bytea, stratum text, ratings smallint[], comments text[], guesses smallint[], nonce bytea)
  -- In the order of the hash: it says nothing about who came first, and two batches never wait for each other in a ring.
  order by g.nullifier
  on conflict do nothing;
  get diagnostics stored = row_count;
  if stored = asked then return pg_catalog.array_fill(true, array[asked]); end if;
  -- One by one and by the whole key: the table grows from nothing to a million rows between two looks of the statistics,
  -- and a join over it is planned for the table of yesterday.
  return array(
    select (select a.nonce = g.nonce
        and a.ratings = g.ratings and a.comments = g.comments and a.guesses is not distinct from g.guesses
      from public.answer a
      where a.partnership_id = r.partnership_id and a.round_id = r.id and a.nullifier = g.nullifier)
    from rows from (pg_catalog.json_to_recordset(given)
      as (nullifier bytea, ratings smallint[], comments text[], guesses smallint[], nonce bytea))
      with ordinality as g (nullifier, ratings, comments, guesses, nonce, n)
    order by g.n);
end $$;

-- Rounds whose time has come, over all partnerships: for the closing job only.
create function app.rounds_due(at timestamptz) returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select r.partnership_id, r.id from public.round r where r.state = 'open' and r.closes_at <= at order by r.closes_at limit 100 $$;

-- Rounds being answered, for the job that mixes the order of stored answers.
create function app.rounds_open() returns table (partnership_id uuid, id uuid)
  language sql stable security definer set search_path = ''
  as $$ select r.partnership_id, r.id from public.round r where r.state = 'open' $$;

-- ── Mail: the effect row. One key, one mail, however often a job runs. ──

create table mail (
  id uuid primary key,
  partnership_id uuid references partnership (id),
  round_id uuid,
  participant_id uuid,
  key text not null unique,
  recipient text not null,
  subject text not null,
  text text,
  html text,
  state text not null check (state in ('kept', 'queued', 'sent', 'failed')),
  attempts integer not null default 0,
  created_at timestamptz not null,
  sent_at timestamptz,
  problem text
);
create index on mail (created_at desc, id desc);
create index on mail (partnership_id, round_id);
alter table mail enable row level security;
alter table mail force row level security;
create policy tenant on mail as restrictive to entente_app
  using ((select app.worker()) or (select app.administrator()))
  with check (partnership_id = app.partnership() or (select app.worker()));
create policy allow on mail using (true) with check (true);
grant select, insert, update on mail to entente_app;

-- Letters hold personal links. In a partnership everybody can bring one about and nobody can read one; these are the
-- two things that are needed of them: how my own people's invitations to a round fare, and an end to a letter whose link
-- leads nowhere any more.
create function app.invitation_mails(round uuid) returns table (participant_id uuid, state text)
  language sql stable security definer set search_path = '' as $$
  select i.participant_id, m.state from public.round_invitation i
  -- The invitation and nothing else: what became of reminders would tell who opened their link.
  join public.mail m on m.partnership_id = i.partnership_id and m.key = 'round/' || i.round_id || '/' || i.participant_id
  where i.partnership_id = app.partnership() and i.round_id = round and i.party_id = any (app.parties()) $$;

create function app.empty_mail(letter text, why text) returns void
  language sql security definer set search_path = '' as $$
  update public.mail m set text = null, html = null,
    problem = case when m.state = 'queued' then why else m.problem end,
    state = case when m.state = 'queued' then 'failed' else m.state end
  where m.partnership_id = app.partnership() and m.key = letter $$;

-- ── Housekeeping ──

-- Answers to creating requests are kept for two days: nobody repeats a request later, and some hold links.
create function app.sweep(at timestamptz) returns integer language sql security definer set search_path = ''
  as $$ with gone as (delete from public.idempotency_key where created_at < at - interval '2 days' returning 1)
    select count(*)::integer from gone $$;

-- Functions are open to everybody unless said otherwise: these are doors, each for one role.
revoke execute on all functions in schema app from public;
grant execute on all functions in schema app to entente_app;
grant execute on function app.is_invited(text, timestamptz) to entente_auth;
