-- A protected table that gains a column: its twin, the trigger that writes the twin and its view are renewed.
create or replace function house.widen(t text) returns void language plpgsql as $$
declare
  col record;
  cols text;
begin
  select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into cols
    from information_schema.columns where table_schema = 'live' and table_name = t;
  if to_regclass(format('live.%I', t || '_h')) is null then
    execute format('create or replace view as_of.%I with (security_invoker) as select %s from live.%I
      where version_from <= current_setting(''app.as_of'')::timestamptz', t, cols, t);
    return;
  end if;
  for col in select a.attname, format_type(a.atttypid, a.atttypmod) as kind, a.attnotnull, pg_get_expr(d.adbin, d.adrelid) as fallback
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = format('live.%I', t)::regclass and a.attnum > 0 and not a.attisdropped
      and not exists (select from pg_attribute h where h.attrelid = format('live.%I', t || '_h')::regclass and h.attname = a.attname)
    order by a.attnum
  loop
    execute format('alter table live.%I add column %I %s%s', t || '_h', col.attname, col.kind,
      case when col.fallback is null then '' else ' default ' || col.fallback end || case when col.attnotnull then ' not null' else '' end);
  end loop;
  execute format($f$create or replace function live.%I() returns trigger language plpgsql security definer
    set search_path = live, pg_catalog as $body$
    declare t timestamptz := greatest(house.version_now(), old.version_from + interval '1 microsecond');
    begin
      insert into live.%I (%s, version_to) select %s, t;
      if tg_op = 'DELETE' then return old; end if;
      new.version_from := t;
      return new;
    end $body$ $f$, t || '_keep', t || '_h', cols,
    (select string_agg('old.' || quote_ident(column_name), ', ' order by ordinal_position)
       from information_schema.columns where table_schema = 'live' and table_name = t));
  -- not replaced in place: a view's columns keep their order, and `version_to` stands above the union
  execute format('drop view as_of.%I', t);
  execute format($v$create view as_of.%I with (security_invoker) as select %s from (
      select %s, timestamptz 'infinity' as version_to from live.%I
      union all select %s, version_to from live.%I) v
    where version_from <= current_setting('app.as_of')::timestamptz
      and version_to > current_setting('app.as_of')::timestamptz$v$, t, cols, cols, t, cols, t || '_h');
  execute format('grant select on as_of.%I to app', t);
end $$;

-- What a group is: how many it needs, who may lead it, whom it is for.
alter table live.program_group
  add column minimum smallint check (minimum between 1 and 200),
  add column second_from smallint check (second_from between 1 and 200),
  add column credentials text[] not null default '{}',
  add column language text not null default 'en',
  add column audience text[] not null default '{}',
  add column curriculum text;
select house.widen('program_group');

-- How it is joined; a session's own word goes before that of its series.
alter table live.series
  add column mode text not null default 'in_person' check (mode in ('in_person', 'telehealth', 'hybrid')),
  add column link text not null default '' check (length(link) <= 300);
select house.widen('series');
alter table live.session
  add column mode text check (mode in ('in_person', 'telehealth', 'hybrid')),
  add column link text check (length(link) <= 300);
select house.widen('session');

-- From this day on nothing is held in it any more.
alter table live.room add column closed_on date;
select house.widen('room');

-- Days on which a site (null: the whole program) is closed. `until_on` is the first open day again.
create table live.closure (
  agency_id uuid not null,
  closure_id uuid not null,
  site_id uuid,
  from_on date not null,
  until_on date not null,
  reason text not null check (length(reason) between 3 and 200),
  recorded_at timestamptz not null,
  by_staff_id uuid not null,
  constraint sw_ends_before_it_begins check (until_on > from_on),
  primary key (agency_id, closure_id),
  foreign key (agency_id, site_id) references live.site (agency_id, site_id)
);
select house.protect('closure', 'agency', 'delete');

-- A cancellation can be taken back within the day: what was said stays in its twin.
drop trigger kept on live.session_cancel;
drop trigger kept_whole on live.session_cancel;
drop view as_of.session_cancel;
alter table live.session_cancel add column closure_id uuid;
grant update, delete on live.session_cancel to app;
select house.make_twin('session_cancel', 'true');
grant select on as_of.session_cancel to app;

-- Minutes from one site to another; either direction has its own row.
create table live.site_travel (
  agency_id uuid not null,
  from_site_id uuid not null,
  to_site_id uuid not null,
  minutes smallint not null check (minutes between 0 and 600),
  primary key (agency_id, from_site_id, to_site_id),
  foreign key (agency_id, from_site_id) references live.site (agency_id, site_id),
  foreign key (agency_id, to_site_id) references live.site (agency_id, site_id)
);
select house.protect('site_travel', 'agency', 'history');

-- A session that makes up for one that was missed: a single visit, tied to it.
create table live.make_up (
  agency_id uuid not null,
  seat_id uuid not null,
  client_id uuid not null,
  session_id uuid not null,
  missed_session_id uuid not null,
  primary key (agency_id, seat_id),
  foreign key (agency_id, seat_id) references live.place (agency_id, seat_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  unique (agency_id, client_id, missed_session_id)
);
select house.protect('make_up', 'chart', 'delete');
create index on live.make_up (agency_id, client_id);

-- An act on the timetable that can be taken back. Its words name no client.
create table live.schedule_change (
  agency_id uuid not null,
  change_id uuid not null,
  kind text not null check (length(kind) between 1 and 40),
  words text not null check (length(words) between 1 and 200),
  series_id uuid,
  session_id uuid,
  client_id uuid,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, change_id)
);
select house.protect('schedule_change', 'maybe', 'append');
create index on live.schedule_change (agency_id, at);

-- Each row it touched, before and after.
create table live.schedule_change_row (
  agency_id uuid not null,
  change_row_id uuid not null default uuidv7(),
  change_id uuid not null,
  what text not null,
  key jsonb not null,
  client_id uuid,
  before jsonb,
  after jsonb,
  primary key (agency_id, change_row_id)
);
select house.protect('schedule_change_row', 'maybe', 'append');
create index on live.schedule_change_row (agency_id, change_id);

create table live.schedule_undo (
  agency_id uuid not null,
  change_id uuid not null,
  at timestamptz not null,
  by_staff_id uuid not null,
  primary key (agency_id, change_id),
  foreign key (agency_id, change_id) references live.schedule_change (agency_id, change_id)
);
select house.protect('schedule_undo', 'agency', 'append');

-- Writes down what an undoable act does, whichever code does it. The arguments are the table's key columns.
create function live.note_change() returns trigger language plpgsql set search_path = live, pg_catalog as $$
declare
  change text := current_setting('app.change', true);
  was jsonb;
  becomes jsonb;
begin
  if change is null or change = '' then return null; end if;
  if tg_op <> 'INSERT' then was := to_jsonb(old) - 'version_from'; end if;
  if tg_op <> 'DELETE' then becomes := to_jsonb(new) - 'version_from'; end if;
  insert into schedule_change_row (agency_id, change_id, what, key, client_id, before, after)
    select (r.one->>'agency_id')::uuid, change::uuid, tg_table_name, (select jsonb_object_agg(c, r.one->c) from unnest(tg_argv) c),
      (r.one->>'client_id')::uuid, was, becomes
    from (select coalesce(becomes, was) as one) r;
  return null;
end $$;
create trigger note_change after insert or update or delete on live.series for each row execute function live.note_change('series_id');
create trigger note_change after insert or update or delete on live.session for each row execute function live.note_change('session_id');
create trigger note_change after insert or update or delete on live.session_cancel for each row execute function live.note_change('session_id');
create trigger note_change after insert or update or delete on live.place for each row execute function live.note_change('seat_id');
create trigger note_change after insert or update or delete on live.seat for each row execute function live.note_change('seat_id');
create trigger note_change after insert or update or delete on live.pair_seat for each row execute function live.note_change('pair_id', 'seat_id');
create trigger note_change after insert or update or delete on live.booking for each row execute function live.note_change('session_id', 'kind', 'resource_id');
create trigger note_change after insert or update or delete on live.make_up for each row execute function live.note_change('seat_id');
create trigger note_change after insert or update or delete on live.closure for each row execute function live.note_change('closure_id');

-- How many rows a change has, seen or not: one who does not see all of them may not take it back.
create function live.count_change_rows(change uuid) returns bigint language sql stable security definer set search_path = live, pg_catalog as $$
  select count(*) from schedule_change_row where agency_id = current_setting('app.agency_id')::uuid and change_id = change
$$;

/*
 * Restores exactly what a change found, as the one who asks: their policies hold. It refuses by name where a row is not
 * as the change left it, where a fact hangs on a session since, or where another took the time or the seat.
 */
create function live.undo_schedule_change(change uuid) returns integer language plpgsql set search_path = live, pg_catalog as $$
declare
  agency constant uuid := current_setting('app.agency_id')::uuid;
  r record;
  found jsonb;
  clause text;
  cols text;
  undoing jsonb;
  n integer := 0;
  done bigint;
begin
  if (select count(*) from schedule_change_row where agency_id = agency and change_id = change) <> count_change_rows(change) then
    raise exception using errcode = 'SW100', message = 'not-yours-to-undo: It touches people whom you do not treat. Ask a supervisor to take it back.';
  end if;
  -- of a row that was touched twice: how it was at first and how it is at last
  select coalesce(jsonb_agg(to_jsonb(u)), '[]') into undoing from (
    select c.what, c.key, (array_agg(c.before order by c.change_row_id))[1] as before, (array_agg(c.after order by c.change_row_id desc))[1] as after
    from schedule_change_row c where c.agency_id = agency and c.change_id = change group by c.what, c.key) u
  where u.before is distinct from u.after;

  for r in select * from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) loop
    select string_agg(format('%I = %L', k, r.key->>k), ' and ') into clause from jsonb_object_keys(r.key) k;
    execute format('select to_jsonb(t) - ''version_from'' from live.%I t where agency_id = %L and %s', r.what, agency, clause) into found;
    if found is distinct from r.after then
      raise exception using errcode = 'SW100', message = 'changed-since: This was changed again since. Take the later change back first.';
    end if;
    n := n + 1;
  end loop;
  if exists (select from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) join session_tie x on x.agency_id = agency and x.session_id = (u.key->>'session_id')::uuid
      where u.what in ('session', 'session_cancel') and x.what <> 'said') then
    raise exception using errcode = 'SW100', message = 'facts-since: Something was recorded there since, so it stays. Change it the other way round.';
  end if;

  begin
    -- what the change brought goes: rows that may be removed are, spells and series become empty
    for r in select * from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) where before is null
      order by array_position(array['make_up', 'booking', 'pair_seat', 'session_cancel', 'session', 'seat', 'place', 'series', 'closure'], what)
    loop
      select string_agg(format('%I = %L', k, r.key->>k), ' and ') into clause from jsonb_object_keys(r.key) k;
      if r.what in ('seat', 'place', 'series') then
        execute format('update live.%I set until_on = from_on where agency_id = %L and %s', r.what, agency, clause);
      else
        execute format('delete from live.%I where agency_id = %L and %s', r.what, agency, clause);
      end if;
    end loop;
    -- what it changed becomes as it was; spells are emptied first, so that two of them may trade days
    for r in select * from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) where before is not null and after is not null and what in ('seat', 'place') loop
      execute format('update live.%I set until_on = from_on where agency_id = %L and seat_id = %L', r.what, agency, r.key->>'seat_id');
    end loop;
    for r in select * from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) where before is not null and after is not null
      order by array_position(array['series', 'session', 'session_cancel', 'place', 'seat', 'pair_seat', 'booking', 'make_up', 'closure'], what)
    loop
      select string_agg(format('%I = %L', k, r.key->>k), ' and ') into clause from jsonb_object_keys(r.key) k;
      select string_agg(quote_ident(k), ', ') into cols from jsonb_object_keys(r.before) k where k <> 'agency_id' and not r.key ? k;
      execute format('update live.%I t set (%s) = (select %s from jsonb_populate_record(null::live.%I, %L)) where agency_id = %L and %s',
        r.what, cols, cols, r.what, r.before, agency, clause);
    end loop;
    -- what it took away comes back
    for r in select * from jsonb_to_recordset(undoing) as u(what text, key jsonb, before jsonb, after jsonb) where after is null
      order by array_position(array['series', 'session', 'session_cancel', 'place', 'seat', 'pair_seat', 'booking', 'make_up', 'closure'], what)
    loop
      execute format('insert into live.%I select (jsonb_populate_record(null::live.%I, %L)).* on conflict do nothing', r.what, r.what,
        r.before || jsonb_build_object('version_from', house.version_now()));
      get diagnostics done = row_count;
      if done = 0 then
        raise exception using errcode = 'SW100', message = 'taken-since: Another took that time or seat since. Nothing was changed. Choose another time.';
      end if;
    end loop;
  exception
    when exclusion_violation or unique_violation then
      raise exception using errcode = 'SW100', message = 'taken-since: Another took that time or seat since. Nothing was changed. Choose another time.';
    when foreign_key_violation then
      raise exception using errcode = 'SW100', message = 'facts-since: Something was recorded there since, so it stays. Change it the other way round.';
  end;
  return n;
