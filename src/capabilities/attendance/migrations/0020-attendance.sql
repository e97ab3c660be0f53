-- Attendance: one fact per client and session, corrected by a new fact that names the old one.
create table live.attendance (
  agency_id uuid not null,
  attendance_id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  status text not null check (status in ('present', 'excused', 'no_show', 'cancelled_by_client', 'cancelled_by_program')),
  arrived_at timestamptz,
  left_at timestamptz,
  mode text not null default 'in_person' check (mode in ('in_person', 'telehealth')),
  place text not null default '' check (length(place) <= 200),
  reason text not null default '' check (length(reason) <= 300),
  replaces uuid,
  recorded_at timestamptz not null,
  by_staff_id uuid not null,
  constraint sw_times_without_presence check ((status = 'present') = (arrived_at is not null and left_at is not null)),
  constraint sw_left_before_arriving check (arrived_at < left_at),
  primary key (agency_id, attendance_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, replaces) references live.attendance (agency_id, attendance_id)
);
-- two people who record at once: one first word, one correction of each
create unique index first_word on live.attendance (agency_id, session_id, client_id) where replaces is null;
create unique index one_correction on live.attendance (agency_id, replaces) where replaces is not null;
create index on live.attendance (agency_id, client_id, session_id);
select house.protect('attendance', 'chart', 'append');

-- When a session really began and ended; the last word holds. Everybody's minutes follow from it.
create table live.session_held (
  agency_id uuid not null,
  session_held_id uuid not null,
  session_id uuid not null,
  start_at timestamptz not null,
  end_at timestamptz not null,
  recorded_at timestamptz not null,
  by_staff_id uuid not null,
  constraint sw_ends_before_it_starts check (start_at < end_at),
  primary key (agency_id, session_held_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id)
);
select house.protect('session_held', 'agency', 'append');
create index on live.session_held (agency_id, session_id);

-- Tries to reach somebody after a missed session (PR-82).
create table live.reach_out (
  agency_id uuid not null,
  reach_out_id uuid not null,
  client_id uuid not null,
  session_id uuid not null,
  channel text not null check (channel in ('call', 'text', 'email', 'letter', 'portal', 'visit', 'emergency_contact')),
  outcome text not null check (outcome in ('reached', 'message_left', 'no_answer', 'not_possible')),
  words text not null default '' check (length(words) <= 500),
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, reach_out_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('reach_out', 'chart', 'append');
create index on live.reach_out (agency_id, client_id, at);

-- What a supervisor decided about a welfare check (PR-83).
create table live.welfare_decision (
  agency_id uuid not null,
  welfare_decision_id uuid not null,
  client_id uuid not null,
  session_id uuid not null,
  decision text not null check (decision in ('asked_for', 'not_needed', 'reached_otherwise')),
  reason text not null check (length(reason) between 3 and 500),
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, welfare_decision_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('welfare_decision', 'chart', 'append');
create index on live.welfare_decision (agency_id, client_id);

-- How somebody who missed sessions is met again (PR-84).
create table live.reengagement (
  agency_id uuid not null,
  reengagement_id uuid not null,
  client_id uuid not null,
  plan text not null check (length(plan) between 3 and 1000),
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, reengagement_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('reengagement', 'chart', 'append');
create index on live.reengagement (agency_id, client_id);

-- For insight: what was attended, in minutes between arrival and departure, breaks not yet taken out.
create view live.report_attendance with (security_invoker) as
  select a.agency_id, a.client_id, a.session_id, s.start_at, r.service, r.kind, a.status, a.arrived_at, a.left_at
  from live.attendance a
    join live.session s on s.agency_id = a.agency_id and s.session_id = a.session_id
    join live.series r on r.agency_id = s.agency_id and r.series_id = s.series_id
  where not exists (select from live.attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id);
grant select on live.report_attendance to app;
