-- The client's own side: messages with the team, and what they say about a session.
create table live.message (
  agency_id uuid not null,
  message_id uuid not null,
  client_id uuid not null,
  -- null: the client wrote it
  by_staff_id uuid,
  words text not null check (length(words) between 1 and 2000),
  at timestamptz not null,
  primary key (agency_id, message_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('message', 'chart', 'append');
create index on live.message (agency_id, client_id, at);

-- Up to which message a side has read.
create table live.message_read (
  agency_id uuid not null,
  message_id uuid not null,
  client_id uuid not null,
  side text not null check (side in ('client', 'team')),
  by_staff_id uuid,
  at timestamptz not null,
  primary key (agency_id, message_id, side),
  foreign key (agency_id, message_id) references live.message (agency_id, message_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('message_read', 'chart', 'append');
create index on live.message_read (agency_id, client_id);
