-- A series does not shrink under those who sit there, also where a seat is given in the same moment: this runs once the row
-- is locked, after every seat that was being given (live.seat_within_capacity holds the row shared).
create function live.size_holds_seats() returns trigger language plpgsql set search_path = live, pg_catalog as $$
begin
  if exists (select from place p where p.agency_id = new.agency_id and p.series_id = new.series_id and p.no > new.capacity
      and p.until_on is distinct from p.from_on and (p.until_on is null or p.until_on > current_setting('app.today')::date)) then
    raise exception using errcode = 'SW100', message = 'more-seated-than-seats: More clients have a seat than that. Leave at least as many.';
  end if;
  return new;
end $$;
create trigger size_holds_seats before update of capacity on live.series
  for each row when (new.capacity < old.capacity) execute function live.size_holds_seats();
