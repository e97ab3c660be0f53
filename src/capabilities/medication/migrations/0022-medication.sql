-- Medication: the way to a provider and back, what was offered, what is taken and how that goes. All facts.
create table live.medication_linkage (
  agency_id uuid not null,
  linkage_id uuid not null,
  client_id uuid not null,
  purpose text not null check (purpose in ('moud', 'maud', 'psychiatric', 'other')),
  question text not null check (length(btrim(question)) between 1 and 1000),
  asked_at timestamptz not null,
  asked_by uuid not null,
  primary key (agency_id, linkage_id),
  unique (agency_id, linkage_id, client_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.medication_linkage (agency_id, client_id);
select house.protect('medication_linkage', 'chart', 'append');

create table live.medication_booking (
  agency_id uuid not null,
  booking_id uuid not null,
  linkage_id uuid not null,
  client_id uuid not null,
  provider text not null check (length(btrim(provider)) between 1 and 120),
  appointment_at timestamptz not null,
  place text not null default '' check (length(place) <= 160),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, booking_id),
  unique (agency_id, booking_id, linkage_id),
  constraint sw_appointment_passed check (appointment_at > recorded_at),
  foreign key (agency_id, linkage_id, client_id) references live.medication_linkage (agency_id, linkage_id, client_id)
);
create index on live.medication_booking (agency_id, linkage_id);
select house.protect('medication_booking', 'chart', 'append');

-- a visit belongs to a booking of the same linkage, and there is one of each
create table live.medication_visit (
  agency_id uuid not null,
  visit_id uuid not null,
  linkage_id uuid not null,
  booking_id uuid not null,
  client_id uuid not null,
  outcome text not null check (outcome in ('seen', 'not_kept', 'cancelled')),
  words text not null default '' check (length(words) <= 500),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, visit_id),
  unique (agency_id, booking_id),
  foreign key (agency_id, booking_id, linkage_id) references live.medication_booking (agency_id, booking_id, linkage_id),
  foreign key (agency_id, linkage_id, client_id) references live.medication_linkage (agency_id, linkage_id, client_id)
);
create index on live.medication_visit (agency_id, linkage_id);
select house.protect('medication_visit', 'chart', 'append');

-- the answer closes the loop, once
create table live.medication_answer (
  agency_id uuid not null,
  answer_id uuid not null,
  linkage_id uuid not null,
  client_id uuid not null,
  answer text not null check (answer in ('prescribed', 'not_needed', 'not_now', 'client_declined', 'referred_on')),
  words text not null check (length(btrim(words)) between 1 and 1000),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, answer_id),
  unique (agency_id, linkage_id),
  foreign key (agency_id, linkage_id, client_id) references live.medication_linkage (agency_id, linkage_id, client_id)
);
select house.protect('medication_answer', 'chart', 'append');

-- PR-64: offered, and what the client said
create table live.medication_offer (
  agency_id uuid not null,
  offer_id uuid not null,
  client_id uuid not null,
  disorder text not null check (disorder in ('opioid', 'alcohol')),
  answer text not null check (answer in ('wants', 'takes', 'thinking', 'declined')),
  words text not null default '' check (length(words) <= 500),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, offer_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.medication_offer (agency_id, client_id);
select house.protect('medication_offer', 'chart', 'append');

-- PR-48
create table live.naloxone_offer (
  agency_id uuid not null,
  offer_id uuid not null,
  client_id uuid not null,
  answer text not null check (answer in ('has', 'given', 'linked', 'declined')),
  overdose_plan boolean not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, offer_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.naloxone_offer (agency_id, client_id);
select house.protect('naloxone_offer', 'chart', 'append');

create table live.medication (
  agency_id uuid not null,
  medication_id uuid not null,
  client_id uuid not null,
  name text not null check (length(btrim(name)) between 1 and 120),
  ingredients text[] not null,
  strength text not null check (length(btrim(strength)) between 1 and 60),
  route text not null check (route in ('oral', 'sublingual', 'injection', 'patch', 'nasal', 'other')),
  schedule jsonb not null,
  purpose text not null check (purpose in ('moud', 'maud', 'psychiatric', 'other')),
  prescriber text not null check (length(btrim(prescriber)) between 1 and 120),
  started_on date not null,
  replaces uuid,
  source text not null check (source in ('prescribed_here', 'reported')),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, medication_id),
  unique (agency_id, medication_id, client_id),
  -- one medication is replaced by one
  unique (agency_id, replaces),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, replaces, client_id) references live.medication (agency_id, medication_id, client_id)
);
create index on live.medication (agency_id, client_id);
select house.protect('medication', 'chart', 'append');

create table live.medication_stop (
  agency_id uuid not null,
  stop_id uuid not null,
  medication_id uuid not null,
  client_id uuid not null,
  stopped_on date not null,
  why text not null check (length(btrim(why)) between 1 and 300),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, stop_id),
  unique (agency_id, medication_id),
  foreign key (agency_id, medication_id, client_id) references live.medication (agency_id, medication_id, client_id)
);
select house.protect('medication_stop', 'chart', 'append');

create table live.medication_supply (
  agency_id uuid not null,
  supply_id uuid not null,
  medication_id uuid not null,
  client_id uuid not null,
  supplied_on date not null,
  days_supply smallint not null check (days_supply between 1 and 365),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, supply_id),
  foreign key (agency_id, medication_id, client_id) references live.medication (agency_id, medication_id, client_id)
);
create index on live.medication_supply (agency_id, client_id);
select house.protect('medication_supply', 'chart', 'append');

create table live.adherence_check (
  agency_id uuid not null,
  check_id uuid not null,
  client_id uuid not null,
  -- the individual session it was asked at, if any
  session_id uuid,
  at timestamptz not null,
  recorded_by uuid not null,
  since date not null,
  answers jsonb not null,
  effects text not null default '' check (length(effects) <= 500),
  craving smallint check (craving between 0 and 10),
  primary key (agency_id, check_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.adherence_check (agency_id, client_id, at);
select house.protect('adherence_check', 'chart', 'append');
