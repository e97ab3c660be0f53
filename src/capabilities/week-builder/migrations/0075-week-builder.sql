-- Weeks built for everyone at once: who asked, how the search went, what it proposes for each client, and whether it was taken.
-- Nothing here moves anybody. What a client's own week becomes belongs to their chart.
create table live.week_build (
  agency_id uuid not null references live.agency (agency_id),
  build_id uuid not null,
  from_on date not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  primary key (agency_id, build_id)
);
select house.protect('week_build', 'agency', 'append');
create index on live.week_build (agency_id, asked_at);

-- Somebody wants the search to end with what it has.
create table live.week_build_stop (
  agency_id uuid not null,
  build_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, build_id),
  foreign key (agency_id, build_id) references live.week_build (agency_id, build_id)
);
select house.protect('week_build_stop', 'agency', 'append');

-- How far the search is: how many have a week, and how near that is to the best possible.
create table live.week_build_note (
  agency_id uuid not null,
  build_id uuid not null,
  no integer not null check (no > 0),
  at timestamptz not null,
  seconds double precision not null,
  placed integer not null,
  people integer not null,
  gap double precision,
  primary key (agency_id, build_id, no),
  foreign key (agency_id, build_id) references live.week_build (agency_id, build_id)
);
select house.protect('week_build_note', 'agency', 'append');

-- What the search ended with. `facts` holds a digest of each group and of the rules, to see what changed since.
create table live.week_build_answer (
  agency_id uuid not null,
  build_id uuid not null,
  at timestamptz not null,
  ended text not null check (ended in ('proven', 'time', 'stopped', 'crashed')),
  built boolean not null,
  gap double precision,
  seconds double precision not null,
  facts jsonb not null,
  -- changes of the program that would give more people a week, with how many: [{say, helps}]
  suggestions jsonb not null default '[]',
  primary key (agency_id, build_id),
  foreign key (agency_id, build_id) references live.week_build (agency_id, build_id)
);
select house.protect('week_build_answer', 'agency', 'append');

create table live.week_build_line (
  agency_id uuid not null,
  build_id uuid not null,
  client_id uuid not null,
  placed boolean not null,
  minutes_before integer not null,
  minutes_after integer not null,
  floor integer not null,
  keeps jsonb not null,
  leaves jsonb not null,
  joins jsonb not null,
  -- why there is no whole week, as numbered sentences, and the cheapest change
  why jsonb,
  -- a digest of the client's own facts at that time
  facts text not null,
  primary key (agency_id, build_id, client_id),
  foreign key (agency_id, build_id) references live.week_build (agency_id, build_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('week_build_line', 'chart', 'append');
create index on live.week_build_line (agency_id, client_id);

-- A build that was taken: one change of the schedule, so that it is taken back as one.
create table live.week_build_taken (
  agency_id uuid not null,
  build_id uuid not null,
  change_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, build_id),
  foreign key (agency_id, build_id) references live.week_build (agency_id, build_id)
);
select house.protect('week_build_taken', 'agency', 'append');
