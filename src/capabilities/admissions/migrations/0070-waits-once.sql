-- Nobody waits twice for one thing. Whom a line is for and what it is for lie in two tables, so no index can say it: who adds a
-- person waits for whoever adds the same person in this moment, and then looks.
create function live.waits_once() returns trigger language plpgsql set search_path = live, pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('waiting:' || new.client_id, 0));
  if exists (select from waiting w join waiting_line l on l.agency_id = w.agency_id and l.waiting_id = w.waiting_id
      join waiting_line n on n.agency_id = w.agency_id and n.waiting_id = new.waiting_id
        and n.track_id is not distinct from l.track_id and n.group_id is not distinct from l.group_id
      where w.agency_id = new.agency_id and w.client_id = new.client_id and w.waiting_id <> new.waiting_id and l.ended_at is null) then
    raise exception using errcode = 'SW100', message = 'waits-already: They wait for this already.';
  end if;
  return new;
end $$;
create trigger once before insert on live.waiting for each row execute function live.waits_once();
