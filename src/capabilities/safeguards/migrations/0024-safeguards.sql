-- Between sessions: the safety plan in the client's own words, the daily check-in, what the team did about it.
-- A plan is never changed: looking at it again writes the next version.
create table live.safety_plan (
  agency_id uuid not null,
  safety_plan_id uuid not null,
  client_id uuid not null,
  version integer not null check (version > 0),
  plan jsonb not null,
  -- does this person use opioids: the plan then names overdose steps and where the naloxone is (PR-48)
  opioids boolean not null,
  -- who sat beside; null when the client wrote it alone on their phone
  made_with uuid,
  made_at timestamptz not null,
  primary key (agency_id, safety_plan_id),
  unique (agency_id, client_id, version),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, made_with) references live.staff (agency_id, staff_id)
);
select house.protect('safety_plan', 'chart', 'append');

-- The id and the moment come from the phone: a check-in said in a tunnel is sent later as the same fact.
create table live.check_in (
  agency_id uuid not null,
  check_in_id uuid not null,
  client_id uuid not null,
  on_day date not null,
  at timestamptz not null,
  received_at timestamptz not null,
  craving smallint check (craving between 0 and 10),
  mood smallint check (mood between 1 and 5),
  sleep_hours float8 check (sleep_hours between 0 and 24),
  medication text check (medication in ('taken', 'missed', 'none')),
  used text check (used in ('no', 'yes', 'rather_not_say')),
  safe boolean,
  words text not null default '' check (length(words) <= 500),
  primary key (agency_id, check_in_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('check_in', 'chart', 'append');
create index on live.check_in (agency_id, client_id, at);

-- A person of the team read a hard check-in and did something about it.
create table live.check_in_answer (
  agency_id uuid not null,
  check_in_answer_id uuid not null,
  check_in_id uuid not null,
  client_id uuid not null,
  by_staff_id uuid not null,
  at timestamptz not null,
  did text not null check (length(did) between 1 and 500),
  primary key (agency_id, check_in_answer_id),
  foreign key (agency_id, check_in_id) references live.check_in (agency_id, check_in_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('check_in_answer', 'chart', 'append');
create index on live.check_in_answer (agency_id, client_id);

-- A try to reach the client after silence (or for another reason), and whether they were reached.
create table live.outreach (
  agency_id uuid not null,
  outreach_id uuid not null,
  client_id uuid not null,
  by_staff_id uuid not null,
  at timestamptz not null,
  how text not null check (how in ('call', 'text', 'message', 'letter', 'visit', 'emergency_contact')),
  reached boolean not null,
  words text not null default '' check (length(words) <= 500),
  primary key (agency_id, outreach_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('outreach', 'chart', 'append');
create index on live.outreach (agency_id, client_id, at);

-- `Please call me`: asked from the phone, without a reason.
create table live.call_request (
  agency_id uuid not null,
  call_request_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  words text not null default '' check (length(words) <= 500),
  primary key (agency_id, call_request_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('call_request', 'chart', 'append');
create index on live.call_request (agency_id, client_id, at);
