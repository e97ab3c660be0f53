-- The agency's places, its rule book and its approved answers.
create table live.site (
  agency_id uuid not null references live.agency (agency_id),
  site_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  address text not null default '',
  phone text not null default '',
  latitude float8,
  longitude float8,
  primary key (agency_id, site_id)
);
select house.protect('site', 'agency', 'history');

create table live.room (
  agency_id uuid not null,
  room_id uuid not null,
  site_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  places smallint not null check (places between 1 and 200),
  primary key (agency_id, room_id),
  foreign key (agency_id, site_id) references live.site (agency_id, site_id)
);
select house.protect('room', 'agency', 'history');

-- One change of one setting from a day on; a later one supersedes, none is overwritten.
create table live.rule_change (
  agency_id uuid not null,
  rule_change_id uuid not null,
  key text not null,
  value jsonb not null,
  from_on date not null,
  source text not null check (length(source) between 1 and 300),
  by_staff_id uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, rule_change_id)
);
select house.protect('rule_change', 'agency', 'append');

-- Answers that the agency has approved for callers' questions, in its own words.
create table live.approved_answer (
  agency_id uuid not null,
  approved_answer_id uuid not null,
  question text not null check (length(question) between 1 and 300),
  answer text not null check (length(answer) between 1 and 2000),
  words text not null default '',
  primary key (agency_id, approved_answer_id)
);
select house.protect('approved_answer', 'agency', 'delete');
