-- How many people were at each of some sessions: counts alone, for all of them at once.
create function live.present_in(sessions uuid[]) returns table (session_id uuid, present int) language sql stable security definer
  set search_path = live, pg_catalog as $$
  select a.session_id, count(distinct a.client_id)::int from live.attendance a
  where a.agency_id = current_setting('app.agency_id')::uuid and a.session_id = any (sessions) and a.status = 'present'
    and a.recorded_at <= current_setting('app.now')::timestamptz
    and not exists (select from live.attendance x where x.agency_id = a.agency_id and x.replaces = a.attendance_id
      and x.recorded_at <= current_setting('app.now')::timestamptz)
  group by a.session_id
$$;
revoke execute on function live.present_in(uuid[]) from public;
grant execute on function live.present_in(uuid[]) to app;
drop function live.present_at(uuid);
