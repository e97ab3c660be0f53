-- Level of care: the sheet while it is written, the signed decision, its co-signature, the diagnoses it named.
create table live.decision_table (
  agency_id uuid not null references live.agency (agency_id),
  decision_table_id uuid not null,
  name text not null,
  version text not null,
  cells jsonb not null,
  from_on date not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null,
  primary key (agency_id, decision_table_id)
);
select house.protect('decision_table', 'agency', 'append');
create index on live.decision_table (agency_id, from_on);

create table live.assessment (
  agency_id uuid not null,
  assessment_id uuid not null,
  client_id uuid not null,
  purpose text not null check (purpose in ('admission', 'continued')),
  edition text not null check (edition in ('3', '4')),
  started_at timestamptz not null,
  started_by uuid not null,
  details jsonb not null,
  primary key (agency_id, assessment_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('assessment', 'chart', 'history');
create index on live.assessment (agency_id, client_id, started_at);

create table live.level_decision (
  agency_id uuid not null,
  level_decision_id uuid not null,
  assessment_id uuid not null,
  client_id uuid not null,
  purpose text not null,
  edition text not null,
  ruleset text not null,
  recommended_level text,
  accepted_level text not null,
  reason_code text,
  needs_cosign boolean not null,
  -- the proposal with everything it stood on, and the placement, as they were when signed
  explanation jsonb not null,
  placement jsonb not null,
  signed_text text not null,
  signed_hash text not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  credential_id uuid not null,
  primary key (agency_id, level_decision_id),
  foreign key (agency_id, assessment_id) references live.assessment (agency_id, assessment_id),
  unique (agency_id, assessment_id)
);
select house.protect('level_decision', 'chart', 'append');
create index on live.level_decision (agency_id, client_id, signed_at);

-- What was signed is locked in storage, not in the menu.
create function live.assessment_signed_stays() returns trigger language plpgsql as $$
begin
  if exists (select from live.level_decision d where d.agency_id = old.agency_id and d.assessment_id = old.assessment_id) then
    raise exception 'a signed assessment stays as it was signed' using errcode = 'SW002';
  end if;
  return new;
end $$;
create trigger signed_stays before update on live.assessment for each row execute function live.assessment_signed_stays();

create table live.level_cosign (
  agency_id uuid not null,
  level_decision_id uuid not null,
  client_id uuid not null,
  cosigned_at timestamptz not null,
  cosigned_by uuid not null,
  remark text not null default '' check (length(remark) <= 1000),
  primary key (agency_id, level_decision_id),
  foreign key (agency_id, level_decision_id) references live.level_decision (agency_id, level_decision_id)
);
select house.protect('level_cosign', 'chart', 'append');

create table live.diagnosis (
  agency_id uuid not null,
  diagnosis_id uuid not null,
  client_id uuid not null,
  level_decision_id uuid not null,
  substance text not null,
  code text not null,
  severity text not null,
  remission text,
  criteria jsonb not null,
  words text not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, diagnosis_id),
  foreign key (agency_id, level_decision_id) references live.level_decision (agency_id, level_decision_id)
);
select house.protect('diagnosis', 'chart', 'append');
create index on live.diagnosis (agency_id, client_id, recorded_at);
