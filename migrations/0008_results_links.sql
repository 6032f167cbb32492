-- Results out of the door: read-only links for named people.

-- A link belongs to the party that made it, not to the person: it stays when they leave. The address it was mailed to is
-- not kept, and of its secret only a hash.
create table results_link (
  partnership_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  party_id uuid not null,
  made_by uuid not null,
  name text not null,
  language text not null,
  token_hash bytea not null,
  made_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  -- A day and no more: enough to see whether a link is used, too little to follow a reader.
  last_opened_on date,
  primary key (partnership_id, id),
  foreign key (partnership_id, round_id) references round (partnership_id, id),
  foreign key (partnership_id, party_id) references party (partnership_id, id),
  foreign key (partnership_id, made_by) references participant (partnership_id, id),
  foreign key (partnership_id, ended_by) references participant (partnership_id, id)
);
create index on results_link (partnership_id, round_id);
create index results_link_token on results_link using hash (token_hash);

alter table results_link enable row level security;
alter table results_link force row level security;
create policy tenant on results_link as restrictive to entente_app
  using (partnership_id = (select app.partnership())) with check (partnership_id = (select app.partnership()));
create policy allow on results_link using (true) with check (true);
grant select, insert on results_link to entente_app;
-- What was agreed when it was made stays: a link can be ended, not turned into another.
grant update (ended_at, ended_by) on results_link to entente_app;

-- The reader's side of a link: everything it shows, in one answer, and no scope in which anything else could be read.
-- Null for whatever opens nothing: unknown, ended, or past its day.
create function app.read_results(hash bytea, at timestamptz, most integer) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  link public.results_link;
  round public.round;
begin
  select * into link from public.results_link l where l.token_hash = hash and l.ended_at is null and l.ends_at > at;
  if not found then return null; end if;
  select * into round from public.round r
  where r.partnership_id = link.partnership_id and r.id = link.round_id and r.state = 'closed';
  if not found then return null; end if;
  update public.results_link l set last_opened_on = (at at time zone 'UTC')::date
  where l.partnership_id = link.partnership_id and l.id = link.id
    and l.last_opened_on is distinct from (at at time zone 'UTC')::date;
  return pg_catalog.jsonb_build_object(
    'name', link.name, 'language', link.language, 'ends_at', link.ends_at,
    'partnership', (select p.name from public.partnership p where p.id = link.partnership_id),
    'parties', (select pg_catalog.jsonb_agg(pg_catalog.jsonb_build_object('id', a.id, 'name', a.name, 'mark', a.mark))
      from public.party a where a.partnership_id = link.partnership_id),
    'round', pg_catalog.to_jsonb(round),
    -- The round itself and those it is compared with: closed, of the same wording, up to this one.
    'results', (select pg_catalog.jsonb_agg(pg_catalog.to_jsonb(one)) from (
      select r.id, r.number, r.closed_at, s.snapshot from public.round r
      join public.round_result s on s.partnership_id = r.partnership_id and s.round_id = r.id
      where r.partnership_id = round.partnership_id and r.state = 'closed' and r.instrument_key = round.instrument_key
        and r.instrument_version = round.instrument_version and r.closed_at <= round.closed_at
      order by r.closed_at desc, r.number desc limit most) one));
end $$;

revoke execute on function app.read_results(bytea, timestamptz, integer) from public;
grant execute on function app.read_results(bytea, timestamptz, integer) to entente_app;
