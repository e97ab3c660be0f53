-- What is near and who was linked to it: a directory of the agency, and each need followed to what came of it (PR-65).
create table live.resource (
  agency_id uuid not null references live.agency,
  resource_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  needs text[] not null check (cardinality(needs) > 0),
  about text not null default '' check (length(about) <= 2000),
  phone text not null default '' check (length(phone) <= 60),
  url text not null default '' check (length(url) <= 400),
  address text not null default '' check (length(address) <= 300),
  postal_code text not null default '' check (length(postal_code) <= 12),
  latitude float8 check (latitude between -90 and 90),
  longitude float8 check (longitude between -180 and 180),
  online boolean not null default false,
  times jsonb not null default '[]',
  cost text not null check (cost in ('free', 'sliding', 'insurance', 'fee')),
  languages text[] not null default '{en}',
  eligibility jsonb not null,
  -- the day somebody last found it to be so, and who
  verified_on date,
  verified_by uuid,
  -- what became of referrals, as counts alone: they name nobody
  works integer not null default 0,
  does_not_work integer not null default 0,
  closed boolean not null default false,
  primary key (agency_id, resource_id),
  check ((latitude is null) = (longitude is null)),
  foreign key (agency_id, verified_by) references live.staff (agency_id, staff_id)
);
select house.protect('resource', 'agency', 'history');
create index on live.resource (agency_id, latitude, longitude) where not closed;
create index on live.resource (agency_id, lower(name));

create table live.need (
  agency_id uuid not null,
  need_id uuid not null,
  client_id uuid not null,
  need text not null check (length(need) between 1 and 40),
  words text not null default '' check (length(words) <= 500),
  stated_at timestamptz not null,
  -- it waits until this day, when it is looked at again
  waits_until date,
  objective_id uuid,
  by_staff_id uuid not null,
  primary key (agency_id, need_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('need', 'chart', 'append');
create index on live.need (agency_id, client_id, stated_at);

create table live.need_fact (
  agency_id uuid not null,
  need_fact_id uuid not null,
  need_id uuid not null,
  client_id uuid not null,
  step text not null check (step in ('referral', 'contact', 'service', 'outcome')),
  at timestamptz not null,
  words text not null default '' check (length(words) <= 500),
  resource_id uuid,
  outcome text,
  by_staff_id uuid not null,
  primary key (agency_id, need_fact_id),
  check ((step = 'outcome') = (outcome is not null)),
  check (step <> 'referral' or resource_id is not null),
  foreign key (agency_id, need_id) references live.need (agency_id, need_id),
  foreign key (agency_id, resource_id) references live.resource (agency_id, resource_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('need_fact', 'chart', 'append');
create index on live.need_fact (agency_id, client_id);
create index on live.need_fact (agency_id, need_id, at);
