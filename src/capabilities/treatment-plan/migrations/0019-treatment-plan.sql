-- Versions of the plan. A draft changes, with its history; the first signature locks it for good (PR-58).
create table live.plan_version (
  agency_id uuid not null,
  plan_version_id uuid not null,
  client_id uuid not null,
  number smallint not null check (number > 0),
  kind text not null check (kind in ('initial', 'full', 'review')),
  reason text not null,
  body jsonb not null,
  author_id uuid not null,
  made_at timestamptz not null,
  hands text[] not null default '{}',
  locked_at timestamptz,
  primary key (agency_id, plan_version_id),
  unique (agency_id, client_id, number),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('plan_version', 'chart', 'delete');
-- one draft at a time: two would be two plans
create unique index one_draft on live.plan_version (agency_id, client_id) where locked_at is null;

create function live.refuse_signed() returns trigger language plpgsql as $$
begin
  raise exception 'signed' using errcode = 'SW002';
end $$;
create trigger signed_is_locked before update or delete on live.plan_version
  for each row when (old.locked_at is not null) execute function live.refuse_signed();
create trigger signed_is_locked_whole before truncate on live.plan_version
  for each statement execute function live.refuse_signed();

-- A hand under a version, with the exact text it stands under.
create table live.plan_signature (
  agency_id uuid not null,
  plan_signature_id uuid not null,
  plan_version_id uuid not null,
  client_id uuid not null,
  hand text not null check (hand in ('client', 'clinician', 'supervisor', 'physician')),
  signer_id uuid not null,
  signer_name text not null,
  role text not null,
  credential text not null default '',
  signed_at timestamptz not null,
  declined_reason text not null default '',
  text text not null,
  language text not null default 'en',
  hash text not null check (length(hash) = 64),
  mark text,
  primary key (agency_id, plan_signature_id),
  unique (agency_id, plan_version_id, hand),
  foreign key (agency_id, plan_version_id) references live.plan_version (agency_id, plan_version_id)
);
select house.protect('plan_signature', 'chart', 'append');
create index on live.plan_signature (agency_id, client_id);

-- Somebody asks for a review before its time (PR-53), the client too.
create table live.plan_review_request (
  agency_id uuid not null,
  plan_review_request_id uuid not null,
  client_id uuid not null,
  reason text not null,
  words text not null default '',
  at timestamptz not null,
  by_kind text not null check (by_kind in ('staff', 'client')),
  by_id uuid not null,
  primary key (agency_id, plan_review_request_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('plan_review_request', 'chart', 'append');
create index on live.plan_review_request (agency_id, client_id);

select house.disclosable('plan_version', 'plan');
select house.disclosable('plan_signature', 'plan');
