-- How many people were at a session: a count alone, so that a chart can say that a group was one (PR-24) without telling who.
create function live.present_at(session uuid) returns int language sql stable security definer
  set search_path = live, pg_catalog as $$
  select count(distinct a.client_id)::int from live.attendance a
  where a.agency_id = current_setting('app.agency_id')::uuid and a.session_id = session and a.status = 'present'
    and a.recorded_at <= current_setting('app.now')::timestamptz
    and not exists (select from live.attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id
      and x.recorded_at <= current_setting('app.now')::timestamptz)
$$;
revoke execute on function live.present_at(uuid) from public;
grant execute on function live.present_at(uuid) to app;
