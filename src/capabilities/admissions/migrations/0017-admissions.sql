-- The front door. What was typed while talking is one row with its history; what happened are facts beside it.
create table live.inquiry (
  agency_id uuid not null,
  inquiry_id uuid not null,
  client_id uuid not null,
  channel text not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  details jsonb not null,
  primary key (agency_id, inquiry_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('inquiry', 'chart', 'history');
create index on live.inquiry (agency_id, client_id);
create index on live.inquiry (agency_id, opened_at);

create table live.inquiry_fact (
  agency_id uuid not null,
  inquiry_fact_id uuid not null,
  inquiry_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('danger', 'crisis_step', 'asked', 'attempt', 'requested', 'interim', 'offered',
    'assessment', 'outcome')),
  at timestamptz not null,
  by_staff_id uuid not null,
  fact jsonb not null,
  primary key (agency_id, inquiry_fact_id),
  foreign key (agency_id, inquiry_id) references live.inquiry (agency_id, inquiry_id)
);
select house.protect('inquiry_fact', 'chart', 'append');
create index on live.inquiry_fact (agency_id, inquiry_id, at);
