-- What a client says about a session before it: on the way, late, cannot come. The last word holds.
create table live.session_said (
  agency_id uuid not null,
  session_said_id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('on_my_way', 'late', 'cannot_come')),
  words text not null default '' check (length(words) <= 500),
  at timestamptz not null,
  primary key (agency_id, session_said_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('session_said', 'chart', 'append');
create index on live.session_said (agency_id, session_id);
create index on live.session_said (agency_id, client_id, at);
