-- A seat that is kept for somebody counts for the pairs they are kept apart in (PR-28), for as long as it is kept: the same rows
-- that stand for who sits there go when the place is free again.
create or replace function live.release_holds(hold uuid, series uuid, client uuid) returns integer language plpgsql
  set search_path = live, pg_catalog set app.change = '' as $$
declare
  n integer;
begin
  with freed as (
    update place p set until_on = p.from_on
    from place_hold h
    where p.agency_id = current_setting('app.agency_id')::uuid and h.agency_id = p.agency_id and h.seat_id = p.seat_id
      and p.until_on is distinct from p.from_on
      and (h.hold_id = hold or (p.series_id = series and (h.until_at <= current_setting('app.now')::timestamptz
        or exists (select from seat_hold s where s.agency_id = h.agency_id and s.seat_id = h.seat_id and s.client_id = client))))
    returning p.agency_id, p.seat_id
  ), gone as (
    delete from pair_seat a using freed f where a.agency_id = f.agency_id and a.seat_id = f.seat_id
  )
  select count(*) into n from freed;
  return n;
end $$;
