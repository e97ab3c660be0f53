-- The seals of the audit trail can be read by whoever may read the trail of the whole agency, and only of their own.
alter table house.audit_seal enable row level security;
create policy tenant on house.audit_seal as restrictive to app using (agency_id = current_setting('app.agency_id')::uuid);
create policy look on house.audit_seal for select to app using (current_setting('app.reach') = 'agency');
create policy recorder on house.audit_seal to recorder using (true) with check (true);
grant select on house.audit_seal to app;
