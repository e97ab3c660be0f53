-- The house: schemas, the clock, who acts, history, audit, idempotency, the outbox.
-- Login roles (app, disclosure, signin, recorder, jobs) are made by the runner before any migration.

create extension if not exists btree_gist;
create extension if not exists cube;
create extension if not exists earthdistance;

create schema live;
create schema as_of;
create schema house;
grant usage on schema live, house to app, disclosure, recorder;
grant usage on schema as_of to app;
grant usage on schema house to jobs;

-- A database is marked virtual (demo, tests) when it is made: its history then runs on app.now, so that a demo
-- of six months has a past. A real one runs on the real clock, whatever the application says.
create table house.mark (
  one boolean primary key default true check (one),
  virtual boolean not null default false,
  demo boolean not null default false,
  made_at timestamptz not null default clock_timestamp()
);
insert into house.mark default values;
grant select on house.mark to app, disclosure, recorder, signin, jobs;

create function house.version_now() returns timestamptz language sql stable as $$
  -- a migration of a virtual database says no app.now: it happens now
  select case when (select m.virtual from house.mark m)
    then coalesce(nullif(current_setting('app.now', true), '')::timestamptz, clock_timestamp()) else clock_timestamp() end
$$;
grant execute on function house.version_now() to app, disclosure;

-- The agency is the tenant. What else is said of it belongs to the agency room.
create table live.agency (
  agency_id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null,
  week_start smallint not null default 1 check (week_start between 1 and 7),
  version_from timestamptz not null default house.version_now()
);

-- Refuses whatever would change or remove a row. Attached by house.protect(..., 'append').
create function house.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'this fact is kept as it was recorded' using errcode = 'SW001';
end $$;

/*
 * Guards one table. Call it once in the migration that creates the table (schema live).
 *   reach: 'agency'  rows that name no client: everybody of the agency whom the operation lets in
 *          'chart'   rows of one client (column client_id): by app.reach
 *          'maybe'   client_id may be null: such a row is the agency's, another a chart's
 *   keeps: 'append'  rows are facts: never changed, never removed
 *          'history' earlier versions go to the twin <table>_h; update allowed, delete not
 *          'delete'  as history, and rows may be removed (the removed version goes to the twin)
 * Makes: policies for app, grants, the twin and its trigger, and the view of the same name in as_of.
 */
create function house.protect(t text, reach text, keeps text) returns void language plpgsql as $$
declare
  cols text;
  rule text;
  key text;
