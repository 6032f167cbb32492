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