end $$;

-- How many who are expected at a session would be elsewhere at another time. A number, no names.
create function live.count_elsewhere(series uuid, planned date, from_at timestamptz, to_at timestamptz) returns bigint
  language sql stable security definer set search_path = live, pg_catalog as $$
  select count(*) from seat t
  where t.agency_id = current_setting('app.agency_id')::uuid and t.series_id = series
    and t.from_on <= planned and (t.until_on is null or planned < t.until_on)
    and exists (select from booking b join session s on s.agency_id = b.agency_id and s.session_id = b.session_id
      where b.agency_id = t.agency_id and b.kind = 'client' and b.resource_id = t.client_id and s.series_id <> series
        and b.during && tstzrange(from_at, to_at))
$$;

-- No seat beyond a series' size, whoever asks at once: the size cannot shrink while a seat is given.
create function live.seat_within_capacity() returns trigger language plpgsql set search_path = live, pg_catalog as $$
declare
  most smallint;
begin
  if new.until_on is not distinct from new.from_on then return new; end if;
  select capacity into most from series where agency_id = new.agency_id and series_id = new.series_id for share;
  if new.no > most then
    raise exception using errcode = 'SW100', message = 'group-full: All seats are taken. Choose another group or a later day.';
  end if;
  return new;
end $$;
create trigger within_capacity before insert or update of no, series_id on live.place
  for each row execute function live.seat_within_capacity();

-- Nobody leads on a day on which none of their credentials holds, or after they left (PR-61, PR-100).
create function live.leader_credentialed() returns trigger language plpgsql set search_path = live, pg_catalog as $$
declare
  day date := (lower(new.during) at time zone (select time_zone from agency where agency_id = new.agency_id))::date;
begin
  if exists (select from staff s join credential c on c.agency_id = s.agency_id and c.staff_id = s.staff_id
      where s.agency_id = new.agency_id and s.staff_id = new.resource_id and (s.left_on is null or day < s.left_on)
        and c.issued_on <= day and (c.expires_on is null or day <= c.expires_on)) then
    return new;
  end if;
  raise exception using errcode = 'SW100',
    message = format('no-credential-on-that-day: No credential of this person holds on %s. Record one, or choose someone else.', day);
end $$;
create trigger credentialed before insert on live.booking
  for each row when (new.kind = 'staff') execute function live.leader_credentialed();

revoke execute on function live.count_change_rows(uuid), live.count_elsewhere(uuid, date, timestamptz, timestamptz) from public;
grant execute on function live.count_change_rows(uuid), live.count_elsewhere(uuid, date, timestamptz, timestamptz) to app;