begin
  execute format('alter table live.%I enable row level security', t);
  execute format('create policy tenant on live.%I as restrictive to app, disclosure
    using (agency_id = current_setting(''app.agency_id'')::uuid)', t);
  rule := case reach
    when 'agency' then 'true'
    when 'chart' then house.reach_rule(t)
    when 'maybe' then 'client_id is null or ' || house.reach_rule(t)
  end;
  if rule is null then raise exception 'protect: reach % is not known', reach; end if;
  execute format('create policy reach on live.%I to app using (%s)', t, rule);
  execute format('grant select, insert on live.%I to app', t);
  if not exists (select from information_schema.columns
      where table_schema = 'live' and table_name = t and column_name = 'version_from') then
    execute format('alter table live.%I add column version_from timestamptz not null default house.version_now()', t);
  end if;
  if keeps = 'append' then
    execute format('create trigger kept before update or delete on live.%I
      for each row execute function house.refuse_change()', t);
    execute format('create trigger kept_whole before truncate on live.%I
      for each statement execute function house.refuse_change()', t);
    execute format('create view as_of.%I with (security_invoker) as select * from live.%I
      where version_from <= current_setting(''app.as_of'')::timestamptz', t, t);
  else
    execute format('grant update on live.%I to app', t);
    if keeps = 'delete' then execute format('grant delete on live.%I to app', t); end if;
    perform house.make_twin(t, rule);
  end if;
  execute format('grant select on as_of.%I to app', t);
end $$;

create function house.reach_rule(t text) returns text language sql as $$
  -- a CASE, because an OR is not evaluated left to right and would cast settings that do not apply
  select format($r$case current_setting('app.reach')
      when 'agency' then true
      when 'chart' then client_id = current_setting('app.chart')::uuid
      when 'charts' then client_id = any (current_setting('app.charts')::uuid[])
      when 'caseload' then exists (select from live.caseload c where c.agency_id = %1$I.agency_id
        and c.client_id = %1$I.client_id and c.staff_id = current_setting('app.actor')::uuid and c.until_on is null)
      else false end$r$, t)
$$;

create function house.make_twin(t text, rule text) returns void language plpgsql as $$
declare
  cols text;
  key text;
begin
  select string_agg(quote_ident(column_name), ', ' order by ordinal_position) into cols
    from information_schema.columns where table_schema = 'live' and table_name = t;
  execute format('create table live.%I (like live.%I)', t || '_h', t);
  execute format('alter table live.%I add column version_to timestamptz not null', t || '_h');
  select string_agg(quote_ident(a.attname), ', ' order by array_position(i.indkey::int2[], a.attnum)) into key
    from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
    where i.indrelid = format('live.%I', t)::regclass and i.indisprimary;
  execute format('create index on live.%I (%s, version_to)', t || '_h', key);
  execute format('alter table live.%I enable row level security', t || '_h');
  execute format('create policy tenant on live.%I as restrictive to app
    using (agency_id = current_setting(''app.agency_id'')::uuid)', t || '_h');
  execute format('create policy reach on live.%I to app using (%s)', t || '_h',
    replace(rule, t || '.', t || '_h.'));
  execute format('grant select on live.%I to app', t || '_h');
  -- definer: only this trigger may write the twin; app cannot forge a past
  execute format($f$create function live.%I() returns trigger language plpgsql security definer
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
  execute format('create trigger keep before update or delete on live.%I
    for each row execute function live.%I()', t, t || '_keep');
  -- the period test stands above the union: inside each branch it costs x74 (joins lose their index)
  execute format($v$create view as_of.%I with (security_invoker) as select %s from (
      select %s, timestamptz 'infinity' as version_to from live.%I
      union all select %s, version_to from live.%I) v
    where version_from <= current_setting('app.as_of')::timestamptz
      and version_to > current_setting('app.as_of')::timestamptz$v$, t, cols, cols, t, cols, t || '_h');
end $$;

-- The agency's own row: one tenant sees one agency.
select house.protect('agency', 'agency', 'history');

-- One act, one entry (SE-05). Unchained when written; the sealer chains what has committed.
create table house.audit (
  agency_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  xid xid8 not null default pg_current_xact_id(),
  actor_id uuid not null,
  roles text not null,
  operation text not null,
  kind text not null check (kind in ('read', 'act', 'refused', 'disclosure', 'security')),
  client_id uuid,
  about text,
  outcome text not null,
  operation_id uuid,
  era integer not null default 1,
  primary key (agency_id, id)
);
alter table house.audit enable row level security;
create policy tenant on house.audit as restrictive to app, disclosure
  using (agency_id = current_setting('app.agency_id')::uuid);
create policy write on house.audit for insert to app, disclosure with check (true);
create policy look on house.audit for select to app using (current_setting('app.reach') = 'agency'
  or client_id = current_setting('app.chart')::uuid);
create policy recorder on house.audit to recorder using (true) with check (true);
grant insert, select on house.audit to app;
grant insert on house.audit to disclosure;
grant insert, select on house.audit to recorder;
create index on house.audit (xid);
create index on house.audit (agency_id, client_id, at) where client_id is not null;
create trigger kept before update or delete on house.audit for each row execute function house.refuse_change();
create trigger kept_whole before truncate on house.audit for each statement execute function house.refuse_change();

create table house.audit_seal (
  agency_id uuid not null,
  no bigint not null,
  previous bytea not null,
  root bytea not null,
  ids uuid[] not null,
  sealed_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, no)
);
create trigger kept before update or delete on house.audit_seal for each row execute function house.refuse_change();
grant select, insert on house.audit_seal to recorder;
create table house.audit_horizon (
  one boolean primary key default true check (one),
  lo xid8 not null,
  era integer not null default 1
);
insert into house.audit_horizon (lo) values (pg_current_xact_id());
grant select, update on house.audit_horizon to recorder;

-- Every act once: the id comes from the device (or is made by serve), the answer is kept with it.
create table house.operation (
  agency_id uuid not null,
  id uuid not null,
  actor_id uuid not null,
  name text not null,
  request_hash text not null,
  result jsonb,
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id)
);
alter table house.operation enable row level security;
create policy tenant on house.operation to app, disclosure
  using (agency_id = current_setting('app.agency_id')::uuid);
grant select, insert, update on house.operation to app, disclosure;

-- What a fact causes outside the transaction: ids only. The jobs role hands it to the queue.
create table house.outbox (
  agency_id uuid not null,
  id uuid not null,
  job text not null,
  data jsonb not null,
  after timestamptz not null,
  handed_at timestamptz,
  primary key (agency_id, id)
);
create index on house.outbox (after) where handed_at is null;
alter table house.outbox enable row level security;
create policy tenant on house.outbox for insert to app, disclosure
  with check (agency_id = current_setting('app.agency_id')::uuid);
create policy jobs on house.outbox to jobs using (true) with check (true);
grant insert on house.outbox to app, disclosure;
grant select, update, delete on house.outbox to jobs;

-- Letters that wait to leave. Written in the fact's transaction, sent by a job.
create table house.mail (
  agency_id uuid not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  body text not null,
  at timestamptz not null,
  sent_at timestamptz,
  fault text,
  primary key (agency_id, id)
);
alter table house.mail enable row level security;
create policy tenant on house.mail for insert to app, disclosure
  with check (agency_id = current_setting('app.agency_id')::uuid);
create policy jobs on house.mail to jobs using (true) with check (true);
grant insert on house.mail to app, disclosure;
grant select, update on house.mail to jobs;

-- The agencies there are: for jobs that go round them (ids and zones, nothing of a client).
create policy round on live.agency for select to jobs using (true);
grant usage on schema live to jobs;
grant select on live.agency to jobs;

-- The queue keeps its own tables here; no policy stands on them and app has no way in.
create schema pgboss authorization jobs;
