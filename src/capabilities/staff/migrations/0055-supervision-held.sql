-- Supervision that took place (PR-102): who received it, from whom, for how long. Kept as it was logged; an entry that was
-- wrong is replaced by a later one, of no minutes where it did not take place.
create table live.supervision_held (
  agency_id uuid not null,
  supervision_held_id uuid not null,
  staff_id uuid not null,
  supervisor_id uuid not null,
  held_at timestamptz not null,
  minutes smallint not null check (minutes between 0 and 480),
  kind text not null check (kind in ('individual', 'group')),
  words text not null default '' check (length(words) <= 500),
  replaces uuid,
  logged_by uuid not null,
  logged_at timestamptz not null,
  constraint sw_supervises_another check (staff_id <> supervisor_id),
  primary key (agency_id, supervision_held_id),
  unique (agency_id, replaces),
  foreign key (agency_id, staff_id) references live.staff (agency_id, staff_id),
  foreign key (agency_id, supervisor_id) references live.staff (agency_id, staff_id),
  foreign key (agency_id, replaces) references live.supervision_held (agency_id, supervision_held_id)
);
select house.protect('supervision_held', 'agency', 'append');
create index on live.supervision_held (agency_id, staff_id, held_at);
create index on live.supervision_held (agency_id, supervisor_id);
