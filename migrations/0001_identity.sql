-- Roles entente_app, entente_auth and entente_jobs are made beforehand (src/server/platform/roles.ts).
-- Sign-in (schema auth, used by better-auth through a role of its own) and the person behind an account.
-- The application's role has no right on schema auth: a forgotten "where" can never show a session or a password hash.

create schema auth;
create schema app;
revoke all on schema public from public;
grant usage on schema auth to entente_auth;
grant usage on schema app, public to entente_app;

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create table auth.session (
  id uuid primary key,
  "expiresAt" timestamptz not null,
  token text not null unique,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" uuid not null references auth."user" (id) on delete cascade
);
create index on auth.session ("userId");
create table auth.account (
  id uuid primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index on auth.account ("userId");
create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null,
  "updatedAt" timestamptz not null
);
create index on auth.verification (identifier);
create table auth.passkey (
  id uuid primary key,
  name text,
  "publicKey" text not null,
  "userId" uuid not null references auth."user" (id) on delete cascade,
  "credentialID" text not null unique,
  counter integer not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  "createdAt" timestamptz,
  aaguid text
);
create index on auth.passkey ("userId");
create table auth."rateLimit" (
  id uuid primary key,
  key text not null unique,
  count integer not null,
  "lastRequest" bigint not null
);
-- Our own limit per account: better-auth counts by address only, and one account can be tried from many addresses.
create table auth.attempt (
  account text primary key,
  failures integer not null,
  since timestamptz not null
);
grant select, insert, update, delete on all tables in schema auth to entente_auth;

-- ── The person: what the rest of the product knows of an account ──

create function app.person() returns uuid language sql stable
  as $$ select nullif(current_setting('app.person', true), '')::uuid $$;

create table person (
  id uuid primary key,
  name text not null,
  email text not null,
  language text,
  time_zone text,
  administrator boolean not null default false
);
alter table person enable row level security;
alter table person force row level security;
create policy self on person as restrictive to entente_app using (id = (select app.person())) with check (id = (select app.person()));
create policy allow on person using (true) with check (true);
grant select on person to entente_app;
-- Nobody makes themselves an administrator, and name and address follow the account.
grant update (language, time_zone) on person to entente_app;

-- Name and address are changed in the account and follow here in the same transaction. The first account of an
-- installation becomes its administrator; the lock makes two simultaneous first sign-ups agree on which was first.
create function app.follow_account() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(7206001);
  insert into public.person (id, name, email, administrator)
  values (new.id, new.name, new.email, not exists (select from public.person where administrator))
  on conflict (id) do update set name = excluded.name, email = excluded.email;
  return new;
end $$;
create trigger follow_account after insert or update of name, email on auth."user"
  for each row execute function app.follow_account();

-- Whether an installation still waits for its first account; asked before anybody is signed in.
create function app.has_person() returns boolean language sql stable security definer set search_path = ''
  as $$ select exists (select from public.person) $$;

-- ── Answers to creating requests, so that a repeated request is not a second record ──

create table idempotency_key (
  person_id uuid not null,
  key text not null,
  route text not null,
  request_hash bytea not null,
  status integer not null,
  body jsonb,
  created_at timestamptz not null,
  primary key (person_id, key)
);
alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;
create policy self on idempotency_key as restrictive to entente_app
  using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy allow on idempotency_key using (true) with check (true);
grant select, insert, delete on idempotency_key to entente_app;
