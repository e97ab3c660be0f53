-- The week: groups, when they meet, their sessions, and who has a seat. What a session is and how many seats are
-- taken is the agency's; who sits on them belongs to a chart.
create table live.track (
  agency_id uuid not null references live.agency (agency_id),
  track_id uuid not null,
  code text not null check (length(code) between 1 and 40),
  name text not null check (length(name) between 1 and 60),
  ended_on date,
  primary key (agency_id, track_id)
);
select house.protect('track', 'agency', 'history');

create table live.program_group (
  agency_id uuid not null references live.agency (agency_id),
  group_id uuid not null,
  code text not null check (length(code) between 1 and 12),
  name text not null check (length(name) between 1 and 60),
  service text not null,
  capacity smallint not null check (capacity between 1 and 200),
  enrolment text not null default 'open' check (enrolment in ('open', 'closed')),
  -- lessons it walks through: [{code, title}]
  lessons jsonb not null default '[]',
  ended_on date,
  primary key (agency_id, group_id)
);
select house.protect('program_group', 'agency', 'history');

-- When something recurs: a rule of days, a wall-clock time and a zone. Changed from a day on by splitting.
create table live.series (
  agency_id uuid not null references live.agency (agency_id),
  series_id uuid not null,
  group_id uuid,
  track_id uuid,
  kind text not null check (kind in ('group', 'individual', 'family', 'medical', 'assessment', 'case-management')),
  service text not null,
  rule text not null,
  starts_at time not null,
  ends_at time not null,
  breaks jsonb not null default '[]',
  zone text not null,
  room_id uuid,
  facilitator_ids uuid[] not null default '{}',
  capacity smallint not null check (capacity between 1 and 200),
  from_on date not null,
  until_on date,
  -- the weeks of a client's stay in which it is theirs; null: all
  weeks_first smallint,
  weeks_last smallint,
  split_from uuid,
  constraint sw_ends_before_it_begins check (until_on is null or until_on >= from_on),
  constraint sw_ends_before_it_starts check (starts_at < ends_at),
  primary key (agency_id, series_id),
  foreign key (agency_id, group_id) references live.program_group (agency_id, group_id),
  foreign key (agency_id, track_id) references live.track (agency_id, track_id),
  foreign key (agency_id, room_id) references live.room (agency_id, room_id)
);
select house.protect('series', 'agency', 'history');
create index on live.series (agency_id, track_id);
create index on live.series (agency_id, group_id);

create table live.session (
  agency_id uuid not null,
  session_id uuid not null,
  series_id uuid not null,
  planned_on date not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  breaks jsonb not null default '[]',
  room_id uuid,
  facilitator_ids uuid[] not null default '{}',
  lesson text,
  -- somebody moved it or gave it to another leader: a change of the series leaves it alone
  by_hand boolean not null default false,
  constraint sw_ends_before_it_starts check (start_at < end_at),
  primary key (agency_id, session_id),
  unique (agency_id, series_id, planned_on),
  foreign key (agency_id, series_id) references live.series (agency_id, series_id),
  foreign key (agency_id, room_id) references live.room (agency_id, room_id)
);
select house.protect('session', 'agency', 'delete');
create index on live.session (agency_id, start_at);

-- A session that does not take place: who said so, when and why.
create table live.session_cancel (
  agency_id uuid not null,
  session_id uuid not null,
  reason text not null check (length(reason) between 1 and 200),
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, session_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id)
);
select house.protect('session_cancel', 'agency', 'append');

-- Facts of later rooms that hang on a session: it is neither replaced nor cancelled any more.
create table live.session_tie (
  agency_id uuid not null,
  session_id uuid not null,
  what text not null,
  primary key (agency_id, session_id, what),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id)
);
select house.protect('session_tie', 'agency', 'append');

-- A numbered seat and its days, without saying whose: no number twice on a day, so no thirteenth seat by a race.
create table live.place (
  agency_id uuid not null,
  seat_id uuid not null,
  series_id uuid not null,
  no smallint not null check (no between 1 and 200),
  from_on date not null,
  until_on date,
  constraint sw_ends_before_it_begins check (until_on is null or until_on >= from_on),
  primary key (agency_id, seat_id),
  foreign key (agency_id, series_id) references live.series (agency_id, series_id),
  constraint one_on_a_seat exclude using gist (agency_id with =, series_id with =, no with =, daterange(from_on, until_on) with &&)
);
select house.protect('place', 'agency', 'history');

