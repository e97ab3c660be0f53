-- A tablet at the door: made with a code that is good once and for minutes, paired by it, taken back at any time. Each is a fact.
create table live.kiosk (
  agency_id uuid not null,
  kiosk_id uuid not null,
  name text not null check (length(name) between 1 and 60),
  code_hash text not null check (length(code_hash) = 64),
  code_until timestamptz not null,
  made_at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, kiosk_id)
);
select house.protect('kiosk', 'agency', 'append');
create index on live.kiosk (code_hash);

create table live.kiosk_pairing (
  agency_id uuid not null,
  kiosk_id uuid not null,
  secret_hash text not null check (length(secret_hash) = 64),
  at timestamptz not null,
  primary key (agency_id, kiosk_id),
  foreign key (agency_id, kiosk_id) references live.kiosk (agency_id, kiosk_id)
);
select house.protect('kiosk_pairing', 'agency', 'append');

create table live.kiosk_end (
  agency_id uuid not null,
  kiosk_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, kiosk_id),
  foreign key (agency_id, kiosk_id) references live.kiosk (agency_id, kiosk_id)
);
select house.protect('kiosk_end', 'agency', 'append');

-- When a tablet was heard of, how many wrong numbers were typed on it since, how far its clock was off.
create table live.kiosk_seen (
  agency_id uuid not null,
  kiosk_seen_id uuid not null,
  kiosk_id uuid not null,
  at timestamptz not null,
  wrong_tries integer not null check (wrong_tries >= 0),
  correction_ms bigint not null,
  primary key (agency_id, kiosk_seen_id),
  foreign key (agency_id, kiosk_id) references live.kiosk (agency_id, kiosk_id)
);
select house.protect('kiosk_seen', 'agency', 'append');
create index on live.kiosk_seen (agency_id, kiosk_id, at);
alter table live.presence add foreign key (agency_id, kiosk_id) references live.kiosk (agency_id, kiosk_id);

-- What a client signs in with: a number and the code on their phone, both only as hashes; the last one holds.
create table live.door_key (
  agency_id uuid not null,
  door_key_id uuid not null,
  client_id uuid not null,
  number_hash text not null check (length(number_hash) = 64),
  code_hash text not null check (length(code_hash) = 64),
  at timestamptz not null,
  by_staff_id uuid,
  primary key (agency_id, door_key_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('door_key', 'chart', 'append');
create index on live.door_key (agency_id, client_id, at);

-- Mixed into every number of one agency, so that equal numbers of two agencies look different.
create table live.door_salt (
  agency_id uuid not null,
  salt text not null check (length(salt) = 64),
  primary key (agency_id),
  foreign key (agency_id) references live.agency (agency_id)
);
select house.protect('door_salt', 'agency', 'append');

-- A tablet has no sign-in: which agency and device a code or secret stands for is asked before anybody acts. Answers ids alone.
create function live.kiosk_of_code(code text, moment timestamptz) returns table (agency_id uuid, kiosk_id uuid) language sql stable security definer
  set search_path = live, pg_catalog as $$
  select k.agency_id, k.kiosk_id from live.kiosk k where k.code_hash = code and k.code_until > moment
    and not exists (select from live.kiosk_pairing p where p.agency_id = k.agency_id and p.kiosk_id = k.kiosk_id)
    and not exists (select from live.kiosk_end e where e.agency_id = k.agency_id and e.kiosk_id = k.kiosk_id)
$$;
create function live.kiosk_of_secret(agency uuid, device uuid, secret text) returns boolean language sql stable security definer
  set search_path = live, pg_catalog as $$
  select exists (select from live.kiosk_pairing p where p.agency_id = agency and p.kiosk_id = device and p.secret_hash = secret
    and not exists (select from live.kiosk_end e where e.agency_id = p.agency_id and e.kiosk_id = p.kiosk_id))
$$;
revoke execute on function live.kiosk_of_code(text, timestamptz), live.kiosk_of_secret(uuid, uuid, text) from public;
grant execute on function live.kiosk_of_code(text, timestamptz), live.kiosk_of_secret(uuid, uuid, text) to app;
