-- Sign-in: who a person is, before any agency is known. Reached by the login role `signin` alone; what agencies
-- know of a person stays in schema `live`. An account is one person's; memberships tie it to agencies.

create schema auth;

create table auth.account (
  id uuid primary key,
  -- lower case, NFC: one person, one address
  email text not null unique check (email = lower(email) and length(email) between 3 and 254),
  -- the person followed a link that was sent to this address
  email_proven boolean not null default false,
  name text not null default '',
  image text,
  -- made by the demo: signs in without a password, and only where the whole database is marked demo
  demo boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table auth.password (
  account_id uuid primary key references auth.account,
  hash text not null,
  -- shorter than 15: good only while a second factor stands beside it (NIST SP 800-63B-4)
  short boolean not null,
  set_at timestamptz not null
);

-- One browser's spell of being signed in. The row is removed when it ends; what happened stays in auth.event.
create table auth.sign_in (
  id uuid primary key,
  account_id uuid not null references auth.account,
  token text not null unique,
  how text not null check (how in ('password', 'password-code', 'password-recovery', 'passkey', 'invitation', 'demo')),
  mfa boolean not null,
  must_enrol boolean not null,
  place text not null check (place in ('own', 'work', 'shared')),
  device text not null default '',
  address_hash text not null default '',
  idle_seconds integer not null check (idle_seconds > 0),
  last_seen_at timestamptz not null,
  proved_at timestamptz not null,
  ends_at timestamptz not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on auth.sign_in (account_id);

-- Short-lived values of a ceremony in progress (second step, passkey challenge).
create table auth.code (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index on auth.code (identifier);

-- The shared secret of an authenticator app, sealed with the server's key. `last_step` is the 30-second step whose
-- code was used last: no code of that step or an earlier one is taken again.
create table auth.authenticator (
  account_id uuid primary key references auth.account,
  secret bytea,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  pending_secret bytea,
  pending_at timestamptz
);

create table auth.recovery_code (
  account_id uuid not null references auth.account,
  code_hash text not null,
  made_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table auth.passkey (
  id uuid primary key,
  account_id uuid not null references auth.account,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter bigint not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz
);
create index on auth.passkey (account_id);

-- Agencies an account belongs to, as whom: `subject_id` is the staff member, client or supporter there.
create table auth.membership (
  id uuid primary key,
  account_id uuid not null references auth.account,
  agency_id uuid not null,
  kind text not null check (kind in ('staff', 'client', 'supporter')),
  subject_id uuid not null,
  added_at timestamptz not null,
  ended_at timestamptz check (ended_at >= added_at)
);
create index on auth.membership (account_id);
-- one person behind each staff member, client and supporter
create unique index on auth.membership (agency_id, kind, subject_id) where ended_at is null;

-- A one-time link. Nothing about an account exists, or is told, until the invited person has followed it.
create table auth.invitation (
  id uuid primary key,
  email text not null,
  name text not null,
  agency_id uuid not null,
  kind text not null check (kind in ('staff', 'client', 'supporter')),
  subject_id uuid not null,
  token_hash text not null unique,
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index on auth.invitation (agency_id, kind, subject_id);

create table auth.reset (
  id uuid primary key,
  account_id uuid not null references auth.account,
  token_hash text not null unique,
  -- 'mail': sent to the account's own address · 'hand-over': given in person by the account's only agency
  way text not null check (way in ('mail', 'hand-over')),
  made_by uuid,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index on auth.reset (account_id);

-- Wrong tries in a row, by account, device or address. Keys are keyed hashes: no address or email stands here.
create table auth.wrong_try (
  key text primary key,
  wrong integer not null default 0,
  last_at timestamptz not null
);

create table auth.draft_key (
  account_id uuid primary key references auth.account,
  sealed bytea not null,
  made_at timestamptz not null
);

-- What happened around signing in, kept for the audit (SE-05). Ids and keyed hashes only.
create table auth.event (
  id uuid primary key,
  kind text not null,
  account_id uuid,
  by_account_id uuid,
  agency_id uuid,
  sign_in_id uuid,
  email_hash text,
  address_hash text,
  at timestamptz not null
);
create index on auth.event (account_id, at);
create index on auth.event (at);

grant usage on schema auth to signin;
grant select, insert, update, delete on auth.account, auth.password, auth.sign_in, auth.code, auth.authenticator,
  auth.recovery_code, auth.passkey, auth.wrong_try, auth.draft_key to signin;
grant select, insert, update on auth.membership, auth.invitation, auth.reset to signin;
grant select, insert on auth.event to signin;
