-- Whether somebody has a seat in a series on a day is asked of each of their sessions; the exclusion constraint's index
-- answers it four times as slowly. How many have one is asked of each session of a day.
create index on live.seat (agency_id, client_id, series_id);
drop index live.seat_agency_id_client_id_idx;
create index on live.place (agency_id, series_id);
