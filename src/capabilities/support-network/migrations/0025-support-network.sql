-- The people around a client: who they are to them, how they may be reached, what they were told and what they told.
create table live.supporter (
  agency_id uuid not null,
  supporter_id uuid not null,
  client_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  relation text not null check (length(relation) between 1 and 200),
  phone text not null default '' check (length(phone) <= 40),
  email text not null default '' check (length(email) <= 200),
  roles text[] not null default '{}',
  contact jsonb not null,
  language text not null default 'en',
  -- the client ended it, or asked us to
  ended_at timestamptz,
  primary key (agency_id, supporter_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('supporter', 'chart', 'history');
create index on live.supporter (agency_id, client_id);

-- Whom to call in an emergency, or that the client wants nobody called: either is a decision (PR-46).
create table live.emergency_contact (
  agency_id uuid not null,
  emergency_contact_id uuid not null,
  client_id uuid not null,
  supporter_id uuid,
  declined_reason text check (length(declined_reason) between 1 and 500),
  at timestamptz not null,
  by_staff_id uuid,
  primary key (agency_id, emergency_contact_id),
  constraint sw_contact_or_reason check ((supporter_id is null) = (declined_reason is not null)),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, supporter_id) references live.supporter (agency_id, supporter_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('emergency_contact', 'chart', 'append');
create index on live.emergency_contact (agency_id, client_id, at);

-- Asked to come to their own page. The one-time link itself belongs to sign-in.
create table live.supporter_invitation (
  agency_id uuid not null,
  supporter_invitation_id uuid not null,
  supporter_id uuid not null,
  client_id uuid not null,
  email text not null,
  at timestamptz not null,
  -- null: the client did it on their phone
  by_staff_id uuid,
  primary key (agency_id, supporter_invitation_id),
  foreign key (agency_id, supporter_id) references live.supporter (agency_id, supporter_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('supporter_invitation', 'chart', 'append');
create index on live.supporter_invitation (agency_id, client_id);

-- A family session or a family class, offered each month, and what the client said (PR-62).
create table live.family_offer (
  agency_id uuid not null,
  family_offer_id uuid not null,
  client_id uuid not null,
  what text not null check (what in ('family_session', 'family_education')),
  offered_at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, family_offer_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('family_offer', 'chart', 'append');
create index on live.family_offer (agency_id, client_id);

create table live.family_answer (
  agency_id uuid not null,
  family_answer_id uuid not null,
  family_offer_id uuid not null,
  client_id uuid not null,
  answer text not null check (answer in ('accepted', 'declined', 'contraindicated')),
  reason text not null default '' check (length(reason) <= 1000),
  at timestamptz not null,
  by_staff_id uuid,
  primary key (agency_id, family_answer_id),
  foreign key (agency_id, family_offer_id) references live.family_offer (agency_id, family_offer_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('family_answer', 'chart', 'append');
create index on live.family_answer (agency_id, client_id);

-- What a supporter tells us. Taking it says nothing about the client (PV-52).
create table live.supporter_word (
  agency_id uuid not null,
  supporter_word_id uuid not null,
  supporter_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  words text not null check (length(words) between 1 and 1000),
  asked_to_call boolean not null default false,
  primary key (agency_id, supporter_word_id),
  foreign key (agency_id, supporter_id) references live.supporter (agency_id, supporter_id)
);
select house.protect('supporter_word', 'chart', 'append');
create index on live.supporter_word (agency_id, client_id);

create table live.supporter_word_read (
  agency_id uuid not null,
  supporter_word_id uuid not null,
  client_id uuid not null,
  by_staff_id uuid not null,
  at timestamptz not null,
  did text not null default '' check (length(did) <= 500),
  primary key (agency_id, supporter_word_id),
  foreign key (agency_id, supporter_word_id) references live.supporter_word (agency_id, supporter_word_id),
  foreign key (agency_id, by_staff_id) references live.staff (agency_id, staff_id)
);
select house.protect('supporter_word_read', 'chart', 'append');
create index on live.supporter_word_read (agency_id, client_id);
