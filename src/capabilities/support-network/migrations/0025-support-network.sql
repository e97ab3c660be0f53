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

/*
 * What may leave to a supporter (PV-50, PV-51). The disclosure role sees a consent only while it holds for the one who
 * asks (0013), so each policy below goes dark with it. The timetable itself names nobody: who sits where does.
 */
create policy outward on live.supporter for select to disclosure using (
  supporter_id = current_setting('app.recipient')::uuid and client_id = current_setting('app.chart')::uuid and ended_at is null);
grant select (agency_id, supporter_id, client_id, name, relation, ended_at) on live.supporter to disclosure;

create policy outward on live.series for select to disclosure using (true);
grant select (agency_id, series_id, kind) on live.series to disclosure;
create policy outward on live.room for select to disclosure using (true);
grant select (agency_id, room_id, name) on live.room to disclosure;

-- a seat is shown under `schedule`; one in a family session under `family_session` too
create policy outward on live.seat for select to disclosure using (
  client_id = current_setting('app.chart')::uuid
  and exists (select from live.consent_record r where r.agency_id = seat.agency_id and r.client_id = seat.client_id
    and (r.record = 'schedule' or (r.record = 'family_session' and exists (select from live.series x
      where x.agency_id = seat.agency_id and x.series_id = seat.series_id and x.kind = 'family')))));
grant select (agency_id, seat_id, series_id, client_id, from_on, until_on) on live.seat to disclosure;

-- whether they came: yes or no under `attendance`, with the day of those sessions
select house.disclosable('attendance', 'attendance', 'agency_id, attendance_id, session_id, client_id, status, replaces');

create policy outward on live.session for select to disclosure using (
  exists (select from live.seat t where t.agency_id = session.agency_id and t.series_id = session.series_id
    and t.from_on <= session.planned_on and (t.until_on is null or session.planned_on < t.until_on))
  or exists (select from live.attendance a where a.agency_id = session.agency_id and a.session_id = session.session_id));
grant select (agency_id, session_id, series_id, planned_on, start_at, end_at, room_id) on live.session to disclosure;

create policy outward on live.session_cancel for select to disclosure using (
  exists (select from live.session s where s.agency_id = session_cancel.agency_id and s.session_id = session_cancel.session_id));
grant select (agency_id, session_id) on live.session_cancel to disclosure;

select house.disclosable('safety_plan', 'safety_plan');

-- what a supporter tells us goes in under their own name, and may be read by them again
create policy inward on live.supporter_word for insert to disclosure with check (
  client_id = current_setting('app.chart')::uuid and supporter_id = current_setting('app.recipient')::uuid);
create policy outward on live.supporter_word for select to disclosure using (
  client_id = current_setting('app.chart')::uuid and supporter_id = current_setting('app.recipient')::uuid);
grant select, insert on live.supporter_word to disclosure;

/*
 * Whose page this supporter may open: for `serve`, before any reach is settled; ids only. Nobody's, not even that
 * there is an account, without a consent that names them and holds today.
 */
create function live.client_of_supporter(supporter uuid) returns uuid language sql stable security definer
  set search_path = live, pg_catalog as $$
  select p.client_id from live.supporter p
  where p.agency_id = current_setting('app.agency_id')::uuid and p.supporter_id = supporter and p.ended_at is null
    and exists (select from live.consent k where k.agency_id = p.agency_id and k.client_id = p.client_id
      and k.recipient_id = p.supporter_id and k.purpose = 'support'
      and k.signed_on <= current_setting('app.today')::date
      and (k.expires_on is null or k.expires_on >= current_setting('app.today')::date)
      and not exists (select from live.consent_end e where e.agency_id = k.agency_id and e.consent_id = k.consent_id
        and (e.kind in ('revoked', 'superseded', 'known_false')
          or (e.kind = 'event' and k.expires_by = 'event' and e.on_day < current_setting('app.today')::date))))
$$;
revoke execute on function live.client_of_supporter(uuid) from public;
grant execute on function live.client_of_supporter(uuid) to app;
