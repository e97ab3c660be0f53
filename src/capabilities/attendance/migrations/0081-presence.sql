-- What a door or a video call says of somebody: a fact of its own, beside what a person confirms. Ids are made on the device,
-- so that what is sent twice is kept once. Both clocks stay: what the device showed, and what it was corrected by.
create table live.presence (
  agency_id uuid not null,
  presence_id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  source text not null check (source in ('door', 'video')),
  kind text not null check (kind in ('arrived', 'left')),
  at timestamptz not null,
  device_at timestamptz not null,
  correction_ms bigint not null,
  -- what the same clock was off by when this was sent; null where it was sent at once
  sent_correction_ms bigint,
  kiosk_id uuid,
  place text not null default '' check (length(place) <= 200),
  recorded_at timestamptz not null,
  constraint sw_door_without_device check ((source = 'door') = (kiosk_id is not null)),
  primary key (agency_id, presence_id),
  foreign key (agency_id, session_id) references live.session (agency_id, session_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('presence', 'chart', 'append');
create index on live.presence (agency_id, session_id);
create index on live.presence (agency_id, client_id, at);

-- Whose word a person took where two differed.
create table live.presence_decision (
  agency_id uuid not null,
  presence_decision_id uuid not null,
  session_id uuid not null,
  client_id uuid not null,
  kept text not null check (kept in ('sheet', 'door', 'video')),
  attendance_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, presence_decision_id),
  foreign key (agency_id, attendance_id) references live.attendance (agency_id, attendance_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('presence_decision', 'chart', 'append');
create index on live.presence_decision (agency_id, session_id);
