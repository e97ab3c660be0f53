-- Instruments: raw answers are the fact; scores are derived from them whenever they are read (INS-01).
create table live.administration (
  agency_id uuid not null,
  administration_id uuid not null,
  client_id uuid not null,
  code text not null check (length(code) <= 20),
  version text not null,
  scorer text not null,
  taken_at timestamptz not null,
  recorded_at timestamptz not null,
  by_kind text not null check (by_kind in ('staff', 'client')),
  by_id uuid not null,
  mode text not null check (mode in ('interview', 'paper', 'kiosk', 'own_device')),
  answers jsonb not null,
  remark text not null default '' check (length(remark) <= 500),
  -- a correction is a new fact that names the old one
  corrects_id uuid,
  primary key (agency_id, administration_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, corrects_id) references live.administration (agency_id, administration_id),
  unique (agency_id, corrects_id),
  constraint sw_taken_later_than_recorded check (taken_at <= recorded_at)
);
select house.protect('administration', 'chart', 'append');
create index on live.administration (agency_id, client_id, taken_at);

-- What a clinician did about an alert (INS-04).
create table live.alert_answer (
  agency_id uuid not null,
  alert_answer_id uuid not null,
  administration_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  done text not null check (length(done) between 1 and 2000),
  primary key (agency_id, alert_answer_id),
  foreign key (agency_id, administration_id) references live.administration (agency_id, administration_id)
);
select house.protect('alert_answer', 'chart', 'append');
create index on live.alert_answer (agency_id, client_id);

-- The official wording, as the agency imported it (INS-07); the latest of a code holds.
create table live.wording (
  agency_id uuid not null references live.agency (agency_id),
  wording_id uuid not null,
  code text not null check (length(code) <= 20),
  version text not null,
  language text not null,
  title text not null,
  copyright text not null,
  items jsonb not null,
  imported_at timestamptz not null,
  imported_by uuid not null,
  primary key (agency_id, wording_id)
);
select house.protect('wording', 'agency', 'append');
create index on live.wording (agency_id, code, imported_at);
