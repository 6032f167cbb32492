-- Files of joint documents. Their bytes lie outside of the database, in DATA_DIR/files/<partnership>/<SHA-256>; a row is
-- written only after them. See docs/decisions/0027.

create table document_file (
  partnership_id uuid not null,
  document_id uuid not null,
  id uuid not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- Cleaned, with the extension of the type that was found.
  name text not null check (length(name) between 1 and 120),
  type text not null,
  size integer not null check (size > 0),
  participant_id uuid not null,
  party_id uuid not null,
  at timestamptz not null,
  primary key (partnership_id, document_id, id),
  -- Sent again it is the same file.
  unique (partnership_id, document_id, sha256),
  foreign key (partnership_id, document_id) references document (partnership_id, id),
  foreign key (partnership_id, participant_id, party_id) references participant (partnership_id, id, party_id)
);
create index on document_file (partnership_id, sha256);

call app.lock_to_partnership('document_file');
-- What hangs on a document is seen by whoever sees the document.
create policy private on document_file as restrictive to entente_app
  using (exists (select from document d where d.partnership_id = document_file.partnership_id and d.id = document_id))
  with check (exists (select from document d where d.partnership_id = document_file.partnership_id and d.id = document_id));
create policy own on document_file as restrictive for insert to entente_app
  with check (party_id = (select app.party()) and exists (select from participant p
    where p.partnership_id = document_file.partnership_id and p.id = participant_id and p.person_id = (select app.person())));
grant select, insert, delete on document_file to entente_app;

-- Whether a text that was ever proposed names a file: it is part of what people read, ratified or declined.
create function app.file_is_named(partnership uuid, document uuid, file uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from public.document_version v where v.partnership_id = partnership and v.document_id = document
    and pg_catalog.strpos(v.canonical, file::text) > 0) $$;

-- The share lock makes removing and proposing wait for each other. The code is that of a reference, which this is: texts
-- name files by their ids.
create function app.keep_file() returns trigger language plpgsql security definer set search_path = '' as $$
begin
  perform from public.document d where d.partnership_id = old.partnership_id and d.id = old.document_id for share;
  if app.file_is_named(old.partnership_id, old.document_id, old.id) then
    raise exception 'a proposed text names this file' using errcode = '23503';
  end if;
  return old;
end $$;
create trigger keep_file before delete on document_file for each row execute function app.keep_file();
create trigger keep before update on document_file for each row execute function app.keep();
-- While a text is proposed nothing comes to its document.
create trigger keep_draft before insert on document_file for each row execute function app.keep_draft();

-- Adding a file and removing what nobody names any more come one after the other: whoever does either holds this until
-- commit.
create function app.lock_files() returns void language sql set search_path = '' as $$
  select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(app.partnership()::text, 7206015)) $$;

revoke execute on function app.file_is_named(uuid, uuid, uuid), app.keep_file(), app.lock_files() from public;
grant execute on function app.lock_files() to entente_app;
