-- Instruments that a partnership writes itself, and the second pass of a round: guessing the other side.

-- Shared by all parties from its first word: leads and sponsors of each write on one text.
create table instrument (
  partnership_id uuid not null references partnership (id),
  id uuid not null,
  -- Names it in rounds and files; made from the first title, never changed.
  key text not null,
  -- Not jsonb: the first language of a text is the one others fall back to, and jsonb forgets what came first.
  draft json not null,
  -- The draft is the newest version, to the letter.
  changed boolean not null default true,
  retired boolean not null default false,
  changed_at timestamptz not null,
  version integer not null default 1,
  primary key (partnership_id, id),
  unique (partnership_id, key)
);

-- What rounds can be opened with: written once, never changed. Rounds keep a copy of their own besides.
create table instrument_version (
  partnership_id uuid not null,
  instrument_id uuid not null,
  number integer not null,
  instrument json not null,
  made_by uuid not null,
  made_at timestamptz not null,
  primary key (partnership_id, instrument_id, number),
  foreign key (partnership_id, instrument_id) references instrument (partnership_id, id),
  foreign key (partnership_id, made_by) references participant (partnership_id, id)
);

call app.lock_to_partnership('instrument', 'instrument_version');
grant select, insert, update, delete on instrument to entente_app;
grant select, insert, delete on instrument_version to entente_app;

-- As asked, with its languages in their order.
alter table round alter column instrument type json;
alter table dialogue alter column instrument type json;
alter table reflection alter column instrument type json;

-- Whether people are asked to guess how the other side answered; frozen at opening.
alter table round add column guess boolean not null default false;