create table live.seat (
  agency_id uuid not null,
  seat_id uuid not null,
  series_id uuid not null,
  client_id uuid not null,
  from_on date not null,
  until_on date,
  seated_by uuid not null,
  -- why two people who are kept apart may share this group, and who allowed it (PR-28)
  override_reason text,
  primary key (agency_id, seat_id),
  foreign key (agency_id, seat_id) references live.place (agency_id, seat_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  constraint seated_once exclude using gist (agency_id with =, series_id with =, client_id with =, daterange(from_on, until_on) with &&)
);
select house.protect('seat', 'chart', 'history');
create index on live.seat (agency_id, client_id);
create index on live.seat (agency_id, series_id);

-- A client, a staff member, a room: in one place at a time (PR-27).
create table live.booking (
  agency_id uuid not null,
  session_id uuid not null,
  kind text not null check (kind in ('client', 'staff', 'room')),
  resource_id uuid not null,
  client_id uuid,
  during tstzrange not null,
  primary key (agency_id, session_id, kind, resource_id),
  check ((kind = 'client') = (client_id is not null)),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  constraint in_one_place exclude using gist (agency_id with =, kind with =, resource_id with =, during with &&)
);
select house.protect('booking', 'maybe', 'delete');
create index on live.booking (agency_id, kind, resource_id);

-- Two people who may not share a group. One row in each chart, under one pair.
create table live.separation (
  agency_id uuid not null,
  pair_id uuid not null,
  client_id uuid not null,
  other_id uuid not null,
  reason text not null check (reason in ('no-contact', 'couple', 'co-defendants', 'staff-relative', 'other')),
  from_on date not null,
  until_on date,
  by_staff_id uuid not null,
  primary key (agency_id, pair_id, client_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, other_id) references live.client (agency_id, client_id),
  constraint sw_same_person check (client_id <> other_id)
);
select house.protect('separation', 'chart', 'history');
create index on live.separation (agency_id, client_id);

-- A pair may hold one seat of a series on a day; says no name.
create table live.pair_seat (
  agency_id uuid not null,
  pair_id uuid not null,
  seat_id uuid not null,
  series_id uuid not null,
  from_on date not null,
  until_on date,
  primary key (agency_id, pair_id, seat_id),
  constraint kept_apart exclude using gist (agency_id with =, pair_id with =, series_id with =, daterange(from_on, until_on) with &&)
);
select house.protect('pair_seat', 'agency', 'delete');

-- When a staff member can be booked for one person: their own week.
create table live.availability (
  agency_id uuid not null,
  availability_id uuid not null,
  staff_id uuid not null,
  weekday smallint not null check (weekday between 1 and 7),
  from_time time not null,
  to_time time not null,
  room_id uuid,
  constraint sw_ends_before_it_starts check (from_time < to_time),
  primary key (agency_id, availability_id),
  foreign key (agency_id, staff_id) references live.staff (agency_id, staff_id),
  foreign key (agency_id, room_id) references live.room (agency_id, room_id)
);
select house.protect('availability', 'agency', 'delete');
create index on live.availability (agency_id, staff_id);

-- Why weeks may stay below the floor (PR-05, PR-16).
create table live.hours_exception (
  agency_id uuid not null,
  hours_exception_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('taper', 'illness', 'holiday')),
  from_on date not null,
  until_on date not null,
  reason text not null check (length(reason) between 3 and 500),
  by_staff_id uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, hours_exception_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('hours_exception', 'chart', 'append');
create index on live.hours_exception (agency_id, client_id);

-- An address from which a phone or calendar reads one person's own sessions. Only its hash is kept.
create table live.calendar_feed (
  agency_id uuid not null,
  token_hash text not null,
  subject_kind text not null check (subject_kind in ('staff', 'client')),
  subject_id uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (agency_id, token_hash)
);
select house.protect('calendar_feed', 'agency', 'history');

-- Ids only, before any reach is settled; each repeats the agency test itself.
create function live.clients_of_session(session uuid) returns setof uuid language sql stable security definer
  set search_path = live, pg_catalog as $$
  select t.client_id from live.session s join live.seat t on t.agency_id = s.agency_id and t.series_id = s.series_id
    and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
  where s.agency_id = current_setting('app.agency_id')::uuid and s.session_id = session
$$;
create function live.leads_group_of(staff uuid, client uuid) returns boolean language sql stable security definer
  set search_path = live, pg_catalog as $$
  select exists (select from live.seat t join live.series r on r.agency_id = t.agency_id and r.series_id = t.series_id
    where t.agency_id = current_setting('app.agency_id')::uuid and t.client_id = client
      and t.from_on <= current_setting('app.today')::date and (t.until_on is null or current_setting('app.today')::date < t.until_on)
      and staff = any (r.facilitator_ids))
$$;
revoke execute on function live.clients_of_session(uuid), live.leads_group_of(uuid, uuid) from public;
grant execute on function live.clients_of_session(uuid), live.leads_group_of(uuid, uuid) to app;
