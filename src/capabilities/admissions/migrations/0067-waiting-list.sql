-- Who waits for a seat in a track or a group (PR-41, PR-43). That somebody waits, and how urgently, is the agency's, so that
-- seats can be told to be offered; who it is belongs to a chart.
create table live.waiting_line (
  agency_id uuid not null,
  waiting_id uuid not null,
  track_id uuid,
  group_id uuid,
  -- 1 pregnant and injects, 2 pregnant, 3 injects, 4 in order of asking
  class smallint not null check (class between 1 and 4),
  asked_at timestamptz not null,
  -- an open offer keeps a seat until then
  offered_until timestamptz,
  ended_at timestamptz,
  check ((track_id is null) <> (group_id is null)),
  primary key (agency_id, waiting_id),
  foreign key (agency_id, track_id) references live.track (agency_id, track_id),
  foreign key (agency_id, group_id) references live.program_group (agency_id, group_id)
);
select house.protect('waiting_line', 'agency', 'history');

create table live.waiting (
  agency_id uuid not null,
  waiting_id uuid not null,
  client_id uuid not null,
  note text not null default '' check (length(note) <= 300),
  by_staff_id uuid not null,
  primary key (agency_id, waiting_id),
  foreign key (agency_id, waiting_id) references live.waiting_line (agency_id, waiting_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('waiting', 'chart', 'append');
create index on live.waiting (agency_id, client_id);

-- What happened while they waited: offers, answers, tries to reach them.
create table live.waiting_fact (
  agency_id uuid not null,
  waiting_fact_id uuid not null,
  waiting_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('offered', 'accepted', 'declined', 'expired', 'attempt', 'left')),
  at timestamptz not null,
  by_id uuid not null,
  -- offered: {until, from, outOfOrder}; attempt: {how, outcome}; others: {words}
  fact jsonb not null default '{}',
  primary key (agency_id, waiting_fact_id),
  foreign key (agency_id, waiting_id) references live.waiting (agency_id, waiting_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('waiting_fact', 'chart', 'append');
create index on live.waiting_fact (agency_id, waiting_id, at);
