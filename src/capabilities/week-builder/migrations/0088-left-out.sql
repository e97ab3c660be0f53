-- Who would have moved by a build that was taken and was left out of it: their week stayed as it was.
create table live.week_build_left_out (
  agency_id uuid not null,
  build_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, build_id, client_id),
  foreign key (agency_id, build_id) references live.week_build_taken (agency_id, build_id),
  foreign key (agency_id, build_id, client_id) references live.week_build_line (agency_id, build_id, client_id)
);
select house.protect('week_build_left_out', 'chart', 'append');
create index on live.week_build_left_out (agency_id, client_id);
