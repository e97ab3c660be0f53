-- A seat that is kept for somebody to whom it was offered (PR-43) is a place nobody sits on yet: what keeps two people off one
-- number keeps everybody off this one too. Whose it is belongs to a chart.
create table live.place_hold (
  agency_id uuid not null,
  seat_id uuid not null,
  -- all places of one offer
  hold_id uuid not null,
  until_at timestamptz not null,
  primary key (agency_id, seat_id),
  foreign key (agency_id, seat_id) references live.place (agency_id, seat_id)
);
select house.protect('place_hold', 'agency', 'append');
create index on live.place_hold (agency_id, hold_id);

create table live.seat_hold (
  agency_id uuid not null,
  seat_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, seat_id),
  foreign key (agency_id, seat_id) references live.place_hold (agency_id, seat_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('seat_hold', 'chart', 'append');
create index on live.seat_hold (agency_id, client_id);

-- Frees the places of one offer, or of one series those whose time is over and those of one client, who now sits or leaves.
-- It is no part of the change it happens in: taking that back keeps nothing for anybody again.
create function live.release_holds(hold uuid, series uuid, client uuid) returns integer language plpgsql
  set search_path = live, pg_catalog set app.change = '' as $$
declare
  n integer;
begin
  update place p set until_on = p.from_on
  from place_hold h
  where p.agency_id = current_setting('app.agency_id')::uuid and h.agency_id = p.agency_id and h.seat_id = p.seat_id
    and p.until_on is distinct from p.from_on
    and (h.hold_id = hold or (p.series_id = series and (h.until_at <= current_setting('app.now')::timestamptz
      or exists (select from seat_hold s where s.agency_id = h.agency_id and s.seat_id = h.seat_id and s.client_id = client))));
  get diagnostics n = row_count;
  return n;
end $$;
