-- Somebody asks for a session beside the standing ones, with the reason; the answer is a fact of its own (PR-60).
create table live.session_wish (
  agency_id uuid not null,
  wish_id uuid not null,
  client_id uuid not null,
  asked_by text not null check (asked_by in ('client', 'staff')),
  by_id uuid not null,
  kind text not null check (kind in ('individual', 'family', 'medical', 'case-management')),
  words text not null check (length(words) between 3 and 500),
  at timestamptz not null,
  primary key (agency_id, wish_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('session_wish', 'chart', 'append');
create index on live.session_wish (agency_id, client_id, at);

create table live.session_wish_answer (
  agency_id uuid not null,
  wish_id uuid not null,
  client_id uuid not null,
  -- the session that was booked; null: it was declined, in these words
  session_id uuid,
  words text not null default '' check (length(words) <= 500),
  at timestamptz not null,
  by_staff_id uuid not null,
  constraint sw_declined_without_words check (session_id is not null or length(words) >= 3),
  primary key (agency_id, wish_id),
  foreign key (agency_id, wish_id) references live.session_wish (agency_id, wish_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('session_wish_answer', 'chart', 'append');
create index on live.session_wish_answer (agency_id, client_id);
