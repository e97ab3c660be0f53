-- What is owed and not yet done, as derived from the facts in the transaction that changed them. "Late" is not stored:
-- it follows from due and the moment of looking. Rows leave when the fact that mends them arrives.
create table live.obligation (
  agency_id uuid not null references live.agency (agency_id),
  client_id uuid,
  -- the client, or the nil id for what names none: so that one key holds both
  subject uuid not null,
  rule text not null,
  about text not null,
  owed_by_staff uuid,
  owed_by_role text,
  what text not null,
  why text not null,
  since timestamptz not null,
  due timestamptz not null,
  weight text not null check (weight in ('danger', 'person', 'paper')),
  evidence jsonb not null,
  remedy_verb text not null,
  remedy_path text not null,
  primary key (agency_id, subject, rule, about),
  check ((owed_by_staff is null) <> (owed_by_role is null))
);
select house.protect('obligation', 'maybe', 'delete');
create index on live.obligation (agency_id, owed_by_staff, due);
create index on live.obligation (agency_id, owed_by_role, due);
create index on live.obligation (agency_id, due);
-- who owes something sees that they owe it, though the chart is another's: a group they lead
create policy own on live.obligation for select to app using (owed_by_staff = current_setting('app.actor')::uuid);
