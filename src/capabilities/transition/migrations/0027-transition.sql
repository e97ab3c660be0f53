-- In, between and out: what the gate of admission stood on, steps, the end of a stay, and what follows it.
create table live.intake_item (
  agency_id uuid not null,
  intake_item_id uuid not null,
  client_id uuid not null,
  item text not null check (item in ('identity', 'tb_screen', 'hiv_hcv_screen', 'overdose_screen', 'naloxone_offered', 'overdose_plan')),
  words text not null default '' check (length(words) <= 500),
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, intake_item_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('intake_item', 'chart', 'append');
create index on live.intake_item (agency_id, client_id);

create table live.admission (
  agency_id uuid not null,
  episode_id uuid not null,
  client_id uuid not null,
  met jsonb not null,
  overridden jsonb not null,
  level_decision_id uuid,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, episode_id),
  foreign key (agency_id, episode_id) references live.episode (agency_id, episode_id)
);
select house.protect('admission', 'chart', 'append');
create index on live.admission (agency_id, client_id);

-- Planned from the first week (PR-66): what life after the program needs.
create table live.graduation_plan (
  agency_id uuid not null,
  episode_id uuid not null,
  client_id uuid not null,
  items jsonb not null,
  own_words text not null default '' check (length(own_words) <= 2000),
  next_appointment_on date,
  next_appointment_with text not null default '' check (length(next_appointment_with) <= 200),
  medication_follow_up_on date,
  client_agrees boolean,
  primary key (agency_id, episode_id),
  foreign key (agency_id, episode_id) references live.episode (agency_id, episode_id)
);
select house.protect('graduation_plan', 'chart', 'history');
create index on live.graduation_plan (agency_id, client_id);

create table live.step (
  agency_id uuid not null,
  step_id uuid not null,
  client_id uuid not null,
  episode_id uuid not null,
  from_rung text not null,
  to_rung text not null,
  reason text not null check (length(reason) between 1 and 1000),
  received_by text not null check (length(received_by) <= 200),
  client_said text not null check (client_said in ('agrees', 'disagrees', 'not_asked')),
  taper_weeks smallint,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, step_id),
  foreign key (agency_id, episode_id) references live.episode (agency_id, episode_id)
);
select house.protect('step', 'chart', 'append');
create index on live.step (agency_id, client_id, at);

create table live.discharge (
  agency_id uuid not null,
  discharge_id uuid not null,
  client_id uuid not null,
  episode_id uuid not null,
  type text not null,
  reason text not null,
  facts jsonb not null,
  on_day date not null,
  decided_at timestamptz not null,
  decided_by uuid not null,
  primary key (agency_id, discharge_id),
  unique (agency_id, episode_id),
  foreign key (agency_id, episode_id) references live.episode (agency_id, episode_id)
);
select house.protect('discharge', 'chart', 'append');
create index on live.discharge (agency_id, client_id);

-- The signed summary: the text as it was read, with who signed and under which credential.
create table live.discharge_summary (
  agency_id uuid not null,
  discharge_id uuid not null,
  client_id uuid not null,
  parts jsonb not null,
  signed_text text not null,
  signed_hash text not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  signed_as text not null,
  primary key (agency_id, discharge_id),
  foreign key (agency_id, discharge_id) references live.discharge (agency_id, discharge_id)
);
select house.protect('discharge_summary', 'chart', 'append');

create table live.follow_up (
  agency_id uuid not null,
  follow_up_id uuid not null,
  client_id uuid not null,
  discharge_id uuid not null,
  day_number smallint not null check (day_number > 0),
  outcome text not null,
  doing text not null,
  wants_back boolean not null,
  words text not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, follow_up_id),
  foreign key (agency_id, discharge_id) references live.discharge (agency_id, discharge_id)
);
select house.protect('follow_up', 'chart', 'append');
create index on live.follow_up (agency_id, client_id);
