-- Who came to one session is asked of every sheet, and of every note of a group.
create index on live.attendance (agency_id, session_id);
