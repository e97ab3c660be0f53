-- Staff, what each may do, and the dated credentials under which they work (PR-100).
create table live.staff (
  agency_id uuid not null references live.agency (agency_id),
  staff_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  initials text not null check (length(initials) between 1 and 12),
  email text not null default '',
  phone text not null default '',
  fte float8 not null default 1 check (fte > 0 and fte <= 1),
  left_on date,
  primary key (agency_id, staff_id)
);
select house.protect('staff', 'agency', 'history');

-- A role from a moment on until a moment: leaver access ends the same day (SE-09).
create table live.staff_role (
  agency_id uuid not null,
  staff_id uuid not null,
  role text not null,
  since timestamptz not null,
  until timestamptz,
  primary key (agency_id, staff_id, role, since),
  foreign key (agency_id, staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('staff_role', 'agency', 'history');

create table live.credential (
  agency_id uuid not null,
  credential_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  number text not null default '',
  state text not null default '',
  issued_on date not null,
  expires_on date,
  constraint sw_credential_ends_after_it_starts check (expires_on is null or expires_on > issued_on),
  primary key (agency_id, credential_id),
  foreign key (agency_id, staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('credential', 'agency', 'history');
create index on live.credential (agency_id, staff_id);

-- Who supervises whom, from a day on (PR-72, PR-102).
create table live.supervision (
  agency_id uuid not null,
  staff_id uuid not null,
  supervisor_id uuid not null,
  from_on date not null,
  until_on date,
  primary key (agency_id, staff_id, from_on),
  foreign key (agency_id, staff_id) references live.staff (agency_id, staff_id),
  foreign key (agency_id, supervisor_id) references live.staff (agency_id, staff_id)
);
select house.protect('supervision', 'agency', 'history');
