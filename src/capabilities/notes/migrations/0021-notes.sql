-- Notes. What is being written has a history; what is signed is a row that nothing changes (PR-70).
-- The shared part of a group note while it is written. It names nobody (PR-74).
create table live.group_note (
  agency_id uuid not null,
  session_id uuid not null,
  shared jsonb not null,
  changed_by uuid not null,
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id)
);
select house.protect('group_note', 'agency', 'history');

-- One member's part while it is written, with what they want to take to an individual session.
create table live.group_part (
  agency_id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  part jsonb not null,
  to_individual text not null default '' check (length(to_individual) <= 8000),
  changed_by uuid not null,
  primary key (agency_id, session_id, client_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('group_part', 'chart', 'history');

create table live.note_draft (
  agency_id uuid not null,
  note_draft_id uuid not null,
  client_id uuid not null,
  session_id uuid,
  kind text not null,
  content jsonb not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  author_id uuid not null,
  constraint sw_ends_before_it_starts check (started_at < ended_at),
  primary key (agency_id, note_draft_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('note_draft', 'chart', 'delete');
create index on live.note_draft (agency_id, client_id);

-- A signed note: the exact text, whose hand, under which credential. One row per chart.
create table live.note (
  agency_id uuid not null,
  note_id uuid not null,
  client_id uuid not null,
  session_id uuid,
  kind text not null,
  title text not null,
  service text,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  content jsonb not null,
  objective_ids uuid[] not null default '{}',
  progress text not null default '',
  risk text not null default 'none' check (risk in ('none', 'some', 'high')),
  text text not null check (length(text) between 1 and 200000),
  language text not null default 'en',
  hash text not null check (length(hash) = 64),
  signer_id uuid not null,
  signer_name text not null,
  role text not null,
  credential text not null default '',
  signed_at timestamptz not null,
  late text not null default '',
  needs_cosign boolean not null default false,
  primary key (agency_id, note_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('note', 'chart', 'append');
create index on live.note (agency_id, client_id, ended_at);
create index on live.note (agency_id, session_id);
-- a member's part is signed once, whoever is faster
create unique index one_group_note on live.note (agency_id, session_id, client_id) where kind = 'group';

create table live.note_cosign (
  agency_id uuid not null,
  note_cosign_id uuid not null,
  note_id uuid not null,
  client_id uuid not null,
  verdict text not null check (verdict in ('accept', 'return')),
  comment text not null default '' check (length(comment) <= 4000),
  by_id uuid not null,
  by_name text not null,
  credential text not null default '',
  hash text not null,
  at timestamptz not null,
  primary key (agency_id, note_cosign_id),
  foreign key (agency_id, note_id) references live.note (agency_id, note_id)
);
select house.protect('note_cosign', 'chart', 'append');
create index on live.note_cosign (agency_id, note_id);
create unique index cosigned_once on live.note_cosign (agency_id, note_id) where verdict = 'accept';

create table live.note_addendum (
  agency_id uuid not null,
  note_addendum_id uuid not null,
  note_id uuid not null,
  client_id uuid not null,
  reason text not null check (length(reason) between 1 and 8000),
  words text not null check (length(words) between 1 and 8000),
  by_id uuid not null,
  by_name text not null,
  credential text not null default '',
  hash text not null,
  at timestamptz not null,
  primary key (agency_id, note_addendum_id),
  foreign key (agency_id, note_id) references live.note (agency_id, note_id)
);
select house.protect('note_addendum', 'chart', 'append');
create index on live.note_addendum (agency_id, note_id);

-- What a member raised in a group and wants to take to an individual session: never in the group's note.
create table live.private_item (
  agency_id uuid not null,
  private_item_id uuid not null,
  client_id uuid not null,
  session_id uuid,
  words text not null check (length(words) between 1 and 8000),
  raised_at timestamptz not null,
  raised_by uuid not null,
  primary key (agency_id, private_item_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('private_item', 'chart', 'append');
create index on live.private_item (agency_id, client_id);

create table live.private_item_done (
  agency_id uuid not null,
  private_item_id uuid not null,
  client_id uuid not null,
  words text not null default '',
  at timestamptz not null,
  by_id uuid not null,
  primary key (agency_id, private_item_id),
  foreign key (agency_id, private_item_id) references live.private_item (agency_id, private_item_id)
);
select house.protect('private_item_done', 'chart', 'append');

-- Counseling notes kept apart (42 CFR 2.11): whoever wrote one is the only one the database shows it to.
create table live.counseling_note (
  agency_id uuid not null,
  counseling_note_id uuid not null,
  client_id uuid not null,
  session_id uuid,
  author_id uuid not null,
  text text not null check (length(text) between 1 and 20000),
  written_at timestamptz not null,
  primary key (agency_id, counseling_note_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('counseling_note', 'chart', 'append');
create policy author on live.counseling_note as restrictive to app using (author_id = current_setting('app.actor')::uuid);
create index on live.counseling_note (agency_id, client_id);

select house.disclosable('note', 'progress_note');
select house.disclosable('note_addendum', 'progress_note');
