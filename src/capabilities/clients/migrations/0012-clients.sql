-- The person. A row stands from the first call on: an inquiry is guarded like a chart (42 CFR 2.11).
-- Who treats whom comes first, because every policy on a chart asks it.
create table live.caseload (
  agency_id uuid not null references live.agency (agency_id),
  client_id uuid not null,
  staff_id uuid not null,
  part text not null default 'treats' check (part in ('primary', 'treats')),
  from_on date not null,
  until_on date,
  primary key (agency_id, client_id, staff_id, from_on)
);
create index on live.caseload (agency_id, staff_id, client_id) where until_on is null;
create unique index one_primary on live.caseload (agency_id, client_id) where part = 'primary' and until_on is null;
-- a person sees the caseload of charts that they reach, and their own
alter table live.caseload enable row level security;
create policy tenant on live.caseload as restrictive to app using (agency_id = current_setting('app.agency_id')::uuid);
create policy reach on live.caseload to app using (case current_setting('app.reach')
  when 'agency' then true
  when 'chart' then client_id = current_setting('app.chart')::uuid or staff_id = current_setting('app.actor')::uuid
  when 'charts' then client_id = any (current_setting('app.charts')::uuid[])
  else staff_id = current_setting('app.actor')::uuid end);
grant select, insert, update on live.caseload to app;
alter table live.caseload add column version_from timestamptz not null default house.version_now();
select house.make_twin('caseload', $$case current_setting('app.reach') when 'agency' then true
  when 'chart' then client_id = current_setting('app.chart')::uuid
  else staff_id = current_setting('app.actor')::uuid end$$);
grant select on as_of.caseload to app;

create table live.client (
  agency_id uuid not null references live.agency (agency_id),
  client_id uuid not null,
  -- random, never in sequence, nothing of a birth date in it
  number text not null default upper(substr(encode(uuid_send(gen_random_uuid()), 'hex'), 1, 8)),
  call_them text not null default '' check (length(call_them) <= 80),
  initials text not null default '' check (length(initials) <= 12),
  legal_name text not null default '' check (length(legal_name) <= 200),
  pronouns text not null default '' check (length(pronouns) <= 40),
  born_on date,
  sex text check (sex in ('female', 'male', 'other', 'unsaid')),
  language text not null default 'English',
  phone text not null default '',
  email text not null default '',
  postal_code text not null default '',
  address text not null default '',
  -- may a message be left, and in what words (PR-86)
  voicemail text not null default 'no_message' check (voicemail in ('no_message', 'neutral_words', 'own_words')),
  voicemail_words text not null default '',
  -- their own week: blocks of {weekday, from, to, kind}
  routine jsonb not null default '[]',
  travel_minutes smallint,
  travel_mode text,
  allergies text not null default '',
  primary key (agency_id, client_id),
  unique (agency_id, number)
);
select house.protect('client', 'chart', 'history');

-- Admission to discharge. One open episode per client and agency; its end is a fact of the transition room.
create table live.episode (
  agency_id uuid not null,
  episode_id uuid not null,
  client_id uuid not null,
  admitted_at timestamptz not null,
  admitted_by uuid not null,
  level_of_care text not null default '2.1',
  adolescent boolean not null default false,
  ended_at timestamptz,
  primary key (agency_id, episode_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('episode', 'chart', 'history');
create unique index one_open_episode on live.episode (agency_id, client_id) where ended_at is null;
create index on live.episode (agency_id, client_id);
